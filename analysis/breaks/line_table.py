"""What a reader sees of a line by itself: its width, marks, number, last characters."""

from __future__ import annotations

import re
from functools import cache

import numpy as np

from .characters import CLOSERS, OPENERS, class_of, columns
from .lines import Lines, spans_of

NUMBER = re.compile(
    "(第\\s?[一二三四五六七八九十百千零〇\\d]{1,9}\\s?[编卷篇章节])|(第\\s?[一二三四五六七八九十百千零〇\\d]{1,9}\\s?[回条款])"
    "|([（(][一二三四五六七八九十百\\d]{1,5}[)）])|([〔\\[][一二三四五六七八九十百\\d]{1,5}[)）〕\\]])"
    "|([一二三四五六七八九十]{1,4}[、.．])|(\\d{1,5}(?:[.．]\\d{1,3}){1,4}[.、．\\s])|(\\d{1,5}[.、．](?!\\d))|(\\d{1,5}\\s)|([①-⑳])|(\\d{1,5}[.．])"
)
KINDS_OF_NUMBER = NUMBER.groups + 1  # none among them
# The mark of a note, or a sign of the page's own font, behind the mark that closes a paragraph.
NOTE = re.compile("(?:[\ue000-\uf8ff①-⑳*†‡]|[\\[［〔]\\d{1,3}[\\]］〕]){1,3}$")
LONGEST_NOTE = 6  # characters
LONG = 20  # characters


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


def line_table(text: str, codes: np.ndarray, lines: Lines) -> dict[str, np.ndarray]:
    """Return what is seen of each line; *codes* are the code points of the text.

    >>> from analysis.breaks.lines import lines_of
    >>> from analysis.text_index.passages import code_points
    >>> text = "1. 会议\\n由市政协主席主持。"
    >>> seen = line_table(text, code_points(text), lines_of(text, [(0, 5), (6, 15)]))
    >>> seen["full"].tolist(), seen["numbered"].tolist(), seen["closed"].tolist()
    ([3.5, 9.0], [1.0, 0.0], [0.0, 1.0])
    """
    codes = codes.clip(max=0xFFFF)
    length = lines.end - lines.start
    end = _ends_without_notes(text, lines)
    last, before_last = (classes_at(text, (end - step).clip(0)) for step in (1, 2))
    closed = (last == 0) | ((last == 1) & (before_last == 0) & (length > 1))
    numbers = [NUMBER.match(text, start, stop) for start, stop in spans_of(lines)]
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
        "second": np.where(length > 1, classes_at(text, (lines.start + 1).clip(max=len(text) - 1)), -1),
        "indent": lines.indent,
        "closed_in_quotes": (closed & (last == 1)).astype(float),
    }


def _ends_without_notes(text: str, lines: Lines) -> np.ndarray:
    """Return just past the last character of each line, the mark of a note behind it left out."""
    found = []
    for start, end in spans_of(lines):
        note = NOTE.search(text, max(start + 1, end - LONGEST_NOTE), end)
        found.append(note.start() if note else end)
    return np.array(found, np.int64)


def classes_at(text: str, places: np.ndarray) -> np.ndarray:
    """Return the class of each character at some offsets of a text; see `characters.class_of`."""
    return np.array([class_of(text[place]) for place in places.tolist()])
