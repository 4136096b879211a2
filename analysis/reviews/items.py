"""What there is to decide: findings, each with its text, its evidence, and what may be answered."""

from __future__ import annotations

import math
from bisect import bisect_right
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np

from ..decisions.blocks import decided_blocks, heading_level
from ..decisions.decision import Decision
from ..decisions.gaps import reason_not_to_join
from ..decisions.places import lettered, place_of
from ..decisions.records import Decisions
from ..duplicates.alternatives import INSIDE
from ..duplicates.audits import audit
from ..languages.messages import _, forms
from ..mending.edits import COPIES
from ..mending.finding import ON_REQUEST
from ..mending.joined import LOST_HEADINGS, join_edit
from ..mending.ledger import WITHIN

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping

    import pandas as pd

    from ..document.documents import Document
    from ..duplicates.audits import Audit
    from ..mending.edits import Edits
    from ..mending.repair import Repair

WIDTH = 40  # characters of text shown on either side of a finding
LONG = 120  # characters of a passage that are shown
ANYWHERE, LONG_BLOCK = (
    ("unbalanced pair", "misread?"),
    400,
)  # where it is in its passage is not known
BEHIND = 10  # characters that are shown before a place of a repeat
ASIDE = ("page furniture", "caption", "byline")  # kinds of blocks that interrupt a text
PLACE_KEYS = "123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"  # each chooses a place of a repeat


@dataclass(frozen=True)
class Choice:
    """An answer that may be given to a finding."""

    key: str  #: y, n, m, or a digit
    label: str
    decision: Decision
    edits: Edits  #: what it changes in the source; none where all stays
    anyway: Edits = ()  #: what is changed if nobody answers, elsewhere in the same repeat


@dataclass(frozen=True)
class Item:
    """A finding to be decided on; offsets are of the source."""

    number: int  #: from 1, in order of the text
    kind: str
    start: int
    end: int
    line: int
    page: int  #: of a document that has pages, else 0
    evidence: str
    confidence: float
    is_applied: bool  #: whether the repair mends it if nobody decides
    why: str  #: why it does not
    left: str
    old: str  #: the text as it is
    new: str  #: as it would be
    more: tuple[tuple[str, str, str], ...]  #: of further edits, the text before each, what is there, and what would be
    right: str
    choices: tuple[Choice, ...]
    block: int  #: the number of its block, whose kind can be decided on

    def choice(self, key: str) -> Choice | None:
        """Return the choice of a key, if there is one."""
        return next((one for one in self.choices if one.key == key), None)


def items(
    done: Repair,
    kinds: Collection[str] | None = None,
    below: float | None = None,
    with_applied: bool = False,
) -> list[Item]:
    """Return what there is to decide in a repair, in order of the text.

    Parameters
    ----------
    done : from `repair`, with the settings that it was made with.
    kinds : of findings; by default all but those that are mended only on request.
    below : the confidence that what is listed does not reach; by default any is listed.
    with_applied : whether to list what the repair mends by itself, too, to be rejected.

    >>> from analysis import parse, repair
    >>> done = repair(parse("工程队连夜抢修，终于恢复了供\\n\\n电，附近的三个小区没有受到影响。"))
    >>> [(item.kind, [choice.key for choice in item.choices]) for item in items(done, with_applied=True)]
    [('broken paragraph', ['y', 'n', 'm'])]
    """
    found = done.findings
    wanted = ~found["kind"].isin(ON_REQUEST) if kinds is None else found["kind"].isin([*kinds])
    unsure = found["confidence"] < (math.inf if below is None else below)
    listed = wanted & unsure & (found["decided"] == "") & (~found["applied"] | with_applied)
    rows = found[listed & ~_is_gone(found)]
    audited = audit(done.source, settings=done.settings) if rows["kind"].isin(COPIES).any() else None
    before = done.settings.decisions if isinstance(done.settings.decisions, Decisions) else Decisions()
    headings = (found["kind"] == LOST_HEADINGS[0]) | (found["kind"].isin(LOST_HEADINGS) & found["applied"])
    aside = {*found.loc[found["kind"].isin(ASIDE) | headings, "start"]}
    known = _Text(done.source, audited, _dropped(found), aside, decided_blocks(done.source, before))
    taken = {one.subject for one in before.decisions}
    found = (_item(row, known) for row in rows.itertuples())
    still_open = (item for item in found if taken.isdisjoint(choice.decision.subject for choice in item.choices))
    return [replace(item, number=number) for number, item in enumerate(still_open, 1)]


def _is_gone(found: pd.DataFrame) -> np.ndarray:
    """Say which findings lie in text that is dropped, or touch an edit that is made: there is nothing to decide."""
    dropped = _dropped(found)
    start, end = found["start"].to_numpy(), found["end"].to_numpy()
    inside = (dropped[:, 0] <= start[:, None]) & (end[:, None] <= dropped[:, 1])
    return ~found["applied"].to_numpy(bool) & (inside.any(axis=1) | found["held"].isin(forms(WITHIN)).to_numpy(bool))


def _dropped(found: pd.DataFrame) -> np.ndarray:
    """Return start and end of each span that is dropped if nobody decides."""
    made = [edit for edits in found.loc[found["applied"], "edits"] for edit in edits]
    return np.array([(start, end) for start, end, new in made if not new] or np.zeros((0, 2)), np.int64)


class _Text(NamedTuple):
    """A document, and what is known of it as a whole."""

    document: Document
    audited: Audit | None
    dropped: np.ndarray  #: start and end of each span that is dropped if nobody decides
    aside: Collection[int]  #: where the blocks begin that interrupt the text, or are headings though not marked as such
    decided: Mapping[int, Decision]  #: what blocks were decided to be, by their numbers


def _item(row: Any, known: _Text) -> Item:
    document, text, (start, end) = known.document, known.document.text, (row.start, row.end)
    edits = row.edits or ((start, end, text[start:end]),)
    begin, until = edits[0][0], edits[-1][1]
    longest = LONG_BLOCK if row.kind in ANYWHERE else LONG
    blocks = document.blocks
    at = max(bisect_right(blocks, start, key=lambda block: block.start) - 1, 0)
    item = Item(
        0,
        row.kind,
        start,
        end,
        row.line,
        int(getattr(row, "page", 0) or 0),
        row.evidence,
        row.confidence,
        bool(row.applied),
        row.held,
        text[max(begin - WIDTH, 0) : begin],
        _short(text[begin : edits[0][1]], longest),
        _short(edits[0][2], longest),
        tuple((_short(text[a[1] : b[0]]), _short(text[b[0] : b[1]]), _short(b[2])) for a, b in pairwise(edits)),
        text[until : until + WIDTH],
        (),
        at,
    )
    return replace(item, choices=(*_choices(item, row.edits, known),))


def _short(text: str, longest: int = LONG) -> str:
    return text if len(text) <= longest else f"{text[: longest // 2]}…{text[-longest // 2 :]}"


def _choices(item: Item, edits: Edits, known: _Text) -> Iterator[Choice]:
    """Yield what may be answered: that it is mended, that it is not, that it is marked, and what its kind offers."""
    place = place_of(known.document, item.start, item.end)
    of_finding = Decision("finding", "accept", place, item.kind, heading_level(edits), line=item.line)
    yes, no = _("it is so"), _("it is not so")
    if edits:
        yes, no = _("mend it"), _("leave it as it is")
        if item.is_applied:
            yes, no = _("leave it mended"), _("undo it")
    yield Choice("y", yes, of_finding, edits)
    yield Choice("n", no, replace(of_finding, choice="reject", level=0), ())
    if item.kind in COPIES and known.audited is not None:
        yield from _of_repeat(item, known.document, known.audited, known.dropped)
    elif item.kind == "truncated paragraph":
        yield from _joins(item, known, item.block, _("it goes on in the next paragraph"))
    elif item.kind == "orphan start":
        yield from _joins(item, known, item.block - 1, _("it goes on from the paragraph before"))
    yield Choice("m", _("mark it with ⟦ ⟧"), replace(of_finding, choice="mark", level=0), ())


def _joins(item: Item, known: _Text, number: int, label: str) -> Iterator[Choice]:
    """Yield the join of a block and the next, where both are there in the end, and running text."""
    document, blocks = known.document, known.document.blocks
    both = blocks[number : number + 2] if number >= 0 else ()
    if len(both) < 2 or any(one.start in known.aside or _goes((one.start, one.end, ""), known.dropped) for one in both):
        return
    start, end = both[0].end, both[1].start
    letter = lettered(document).range_of(start, end)[0]
    decision = Decision("gap", "join", place_of(document, start, end), line=item.line)
    edit = join_edit(document, letter)
    if edit and not reason_not_to_join(decision, document, letter, known.decided):
        yield Choice("1", label, decision, (edit,))


def _of_repeat(item: Item, document: Document, audited: Audit, dropped: np.ndarray) -> Iterator[Choice]:
    """Yield which of the places of a repeat may stay, and that all were meant."""
    places = audited.occurrences
    here = places[(places["start"] < item.end) & (places["end"] > item.start)]
    same = here[here["class"].map(audited.classes["kind"]) == item.kind]
    if not len(same):
        return
    overlap = same["end"].clip(upper=item.end) - same["start"].clip(lower=item.start)
    number = same.loc[(overlap / (same["end"] - same["start"])).idxmax(), "class"]
    of_class = places[(places["class"] == number) & ~places["reason"].isin(forms(INSIDE))]
    spans = [(row.start, row.end, row.line) for row in of_class.itertuples()]
    drops = [(start, end, "") for start, end, __ in spans]
    elsewhere = [drop for drop in drops if min(drop[1], item.end) <= max(drop[0], item.start)]
    anyway = tuple(drop for drop in elsewhere if _goes(drop, dropped))
    for key, (start, end, line) in zip(PLACE_KEYS, spans, strict=False):
        others = tuple(drop for drop in drops if drop[:2] != (start, end))
        decision = Decision("repeat", "keep", place_of(document, start, end), line=line)
        label = _belongs(document, start, line)
        yield Choice(key, label, decision, others, anyway)
    start, end, line = spans[0]
    meant = Decision("repeat", "meant", place_of(document, start, end), line=line)
    yield Choice("0", _("all were meant"), meant, (), anyway)


def _belongs(document: Document, start: int, line: int) -> str:
    """Return the label of a place that stays, with what stands before it, by which it is known without looking."""
    before = "".join(document.text[max(start - 4 * BEHIND, 0) : start].split()).rstrip("#>")[-BEHIND:]
    if before:
        return _("it belongs to line {line}, behind “{before}”; the others go").format(line=line, before=before)
    return _("it belongs to line {line}, at the beginning; the others go").format(line=line)


def _goes(drop: tuple[int, int, str], dropped: np.ndarray) -> bool:
    """Say whether most of a span is dropped."""
    both = np.minimum(dropped[:, 1], drop[1]) - np.maximum(dropped[:, 0], drop[0])
    return bool(np.clip(both, 0, None).sum() * 2 > drop[1] - drop[0])
