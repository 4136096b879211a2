"""Which run of text that was set does each extracted line come from: every letter that was set is used once."""

from __future__ import annotations

import unicodedata
from bisect import bisect_right
from collections import Counter
from typing import NamedTuple

NO_ITEM = -1
NEIGHBOUR = 16  # what it counts for a place that it goes on from the line before, or in the next


class Piece(NamedTuple):
    """What stands on a page of an item, as it was set."""

    item: int
    text: str


class Spot(NamedTuple):
    """Where letters of a line come from: a piece's place on the page and the first and last letter of it."""

    piece: int
    start: int
    end: int


def letters(text: str) -> str:
    """Return what is compared: letters and digits, without marks, spaces, note marks and differences of width.

    >>> letters("文章①，Ｐ 12。")
    '文章p12'
    """
    kept = (c for c in text if unicodedata.category(c)[0] == "L" or unicodedata.category(c) == "Nd")
    return unicodedata.normalize("NFKC", "".join(kept)).casefold()


def align(text: str, pages: list[list[Piece]]) -> list[list[int]]:
    """Return for each line of a text that holds something the items it comes from, that with most letters first.

    Parameters
    ----------
    text : as extracted; each page ends with a form feed.
    pages : what was set on each page.
    """
    given = text.split("\f")
    given = given if len(given) == len(pages) else [*given[: len(pages) - 1], "\n".join(given[len(pages) - 1 :])]
    found: list[list[int]] = []
    for number, page in enumerate(given):
        lines = [line for line in page.split("\n") if line.strip()]
        found += align_page(lines, pages[number])
    return found


def align_page(lines: list[str], pieces: list[Piece]) -> list[list[int]]:
    """Return the items of each line of one page.

    Lines that could come from one place alone are placed first, then in order those that go on from a neighbour, then
    the others, the longest first. Last a line that comes from no one run (two columns on one line) is cut into the
    longest runs that are left.

    >>> align_page(["江城", "文章的名", "12", "目。"], [Piece(0, "文章的名目。"), Piece(1, "江城"), Piece(2, "12")])
    [[1], [0], [2], [0]]
    """
    page = _Page([letters(piece.text) for piece in pieces])
    keys = [letters(line) for line in lines]
    spots: list[list[Spot]] = [[] for _ in lines]
    longest = sorted(range(len(lines)), key=lambda n: -len(keys[n]))
    alone = [n for n in longest if page.flow.count(keys[n]) == 1]
    for numbers, least in ((alone, 0), (range(len(lines)), NEIGHBOUR), (longest, 0)):
        for number in numbers:
            if not spots[number]:
                before = spots[number - 1][-1] if number and spots[number - 1] else None
                after = spots[number + 1][0] if number + 1 < len(lines) and spots[number + 1] else None
                spot = page.take(keys[number], before, after, least)
                spots[number] = [spot] if spot else []
    for number in longest:
        spots[number] = spots[number] or _in_parts(page, lines[number], keys[number])
    found = []
    for place in spots:
        size: Counter[int] = Counter()
        for spot in place:
            size[pieces[spot.piece].item] += spot.end - spot.start
        found.append([item for item, _ in size.most_common()])
    return _with_marks(found)


class _Page:
    """The letters of a page's pieces, and which are used."""

    def __init__(self, keys: list[str]) -> None:
        self.keys = keys
        self.starts = [0]
        for key in keys:
            self.starts.append(self.starts[-1] + len(key) + 1)
        self.flow = "\n".join(keys)
        self.used = bytearray(len(self.flow) + 1)

    def take(self, key: str, before: Spot | None = None, after: Spot | None = None, least: int = 0) -> Spot | None:
        """Return the unused place of letters that fits best, *least* or better, and mark it as used."""
        best, most, at = None, least - 1, self.flow.find(key) if key else -1
        while at >= 0:
            if not any(self.used[at : at + len(key)]):
                piece = bisect_right(self.starts, at) - 1
                spot = Spot(piece, at - self.starts[piece], at - self.starts[piece] + len(key))
                score = self._fit(spot, before, after)
                if score > most:
                    best, most = spot, score
            at = self.flow.find(key, at + 1)
        if best:
            first = self.starts[best.piece] + best.start
            self.used[first : first + len(key)] = b"\1" * len(key)
        return best

    def _fit(self, spot: Spot, before: Spot | None, after: Spot | None) -> int:
        """Return how well a place fits: all of a piece, going on from one line and into the other, at an end."""
        size = len(self.keys[spot.piece])
        goes_on = before is not None and (spot.piece, spot.start) == (before.piece, before.end)
        leads_on = after is not None and (spot.piece, spot.end) == (after.piece, after.start)
        complete = spot.start == 0 and spot.end == size
        is_next = before is not None and spot.piece == before.piece + 1 and spot.start == 0
        return (
            NEIGHBOUR * (goes_on + leads_on) + 8 * complete + 4 * (spot.start == 0) + 2 * (spot.end == size) + is_next
        )


def _in_parts(page: _Page, line: str, key: str) -> list[Spot]:
    """Return the places of a line's parts: those that spaces part, or the longest runs of letters."""
    parts = [part for part in map(letters, line.split()) if part]
    if len(parts) < 2 or not all(part in page.flow for part in parts):
        parts = [key]
    found: list[Spot] = []
    for part in parts:
        at = 0
        while at < len(part):
            for end in range(len(part), at, -1):
                if part[at:end] in page.flow and (spot := page.take(part[at:end], found[-1] if found else None)):
                    found.append(spot)
                    break
            else:
                end = at + 1
            at = end
    return found


def _with_marks(found: list[list[int]]) -> list[list[int]]:
    """Give lines of marks alone the item of the line before them, or of that after them."""
    for number, items in enumerate(found):
        if not items:
            near = found[number - 1][-1:] if number else []
            found[number] = near or next((later[:1] for later in found[number:] if later), [NO_ITEM])
    return found
