"""Say in words what weighed most in the judgement of a repeat, and what shows that it is a quotation."""

from __future__ import annotations

import re
from itertools import islice
from typing import TYPE_CHECKING

import numpy as np

from ..models.trees import contributions
from .hold import CHANCE
from .meant import LOOKED_AT, NAMES, NO_SEAM, STOPS, marks_behind, model
from .reading_on import AROUND, PAIRS

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from .spans import Group, Span, Texts

SHOWN = 3  # facts that evidence says
# Words right before a passage which say that it was said before.
AGAIN = re.compile(
    "(?:[正就]?[如像][前上]|前[文面述]|上[文述面])[^，。！？；：]{0,8}(?:说|述|提|讲|言|写|引|指出|谈)[^，。！？；：]{0,5}"
    "[，：:,]?[“「『‘《]?$"
)
# And words which say that somebody says what follows: where that is a sentence at another place, it is that one.
SAID = re.compile(
    "(?:说过?|[道讲写言云曰问答称即]|指出|强调|规定|提出|认为|表示|提到|话|原文|所谓|[诗词歌书信文]里?)[^，。：:]{0,4}[：:][“「『‘《]?$"
)
ENDS = "。！？!?…，,"


def _where(share: float, there: str, not_there: str) -> str:
    return f"{there} everywhere" if share > 0.99 else f"{there} at some places alone" if share > 0 else not_there


def _reading(where: str) -> Callable[[float], str]:
    """Return what the odds mean that the text reads on before a passage, or behind it."""

    def said(value: float) -> str:
        if value >= NO_SEAM:
            return ""
        return f"the text reads on{where} everywhere" if value > 0 else f"at one place the text does not read on{where}"

    return said


# What the value of a feature means, in words; those that are missing are not shown.
FACTS: dict[str, Callable[[float], str]] = {
    "letters": lambda v: f"{2**v:,.0f} letters",
    "places": lambda v: f"{v:.0f} places" if v < LOOKED_AT else f"{LOOKED_AT} places or more",
    NAMES[2]: _reading(" before it"),
    NAMES[4]: _reading(" behind it"),
    NAMES[6]: _reading(""),
    "begins a block": lambda v: _where(v, "begins a block", "begins inside blocks"),
    "ends a block": lambda v: _where(v, "ends a block", "ends inside blocks"),
    "behind a full stop": lambda v: _where(v, "begins a sentence", "begins inside sentences"),
    "before a full stop": lambda v: _where(v, "ends a sentence", "ends inside sentences"),
    "behind another mark": lambda v: _where(v, "begins behind a mark", ""),
    "before another mark": lambda v: _where(v, "ends before a mark", ""),
    "in quotation marks": lambda v: _where(v, "in quotation marks", "not in quotation marks"),
    "announced": lambda v: _where(v, "announced", "not announced"),
    "a bracket is left open": lambda v: "a bracket is left open" if v else "",
    "sentences": lambda v: f"{v:.0f} {'sentence ends' if v == 1 else 'sentences end'} in it",
    "complete sentences": lambda v: _where(v, "made of complete sentences", "not made of complete sentences"),
    "in one block": lambda v: "in one block" if v else "in different blocks",
    "contexts before are alike": lambda v: "" if v < 0 else f"what is before it is {v:.0f} % alike",
    "contexts behind are alike": lambda v: "" if v < 0 else f"what is behind it is {v:.0f} % alike",
    "different contexts before": lambda v: f"preceded by {v:.0f} different contexts" if v > 1 else "",
    "different contexts behind": lambda v: f"followed by {v:.0f} different contexts" if v > 1 else "",
    "least share of its block": lambda v: f"{v:.0%} of its block at one place",
    "greatest share of its block": lambda v: f"at most {v:.0%} of its block",
    "complete blocks": lambda v: _where(v, "complete blocks", "a part of longer blocks"),
    "letters a block": lambda v: f"{v:.0f} letters a block",
    "said elsewhere in the text": lambda v: f"{v:.0%} of it is said elsewhere in the text",
    "the text repeats itself": lambda v: f"{v:.0%} of the text is said in it again",
    "in a numbered block": lambda v: _where(v, "in a numbered block", ""),
    "in an article": lambda v: _where(v, "in an article", ""),
    "marked headings": lambda v: f"{v:.0f} marked headings" if v else "",
    "first place in the text": lambda v: "at the front of the text" if v < 0.1 else "",
    "verse": lambda v: "verse" if v else "",
    "digits": lambda v: f"{v:.0%} digits" if v > 0.1 else "",
}


def facts(row: np.ndarray, fault: bool) -> str:
    """Return in words what weighed most for a fault, or else for what is meant, of what is known of a class."""
    added = contributions(row[None], model())[0] * (1 if fault else -1)
    order = [column for column in np.argsort(-added, kind="stable").tolist() if added[column] > 0]
    said = (FACTS[NAMES[column]](float(row[column])) for column in order if NAMES[column] in FACTS)
    return "; ".join(islice(dict.fromkeys(filter(None, said)), SHOWN)) or "nothing speaks for the other"


def quotation(texts: Texts, group: Group) -> str:
    """Return what shows that a passage is quoted: marks right around it, or words right before it; or nothing."""
    spans = group.spans[:LOOKED_AT]
    for span in spans:
        end = texts.raw(span)[1]
        first, last = texts.block_at(span[0]), texts.block_at(span[1] - 1)
        closed = marks_behind(texts, (end, end), int(texts.spans[last, 1])).lstrip(ENDS)[:1]
        for before in _openings(texts, span, int(texts.spans[first, 0])):
            if closed in PAIRS and before[-1:] == PAIRS[closed]:
                return f"quoted: {before[-1]}…{closed}"
            said = AGAIN.search(before) or (SAID.search(before) if _begins_a_sentence(texts, spans) else None)
            if said:
                return f"announced: {said[0].strip()}"
    return ""


def _openings(texts: Texts, span: Span, begin: int) -> Iterator[str]:
    """Yield what is before a passage in its block; also before its later letters, if its first are alike by chance."""
    places = texts.letters.place[span[0] : span[0] + CHANCE + 1].tolist()
    for number, place in enumerate(places):
        if not number or place - places[number - 1] > 1:
            yield texts.text[max(begin, place - 2 * AROUND) : place]


def _begins_a_sentence(texts: Texts, spans: Sequence[Span]) -> bool:
    """Say whether a passage begins a sentence, or a block, at one of its places."""
    for span in spans:
        place = texts.raw(span)[0]
        before = texts.text[max(int(texts.spans[texts.block_at(span[0]), 0]), place - 2) : place].strip("“‘「『（《")
        if before[-1:] in STOPS or not before:
            return True
    return False
