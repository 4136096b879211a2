"""A document as a dictionary of concepts is looked for in it: words and their places, sentences, characters."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from functools import cached_property
from itertools import accumulate
from operator import add
from typing import TYPE_CHECKING

import numpy as np

from ..document.blocks import VERBATIM
from ..structure.sections import sentences
from ..terms.selection import is_counted
from ..text_index.newlines import has_line_end
from ..words.dictionary import narrow
from ..words.gaps import in_one_line
from ..words.inner_cuts import inner_cuts
from ..words.kept import stands_apart
from ..words.scripts import simplified
from .rules import DOCUMENT, SENTENCE

if TYPE_CHECKING:
    import re
    from collections.abc import Iterable, Iterator, Sequence

    from ..decisions.records import Decisions
    from ..document.blocks import Block
    from ..document.documents import Document
    from ..words.tokens import Tokeniser
    from .rules import Part, Within

PART = 2  # characters of a word, at least, for a part of it to be more than chance


class TextRead:
    """What is looked for in a text: its words but for white space, each with its place, and its characters.

    Parameters
    ----------
    document : the text.
    tokeniser : what cuts it, and says whether it is read as simplified.
    decisions : what a person decided that blocks are, for the sentences.
    """

    def __init__(self, document: Document, tokeniser: Tokeniser, decisions: Decisions | None = None) -> None:
        self.document, self._decisions = document, decisions
        self._is_simplified = tokeniser.of(document).simplify is True
        tokens = tokeniser.tokens(document)
        counted = is_counted(tokens)
        words = np.cumsum(counted)
        solid = (tokens["kind"] != "space").to_numpy()
        self._terms = tokens["term"].cat.categories.tolist()
        self._codes = tokens["term"].cat.codes.to_numpy()[solid]
        self._blocks, self.starts, self.ends = (tokens[name].to_numpy()[solid] for name in ("block", "start", "end"))
        self._is_word = np.asarray(counted)[solid]
        self._words = words[solid]  # the number of the word that each token is, or stands behind
        self.block_starts = np.array([block.start for block in document.blocks], np.int64)

    def words_of(self, starts: np.ndarray, ends: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        """Return the number of the first and of the last word of each span."""
        first = np.searchsorted(self.ends, starts, side="right")
        last = np.searchsorted(self.starts, ends, side="left") - 1
        most = max(len(self._words) - 1, 0)
        return tuple(self._words[each.clip(0, most)] for each in (first, last))

    def words_of_blocks(self, starts: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        """Return the number of the first and of the last word of the block that each offset is in."""
        block = np.searchsorted(self.block_starts, starts, side="right")
        ends = np.append(self.block_starts, len(self.document.text))
        return self.words_of(ends[block - 1], ends[block])

    def units(self, within: Within, starts: np.ndarray) -> np.ndarray:
        """Return the number of the sentence, paragraph or document that each offset is in; of words, the paragraph."""
        if within == DOCUMENT:
            return np.zeros(len(starts), np.int64)
        bounds = self._sentence_starts if within == SENTENCE else self.block_starts
        return np.searchsorted(bounds, starts, side="right")

    @cached_property
    def _sentence_starts(self) -> np.ndarray:
        """Where sentences begin, and blocks, of which those without a sentence are one."""
        found = sentences(self.document, self._decisions)["start"].to_numpy(np.int64)
        return np.union1d(found, self.block_starts)

    def sequences(self, wanted: Iterable[tuple[Part, ...]]) -> dict[tuple[Part, ...], list[tuple[int, int]]]:
        """Return the spans of each sequence of parts.

        One part is characters that do not cut through words: whole words in a row, or what is inside one word, or at
        either end two characters of a word at least; inside a word only from one of its `inner_cuts` to another. So
        人权 is not in 个人权利, which is cut into 个人 and 权利, 国人 not in 全国人民代表大会, and 养老服务 is in 养老
        and 服务体系. Several parts are whole words in a row; a regular expression is of one word.
        """
        asked = {*wanted}
        found = self._not_across({parts[0] for parts in asked if len(parts) == 1 and isinstance(parts[0], str)})
        several = {parts for parts in asked if len(parts) > 1 or not isinstance(parts[0], str)}
        parts = {part for sequence in several for part in sequence}
        literal = self._literal({part for part in parts if isinstance(part, str)})
        at = {part: literal[part] if isinstance(part, str) else self._fitting(part) for part in parts}
        in_a_row = {sequence: [*self._in_a_row([at[part] for part in sequence])] for sequence in several}
        return in_a_row | {(text,): spans for text, spans in found.items()}

    def _in_a_row(self, parts: Sequence[dict[int, int]]) -> Iterator[tuple[int, int]]:
        """Yield the spans where each part begins at the word behind the last of the part before it."""
        for first, last in parts[0].items():
            stop: int | None = last
            for part in parts[1:]:
                stop = part.get(stop + 1) if stop is not None else None
            if stop is not None and self._blocks[first] == self._blocks[stop]:
                yield int(self.starts[first]), int(self.ends[stop])

    def _fitting(self, part: re.Pattern[str]) -> dict[int, int]:
        """Return the words, numbers and names that fit a regular expression, as `_literal` does; no punctuation."""
        fitting = np.fromiter((bool(part.match(term)) for term in self._terms), bool, len(self._terms))
        found = np.flatnonzero(fitting[self._codes] & self._is_word).tolist() if len(self._codes) else []
        return {at: at for at in found}

    def _literal(self, texts: set[str]) -> dict[str, dict[int, int]]:
        """Return for each text the word that it begins with and the one that it ends with, wherever it is."""
        found: dict[str, dict[int, int]] = {text: {} for text in texts}
        begun = {prefix for text in texts for prefix in accumulate(text)}
        begins = np.fromiter((term in begun for term in self._terms), bool, len(self._terms))
        candidates = np.flatnonzero(begins[self._codes]).tolist() if len(self._codes) else []
        codes, blocks, count = self._codes, self._blocks, len(self._codes)
        for first in candidates:
            last, text = first, self._terms[codes[first]]
            while text in begun:
                if text in texts:
                    found[text][first] = last
                last += 1
                if last == count or blocks[last] != blocks[first]:
                    break
                text += self._terms[codes[last]]
        return found

    def _not_across(self, texts: set[str]) -> dict[str, list[tuple[int, int]]]:
        """Return the spans of each text where its characters do not cut through words."""
        found: dict[str, list[tuple[int, int]]] = {text: [] for text in texts}
        lengths: dict[str, set[int]] = {}
        for text in texts:
            lengths.setdefault(text[:2], set()).add(len(text))
        characters = self._characters
        heads = zip(range(len(characters)), map(add, characters, characters[1:] + "\0"), strict=True)
        for start, head in heads:
            for length in (*lengths.get(head, ()), *lengths.get(head[0], ())):
                end = start + length
                if end <= len(characters) and characters[start:end] in found and (span := self._span(start, end)):
                    found[characters[start:end]].append(span)
        return found

    @cached_property
    def _characters(self) -> str:
        """What the words are counted as, one behind the other."""
        return "".join(self._terms[code] for code in self._codes.tolist())

    @cached_property
    def _edges(self) -> list[int]:
        """Where each word begins in `_characters`, and where the last one ends."""
        lengths = np.fromiter(map(len, self._terms), np.int64, len(self._terms))
        return [0, *np.cumsum(lengths[self._codes]).tolist()] if len(self._codes) else [0]

    def _span(self, start: int, end: int) -> tuple[int, int] | None:
        """Return the place in the text of a piece of `_characters`, if it does not cut through words."""
        edges = self._edges
        first, last = bisect_right(edges, start) - 1, bisect_left(edges, end) - 1
        if self._blocks[first] != self._blocks[last]:
            return None
        ahead, behind = start - edges[first], edges[last + 1] - end
        if not ahead and not behind:
            return int(self.starts[first]), int(self.ends[last])
        if first == last:
            pieces = [end - start]
        else:
            pieces = [edges[first + 1] - start] * bool(ahead) + [end - edges[last]] * bool(behind)
        cuts = [start] * bool(ahead) + [end] * bool(behind)
        if min(pieces) < PART or not all(stands_apart(self._characters[cut - 1 : cut + 1], 1, 2) for cut in cuts):
            return None
        if ahead not in self._cuts(first) or end - edges[last] not in self._cuts(last):
            return None
        return self._offset(first, ahead), self._offset(last, end - edges[last], is_end=True)

    def _cuts(self, word: int) -> frozenset[int]:
        return inner_cuts(self._terms[self._codes[word]])

    def _offset(self, word: int, characters: int, is_end: bool = False) -> int:
        """Return the place in the text of a character of a word; of its end, or where its form differs, that of it."""
        start, end = int(self.starts[word]), int(self.ends[word])
        line, places = self._in_line(start, end)
        if len(line) != len(self._terms[self._codes[word]]):
            return end if is_end else start
        return int(places[characters - 1]) + 1 if is_end else int(places[characters])

    def matches(self, pattern: re.Pattern[str]) -> Iterator[tuple[int, int]]:
        """Yield the spans of a regular expression, block by block."""
        for text, places in self._lines:
            for match in pattern.finditer(text):
                if match.group():
                    yield int(places[match.start()]), int(places[match.end() - 1]) + 1

    @cached_property
    def _lines(self) -> list[tuple[str, np.ndarray]]:
        """Each block as it is read, line ends within it aside, and the offset of each of its characters."""
        return [self._line(block) for block in self.document.blocks]

    def _line(self, block: Block) -> tuple[str, np.ndarray]:
        line, places = self._in_line(block.start, block.end, block.kind in VERBATIM.values())
        return narrow(simplified(line) if self._is_simplified else line), places

    def _in_line(self, start: int, end: int, is_verbatim: bool = False) -> tuple[str, np.ndarray]:
        """Return a piece of the text without the line ends in it, and the offset of each of its characters."""
        line, gaps = self.document.text[start:end], list[tuple[int, str, str]]()
        if has_line_end(line) and not is_verbatim:
            line, gaps = in_one_line(line)
        places = np.arange(start, start + len(line))
        for place, was, now in gaps:
            places[place + len(now) :] += len(was) - len(now)
        return line, places
