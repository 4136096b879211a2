"""What an edition shows: a source, its clean text, and the passages of both in order."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from functools import cached_property
from pathlib import PurePath
from typing import TYPE_CHECKING

from ..decisions.decision import who_decided
from ..document.files import printable
from ..languages.messages import N_, _, clauses
from ..languages.names import kind_name
from ..text_index.newlines import NEWLINE
from .markup import UNFIT_CHARACTER

if TYPE_CHECKING:
    from collections.abc import Iterator

    import pandas as pd

    from ..document.documents import Document

PERSON = N_("reviewer")  # who decided, where no name is given


@dataclass(frozen=True, slots=True)
class Passage:
    """A passage of the source and what became of it; what is kept is the same in both."""

    start: int  #: in the source
    clean_start: int
    old: str  #: empty where something was inserted
    new: str  #: empty where something was dropped
    kind: str = ""
    evidence: str = ""
    confidence: float | None = None
    decided: str = ""  #: by whom and when, where a person did

    @property
    def is_kept(self) -> bool:
        """Whether nothing was changed."""
        return self.old == self.new

    @property
    def person(self) -> tuple[str, str] | None:
        """By whom and when it was decided; None where nobody did.

        >>> Passage(0, 0, "甲", "", decided="decided by 李明 on 2026-11-27").person
        ('李明', '2026-11-27')
        """
        who = who_decided(self.decided)
        return (" ".join(who[0].split()) or _(PERSON), who[1]) if who else None

    @property
    def remark(self) -> str:
        """What was found, on one line, for a reader.

        >>> Passage(0, 0, "甲", "", "repeat", "equal to the letter", 0.99).remark
        'repeat: equal to the letter (confidence 0.99)'
        """
        found = self.evidence
        if self.kind and self.evidence:
            found = _("{kind}: {evidence}").format(kind=kind_name(self.kind), evidence=self.evidence)
        elif self.kind:
            found = kind_name(self.kind)
        if self.confidence is not None:
            found = _("{found} (confidence {confidence})").format(found=found, confidence=f"{self.confidence:.2f}")
        decided = [] if self.decided in self.evidence else [self.decided]
        return " ".join(clauses([found, *decided]).split())


@dataclass(frozen=True)
class Edition:
    """A source and its clean text, with the passages that tile both."""

    source: Document
    clean: Document
    passages: tuple[Passage, ...]

    @cached_property
    def line_end(self) -> str:
        """What ends most lines of the source."""
        return usual_line_end(self.source.text)

    @cached_property
    def unfit(self) -> frozenset[str]:
        """The characters of both texts that XML cannot hold."""
        return frozenset(UNFIT_CHARACTER.findall(self.source.text) + UNFIT_CHARACTER.findall(self.clean.text))

    @cached_property
    def people(self) -> tuple[str, ...]:
        """Who decided on changes, each once, in order."""
        return (*dict.fromkeys(change.person[0] for change in self.changes if change.person),)

    @property
    def file_name(self) -> str:
        """The name of the source's file, without its folders; of a text its name."""
        return printable(PurePath(self.source.source.path or self.source.name).name) or "text"

    @property
    def changes(self) -> list[Passage]:
        """The passages that were changed, in order."""
        return [passage for passage in self.passages if not passage.is_kept]


def edition(source: Document, clean: Document, ledger: pd.DataFrame, findings: pd.DataFrame) -> Edition:
    """Return the edition of a repair; see `repair` for its ledger and its findings."""
    applied = findings[findings["applied"]]
    confidences = {edit[:2]: row.confidence for row in applied.itertuples() for edit in row.edits}
    passages = []
    for row in ledger.itertuples():
        if row.action == "kept":
            text = source.text[row.start : row.end]
            passages.append(Passage(row.start, row.clean_start, text, text))
        else:
            confidence = confidences.get((row.start, row.end))
            changed = (row.source_text, row.clean_text, row.kind, row.evidence, confidence, row.decided)
            passages.append(Passage(row.start, row.clean_start, *changed))
    return Edition(source, clean, tuple(passages))


def usual_line_end(text: str) -> str:
    r"""Return what ends most lines of a text, ``\n`` where nothing does.

    >>> usual_line_end("甲\r\n乙\r\n丙\n"), usual_line_end("甲")
    ('\r\n', '\n')
    """
    counts = Counter(NEWLINE.findall(text))
    return max(counts, key=lambda end: (counts[end], end == "\n", end)) if counts else "\n"


def lines_with_ends(text: str) -> Iterator[tuple[str, str]]:
    r"""Yield each line of a text and what ends it; the last one ends with nothing.

    >>> [*lines_with_ends("甲\r\n乙")]
    [('甲', '\r\n'), ('乙', '')]
    """
    at = 0
    for newline in NEWLINE.finditer(text):
        yield text[at : newline.start()], newline[0]
        at = newline.end()
    yield text[at:], ""
