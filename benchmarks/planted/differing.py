"""Differences whose type is known, to fit the model of `analysis.misread` on: misread characters, and other words."""

from __future__ import annotations

import random
from collections import Counter, defaultdict
from typing import TYPE_CHECKING

import numpy as np

from analysis import parse
from analysis.duplicates.misread import single_changes
from analysis.duplicates.near import near_blocks
from analysis.duplicates.typed import changes, plain_type
from analysis.text_index.passages import letters
from analysis.words.lookups import tagged_words
from analysis.words.scripts import is_han

from . import versions
from .reuse import edited

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from analysis.duplicates.readings import Change

SHARES = (0.0, 0.01, 0.03, 0.06)  # of the characters that are misread; one at least
EACH = 3  # differences of a pair that are taken
WORD = 4  # characters of a word that is replaced, fewer than
SAMPLE = 400  # paragraphs from which words are taken
WEIGHTS = {"edited": 0.5, "sound": 1.5, "near word": 1.5, "name": 1.5}  # of a kind, where others count 1
Labelled = tuple["Change", bool, str]  # whether it was misread, and how it was made


class Words:
    """Words of some paragraphs, by part of speech and length; of two characters, by each of them too."""

    def __init__(self, paragraphs: Sequence[str], chance: random.Random) -> None:
        self.known: dict[tuple[str, int], list[str]] = defaultdict(list)
        self.sharing: dict[tuple[str, int, str], list[str]] = defaultdict(list)
        for _ in range(SAMPLE):
            for word, tag in tagged_words(chance.choice(paragraphs)):
                if all(map(is_han, word)) and len(word) < WORD:
                    self.known[tag, len(word)].append(word)
                    for at in range(2 * (len(word) == 2)):
                        self.sharing[tag, at, word[at]].append(word)

    def other_word(self, text: str, chance: random.Random) -> str:
        """Return *text* with a word of the same kind in place of one of its own, or with one left out or put in."""
        words = tagged_words(text)
        places = [at for at, (word, tag) in enumerate(words) if self.known.get((tag, len(word)))]
        if not places:
            return text
        at, way = chance.choice(places), chance.random()
        word, tag = words[at]
        new = chance.choice(self.known[tag, len(word)])
        if way > 0.8:
            new = word + chance.choice(self.known[chance.choice([*self.known])])
        elif way > 0.6:
            new = ""
        return "".join([*(w for w, _ in words[:at]), new, *(w for w, _ in words[at + 1 :])])

    def near_word(self, text: str, chance: random.Random) -> str:
        """Return *text* with a word in place of one that has one of its two characters, as 分担 for 承担."""
        words = tagged_words(text)
        places = []
        for at, (word, tag) in enumerate(words):
            sharing = (self.sharing.get((tag, place, character), []) for place, character in enumerate(word))
            others = sorted({other for some in sharing for other in some} - {word}) if len(word) == 2 else []
            places += [(at, other) for other in others]
        if not places:
            return text
        at = chance.choice(sorted({at for at, _ in places}))
        new = chance.choice([other for place, other in places if place == at])
        return "".join([*(w for w, _ in words[:at]), new, *(w for w, _ in words[at + 1 :])])


def near_pairs(text: str) -> Iterator[tuple[str, str]]:
    """Yield the paragraphs of a text that are nearly an earlier one, with that one first."""
    document = parse(text)
    spans = np.array([(block.start, block.end) for block in document.blocks], np.int32).reshape(-1, 2)
    codes, place = letters(document.text)
    for near in near_blocks(codes, np.searchsorted(place, spans), 30, 0.8):
        one, other = (document.blocks[row] for row in (near.source, near.block))
        yield document.text[one.start : one.end], document.text[other.start : other.end]


def labelled(paragraphs: Sequence[str], sound: Sequence[str], seed: str, count: int) -> list[Labelled]:
    """Return differences with their labels: *count* paragraphs changed in each way, and the near pairs of sound texts.

    Sound texts have nothing misread; what differs there says something else.
    """
    chance = random.Random(seed)
    words = Words(paragraphs, chance)
    found: list[Labelled] = []
    for _ in range(count):
        text = chance.choice(paragraphs)
        for way in ("alike", "frequent", "any"):
            other = versions.misread(text, chance.choice(SHARES), way, chance)
            found += [(part, True, way) for part in _parts(text, other)][:EACH]
        other = edited(text, chance.choice(SHARES[:3]), chance)
        found += [(part, True, "edited") for part in _parts(text, other)][:EACH]
        for kind in ("name", "negation"):
            found += [(part, False, kind) for part in _parts(*versions.version(text, kind, chance))]
        found += [(part, False, "word") for part in _parts(text, words.other_word(text, chance))]
        found += [(part, False, "near word") for part in _parts(text, words.near_word(text, chance))]
    for text in sound:
        for one, other in near_pairs(text):
            found += [(part, False, "sound") for part in _parts(one, other)]
    return found


def _parts(one: str, other: str) -> list[Change]:
    """Return the differences of two texts that the model decides, of one character each."""
    found = [change for change in changes(one, other) if not plain_type(change)]
    return [part for change in found for part in single_changes(change)]


def weights(kinds: Sequence[str]) -> np.ndarray:
    """Return how much each difference counts: each kind as much as another, whatever their number."""
    many = Counter(kinds)
    return np.array([1000 * WEIGHTS.get(kind, 1.0) / many[kind] for kind in kinds])
