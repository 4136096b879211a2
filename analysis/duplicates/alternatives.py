"""What an audit chose for each class, and which terms count how often under the other choice.

A choice takes letters out of the text, or leaves them; a token goes with more than half of its letters. The other
choice for a class changes the letters of that class alone.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from pandas.api.types import union_categoricals

from ..languages.messages import N_, _, clauses, forms
from ..text_index.passages import BEYOND

if TYPE_CHECKING:
    from collections.abc import Sequence

    import pandas as pd

    from .audits import Audit
    from .retention import Group, Span, Texts

# The reason of an occurrence that a longer copy takes with it: it is no choice of its class.
INSIDE = N_("inside a copy")
OF_BLOCKS = ("repeat", "near repeat", "variant")  # kinds of which complete blocks go, and nothing beyond them
STAYS = {"variant": "variant", "natural repeat": "keep"}  # what is chosen for kinds of which no occurrence is a copy
ALL_STAY, ONE_STAYS = "all stay", "one stays"


@dataclass(frozen=True)
class Decision:
    """What was chosen for a class, and what goes by it."""

    number: int  #: of the class
    group: Group
    keeper: int  #: the occurrence that stays under both choices
    choice: str
    why: str
    other: str
    spans: tuple[
        Span, ...
    ]  #: of letters, in order, none touching: what goes under one choice and stays under the other


def decisions(audit: Audit) -> list[Decision]:
    """Return what was chosen for each class that is listed, doubled characters aside, in the order of their rows."""
    listed = int((audit.classes["kind"] != "doubled characters").sum())
    return [_decision(audit._texts, number, group) for number, group in enumerate(audit._groups[:listed])]


def _decision(texts: Texts, number: int, group: Group) -> Decision:
    standing = [n for n, reason in enumerate(group.reasons) if reason not in forms(INSIDE)]
    keeper = next((n for n in standing if group.roles[n] == "keep"), standing[0] if standing else 0)
    others = [n for n in standing if n != keeper]
    gone = [n for n in others if group.roles[n] == "copy"]
    spans = _united([_letters_of(texts, group, n) for n in gone or others], group.spans[keeper])
    choice = "copy" if gone or not others else STAYS.get(group.kind, "held")
    if not others and group.kind == "natural repeat":
        choice = "keep"
    why = _why(group, keeper, others, gone)
    return Decision(number, group, keeper, choice, why, ALL_STAY if choice == "copy" else ONE_STAYS, spans)


def _letters_of(texts: Texts, group: Group, number: int) -> Span:
    """Return the letters that go with an occurrence: of whole blocks these, without what goes on alike by chance."""
    run = texts.run(group.spans[number]) if group.kind in OF_BLOCKS else None
    return (texts.starts[run[0]], texts.ends[run[1]]) if run else group.spans[number]


def _united(spans: Sequence[Span], kept: Span) -> tuple[Span, ...]:
    """Return spans in order, those that overlap or touch as one, without the letters of the span that is kept.

    >>> _united([(8, 12), (0, 4), (4, 6)], (10, 20))
    ((0, 6), (8, 10))
    """
    found: list[list[int]] = []
    for start, end in sorted(spans):
        for left, right in ((start, min(end, kept[0])), (max(start, kept[1]), end)):
            if left < right and found and left <= found[-1][1]:
                found[-1][1] = max(found[-1][1], right)
            elif left < right:
                found.append([left, right])
    return tuple((start, end) for start, end in found)


def _why(group: Group, keeper: int, others: list[int], gone: list[int]) -> str:
    """Return what speaks for the choice, in words."""
    if not others:
        return clauses([group.evidence, _("the other places are inside copies of longer passages")])
    held = list(dict.fromkeys(group.reasons[n] for n in others if group.roles[n] != "copy"))
    if gone:
        stays = _("the place that stays: {reason}").format(reason=group.reasons[keeper])
        of_held = _("{n} held: {reasons}").format(n=len(others) - len(gone), reasons=clauses(held[:2]))
        return clauses([group.evidence, stays, *([of_held] if held else [])])
    return clauses(held[:2] if group.kind == "variant" else [*held[:2], group.evidence])


@dataclass(frozen=True)
class Terms:
    """The tokens that are counted, of all documents, in order of the text; letters are numbered from 1."""

    terms: np.ndarray  #: sorted (str)
    code: np.ndarray  #: of each token, its row in *terms*
    start: np.ndarray  #: of each token, its first letter
    end: np.ndarray  #: of each token, the one after its last


def terms_of(texts: Texts, tables: Sequence[pd.DataFrame]) -> Terms:
    """Return tokens with their letters; one without a letter has the letter on either side, and goes with both."""
    categories = union_categoricals([table["term"] for table in tables], sort_categories=True)
    place = texts.letters.place
    sides = []
    for side in ("start", "end"):
        offsets = [
            table[side].to_numpy("int32") + np.int32(base) for table, base in zip(tables, texts.bases, strict=True)
        ]
        sides.append(np.searchsorted(place, np.concatenate(offsets)) + 1)
    bare = sides[0] == sides[1]
    return Terms(categories.categories.to_numpy(object), categories.codes, sides[0] - bare, sides[1] + bare)


@dataclass(frozen=True)
class Alternative:
    """What the other choice for one class would do; the largest changes first, then the more frequent terms."""

    letters: int
    terms: np.ndarray
    counts: np.ndarray  #: as chosen
    others: np.ndarray  #: under the other choice


def alternatives(audit: Audit, decided: Sequence[Decision], tokens: Terms) -> list[Alternative]:
    """Return what each class's other choice would do; only the tokens that its letters are in are looked at."""
    texts = audit._texts
    # How many classes take a letter out; the text's edges, which never go, stand on either side.
    times = np.zeros(len(texts.letters.codes) + 2, np.int32)
    others = [_decision(texts, -1, group) for group in audit._groups[len(decided) :]]
    for decision in (*decided, *others):
        for start, end in decision.spans if decision.choice == "copy" else ():
            times[start + 1 : end + 1] += 1
    is_gone = _gone(times, tokens, np.arange(len(tokens.code)))
    counts = np.bincount(tokens.code[~is_gone], minlength=len(tokens.terms))
    is_letter = np.r_[False, texts.letters.codes < BEYOND, False]
    return [_alternative(decision, times, tokens, is_gone, counts, is_letter) for decision in decided]


def _alternative(
    decision: Decision,
    times: np.ndarray,
    tokens: Terms,
    is_gone: np.ndarray,
    counts: np.ndarray,
    is_letter: np.ndarray,
) -> Alternative:
    spans = [slice(start + 1, end + 1) for start, end in decision.spans]
    step, decisive = (-1, 1) if decision.choice == "copy" else (1, 0)
    letters = sum(int(((times[span] == decisive) & is_letter[span]).sum()) for span in spans)
    # Both sides of tokens grow with their row: those of one table do, and the tables are in order.
    touched = [
        np.arange(np.searchsorted(tokens.end, span.start, "right"), np.searchsorted(tokens.start, span.stop, "left"))
        for span in spans
    ]
    rows = np.unique(np.concatenate(touched)) if touched else np.zeros(0, np.int64)
    for span in spans:
        times[span] += step
    moved = rows[_gone(times, tokens, rows) != is_gone[rows]]
    for span in spans:
        times[span] -= step
    codes, row = np.unique(tokens.code[moved], return_inverse=True)
    change = np.bincount(row, np.where(is_gone[moved], 1, -1), len(codes)).astype(np.int64)
    order = np.lexsort((codes, -counts[codes], -np.abs(change)))
    order = order[change[order] != 0]
    chosen = counts[codes][order]
    return Alternative(letters, tokens.terms[codes[order]], chosen, chosen + change[order])


def _gone(times: np.ndarray, tokens: Terms, rows: np.ndarray) -> np.ndarray:
    """Say of tokens whether more than half of their letters are in a passage that goes."""
    start, size = tokens.start[rows], (tokens.end - tokens.start)[rows]
    if not len(rows):
        return np.zeros(0, bool)
    first = np.cumsum(size) - size
    letters = np.repeat(start - first, size) + np.arange(first[-1] + size[-1])
    return np.add.reduceat((times[letters] > 0).astype(np.int64), first) * 2 > size
