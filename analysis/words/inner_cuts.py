"""Where a word may be cut in turn: 全国人民代表大会 into 全国, 人民, 代表 and 大会, and nowhere else."""

from __future__ import annotations

from functools import cache, lru_cache
from itertools import pairwise
from math import inf, log

from .dictionary import word_counts
from .scripts import simplified

LONGEST = 16  # characters of a word in the dictionary


@lru_cache(maxsize=1 << 14)
def inner_cuts(word: str) -> frozenset[int]:
    """Return where a word is cut if it is no word itself, and the parts of three characters and more in turn.

    Of all ways to cut it the one counts whose words are the most usual together, by the counts of jieba's dictionary,
    which is how jieba itself cuts a text. What the dictionary lacks is cut into characters.

    Parameters
    ----------
    word : as it is counted (see `fold`), in either script.

    Returns
    -------
    Places between characters, the two ends among them.

    >>> sorted(inner_cuts("全国人民代表大会"))
    [0, 2, 4, 6, 8]
    >>> sorted(inner_cuts("发展中国家")), sorted(inner_cuts("人民"))
    ([0, 2, 3, 5], [0, 2])
    """
    if len(word) < 3:
        return frozenset({0, len(word)})
    read, found, waiting = simplified(word), {0, len(word)}, [(0, len(word))]
    while waiting:
        first, last = waiting.pop()
        cuts = [first + cut for cut in _cuts(read[first:last])]
        found.update(cuts)
        waiting += [(start, end) for start, end in pairwise(cuts) if end - start > 2]
    return frozenset(found)


def _cuts(word: str) -> list[int]:
    """Return the ends of the parts of the best way to cut a word that does not take it whole, and 0."""
    counts, once = _scores()
    best, back = [0.0], [0]
    for end in range(1, len(word) + 1):
        most, at = -inf, end - 1
        for start in range(max(end - LONGEST, 0), end):
            score = counts.get(word[start:end], once if end - start == 1 else None)
            if score is not None and end - start < len(word) and best[start] + score > most:
                most, at = best[start] + score, start
        best.append(most)
        back.append(at)
    cuts = [len(word)]
    while cuts[-1]:
        cuts.append(back[cuts[-1]])
    return cuts[::-1]


@cache
def _scores() -> tuple[dict[str, float], float]:
    """Return the logarithm of each word's share in general Chinese, and that of what is there once."""
    counts = word_counts()
    total = log(sum(counts.values()))
    return {word: log(max(count, 1)) - total for word, count in counts.items()}, -total
