"""A corpus of articles in which some are printed again, with edits, and some quote a paragraph of another."""

from __future__ import annotations

import random
from dataclasses import dataclass
from typing import TYPE_CHECKING

from .reuse import edited

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

RATES = (0.01, 0.05, 0.10, 0.15)
PARAGRAPHS = (3, 6)  # of an article
QUOTED = 100  # characters of a paragraph that is quoted, at least
WINDOW = 30  # letters of a passage that no two paragraphs have in common before anything is planted
SHARE = 8  # articles for each that is printed again at a rate, and for each that is quoted


@dataclass(frozen=True)
class Reprinted:
    """Articles, and which two of them share a text, by how."""

    articles: list[str]
    pairs: dict[tuple[int, int], str]  #: the earlier and the later: the rate of edits, or ``quoted``


def corpus(paragraphs: Sequence[str], seed: str) -> Reprinted:
    """Return the articles that runs of paragraphs make, in any order; no article is printed again twice."""
    chance = random.Random(f"{seed} reprints")
    own, rest = [], [*_without_repeats(paragraphs)]
    while len(rest) >= PARAGRAPHS[1]:
        size = chance.randint(*PARAGRAPHS)
        own.append(rest[:size])
        rest = rest[size:]
    chance.shuffle(own)
    share = len(own) // SHARE
    again, quoted, hosts = range(4 * share), range(4 * share, 6 * share), range(6 * share, 8 * share)
    pairs: dict[tuple[int, int], str] = {}
    for one, host in zip(quoted, hosts, strict=True):
        paragraph = max(own[one], key=len)
        if len(paragraph) >= QUOTED:
            own[host].insert(chance.randint(0, len(own[host])), paragraph)
            pairs[one, host] = "quoted"
    articles = ["\n\n".join(one) for one in own]
    for number in again:
        rate = RATES[number % len(RATES)]
        pairs[number, len(articles)] = f"{rate:.0%}"
        articles.append(edited(articles[number], rate, chance))
    order = [*range(len(articles))]
    chance.shuffle(order)
    at = {number: place for place, number in enumerate(order)}
    found = {(min(at[a], at[b]), max(at[a], at[b])): how for (a, b), how in pairs.items()}
    return Reprinted([articles[number] for number in order], found)


def _without_repeats(paragraphs: Sequence[str]) -> Iterator[str]:
    """Yield the paragraphs but those with a passage that was there before."""
    seen: set[str] = set()
    for paragraph in paragraphs:
        letters = "".join(filter(str.isalnum, paragraph))
        windows = {letters[at : at + WINDOW] for at in range(len(letters) - WINDOW + 1)}
        if not windows & seen:
            yield paragraph
        seen |= windows
