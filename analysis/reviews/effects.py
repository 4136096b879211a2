"""What answers of a review do to the counts."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter
from typing import TYPE_CHECKING, Any

from ..document.documents import parse

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Sequence

    from ..document.documents import Document
    from ..mending.edits import Edits
    from ..words.tokens import Tokeniser
    from .items import Choice

EVERY = 1_000_000  # terms: more than an edit can change


def effect_of(
    document: Document, choice: Choice, tokeniser: Tokeniser, top: int = 5, stop_words: Collection[str] = ()
) -> list[tuple[str, int]]:
    """Return what a choice itself does to the counts, beside the text in which its finding is left as it is.

    What goes anyway is no effect of the choice, and what went and stays now is one; see `effect`.
    """
    change = Counter(dict(effect(document, choice.edits, tokeniser, EVERY, stop_words)))
    change.subtract(dict(effect(document, choice.anyway, tokeniser, EVERY, stop_words)))
    return _most(change, top)


def effect(
    document: Document,
    edits: Edits,
    tokeniser: Tokeniser,
    top: int = 5,
    stop_words: Collection[str] = (),
) -> list[tuple[str, int]]:
    """Return the terms whose counts edits would change most, each with its change: of the blocks that they touch.

    Stop words are left out.

    >>> from analysis import Tokeniser, parse
    >>> effect(parse("终于恢复了供\\n\\n电。"), ((6, 8, ""),), Tokeniser())
    [('供', -1), ('供电', 1), ('电', -1)]
    """
    if not edits:
        return []
    change: Counter[str] = Counter()
    for start, end, old in _regions(document, edits):
        text, at = "", start
        for edit in old:
            text, at = text + document.text[at : edit[0]] + edit[2], edit[1]
        text += document.text[at:end]
        for sign, part in ((1, text), (-1, document.text[start:end])):
            for (term, kind), count in tokeniser.counts(parse(part)).items():
                is_counted = kind not in ("punctuation", "space") and term not in stop_words
                change[term] += sign * count * is_counted
    return _most(change, top)


def _most(change: Counter[str], top: int) -> list[tuple[str, int]]:
    """Return the terms that change most, each with its change."""
    changed = ((term, count) for term, count in change.items() if count)
    return sorted(changed, key=lambda one: (-abs(one[1]), one[0]))[:top]


def _regions(document: Document, edits: Sequence[tuple[int, int, str]]) -> Iterator[tuple[int, int, list[Any]]]:
    """Yield the spans of whole blocks that edits touch, each with its edits."""
    blocks = document.blocks
    region: tuple[int, int, list[Any]] | None = None
    for edit in sorted(edits):
        first = bisect_left(blocks, edit[0], key=lambda block: block.end)
        last = bisect_right(blocks, edit[1], key=lambda block: block.start) - 1
        start = min(blocks[first].start if first < len(blocks) else edit[0], edit[0])
        end = max(blocks[last].end if last >= 0 else edit[1], edit[1])
        if region and start < region[1]:
            region = region[0], max(end, region[1]), [*region[2], edit]
            continue
        yield from filter(None, [region])
        region = start, end, [edit]
    yield from filter(None, [region])
