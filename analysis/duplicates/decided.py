"""What a person decided about repeats: which place stays, which goes, and that all were meant."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from ..decisions.places import equal_spans, lettered
from ..text_index.passages import BEYOND

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ..decisions.records import Decisions
    from .spans import Group, Span, Texts

SPARED = "spared"  # of a copy that a person leaves where it is
# Of a copy whose edit was accepted: it goes by its finding, where it is found, and else as what a person calls a copy.
ACCEPTED = "accepted"
ACCEPTABLE = ("repeat", "near repeat", "variant")  # kinds whose places can be taken out with their blocks
ROLES = ("meant", "copy", "keep")
STAYS = ("meant", "keep", SPARED)  # what is said of a place that stays
# Share of the letters of two spans that both have, from which a decision on one is on the other: by which nothing goes,
# and by which what is in one only would go with it.
ALIKE, SAME = 0.5, 0.95


class Wanted(NamedTuple):
    """A decision on an occurrence, over letters."""

    span: Span
    choice: str  #: meant, copy or keep; spared or accepted
    said: str  #: who decided, and when


def wanted_repeats(texts: Texts, decisions: Sequence[Decisions | None]) -> tuple[Wanted, ...]:
    """Return the decisions on repeats that fit the documents, each of which has its own."""
    found = []
    for base, document, decided in zip(texts.bases, texts.documents, decisions, strict=True):
        for one in decided.decisions if decided else ():
            is_accepted = one.choice == "accept" and one.kind in ACCEPTABLE
            if not (one.is_on_repeat or is_accepted) or one.place is None or not one.place.letters:
                continue
            if isinstance(letters := one.letters(document), str):
                continue
            offsets = lettered(document).span_of(*letters, len(document.text))
            first, last = np.searchsorted(texts.letters.place, [base + offsets[0], base + offsets[1]]).tolist()
            if is_accepted and texts.run((first, last)) is None:  # no edit takes it out
                continue
            choice = one.choice if one.about == "repeat" else ACCEPTED if is_accepted else SPARED
            found.append(Wanted((first, last), choice, str(one)))
    return tuple(found)


def missing_from(groups: Sequence[Group], wanted: Sequence[Wanted]) -> tuple[Wanted, ...]:
    """Return the decisions that make a passage a repeat, meant or not, of which it is none of these classes.

    >>> from analysis.duplicates.spans import Group
    >>> keep, spared = Wanted((9, 18), "keep", "decided"), Wanted((30, 39), "spared", "decided")
    >>> missing_from([Group(((0, 9), (9, 18)), 2)], [keep, spared]), missing_from([], [keep, spared]) == (keep,)
    ((), True)
    """
    there = [span for group in groups for span in group.spans]
    made = (one for one in wanted if one.choice != SPARED)
    return tuple(one for one in made if not any(_is_on(one, span) for span in there))


def equal_passages(codes: np.ndarray, wanted: Wanted) -> tuple[Span, ...]:
    """Return where the letters of a passage that was decided on are, itself among them; nowhere overlapping.

    >>> codes = np.array([1, 2, 3, 9, 1, 2, 3])
    >>> equal_passages(codes, Wanted((4, 7), "copy", "decided"))
    ((0, 3), (4, 7))
    """
    text = np.where(codes < BEYOND, codes, 0).astype("<u4").tobytes().decode("utf-32-le", "surrogatepass")
    return tuple(equal_spans(text, *wanted.span))


def as_copies(wanted: Sequence[Wanted], missing: Sequence[Wanted]) -> tuple[Wanted, ...]:
    """Return decisions, those of the *missing* whose edit was accepted as what is a copy."""
    return tuple(one._replace(choice="copy") if one.choice == ACCEPTED and one in missing else one for one in wanted)


def is_decided(group: Group, wanted: Sequence[Wanted]) -> bool:
    """Say whether somebody decided what a place of a class is."""
    return any(one.choice != SPARED for _, one in _on(group, wanted))


def decided_roles(group: Group, wanted: Sequence[Wanted]) -> tuple[tuple[str, ...], tuple[str, ...]] | None:
    """Return the roles and reasons of a class on which somebody decided; none where nobody did.

    >>> from analysis.duplicates.spans import Group
    >>> decided_roles(Group(((0, 9), (9, 18)), 2), [Wanted((9, 18), "keep", "decided by Li")])
    (('copy', 'keep'), ('decided by Li', 'decided by Li'))
    """
    at = [(number, one) for number, one in _on(group, wanted) if one.choice in ROLES]
    if not at:
        return None
    said = at[-1][1].said
    while len(at) > 1 and any(one.choice == "meant" for _, one in at[:-1]):
        at = at[1:]  # what is said later holds
    if at[-1][1].choice == "meant":
        roles = ["keep"] * len(group.spans)
    else:
        kept = {number for number, one in at if one.choice == "keep"}
        gone = {number for number, one in at if one.choice == "copy"}
        if not kept:  # one stays
            kept = {*range(len(group.spans))} - gone or {0}
            gone = {*range(len(group.spans))} - kept
        else:
            gone = {*range(len(group.spans))} - kept
        roles = ["copy" if number in gone else "keep" for number in range(len(group.spans))]
    return tuple(roles), (said,) * len(roles)


def spared_places(group: Group, wanted: Sequence[Wanted]) -> dict[int, str]:
    """Return the places of a class that a person leaves where they are, though they may be copies; each with who did.

    >>> from analysis.duplicates.spans import Group
    >>> spared_places(Group(((0, 9), (9, 18)), 2), [Wanted((9, 18), "spared", "decided by Li")])
    {1: 'decided by Li'}
    """
    return {number: one.said for number, one in _on(group, wanted) if one.choice == SPARED}


def stays(codes: np.ndarray, wanted: Sequence[Wanted]) -> np.ndarray:
    """Say of each letter whether it is in a place that stays because a person says so.

    Of what was meant, each place does; of what is a copy, each other that was not said to be one.

    >>> codes = np.array([1, 2, 9, 1, 2])
    >>> [stays(codes, [Wanted((3, 5), choice, "decided")]).tolist() for choice in ("keep", "copy")]
    [[False, False, False, True, True], [True, True, False, False, False]]
    >>> stays(codes, [Wanted((3, 5), "meant", "decided")]).sum().item()
    4
    """
    found, goes = np.zeros(len(codes), bool), np.zeros(len(codes), bool)
    for one in wanted:
        goes[slice(*one.span)] |= one.choice in ("copy", ACCEPTED)
    for one in wanted:
        spans: tuple[Span, ...] = (one.span,) if one.choice in STAYS else ()
        if one.choice in ("meant", "copy"):
            spans = tuple(span for span in equal_passages(codes, one) if not goes[slice(*span)].any())
        for start, end in spans:
            found[start:end] = True
    return found


def _on(group: Group, wanted: Sequence[Wanted]) -> list[tuple[int, Wanted]]:
    """Return the decisions on places of a class, each with the place's number."""
    return [(number, one) for one in wanted for number, span in enumerate(group.spans) if _is_on(one, span)]


def _is_on(wanted: Wanted, span: Span) -> bool:
    """Say whether a decision is on a place: nearly all of it where something goes, most of it where all stays."""
    return _alike(wanted.span, span) >= (ALIKE if wanted.choice in ("meant", SPARED) else SAME)


def _alike(one: Span, other: Span) -> float:
    """Return the share of the letters of both that are in both."""
    both = min(one[1], other[1]) - max(one[0], other[0])
    return both / (max(one[1], other[1]) - min(one[0], other[0])) if both > 0 else 0.0
