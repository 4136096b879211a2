"""What a reader sees at a line's end: how full the line is beside its neighbours, marks, indents, numbers, words."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

import numpy as np

from .pairs import affinity, begins, ends, in_simplified, simplified_text

if TYPE_CHECKING:
    from collections.abc import Sequence

AROUND = 10  # lines on either side that a line is compared with
WIDEST = 100.0  # columns; a line of more was not wrapped, and how much more says nothing
FAR = 99.0  # for a width where there is no line
STOPS, CLOSERS, OPENERS = "。！？!?…", "”’」』）)】》〉〕", "“‘「『（(【《〈〔"
MARKS = f"，、；：,;:{STOPS}{CLOSERS}{OPENERS}"
NUMBER = re.compile(
    "(第\\s?[一二三四五六七八九十百千零〇\\d]{1,9}\\s?[编卷篇章节])|(第\\s?[一二三四五六七八九十百千零〇\\d]{1,9}\\s?[回条款])"
    "|([（(][一二三四五六七八九十百\\d]{1,5}[)）])|([〔\\[][一二三四五六七八九十百\\d]{1,5}[)）〕\\]])"
    "|([一二三四五六七八九十]{1,4}[、.．])|(\\d{1,5}(?:[.．]\\d{1,3}){1,4}[.、．\\s])|(\\d{1,5}[.、．](?!\\d))|(\\d{1,5}\\s)|([①-⑳])|(\\d{1,5}[.．])"
)
KINDS_OF_NUMBER = NUMBER.groups + 1  # none among them
DIGITS = re.compile("\\d+")
# The mark of a note, or a sign of the page's own font, behind the mark that closes a paragraph.
NOTE = re.compile("(?:[\ue000-\uf8ff①-⑳*†‡]|[\\[［〔]\\d{1,3}[\\]］〕]){1,3}$")
LONGEST_NOTE = 6  # characters
MARKED = re.compile("#{1,6}[ \\t]")
LONG = 20  # characters
CLASSES = (
    STOPS,
    CLOSERS,
    "，,",
    "、",
    "；;",
    "：:",
    OPENERS,
    "-—–―─~～·•",
    ".．",
    "●■◆▲△○□※*#+◎☆★◇",
)
HAN, DIGIT, LATIN, OTHER = range(len(CLASSES), len(CLASSES) + 4)
KINDS_OF_CHARACTER = (
    "a full stop",
    "a closing mark",
    "a comma",
    "an enumeration comma",
    "a semicolon",
    "a colon",
    "an opening mark",
    "a dash",
    "a point",
    "a bullet",
    "a Han character",
    "a digit",
    "a Latin letter",
    "another sign",
)
NAMES = (
    "full_beside_usual",
    "full_beside_widest",
    "full_beside_previous",
    "next_beside_usual",
    "second_beside_usual",
    "previous_beside_usual",
    "share_at_usual",
    "share_near_widest",
    "widest_beside_usual",
    "usual_width",
    "full",
    "length",
    "next_length",
    "lengths_ratio",
    "gap",
    "gap_beside_usual",
    "gap_before",
    "gap_after",
    "share_without_gap",
    "page_end",
    "indent",
    "next_indent",
    "indent_change",
    "share_indented",
    "share_closed",
    "share_open_at_usual",
    "previous_closed",
    "next_closed",
    "left_open",
    "next_closes",
    "closes",
    "stops",
    "commas",
    "next_stops",
    "next_commas",
    "spaces",
    "next_spaces",
    "digits",
    "next_digits",
    "numbered",
    "next_numbered",
    "word_across",
    "likely_word_across",
    "closed_in_quotes",
    "affinity",
    "affinity_inside",
    "next_begins_sentences",
    "ends_sentences",
    "open_clause",
    "next_clause",
    "next_sentence",
    "clauses_ratio",
    "pair_here",
    "triple_here",
    "marked_headings",
    "marked",
    "next_marked",
    "share_closed_of_long",
    "share_closed_of_numbered",
    "comes_again",
    "next_comes_again",
    "numbering",
    "next_numbering",
    "behind_number",
    "share_closed_of_alike",
    "before_last",
    "next_second",
    "before_previous_beside_usual",
    "third_beside_usual",
    "previous_indent",
    "second_indent",
    "second_closed",
    "since_closed",
    "until_closed",
    "as_wide_before",
    "as_wide_behind",
    *(f"ends_with_{number}" for number in range(len(KINDS_OF_CHARACTER))),
    *(f"next_begins_with_{number}" for number in range(len(KINDS_OF_CHARACTER))),
)


@dataclass(frozen=True)
class Lines:
    """The lines of a text that hold something, as arrays of one length."""

    start: np.ndarray  #: offset of the first character that is no white space
    end: np.ndarray  #: offset just past the last
    indent: np.ndarray  #: columns of white space before it, a Han character being one wide
    gap: np.ndarray  #: empty lines before it
    page: np.ndarray  #: whether a form feed stands before it

    def __len__(self) -> int:
        return len(self.start)


def lines_of(text: str, spans: Sequence[tuple[int, int]]) -> Lines:
    """Return the lines that hold something, of those at *spans* of the text.

    >>> lines_of("甲\\n\\n　乙", [(0, 1), (2, 2), (3, 5)]).gap.tolist()
    [0, 1]
    """
    rows, gap, page = [], 0, False
    for begin, stop in spans:
        line = text[begin:stop]
        inner = line.strip()
        page = page or "\f" in line
        if not inner:
            gap += 1
            continue
        lead = len(line) - len(line.lstrip())
        indent = sum(map(columns, line[:lead]))
        rows.append((begin + lead, begin + lead + len(inner), indent, gap, page))
        gap, page = 0, False
    start, end, indents, gaps, pages = zip(*rows, strict=True) if rows else ((),) * 5
    return Lines(
        np.array(start, np.int64),
        np.array(end, np.int64),
        np.array(indents, float),
        np.array(gaps, np.int64),
        np.array(pages, bool),
    )


def without(lines: Lines, aside: np.ndarray) -> Lines:
    """Return lines without those *aside* (bool), such as a running head; of the gaps around them the least is left.

    >>> lines = lines_of("甲\\n\\n乙\\n丙", [(0, 1), (2, 2), (3, 4), (5, 6)])
    >>> without(lines, np.array([False, True, False])).gap.tolist()
    [0, 0]
    """
    kept = ~aside
    run = np.cumsum(np.r_[False, kept[:-1]])  # a line, and those aside before it, have one number
    first = np.flatnonzero(np.diff(run, prepend=-1))
    gap, page = np.minimum.reduceat(lines.gap, first), np.logical_or.reduceat(lines.page, first)
    kept_runs = run[kept]
    return Lines(lines.start[kept], lines.end[kept], lines.indent[kept], gap[kept_runs], page[kept_runs])


def features(text: str, lines: Lines) -> np.ndarray:
    """Return a row of `NAMES` for each line but the last: what is seen at its end (float32).

    >>> text = "会议由市政\\n协主席主持。"
    >>> features(text, lines_of(text, [(0, 5), (6, 12)]))[0, NAMES.index("word_across")]
    np.float32(3.0)
    """
    if len(lines) < 2:
        return np.zeros((0, len(NAMES)), np.float32)
    seen = _line_table(text, lines)
    codes = _codes(text)
    four = _four_points(codes, lines)
    widths = np.round(_around(seen["full"].clip(max=WIDEST), np.nan))
    usual = _usual(widths)
    column = _widths(seen["full"], widths, usual) | _gaps(lines) | _shares(seen, lines, widths, usual)
    column |= _neighbours(seen) | _runs(seen)
    column |= _characters(text, lines, seen["last"])
    column |= _words(text, lines, column) | _pairs_of_characters(four) | _here(codes, four)
    column |= _clauses(codes, lines) | _marks(text, lines, seen) | _repeats(text, lines)
    return np.column_stack([column[name] for name in NAMES]).astype(np.float32)


@cache
def columns(character: str) -> float:
    """Return how wide a character is set, a Han character being 1.

    >>> columns("政"), columns("a")
    (1.0, 0.5)
    """
    if unicodedata.category(character) in ("Mn", "Me", "Cf", "Cc"):
        return 0.0
    return 1.0 if unicodedata.east_asian_width(character) in "WFA" else 0.5


@cache
def _table(what: str) -> np.ndarray:
    """Return a number for each code point of the first plane: its width, or whether it is one of a class."""
    found = np.zeros(1 << 16, np.float32)
    if what == "width":
        found[:] = [columns(chr(code)) for code in range(1 << 16)]
    elif what == "digits":
        found[:] = [chr(code).isdigit() for code in range(1 << 16)]
    else:
        found[[ord(c) for c in what]] = 1
    return found


def _sums(codes: np.ndarray, lines: Lines, what: str) -> np.ndarray:
    """Return for each line the sum of a table's numbers over its characters."""
    sums = np.r_[0, np.cumsum(_table(what)[codes], dtype=float)]
    return sums[lines.end] - sums[lines.start]


def _line_table(text: str, lines: Lines) -> dict[str, np.ndarray]:
    codes = _codes(text).clip(max=0xFFFF)
    length = lines.end - lines.start
    end = _ends_without_notes(text, lines)
    last, before_last = (_class_of(text, (end - step).clip(0)) for step in (1, 2))
    closed = (last == 0) | ((last == 1) & (before_last == 0) & (length > 1))
    numbers = [NUMBER.match(text, start, stop) for start, stop in _pairs(lines)]
    numbering = np.array([number.lastindex if number else 0 for number in numbers], float)
    behind = lines.end - np.array([number.end() if number else 0 for number in numbers], np.int64)
    return {
        "full": _sums(codes, lines, "width") + lines.indent,
        "length": length.astype(float),
        "stops": _sums(codes, lines, "。！？；"),
        "commas": _sums(codes, lines, "，、,"),
        "spaces": _sums(codes, lines, " \u3000\t\u00a0"),
        "digits": _sums(codes, lines, "digits") / length,
        "balance": _sums(codes, lines, OPENERS) - _sums(codes, lines, CLOSERS),
        "numbered": (numbering > 0).astype(float),
        "numbering": numbering,
        "behind_number": np.where(numbering > 0, behind.clip(max=LONG), -1).astype(float),
        "closed": closed.astype(float),
        "last": last,
        "before_last": np.where(length > 1, before_last, -1),
        "second": np.where(length > 1, _class_of(text, (lines.start + 1).clip(max=len(text) - 1)), -1),
        "indent": lines.indent,
        "closed_in_quotes": (closed & (last == 1)).astype(float),
    }


def _pairs(lines: Lines) -> list[tuple[int, int]]:
    return [*zip(lines.start.tolist(), lines.end.tolist(), strict=True)]


def _ends_without_notes(text: str, lines: Lines) -> np.ndarray:
    """Return just past the last character of each line, the mark of a note behind it left out."""
    found = []
    for start, end in _pairs(lines):
        note = NOTE.search(text, max(start + 1, end - LONGEST_NOTE), end)
        found.append(note.start() if note else end)
    return np.array(found, np.int64)


def _class_of(text: str, places: np.ndarray) -> np.ndarray:
    return np.array([_class(text[place]) for place in places.tolist()])


@cache
def _class(character: str) -> int:
    """Return the place of a character's class in `KINDS_OF_CHARACTER`."""
    for number, members in enumerate(CLASSES):
        if character in members:
            return number
    if "\u3400" <= character <= "\u9fff" or character >= "\U00020000" or character in "〇々":
        return HAN
    return DIGIT if character.isdigit() else LATIN if character.isalpha() else OTHER


def _around(values: np.ndarray, fill: float) -> np.ndarray:
    """Return for each line but the last the values of the lines around its end, a row each."""
    padded = np.r_[np.full(AROUND, fill), values, np.full(AROUND, fill)]
    return np.lib.stride_tricks.sliding_window_view(padded, 2 * AROUND + 2)


def _usual(widths: np.ndarray) -> np.ndarray:
    """Return the most usual width of each row, to one column either way; of several the widest."""
    order = np.sort(np.where(np.isnan(widths), -FAR, widths), axis=1)
    near = np.abs(order[:, :, None] - order[:, None, :])
    votes = (near == 0).sum(axis=2) + 0.5 * (near == 1).sum(axis=2)
    votes[order < 0] = 0
    best = votes.shape[1] - 1 - votes[:, ::-1].argmax(axis=1)
    return np.take_along_axis(order, best[:, None], axis=1)[:, 0]


def _widths(full: np.ndarray, around: np.ndarray, usual: np.ndarray) -> dict[str, np.ndarray]:
    full = full.clip(max=WIDEST)
    widest = np.nanmax(around, axis=1)
    at = np.r_[np.nan, np.nan, full, np.nan, np.nan]
    before, previous, here, following, second, third = (at[first : first + len(full) - 1] for first in range(6))
    near = np.abs(around - usual[:, None]) <= 1
    known = (~np.isnan(around)).sum(axis=1)
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
        "share_near_widest": (around >= widest[:, None] - 2).sum(axis=1) / known,
        "widest_beside_usual": widest - usual,
        "usual_width": usual,
        "full": here,
    }


def _gaps(lines: Lines) -> dict[str, np.ndarray]:
    gap = lines.gap[1:].clip(max=9)
    usual = np.bincount(gap).argmax()
    around = _around(np.r_[np.nan, gap], np.nan)[:, 1:]
    return {
        "gap": gap,
        "gap_beside_usual": gap - usual,
        "gap_before": np.r_[0, gap[:-1]] - gap,
        "gap_after": np.r_[gap[1:], 0] - gap,
        "share_without_gap": (around == 0).sum(axis=1) / (~np.isnan(around)).sum(axis=1),
        "page_end": lines.page[1:],
    }


def _shares(seen: dict[str, np.ndarray], lines: Lines, widths: np.ndarray, usual: np.ndarray) -> dict[str, np.ndarray]:
    closed = _around(seen["closed"], np.nan)
    known = (~np.isnan(closed)).sum(axis=1)
    open_at_usual = (closed == 0) & (np.abs(widths - usual[:, None]) <= 1)
    return {
        "share_indented": (_around(lines.indent, np.nan) >= 1).sum(axis=1) / known,
        "share_closed": (closed == 1).sum(axis=1) / known,
        "share_open_at_usual": open_at_usual.sum(axis=1) / known,
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


def _run(are: np.ndarray) -> np.ndarray:
    """Return for each place how many that *are* end there one after the other, up to twice `AROUND`."""
    place = np.arange(len(are))
    return (place - np.maximum.accumulate(np.where(are, -1, place))).clip(max=2 * AROUND)


def _characters(text: str, lines: Lines, last: np.ndarray) -> dict[str, np.ndarray]:
    last, first = last[:-1], _class_of(text, lines.start[1:])
    kinds = range(len(KINDS_OF_CHARACTER))
    ends = {f"ends_with_{kind}": last == kind for kind in kinds}
    return ends | {f"next_begins_with_{kind}": first == kind for kind in kinds}


def _words(text: str, lines: Lines, column: dict[str, np.ndarray]) -> dict[str, np.ndarray]:
    """Return how long the word of the dictionary is across each end, and the likely word; 0 where there is none."""
    found = np.zeros((2, len(lines) - 1))
    between = column[f"ends_with_{HAN}"] & column[f"next_begins_with_{HAN}"]
    for row in np.flatnonzero(between).tolist():
        found[:, row] = [len(word_between(*sides(text, lines, row), likely)) for likely in (False, True)]
    return {"word_across": found[0], "likely_word_across": found[1]}


def sides(text: str, lines: Lines, row: int) -> tuple[str, str]:
    """Return the last eight characters of a line and the first eight of the next.

    >>> sides("市政\\n协", lines_of("市政\\n协", [(0, 2), (3, 4)]), 0)
    ('市政', '协')
    """
    start, end = int(lines.start[row]), int(lines.end[row])
    following, last = int(lines.start[row + 1]), int(lines.end[row + 1])
    return text[max(start, end - 8) : end], text[following : min(last, following + 8)]


def _pairs_of_characters(four: list[np.ndarray]) -> dict[str, np.ndarray]:
    """Return how well the characters beside each end go together, and begin and end sentences, in general Chinese."""
    second, last, first, following = map(in_simplified, four)
    return {
        "affinity": affinity(last, first),
        "affinity_inside": affinity(second, last) + affinity(first, following),
        "next_begins_sentences": begins(first),
        "ends_sentences": ends(last),
    }


def _codes(text: str) -> np.ndarray:
    return np.frombuffer(text.encode("utf-32-le", "surrogatepass"), np.uint32)


def _four_points(codes: np.ndarray, lines: Lines) -> list[np.ndarray]:
    """Return the code points of the last two characters of each line and the first two of the next."""
    places = [*((lines.end[:-1] - step).clip(0) for step in (2, 1)), *(lines.start[1:] + step for step in (0, 1))]
    return [codes[place.clip(max=len(codes) - 1)].astype(np.int64) for place in places]


def _clauses(codes: np.ndarray, lines: Lines) -> dict[str, np.ndarray]:
    """Return the characters since the last mark of each line, and up to the first mark and full stop of the next."""
    marks, stops = (np.flatnonzero(np.isin(codes, [ord(mark) for mark in some])) for some in (MARKS, STOPS))
    before = np.r_[-1, marks][np.searchsorted(marks, lines.end[:-1] - 1)]
    open_clause = lines.end[:-1] - 1 - np.maximum(before, lines.start[:-1] - 1)
    start, end = lines.start[1:], lines.end[1:]
    clause, sentence = (
        np.minimum(np.r_[found, len(codes)][np.searchsorted(found, start)], end) - start for found in (marks, stops)
    )
    usual = np.median(np.diff(marks)) if len(marks) > 1 else 10.0
    return {
        "open_clause": np.log1p(open_clause),
        "next_clause": np.log1p(clause),
        "next_sentence": np.log1p(sentence),
        "clauses_ratio": np.log1p(open_clause + clause) - np.log1p(usual),
    }


def _here(codes: np.ndarray, four: list[np.ndarray]) -> dict[str, np.ndarray]:
    """Return how often the two characters beside each end, and either with one more, stand elsewhere in this text."""
    codes = codes.astype(np.uint64)
    second, last, first, following = (points.astype(np.uint64) for points in four)
    twos = codes[:-1] << 21 | codes[1:]
    threes = twos[:-1] << 21 | codes[2:]
    across = [_times(threes, second << 42 | last << 21 | first), _times(threes, last << 42 | first << 21 | following)]
    return {"pair_here": np.log1p(_times(twos, last << 21 | first)), "triple_here": np.log1p(np.maximum(*across))}


def _times(values: np.ndarray, wanted: np.ndarray) -> np.ndarray:
    """Return how often each of *wanted* is among *values*."""
    known, which = np.unique(wanted, return_inverse=True)
    place = np.searchsorted(known, values).clip(max=len(known) - 1)
    return np.bincount(place[known[place] == values], minlength=len(known))[which]


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
    keys = [DIGITS.sub("0", text[start:end]) for start, end in _pairs(lines)]
    times = Counter(keys)
    again = np.log(np.array([times[key] for key in keys], float))
    return {"comes_again": again[:-1], "next_comes_again": again[1:]}


def word_between(left: str, right: str, likely: bool) -> str:
    """Return the word of the dictionary (or the *likely* word) across the seam of two texts, or nothing.

    >>> word_between("会议由市政", "协主席主持", likely=False)
    '市政协'
    """
    import rjieba

    position = 0
    for token in rjieba.cut(simplified_text(left + right), likely):
        if position < len(left) < position + len(token) and token.isalnum():
            return (left + right)[position : position + len(token)]
        position += len(token)
    return ""
