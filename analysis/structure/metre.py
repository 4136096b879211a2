"""Verse: lines, and clauses within a line, of one length."""

from __future__ import annotations

import re
from collections import Counter

import numpy as np

CLAUSE = re.compile("[^\\w]+")
LONG = 120  # characters from which a block is prose, whatever its clauses are


def is_verse(text: str) -> bool:
    """Say whether most clauses have one length, of at most seven characters, as those of verse have.

    >>> is_verse("關關雎鳩，在河之洲。窈窕淑女，君子好逑。"), is_verse("他来了，大家都很高兴。")
    (True, False)
    """
    lengths = Counter(map(len, filter(None, CLAUSE.split(text))))
    length, count = lengths.most_common(1)[0] if lengths else (0, 0)
    return length <= 7 and count >= 2 and count * 4 >= lengths.total() * 3


def metre_columns(texts: list[str], letters: np.ndarray) -> dict[str, np.ndarray]:
    """Return of each block its clauses, their usual length and how many have it, and which neighbours are as long.

    *letters* says how many each block has.

    >>> lines = ["床前明月光，", "疑是地上霜。"]
    >>> metre_columns(lines, np.array([5.0, 5.0]))["clauses of lines around it alike"].tolist()
    [0.5, 0.5]
    """
    rows = np.array([_clauses(text) for text in texts], float).reshape(-1, 3)
    count, usual, share = rows.T
    letters = np.where([len(text) < LONG for text in texts], letters, -1.0)
    near = [np.r_[np.full(step, -2.0), letters, np.full(step, -2.0)] for step in (1, 2, 3)]
    beside = np.array([one[place : place + len(texts)] for step, one in enumerate(near, 1) for place in (0, 2 * step)])
    usual_beside = np.array([np.r_[-1.0, usual][: len(usual)], np.r_[usual, -1.0][1:]])
    return {
        "clauses": count,
        "usual length of its clauses": usual,
        "share of clauses of that length": share,
        "clauses of lines around it alike": (usual_beside == usual).mean(axis=0) if len(texts) else count,
        "lines around it as long": ((beside == letters) & (letters > 0)).sum(axis=0).astype(float),
        "lines around it about as long": ((np.abs(beside - letters) <= 2) & (letters > 0)).sum(axis=0).astype(float),
    }


def _clauses(text: str) -> tuple[int, int, float]:
    if len(text) >= LONG:
        return 9, 9, 0.0
    lengths = [*map(len, filter(None, CLAUSE.split(text)))]
    if not lengths:
        return 0, 0, 0.0
    usual = max({*lengths}, key=lambda length: (lengths.count(length), length)) if len(lengths) > 1 else lengths[0]
    return len(lengths), usual, lengths.count(usual) / len(lengths)
