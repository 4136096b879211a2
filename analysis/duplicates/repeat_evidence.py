"""Say in words what weighed most in the judgement of a repeat, and what shows that it is a quotation."""

from __future__ import annotations

import re
from itertools import islice, pairwise
from typing import TYPE_CHECKING

import numpy as np

from ..languages.messages import _, clauses, ngettext
from .meant import CLAUSE, LOOKED_AT, NAMES
from .reading_odds import NO_SEAM
from .reading_on import AROUND
from .surroundings import COLONS, Place

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

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


def _where(share: float, everywhere: str, at_some: str, not_there: str) -> str:
    return everywhere if share > 0.99 else at_some if share > 0 else not_there


def _letters(value: float) -> str:
    return _("{n} letters").format(n=f"{2**value:,.0f}")


def _places(value: float) -> str:
    if value < LOOKED_AT:
        return _("{n} places").format(n=f"{value:.0f}")
    return _("{n} places or more").format(n=LOOKED_AT)


# What the odds mean that the text reads on before a passage, behind it, and in general.
def _reading_before(value: float) -> str:
    there, not_there = (
        _("the text reads on before it everywhere"),
        _("at one place the text does not read on before it"),
    )
    return "" if value >= NO_SEAM else there if value > 0 else not_there


def _reading_behind(value: float) -> str:
    there, not_there = (
        _("the text reads on behind it everywhere"),
        _("at one place the text does not read on behind it"),
    )
    return "" if value >= NO_SEAM else there if value > 0 else not_there


def _reading(value: float) -> str:
    there, not_there = _("the text reads on everywhere"), _("at one place the text does not read on")
    return "" if value >= NO_SEAM else there if value > 0 else not_there


def _sentences(value: float) -> str:
    if not value:
        return _("no sentence ends in it")
    stated = ngettext("{n} sentence ends in it", "{n} sentences end in it", 2 if value > 1 else 1)
    return stated.format(n=f"{value:.0f}")


def _elsewhere(share: float) -> str:
    if share > 0.995:
        return _("all of it is said elsewhere in the text")
    stated = _("{share} of it is said elsewhere in the text")
    return stated.format(share=f"{share:.0%}") if share else _("nothing of it is said elsewhere in the text")


# What the value of a feature means, in words; those that are missing are not shown.
FACTS: dict[str, Callable[[float], str]] = {
    "letters": _letters,
    "places": _places,
    NAMES[2]: _reading_before,
    NAMES[4]: _reading_behind,
    NAMES[6]: _reading,
    "reads on without it, at the best place": lambda v: _("at one place the text reads on without it") if v > 0 else "",
    "an article begins inside a paragraph": lambda v: _("an article begins inside a paragraph") if v else "",
    "items of a list": lambda v: _where(
        v, _("items of a list everywhere"), _("items of a list at some places only"), ""
    ),
    "behind a colon": lambda v: _where(
        v, _("led in by a colon everywhere"), _("led in by a colon at some places only"), ""
    ),
    "begins a block": lambda v: _where(
        v, _("begins a block everywhere"), _("begins a block at some places only"), _("begins inside blocks")
    ),
    "ends a block": lambda v: _where(
        v, _("ends a block everywhere"), _("ends a block at some places only"), _("ends inside blocks")
    ),
    "behind a full stop": lambda v: _where(
        v, _("begins a sentence everywhere"), _("begins a sentence at some places only"), _("begins inside sentences")
    ),
    "before a full stop": lambda v: _where(
        v, _("ends a sentence everywhere"), _("ends a sentence at some places only"), _("ends inside sentences")
    ),
    "behind another mark": lambda v: _where(
        v, _("begins behind a mark everywhere"), _("begins behind a mark at some places only"), ""
    ),
    "before another mark": lambda v: _where(
        v, _("ends before a mark everywhere"), _("ends before a mark at some places only"), ""
    ),
    "in quotation marks": lambda v: _where(
        v, _("in quotation marks everywhere"), _("in quotation marks at some places only"), _("not in quotation marks")
    ),
    "announced": lambda v: _where(v, _("announced everywhere"), _("announced at some places only"), _("not announced")),
    "a bracket is left open": lambda v: _("a bracket is left open") if v else "",
    "sentences": _sentences,
    "complete sentences": lambda v: _where(
        v,
        _("made of complete sentences everywhere"),
        _("made of complete sentences at some places only"),
        _("not made of complete sentences"),
    ),
    "in one block": lambda v: _("in one block") if v else _("in different blocks"),
    "contexts before are alike": lambda v: "" if v < 0 else _("what is before it is {n}% alike").format(n=f"{v:.0f}"),
    "contexts behind are alike": lambda v: "" if v < 0 else _("what is behind it is {n}% alike").format(n=f"{v:.0f}"),
    "different contexts before": lambda v: (
        _("preceded by {n} different contexts").format(n=f"{v:.0f}") if v > 1 else ""
    ),
    "different contexts behind": lambda v: (
        _("followed by {n} different contexts").format(n=f"{v:.0f}") if v > 1 else ""
    ),
    "least share of its block": lambda v: _("{share} of its block at one place").format(share=f"{v:.0%}"),
    "completes a condition": lambda v: _("completes a condition (的，…)") if v else "",
    "begins with words from inside a sentence": lambda v: _("begins with words from inside a sentence") if v else "",
    "greatest share of its block": lambda v: _("at most {share} of its block").format(share=f"{v:.0%}"),
    "complete blocks": lambda v: _where(
        v, _("complete blocks everywhere"), _("complete blocks at some places only"), _("a part of longer blocks")
    ),
    "letters a block": lambda v: _("{n} letters in each block").format(n=f"{v:.0f}"),
    "said elsewhere in the text": _elsewhere,
    "the text repeats itself": lambda v: _("{share} of the text is said in it again").format(share=f"{v:.0%}"),
    "in a numbered block": lambda v: _where(
        v, _("in a numbered block everywhere"), _("in a numbered block at some places only"), ""
    ),
    "in an article": lambda v: _where(v, _("in an article everywhere"), _("in an article at some places only"), ""),
    "marked headings": lambda v: _("{n} marked headings").format(n=f"{v:.0f}") if v else "",
    "first place in the text": lambda v: _("at the front of the text") if v < 0.1 else "",
    "verse": lambda v: _("verse") if v else "",
    "digits": lambda v: _("{share} digits").format(share=f"{v:.0%}") if v > 0.1 else "",
}


def facts(row: np.ndarray, weighed: np.ndarray, fault: bool) -> str:
    """Return in words what weighed most for a fault, or else for what is meant, of what is known of a class.

    *weighed* is what each feature added to the odds of a fault (`analysis.duplicates.meant.weights`).
    """
    added = weighed * (1 if fault else -1)
    order = [column for column in np.argsort(-added, kind="stable").tolist() if added[column] > 0]
    values = {NAMES[column]: float(row[column]) for column in order if NAMES[column] in FACTS}
    found = {name: phrase for name, value in values.items() if (phrase := FACTS[name](value))}
    most = (next(_more_exact(name, values, found), phrase) for name, phrase in found.items())
    return clauses(islice(dict.fromkeys(most), SHOWN)) or _("nothing speaks for the other")


def _more_exact(name: str, values: dict[str, float], found: dict[str, str]) -> Iterator[str]:
    """Yield what says the same as a fact, and more: of one side of the passage, or of each block of it."""
    for other, phrase in found.items():
        sides = name == NAMES[6] and other in (NAMES[2], NAMES[4]) and values[name] <= 0 and values[other] <= 0
        each = (name, other) == ("letters", "letters a block") and f"{2 ** values[name]:,.0f}" == f"{values[other]:.0f}"
        if sides or each:
            yield phrase


def quotation(texts: Texts, group: Group) -> str:
    """Return what shows that a passage is quoted: marks right around it, or words right before it; or nothing."""
    places = [Place(texts, span) for span in group.spans[:LOOKED_AT]]
    for place in places:
        if marks := place.quotes(place.raw[0]):
            return _("quoted: {marks}").format(marks=marks)
        for at in place.openings:
            before = texts.text[max(place.begin, at - 2 * AROUND) : at]
            announced = AGAIN.search(before) or (SAID.search(before) if _begins_a_clause(places) else None)
            if announced:
                return _("announced: {words}").format(words=announced[0].strip())
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
            return _("announced: {words}").format(words=announced[0].strip())
    return ""
