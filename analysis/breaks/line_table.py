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


# Characters that are counted in each line.
COUNTED = {"stops": "。！？；", "commas": "，、,", "spaces": " \u3000\t\u00a0", "openers": OPENERS, "closers": CLOSERS}


@cache
def _sorts() -> tuple[np.ndarray, np.ndarray]:
    """Return for each code point of the first plane its sort, and of each sort what it counts for.

    That is its width, whether it is a digit, and whether it is among each of `COUNTED`. Sort 0 is that of Han
    characters: one wide, and nothing else.
    """
    characters = [*map(chr, range(1 << 16))]
    counts = np.zeros((len(characters), 2 + len(COUNTED)))
    counts[:, 0] = [*map(columns, characters)]
    counts[:, 1] = [*map(str.isdigit, characters)]
    for number, members in enumerate(COUNTED.values(), 2):
        counts[[*map(ord, members)], number] = 1
    key = (counts != counts[ord("一")]) @ (1 << np.arange(counts.shape[1])) + 1000 * (counts[:, 0] == 0)
    _, first, sort = np.unique(key, return_index=True, return_inverse=True)
    return sort.astype(np.uint8), counts[first]


def _sums(codes: np.ndarray, lines: Lines) -> dict[str, np.ndarray]:
    """Return for each line the sums of what its characters count for, by name; see `_sorts`.

    Few characters are of another sort than most, and only these are looked at. All are multiples of a half, whose sums
    are exact in any order.
    """
    sort, counts = _sorts()
    of_text = sort.take(codes)
    place = np.flatnonzero(of_text)
    line = np.searchsorted(lines.start, place, side="right") - 1
    inside = (line >= 0) & (place < lines.end[line])
    at = line[inside] * len(counts) + of_text[place[inside]]
    held = np.bincount(at, minlength=len(lines) * len(counts)).reshape(len(lines), len(counts))
    held[:, 0] = lines.end - lines.start - held.sum(axis=1)
    return dict(zip(("width", "digits", *COUNTED), (held @ counts).T, strict=True))


def line_table(text: str, codes: np.ndarray, lines: Lines) -> dict[str, np.ndarray]:
    """Return what is seen of each line; *codes* are the code points of the text.

    >>> from analysis.breaks.lines import lines_of
    >>> from analysis.text_index.passages import code_points
    >>> text = "1. 会议\\n由市政协主席主持。"
    >>> seen = line_table(text, code_points(text), lines_of(text, [(0, 5), (6, 15)]))
    >>> seen["full"].tolist(), seen["numbered"].tolist(), seen["closed"].tolist()
    ([3.5, 9.0], [1.0, 0.0], [0.0, 1.0])
    """
    length, sums = lines.end - lines.start, _sums(codes.clip(max=0xFFFF) if codes.itemsize > 2 else codes, lines)
    end = _ends_without_notes(text, lines)
    last, before_last = (classes_at(text, (end - step).clip(0)) for step in (1, 2))
    closed = (last == 0) | ((last == 1) & (before_last == 0) & (length > 1))
    numbers = [NUMBER.match(text, start, stop) for start, stop in spans_of(lines)]
    numbering = np.array([number.lastindex if number else 0 for number in numbers], float)
    behind = lines.end - np.array([number.end() if number else 0 for number in numbers], np.int64)
    return {
        "full": sums["width"] + lines.indent,
        "length": length.astype(float),
        "stops": sums["stops"],
        "commas": sums["commas"],
        "spaces": sums["spaces"],
        "digits": sums["digits"] / length,
        "balance": sums["openers"] - sums["closers"],
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
