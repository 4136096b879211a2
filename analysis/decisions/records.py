"""What a person decided: findings accepted or not, what a block is, what goes on where, which copy stays, words."""

from __future__ import annotations

import re
from dataclasses import asdict, dataclass, field, replace
from functools import cache
from typing import TYPE_CHECKING, Any

import pandas as pd

from .._checks import require, require_text
from ..document.documents import Document
from ..languages.messages import N_, _, enumeration, forms
from ..output.files import write_file
from ..output.json import json_text
from .blocks import decided_blocks, heading_level, reason_not_to_be
from .gaps import reason_not_to_join
from .places import Place, find, lettered, place_of
from .texts import require_characters, require_word, signature

if TYPE_CHECKING:
    import os
    from collections.abc import Mapping
    from pathlib import Path

FORMAT, VERSION = "zh-analysis decisions", 1
# What may be decided, of each subject.
CHOICES = {
    "finding": ("accept", "reject", "mark"),
    "block": (
        "title",
        "heading",
        "paragraph",
        "list item",
        "verse line",
        "caption",
        "byline",
        "lead",
        "note",
        "table",
        "page furniture",
        "advertisement",
    ),
    "gap": ("join", "part"),
    "repeat": ("meant", "copy", "keep"),
    "word": ("add",),
}
REPEATS = ("repeat", "near repeat", "variant", "splice", "periodic run")  # kinds of findings on copies
BREAKS = ("broken paragraph", "line wrap")  # kinds of findings that are mended by a join
DECIDED = N_("decided")  # what a decision in words begins with in every language
# What it is in words: see `Decision.__str__`; the fullest first, so that a date is told from a name.
STATED = (N_("decided by {by} on {date}"), N_("decided on {date}"), N_("decided by {by}"), DECIDED)
PARTS = {r"\{by\}": "(?P<by>.+?)", r"\{date\}": r"(?P<date>\d{4}-\d\d-\d\d)"}
COLUMNS = ["about", "choice", "kind", "level", "word", "passage", "line", "by", "date", "note"]


@dataclass(frozen=True)
class Decision:
    """One decision.

    about : ``finding`` (of the kind *kind*), ``block``, ``gap`` (between two blocks or lines), ``repeat`` (a passage
        that stands more than once) or ``word``.
    choice : of a finding ``accept``, ``reject``, or ``mark`` (⟦ before it and ⟧ behind it); of a block what it is; of
        a gap ``join`` or ``part``; of a repeat ``meant`` (all its places stay), ``copy`` (this one goes) or ``keep``
        (this one stays, and the others go); of a word ``add``.
    """

    about: str
    choice: str
    place: Place | None = None
    kind: str = ""
    level: int = 0  #: of a heading, 1 to 6; of a finding that marks one, too
    word: str = ""
    line: int = 0  #: where the passage stood when it was decided; only shown
    by: str = ""
    date: str = ""
    note: str = ""

    @property
    def is_on_repeat(self) -> bool:
        """Whether it is on a place of a passage that stands more than once: to leave or mark a copy is, too."""
        return self.about == "repeat" or (self.choice in ("reject", "mark") and self.kind in REPEATS)

    @property
    def is_on_place_of_repeat(self) -> bool:
        """Whether it is on a finding of a copy, or on a repeat, whatever it says."""
        return self.about == "repeat" or self.kind in REPEATS

    @property
    def is_on_all_places(self) -> bool:
        """Whether it says of all places of a repeat what becomes of them."""
        return self.choice in ("meant", "keep")

    @property
    def is_join(self) -> bool:
        """Whether it joins what is on both sides of a gap."""
        return self.choice == "join" or (
            self.choice == "accept" and self.kind in BREAKS and self.place is not None and not self.place.letters
        )

    def letters(self, document: Document) -> tuple[int, int] | str:
        """Return the letters of a document that it is about (the first's number, that behind the last), or why none."""
        if self.place is None:
            return 0, 0
        return find(self.place, document, self.is_on_place_of_repeat)

    @property
    def subject(self) -> tuple[object, ...]:
        """What it is about: a later decision on the same takes the place of this one."""
        return self.about, self.place, self.kind, self.word

    @property
    def row(self) -> dict[str, Any]:
        """What a file of decisions holds of it."""
        return {name: value for name, value in asdict(self).items() if value}

    def __str__(self) -> str:
        by_and_on, on, by, plain = STATED
        if self.date:
            return _(by_and_on if self.by else on).format(by=self.by, date=self.date)
        return _(by if self.by else plain).format(by=self.by)


@dataclass(frozen=True)
class Decisions:
    """What a person decided about a document; immutable, each method returns more or fewer.

    They are kept by the passages that they are about and the letters around these, so that they hold when the text is
    edited elsewhere, read from another encoding, or looked at with other settings. `fit` says which still do.

    Parameters
    ----------
    document : the name of the document.
    decisions : in the order in which they were taken.

    >>> from analysis import parse, repair
    >>> document = parse("工程队连夜抢修，终于恢复了供\\n\\n电，附近的三个小区没有受到影响。")
    >>> decided = Decisions().part(document, 14)
    >>> repair(document, decisions=decided).document.text == document.text
    True
    """

    document: str = ""
    decisions: tuple[Decision, ...] = field(default=())

    def __len__(self) -> int:
        return len(self.decisions)

    def __repr__(self) -> str:
        count = len(self)
        return f"<Decisions on {self.document!r}: {count} {'decision' if count == 1 else 'decisions'}>"

    def adding(self, decision: Decision) -> Decisions:
        """Return these and one more, in place of an earlier one on the same."""
        kept = (one for one in self.decisions if one.subject != decision.subject)
        return replace(self, decisions=(*kept, decision))

    def without(self, decision: Decision) -> Decisions:
        """Return these without one."""
        return replace(self, decisions=tuple(one for one in self.decisions if one.subject != decision.subject))

    def accept(self, document: Document, finding: Any, **who: str) -> Decisions:
        """Decide that the edits of a finding are made: a row of the findings of `repair` or `faults`.

        The keywords ``by``, ``date`` and ``note`` say who decided, when and why; of all these methods.
        """
        return self._on_finding(document, finding, "accept", who)

    def reject(self, document: Document, finding: Any, **who: str) -> Decisions:
        """Decide that nothing is done about a finding."""
        return self._on_finding(document, finding, "reject", who)

    def mark(self, document: Document, finding: Any, **who: str) -> Decisions:
        """Decide that a finding is marked in the clean text, with ⟦ before it and ⟧ behind it."""
        return self._on_finding(document, finding, "mark", who)

    def block(self, document: Document, number: int, kind: str, level: int = 0, **who: str) -> Decisions:
        """Decide what the block of a number (from 0, in ``document.blocks``) is, and the level of a heading.

        Raises
        ------
        ValueError : for a kind that there is not, or a level that is none.
        """
        block = document.blocks[number]
        level = 1 if kind == "title" else level
        return self._at(document, block.start, block.end, who, about="block", choice=kind, level=level)

    def join(self, document: Document, offset: int, **who: str) -> Decisions:
        """Decide that the text goes on across the gap at an offset, such as that between two blocks."""
        return self._at(document, offset, offset, who, about="gap", choice="join")

    def part(self, document: Document, offset: int, **who: str) -> Decisions:
        """Decide that the text does not go on across the gap at an offset."""
        return self._at(document, offset, offset, who, about="gap", choice="part")

    def repeat(self, document: Document, start: int, end: int, choice: str, **who: str) -> Decisions:
        """Decide on an occurrence of a passage that stands more than once: ``meant``, ``copy`` or ``keep``."""
        return self._at(document, start, end, who, about="repeat", choice=choice)

    def word(self, word: str, **who: str) -> Decisions:
        """Add a word to the dictionary."""
        return self.adding(checked(Decision("word", "add", word=word, **signature(who))))

    @property
    def words(self) -> tuple[str, ...]:
        """The words that were added to the dictionary."""
        return tuple(one.word for one in self.decisions if one.about == "word")

    def table(self) -> pd.DataFrame:
        """Return a row for each decision: about, choice, kind, level, word, passage, line, by, date, note."""
        rows = [
            {
                **asdict(one),
                "passage": one.place.passage or f"{one.place.before}|{one.place.after}" if one.place else "",
            }
            for one in self.decisions
        ]
        numbers = dict.fromkeys(["level", "line"], "int64")
        texts = dict.fromkeys(set(COLUMNS) - {"level", "line"}, "str")
        return pd.DataFrame(rows, columns=COLUMNS).astype(numbers | texts)

    def fit(self, document: Document) -> pd.DataFrame:
        """Say which decisions fit a document: `table` with ``fits`` (bool), ``start``, ``end`` (-1: none), ``why``.

        ``why`` says why one does not: its passage is gone, what is around it has changed, or it is there more often;
        it joins what is joined to nothing, such as a heading; or it makes a heading of a table. Of those that fit,
        `Repair.decisions` says which could not be carried out.
        """
        require(document, Document, "Decisions.fit", "document")
        blocks = decided_blocks(document, self)
        found = [_found(one, document, blocks) for one in self.decisions]
        spans = [(-1, -1) if isinstance(each, str) else each for each in found]
        letters, size = lettered(document), len(document.text)
        places = [
            letters.span_of(*span, size) if one.place and span[0] >= 0 else (-1, -1)
            for one, span in zip(self.decisions, spans, strict=True)
        ]
        return self.table().assign(
            fits=[not isinstance(each, str) for each in found],
            start=[start for start, _ in places],
            end=[end for _, end in places],
            why=[each if isinstance(each, str) else "" for each in found],
        )

    def to_json(self) -> str:
        """Return the decisions as JSON; `schema.json` in the package says of what form."""
        rows = [one.row for one in self.decisions]
        return json_text({"format": FORMAT, "version": VERSION, "document": self.document, "decisions": rows}, indent=1)

    def save(self, path: str | os.PathLike[str]) -> Path:
        """Write the decisions into a file, whole or not at all, and return its path."""
        return write_file(path, self.to_json() + "\n")

    def _on_finding(self, document: Document, finding: Any, choice: str, who: dict[str, str]) -> Decisions:
        span, edits = (int(finding.start), int(finding.end)), getattr(finding, "edits", ())
        level = heading_level(edits) if choice == "accept" else 0
        return self._at(document, *span, who, about="finding", choice=choice, kind=str(finding.kind), level=level)

    def _at(self, document: Document, start: int, end: int, who: dict[str, str], **what: Any) -> Decisions:
        require(document, Document, "Decisions", "document")
        if not 0 <= start <= end <= len(document.text):
            message = _("{start} to {end} is no span of a text of {n:,} characters")
            raise ValueError("Decisions: " + message.format(start=start, end=end, n=len(document.text)))
        place = place_of(document, start, end)
        decision = checked(Decision(**what, place=place, line=document.line(start), **signature(who)))
        return replace(self, document=self.document or document.name).adding(decision)


def who_decided(said: str) -> tuple[str, str] | None:
    """Return by whom and when something was decided, from a decision in words; None if nobody is said to have.

    Only a date as ISO 8601 has it is told from a name.

    >>> who_decided(str(Decision("gap", "join", by="李明", date="2026-11-27"))), who_decided("decided"), who_decided("")
    (('李明', '2026-11-27'), ('', ''), None)
    """
    for pattern in _patterns():
        if found := pattern.fullmatch(said):
            parts = found.groupdict()
            return parts.get("by", ""), parts.get("date", "")
    return None


@cache
def _patterns() -> tuple[re.Pattern[str], ...]:
    """Return what decisions in words look like, in every language."""
    found = []
    for message in STATED:
        for form in sorted(forms(message)):
            pattern = re.escape(form)
            for placeholder, part in PARTS.items():
                pattern = pattern.replace(placeholder, part)
            found.append(re.compile(pattern, re.DOTALL))
    return tuple(found)


def _found(decision: Decision, document: Document, decided: Mapping[int, Decision]) -> tuple[int, int] | str:
    """Return the letters that a decision is about, or why there are none on which it can be carried out."""
    if decision.place is None:
        return 0, 0
    letters = decision.letters(document)
    if isinstance(letters, str):
        return letters
    if decision.about == "block":
        return reason_not_to_be(decision, document) or letters
    return (decision.is_join and reason_not_to_join(decision, document, letters[0], decided)) or letters


def checked(decision: Decision) -> Decision:
    """Return a decision; a choice, a level or a word that is none raises `ValueError`."""
    require_text("Decisions", by=decision.by, date=decision.date, note=decision.note, word=decision.word)
    require_characters(decision.row)
    choices = CHOICES[decision.about]
    if decision.choice not in choices:
        raise ValueError(
            f"Decisions: {decision.about}: "
            + _("{given!r}; choose from {choices}").format(given=decision.choice, choices=enumeration(choices))
        )
    if decision.choice == "heading" and not 1 <= decision.level <= 6:
        raise ValueError(
            "Decisions: " + _("a heading has a level from 1 to 6, not {level}").format(level=decision.level)
        )
    if decision.about == "word":
        require_word(decision.word)
    return decision
