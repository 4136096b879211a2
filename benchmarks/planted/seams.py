"""Places at which a text reads on, and places where two pieces of it were put together, to fit a model on."""

from __future__ import annotations

import random
from collections import Counter
from itertools import pairwise, product
from typing import TYPE_CHECKING

import numpy as np

from analysis import parse
from analysis.duplicates.reading_on import AROUND, KIND_OF_MARK, MOST, Seam, divided, with_marks
from analysis.duplicates.spans import Texts
from analysis.text_index.passages import letters
from analysis.words.lookups import dictionary_words, tagged_words

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

EACH = 32  # places of a text, of either kind
LEAST = 30  # characters of a paragraph
LEXICAL, TOLD = 150, 1.0  # frequent words that are looked at by themselves; logarithms from which theirs are told
MARK_KINDS = frozenset(map(str, KIND_OF_MARK.values()))
CLAUSE_ENDS, ENDS = "，、；：,;:", "。！？”）》"
WHERE = ("anywhere", "anywhere", "word", "clause", "clause", "sentence")  # places are there, each as often


def labelled(documents: Sequence[str], seed: str) -> Iterator[tuple[Seam, bool]]:
    """Yield places, and whether the text was written on there; of each document as many that were as were not."""
    for number, text in enumerate(documents):
        chance = random.Random(f"{seed} {number}")
        texts = Texts((parse(text),))
        blocks = [b for b in range(len(texts.blocks)) if len(texts.of_block(b)) >= LEAST]
        if len(blocks) < 4:
            continue
        for _ in range(EACH):
            one, other = (texts.of_block(chance.choice(blocks)) for _ in range(2))
            cut = place(one, chance)
            yield seam(texts, one[:cut], one[cut:], 1), True
            yield seam(texts, one[:cut], other[place(other, chance) :], 0), False


def kinds_of_words(documents: Sequence[str]) -> dict[str, float]:
    """Return how much oftener than by chance kinds of words follow each other, and words and kinds: logarithms.

    The keys are two parts of speech (``n v``), or one and one of the `LEXICAL` frequent words (``把 n``, ``v 的``).
    """
    lines = [with_marks(tagged_words(line)) for text in documents for line in text.split("\n")]
    words = Counter(word for line in lines for word, kind in line if kind not in MARK_KINDS)
    frequent = {word for word, _ in words.most_common(LEXICAL)}
    pairs, firsts, seconds = Counter[tuple[str, str]](), Counter[str](), Counter[str]()
    for line in lines:
        for one, other in pairwise(line):
            for a in _names(one, frequent):
                for b in _names(other, frequent):
                    pairs[a, b] += 1
        firsts.update(name for one in line[:-1] for name in _names(one, frequent))
        seconds.update(name for one in line[1:] for name in _names(one, frequent))
    total = sum(map(len, lines))
    kinds = sorted({kind for line in lines for _, kind in line})
    found = {}
    for one, other in [*product(kinds, kinds), *product(sorted(frequent), kinds), *product(kinds, sorted(frequent))]:
        expected = firsts[one] * seconds[other] / total
        value = round(float(np.log((pairs[one, other] + 0.5) / (expected + 0.5))), 1)
        least = TOLD if one in frequent or other in frequent else 0.1
        found |= {f"{one} {other}": min(max(value, -MOST), MOST)} if abs(value) >= least else {}
    return found


def _names(word: tuple[str, str], frequent: set[str]) -> list[str]:
    """Return the kind of a word, and the word itself if it is one of the frequent ones."""
    return [word[1], word[0]] if word[0] in frequent else [word[1]]


def place(text: str, chance: random.Random) -> int:
    """Return a place inside a text: anywhere, between two words, or behind a mark."""
    where = chance.choice(WHERE)
    if where == "word":
        found = np.cumsum([len(word) for word in dictionary_words(text)]).tolist()
    else:
        marks = {"clause": CLAUSE_ENDS, "sentence": ENDS}.get(where, text)
        found = [at + 1 for at, c in enumerate(text) if c in marks]
    return chance.choice([at for at in found if 5 <= at <= len(text) - 5] or [len(text) // 2])


def seam(texts: Texts, left: str, right: str, known: int) -> Seam:
    """Return a place as the model sees it; *known* is how often the text has it itself."""
    text = left + right
    at = divided(text, len(left))
    sides = text[max(0, at - AROUND) : at], text[at : at + AROUND]
    before, after = (letters(side).codes for side in sides)
    if len(before) < 2 or len(after) < 2:
        return Seam(*sides, (0, 0, 0, 0))
    counts = texts.together(np.array([[*before[-2:], *after[:2]]]))[0] - known
    return Seam(*sides, tuple(counts.clip(min=0).tolist()))
