"""What a round of a repair finds in a text as it is now: in all of it, near the last edits, or of copies alone."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

import pandas as pd

from ..decisions.decision import BREAKS
from ..decisions.records import Decisions
from ..document.documents import parse_again
from ..duplicates.audits import audit
from ..duplicates.seams import seams
from ..languages.messages import _
from ..words.lookups import words_of
from .copies import MEANT, copies
from .decided import decided_findings, decided_on, letters_of, moved, still_wanted
from .edits import COPIES
from .faults import as_table, findings_of, kinds_for
from .ledger import in_source, kept_places
from .protected import Protected

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from ..document.documents import Document
    from ..duplicates.audits import Audit
    from .decided import Placed
    from .ledger import Piece
    from .settings import RepairSettings
    from .stretches import Stretch


@dataclass
class Examination:
    """The examination of a document in rounds, with what a person decided on it.

    Its methods return findings in the text as it is now, with ``decided``, and ``applied`` and ``held`` where a person
    decided.
    """

    document: Document  #: as it came
    settings: RepairSettings
    decided: Sequence[Placed]
    elsewhere: dict[int, tuple[bool, int]] = field(default_factory=dict)  #: from `seams`, of the document as it came
    apart: Mapping[tuple[int, int], str] = field(default_factory=dict)  #: gaps that are not closed, by letters; and why
    _last: tuple[list[Piece], Document] | None = field(default=None, init=False, repr=False)

    def __post_init__(self) -> None:
        self._protected = Protected(self.document, self.decided)

    def text(self, pieces: list[Piece]) -> str:
        """Return the text as it is now."""
        return "".join(piece.of(self.document.text) for piece in pieces)

    def current(self, pieces: list[Piece]) -> Document:
        """Return the document as it is now."""
        if len(pieces) == 1 and pieces[0].new is None:
            return self.document
        if self._last is None or self._last[0] is not pieces:
            self._last = pieces, parse_again(self.text(pieces), kept_places(pieces), self.document)
        return self._last[1]

    def everything(self, pieces: list[Piece]) -> pd.DataFrame:
        """Return all findings of the text as it is now."""
        current, found = self.current(pieces), self._audited(pieces)
        elsewhere = seams(found)
        if current is self.document:
            self.elsewhere = elsewhere
        with words_of(self.settings.tokeniser, self.document):
            faults = as_table(findings_of(current, kinds_for(self.settings.tokeniser), elsewhere), current)
        return self._with_decisions(pd.concat([copies(found), faults], ignore_index=True), pieces)

    def copies(self, pieces: list[Piece]) -> pd.DataFrame:
        """Return the copies alone: what was joined may be seen to be one, wherever the other is."""
        return self._with_decisions(copies(self._audited(pieces)), pieces)

    def near(self, stretches: Sequence[Stretch], pieces: list[Piece]) -> pd.DataFrame:
        """Return the page faults near the last edits; each stretch is read by itself.

        Of what the document says elsewhere only that is heeded which speaks against a join.
        """
        text = self.text(pieces)
        against = {offset: line for offset, line in self.elsewhere.items() if not line[0]}
        tables = []
        for stretch in stretches:
            part = stretch.document(text, self.document)
            with words_of(self.settings.tokeniser, self.document):
                every = findings_of(part, kinds_for(self.settings.tokeniser), stretch.seams(against))
                found = [f for f in every if stretch.counts(f)]
            tables.append(_moved(as_table(found, part), stretch.start))
        return self._with_decisions(pd.concat(tables, ignore_index=True), pieces)

    def in_source(self, found: pd.DataFrame, pieces: list[Piece]) -> pd.DataFrame:
        """Return findings in the text as it is now with their places in the source, by which they are known.

        A break ends where the text behind it begins: what was dropped between is no part of either side.
        """
        there = in_source(found, pieces, self.document)
        behind = in_source(found.assign(start=found["end"]), pieces, self.document)["start"]
        return there.assign(end=there["end"].mask(found["kind"].isin(BREAKS), behind))

    def _audited(self, pieces: list[Piece]) -> Audit:
        settings, current = self.settings, self.current(pieces)
        if isinstance(settings.decisions, Decisions) and current is not self.document:
            decisions = moved(settings.decisions, self.decided, self.document, current, kept_places(pieces))
            settings = replace(settings, decisions=decisions)
        return audit(current, settings=settings)

    def _with_decisions(self, found: pd.DataFrame, pieces: list[Piece]) -> pd.DataFrame:
        """Return findings with what a person decided on them; in the first round with those that a person made."""
        if not self.decided and not self.apart:
            return found.assign(decided=[""] * len(found))
        in_text = self.in_source(found, pieces)
        verdicts = decided_on(in_text, self.document, self.decided)
        repeats = found["kind"].isin((*COPIES, MEANT))
        by_person = zip(verdicts["decided"], repeats, found["confidence"], found["evidence"], strict=True)
        who = [  # of repeats, so sure is a person only
            name or (evidence.rpartition(_("; "))[2] if is_repeat and sure == 1 else "")
            for name, is_repeat, sure, evidence in by_person
        ]
        stays = repeats & (found["edits"].map(len) == 0)
        held = [(name if stay else "") or why for name, stay, why in zip(who, stays, verdicts["held"], strict=True)]
        against = self._parted(in_text) + in_text["edits"].map(self._protected.why)
        applied = verdicts["applied"].where(against == "", False)
        held = [why or stated for why, stated in zip(against, held, strict=True)]
        found = found.assign(applied=applied, held=held, decided=who)
        if len(pieces) > 1:
            return found
        made = decided_findings(self.document, still_wanted(self.decided, in_text, self.document))
        against = made["edits"].map(self._protected.why)
        made = made.assign(
            applied=made["applied"].where(against == "", False), held=against.where(against != "", made["held"])
        )
        return pd.concat([made, found])

    def _parted(self, found: pd.DataFrame) -> pd.Series:
        """Return of each finding in the source why it joins nothing; "" of most."""
        letters = letters_of(found, self.document)
        why = [
            self.apart.get(gap, "") if kind in BREAKS else "" for kind, gap in zip(found["kind"], letters, strict=True)
        ]
        return pd.Series(why, found.index, dtype=object)


def _moved(found: pd.DataFrame, by: int) -> pd.DataFrame:
    """Return findings *by* so many characters further on; their lines, and boxes, are seen to in the source."""
    edits = [tuple((start + by, end + by, new) for start, end, new in edits) for edits in found["edits"]]
    return found.assign(start=found["start"] + by, end=found["end"] + by, edits=edits)
