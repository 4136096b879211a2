"""What other tools find in texts that stand side by side, each by its documented rule, and what they would take out.

A tool takes units (the paragraphs of a document, or the documents of a corpus) and returns classes of places that it
holds to be the same. Two rules are stated again here, since their programs want a cluster, or Rust sources that are not
published as a package: that of text-dedup 0.4.1, from its source, and that of passim, from Smith, Cordell & Mullen
(2015), American Literary History 27(3), E1-E15, with the defaults of its second version.
"""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import combinations
from typing import TYPE_CHECKING

import numpy as np
from datasketch import MinHash, MinHashLSH
from pydivsufsort import divsufsort, kasai
from rensa import RMinHash, RMinHashLSH

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

Place = tuple[int, int, int]  # number of the unit, start and end in it
NOT_A_WORD = re.compile(r"\W")
KEPT = 50_000  # signatures that are made once for all thresholds
MANY = 100  # units that hold an n-gram, above which passim takes no notice of it
NEIGHBOURS = 20  # places of one passage in a suffix array that are paired with each other


@dataclass(frozen=True)
class Setting:
    """What a tool is told. Which of these it takes, and what they mean to it, its function says."""

    gram: int = 5  #: characters, or for text-dedup words between punctuation, of a shingle
    threshold: float = 0.8  #: Jaccard similarity
    length: int = 50  #: characters of a passage at least
    matches: int = 5  #: n-grams that two units share at least
    words: bool = False  #: whether shingles are of words, as documented, not of characters
    bands: int = 16  #: of rensa's index


@dataclass(frozen=True)
class Tool:
    """A tool with its documented setting, and others that may suit it better."""

    name: str
    find: Callable[[Sequence[str], Setting], list[list[Place]]]
    documented: Setting
    others: tuple[Setting, ...] = ()
    in_words: Callable[[Setting], str] = lambda _: ""
    of_paragraphs: bool = True  #: whether a document goes to it paragraph by paragraph
    strikes: Callable[[Sequence[str], Setting], list[Place]] | None = None  #: what goes; all but the first by default

    def struck(self, units: Sequence[str], setting: Setting) -> list[Place]:
        """Return the places that the tool, or who uses it as is usual, takes out."""
        if self.strikes:
            return self.strikes(units, setting)
        return [place for places in self.find(units, setting) for place in sorted(places)[1:]]


def _shingles(text: str, setting: Setting) -> set[str]:
    if setting.words:
        words = [word for word in NOT_A_WORD.split(text.lower()) if word]
        size = min(setting.gram, len(words))
        return {" ".join(words[at : at + size]) for at in range(len(words) - size + 1)} if len(words) >= 5 else set()
    return {text[at : at + setting.gram] for at in range(max(len(text) - setting.gram + 1, 1))}


def _classes(units: Sequence[str], pairs: Iterator[tuple[int, int]]) -> list[list[Place]]:
    """Return the classes of whole units that pairs link, directly or by others."""
    root = [*range(len(units))]

    def top(number: int) -> int:
        while root[number] != number:
            number = root[number] = root[root[number]]
        return number

    for one, other in pairs:
        one, other = sorted((top(one), top(other)))
        root[other] = one
    classes: dict[int, list[Place]] = defaultdict(list)
    for number, unit in enumerate(units):
        classes[top(number)].append((number, 0, len(unit)))
    return [places for places in classes.values() if len(places) > 1]


def same_paragraph(units: Sequence[str], setting: Setting) -> list[list[Place]]:
    """Units that are equal but for white space."""
    del setting
    first: dict[str, int] = {}
    return _classes(units, ((first.setdefault("".join(u.split()), n), n) for n, u in enumerate(units)))


def datasketch(units: Sequence[str], setting: Setting, permutations: int = 128) -> list[list[Place]]:
    """MinHash LSH: what its index returns for a unit, among those before it."""
    return _classes(units, _minhash_pairs(units, setting, permutations))


@lru_cache(KEPT)
def _signature(shingles: frozenset[str], permutations: int) -> MinHash:
    signature = MinHash(num_perm=permutations)
    signature.update_batch([shingle.encode() for shingle in sorted(shingles)])
    return signature


def _minhash_pairs(units: Sequence[str], setting: Setting, permutations: int) -> Iterator[tuple[int, int]]:
    index = MinHashLSH(threshold=setting.threshold, num_perm=permutations)
    for number, unit in enumerate(units):
        shingles = _shingles(unit, setting)
        if not shingles:
            continue
        signature = _signature(frozenset(shingles), permutations)
        yield from ((other, number) for other in index.query(signature))
        index.insert(number, signature)


def text_dedup(units: Sequence[str], setting: Setting) -> list[list[Place]]:
    """text-dedup's MinHash: 240 permutations, candidates verified by the Jaccard similarity of their shingles."""
    shingles = [_shingles(unit, setting) for unit in units]

    def verified() -> Iterator[tuple[int, int]]:
        for one, other in _minhash_pairs(units, setting, 240):
            both = len(shingles[one] & shingles[other])
            if both >= setting.threshold * len(shingles[one] | shingles[other]):
                yield one, other

    return _classes(units, verified())


def rensa(units: Sequence[str], setting: Setting) -> list[list[Place]]:
    """R-MinHash LSH: 128 permutations; candidates verified by their estimated similarity, as its deduplicator does."""
    index, signatures = RMinHashLSH(threshold=setting.threshold, num_perm=128, num_bands=setting.bands), []

    def similar() -> Iterator[tuple[int, int]]:
        for number, unit in enumerate(units):
            signature = RMinHash(num_perm=128, seed=42)
            signature.update(sorted(_shingles(unit, setting)))
            found = index.query(signature)
            yield from ((n, number) for n in found if signatures[n].jaccard(signature) >= setting.threshold)
            index.insert(number, signature)
            signatures.append(signature)

    return _classes(units, similar())


def suffix_array(units: Sequence[str], setting: Setting) -> list[list[Place]]:
    """Every stretch of so many characters that stands twice, in ranges; those that begin with the same are a class.

    A range is what such stretches cover together. Between two units stands a character that is like no other.
    """
    starts, content, twice, _ = _stretches(units, setting)
    classes: dict[int, list[Place]] = defaultdict(list)
    for start, end in _ranges(twice, setting.length):
        classes[int(content[start])].append(_place(starts, start, end))
    return [*classes.values()]


def later_stretches(units: Sequence[str], setting: Setting) -> list[Place]:
    """Return what stretches of so many characters cover that stood before."""
    starts, _, _, later = _stretches(units, setting)
    return [_place(starts, start, end) for start, end in _ranges(later, setting.length)]


def all_stretches(units: Sequence[str], setting: Setting) -> list[Place]:
    """Return what stretches of so many characters cover that stand twice, the first of them too."""
    return [place for places in suffix_array(units, setting) for place in places]


def _stretches(units: Sequence[str], setting: Setting) -> tuple[np.ndarray, np.ndarray, np.ndarray, np.ndarray]:
    """Return where units start; and of the stretch at each character its content, whether it is there twice, or before.

    The content is a number.
    """
    codes, starts = _as_one(units)
    order = divsufsort(codes)
    follows = np.r_[False, kasai(codes, order)[: len(codes) - 1] >= setting.length]  # the one before in the order
    group = np.cumsum(~follows) - 1
    first = np.minimum.reduceat(order, np.flatnonzero(~follows))
    content, twice = np.empty(len(codes), np.int64), np.empty(len(codes), bool)
    content[order] = group
    twice[order] = (np.bincount(group) > 1)[group]
    return starts, content, twice, twice & (first[content] < np.arange(len(codes)))


def _ranges(begins: np.ndarray, length: int) -> list[tuple[int, int]]:
    """Return the ranges that stretches of a length, by where they begin, cover together."""
    change = np.zeros(len(begins) + length + 1, np.int64)
    at = np.flatnonzero(begins)
    np.add.at(change, at, 1)
    np.add.at(change, at + length, -1)
    edges = np.flatnonzero(np.diff(np.r_[0, np.cumsum(change) > 0, 0])).reshape(-1, 2)
    return [(start, end) for start, end in edges.tolist()]


def _place(starts: np.ndarray, start: int, end: int) -> Place:
    unit = int(np.searchsorted(starts, start, side="right")) - 1
    return unit, start - int(starts[unit]), end - int(starts[unit])


def pairs_of_suffix_array(units: Sequence[str], setting: Setting) -> set[tuple[int, int]]:
    """Return the units that share so many characters, two by two, of those near each other in the array."""
    codes, starts = _as_one(units)
    order = divsufsort(codes)
    shared = kasai(codes, order)
    unit = np.searchsorted(starts, order, side="right") - 1
    found, least = set(), shared[:-1]
    for step in range(1, NEIGHBOURS):
        rows = np.flatnonzero(least >= setting.length)
        found |= set(zip(unit[rows].tolist(), unit[rows + step].tolist(), strict=True))
        least = np.minimum(least[:-1], shared[step:-1])
    return {(min(pair), max(pair)) for pair in found if pair[0] != pair[1]}


def _as_one(units: Sequence[str]) -> tuple[np.ndarray, np.ndarray]:
    """Return units as one array of code points, and where each starts; the end of each is like no other."""
    sizes = np.array([len(unit) + 1 for unit in units])
    codes = np.frombuffer("\0".join([*units, ""]).encode("utf-32-le", "surrogatepass"), np.uint32).copy()
    ends = np.cumsum(sizes) - 1
    codes[ends] = 0x110000 + np.arange(len(units))
    return codes, ends + 1 - sizes


def passim(units: Sequence[str], setting: Setting) -> list[list[Place]]:
    """Link units that share n-grams, each in at most 100 units, as passim does, from the first of them to the last.

    A passage has at least *length* characters, and runs out to the edge of a unit that is less than an n-gram away.
    Passages of a unit that overlap for the most part are one; linked passages are a class.
    """
    places: dict[str, list[tuple[int, int]]] = defaultdict(list)
    for number, unit in enumerate(units):
        for at in range(len(unit) - setting.gram + 1):
            places[unit[at : at + setting.gram]].append((number, at))
    shared: dict[tuple[int, int], list[tuple[int, int]]] = defaultdict(list)
    for some in places.values():
        if 1 < len(some) <= MANY and len({number for number, _ in some}) == len(some):
            for (one, i), (other, j) in combinations(some, 2):
                shared[one, other].append((i, j))
    passages: list[Place] = []
    links: list[tuple[int, int]] = []
    known: dict[int, list[int]] = defaultdict(list)
    for pair, matches in sorted(shared.items()):
        spans = [_passage(units[n], [match[side] for match in matches], setting) for side, n in enumerate(pair)]
        if len(matches) >= setting.matches and min(end - start for start, end in spans) >= setting.length:
            links.append(tuple(_known(passages, known, (n, *s)) for n, s in zip(pair, spans, strict=True)))
    groups = _classes([""] * len(passages), iter(links))
    return [[passages[number] for number, _, _ in group] for group in groups]


def _passage(unit: str, at: list[int], setting: Setting) -> tuple[int, int]:
    start, end = min(at), max(at) + setting.gram
    return (0 if start < setting.gram else start, len(unit) if len(unit) - end < setting.gram else end)


def _known(passages: list[Place], known: dict[int, list[int]], place: Place) -> int:
    """Return the number of a passage: of one that is there, if each is most of the other."""
    for number in known[place[0]]:
        _, start, end = passages[number]
        both = min(end, place[2]) - max(start, place[1])
        if both > 0.5 * max(end - start, place[2] - place[1]):
            passages[number] = (place[0], min(start, place[1]), max(end, place[2]))
            return number
    passages.append(place)
    known[place[0]].append(len(passages) - 1)
    return len(passages) - 1


GRAMS, THRESHOLDS = (2, 3, 5), (0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9)
LIKE = tuple(Setting(gram, threshold) for gram in GRAMS for threshold in THRESHOLDS)
BANDED = tuple(replace(setting, bands=bands) for bands in (16, 32) for setting in LIKE)
LENGTHS = tuple(Setting(length=length) for length in (20, 30, 50, 100))


def _minhash_in_words(setting: Setting) -> str:
    of = "words between punctuation" if setting.words else "characters"
    return f"{setting.gram}-grams of {of}, threshold {setting.threshold}"


def _length_in_words(setting: Setting) -> str:
    return f"{setting.length} characters"


TOOLS = (
    Tool("equal paragraphs", same_paragraph, Setting(), in_words=lambda _: "white space aside"),
    Tool("datasketch MinHash LSH", datasketch, Setting(threshold=0.9), LIKE, _minhash_in_words),
    Tool("rensa", rensa, Setting(), BANDED, lambda s: f"{_minhash_in_words(s)}, {s.bands} bands"),
    Tool("text-dedup MinHash, re-stated", text_dedup, Setting(5, 0.7, words=True), LIKE, _minhash_in_words),
    Tool("suffix array", suffix_array, Setting(), LENGTHS, _length_in_words, False, later_stretches),
    Tool(
        "text-dedup suffix array, re-stated",
        suffix_array,
        Setting(length=34),  # 100 bytes of UTF-8
        LENGTHS,
        _length_in_words,
        False,
        all_stretches,
    ),
    Tool(
        "passim, re-stated",
        passim,
        Setting(25),
        tuple(
            Setting(gram, length=length, matches=matches)
            for gram in (8, 15)
            for length in (30, 50)
            for matches in (1, 5)
        ),
        lambda s: f"{s.gram}-grams of characters, {s.matches} shared at least, {s.length} characters at least",
    ),
)
