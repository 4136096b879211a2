"""What `audit` is to find: how long a passage is, how alike a near repeat, and which words there are."""

from __future__ import annotations

import os
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any, Self

from .._checks import require, require_integer, require_number, type_name
from ..decisions.files import of_document
from ..decisions.records import Decisions
from ..languages.messages import _
from ..words.tokens import Tokeniser

if TYPE_CHECKING:
    from ..document.documents import Document


@dataclass(frozen=True)
class AuditSettings:
    """What counts as a repeat.

    Parameters
    ----------
    min_length : letters that an exact passage, and a block that is nearly repeated, has at least; below 30 a genre's
        set phrases count too.
    similarity : 0..1, at least that of near repeats: 1 - edits / letters of the longer.
    tokeniser : its words are in the dictionary when misread characters are told from other words; those of the
        decisions are added to it.
    decisions : what a person decided: `Decisions`, a file of them, or a folder that has for each document a file with
        the name of its own, ``page.txt.decisions.json``; without an ending, ``NAME.decisions.json``, where it came from
        no file. Of several documents, and of a corpus, the name is the path below the folder that all files are in,
        ``2020/page.txt.decisions.json``. A document that has none is warned of; a folder that has none is an error.

    Raises
    ------
    ValueError : if *min_length* is below 2, or *similarity* not above 0 and at most 1, or a file holds no decisions.

    >>> AuditSettings(min_length=1)
    Traceback (most recent call last):
    ValueError: min_length: 1; a passage has at least 2 letters
    """

    min_length: int = 30
    similarity: float = 0.8
    tokeniser: Tokeniser = field(default=Tokeniser())
    decisions: Decisions | str | os.PathLike[str] | None = None

    def __post_init__(self) -> None:
        require_number("audit", similarity=self.similarity)
        require_integer("audit", min_length=self.min_length)
        require(self.tokeniser, Tokeniser, "audit", "tokeniser")
        if self.min_length < 2:
            raise ValueError(
                "min_length: " + _("{min_length}; a passage has at least 2 letters").format(min_length=self.min_length)
            )
        if not 0 < self.similarity <= 1:
            raise ValueError(
                "similarity: " + _("{similarity}; it is above 0 and at most 1").format(similarity=self.similarity)
            )
        if self.decisions is not None and not isinstance(self.decisions, Decisions | str | os.PathLike):
            raise TypeError(
                "audit: "
                + _("decisions must be Decisions or a path, not {given}").format(given=type_name(self.decisions))
            )

    def of(self, document: Document) -> Self:
        """Return the settings for a document: with the decisions on it, and their words in the dictionary."""
        if self.decisions is None:
            return self
        decided = of_document(self.decisions, document)
        words: Any = self.tokeniser.words  # as its `__post_init__` left them
        known = {word.text for word in words}
        new = [word for word in (decided.words if decided else ()) if word not in known]
        return replace(self, decisions=decided, tokeniser=self.tokeniser.adding(new) if new else self.tokeniser)
