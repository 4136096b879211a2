"""How far two reviewers of a document agree."""

from __future__ import annotations

import math
from collections import Counter
from typing import TYPE_CHECKING

import pandas as pd

from .._checks import require
from .pairs import pairs
from .records import Decisions

if TYPE_CHECKING:
    from collections.abc import Sequence

    from .decision import Decision

ALL = "all"  # the row of all kinds together


def agreement(one: Decisions, other: Decisions) -> pd.DataFrame:
    """Compare what two reviewers decided: how often alike, and how much more often than by chance.

    Compared is what both decided on, whichever way each said it:

    - the same finding, block or gap;
    - a gap, and a finding at it: to accept a broken paragraph or a line wrap is to join, to reject any is to part; a
      paragraph that is cut off, or begun in mid-sentence, is not joined;
    - a block, and a finding that says what it is: to accept it is to say so, to reject it is to say any other kind;
    - a repeat on which both say what becomes of all its places, *meant* or *keep*: once, each place that may stay being
      an answer of its own, so that who keep different places disagree;
    - else each place of a repeat on which one decided, with what the other says of it: it stays, goes or is marked. A
      place whose repeat was meant stays, and so does that which is kept, and the others go.

    Of a near repeat, places are taken for those of one repeat when three quarters of their first letters are alike.

    Cohen's kappa is (p_o - p_e) / (1 - p_e): p_o is the share of pairs that are alike, p_e the share that would be if
    each reviewer gave as many of each answer, but at random. 1 is full agreement, 0 what chance gives; it is not
    defined where both gave one answer only.

    Parameters
    ----------
    one, other : the decisions of two reviewers on one document.

    Returns
    -------
    DataFrame with a row for each kind (of findings, and ``block``, ``gap``, ``repeat``, which a pair of different kinds
    is of), and one for ``all``: ``both`` (pairs), ``alike`` (of these), ``agreement`` (0..1), ``kappa`` (-1..1, NaN
    where not defined), ``only_one``, ``only_other`` (decisions that are in no pair).

    References: Cohen (1960), Educational and Psychological Measurement 20(1), 37-46.

    >>> from analysis import parse
    >>> document = parse("春天来了。\\n\\n花开了。\\n\\n燕子飞回来了。")
    >>> one = Decisions().join(document, 6).part(document, 12)
    >>> both = agreement(one, Decisions().join(document, 6).join(document, 12))
    >>> both.loc["all", ["both", "alike", "agreement"]].tolist()
    [2.0, 1.0, 0.5]
    """
    require(one, Decisions, "agreement", "one")
    require(other, Decisions, "agreement", "other")
    found, only_one, only_other = pairs(*map(_latest, (one, other)))
    kinds = dict.fromkeys([*(pair.kind for pair in found), *only_one, *only_other])
    rows = []
    for kind in [*kinds, ALL]:
        both = [(pair.one, pair.other) for pair in found if kind in (ALL, pair.kind)]
        alike = sum(a == b for a, b in both)
        alone = (len(some) if kind == ALL else some.count(kind) for some in (only_one, only_other))
        rows.append((kind, len(both), alike, alike / len(both) if both else math.nan, kappa(both), *alone))
    columns = ["kind", "both", "alike", "agreement", "kappa", "only_one", "only_other"]
    return pd.DataFrame(rows, columns=columns).set_index("kind")


def _latest(decisions: Decisions) -> list[Decision]:
    """Return the decisions on places; of several on one subject, as a file may hold them, the last."""
    return [*{one.subject: one for one in decisions.decisions if one.place}.values()]


def kappa(pairs: Sequence[tuple[str, str]]) -> float:
    """Return Cohen's kappa of pairs of answers; NaN where all answers are one.

    >>> kappa([("yes", "yes"), ("no", "no"), ("yes", "no"), ("no", "yes")])
    0.0
    """
    if not pairs:
        return math.nan
    first, second = (Counter(answers) for answers in zip(*pairs, strict=True))
    observed = sum(a == b for a, b in pairs) / len(pairs)
    by_chance = sum(first[answer] * second[answer] for answer in first) / len(pairs) ** 2
    return (observed - by_chance) / (1 - by_chance) if by_chance < 1 else math.nan
