"""Judge whether anyone would write a passage twice: what is known of a class of equal spans, and how likely a fault is.

A fault cuts into sentences, stands whole where nothing calls for it, or is longer than what people say again. What a
writer means again is short, reads on everywhere, is quoted, or is of a genre that speaks in formulas.
"""

from __future__ import annotations

import json
import re
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from rapidfuzz import fuzz

from ..breaks.pairs import affinity
from ..models import trees as boosted
from ..structure.metre import is_verse
from ..structure.numbers import NUMBERED
from .reading_on import AROUND, MARKS, Seam
from .reading_on import odds as reads_on

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ..models.trees import Trees
    from .spans import Group, Span, Texts

FILE = Path(__file__).parent / "meant.json"
LOOKED_AT = 8  # places of a class whose surroundings are looked at
IN_PAIRS = 256  # letters of a passage that are looked at in pairs
NO_SEAM = 6.0  # for the odds that the text reads on where a block begins or ends: nothing speaks against it
BESIDE = 16  # characters beside a passage that are compared
ENOUGH = 6  # of them at least
STOPS, OPENERS, CLOSERS = (frozenset(MARKS[number]) for number in (3, 5, 6))
CLAUSE = frozenset(MARKS[0] + MARKS[1] + MARKS[2] + MARKS[4])
# What says that something is said again, or that others said it, up to the passage.
ANNOUNCED = re.compile(
    "(?:前[文面述]|上[文述面]|如前|所[述说言]|说过|提到|提过|说道?|指出|写道|规定|强调|[道云曰问答]|即|原文|引用?)[^。！？]{0,12}$"
)

NAMES = (
    "letters",
    "places",
    "reads on before it, at the worst place",
    "reads on before it, at the best place",
    "reads on behind it, at the worst place",
    "reads on behind it, at the best place",
    "reads on at the worst end of the worst place",
    "begins a block",
    "ends a block",
    "behind a full stop",
    "before a full stop",
    "behind another mark",
    "before another mark",
    "in quotation marks",
    "announced",
    "a bracket is left open",
    "sentences",
    "complete sentences",
    "in one block",
    "blocks between",
    "contexts before are alike",
    "contexts behind are alike",
    "different contexts before",
    "different contexts behind",
    "least share of its block",
    "greatest share of its block",
    "complete blocks",
    "blocks",
    "letters a block",
    "said elsewhere in the text",
    "the text repeats itself",
    "letters of the text",
    "characters that go together",
    "in a numbered block",
    "in an article",
    "marked headings",
    "first place in the text",
    "last place in the text",
    "digits",
    "verse",
)


def features(texts: Texts, groups: Sequence[Group]) -> np.ndarray:
    """Return what is known of classes of equal spans, a row for each with columns in the order of `NAMES` (float32)."""
    places = [(number, span) for number, group in enumerate(groups) for span in group.spans[:LOOKED_AT]]
    before, behind = _reads_on(texts, [span for _, span in places])
    owner = np.array([number for number, _ in places], np.int64)
    genre = texts.repeats_itself
    rows = []
    for number, group in enumerate(groups):
        mine = owner == number if len(groups) < 50 else slice(*np.searchsorted(owner, [number, number + 1]))
        rows.append(_features(texts, group, before[mine], behind[mine], genre))
    return np.array(rows, np.float32).reshape(-1, len(NAMES))


def _reads_on(texts: Texts, spans: Sequence[Span]) -> tuple[np.ndarray, np.ndarray]:
    """Return the odds that the text reads on before each span and behind it; `NO_SEAM` at the edge of a block."""
    starts, ends = texts.block_starts, frozenset(texts.ends)
    found = (np.full(len(spans), NO_SEAM), np.full(len(spans), NO_SEAM))
    rows, cuts = [], []
    for number, (start, end) in enumerate(spans):
        if start not in starts:
            rows.append((0, number))
            cuts.append(start)
        if end not in ends:
            rows.append((1, number))
            cuts.append(end)
    for (side, number), value in zip(rows, reads_on(seams_at(texts, cuts)).tolist(), strict=True):
        found[side][number] = value
    return found


def seams_at(texts: Texts, cuts: Sequence[int]) -> list[Seam]:
    """Return the places before letters, none of which begins a block, as `reading_on` sees them."""
    at = np.array(cuts, np.int64)
    codes = np.r_[np.zeros(2, np.uint32), texts.letters.codes, np.zeros(2, np.uint32)]
    counts = texts.together(np.stack([codes[at + step] for step in range(4)], axis=1))
    found = []
    for cut, some in zip(cuts, counts, strict=True):
        block = texts.block_at(cut)
        begin, stop = texts.spans[block].tolist()
        place, last = int(texts.letters.place[cut]), int(texts.letters.place[cut - 1]) + 1
        # Marks between belong to what is before them, but those that open.
        opening = next((k for k in range(last, place) if texts.text[k] in OPENERS), place)
        one, two, three, four = (max(int(count) - 1, 0) for count in some)
        left, right = (
            texts.text[max(begin, opening - AROUND) : opening],
            texts.text[opening : min(stop, opening + AROUND)],
        )
        found.append(Seam(left, right, (one, two, three, four)))
    return found


def _features(texts: Texts, group: Group, before: np.ndarray, behind: np.ndarray, genre: float) -> list[float]:
    spans = group.spans[:LOOKED_AT]
    start, end = spans[0]
    raws = [texts.raw(span) for span in spans]
    text = texts.text[raws[0][0] : raws[0][1]]
    firsts, lasts = [texts.block_at(s) for s, _ in spans], [texts.block_at(e - 1) for _, e in spans]
    edges = [(texts.starts[a], texts.ends[b]) for a, b in zip(firsts, lasts, strict=True)]
    lefts = [_marks_before(texts, raw, int(texts.spans[first, 0])) for raw, first in zip(raws, firsts, strict=True)]
    rights = [marks_behind(texts, raw, int(texts.spans[last, 1])) for raw, last in zip(raws, lasts, strict=True)]
    contexts = [
        texts.text[max(int(texts.spans[a, 0]), raw[0] - 2 * AROUND) : raw[0]]
        for raw, a in zip(raws, firsts, strict=True)
    ]
    after = [
        texts.text[raw[1] : min(int(texts.spans[b, 1]), raw[1] + BESIDE)] for raw, b in zip(raws, lasts, strict=True)
    ]
    begins = np.array([s == a for (s, _), (a, _) in zip(spans, edges, strict=True)])
    ends = np.array([e == b for (_, e), (_, b) in zip(spans, edges, strict=True)])
    stop_before = np.array([not STOPS.isdisjoint(m) for m in lefts]) | begins
    stop_behind = np.array([not STOPS.isdisjoint(m) for m in rights])
    quoted = np.array(
        [not OPENERS.isdisjoint(a[-1:]) and not CLOSERS.isdisjoint(b) for a, b in zip(lefts, rights, strict=True)]
    )
    shares = [(e - s) / max(b - a, 1) for (s, e), (a, b) in zip(spans, edges, strict=True)]
    numbers = [NUMBERED.match(texts.of_block(block)) for block in firsts]
    between = min((b - a for a, b in zip(lasts, firsts[1:], strict=False)), default=0)
    total = max(len(texts.letters.codes), 1)
    blocks = lasts[0] - firsts[0] + 1
    return [
        np.log2(end - start),
        float(min(group.count, LOOKED_AT)),
        before.min(),
        before.max(),
        behind.min(),
        behind.max(),
        np.minimum(before, behind).min(),
        begins.mean(),
        ends.mean(),
        stop_before.mean(),
        stop_behind.mean(),
        np.mean([not CLAUSE.isdisjoint(m) for m in lefts]),
        np.mean([not CLAUSE.isdisjoint(m) for m in rights]),
        quoted.mean(),
        np.mean([bool(ANNOUNCED.search(context)) for context in contexts]),
        float(sum(text.count(c) for c in OPENERS) - sum(text.count(c) for c in CLOSERS)),
        float(min(sum(text.count(c) for c in STOPS), LOOKED_AT)),
        (stop_before & stop_behind).mean(),
        float(len({*firsts, *lasts}) == 1),
        np.log2(1 + max(between, 0)),
        _alike([context.rstrip("，,、；;。！？：:“‘「『（(【《")[-BESIDE:] for context in contexts]),
        _alike(after),
        float(len({context[-1:] for context in contexts})),
        float(len({context[:1] for context in after})),
        min(shares),
        max(shares),
        (begins & ends).mean(),
        float(blocks),
        (end - start) / blocks,
        texts.said_elsewhere((start, end), group.count),
        genre,
        np.log2(total),
        _together(texts, (start, end)),
        np.mean([number is not None for number in numbers]),
        np.mean([number is not None and number[0][0] == "第" for number in numbers]),
        float(sum(texts.blocks[block].level > 0 for block in range(firsts[0], lasts[0] + 1))),
        start / total,
        group.spans[-1][0] / total,
        sum(map(str.isdigit, text)) / max(len(text), 1),
        float(is_verse(texts.of_block(firsts[0]))),
    ]


def _marks_before(texts: Texts, raw: Span, begin: int) -> str:
    """Return the marks between a passage and the letter before it in its block."""
    at = raw[0]
    while at > begin and not texts.text[at - 1].isalnum():
        at -= 1
    return texts.text[at : raw[0]]


def marks_behind(texts: Texts, raw: Span, stop: int) -> str:
    """Return the marks between a passage and the letter behind it in its block."""
    at = raw[1]
    while at < stop and not texts.text[at].isalnum():
        at += 1
    return texts.text[raw[1] : at]


def _alike(contexts: Sequence[str]) -> float:
    """Return how alike contexts are, 0..100, the least like the first; -1 where one is too short to say."""
    if min(map(len, contexts)) < ENOUGH:
        return -1.0
    return min(fuzz.ratio(contexts[0], other) for other in contexts[1:])


def _together(texts: Texts, span: Span) -> float:
    """Return how much oftener than by chance the characters of a passage stand together: a mean."""
    codes = texts.letters.codes[span[0] : min(span[1], span[0] + IN_PAIRS)].astype(np.int64)
    return float(affinity(codes[:-1], codes[1:]).mean()) if len(codes) > 1 else 0.0


@cache
def model() -> Trees:
    """Return the fitted trees."""
    return boosted.read_trees(json.loads(FILE.read_text("utf-8")), [*NAMES], str(FILE))


def odds(rows: np.ndarray) -> np.ndarray:
    """Return the logarithm of the odds of each class that nobody meant it, given its `features`."""
    return boosted.scores(rows, model())[:, 0]


def probability(log_odds: float) -> float:
    """Return a logarithm of odds as a probability.

    >>> probability(0.0)
    0.5
    """
    return float(1 / (1 + np.exp(-log_odds)))
