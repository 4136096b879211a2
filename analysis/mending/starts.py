"""How likely a paragraph starts in mid-word, its beginning being lost: fitted by ``benchmarks/fit_starts.py``."""

from __future__ import annotations

import json
from functools import cache
from math import exp
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from ..breaks.pairs import affinity, begins, ends, in_simplified
from ..words.lookups import first_tokens
from ..words.scripts import HAN
from ..words.tokens import Tokeniser

if TYPE_CHECKING:
    from collections import Counter
    from collections.abc import Mapping, Sequence

    from ..document.documents import Document
    from ..structure.kinds import Look

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
    "first_block",
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
        asked, which = np.unique(values[firsts], return_inverse=True)
        place = np.searchsorted(asked, values).clip(max=len(asked) - 1)
        return np.bincount(place[(asked[place] == values) & where], minlength=len(asked))[which]

    inside = ~begins
    # The block itself has counted its own first characters; 1 and 0.3 stand for what was never seen.
    single = np.log((counts(codes, inside) + 1) / counts(codes, clause).clip(min=1))
    double = np.log((counts(pairs, inside[:-1]) + 0.3) / (counts(pairs, begins[:-1]) - 0.7).clip(min=0.3))
    return dict(zip(firsts.tolist(), (single + double).tolist(), strict=True))


def row_of(look: Look, is_first: bool, odds: Mapping[int, float], starts: Counter[str]) -> list[float]:
    """Return `NAMES` of a block.

    Parameters
    ----------
    look : the block.
    is_first : whether no block stands before it.
    odds : from `odds_of_a_cut`.
    starts : how many paragraphs of the document start with each word, this one among them.
    """
    word = first_tokens(look.text)[0]
    points = in_simplified(np.array([ord(character) for character in look.text[:3].ljust(3)]))
    return [
        odds.get(look.block.start, 0.0),
        float(look.block.start in odds),
        float(len(word) == 1),
        float(min(len(word), 4)),
        float(min(starts[word] - 1, 5)),
        *begins(points[:2]).tolist(),
        *ends(points[:1]).tolist(),
        *affinity(points[:2], points[1:]).tolist(),
        float(is_first),
    ]


def likely_cut(row: Sequence[float]) -> float:
    """Return how likely a block of this row starts in mid-word (0 to `MOST_LIKELY`).

    >>> likely_cut([8.0, 1, 1, 1, -1, -2.0, 0, 0, 0, 0, 0]) > likely_cut([-3.0, 1, 0, 2, 1, 2.0, 0, 0, 3.0, 0, 0])
    True
    """
    base, weights = _model()
    score = base + sum(weight * value for weight, value in zip(weights, row, strict=True))
    return min(1 / (1 + exp(-score)), MOST_LIKELY)


@cache
def _model() -> tuple[float, list[float]]:
    data = json.loads(FILE.read_text("utf-8"))
    return data["base"], [data["weights"][name] for name in NAMES]
