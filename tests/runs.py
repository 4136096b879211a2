"""Runs of the command line that tests disturb by signals; a report of theirs executes notebooks of one cell."""

import random
import signal
import sys
from pathlib import Path

import nbformat
import pytest

ROOT = Path(__file__).parent.parent
sys.path.insert(0, str(ROOT / "benchmarks"))

from signals import Run, contents  # noqa: E402 - of the benchmarks

# As `python -m analysis`, but for the notebooks; SIGTERM raises in the main thread.
PROGRAM = """
import runpy, signal, sys
from pathlib import Path
signal.signal(signal.SIGTERM, lambda number, _: sys.exit(128 + number))
import analysis.reports.notebooks
analysis.reports.notebooks.NOTEBOOKS = Path(sys.argv.pop(1))
if __name__ == "__main__":
    runpy.run_module("analysis", run_name="__main__", alter_sys=True)
"""
linux_only = pytest.mark.skipif(not Path("/proc").is_dir(), reason="of Linux")


def program(folder: Path, *arguments: str, **cells: str) -> list[str]:
    """Return the command line that reports by notebooks of these cells."""
    books = folder / "books"
    books.mkdir(exist_ok=True)
    for name, source in cells.items():
        book = nbformat.v4.new_notebook(cells=[nbformat.v4.new_markdown_cell("# T\n\nQ?")])
        book.cells.append(nbformat.v4.new_code_cell(source, id="cell"))
        nbformat.write(book, books / f"{name}.ipynb")
    (folder / "program.py").write_text(PROGRAM, "utf-8")
    return [str(folder / "program.py"), str(books), *arguments]


def disturb(command: list[str], folder: Path, seed: int, status: int = 0) -> None:
    """Run a command to its end; and for each signal, disturbed and again: nothing is left, and the results are equal.

    The moments are random parts of the time that the first run took.
    """
    (folder / "undisturbed").mkdir()
    first = Run(command, folder / "undisturbed").end()
    assert first.status == status, first.output
    rng = random.Random(seed)
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGKILL):
        place = folder / number.name
        place.mkdir()
        run = Run(command, place)
        is_running = run.after(rng.uniform(0.2, 0.9) * first.seconds)
        run.send(number)
        ended = run.end()
        assert ended.processes == []
        if is_running and number != signal.SIGKILL:
            assert ended.status in {128 + number, -number, status}, ended.output
            assert "Traceback" not in ended.output
            assert contents(place / "tmp") == {}
        again = Run(command, place).end()
        assert again.status == status, again.output
        assert again.processes == []
        assert contents(place) == contents(folder / "undisturbed")
