"""The line ends of a text, each with how likely a paragraph goes on across it, and what shows it in words."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from ..newlines import line_spans
from .features import HAN, KINDS_OF_CHARACTER, NAMES, Lines, features, lines_of, word_between
from .model import contributions, probabilities

if TYPE_CHECKING:
    from collections.abc import Callable

    import numpy as np


@dataclass(frozen=True)
class LineEnds:
    """The lines of a text that hold something, and what is known of the end of each but the last."""

    lines: Lines
    rows: np.ndarray  #: of each end, its `features.features`
    likely: np.ndarray  #: of each end, the probability that a paragraph goes on, 0..1


@lru_cache(maxsize=8)  # loading a text needs it, and so does looking for its faults
def line_ends(text: str) -> LineEnds:
    """Return the line ends of a text.

    >>> ends = line_ends("会议由市政\\n协主席主持，大家都发了言。\\n第二天下了雨。")
    >>> (ends.likely > 0.5).tolist()
    [True, False]
    """
    lines = lines_of(text, line_spans(text))
    rows = features(text, lines)
    return LineEnds(lines, rows, probabilities(rows))


def evidence(text: str, ends: LineEnds, row: int) -> str:
    """Return in words what weighed most for a paragraph that goes on across a line end.

    >>> text = "会议由市政\\n协主席主持，大家都发了言。"
    >>> evidence(text, line_ends(text), 0).startswith("市政协 is a word across the line end")
    True
    """
    weights = contributions(ends.rows[row])
    seen = dict(zip(NAMES, ends.rows[row].tolist(), strict=True))
    found: dict[str, float] = {}
    for names, phrase in PHRASES:
        weight = sum(weights.get(name, 0) for name in names)
        if weight > 0 and (words := phrase(seen)):
            found[words] = found.get(words, 0) + weight
    word = _word(text, ends.lines, row, seen)
    order = sorted(found, key=lambda words: -found[words])
    return "; ".join(([f"{word} is a word across the line end"] if word else []) + order[:2]) or "it reads on"


def _word(text: str, lines: Lines, row: int, seen: dict[str, float]) -> str:
    if not seen["word_across"]:
        return ""
    start, end, after, last = (int(n) for n in (*_span(lines, row), *_span(lines, row + 1)))
    return word_between(text[max(start, end - 8) : end], text[after : min(last, after + 8)], likely=False)


def _span(lines: Lines, row: int) -> tuple[int, int]:
    return int(lines.start[row]), int(lines.end[row])


def _last(seen: dict[str, float]) -> str:
    kind = next(number for number in range(len(KINDS_OF_CHARACTER)) if seen[f"ends_with_{number}"])
    return "no closing mark" if kind >= HAN else f"it ends with {KINDS_OF_CHARACTER[kind]}"


def _first(seen: dict[str, float]) -> str:
    kind = next(number for number in range(len(KINDS_OF_CHARACTER)) if seen[f"next_begins_with_{number}"])
    return f"the next line begins with {KINDS_OF_CHARACTER[kind]}" if kind < HAN else ""


def _fullness(seen: dict[str, float]) -> str:
    return "the line is as full as those around it" if abs(seen["full_beside_usual"]) <= 1.5 else ""


def _indents(seen: dict[str, float]) -> str:
    return "the next line has no indent, as first lines here have" if seen["share_indented"] > 0 else ""


# Features that say one thing, and the words for it; empty where the words would not be true.
PHRASES: tuple[tuple[tuple[str, ...], Callable[[dict[str, float]], str]], ...] = (
    (tuple(name for name in NAMES if name.startswith(("full", "usual", "share_at", "share_near"))), _fullness),
    (tuple(f"ends_with_{number}" for number in range(len(KINDS_OF_CHARACTER))), _last),
    (tuple(f"next_begins_with_{number}" for number in range(len(KINDS_OF_CHARACTER))), _first),
    (("next_indent", "indent_change", "share_indented", "indent"), _indents),
    (
        ("share_closed", "share_open_at_usual", "previous_closed"),
        lambda seen: "lines around it end without a closing mark" if seen["share_closed"] < 0.5 else "",
    ),
    (("left_open",), lambda seen: "a bracket or quotation mark is left open" if seen["left_open"] else ""),
    (("next_closes",), lambda seen: "the next line closes what it did not open" if seen["next_closes"] else ""),
    (("likely_word_across",), lambda seen: "a word may be cut in two" if seen["likely_word_across"] else ""),
    (("stops", "commas", "length"), lambda seen: "it reads as part of a sentence" if seen["commas"] else ""),
)
