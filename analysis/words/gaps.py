"""Line ends inside a paragraph: text is cut into words as if they were not there."""

from __future__ import annotations

import re
from collections import deque
from typing import TYPE_CHECKING

from ..breaks.ends import joint
from ..text_index.newlines import LINE_ENDS, has_line_end

if TYPE_CHECKING:
    from collections.abc import Iterator

# White space, and what marks a quotation's next line.
GAP = re.compile(f"(?<!\\s)\\s++(?:(?<=[{LINE_ENDS}])>[>\\s]*+)?+")


def in_one_line(text: str) -> tuple[str, list[tuple[int, str, str]]]:
    """Return *text* without its line ends, and each gap that went: its place in the result, what it was and is now.

    >>> in_one_line("文章的名\\n目")
    ('文章的名目', [(4, '\\n', '')])
    """
    pieces, gaps, begin, size = [], [], 0, 0
    for match in GAP.finditer(text):
        if not has_line_end(match[0]):
            continue
        between = joint(text[max(match.start() - 2, 0) : match.start()], text[match.end() : match.end() + 1])
        pieces += [text[begin : match.start()], between]
        size += match.start() - begin
        gaps.append((size, match[0], between))
        size += len(between)
        begin = match.end()
    return "".join([*pieces, text[begin:]]), gaps


def with_gaps(pieces: list[str], gaps: list[tuple[int, str, str]]) -> Iterator[str]:
    """Yield *pieces* of a line with the gaps back in their places, each inside a piece or one of its own."""
    waiting, begin = deque(gaps), 0
    for piece in pieces:
        end, shown, last = begin + len(piece), "", begin
        while waiting and waiting[0][0] < end:
            place, gap, between = waiting.popleft()
            if place == begin and not between:
                yield gap
            else:
                shown += piece[last - begin : place - begin] + gap
                last = place + len(between)
        yield shown + piece[last - begin :]
        begin = end


def bridged(token: str) -> str:
    """Return the text of a token without the line end that it may hold.

    >>> bridged("名\\n目")
    '名目'
    """
    if not has_line_end(token) or GAP.fullmatch(token):
        return token
    return in_one_line(token)[0]


def as_written(text: str, read: str, pieces: list[str]) -> list[str]:
    """Return *pieces* of *read* as *text* has them; the two are of one length, and most pieces are the same."""
    import numpy as np

    written, other = (np.frombuffer(t.encode("utf-32-le", "surrogatepass"), np.uint32) for t in (text, read))
    ends = np.cumsum(np.fromiter(map(len, pieces), np.int64, len(pieces)))
    for token in np.unique(np.searchsorted(ends, np.flatnonzero(written != other), side="right")).tolist():
        pieces[token] = text[ends[token] - len(pieces[token]) : ends[token]]
    return pieces
