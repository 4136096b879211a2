"""How far two reviewers of a document agree."""

from __future__ import annotations

import math
from collections import Counter
from typing import TYPE_CHECKING

import pandas as pd

from .._checks import require
from .records import Decisions

if TYPE_CHECKING:
    from collections.abc import Sequence

    from .records import Decision

ALL = "all"  # the row of all kinds together


def agreement(one: Decisions, other: Decisions) -> pd.DataFrame:
    """Compare what two reviewers decided: how often alike, and how much more often than by chance.

    Compared is what both decided on: the same finding, block, gap or occurrence of a repeat. Cohen's kappa is
    (p_o - p_e) / (1 - p_e): p_o is the share of decisions that are alike, p_e the share that would be if each reviewer
    gave as many of each answer, but at random. 1 is full agreement, 0 what chance gives; it is not defined where both
    gave one answer only.

    Parameters
    ----------
    one, other : the decisions of two reviewers on one document.

    Returns
    -------
    DataFrame with a row for each kind (of findings, and ``block``, ``gap``, ``repeat``), and one for ``all``: ``both``
    (decided by both), ``alike`` (of these), ``agreement`` (0..1), ``kappa`` (-1..1, NaN where not defined),
    ``only_one``, ``only_other``.

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
    first, second = (
        {decision.subject: decision for decision in each.decisions if decision.place} for each in (one, other)
    )
    kinds = dict.fromkeys(_kind(decision) for decision in [*first.values(), *second.values()])
    rows = []
    for kind in [*kinds, ALL]:
        mine, theirs = (
            {subject: _answer(decision) for subject, decision in each.items() if kind in (ALL, _kind(decision))}
            for each in (first, second)
        )
        both = [(mine[subject], theirs[subject]) for subject in mine if subject in theirs]
        alike = sum(a == b for a, b in both)
        share = alike / len(both) if both else math.nan
        rows.append((kind, len(both), alike, share, kappa(both), len(mine) - len(both), len(theirs) - len(both)))
    columns = ["kind", "both", "alike", "agreement", "kappa", "only_one", "only_other"]
    return pd.DataFrame(rows, columns=columns).set_index("kind")


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


def _kind(decision: Decision) -> str:
    return decision.kind or decision.about


def _answer(decision: Decision) -> str:
    return f"{decision.choice} {decision.level}" if decision.level else decision.choice
