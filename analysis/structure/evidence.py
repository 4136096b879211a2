"""The evidence for a block's kind in words: what weighed most of what was seen of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .numbers import NAMES as NUMBERS
from .words import ENDINGS, OPENINGS, WITHIN

if TYPE_CHECKING:
    from collections.abc import Callable

Seen = dict[str, float]
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
    return "; ".join(order[:MOST]) or "all that is seen of it together"


def _count(logarithm: float) -> int:
    return round(2.718281828459045**logarithm)


def _said_of_words(name: str) -> Callable[[Seen], str]:
    stated = name if name.startswith("is ") else f"it {name}" if name in OPENINGS | ENDINGS else f"{name} in it"
    stated = f"it {stated}" if stated.startswith("is ") else stated
    return lambda seen: stated if seen.get(name) else ""


def _repeats(seen: Seen) -> str:
    if not seen.get("repeated"):
        return ""
    count = _count(seen["repeated"])
    if seen.get("at a page's edge", 0) > 0.8:
        return f"stands at the edge of {count} pages"
    if seen.get("number counts on with each", 0) > 0.8:
        return f"a number that counts on, {count} times"
    return f"comes again, {count} times" + (
        ", each time beside another text" if seen.get("what stands before differs", 0) > 0.8 else ""
    )


def _numbered(seen: Seen) -> str:
    shape, count = int(seen.get("shape of its number", -1)), _count(seen.get("numbered alike", 0))
    if shape < 0:
        return ""
    alike = "" if count < 2 else ", like one other" if count == 2 else f", like {count - 1} others"
    return f"numbered {NUMBERS[shape]}{alike}"


def _marks(seen: Seen) -> str:
    if seen.get("its last mark") == 5:
        return "it ends with a colon"
    return "" if seen.get("closed", 1) else "no closing mark"


def _length(seen: Seen) -> str:
    length = _count(seen.get("length", 0))
    return "a single character" if length == 1 else f"{length} characters" if length <= 40 else ""


def _gap(seen: Seen) -> str:
    wide = max(seen.get("gap before, beside the usual", 0), seen.get("gap after, beside the usual", 0))
    return "in a wider gap" if wide > 0 else ""


def _page(seen: Seen) -> str:
    places = [seen.get(f"blocks {where} it on its page", -1.0) for where in ("before", "after")]
    return "at the edge of a page" if 0 <= min(places) <= 1 else ""


def _metre(seen: Seen) -> str:
    if seen.get("lines around it as long", 0) >= 2:
        return "the lines around it are as long"
    usual, share = seen.get("usual length of its clauses", 0), seen.get("share of clauses of that length", 0)
    return f"clauses of {usual:.0f} characters" if share >= 0.75 and usual <= 8 and seen.get("clauses", 0) > 1 else ""


def _interrupts(seen: Seen) -> str:
    open_before = seen.get("closed, before", 1) == 0 and seen.get("commas, before", 0) > 0
    return "the sentence before it is unfinished" if open_before else ""


def _place(seen: Seen) -> str:
    if seen.get("blocks before it") == 0:
        return "the first line"
    return "the last line" if seen.get("blocks after it") == 0 else ""


def _digits(seen: Seen) -> str:
    share = seen.get("share of digits", 0)
    return f"{share:.0%} of it digits" if share > 0.15 else ""


def _marked(seen: Seen) -> str:
    return "a marked heading has the same letters" if seen.get("has the letters of a marked heading") else ""


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
