"""What `audit` is to find: how long a passage is, how alike a near repeat, and which words there are."""

from __future__ import annotations

from dataclasses import dataclass, field

from .._checks import require, require_number, require_whole
from ..words.tokens import Tokeniser


@dataclass(frozen=True)
class AuditSettings:
    """What counts as a repeat.

    Parameters
    ----------
    min_length : letters that an exact passage, and a block that is nearly repeated, has at least; below 30 a genre's
        set phrases count too.
    similarity : 0..1, at least that of near repeats: 1 - edits / letters of the longer.
    tokeniser : its words are in the dictionary when misread characters are told from other words.

    Raises
    ------
    ValueError : if *min_length* is below 2, or *similarity* not above 0 and at most 1.

    >>> AuditSettings(min_length=1)
    Traceback (most recent call last):
    ValueError: min_length: 1; a passage has at least 2 letters
    """

    min_length: int = 30
    similarity: float = 0.8
    tokeniser: Tokeniser = field(default=Tokeniser())

    def __post_init__(self) -> None:
        require_number("audit", similarity=self.similarity)
        require_whole("audit", min_length=self.min_length)
        require(self.tokeniser, Tokeniser, "audit", "tokeniser")
        if self.min_length < 2:
            raise ValueError(f"min_length: {self.min_length}; a passage has at least 2 letters")
        if not 0 < self.similarity <= 1:
            raise ValueError(f"similarity: {self.similarity}; it is above 0 and at most 1")
