"""What a person decided: findings accepted or not, what a block is, what goes on where, which copy stays, words."""

from __future__ import annotations

from dataclasses import asdict, dataclass, field, replace
from typing import TYPE_CHECKING, Any

import pandas as pd

from .._checks import require
from ..document.documents import Document
from ..languages.messages import _
from ..output.files import write_file
from ..output.json import json_text
from .blocks import decided_blocks, heading_level, reason_not_to_be
from .decision import Decision, checked
from .gaps import reason_not_to_join
from .places import lettered, place_of
from .texts import signature

if TYPE_CHECKING:
    import os
    from collections.abc import Mapping
    from pathlib import Path

FORMAT, VERSION = "zh-analysis decisions", 1
COLUMNS = ["about", "choice", "kind", "level", "word", "passage", "line", "by", "date", "note"]


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
