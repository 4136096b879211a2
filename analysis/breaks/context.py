"""What the line ends of a text say of each other, once each has been looked at by itself: the second look.

Of a line without a closing mark that is as full as those around it, it says much whether these go on. The model of the
second look sees what the first says of the others (stacked sequential learning: Cohen & Carvalho 2005, IJCAI, 671-676).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from ..text_index.passages import code_points
from .characters import KINDS_OF_CHARACTER, MARK
from .features import NAMES as SEEN_BY_ITSELF
from .features import as_rows
from .surrounding_lines import AROUND, around
from .wording import times

if TYPE_CHECKING:
    from .lines import Lines

# Features of the line end itself that are looked at again.
AGAIN = (
    "full_beside_usual",
    "full_beside_widest",
    "next_beside_usual",
    "length",
    "next_length",
    "next_clause",
    "share_indented",
    "share_closed",
    "until_closed",
    "comes_again",
    "affinity",
    "affinity_inside",
    "likely_word_across",
    "ends_sentences",
    "pair_here",
)
OTHERS = (
    "score",
    "score_before",
    "score_second_before",
    "score_behind",
    "score_second_behind",
    "around",
    "as_full",
    "as_full_count",
    "as_full_and_as_closed",
    "as_full_and_as_closed_count",
    "as_full_in_text",
    "as_full_in_text_count",
    "with_its_gap",
    "with_its_last_character",
    "with_its_next_indent",
    "with_its_indents",
    "full_beside_going_on",
    "full_beside_ending",
    "full_beside_widest_ending",
    "goes_on_so_here",
    "comes_so_here",
    "begins_here",
    "begins_here_count",
)
NAMES = (*OTHERS, *AGAIN)
SURE = 1e-4  # nearer to 0 or 1 than this no probability is taken to be
AS_FULL = 1.5  # columns by which lines differ at most that are taken to be as full
ALONE = -1.0  # for a share where there is no other line end of its kind
FAR = 99.0  # for a width where there is none to compare with
BITS = np.uint64(21)  # of a code point

_COLUMN = {name: place for place, name in enumerate(SEEN_BY_ITSELF)}
_LAST = [_COLUMN[f"ends_with_{number}"] for number in range(len(KINDS_OF_CHARACTER))]


def context_columns(text: str, lines: Lines, rows: np.ndarray, likely: np.ndarray) -> np.ndarray:
    """Return a row of `NAMES` for each line end (float32).

    Parameters
    ----------
    text : the text.
    lines : its lines.
    rows : from `features.features`.
    likely : how likely the text goes on at each line end, by these rows alone, 0..1.

    >>> from analysis.breaks.features import features
    >>> from analysis.breaks.lines import lines_of
    >>> lines = lines_of(text := "会议由\\n市政协\\n主持。", [(0, 3), (4, 7), (8, 11)])
    >>> found = context_columns(text, lines, features(text, lines), np.array([0.5, 0.25]))
    >>> found[:, NAMES.index("as_full")].tolist()
    [0.25, 0.5]
    """
    if not len(rows):
        return np.zeros((0, len(NAMES)), np.float32)
    seen = {name: rows[:, place] for name, place in _COLUMN.items()}
    last = rows[:, _LAST].argmax(axis=1)
    found = {
        **_scores(likely),
        **_as_full(seen["full"], last, likely),
        **_as_full_in_text(seen["full"], likely),
        **_alike_in_text(seen, last, likely),
        **_beside(seen["full"], likely),
        **_wording(text, lines, likely),
    }
    return as_rows([*(found[name] for name in OTHERS), *(seen[name] for name in AGAIN)])


def _scores(likely: np.ndarray) -> dict[str, np.ndarray]:
    """Return the logarithm of the odds of each line end and of the two on either side."""
    sure = likely.clip(SURE, 1 - SURE)
    score = np.log(sure / (1 - sure))
    padded, count = np.r_[0, 0, score, 0, 0], len(score)
    names = ("score_second_before", "score_before", "score", "score_behind", "score_second_behind")
    return {name: padded[step : step + count] for step, name in enumerate(names)}


def _others(values: np.ndarray) -> np.ndarray:
    """Return for each line end the values of those around it, a row each, and none for itself."""
    found = around(values, np.nan, 2 * AROUND + 1).copy()
    found[:, AROUND] = np.nan
    return found


def _as_full(full: np.ndarray, last: np.ndarray, likely: np.ndarray) -> dict[str, np.ndarray]:
    """Return how likely the text goes on at the line ends around each, and at those whose lines are as full."""
    marks = np.digitize(last, [2, MARK])  # what closes a sentence, what parts a clause, and all else
    others, near = _others(likely), np.abs(_others(full) - full[:, None]) <= AS_FULL
    around, _ = _mean(others, ~np.isnan(others))
    as_full, count = _mean(others, near)
    as_closed, count_closed = _mean(others, near & (_others(marks) == marks[:, None]))
    return {
        "around": around,
        "as_full": as_full,
        "as_full_count": count,
        "as_full_and_as_closed": as_closed,
        "as_full_and_as_closed_count": count_closed,
    }


def _mean(values: np.ndarray, where: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Return the mean of each row's values *where* they count, and how many these are."""
    count = where.sum(axis=1)
    return np.where(count > 0, np.where(where, values, 0).sum(axis=1) / count.clip(1), ALONE), count


def _as_full_in_text(full: np.ndarray, likely: np.ndarray) -> dict[str, np.ndarray]:
    """Return how likely the text goes on at the other ends of lines as full or fuller, and how many there are."""
    order = np.argsort(-full, kind="stable")
    sums, count = np.r_[0, np.cumsum(likely[order])], np.searchsorted(-full[order], AS_FULL - full, side="right")
    mean = np.where(count > 1, (sums[count] - likely) / (count - 1).clip(1), ALONE)
    return {"as_full_in_text": mean, "as_full_in_text_count": np.log(count)}


def _alike_in_text(seen: dict[str, np.ndarray], last: np.ndarray, likely: np.ndarray) -> dict[str, np.ndarray]:
    """Return how likely the text goes on at its other line ends that have the same gap, last character or indents."""
    indent, following = np.round(seen["indent"]), np.round(seen["next_indent"])
    return {
        "with_its_gap": _of_others_with(seen["gap"], likely),
        "with_its_last_character": _of_others_with(last, likely),
        "with_its_next_indent": _of_others_with(following, likely),
        "with_its_indents": _of_others_with(1000 * following + 20 * indent + np.digitize(last, [2, MARK]), likely),
    }


def _of_others_with(key: np.ndarray, likely: np.ndarray) -> np.ndarray:
    """Return the mean of the others that have the same key."""
    _, which, count = np.unique(key, return_inverse=True, return_counts=True)
    sums = np.bincount(which, likely)
    return np.where(count[which] > 1, (sums[which] - likely) / (count[which] - 1).clip(1), ALONE)


def _beside(full: np.ndarray, likely: np.ndarray) -> dict[str, np.ndarray]:
    """Return how full each line is beside those around it that go on, and beside those that do not."""
    goes_on, widths = _others(likely), _others(full)
    known = ~np.isnan(goes_on)
    on, off, widths = np.where(known, goes_on, 0), np.where(known, 1 - goes_on, 0), np.where(known, widths, 0)
    widest = np.where(off > 0.5, widths, -FAR).max(axis=1)
    return {
        "full_beside_going_on": _less_mean(full, widths, on),
        "full_beside_ending": _less_mean(full, widths, off),
        "full_beside_widest_ending": np.where(widest > -FAR, full - widest, FAR),
    }


def _less_mean(full: np.ndarray, widths: np.ndarray, weights: np.ndarray) -> np.ndarray:
    """Return the widths less the weighted mean of those around."""
    total = weights.sum(axis=1)
    return np.where(total > 0.2, full - (weights * widths).sum(axis=1) / total.clip(0.01), FAR)


def _wording(text: str, lines: Lines, likely: np.ndarray) -> dict[str, np.ndarray]:
    """Return how often this text goes on with these characters, and how often it begins a paragraph with them."""
    codes = code_points(text).astype(np.uint64)
    places = [*(lines.end[:-1] - step for step in (2, 1)), *(lines.start[1:] + step for step in (0, 1))]
    second, last, first, following = (codes[place.clip(0, len(codes) - 1)] for place in places)
    twos = codes[:-1] << BITS | codes[1:]
    threes = twos[:-1] << BITS | codes[2:]
    left, right = second << BITS | last, first << BITS | following
    # Of each pair there is one at this very line end.
    lefts, rights = ((times(twos, pairs) - 1).clip(0) for pairs in (left, right))
    begins = likely < 0.5
    starts = (times(right[begins], right) - begins).clip(0)
    return {
        "goes_on_so_here": np.log((times(threes, left << BITS | first) + 0.3) / (lefts + 1)),
        "comes_so_here": np.log((times(threes, last << BITS + BITS | right) + 0.3) / (rights + 1)),
        "begins_here": np.log((starts + 0.3) / (rights - starts + 1).clip(0.3)),
        "begins_here_count": np.log1p(starts),
    }
