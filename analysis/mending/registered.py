"""Findings of the kinds that others added: see `register_finding`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..extensions.registry import finding_kinds
from ..languages.messages import _
from .finding import KINDS, Finding

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from ..document.documents import Document


def all_kinds() -> tuple[str, ...]:
    """Return the kinds of findings, those that others added at the end."""
    return (*KINDS, *finding_kinds())


def registered_findings(document: Document, kinds: Collection[str] | None) -> Iterator[Finding]:
    """Yield the findings of the kinds that others added, out of *kinds*; of all where that is None.

    Raises
    ------
    ValueError : naming the kind, where one is no place of the text or has no confidence between 0 and 1.
    """
    for kind, find in finding_kinds().items():
        if kinds is not None and kind not in kinds:
            continue
        for start, end, evidence, confidence, edits in find(document):
            places = [(start, end), *((edit[0], edit[1]) for edit in edits)]
            is_right = all(0 <= first <= last <= len(document.text) for first, last in places)
            if not is_right or not 0 <= confidence <= 1:
                given = (start, end, confidence, edits)
                message = _("{given!r} is no finding: offsets must be in the text, and the confidence in 0..1")
                raise ValueError(f"{kind}: " + message.format(given=given))
            yield Finding(kind, start, end, str(evidence), float(confidence), tuple(edits))
