"""How long a report takes, against nbconvert executing the same notebooks, ten reports and importing the package.

``python benchmarks/report.py [RUNS]`` prints the median wall time of each whole process, and the ratio, taken pair by
pair so that a change in the machine's speed falls on both.
"""

import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).parent.parent
NOTEBOOKS = sorted(str(path) for path in (ROOT / "notebooks").glob("*.ipynb"))
SEED = next((ROOT / "seeds").glob("*.txt"))


def seconds(*command: str) -> float:
    """Return how long a command takes."""
    start = time.perf_counter()
    subprocess.run(command, check=True, capture_output=True)
    return time.perf_counter() - start


def row(name: str, ours: list[str], peer: list[str], goal: float, runs: int) -> str:
    """Time two commands in turn, after one round that is not counted, and return a row of the table."""
    pairs = [(seconds(*ours), seconds(*peer)) for _ in range(runs + 1)][1:]
    ratio = statistics.median(a / b for a, b in pairs)
    a, b = (statistics.median(column) for column in zip(*pairs, strict=True))
    return f"| {name} | {a:.2f} s | {b:.2f} s | {ratio:.2f} | {goal} |"


def copies(place: Path, number: int) -> list[Path]:
    """Write the seed *number* times, each under a name of its own."""
    paths = [place / f"{n}.txt" for n in range(number)]
    for path in paths:
        path.write_bytes(SEED.read_bytes())
    return paths


def main(runs: int = 3) -> None:
    """Print the table."""
    python = sys.executable
    with tempfile.TemporaryDirectory() as place:
        render = [python, "-m", "analysis", "report", str(SEED), "--out", f"{place}/a"]
        convert = [python, "-m", "nbconvert", "--execute", "--to", "html", "--output-dir", f"{place}/b", *NOTEBOOKS]
        print("| work | ours | peer | ratio | goal, at most |\n| --- | --- | --- | --- | --- |")
        print(row("report on the seed / nbconvert --execute", render, convert, 0.6, runs))
        ten = [str(path) for path in copies(Path(place), 10)]
        many, one = ([python, "-m", "analysis", "report", *files, "--out", f"{place}/c"] for files in (ten, ten[:1]))
        print(row("report on ten documents / on one", many, one, 10, 1))
        ours, peer = ([python, "-c", f"import {name}"] for name in ("analysis", "pandas"))
        print(row("import analysis / import pandas", ours, peer, 1.2, 5 * runs))


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
