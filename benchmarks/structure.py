"""How the time to load a text, and to find its sections and faults, grows with its size.

``python benchmarks/structure.py [FILE]`` repeats a text (by default the texts of the tests, shuffled and renumbered so
that no two paragraphs are equal) to 1, 3 and 10 MB of UTF-8 and prints seconds and the exponent of growth, 1 being
linear, by least squares on the logarithms. Each step is timed by itself, in this process, after one small round.
"""

import math
import random
import sys
import time
from collections.abc import Callable
from pathlib import Path

import numpy as np

from analysis import block_kinds, faults, load, sections

TEXTS = Path(__file__).parent.parent / "tests" / "texts"
SIZES = (1, 3, 10)


def grown(paragraphs: list[str], megabytes: float, chance: random.Random) -> bytes:
    """Return so much text made of the paragraphs, each with a number of its own, in random order."""
    pieces, size = [], 0
    while size < megabytes * 1e6:
        piece = chance.choice(paragraphs)
        piece = f"{piece[:-1]}{len(pieces)}{piece[-1]}\n\n".encode()
        pieces.append(piece)
        size += len(piece)
    return b"".join(pieces)


def seconds(work: Callable[[], object]) -> tuple[float, object]:
    """Return how long *work* takes, and what it gives."""
    start = time.perf_counter()
    result = work()
    return time.perf_counter() - start, result


def main(*files: str) -> None:
    """Print the table."""
    paths = [Path(file) for file in files] or sorted(TEXTS.glob("*.txt"))
    paragraphs = [line for path in paths for line in path.read_text("utf-8").splitlines() if line.strip()]
    times: dict[str, list[float]] = {"load": [], "block_kinds": [], "sections": [], "faults": []}
    for size in (0.05, *SIZES):
        data = grown(paragraphs, size, random.Random(size))
        took, document = seconds(lambda data=data: load(data))
        times["load"].append(took)
        for step in (block_kinds, sections, faults):
            times[step.__name__].append(seconds(lambda step=step, document=document: step(document))[0])
    print(f"| step | {' | '.join(f'{size} MB' for size in SIZES)} | exponent |\n| --- " + "| --- " * 4 + "|")
    for step, (_, *took) in times.items():
        exponent = np.polyfit([math.log(size) for size in SIZES], [math.log(t) for t in took], 1)[0]
        print(f"| {step} | {' | '.join(f'{t:.2f} s' for t in took)} | {exponent:.2f} |")


if __name__ == "__main__":
    main(*sys.argv[1:])
