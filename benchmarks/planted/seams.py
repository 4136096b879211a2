"""Places at which a text reads on, and places where two pieces of it were put together, to fit a model on."""

from __future__ import annotations

import random
from collections import Counter
from itertools import pairwise
from typing import TYPE_CHECKING

import numpy as np

from analysis import parse
from analysis.duplicates.reading_on import AROUND, MOST, Seam
from analysis.duplicates.spans import Texts
from analysis.text_index.passages import letters
from analysis.words.tokens import dictionary_words, tagged_words

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

EACH = 24  # places of a text, of either kind
LEAST = 30  # characters of a paragraph
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
    """Return of pairs of parts of speech (``n v``) how much oftener they are there than by chance: a logarithm."""
    pairs, single = Counter[tuple[str, str]](), Counter[str]()
    for line in (line for text in documents for line in text.split("\n")):
        tags = [tag for _, tag in tagged_words(line)]
        single.update(tags)
        pairs.update(pairwise(tags))
    total = sum(single.values())
    found = {}
    for one in sorted(single):
        for other in sorted(single):
            expected = single[one] * single[other] / total
            value = round(float(np.log((pairs[one, other] + 0.5) / (expected + 0.5))), 1)
            found |= {f"{one} {other}": min(max(value, -MOST), MOST)} if value else {}
    return found


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
    before, after = (letters(side).codes for side in (left[-AROUND:], right[:AROUND]))
    if len(before) < 2 or len(after) < 2:
        return Seam(left[-AROUND:], right[:AROUND], (0, 0, 0, 0))
    counts = texts.together(np.array([[*before[-2:], *after[:2]]]))[0] - known
    return Seam(left[-AROUND:], right[:AROUND], tuple(counts.clip(min=0).tolist()))
