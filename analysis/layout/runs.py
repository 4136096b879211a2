"""Runs of characters side by side, and in which direction the characters of a page run."""

from __future__ import annotations

from collections import defaultdict

import numpy as np

from .boxes import Box, turned

WIDEST_GAP = 0.8  # em between two characters of one run; wider ones part columns, cells and words that are spread out
DEEPEST_OVERLAP = 0.5  # em by which a character may reach into the one before it
CLEAR_GAP = 0.25  # em between characters from which on it is looked whether they run downwards
MOST_OPEN = 32  # runs at one height that a character could go on
SAME_LINE = 0.5  # share of the lower character's height that two characters of a line share
LIKE_SIZE = 0.6  # of two characters of a line; smaller ones belong to it where they are raised or lowered in it
LEAST_SIZE = 0.45  # of two characters of a line, whatever their height in it
RAISED_GAP = 0.3  # em between a character and one that is raised or lowered


def directions(found: np.ndarray, width: float, height: float) -> np.ndarray:
    """Return for each character in which frame it is read: by how it is turned; upright ones by where the next is."""
    quarters = np.round(found["turned"] / 90).astype(int) % 4
    upright = np.flatnonzero(quarters == 0)
    chosen = found[upright]
    along, _ = _neighbours(_boxes(chosen), chosen["size"])
    if len(along) and np.mean(along > CLEAR_GAP) > 0.1:
        down, runs = _neighbours(turned_boxes(chosen, 1, width, height), chosen["size"])
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
    runs = chained(boxes, sizes)
    gaps = np.full(len(boxes), np.inf)
    for run in runs:
        between = (boxes[run[1:], 0] - boxes[run[:-1], 2]) / np.maximum(sizes[run[1:]], 1)
        gaps[run[1:]] = between
        gaps[run[:-1]] = np.minimum(gaps[run[:-1]], between)
    return gaps, runs


def _boxes(found: np.ndarray) -> np.ndarray:
    return np.column_stack([found[name] for name in ("x0", "y0", "x1", "y1")]).astype(float)


def turned_boxes(found: np.ndarray, frame: int, width: float, height: float) -> np.ndarray:
    """Return the boxes of characters, in rows, as they lie when the page is turned."""
    return np.column_stack(turned(Box(*_boxes(found).T), frame, width, height))


def chained(boxes: np.ndarray, sizes: np.ndarray) -> list[list[int]]:
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
        # Others can't go on any more; and where many characters are at one place, it is no text.
        bucket[:] = [run for run in bucket[-MOST_OPEN:] if x0 - rows[run[-1]][2] < widest]
        bucket.append(best)
    return runs


def _distance(last: list[float], last_size: float, box: list[float], size: float) -> float:
    """Return how far a character is from the last one of a run, in em; infinite where it can't go on there."""
    small, large = (last_size, size) if last_size < size else (size, last_size)
    is_like = small >= LIKE_SIZE * large
    gap = (box[0] - last[2]) / (large or 1)
    widest = WIDEST_GAP * small if is_like else RAISED_GAP * large
    if gap < -DEEPEST_OVERLAP or box[0] - last[2] > widest or small < LEAST_SIZE * large:
        return np.inf
    shared = min(last[3], box[3]) - max(last[1], box[1])
    if shared < SAME_LINE * min(last[3] - last[1], box[3] - box[1]):
        return np.inf
    offset = abs(last[1] + last[3] - box[1] - box[3]) / 2 / (large or 1)
    if is_like and offset > 0.4:
        return np.inf
    return abs(gap) + 2 * offset + (large / (small or 1) - 1)
