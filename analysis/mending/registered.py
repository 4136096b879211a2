"""Findings of the kinds that others added: see `register_finding`."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import pairwise
from numbers import Integral, Real
from typing import TYPE_CHECKING, Any

from ..extensions.named_errors import finding_error, raised
from ..extensions.registry import finding_kinds
from ..languages.messages import _
from .edits import shown, touch
from .finding import KINDS, Finding

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from ..document.documents import Document
    from .edits import Edit


def all_kinds() -> tuple[str, ...]:
    """Return the kinds of findings, those that others added at the end."""
    return (*KINDS, *finding_kinds())


def registered_findings(document: Document, kinds: Collection[str] | None) -> Iterator[Finding]:
    """Yield the findings of the kinds that others added, out of *kinds*; of all where that is None.

    Raises
    ------
    ExtensionError : naming the kind and what finds it, where that raises an error, or what it gives is no finding.
    """
    for kind, find in finding_kinds().items():
        if kinds is not None and kind not in kinds:
            continue
        try:
            given = find(document)
            rows = [*given] if isinstance(given, Iterable) else None
        except Exception as error:
            raise finding_error(kind, find, raised(error)) from error
        if rows is None:
            raise finding_error(kind, find, _("{given} are no findings, one after another").format(given=shown(given)))
        for row in rows:
            try:
                yield _checked(kind, row, len(document.text))
            except _NoFindingError as error:
                raise finding_error(kind, find, str(error)) from None


class _NoFindingError(ValueError):
    """What was given is no finding; it says why."""


def _checked(kind: str, row: Any, size: int) -> Finding:
    """Return a finding of what was given for one, in a text of a *size*."""
    if not isinstance(row, tuple) or len(row) not in (4, 5):
        stated = _("{given} is no finding: a tuple of start, end, evidence, confidence and edits is wanted")
        raise _NoFindingError(stated.format(given=shown(row)))
    start, end, evidence, confidence, edits = row if len(row) == 5 else (*row, ())
    span = _span(row, start, end, (0, size))
    if not _is_text(evidence):
        raise _NoFindingError(_("{given} is no finding: the evidence must be a text").format(given=shown(row)))
    if not isinstance(confidence, Real) or isinstance(confidence, bool) or not 0 <= float(confidence) <= 1:
        stated = _("{given} is no finding: the confidence must be a number from 0 to 1")
        raise _NoFindingError(stated.format(given=shown(row)))
    if not isinstance(edits, tuple):
        stated = _("{given} is no finding: the edits must be a tuple of (start, end, replacement)")
        raise _NoFindingError(stated.format(given=shown(row)))
    made = tuple(sorted(_edit(edit, span) for edit in edits))
    for one, other in pairwise(made):
        if touch(one[:2], other[:2]):
            raise _NoFindingError(_("its edits {one!r} and {other!r} overlap").format(one=one, other=other))
    return Finding(kind, *span, evidence, float(confidence), made)


def _edit(edit: Any, within: tuple[int, int]) -> Edit:
    """Return an edit of what was given for one."""
    if not isinstance(edit, tuple) or len(edit) != 3 or not _is_text(edit[2]):
        stated = _("{given} is no edit: a tuple of start, end and the text that replaces it is wanted")
        raise _NoFindingError(stated.format(given=shown(edit)))
    return *_span(edit, edit[0], edit[1], within), edit[2]


def _span(given: Any, start: Any, end: Any, within: tuple[int, int]) -> tuple[int, int]:
    """Return two offsets, if they are some."""
    if not all(isinstance(one, Integral) and not isinstance(one, bool) for one in (start, end)):
        stated = _("{given}: offsets must be whole numbers")
    elif not within[0] <= start <= end <= within[1]:
        stated = _("{given}: offsets must be in order and within {first} and {last}")
    else:
        return int(start), int(end)
    raise _NoFindingError(stated.format(given=shown(given), first=within[0], last=within[1]))


def _is_text(value: Any) -> bool:
    """Say whether a value is a text that can be written: half of a pair of UTF-16 cannot be."""
    return isinstance(value, str) and not any("\ud800" <= letter <= "\udfff" for letter in value)
