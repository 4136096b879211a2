"""Say in words what weighed most in the judgement of a repeat, and what shows that it is a quotation."""

from __future__ import annotations

import re
from itertools import islice, pairwise
from typing import TYPE_CHECKING

import numpy as np

from .meant import CLAUSE, LOOKED_AT, NAMES
from .reading_odds import NO_SEAM
from .reading_on import AROUND
from .surroundings import COLONS, Place

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from .spans import Group, Texts

SHOWN = 3  # facts that evidence says
# Words right before a passage which say that it was said before.
AGAIN = re.compile(
    "(?:[正就]?[如像][前上]|前[文面述]|上[文述面])[^，。！？；：]{0,8}(?:说|述|提|讲|言|写|引|指出|谈)[^，。！？；：]{0,5}"
    "[，：:,]?[“「『‘《(（]{0,2}$"
)
# And words which say that somebody says what follows: where that is a sentence at another place, it is that one.
SAID = re.compile(
    "(?:说过?|[道讲写言云曰问答称即]|指出|强调|规定|提出|认为|表示|提到|话|原文|所谓|[诗词歌书信文]里?)[^，。：:]{0,4}[：:][“「『‘《(（]{0,2}$"
)
LEAD = 16  # letters of the words that lead in a quotation, at most, where they are there twice themselves


def _where(share: float, there: str, not_there: str) -> str:
    return f"{there} everywhere" if share > 0.99 else f"{there} at some places only" if share > 0 else not_there


def _reading(where: str) -> Callable[[float], str]:
    """Return what the odds mean that the text reads on before a passage, or behind it."""

    def in_words(value: float) -> str:
        if value >= NO_SEAM:
            return ""
        return f"the text reads on{where} everywhere" if value > 0 else f"at one place the text does not read on{where}"

    return in_words


def _part(share: float) -> str:
    return "all" if share > 0.995 else f"{share:.0%}" if share else "nothing"


def _count(value: float) -> str:
    return f"{value:.0f}" if value else "no"


# What the value of a feature means, in words; those that are missing are not shown.
FACTS: dict[str, Callable[[float], str]] = {
    "letters": lambda v: f"{2**v:,.0f} letters",
    "places": lambda v: f"{v:.0f} places" if v < LOOKED_AT else f"{LOOKED_AT} places or more",
    NAMES[2]: _reading(" before it"),
    NAMES[4]: _reading(" behind it"),
    NAMES[6]: _reading(""),
    "reads on without it, at the best place": lambda v: "at one place the text reads on without it" if v > 0 else "",
    "an article begins inside a paragraph": lambda v: "an article begins inside a paragraph" if v else "",
    "items of a list": lambda v: _where(v, "items of a list", ""),
    "behind a colon": lambda v: _where(v, "led in by a colon", ""),
    "begins a block": lambda v: _where(v, "begins a block", "begins inside blocks"),
    "ends a block": lambda v: _where(v, "ends a block", "ends inside blocks"),
    "behind a full stop": lambda v: _where(v, "begins a sentence", "begins inside sentences"),
    "before a full stop": lambda v: _where(v, "ends a sentence", "ends inside sentences"),
    "behind another mark": lambda v: _where(v, "begins behind a mark", ""),
    "before another mark": lambda v: _where(v, "ends before a mark", ""),
    "in quotation marks": lambda v: _where(v, "in quotation marks", "not in quotation marks"),
    "announced": lambda v: _where(v, "announced", "not announced"),
    "a bracket is left open": lambda v: "a bracket is left open" if v else "",
    "sentences": lambda v: f"{_count(v)} {'sentences end' if v > 1 else 'sentence ends'} in it",
    "complete sentences": lambda v: _where(v, "made of complete sentences", "not made of complete sentences"),
    "in one block": lambda v: "in one block" if v else "in different blocks",
    "contexts before are alike": lambda v: "" if v < 0 else f"what is before it is {v:.0f}% alike",
    "contexts behind are alike": lambda v: "" if v < 0 else f"what is behind it is {v:.0f}% alike",
    "different contexts before": lambda v: f"preceded by {v:.0f} different contexts" if v > 1 else "",
    "different contexts behind": lambda v: f"followed by {v:.0f} different contexts" if v > 1 else "",
    "least share of its block": lambda v: f"{v:.0%} of its block at one place",
    "completes a condition": lambda v: "completes a condition (的，…)" if v else "",
    "begins with words from inside a sentence": lambda v: "begins with words from inside a sentence" if v else "",
    "greatest share of its block": lambda v: f"at most {v:.0%} of its block",
    "complete blocks": lambda v: _where(v, "complete blocks", "a part of longer blocks"),
    "letters a block": lambda v: f"{v:.0f} letters in each block",
    "said elsewhere in the text": lambda v: f"{_part(v)} of it is said elsewhere in the text",
    "the text repeats itself": lambda v: f"{v:.0%} of the text is said in it again",
    "in a numbered block": lambda v: _where(v, "in a numbered block", ""),
    "in an article": lambda v: _where(v, "in an article", ""),
    "marked headings": lambda v: f"{v:.0f} marked headings" if v else "",
    "first place in the text": lambda v: "at the front of the text" if v < 0.1 else "",
    "verse": lambda v: "verse" if v else "",
    "digits": lambda v: f"{v:.0%} digits" if v > 0.1 else "",
}


def facts(row: np.ndarray, weighed: np.ndarray, fault: bool) -> str:
    """Return in words what weighed most for a fault, or else for what is meant, of what is known of a class.

    *weighed* is what each feature added to the odds of a fault (`analysis.duplicates.meant.weights`).
    """
    added = weighed * (1 if fault else -1)
    order = [column for column in np.argsort(-added, kind="stable").tolist() if added[column] > 0]
    phrases = (FACTS[NAMES[column]](float(row[column])) for column in order if NAMES[column] in FACTS)
    found = [*filter(None, phrases)]
    # What is said of one side of the passage is not said in general too.
    most = (next((other for other in found if other.startswith(f"{words} ")), words) for words in found)
    return "; ".join(islice(dict.fromkeys(most), SHOWN)) or "nothing speaks for the other"


def quotation(texts: Texts, group: Group) -> str:
    """Return what shows that a passage is quoted: marks right around it, or words right before it; or nothing."""
    places = [Place(texts, span) for span in group.spans[:LOOKED_AT]]
    for place in places:
        if marks := place.quotes(place.raw[0]):
            return f"quoted: {marks}"
        for at in place.openings:
            before = texts.text[max(place.begin, at - 2 * AROUND) : at]
            announced = AGAIN.search(before) or (SAID.search(before) if _begins_a_clause(places) else None)
            if announced:
                return f"announced: {announced[0].strip()}"
    return _led_in_everywhere(texts, places)


def _begins_a_clause(places: Sequence[Place]) -> bool:
    """Say whether a passage begins a sentence, a clause or a block at one of its places."""
    return any(
        place.begins_a_sentence or not CLAUSE.isdisjoint(mark for mark in place.marks_before if mark not in COLONS)
        for place in places
    )


def _led_in_everywhere(texts: Texts, places: Sequence[Place]) -> str:
    """Return the words that lead in a quotation where the passage begins with them, and a sentence does; or nothing."""
    start, end = places[0].span
    if not all(place.begins_a_sentence for place in places):
        return ""
    letters = texts.letters.place[start : min(start + LEAD, end)].tolist()
    for one, other in pairwise(letters):
        announced = AGAIN.search(texts.text[letters[0] : other]) if other - one > 1 else None
        if announced:
            return f"announced: {announced[0].strip()}"
    return ""
