"""How likely a paragraph starts in mid-word, its beginning being lost: fitted by ``benchmarks/fit_starts.py``."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from ..breaks.pairs import affinity, begins, ends, in_simplified
from ..breaks.wording import times
from ..words.lookups import first_tokens
from ..words.scripts import HAN
from ..words.tokens import Tokeniser

if TYPE_CHECKING:
    from collections import Counter
    from collections.abc import Mapping, Sequence

    from ..document.documents import Document
    from ..structure.kinds import ClassifiedBlock

FILE = Path(__file__).parent / "starts.json"
LEAST_LETTERS = 12  # of a block that is looked at
LEAST_LIKELY = 0.4  # at which it is reported
# Of starts that the model is surer of, no more were cut in documents left out.
MOST_LIKELY = 0.8
NAMES = (
    "odds_of_a_cut",
    "has_odds",
    "one_character",
    "characters_of_word",
    "starts_alike",
    "begins_sentences",
    "second_begins_sentences",
    "ends_sentences",
    "affinity",
    "next_affinity",
)


def odds_of_a_cut(document: Document) -> dict[int, float]:
    """Return by where a block starts how much likelier, as a logarithm, its first two characters are inside words.

    Compared are how often its first character stands inside a word and begins a clause, and how often its first two
    begin inside a word and with one, all in this document.
    """
    text = document.text
    firsts = np.array([b.start for b in document.blocks if b.end - b.start > 1 and HAN.match(text, b.start)], np.int64)
    if not len(firsts):
        return {}
    codes = np.frombuffer(text.encode("utf-32-le", "surrogatepass"), np.uint32).astype(np.uint64)
    begins = np.zeros(len(codes), bool)
    begins[Tokeniser(hmm=False).starts(document)] = True
    clause = begins & np.r_[True, np.isin(codes[:-1], np.array([ord(mark) for mark in "。！？；，：“"], np.uint64))]
    clause[firsts] = True
    pairs = codes[:-1] << np.uint64(32) | codes[1:]

    def counts(values: np.ndarray, where: np.ndarray) -> np.ndarray:
        """Return how often the value at each of *firsts* is there *where* the mask allows."""
        return times(values[where], values[firsts])

    inside = ~begins
    # The block itself has counted its own first characters; 1 and 0.3 stand for what was never seen.
    single = np.log((counts(codes, inside) + 1) / counts(codes, clause).clip(min=1))
    double = np.log((counts(pairs, inside[:-1]) + 0.3) / (counts(pairs, begins[:-1]) - 0.7).clip(min=0.3))
    return dict(zip(firsts.tolist(), (single + double).tolist(), strict=True))


def rows_of(classify_blocks: Sequence[ClassifiedBlock], odds: Mapping[int, float], starts: Counter[str]) -> np.ndarray:
    """Return `NAMES` of blocks, a row for each.

    Parameters
    ----------
    looks : the blocks.
    odds : from `odds_of_a_cut`.
    starts : how many paragraphs of the document start with each word, these among them.
    """
    words = [first_tokens(unit.text)[0] for unit in classify_blocks]
    texts = [unit.text[:3].ljust(3) for unit in classify_blocks]
    points = in_simplified(np.array([[*map(ord, text)] for text in texts], np.int64).reshape(-1, 3))
    columns = [
        [odds.get(unit.block.start, 0.0) for unit in classify_blocks],
        [unit.block.start in odds for unit in classify_blocks],
        [len(word) == 1 for word in words],
        [min(len(word), 4) for word in words],
        [min(starts[word] - 1, 5) for word in words],
        *(begins(points[:, at]) for at in (0, 1)),
        ends(points[:, 0]),
        *(affinity(points[:, at], points[:, at + 1]) for at in (0, 1)),
    ]
    return np.array(columns, float).T


def likely_cuts(rows: np.ndarray) -> np.ndarray:
    """Return how likely a block of each of these rows starts in mid-word (0 to `MOST_LIKELY`).

    >>> rows = np.array([[8.0, 1, 1, 1, -1, -2.0, 0, 0, 0, 0], [-3.0, 1, 0, 2, 1, 2.0, 0, 0, 3.0, 0]])
    >>> (likely_cuts(rows) > 0.4).tolist()
    [True, False]
    """
    base, weights = _model()
    return np.minimum(1 / (1 + np.exp(-(base + rows @ weights))), MOST_LIKELY)


@cache
def _model() -> tuple[float, np.ndarray]:
    data = json.loads(FILE.read_text("utf-8"))
    return data["base"], np.array([data["weights"][name] for name in NAMES])
