"""What the lines around an end show: how full it is beside them, gaps, indents, marks, whether it comes again."""

from __future__ import annotations

import re
from collections import Counter

import numpy as np

from .characters import COLON, MARK, STOP
from .likeness import begins_alike, ends_alike, pairs_alike, since_colon
from .line_table import KINDS_OF_NUMBER, LONG
from .lines import Lines, spans_of

AROUND = 10  # lines on either side that a line is compared with
WIDEST = 100.0  # columns; a line of more was not wrapped, and how much more says nothing
FAR = 99.0  # for a width where there is no line
DIGITS = re.compile("\\d+")
MARKED = re.compile("#{1,6}[ \\t]")


def around_columns(text: str, codes: np.ndarray, lines: Lines, seen: dict[str, np.ndarray]) -> dict[str, np.ndarray]:
    """Return by name what the lines around each line's end show; *seen* is the `line_table`."""
    widths = around(np.round(seen["full"].clip(max=WIDEST)), np.nan)
    usual = _usual(widths)
    return {
        **_widths(seen["full"], widths, usual),
        **_gaps(lines),
        **_shares(seen, lines, widths, usual),
        **_neighbours(seen),
        **_runs(seen),
        **_likenesses(text, codes, lines, seen),
        **_marks(text, lines, seen),
        **_repeats(text, lines),
    }


def around(values: np.ndarray, fill: float, width: int = 2 * AROUND + 2) -> np.ndarray:
    """Return the values of the lines around each end, or each line, a row of so many for each; *fill* beyond the text.

    The rows overlap in memory: they must not be changed.

    >>> around(np.array([1.0, 2.0, 3.0]), 0.0)[:, AROUND - 1 : AROUND + 3].tolist()
    [[0.0, 1.0, 2.0, 3.0], [1.0, 2.0, 3.0, 0.0]]
    """
    padded = np.full(len(values) + 2 * AROUND, fill)
    padded[AROUND : AROUND + len(values)] = values
    return np.ndarray((len(padded) - width + 1, width), padded.dtype, padded, strides=padded.strides * 2)


def _usual(widths: np.ndarray) -> np.ndarray:
    """Return the most usual width of each row, to one column either way; of several the widest.

    Widths are integers from 0 to `WIDEST`, or missing: so they are counted, with an empty column on either side.
    """
    size, known = int(WIDEST) + 3, ~np.isnan(widths)
    at = np.nonzero(known)[0] * size + widths[known].astype(np.intp) + 1
    count = np.bincount(at, minlength=len(widths) * size).reshape(-1, size)
    votes = 2 * count[:, 1:-1] + count[:, :-2] + count[:, 2:]
    votes[count[:, 1:-1] == 0] = 0
    return votes.shape[1] - 1.0 - votes[:, ::-1].argmax(axis=1)


def _widths(full: np.ndarray, widths: np.ndarray, usual: np.ndarray) -> dict[str, np.ndarray]:
    full = full.clip(max=WIDEST)
    widest = np.fmax.reduce(widths, axis=1)
    at = np.r_[np.nan, np.nan, full, np.nan, np.nan]
    before, previous, here, following, second, third = (at[first : first + len(full) - 1] for first in range(6))
    near = np.abs(widths - usual[:, None]) <= 1
    known = (~np.isnan(widths)).sum(axis=1)
    return {
        "full_beside_usual": here - usual,
        "full_beside_widest": here / widest.clip(0.5),
        "full_beside_previous": np.nan_to_num(here - previous),
        "before_previous_beside_usual": np.nan_to_num(before - usual, nan=-FAR),
        "third_beside_usual": np.nan_to_num(third - usual, nan=-FAR),
        "next_beside_usual": following - usual,
        "second_beside_usual": np.nan_to_num(second - usual, nan=-FAR),
        "previous_beside_usual": np.nan_to_num(previous - usual, nan=-FAR),
        "share_at_usual": near.sum(axis=1) / known,
        "share_near_widest": (widths >= widest[:, None] - 2).sum(axis=1) / known,
        "widest_beside_usual": widest - usual,
        "usual_width": usual,
        "full": here,
    }


def _gaps(lines: Lines) -> dict[str, np.ndarray]:
    gap = lines.gap[1:].clip(max=9)
    usual = np.bincount(gap).argmax()
    gaps = around(np.r_[np.nan, gap], np.nan)[:, 1:]
    return {
        "gap": gap,
        "gap_beside_usual": gap - usual,
        "gap_before": np.r_[0, gap[:-1]] - gap,
        "gap_after": np.r_[gap[1:], 0] - gap,
        "share_without_gap": (gaps == 0).sum(axis=1) / (~np.isnan(gaps)).sum(axis=1),
        "page_end": lines.page[1:],
    }


def _shares(seen: dict[str, np.ndarray], lines: Lines, widths: np.ndarray, usual: np.ndarray) -> dict[str, np.ndarray]:
    closed = around(seen["closed"], np.nan)
    known = (~np.isnan(closed)).sum(axis=1)
    open_at_usual = (closed == 0) & (np.abs(widths - usual[:, None]) <= 1)
    return {
        "share_indented": (around(lines.indent, np.nan) >= 1).sum(axis=1) / known,
        "share_closed": (closed == 1).sum(axis=1) / known,
        "share_open_at_usual": open_at_usual.sum(axis=1) / known,
        "share_ending_in_mark": (around(seen["last"] < MARK, 0.0) == 1).sum(axis=1) / known,
    }


def _neighbours(seen: dict[str, np.ndarray]) -> dict[str, np.ndarray]:
    here, following = ({name: values[part] for name, values in seen.items()} for part in (slice(-1), slice(1, None)))
    return {
        "length": np.log(here["length"]),
        "next_length": np.log(following["length"]),
        "lengths_ratio": np.log(here["length"] / following["length"]),
        "indent": here["indent"],
        "next_indent": following["indent"],
        "indent_change": following["indent"] - here["indent"],
        "previous_indent": np.r_[0, seen["indent"][:-2]],
        "second_indent": np.r_[seen["indent"][2:], 0],
        "previous_closed": np.r_[1, seen["closed"][:-2]],
        "second_closed": np.r_[seen["closed"][2:], 1],
        "numbering": here["numbering"],
        "next_numbering": following["numbering"],
        "behind_number": here["behind_number"],
        "before_last": here["before_last"],
        "next_second": following["second"],
        "next_closed": following["closed"],
        "left_open": here["balance"].clip(0, 3),
        "next_closes": -following["balance"].clip(-3, 0),
        "closes": -here["balance"].clip(-3, 0),
        "closed_in_quotes": here["closed_in_quotes"],
        **{name: here[name] for name in ("stops", "commas", "spaces", "digits", "numbered")},
        **{f"next_{name}": following[name] for name in ("stops", "commas", "spaces", "digits", "numbered")},
    }


def _runs(seen: dict[str, np.ndarray]) -> dict[str, np.ndarray]:
    """Return how many lines before each end, and behind it, are without a closing mark, and of about one width."""
    is_open, alike = seen["closed"] == 0, np.r_[False, np.abs(np.diff(seen["full"])) <= 1]
    return {
        "since_closed": _run(is_open)[:-1],
        "until_closed": _run(is_open[::-1])[::-1][1:],
        "as_wide_before": _run(alike)[:-1],
        "as_wide_behind": _run(np.r_[alike[1:], False][::-1])[::-1][1:],
    }


def _likenesses(text: str, codes: np.ndarray, lines: Lines, seen: dict[str, np.ndarray]) -> dict[str, np.ndarray]:
    """Return how alike each line and the next are, and how far behind a colon."""
    return {
        "begins_alike": begins_alike(codes, lines.start, lines.end),
        "ends_alike": ends_alike(codes, lines.start, lines.end),
        "pairs_alike": pairs_alike(text, spans_of(lines)),
        "since_colon": since_colon(seen["last"], COLON, STOP, 2 * AROUND)[:-1],
    }


def _run(are: np.ndarray) -> np.ndarray:
    """Return for each place how many that *are* end there one after the other, up to twice `AROUND`."""
    place = np.arange(len(are))
    return (place - np.maximum.accumulate(np.where(are, -1, place))).clip(max=2 * AROUND)


def _marks(text: str, lines: Lines, seen: dict[str, np.ndarray]) -> dict[str, np.ndarray]:
    """Return what Markdown's marks of headings say, and whether long lines of this text end with a closing mark."""
    marked = np.array([bool(MARKED.match(text, start)) for start in lines.start.tolist()], float)
    long, numbered = seen["closed"][seen["length"] >= LONG], seen["closed"][seen["numbered"] > 0]
    alike = seen["numbering"].astype(np.int64)
    closed_of_alike = np.bincount(alike, seen["closed"], KINDS_OF_NUMBER) + 0.5
    share_of_alike = closed_of_alike / (np.bincount(alike, minlength=KINDS_OF_NUMBER) + 1)
    return {
        "share_closed_of_alike": share_of_alike[alike[:-1]],
        "marked_headings": np.full(len(lines) - 1, marked.mean()),
        "marked": marked[:-1],
        "next_marked": marked[1:],
        "share_closed_of_long": np.full(len(lines) - 1, long.mean() if len(long) else 0.5),
        "share_closed_of_numbered": np.full(len(lines) - 1, (numbered.sum() + 0.5) / (len(numbered) + 1)),
    }


def _repeats(text: str, lines: Lines) -> dict[str, np.ndarray]:
    """Return how often each line, and the next, comes again, whatever the numbers in it."""
    keys = [DIGITS.sub("0", text[start:end]) for start, end in spans_of(lines)]
    times = Counter(keys)
    again = np.log(np.array([times[key] for key in keys], float))
    return {"comes_again": again[:-1], "next_comes_again": again[1:]}
