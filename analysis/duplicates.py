"""Find text that stands in a document more than once: equal paragraphs, and passages equal to the letter.

Matching looks at letters alone (letters and digits, width and ASCII case folded), so that ``##``, commas of either
width and stray spaces do not split a match; offsets are mapped back to the text as it stands.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from itertools import groupby, takewhile
from os.path import commonprefix
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

if TYPE_CHECKING:
    from .document import Document

# An odd multiplier, from the golden ratio; products wrap around at 64 bits.
MIX = np.uint64(0x9E3779B97F4A7C15)
# Characters of punctuation beside a match that are looked at.
MARGIN = 16


@dataclass(frozen=True)
class Audit:
    """What `audit` found in one document.

    classes : one row per set of equal spans: ``kind`` (paragraph or passage), ``count`` (spans), ``letters`` (of each),
        ``redundant`` (letters beyond the first copy), ``text`` (the beginning of the first).
    occurrences : one row per span: ``class`` (row of *classes*), ``start``, ``end`` (offsets in code points of
        ``Document.text``), ``line``, ``role`` (first or copy).
    multiplicity : for each code point of the text, how many times the passage it belongs to is there; 1 when once.
    is_copy : for each code point, whether it stands in a passage that was there before.
    """

    document: Document
    min_length: int
    classes: pd.DataFrame = field(repr=False)
    occurrences: pd.DataFrame = field(repr=False)
    multiplicity: np.ndarray = field(repr=False)
    is_copy: np.ndarray = field(repr=False)

    @cached_property
    def redundancy(self) -> float:
        """Return the share, 0..1, of the document's letters that stand in a copy."""
        letters = _letters(self.document.text)[1]
        return float(self.is_copy[letters].mean()) if len(letters) else 0.0

    def summary(self) -> pd.DataFrame:
        """Return the findings in five rows: ``finding`` and ``value`` (str)."""
        letters = _letters(self.document.text)[1]
        paragraphs = self.classes[self.classes["kind"] == "paragraph"]
        rows = {
            "letters in the document": f"{len(letters):,}",
            "paragraphs that stand there more than once": f"{len(paragraphs):,}",
            "passages copied from an earlier place": f"{len(self.passages()):,}",
            "letters in those passages": f"{self.is_copy[letters].sum():,}",
            "share of the text that is copied": f"{self.redundancy:.1%}",
        }
        return pd.DataFrame({"finding": rows.keys(), "value": rows.values()}, dtype="str")

    def weights(self, tokens: pd.DataFrame) -> np.ndarray:
        """Return what each token counts when a passage that is there m times counts once: the mean of 1 / m.

        No copy has to be chosen for that. The table must be of the same document.

        >>> from analysis import Tokeniser, parse
        >>> document = parse("花开花落\\n\\n花开花落")
        >>> audit(document, min_length=4).weights(Tokeniser().tokens(document)).tolist()
        [0.5, 0.5]
        """
        return self._means(1 / self.multiplicity, tokens)

    def without_copies(self, tokens: pd.DataFrame) -> pd.DataFrame:
        """Return the rows of *tokens* that do not stand, for the most part, in a copy."""
        return tokens[self._means(self.is_copy, tokens) <= 0.5]

    def _means(self, values: np.ndarray, tokens: pd.DataFrame) -> np.ndarray:
        sums = np.r_[0, np.cumsum(values, dtype=float)]
        start, end = tokens["start"].to_numpy(), tokens["end"].to_numpy()
        return (sums[end] - sums[start]) / (end - start)

    def passages(self) -> pd.DataFrame:
        """Return the passages as copy instructions, one row per copy, in order of the text.

        Columns: ``start``, ``end``, ``line`` of the copy, ``first_start``, ``first_end``, ``first_line`` of the earlier
        one, and ``letters``.
        """
        spans = self.occurrences.loc[self.occurrences["class"].map(self.classes["kind"]).eq("passage")]
        first = spans.loc[spans["role"].eq("first"), ["class", "start", "end", "line"]]
        copies = spans.loc[spans["role"].eq("copy"), ["class", "start", "end", "line"]]
        table = copies.merge(first, on="class", suffixes=("", "_first")).rename(
            columns={f"{name}_first": f"first_{name}" for name in ("start", "end", "line")}
        )
        table["letters"] = table["class"].map(self.classes["letters"])
        return table.drop(columns="class").sort_values(["start", "end"], ignore_index=True)


def audit(document: Document, min_length: int = 30) -> Audit:
    """Find the paragraphs and passages of a document that stand in it more than once, equal letter for letter.

    Paragraphs are blocks with equal letters. Passages are found as copy instructions: reading left to right, where
    *min_length* letters have been there before, their earliest place is looked up and the match is extended as far
    as it goes. So every letter of a window of *min_length* letters that was there before lies in a passage.

    Parameters
    ----------
    document : what `load` or `parse` returned.
    min_length : letters that a passage, and a paragraph, has at least; below 30 a genre's set phrases count too.

    Raises
    ------
    ValueError : if *min_length* is below 2.

    >>> from analysis import parse
    >>> found = audit(parse("春天来了,花开了。\\n\\n又说:春天来了，花开了!"), min_length=6)
    >>> found.occurrences[["class", "start", "end", "role"]]
       class  start  end   role
    0      0      0    9  first
    1      0     14   23   copy
    """
    if min_length < 2:
        raise ValueError(f"min_length: {min_length}; a passage has at least 2 letters")
    codes, place = _letters(document.text)
    blocks = np.array([(block.start, block.end) for block in document.blocks], dtype=np.int64).reshape(-1, 2)
    edges = np.searchsorted(place, blocks)
    factors = _factors(codes, min_length)
    multiplicity = _spread(_multiplicity(len(codes), factors), place, len(document.text))
    is_copy = np.zeros(len(document.text), bool)
    for target, _, length in factors:
        is_copy[place[target] : place[target + length - 1] + 1] = True
    groups = [("paragraph", spans) for spans in _equal_blocks(codes, edges, min_length)]
    groups += [("passage", spans) for spans in _grouped(factors)]
    classes, occurrences = _tables(document, groups, place, blocks)
    return Audit(document, min_length, classes, occurrences, multiplicity, is_copy)


def _letters(text: str) -> tuple[np.ndarray, np.ndarray]:
    """Return the folded code points of a text's letters, and where each stands in the text."""
    codes = np.frombuffer(text.encode("utf-32-le", "surrogatepass"), np.uint32)
    distinct, which = np.unique(codes, return_inverse=True)
    characters = [chr(code) for code in distinct]
    kept = np.array([c.isalnum() for c in characters], dtype=bool)
    folded = np.array([_fold(ord(c)) for c in characters], dtype=np.uint32)
    place = np.flatnonzero(kept[which]) if len(codes) else np.zeros(0, np.int64)
    return folded[which][place] if len(codes) else codes, place


def _fold(code: int) -> int:
    """Fold the full-width forms of ASCII to ASCII, and ASCII capitals to small letters: never more than one letter."""
    code = code - 0xFEE0 if 0xFF01 <= code <= 0xFF5E else code
    return code + 32 if 65 <= code <= 90 else code


def _windows(codes: np.ndarray, length: int) -> np.ndarray:
    """Return a 64-bit hash of each window of *length* codes, built by doubling in log2(length) steps."""
    power, size = codes.astype(np.uint64) * MIX, 1
    power ^= power >> np.uint64(29)
    result, done = np.zeros(len(codes) + 1, np.uint64), 0
    while length:
        if length & 1:
            count = len(codes) - done - size + 1
            result = _mixed(result[:count], power[done : done + count])
            done += size
        length >>= 1
        if length:
            power, size = _mixed(power[:-size], power[size:]), size * 2
    return result


def _mixed(left: np.ndarray, right: np.ndarray) -> np.ndarray:
    mixed = (left * MIX) ^ (right + (left >> np.uint64(31)))
    mixed *= MIX
    return mixed ^ (mixed >> np.uint64(32))


def _first_places(codes: np.ndarray, length: int) -> np.ndarray:
    """Return for each window of *length* letters where the same window (by its hash) stands first."""
    hashes = _windows(codes, length)
    order = np.argsort(hashes, kind="stable")
    new = np.r_[True, hashes[order][1:] != hashes[order][:-1]]
    first = np.empty(len(order), np.int64)
    first[order] = order[np.flatnonzero(new)][np.cumsum(new) - 1]
    return first


def _factors(codes: np.ndarray, min_length: int) -> list[tuple[int, int, int]]:
    """Return copy instructions ``(target, source, length)`` over letters, by target; the source stands before it.

    Source and target may overlap: then the text from the source on repeats with the period ``target - source``.
    """
    if len(codes) <= min_length:
        return []
    first = _first_places(codes, min_length)
    seen_before = np.flatnonzero(first < np.arange(len(first)))
    factors: list[tuple[int, int, int]] = []
    end = begin = 0  # letters before *end* are explained, and windows before *begin* done with
    while (index := int(np.searchsorted(seen_before, begin))) < len(seen_before):
        target = int(seen_before[index])
        if target < end < len(first) and first[end] < end:  # a passage that starts where the last one ended
            target = end
        source = int(first[target])
        length = _common(codes[source:], codes[target:])
        begin = target + 1
        if length < min_length:  # two windows with one hash
            continue
        # Only a match that starts inside the last passage can reach further left than its window.
        back = _common(codes[:source][::-1], codes[factors[-1][0] : target][::-1]) if target < end else 0
        factors.append((target - back, source - back, length + back))
        end = target + length
        begin = end - min_length + 1
    return factors


def _common(left: np.ndarray, right: np.ndarray) -> int:
    """Return how many elements two arrays have in common from their start."""
    done, step, limit = 0, 64, min(len(left), len(right))
    while done < limit:
        size = min(step, limit - done)
        unequal = left[done : done + size] != right[done : done + size]
        if unequal.any():
            return done + int(unequal.argmax())
        done, step = done + size, step * 2
    return done


def _multiplicity(count: int, factors: list[tuple[int, int, int]]) -> np.ndarray:
    """Return for each letter how many letters go back to the same original letter."""
    origin = np.arange(count)
    for target, source, length in factors:
        if target - source >= length:
            origin[target : target + length] = origin[source : source + length]
        else:  # a period: every letter goes back to one of the first round
            origin[target : target + length] = origin[source + np.arange(length) % (target - source)]
    return np.bincount(origin, minlength=count)[origin]


def _spread(values: np.ndarray, place: np.ndarray, length: int) -> np.ndarray:
    """Return letters' values for every code point: what stands between two letters has the lesser of their values."""
    values = np.r_[1, values, 1]
    before = np.searchsorted(place, np.arange(length), side="right")
    after = np.searchsorted(place, np.arange(length), side="left") + 1
    return np.minimum(values[before], values[after])


def _equal_blocks(codes: np.ndarray, edges: np.ndarray, min_length: int) -> list[list[tuple[int, int]]]:
    """Return the letter spans of blocks that are equal, a list for each set of two and more, by first place."""
    equal: dict[bytes, list[tuple[int, int]]] = {}
    for start, end in edges.tolist():
        if end - start >= min_length:
            equal.setdefault(codes[start:end].tobytes(), []).append((start, end))
    return [spans for spans in equal.values() if len(spans) > 1]


def _grouped(factors: list[tuple[int, int, int]]) -> list[list[tuple[int, int]]]:
    """Return the letter spans of factors with the same source: the source first, then its copies."""

    def source(factor: tuple[int, int, int]) -> tuple[int, int]:
        return factor[1], factor[1] + factor[2]

    groups = groupby(sorted(factors, key=lambda factor: (*source(factor), factor[0])), key=source)
    return [[span, *((target, target + length) for target, _, length in copies)] for span, copies in groups]


def _tables(
    document: Document, groups: list[tuple[str, list[tuple[int, int]]]], place: np.ndarray, blocks: np.ndarray
) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Return the tables of classes and occurrences, those that repeat most letters first."""
    groups = sorted(groups, key=lambda group: (-(len(group[1]) - 1) * _size(group[1]), group[1][0], group[0]))
    classes, occurrences = [], []
    for number, (kind, letters) in enumerate(groups):
        spans = _widened(
            document.text, [(int(place[start]), int(place[end - 1]) + 1) for start, end in letters], blocks
        )
        for copy, (start, end) in enumerate(spans):
            occurrences.append((number, start, end, document.line(start), "copy" if copy else "first"))
        size, text = _size(letters), " ".join(document.text[slice(*spans[0])].split())
        classes.append((kind, len(spans), size, size * (len(spans) - 1), text))
    return (
        pd.DataFrame(classes, columns=["kind", "count", "letters", "redundant", "text"]).astype(
            {"kind": "str", "text": "str"}
        ),
        pd.DataFrame(occurrences, columns=["class", "start", "end", "line", "role"]).astype({"role": "str"}),
    )


def _size(spans: list[tuple[int, int]]) -> int:
    return spans[0][1] - spans[0][0]


def _widened(text: str, spans: list[tuple[int, int]], blocks: np.ndarray) -> list[tuple[int, int]]:
    """Return the spans with the punctuation beside them that belongs to the match.

    Out to the edge of the block where only punctuation lies between; else as far as it is the same beside all spans.
    """
    starts, ends = zip(*spans, strict=True)
    rows = np.searchsorted(blocks[:, 0], [starts, ends - np.array(1)], side="right") - 1
    before = [
        _punctuation(text[max(edge, start - MARGIN) : start][::-1])
        for edge, start in zip(blocks[rows[0], 0], starts, strict=True)
    ]
    after = [
        _punctuation(text[end : min(edge, end + MARGIN)]) for edge, end in zip(blocks[rows[1], 1], ends, strict=True)
    ]
    left, right = len(commonprefix(before)), len(commonprefix(after))
    return [
        (
            start - (len(head) if start - len(head) == blocks[first, 0] else left),
            end + (len(tail) if end + len(tail) == blocks[last, 1] else right),
        )
        for start, end, head, tail, first, last in zip(starts, ends, before, after, *rows, strict=True)
    ]


def _punctuation(text: str) -> str:
    """Return what *text* begins with before its first letter."""
    return "".join(takewhile(lambda c: not c.isalnum(), text))
