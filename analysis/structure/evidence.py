"""The evidence for a block's kind in words: what weighed most of what was seen of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..languages.messages import N_, _, clauses, ngettext
from .numbers import NAMES as NUMBERS
from .words import ENDINGS, OPENINGS, WITHIN

if TYPE_CHECKING:
    from collections.abc import Callable

Seen = dict[str, float]
BY_WORDS = {  # what the words that `words` looks for say of a block
    "begins as a caption": N_("it begins as a caption"),
    "begins with a reporter": N_("it begins with a reporter"),
    "begins with an editor": N_("it begins with an editor"),
    "begins with a source": N_("it begins like a line on the source, place or time of a web page"),
    "begins with a word of a web page": N_("it begins with a word of a web page"),
    "begins with a note's mark": N_("it begins with a note's mark"),
    "begins with a speaker": N_("it begins with a speaker"),
    "begins with a bullet": N_("it begins with a bullet"),
    "begins with a date": N_("it begins with a date"),
    "is a name": N_("it is a name"),
    "is a page number": N_("it is a page number"),
    "is the name of a part": N_("it is the name of a part"),
    "ends with a credit": N_("it ends with a credit"),
    "ends with a name and a credit": N_("it ends with a name and a credit"),
    "ends with a page number": N_("it ends with a page number"),
    "ends with an issue or a weekday": N_("it ends with an issue or a weekday"),
    "ends with a date": N_("it ends with a date"),
    "ends with an hour": N_("it ends with an hour"),
    "ends with an amount": N_("it ends with an amount"),
    "words of an advertisement": N_("words of an advertisement in it"),
    "an issue, an edition or a weekday": N_("an issue, an edition or a weekday in it"),
    "a web address": N_("a web address in it"),
    "a reference": N_("a reference in it"),
    "an amount": N_("an amount in it"),
}
MOST = 3  # phrases that are given


def phrases_of(seen: Seen, weights: dict[str, float]) -> str:
    """Return in words what weighed most.

    Parameters
    ----------
    seen : what is seen of a block, by the names of `features.block_columns`.
    weights : what each of them adds to the score of its kind.

    >>> phrases_of({"closed": 0.0, "ends with a credit": 1.0}, {"ends with a credit": 2.0, "closed": 1.0})
    'it ends with a credit; no closing mark'
    """
    found: dict[str, float] = {}
    for names, phrase in PHRASES:
        weight = sum(weights.get(name, 0.0) for name in names)
        if weight > 0 and (words := phrase(seen)):
            found[words] = found.get(words, 0.0) + weight
    order = sorted(found, key=lambda words: (-found[words], words))
    return clauses(order[:MOST]) or _("all that is seen of it together")


def _count(logarithm: float) -> int:
    return round(2.718281828459045**logarithm)


def _said_of_words(name: str) -> Callable[[Seen], str]:
    return lambda seen: _(BY_WORDS[name]) if seen.get(name) else ""


def _repeats(seen: Seen) -> str:
    if not seen.get("repeated"):
        return ""
    count = _count(seen["repeated"])
    if seen.get("at a page's edge", 0) > 0.8:
        return _("stands at the edge of {n} pages").format(n=count)
    if seen.get("number counts on with each", 0) > 0.8:
        return _("a number that counts on, {n} times").format(n=count)
    if seen.get("what stands before differs", 0) > 0.8:
        return _("comes again, {n} times, each time beside another text").format(n=count)
    return _("comes again, {n} times").format(n=count)


def _numbered(seen: Seen) -> str:
    shape, count = int(seen.get("shape of its number", -1)), _count(seen.get("numbered alike", 0))
    if shape < 0:
        return ""
    if count < 2:
        return _("numbered like {number}").format(number=_(NUMBERS[shape]))
    stated = ngettext("numbered like {number}, as one other is", "numbered like {number}, as {n} others are", count - 1)
    return stated.format(number=_(NUMBERS[shape]), n=count - 1)


def _marks(seen: Seen) -> str:
    if seen.get("its last mark") == 5:
        return _("it ends with a colon")
    return "" if seen.get("closed", 1) else _("no closing mark")


def _length(seen: Seen) -> str:
    length = _count(seen.get("length", 0))
    if length > 40:
        return ""
    return ngettext("a single character", "{n} characters", length).format(n=length)


def _gap(seen: Seen) -> str:
    wide = max(seen.get("gap before, beside the usual", 0), seen.get("gap after, beside the usual", 0))
    return _("in a wider gap") if wide > 0 else ""


def _page(seen: Seen) -> str:
    places = [seen.get(name, -1.0) for name in ("blocks before it on its page", "blocks after it on its page")]
    return _("at the edge of a page") if 0 <= min(places) <= 1 else ""


def _metre(seen: Seen) -> str:
    if seen.get("lines around it as long", 0) >= 2:
        return _("the lines around it are as long")
    usual, share = seen.get("usual length of its clauses", 0), seen.get("share of clauses of that length", 0)
    if share < 0.75 or usual > 8 or seen.get("clauses", 0) <= 1:
        return ""
    return _("clauses of {n} characters").format(n=f"{usual:.0f}")


def _interrupts(seen: Seen) -> str:
    open_before = seen.get("closed, before", 1) == 0 and seen.get("commas, before", 0) > 0
    return _("the sentence before it is unfinished") if open_before else ""


def _place(seen: Seen) -> str:
    if seen.get("blocks before it") == 0:
        return _("the first line")
    return _("the last line") if seen.get("blocks after it") == 0 else ""


def _digits(seen: Seen) -> str:
    share = seen.get("share of digits", 0)
    return _("{share} of it digits").format(share=f"{share:.0%}") if share > 0.15 else ""


def _marked(seen: Seen) -> str:
    return _("a marked heading has the same letters") if seen.get("has the letters of a marked heading") else ""


# Features that say one thing, and the words for it; empty where the words would not be true.
PHRASES: tuple[tuple[tuple[str, ...], Callable[[Seen], str]], ...] = (
    *(((name,), _said_of_words(name)) for name in (*OPENINGS, *ENDINGS, *WITHIN)),
    (
        (
            "repeated",
            "repeated to the letter",
            "what stands before differs",
            "what stands after differs",
            "number counts on with each",
            "even distances",
            "distance",
            "at a page's edge",
            "share of pages",
        ),
        _repeats,
    ),
    (("shape of its number", "its number", "number goes on", "number goes on below", "numbered alike"), _numbered),
    (("its last mark", "closed", "the mark before its last", "full stops"), _marks),
    (("length", "length beside its neighbours"), _length),
    (("gap before", "gap before, beside the usual", "gap after, beside the usual"), _gap),
    (("blocks before it on its page", "blocks after it on its page"), _page),
    (
        (
            "clauses",
            "usual length of its clauses",
            "share of clauses of that length",
            "clauses of lines around it alike",
            "lines around it as long",
            "lines around it about as long",
        ),
        _metre,
    ),
    (("closed, before", "commas, before", "stands open before it", "characters fit across it"), _interrupts),
    (("blocks before it", "blocks after it"), _place),
    (("share of digits", "an amount"), _digits),
    (("has the letters of a marked heading",), _marked),
)
