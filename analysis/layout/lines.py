"""Characters to lines: runs of characters side by side, in the direction in which the page is read."""

from __future__ import annotations

import unicodedata
from collections import defaultdict
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

import numpy as np

from .glyphs import SHOWN_AS, Box, PageGlyphs, around

if TYPE_CHECKING:
    from collections.abc import Iterable

WIDEST_GAP = 0.8  # em between two characters of one run; wider ones part columns, cells and words that are spread out
DEEPEST_OVERLAP = 0.5  # em by which a character may reach into the one before it
HAN_SPACE = 0.2  # em beyond the usual gap of a line, between two Han characters that a space parts
LONGEST_NUMBER = 8  # characters, of a heading
WORD_GAP = 0.18  # em between two Latin words of which the text layer has no space
CLEAR_GAP = 0.25  # em between characters from which on it is looked whether they run downwards
WIDE_SPACE = 0.9  # em between two words of a line that a wide space parts
SAME_LINE = 0.5  # share of the lower character's height that two characters of a line share
LIKE_SIZE = 0.6  # of two characters of a line; smaller ones belong to it where they are raised or lowered in it
LEAST_SIZE = 0.45  # of two characters of a line, whatever their height in it
RAISED_GAP = 0.3  # em between a character and one that is raised or lowered
SPACED_OUT = 1 / 3  # share of the places between Han characters with a space, from which on spaces only justify
OPENING, CLOSING = "（《〈「『【〔“‘([{", "，。、；：！？）》〉」』】〕”’…—％%)]},.;:!?·"
SPACES = " \u3000\xa0"


@dataclass(frozen=True, slots=True)
class Line:
    """A run of characters: its box lies in the direction of reading, that is with lines from the top to the bottom."""

    text: str
    box: Box
    size: float  #: of most of its characters, in points
    bold: bool
    font: int
    first: float  #: width of what could stand at the end of the line before, had it room
    frame: int = 0  #: how it is turned against the page: see `turned`
    ruby: tuple[Line, ...] = ()  #: how its characters are read, in small ones above them

    @property
    def middle(self) -> float:
        """Return the height of its middle."""
        return (self.box.y0 + self.box.y1) / 2


@dataclass(frozen=True)
class PageLines:
    """The runs of a page and what else is drawn, all turned so that lines go from left to right and downwards."""

    number: int  #: from 1
    width: float
    height: float
    frame: int
    lines: list[Line]
    rules: list[Box]
    frames: list[Box]
    pictures: list[Box]
    is_vertical: bool = False  #: whether upright characters run downwards

    def upright(self, box: Box) -> Box:
        """Return where a box is when the page is held so that characters are upright."""
        if not self.is_vertical:
            return box
        return turned_back(box, self.frame, self.height, self.width)


def page_lines(glyphs: PageGlyphs, number: int = 1) -> PageLines:
    """Return the runs of a page's characters.

    The page is read in the direction in which most of its characters run: lines below each other; columns of
    characters from the right to the left; or a page that is turned. Runs in another direction keep their text.
    """
    found = glyphs.characters
    directions = _directions(found, glyphs.width, glyphs.height)
    frame = int(np.bincount(directions, minlength=4).argmax()) if len(found) else 0
    lines: list[Line] = []
    for other in sorted({*directions.tolist()}):
        chosen = found[directions == other]
        runs = _runs(chosen, other, glyphs.width, glyphs.height)
        lines += [_reframed(run, other, frame, glyphs.width, glyphs.height) for run in runs]
    turn = [[turned(box, frame, glyphs.width, glyphs.height) for box in drawn] for drawn in _drawn(glyphs)]
    width, height = (glyphs.height, glyphs.width) if frame % 2 else (glyphs.width, glyphs.height)
    is_vertical = frame == 1 and bool(np.mean(found["turned"] == 0) > 0.5)
    return PageLines(number, width, height, frame, lines, *turn, is_vertical)


def _drawn(glyphs: PageGlyphs) -> tuple[tuple[Box, ...], ...]:
    return glyphs.rules, glyphs.frames, glyphs.pictures


def turned(box: Box, frame: int, width: float, height: float) -> Box:
    """Return a page's box as it lies when the page is turned by so many quarters to the left.

    With one quarter what runs downwards goes to the right, and columns from the right to the left go downwards.

    >>> turned(Box(80, 0, 90, 50), 1, 100, 200)
    Box(x0=0, y0=10, x1=50, y1=20)
    """
    x0, y0, x1, y1 = box
    if frame == 1:
        return Box(y0, width - x1, y1, width - x0)
    if frame == 2:
        return Box(width - x1, height - y1, width - x0, height - y0)
    if frame == 3:
        return Box(height - y1, x0, height - y0, x1)
    return box


def turned_back(box: Box, frame: int, width: float, height: float) -> Box:
    """Return the page's box that `turned` gives this one of; width and height are the page's.

    >>> turned_back(turned(Box(80, 0, 90, 50), 1, 100, 200), 1, 100, 200)
    Box(x0=80, y0=0, x1=90, y1=50)
    """
    if frame % 2:
        return turned(box, 4 - frame, height, width)
    return turned(box, frame, width, height)


def _reframed(line: Line, own: int, frame: int, width: float, height: float) -> Line:
    if own == frame:
        return line
    box = turned(turned_back(line.box, own, width, height), frame, width, height)
    return Line(line.text, box, line.size, line.bold, line.font, line.first, own)


def _directions(found: np.ndarray, width: float, height: float) -> np.ndarray:
    """Return for each character in which frame it is read: by how it is turned, and of upright ones by where the next is."""
    quarters = np.round(found["turned"] / 90).astype(int) % 4
    upright = np.flatnonzero(quarters == 0)
    chosen = found[upright]
    along, _ = _neighbours(_boxes(chosen), chosen["size"])
    if len(along) and np.mean(along > CLEAR_GAP) > 0.1:
        down, runs = _neighbours(_turned_boxes(chosen, 1, width, height), chosen["size"])
        quarters[upright] = _vertical(along, down, runs)
    return quarters


def _vertical(along: np.ndarray, down: np.ndarray, runs: list[list[int]]) -> np.ndarray:
    """Return 1 for characters of runs downwards in which most are nearer to the one below than to the one beside."""
    votes = down + 0.1 < along
    found = np.zeros(len(votes), int)
    for run in runs:
        if len(run) > 1:
            found[run] = votes[run].mean() > 0.5
    alone = np.array([run[0] for run in runs if len(run) == 1], int)
    if len(alone):
        found[alone] = (along[alone] > CLEAR_GAP) & (found.mean() > 0.5)
    return found


def _neighbours(boxes: np.ndarray, sizes: np.ndarray) -> tuple[np.ndarray, list[list[int]]]:
    """Return the smaller gap of each character to the next or the last in its run, in em, and the runs."""
    runs = _chained(boxes, sizes)
    gaps = np.full(len(boxes), np.inf)
    for run in runs:
        between = (boxes[run[1:], 0] - boxes[run[:-1], 2]) / np.maximum(sizes[run[1:]], 1)
        gaps[run[1:]] = between
        gaps[run[:-1]] = np.minimum(gaps[run[:-1]], between)
    return gaps, runs


def _boxes(found: np.ndarray) -> np.ndarray:
    return np.column_stack([found[name] for name in ("x0", "y0", "x1", "y1")]).astype(float)


def _turned_boxes(found: np.ndarray, frame: int, width: float, height: float) -> np.ndarray:
    return np.column_stack(turned(Box(*_boxes(found).T), frame, width, height))


def _chained(boxes: np.ndarray, sizes: np.ndarray) -> list[list[int]]:
    """Return runs of characters, each near the end of the one before it and on its line.

    From left to right each character goes to the run on its line that ends nearest; what is far below or above is
    never looked at, so that the time grows with the number of characters.
    """
    order = np.lexsort((boxes[:, 1], boxes[:, 0]))
    step = max(float(np.median(sizes)), 1.0) if len(sizes) else 1.0
    rows, size = boxes.tolist(), sizes.tolist()
    open_runs: dict[int, list[list[int]]] = defaultdict(list)
    runs: list[list[int]] = []
    widest = 2 * float(sizes.max()) if len(sizes) else 0.0
    for index in order.tolist():
        x0, y0, _, y1 = rows[index]
        best, nearest = None, np.inf
        for level in range(int(y0 // step) - 1, int(y1 // step) + 2):
            for run in open_runs[level]:
                distance = _distance(rows[run[-1]], size[run[-1]], rows[index], size[index])
                if distance < nearest:
                    best, nearest = run, distance
        if best is None:
            best = []
            runs.append(best)
        else:
            open_runs[int(rows[best[-1]][1] // step)].remove(best)
        best.append(index)
        bucket = open_runs[int(y0 // step)]
        bucket[:] = [run for run in bucket if x0 - rows[run[-1]][2] < widest]  # others can't go on any more
        bucket.append(best)
    return runs


def _distance(last: list[float], last_size: float, box: list[float], size: float) -> float:
    """Return how far a character is from the last one of a run, in em; infinite where it can't go on there."""
    small, large = (last_size, size) if last_size < size else (size, last_size)
    is_like = small >= LIKE_SIZE * large
    gap = (box[0] - last[2]) / (large or 1)
    if not -DEEPEST_OVERLAP <= gap <= (WIDEST_GAP if is_like else RAISED_GAP) or small < LEAST_SIZE * large:
        return np.inf
    shared = min(last[3], box[3]) - max(last[1], box[1])
    if shared < SAME_LINE * min(last[3] - last[1], box[3] - box[1]):
        return np.inf
    offset = abs(last[1] + last[3] - box[1] - box[3]) / 2 / (large or 1)
    if is_like and offset > 0.4:
        return np.inf
    return abs(gap) + 2 * offset + (large / (small or 1) - 1)


def _runs(found: np.ndarray, frame: int, width: float, height: float) -> Iterable[Line]:
    """Yield the lines that characters of one direction make."""
    boxes = _turned_boxes(found, frame, width, height)
    for run in _chained(boxes, found["size"]):
        line = line_of(found[run], boxes[run], frame)
        if line.text:
            yield line


def line_of(found: np.ndarray, boxes: np.ndarray, frame: int = 0) -> Line:
    """Return characters, given in their order, as a line."""
    texts = [chr(code).translate(SHOWN_AS) for code in found["code"].tolist()]
    texts = [unicodedata.normalize("NFKC", c) if "\u2f00" <= c <= "\u2fd5" else c for c in texts]
    ends = [n for n, c in enumerate(texts) if c not in SPACES]
    if not ends:
        return Line("", Box(0, 0, 0, 0), 0, False, 0, 0)
    kept = slice(ends[0], ends[-1] + 1)
    texts, found, boxes = texts[kept], found[kept], boxes[kept]
    sizes, counts = np.unique(np.round(found["size"], 1), return_counts=True)
    size = float(sizes[counts.argmax()])
    return Line(
        _text(texts, boxes, found["size"]),
        Box(*(float(edge) for edge in (*boxes[:, :2].min(0), *boxes[:, 2:].max(0)))),
        size,
        bool(found["bold"].mean() > 0.5),
        int(np.bincount(found["font"]).argmax()),
        _first_width(texts, boxes),
        frame,
    )


def _text(texts: list[str], boxes: np.ndarray, sizes: np.ndarray) -> str:
    """Return a line's text, with a space where words are apart and without those that only justify it."""
    gaps = (boxes[1:, 0] - boxes[:-1, 2]) / np.maximum(sizes[1:], 1)
    usual = float(np.quantile(gaps, 0.25)) if len(gaps) else 0.0
    pairs = [*zip(texts, texts[1:], strict=False)]
    is_apart = [
        gap > (WORD_GAP if is_narrow(left) and is_narrow(right) else usual + HAN_SPACE) and _are_parted(left, right, at)
        for at, (gap, (left, right)) in enumerate(zip(gaps.tolist(), pairs, strict=True))
    ]
    parts = texts[:1]
    for apart, (_, right) in zip(is_apart, pairs, strict=True):
        parts += [" ", right] if apart else [right]
    return without_justifying("".join(parts))


def _are_parted(left: str, right: str, place: int) -> bool:
    """Say whether a gap between two characters can be a space: about marks there is room of its own.

    Programs put room between Han and other letters, too; it is a space behind the number that a line begins with.
    """
    if is_narrow(left) != is_narrow(right):
        return place < LONGEST_NUMBER and left.isdigit() and right.isalpha()
    return is_narrow(left) or (left.isalpha() and right.isalpha())


def without_justifying(text: str) -> str:
    """Return a line without the spaces between its Han characters where these are too many to part words.

    >>> without_justifying("一 个 字 一 个 字 地 排"), without_justifying("第一章 绪论")
    ('一个字一个字地排', '第一章 绪论')
    """
    if " " not in text:
        return text
    kept: list[str] = []
    between = pairs = 0
    for number, character in enumerate(text):
        left, right = text[number - 1 : number], text[number + 1 : number + 2]
        if character == " " and left and right and not is_narrow(left) and not is_narrow(right):
            between += 1
        else:
            pairs += not is_narrow(character)
            kept.append(character)
    return "".join(kept) if pairs >= 6 and between > SPACED_OUT * pairs else text


def is_narrow(character: str) -> bool:
    """Say whether a character is a letter or a figure of a script that parts words by spaces.

    >>> is_narrow("a"), is_narrow("，"), is_narrow("字")
    (True, False, False)
    """
    return character.isascii() and not character.isspace()


def _first_width(texts: list[str], boxes: np.ndarray) -> float:
    """Return the width of a line's first word or character, with the marks that may not be parted from it."""
    last = 0
    while last + 1 < len(texts) and (texts[last] in OPENING or texts[last + 1] in CLOSING or _is_word(texts, last)):
        last += 1
    return float(boxes[last, 2] - boxes[0, 0])


def _is_word(texts: list[str], place: int) -> bool:
    return is_narrow(texts[place]) and is_narrow(texts[place + 1])


def merged(lines: list[Line]) -> Line:
    """Return runs of one line, from left to right, as one; a wide space stands where they are clearly apart.

    Where every run is one character they are spread out, as those of a short title, and no space stands between them.
    """
    if len(lines) == 1:
        return lines[0]
    parts, main = [lines[0].text], max(lines, key=lambda line: len(line.text))
    for left, right in pairwise(lines):
        parts += [_between(left, right, main.size) if len(main.text) > 1 else "", right.text]
    box = around([line.box for line in lines])
    ruby = tuple(one for line in lines for one in line.ruby)
    return Line("".join(parts), box, main.size, main.bold, main.font, lines[0].first, lines[0].frame, ruby)


def _between(left: Line, right: Line, size: float) -> str:
    gap = (right.box.x0 - left.box.x1) / (size or 1)
    if is_narrow(left.text[-1]) and is_narrow(right.text[0]):
        return " "
    return "\u3000" if gap > WIDE_SPACE else ""
