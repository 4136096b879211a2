"""Judge whether anyone would write a passage twice: what is known of a class of equal spans, and how likely a fault is.

A fault cuts into sentences, stands whole where nothing calls for it, or is longer than what people say again. What a
writer means again is short, reads on everywhere, is quoted, or is of a genre that speaks in formulas.
"""

from __future__ import annotations

import json
import re
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from rapidfuzz import fuzz

from ..breaks.pairs import affinity
from ..models import trees as boosted
from ..structure.metre import is_verse
from .hold import CHANCE
from .reading_odds import NO_SEAM, Readings, readings
from .reading_on import MARKS, first_closed
from .surroundings import BESIDE, CLOSERS, OPENERS, STOPS, Place

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from ..models.trees import Trees
    from .spans import Group, Span, Texts

FILE = Path(__file__).parent / "meant.json"
LOOKED_AT = 8  # places of a class whose surroundings are looked at
IN_PAIRS = 256  # letters of a passage that are looked at in pairs
ENOUGH = 6  # characters of a context that are compared, at least
FAR = 40  # letters from the end of a passage to a full stop in it, at most: beyond it says no more
CLAUSE = frozenset(MARKS[0] + MARKS[1] + MARKS[2] + MARKS[4])

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
    "reads on without it, at the worst place",
    "reads on without it, at the best place",
    "reads on before it less well at one place",
    "reads on behind it less well at one place",
    "reads on at the better end of the worst place",
    "letters before its first full stop",
    "letters behind its last full stop",
    "an article begins inside a paragraph",
    "quoted or announced at one place",
    "a bracket is closed that it does not open",
    "ends a sentence at its end",
    "begins with a number",
    "items of a list",
    "behind a colon",
    "beside an item of a list",
    "headings between",
    "completes a condition",
    "begins with words from inside a sentence",
)
# Words that a sentence does not begin with, in most cases, and that laws go on with behind many subjects.
GOES_ON = re.compile("应当|由|不得|可以|应|须|必须|以及|及其|或者|并|和|与|处|责令|给予|可|依法|按照|根据")


def features(texts: Texts, groups: Sequence[Group]) -> np.ndarray:
    """Return what is known of classes of equal spans, a row for each with columns in the order of `NAMES` (float32)."""
    places = [[Place(texts, span) for span in _within_blocks(texts, group.spans[:LOOKED_AT])] for group in groups]
    elsewhere = texts.said_elsewhere([group.spans[0] for group in groups], [group.count for group in groups])
    together = _together(texts, [own[0].span for own in places])
    rows = []
    for group, own, reads, *of_text in zip(groups, places, readings(texts, places), elsewhere, together, strict=True):
        text = texts.text[slice(*own[0].raw)]
        found = _reads_on(reads) | _ends(own) | _contexts(own) | _blocks(texts, own)
        found |= _list(own) | _of_the_text(texts, group) | _in_it(own[0], text) | _opening(texts, group)
        found |= dict(zip(("said elsewhere in the text", "characters that go together"), of_text, strict=True))
        rows.append([found[name] for name in NAMES])
    return np.array(rows, np.float32).reshape(-1, len(NAMES))


def _within_blocks(texts: Texts, spans: Sequence[Span]) -> list[Span]:
    """Return spans without the letters that lie beyond the edge of a block at one of them, if they are alike by chance.

    What was cut out up to the end of a paragraph goes on alike where the next paragraph begins as the other place does.
    """
    head, tail = 0, 0
    for number in range(1, CHANCE + 1):
        head = number if any(start + number in texts.block_starts for start, _ in spans) else head
        tail = number if any(end - number in texts.block_starts for _, end in spans) else tail
    short = any(end - start <= head + tail for start, end in spans)
    return [*spans] if short else [(start + head, end - tail) for start, end in spans]


def _reads_on(reads: Readings) -> dict[str, float]:
    """Return whether the text reads on before a passage, behind it and without it, at its worst and best places."""
    before, behind, without = reads
    worst = int(np.minimum(before, behind).argmin())
    return {
        "reads on before it, at the worst place": before.min(),
        "reads on before it, at the best place": before.max(),
        "reads on behind it, at the worst place": behind.min(),
        "reads on behind it, at the best place": behind.max(),
        "reads on at the worst end of the worst place": min(before[worst], behind[worst]),
        "reads on at the better end of the worst place": max(before[worst], behind[worst]),
        "reads on before it less well at one place": before.max() - before.min(),
        "reads on behind it less well at one place": behind.max() - behind.min(),
        "reads on without it, at the worst place": np.nanmin(without) if len(without) else NO_SEAM,
        "reads on without it, at the best place": np.nanmax(without) if len(without) else -NO_SEAM,
    }


def _ends(places: Sequence[Place]) -> dict[str, float]:
    """Return at which share of its places a passage begins and ends at what marks."""
    begins, ends = ([getattr(place, name) for place in places] for name in ("begins_a_block", "ends_a_block"))
    behind, before = ([getattr(place, name) for place in places] for name in ("begins_a_sentence", "ends_a_sentence"))
    quoted, announced = ([getattr(place, name) for place in places] for name in ("is_quoted", "is_announced"))
    return {
        "begins a block": _share(begins),
        "ends a block": _share(ends),
        "complete blocks": _share(map(all, zip(begins, ends, strict=True))),
        "behind a full stop": _share(behind),
        "before a full stop": _share(before),
        "complete sentences": _share(map(all, zip(behind, before, strict=True))),
        "behind another mark": _share(not CLAUSE.isdisjoint(place.marks_before) for place in places),
        "before another mark": _share(not CLAUSE.isdisjoint(place.marks_behind) for place in places),
        "in quotation marks": _share(quoted),
        "announced": _share(announced),
        "quoted or announced at one place": float(any(quoted) or any(announced)),
        "an article begins inside a paragraph": _share(place.runs_into_an_article for place in places),
    }


def _share(values: Iterable[bool]) -> float:
    """Return the share of values that are true."""
    found = [*values]
    return sum(found) / len(found)


def _contexts(places: Sequence[Place]) -> dict[str, float]:
    """Return how alike what is before a passage is at its places, and what is behind it."""
    before, behind = [place.before for place in places], [place.behind for place in places]
    return {
        "contexts before are alike": _alike(
            [text.rstrip("，,、；;。！？：:“‘「『（(【《")[-BESIDE:] for text in before]
        ),
        "contexts behind are alike": _alike(behind),
        "different contexts before": float(len({text[-1:] for text in before})),
        "different contexts behind": float(len({text[:1] for text in behind})),
    }


def _alike(contexts: Sequence[str]) -> float:
    """Return how alike contexts are, 0..100, the least like the first; -1 where one is too short to say."""
    if min(map(len, contexts)) < ENOUGH:
        return -1.0
    return min(fuzz.ratio(contexts[0], other) for other in contexts[1:])


def _blocks(texts: Texts, places: Sequence[Place]) -> dict[str, float]:
    """Return in which blocks a passage stands, how far apart, and how much of them it is."""
    shares = [place.share for place in places]
    gaps = [(one.last, other.first) for one, other in pairwise(places)]
    first, last = places[0].first, places[0].last
    total = max(len(texts.letters.codes), 1)
    return {
        "in one block": float(len({block for place in places for block in (place.first, place.last)}) == 1),
        "blocks between": np.log2(1 + max(min((b - a for a, b in gaps), default=0), 0)),
        "headings between": float(min((texts.headings_between(a, b) for a, b in gaps), default=0)),
        "least share of its block": min(shares),
        "greatest share of its block": max(shares),
        "blocks": float(last - first + 1),
        "letters a block": (places[0].span[1] - places[0].span[0]) / (last - first + 1),
        "marked headings": float(sum(texts.blocks[block].level > 0 for block in range(first, last + 1))),
        "verse": float(is_verse(texts.of_block(first))),
        "first place in the text": places[0].span[0] / total,
    }


def _list(places: Sequence[Place]) -> dict[str, float]:
    """Return whether a passage is of numbered paragraphs, and of a list that something leads in."""
    numbers = [place.number for place in places]
    return {
        "in a numbered block": _share(map(bool, numbers)),
        "in an article": _share(number[:1] == "第" for number in numbers),
        "begins with a number": _share(place.begins_a_block and bool(place.number) for place in places),
        "items of a list": sum(place.listed for place in places) / len(places),
        "behind a colon": _share(place.begins_a_block and place.is_led_in for place in places),
        "beside an item of a list": _share(place.follows_an_item for place in places),
    }


def _of_the_text(texts: Texts, group: Group) -> dict[str, float]:
    """Return how often and where in the text a passage stands, and how formulaic both are."""
    total = max(len(texts.letters.codes), 1)
    return {
        "places": float(min(group.count, LOOKED_AT)),
        "the text repeats itself": texts.repeats_itself,
        "letters of the text": np.log2(total),
        "last place in the text": group.spans[-1][0] / total,
    }


def _in_it(place: Place, text: str) -> dict[str, float]:
    """Return what is in a passage itself."""
    opened, closed = (sum(text.count(c) for c in some) for some in (OPENERS, CLOSERS))
    stops = [at for at, c in enumerate(text) if c in STOPS]
    return {
        "letters": np.log2(place.span[1] - place.span[0]),
        "sentences": float(min(len(stops), LOOKED_AT)),
        "letters before its first full stop": float(min(_letters_in(text[: stops[0]]), FAR)) if stops else FAR,
        "letters behind its last full stop": float(min(_letters_in(text[stops[-1] :]), FAR)) if stops else FAR,
        "ends a sentence at its end": float(place.ends_a_sentence),
        "a bracket is left open": float(opened - closed),
        "a bracket is closed that it does not open": float(bool(first_closed(text))),
        "digits": sum(map(str.isdigit, text)) / max(len(text), 1),
    }


def _letters_in(text: str) -> int:
    """Return how many letters a text has."""
    return sum(map(str.isalnum, text))


def _opening(texts: Texts, group: Group) -> dict[str, float]:
    """Return how a passage begins."""
    text = texts.text[slice(*texts.raw(group.spans[0]))]
    return {
        "completes a condition": float(text[:2] in ("的，", "的,")),
        "begins with words from inside a sentence": float(bool(GOES_ON.match(text))),
    }


def _together(texts: Texts, spans: Sequence[Span]) -> list[float]:
    """Return of passages how much oftener than by chance their characters stand together: a mean for each."""
    passages = [texts.letters.codes[start : min(end, start + IN_PAIRS)] for start, end in spans]
    codes = np.concatenate(passages).astype(np.int64) if passages else np.zeros(0, np.int64)
    of_pairs, begin, found = affinity(codes[:-1], codes[1:]), 0, []
    for passage in passages:
        own = of_pairs[begin : begin + len(passage) - 1]
        begin += len(passage)
        found.append(float(own.mean()) if len(own) else 0.0)
    return found


@cache
def model() -> Trees:
    """Return the fitted trees."""
    return boosted.read_trees(json.loads(FILE.read_text("utf-8")), [*NAMES], str(FILE))


def odds(rows: np.ndarray) -> np.ndarray:
    """Return the logarithm of the odds of each class that nobody meant it, given its `features`."""
    return boosted.scores(rows, model())[:, 0]


def weights(rows: np.ndarray) -> np.ndarray:
    """Return what each of its `features` added to the `odds` of each class."""
    return boosted.contributions(rows, model())
