"""The line ends of a text, each with how likely a paragraph goes on across it, and what shows it in words."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from typing import TYPE_CHECKING

import numpy as np

from ..languages.messages import _, clauses
from ..text_index.newlines import line_spans
from .characters import HAN, KINDS_OF_CHARACTER
from .dictionary import dictionary_key
from .features import NAMES, features
from .lines import Lines, lines_of, sides, without
from .model import contributions, probabilities_in_context
from .seam_words import word_between
from .stanzas import within_stanzas
from .surrounding_lines import WIDEST

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable, Sequence

CLOSE_LATIN = ".,;:!?)]"  # marks behind which a Latin text has a blank
CERTAIN = 0.8  # from here on lines are one paragraph, and faults mended, without anybody's being asked


@dataclass(frozen=True)
class LineEnds:
    """The lines of a text that hold something, and what is known of the end of each but the last."""

    lines: Lines
    rows: np.ndarray  #: of each end, its `features.features`
    likely: np.ndarray  #: of each end, the probability that a paragraph goes on, 0..1


def line_ends(text: str) -> LineEnds:
    """Return the line ends of a text.

    >>> ends = line_ends("会议由市政\\n协主席主持，大家都发了言。\\n第二天下了雨。")
    >>> (ends.likely > 0.5).tolist()
    [True, False]
    """
    return _line_ends(text, dictionary_key())


@lru_cache(maxsize=8)  # loading a text needs it, and so does looking for its faults
def _line_ends(text: str, _: Hashable) -> LineEnds:
    return _ends_of(text, lines_of(text, line_spans(text)))


def line_ends_without(text: str, aside: Sequence[tuple[int, int]]) -> LineEnds:
    """Return the line ends of a text as if the lines in the spans *aside* (start, end; in order) were not there.

    >>> text = "会议由市政\\n12\\n协主席主持，大家都发了言。\\n第二天下了雨。"
    >>> (line_ends_without(text, [(6, 8)]).likely > 0.5).tolist()
    [True, False]
    """
    ends = line_ends(text)
    if not aside:
        return ends
    start, end = np.array(aside).T
    row = np.searchsorted(start, ends.lines.start, side="right") - 1
    return _ends_of(text, without(ends.lines, (row >= 0) & (ends.lines.start < end[row.clip(0)])))


def likely_at(ends: LineEnds, at: np.ndarray) -> np.ndarray:
    """Return how likely a paragraph goes on across the line end at each of some offsets; 0 where there is none.

    >>> likely_at(line_ends("会议由市政\\n协主席主持，大家都发了言。"), np.array([5, 9])).round().tolist()
    [1.0, 0.0]
    """
    row = np.searchsorted(ends.lines.end, at)
    there = row < len(ends.likely)
    there[there] = ends.lines.end[row[there]] == at[there]
    found = np.zeros(len(at))
    found[there] = ends.likely[row[there]]
    return found


def _ends_of(text: str, lines: Lines) -> LineEnds:
    """Return the ends of some lines of a text.

    A line that stands there again at once is a copy: it neither goes on nor is gone on with, and says nothing of the
    width of its neighbours.
    """
    held = [text[start:end] for start, end in zip(lines.start.tolist(), lines.end.tolist(), strict=True)]
    again = np.array([False, *(one == other for one, other in pairwise(held))][: len(held)], bool)
    kept = without(lines, again) if again.any() else lines
    seen = features(text, kept)
    first = np.flatnonzero(~again)
    follows = np.diff(first) == 1
    rows, likely = np.zeros((max(len(lines) - 1, 0), len(NAMES)), np.float32), np.zeros(max(len(lines) - 1, 0))
    rows[first[:-1][follows]], likely[first[:-1][follows]] = (
        seen[follows],
        probabilities_in_context(text, kept, seen)[follows],
    )
    likely[within_stanzas(text, lines)] = 0.0
    return LineEnds(lines, rows, likely)


def joint(left: str, right: str) -> str:
    """Return what stands between two texts once the line end between them is gone: a blank in Latin, else nothing.

    >>> joint("会议", "召开"), joint("Text", "Mining"), joint("A Review,", "IEEE"), joint("同比-", "64.9%")
    ('', ' ', ' ', '')
    """
    last, first = left[-1:], right[:1]
    if not (left[-2:].isascii() and first.isascii() and first.isalnum()) or (last.isdigit() and first.isdigit()):
        return ""
    closes = last in CLOSE_LATIN and left[-2:-1].isalpha()
    return " " if last.isalnum() or closes else ""


def evidence(text: str, ends: LineEnds, rows: Sequence[int], is_gap: bool = False) -> list[str]:
    """Return in words what weighed most for a paragraph that goes on across each of some line ends.

    Parameters
    ----------
    text : whose line ends they are.
    ends : from `line_ends`.
    rows : the line ends, by number.
    is_gap : whether they are gaps between blocks, for the words of it.

    >>> text = "会议由市政\\n协主席主持，大家都发了言。"
    >>> evidence(text, line_ends(text), [0])[0].startswith("市政协 is a word across the line end")
    True
    """
    chosen = ends.rows[[*rows]]
    weights = contributions(chosen) @ _PHRASE_OF
    found = []
    for row, values, weight in zip(rows, chosen.tolist(), weights.tolist(), strict=True):
        seen = dict(zip(NAMES, values, strict=True))
        heaviest = sorted(zip(weight, PHRASES, strict=True), key=lambda pair: -pair[0])
        phrases = (phrase(seen) for much, (__, phrase) in heaviest if much > 0)
        word = word_between(*sides(text, ends.lines, row), likely=False) if seen["word_across"] else ""
        stated = _("{word} is a word across the gap") if is_gap else _("{word} is a word across the line end")
        said = [stated.format(word=word)] if word else []
        found.append(clauses([*said, *[*dict.fromkeys(filter(None, phrases))][:2]]) or _("it reads on"))
    return found


def _last(seen: dict[str, float]) -> str:
    kind = next((number for number in range(len(KINDS_OF_CHARACTER)) if seen[f"ends_with_{number}"]), None)
    if kind is None:  # a line that stands there again, of which nothing is seen
        return ""
    return _("no closing mark") if kind >= HAN else _("it ends with {mark}").format(mark=_(KINDS_OF_CHARACTER[kind]))


def _first(seen: dict[str, float]) -> str:
    kind = next((number for number in range(len(KINDS_OF_CHARACTER)) if seen[f"next_begins_with_{number}"]), HAN)
    return _("the next line begins with {mark}").format(mark=_(KINDS_OF_CHARACTER[kind])) if kind < HAN else ""


def _fullness(seen: dict[str, float]) -> str:
    is_full = abs(seen["full_beside_usual"]) <= 1.5 and seen["full"] < WIDEST
    return _("the line is as full as those around it") if is_full else ""


def _indents(seen: dict[str, float]) -> str:
    return _("the next line has no indent, as first lines here have") if seen["share_indented"] > 0 else ""


# Features that say one thing, and the words for it; empty where the words would not be true.
PHRASES: tuple[tuple[tuple[str, ...], Callable[[dict[str, float]], str]], ...] = (
    (tuple(name for name in NAMES if name.startswith(("full", "usual", "share_at", "share_near"))), _fullness),
    (tuple(f"ends_with_{number}" for number in range(len(KINDS_OF_CHARACTER))), _last),
    (tuple(f"next_begins_with_{number}" for number in range(len(KINDS_OF_CHARACTER))), _first),
    (("next_indent", "indent_change", "share_indented", "indent"), _indents),
    (
        ("share_closed", "share_open_at_usual", "previous_closed"),
        lambda seen: _("lines around it end without a closing mark") if seen["share_closed"] < 0.5 else "",
    ),
    (("left_open",), lambda seen: _("a bracket or quotation mark is left open") if seen["left_open"] else ""),
    (("next_closes",), lambda seen: _("the next line closes what it did not open") if seen["next_closes"] else ""),
    (("likely_word_across",), lambda seen: _("a word may be cut in two") if seen["likely_word_across"] else ""),
    (("stops", "commas", "length"), lambda seen: _("it reads as part of a sentence") if seen["commas"] else ""),
)
_PHRASE_OF = np.array([[name in names for names, _ in PHRASES] for name in NAMES], float)  # features by phrases
