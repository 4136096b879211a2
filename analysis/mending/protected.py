"""What a person says stays: letters that nothing drops, and the ends of paragraphs that nothing joins."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from ..decisions.decision import BREAKS, REPEATS
from ..decisions.gaps import DROPPED
from ..decisions.places import equal_spans, lettered

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ..decisions.decision import Decision
    from ..document.documents import Document
    from .decided import Placed
    from .edits import Edits

LEAVES = ("meant", "keep", "reject", "mark")  # choices after which a place of a repeat stays


class Protected:
    """The letters of a document of which a person said last that they stay, each with the decision.

    Parameters
    ----------
    document : the source.
    found : the decisions whose passages are there, in the order in which they were taken.
    """

    def __init__(self, document: Document, found: Sequence[Placed]) -> None:
        self._letters = lettered(document)
        self._by = np.full(len(self._letters.place), -1)
        self._found = [one for one in found if not one.refused]
        self._goes = np.zeros(len(self._by), bool)  # whether a person said last that it goes
        for number, one in enumerate(self._found):
            if leaves(one.decision):
                self._leave(number, one)
            elif drops(one.decision):
                self._by[slice(*one.letters)] = -1
                self._goes[slice(*one.letters)] = True
        for number, one in enumerate(self._found):
            if one.decision.choice in ("copy", "keep") and self._goes[slice(*one.letters)].all():
                self._leave_another(number, *one.letters)

    def _leave(self, number: int, one: Placed) -> None:
        """Note that a place stays; its equals stay, too, if all were meant, and go if it is the one to be kept."""
        if one.decision.choice in ("meant", "keep"):
            for start, end in equal_spans(self._letters.text, *one.letters):
                self._by[start:end] = number if one.decision.choice == "meant" else -1
        self._by[slice(*one.letters)] = number
        self._goes[slice(*one.letters)] = False

    def _leave_another(self, number: int, first: int, last: int) -> None:
        """Note that the equals of a place that goes stay, or if they were all said to go, too, that it stays itself."""
        others = [span for span in equal_spans(self._letters.text, first, last) if span != (first, last)]
        left = [span for span in others if not self._goes[slice(*span)].any()] or [(first, last)] * bool(others)
        for start, end in left:
            self._by[start:end] = np.maximum(self._by[start:end], number)

    def why(self, edits: Edits) -> str:
        """Return the decision against edits of the source that drop letters; nothing where none is.

        >>> from analysis import Decisions, parse
        >>> from analysis.mending.decided import placed
        >>> document = parse("春天来了。夏天来了。春天来了。")
        >>> kept = placed(Decisions().repeat(document, 0, 5, "keep", by="Li"), document)
        >>> Protected(document, kept).why(((0, 10, ""),)), Protected(document, kept).why(((5, 10, ""),))
        ('decided by Li', '')
        """
        for start, end, new in edits:
            numbers = self._by[slice(*self._letters.range_of(start, end))]
            if numbers.size and numbers.max() >= 0 and not any(map(str.isalnum, new)):
                return str(self._found[int(numbers.max())].decision)
        return ""


def parts(one: Placed, kind: str, letters: tuple[int, int]) -> bool:
    """Say whether a decision that a paragraph ends is against a join: of its end with anything, or of what follows it.

    Parameters
    ----------
    one : the decision.
    kind, letters : of the finding that is the join: the letter before it is one less than the first.
    """
    decision = one.decision
    is_part = decision.choice == "part" or (decision.choice == "reject" and decision.kind in BREAKS)
    return is_part and kind in BREAKS and any(a == b for a, b in zip(letters, one.letters, strict=True))


def leaves(decision: Decision) -> bool:
    """Say whether a place of a repeat stays by a decision.

    >>> from analysis.decisions.decision import Decision
    >>> leaves(Decision("repeat", "meant")), leaves(Decision("finding", "reject", kind="caption"))
    (True, False)
    """
    return decision.is_on_repeat and decision.choice in LEAVES


def drops(decision: Decision) -> bool:
    """Say whether what a decision is on goes by it.

    >>> from analysis.decisions.decision import Decision
    >>> drops(Decision("repeat", "copy")), drops(Decision("finding", "accept", kind="caption"))
    (True, False)
    """
    is_accepted = decision.choice == "accept" and decision.kind in (*REPEATS, *DROPPED)
    return is_accepted or decision.choice in ("copy", *DROPPED)
