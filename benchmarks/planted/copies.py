"""Paragraphs that stand in a text again with changes such as a machine makes."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from .reuse import edited
from .versions import READINGS, misread

if TYPE_CHECKING:
    import random

PARAGRAPHS, COPIES = 60, 20  # of a text, and how many of them stand there again
LEAST = 60  # characters of a paragraph that is copied


def copies_among(
    paragraphs: list[str], rate: float, how: str, chance: random.Random
) -> tuple[str, list[list[tuple[int, int]]]]:
    """Return a text in which some paragraphs stand again with changes, and where both stand.

    how : ``misread``, single characters read for others, or ``edited``, characters replaced, lost and added at random.
    """
    own = [*dict.fromkeys(chance.sample(paragraphs, PARAGRAPHS))]
    order = [(number, text) for number, text in enumerate(own)]
    for number in chance.sample([n for n, text in enumerate(own) if len(text) >= LEAST], COPIES):
        change = (
            misread(own[number], rate, chance.choice(READINGS[:2]), chance)
            if how == "misread"
            else edited(own[number], rate, chance)
        )
        if [*filter(str.isalnum, change)] != [*filter(str.isalnum, own[number])]:
            order.insert(chance.randrange(len(order) + 1), (number, change))
    places, out = defaultdict(list), ""
    for number, text in order:
        places[number].append((len(out), len(out) + len(text)))
        out += f"{text}\n\n"
    return out, [spans for spans in places.values() if len(spans) > 1]
