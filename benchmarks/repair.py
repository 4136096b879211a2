"""What mending takes beside finding: ``python benchmarks/repair.py SHARED [RUNS]``.

Prints processor seconds of ``repair`` and of ``parse``, ``audit`` and ``faults`` together, which are its first round,
on the same text, in turn; the median of RUNS (3), and their ratio. A later round reads what is near the edits of
the one before, so that the ratio depends on how much of a text is damaged:

- all prose of SHARED as one text of some 354,000 characters, as it is;
- the same with faults planted in one of five paragraphs: the second round is of all of it;
- statutes, 10 MB of them.
"""

import random
import statistics
import sys
import time
from pathlib import Path

from planted.faults import planted
from planted.lines import STATUTES
from planted.lines import statutes as laws

from analysis import audit, faults, parse, repair

GOAL = 1.6
SIZE = 10_000_000  # bytes


def texts(shared: Path) -> dict[str, str]:
    """Return the texts by what they are."""
    prose = [path.read_text("utf-8") for path in sorted((shared / "prose").glob("*.txt"))]
    chance = random.Random(1)
    law, size = [], 0
    for _, text in laws(shared, 3000, skip=STATUTES):
        law.append(text)
        size += len(text.encode())
        if size >= SIZE:
            break
    return {
        "prose": "\n\n".join(prose),
        "prose, faults planted": "\n\n".join(planted(text, chance)[0] for text in prose),
        "statutes": "\n\n".join(law),
    }


def seconds(work, text: str) -> float:
    """Return the processor seconds of *work* on a text that was not seen before."""
    start = time.process_time()
    work(parse(text))
    return time.process_time() - start


def first_round(document) -> None:
    """Find all that a repair finds at first."""
    faults(document, audit=audit(document))


def main(shared: str, runs: str = "3") -> None:
    """Print the table."""
    seconds(repair, "第一段。\n\n第二段。")  # models are read once
    print(f"| text | characters | parse, audit, faults | repair | ratio | goal |\n{'| --- ' * 6}|")
    for name, text in texts(Path(shared)).items():
        pairs = []
        for run in range(1 if name == "statutes" else int(runs)):
            parts, whole = (seconds(work, f"{text}\n\n{run}{n}") for n, work in enumerate((first_round, repair)))
            pairs.append((parts, whole))
        ratio = statistics.median(whole / parts for parts, whole in pairs)
        parts, whole = (statistics.median(column) for column in zip(*pairs, strict=True))
        goal = "–" if "planted" in name else f"≤ {GOAL}"
        print(f"| {name} | {len(text):,} | {parts:.2f} s | {whole:.2f} s | {ratio:.2f} | {goal} |", flush=True)


if __name__ == "__main__":
    main(*sys.argv[1:])
