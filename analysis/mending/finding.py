"""One fault of a page."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from .edits import Edit


@dataclass(frozen=True)
class Finding:
    """One fault: where it is, what shows it, how sure that is, and what would mend it."""

    kind: str
    start: int
    end: int
    evidence: str
    confidence: float
    edits: tuple[Edit, ...] = ()  #: ``(start, end, replacement)`` over the source, in order


# The kinds of findings, in the order in which they are listed.
KINDS = (
    "line wrap",
    "broken paragraph",
    "truncated paragraph",
    "orphan start",
    "order swap",
    "lost heading",
    "unmarked heading",
    "doubled heading",
    "caption",
    "byline",
    "page furniture",
    "unreadable text",
    "misread?",
    "unbalanced pair",
    "half-width punctuation",
    "space inside a word",
    "doubled characters",
)
# Reported, and mended only on request: they change how a text was typed, not how it came apart.
ON_REQUEST = ("half-width punctuation", "space inside a word", "unmarked heading")
