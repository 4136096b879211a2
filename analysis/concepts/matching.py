"""Where the rules of concepts are in a text: how any, all, near and not combine."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Mapping
from typing import TYPE_CHECKING, NamedTuple

import numpy as np
import pandas as pd

from .._checks import require
from ..decisions.files import of_document
from ..document.documents import Document
from ..document.marks import marked
from ..words.tokens import Tokeniser
from .dictionary import Concepts, read_concepts
from .reading import TextRead
from .rules import AllOf, AnyOf, Pattern, Term

if TYPE_CHECKING:
    import os
    from collections.abc import Iterator, Sequence

    from ..decisions.records import Decisions
    from .rules import Rule, Within

COLUMNS = {
    "group": "str",
    "concept": "str",
    "rule": "str",
    "block": "int64",
    "line": "int64",
    "start": "int64",
    "end": "int64",
    "text": "str",
}


class Match(NamedTuple):
    """A span of a text, and the term, pattern or rule that matched."""

    start: int
    end: int
    rule: str

    @property
    def span(self) -> tuple[int, int]:
        """Its place."""
        return self.start, self.end


def concept_matches(
    document: Document,
    concepts: Concepts | Mapping[str, object],
    tokeniser: Tokeniser | None = None,
    decisions: Decisions | str | os.PathLike[str] | None = None,
) -> pd.DataFrame:
    """Find where the concepts of a dictionary are in a text.

    Of the matches of one concept that overlap the longest counts, and of two as long the first; those of two concepts
    are found each for itself. Of ``all`` and ``near`` as many are found as can be without overlapping another; what
    overlaps within their parts stays until then, so that a further alternative never lowers their count.

    Terms are looked for by characters, patterns too; of terms the words decide which of these count: one must not cut
    through words. Whole words alone would miss a third of what a reader would count, whatever is inside 经济社会 or
    环境保护, and characters alone find 人权 in 个人权利. Inside a word a term begins and ends where the word is cut if
    it is taken for none, and its parts in turn, by jieba's dictionary: 全国人民代表大会 is 全国, 人民, 代表 and 大会,
    and 国人 is not in it. With the engine ``given`` this holds of the words as they are given; ``characters`` has
    words of one character, which nothing cuts through. Where the tokeniser reads traditional text as simplified (see
    `Tokeniser`), a concept in either script is found in both.

    Parameters
    ----------
    document : where to look.
    concepts : from `read_concepts`, or a mapping that it takes.
    tokeniser : what cuts words; ``Tokeniser()`` by default.
    decisions : what a person decided that blocks are, which tells sentences; see `block_kinds`.

    Returns
    -------
    DataFrame with ``group`` (those that the concept is in, joined by `` › ``), ``concept``, ``rule`` (the term, pattern
    or rule that matched; str), ``block`` (position in ``document.blocks``), ``line``, ``start``, ``end`` (offsets; int)
    and ``text`` (str); in order of the text, then of the dictionary.

    Raises
    ------
    ValueError : as `read_concepts`.

    >>> from analysis import parse
    >>> concepts = {"养老": ["养老", "老年人"], "照料": {"near": ["照料", "老年人"], "within": 2}}
    >>> found = concept_matches(parse("完善养老服务，照料老年人。"), concepts)
    >>> found[["concept", "start", "end", "text"]]
      concept  start  end   text
    0      养老      2    4     养老
    1      照料      7   12  照料老年人
    2      养老      9   12    老年人
    """
    require(document, Document, "concept_matches", "document")
    tokeniser = Tokeniser() if tokeniser is None else tokeniser
    require(tokeniser, Tokeniser, "concept_matches", "tokeniser")
    known = as_concepts(concepts, "concept_matches")
    matcher = _Matcher(known, document, tokeniser, of_document(decisions, document))
    found = [
        (match, number)
        for number, concept in enumerate(known.concepts)
        for match in apart(matcher.matches(concept.rule, thinned=True))
    ]
    found.sort(key=lambda pair: (pair[0].start, pair[1]))
    named = [(known.concepts[number].group, known.concepts[number].name, match.rule) for match, number in found]
    table = pd.DataFrame(named, columns=["group", "concept", "rule"])
    starts = np.array([match.start for match, _number in found], np.int64)
    table["block"] = np.searchsorted([block.start for block in document.blocks], starts, side="right") - 1
    table["line"] = [document.line(start) for start in starts.tolist()]
    table["start"], table["end"] = starts, [match.end for match, _number in found]
    table["text"] = [document.text[match.start : match.end] for match, _number in found]
    return marked(table.astype(COLUMNS), document)


def as_concepts(concepts: object, caller: str) -> Concepts:
    """Return a dictionary of concepts that was given as such, or as a mapping."""
    if isinstance(concepts, Mapping):
        return read_concepts(concepts)
    require(concepts, Concepts, caller, "concepts")
    known: Concepts = concepts  # type: ignore[assignment]
    return known


def apart(matches: Sequence[Match]) -> list[Match]:
    """Return the matches that count where some overlap: the longest, and of two as long the first; in order.

    >>> apart([Match(0, 2, "甲乙"), Match(1, 4, "乙丙丁"), Match(4, 5, "戊")])
    [Match(start=1, end=4, rule='乙丙丁'), Match(start=4, end=5, rule='戊')]
    """
    taken = bytearray(max((match.end for match in matches), default=0))
    kept = []
    for match in sorted(matches, key=lambda match: (match.start - match.end, match.start)):
        # What is taken is as long or longer: it covers an end of whatever it overlaps.
        if not taken[match.start] and not taken[match.end - 1]:
            taken[match.start : match.end] = b"\1" * (match.end - match.start)
            kept.append(match)
    return sorted(kept)


class _Matcher:
    """The matches of rules in one text; each rule is looked for once."""

    def __init__(
        self, concepts: Concepts, document: Document, tokeniser: Tokeniser, decisions: Decisions | None
    ) -> None:
        self._text = TextRead(document, tokeniser, decisions)
        self._simplify = tokeniser.simplify is not False
        rules = [rule for concept in concepts.concepts for rule in _leaves(concept.rule)]
        terms = {rule: rule.forms(self._simplify) for rule in rules if isinstance(rule, Term)}
        found = self._text.sequences(form for forms in terms.values() for form in forms)
        self._terms = {term: sorted({span for form in forms for span in found[form]}) for term, forms in terms.items()}
        self._known: dict[tuple[Rule, bool], list[Match]] = {}

    def matches(self, rule: Rule, thinned: bool = False) -> list[Match]:
        """Return the matches of a rule in order, a span once; some may overlap, if *thinned* none of all or near."""
        if (rule, thinned) not in self._known:
            self._known[rule, thinned] = self._find(rule, thinned)
        return self._known[rule, thinned]

    def _find(self, rule: Rule, thinned: bool) -> list[Match]:
        if isinstance(rule, Term):
            return [Match(start, end, rule.label) for start, end in self._terms[rule]]
        if isinstance(rule, Pattern):
            spans = {span for form in rule.forms(self._simplify) for span in self._text.matches(form)}
            return [Match(start, end, rule.label) for start, end in sorted(spans)]
        if isinstance(rule, AnyOf):
            first: dict[tuple[int, int], Match] = {}
            for each in rule.rules:
                for match in self.matches(each, thinned):
                    first.setdefault(match.span, match)
            found = sorted(first.values(), key=lambda match: match.span)
        else:
            found = self._together(rule)
        found = self._without(found, rule) if rule.without else found
        return _most(found) if thinned and isinstance(rule, AllOf) else found

    def _together(self, rule: AllOf) -> list[Match]:
        """Return the matches of several rules, each with all of them: the shortest that ends at each place."""
        lists = [_Places(self.matches(each), self._text, rule.within) for each in rule.rules]
        farthest = rule.within if isinstance(rule.within, int) else None
        shortest: dict[int, int] = {}
        for number, last in enumerate(lists):
            others = tuple(lists[:number] + lists[number + 1 :])
            for at in range(len(last.starts)):
                first = _chained(others, last.starts[at], last, at, farthest)
                if first is not None:
                    shortest[last.ends[at]] = max(first, shortest.get(last.ends[at], 0))
        return sorted(Match(first, end, rule.label) for end, first in shortest.items())

    def _without(self, matches: list[Match], rule: AnyOf | AllOf) -> list[Match]:
        """Return the matches that *without* leaves."""
        taken_away = [match for each in rule.without for match in self.matches(each)]
        if not taken_away or not matches:
            return matches
        spans, others = (np.array([match.span for match in found], np.int64) for found in (matches, taken_away))
        if isinstance(rule.within, str):
            gone = np.isin(self._text.units(rule.within, spans[:, 0]), self._text.units(rule.within, others[:, 0]))
        elif rule.within is None:
            gone = _overlap(*spans.T, *others.T)
        else:
            first, last = self._text.words_of(*others.T)
            least, most = self._text.words_of_blocks(others[:, 0])
            reach = np.maximum(first - rule.within, least), np.minimum(last + rule.within, most) + 1
            first, last = self._text.words_of(*spans.T)
            gone = _overlap(first, np.maximum(last, first) + 1, *reach)
        return [match for match, is_gone in zip(matches, gone.tolist(), strict=True) if not is_gone]


def _most(matches: list[Match]) -> list[Match]:
    """Return as many matches as there can be without overlapping another: of those that are left what ends first."""
    found: list[Match] = []
    for match in sorted(matches, key=lambda match: (match.end, -match.start)):
        if not found or match.start >= found[-1].end:
            found.append(match)
    return found


class _Places:
    """Matches as `_chained` looks at them, in order of their ends; some may overlap."""

    def __init__(self, matches: list[Match], text: TextRead, within: Within) -> None:
        spans = np.array(sorted((match.end, match.start) for match in matches), np.int64).reshape(-1, 2)[:, ::-1]
        self.starts, self.ends = spans.T.tolist()
        self.units = text.units(within, spans[:, 0]).tolist()
        self.first_words, self.last_words = (each.tolist() for each in text.words_of(*spans.T))
        # Of so many places (a power of two) from each on the one that starts last.
        self._latest = [np.arange(len(spans))]
        while (width := 1 << len(self._latest)) <= len(spans):
            shorter = self._latest[-1]
            one, other = shorter[: len(spans) - width + 1], shorter[width // 2 :]
            self._latest.append(np.where(spans[one, 0] > spans[other, 0], one, other))

    def latest(self, limit: int, least: int) -> int | None:
        """Return which of those that end by *limit*, with the word *least* or a later one, starts last."""
        first, stop = bisect_left(self.last_words, least), bisect_right(self.ends, limit)
        if first >= stop:
            return None
        level = (stop - first).bit_length() - 1
        one, other = (int(self._latest[level][at]) for at in (first, stop - (1 << level)))
        return one if self.starts[one] > self.starts[other] else other


def _chained(others: tuple[_Places, ...], limit: int, last: _Places, at: int, farthest: int | None) -> int | None:
    """Return where the shortest span begins that holds one match of each of *others*, apart, and ends with another.

    Every order is tried in which the others can stand; in each the latest are the best.
    """
    best = None
    for number, places in enumerate(others):
        found = places.latest(limit, 0 if farthest is None else last.first_words[at] - farthest)
        if found is None or places.units[found] != last.units[at]:
            return None
        start = places.starts[found]
        rest = others[:number] + others[number + 1 :]
        first = _chained(rest, start, last, at, farthest) if rest else start
        if first is not None and (best is None or first > best):
            best = first
    return best


def _overlap(starts: np.ndarray, ends: np.ndarray, other_starts: np.ndarray, other_ends: np.ndarray) -> np.ndarray:
    """Return whether each span overlaps one of the others."""
    order = np.argsort(other_starts, kind="stable")
    reach = np.append(-1, np.maximum.accumulate(other_ends[order]))  # the farthest end of those that begin before
    return reach[np.searchsorted(other_starts[order], ends, side="left")] > starts


def _leaves(rule: Rule) -> Iterator[Rule]:
    """Yield the terms and patterns of a rule."""
    if isinstance(rule, Term | Pattern):
        yield rule
    else:
        for each in (*rule.rules, *rule.without):
            yield from _leaves(each)
