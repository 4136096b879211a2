"""How many wrong programs the tests notice: ``python benchmarks/mutants.py [PACKAGE...] [--count N] [--seed S]``.

Draws N mutants (25) of each package of ``analysis``, at random from seed S: programs that differ from the sound one in
an operator, a number, a condition, a bound or a result. Each is tested in a copy of the tree in a temporary folder: by
the tests named for its module, then the package's other tests, quick ones first, then the module's doctests. It is
killed when a test fails, or when all take several times as long as on the sound program; tests that take longer than
``SLOW`` there are left out. Prints a table, then each survivor with its line and its change: it is equivalent to the
sound program, or a test is missing. Two run at a time, as forks, so on Unix only.
"""

import argparse
import compileall
import contextlib
import json
import multiprocessing
import os
import random
import shutil
import signal
import subprocess
import sys
import tempfile
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from queue import SimpleQueue

import pytest
from planted.mutated import Mutant, mutants
from tqdm import tqdm

ROOT = Path(__file__).parent.parent
PACKAGES = ["document", "words", "structure", "duplicates", "mending", "terms", "corpus"]
FORKS = multiprocessing.get_context("forkserver")
LOADED = ["scipy.stats", "pyarrow.parquet", "pandas", "dask", "distributed", "bs4", "matplotlib"]
WORKERS = 2
SLOW = 8.0  # seconds that a test takes on the sound program
PATIENCE = 3.0  # times the seconds that all tests take on the sound program
PYTEST = ["-x", "-q", "-p", "no:xdist", "-p", "no:cacheprovider", "--doctest-modules", "-o", "addopts="]


class Selection:
    """A pytest plugin: the tests that are wanted, or all, in their order; and the seconds of each that passed."""

    def __init__(self, wanted: list[str] | None) -> None:
        self.wanted, self.seconds = wanted, {}

    def pytest_collection_modifyitems(self, items: list[pytest.Item]) -> None:
        """Choose and order the tests."""
        if self.wanted is not None:
            order = {name: place for place, name in enumerate(self.wanted)}
            items[:] = sorted((i for i in items if i.nodeid in order), key=lambda item: order[item.nodeid])

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        """Keep how long a test takes."""
        self.seconds[report.nodeid] = self.seconds.get(report.nodeid, 0) + report.duration


def run(tree: Path, paths: list[str], wanted: list[str] | None, times: Path | None) -> None:
    """Run tests in a tree, in a process of its own, whose exit status is pytest's; write the seconds of each."""
    os.setsid()
    os.chdir(tree)
    signal.signal(signal.SIGINT, signal.default_int_handler)  # a script's background work ignores it, and tests send it
    os.environ |= {"PYTHONPATH": str(tree), "PYTHONDONTWRITEBYTECODE": "1"}  # of a mutant none must be left
    sys.dont_write_bytecode = True
    sys.path[:0] = [str(tree)]
    for number in (1, 2):
        os.dup2(os.open(tree / "output", os.O_WRONLY | os.O_CREAT | os.O_TRUNC), number)
    selection = Selection(wanted)
    status = pytest.main([*PYTEST, *paths], plugins=[selection])
    if times:
        times.write_text(json.dumps(selection.seconds), "utf-8")
    sys.stdout.flush()
    os._exit(status)


def status(tree: Path, paths: list[str], wanted: list[str] | None, limit: float | None, times: Path | None) -> int:
    """Return the exit status of tests, or -1 when they take longer than so many seconds."""
    process = FORKS.Process(target=run, args=(tree, paths, wanted, times))
    process.start()
    process.join(limit)
    is_late = process.is_alive()
    with contextlib.suppress(ProcessLookupError):
        os.killpg(process.pid, signal.SIGKILL)  # and what it started
    process.join()
    return -1 if is_late else process.exitcode


class Tested:
    """A package whose tests pass on the sound program, and how long each takes."""

    def __init__(self, package: str, tree: Path) -> None:
        self.package, times = package, tree.with_suffix(".json")
        if status(tree, self.paths(Path("analysis", package)), None, None, times):
            sys.exit(f"{package}: the tests fail on the sound program\n{(tree / 'output').read_text('utf-8')}")
        seconds = json.loads(times.read_text("utf-8"))
        self.seconds = {name: seconds[name] for name in sorted(seconds, key=seconds.get) if seconds[name] <= SLOW}

    def paths(self, module: Path) -> list[str]:
        """Return where the tests of a module or package are."""
        return [*[f"tests/{self.package}"] * (ROOT / "tests" / self.package).is_dir(), str(module)]

    def kills(self, mutant: Mutant, tree: Path) -> bool:
        """Return whether a test fails on a mutant, or all of them take too long."""
        file = tree / mutant.path
        sound, named = file.read_bytes(), f"tests/{self.package}/test_{mutant.path.stem}"
        wanted = sorted(self.seconds, key=lambda name: (name.startswith("analysis/"), not name.startswith(named)))
        limit = 20 + PATIENCE * sum(self.seconds.values())
        file.write_bytes(mutant.of(sound))
        try:
            return status(tree, self.paths(mutant.path), wanted, limit, None) != pytest.ExitCode.OK
        finally:
            file.write_bytes(sound)


def copy(tree: Path) -> Path:
    """Copy what git knows or could know of the project to a folder."""
    command = ["git", "-C", str(ROOT), "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
    for name in subprocess.run(command, capture_output=True, check=True, text=True).stdout.split("\0"):
        if (ROOT / name).is_file():
            (tree / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(ROOT / name, tree / name)
    compileall.compile_dir(tree / "analysis", quiet=1)
    return tree


def drawn(package: str, count: int, seed: str) -> list[Mutant]:
    """Return so many mutants of a package."""
    paths = sorted(path.relative_to(ROOT) for path in (ROOT / "analysis" / package).glob("*.py"))
    every = [mutant for path in paths for mutant in mutants(ROOT, path)]
    return sorted(random.Random(f"{seed} {package}").sample(every, min(count, len(every))))


def main(packages: list[str], count: int, seed: str) -> None:
    """Print the table and the survivors."""
    FORKS.set_forkserver_preload(["pytest", *LOADED])
    print("| package | mutants | killed | of 100 |\n| --- | --- | --- | --- |", flush=True)
    survivors, total = [], 0
    with tempfile.TemporaryDirectory() as folder, ThreadPoolExecutor(WORKERS) as pool:
        Path(folder).chmod(0o755)  # some tests read the tree as a user who may do little
        trees: SimpleQueue[Path] = SimpleQueue()
        for number in range(WORKERS):
            trees.put(copy(Path(folder, str(number))))

        def survives(mutant: Mutant) -> bool:
            tree = trees.get()
            try:
                return not tested.kills(mutant, tree)
            finally:
                trees.put(tree)

        for package in packages:
            tested, sample = Tested(package, Path(folder, "0")), drawn(package, count, seed)
            results = tqdm(pool.map(survives, sample), package, len(sample), unit="mutant", disable=None)
            left = [mutant for mutant, is_left in zip(sample, results, strict=True) if is_left]
            survivors, total = survivors + left, total + len(sample)
            print(_row(package, len(sample), len(left)), flush=True)
    print(_row("all", total, len(survivors)), *survivors, sep="\n")


def _row(name: str, count: int, left: int) -> str:
    return f"| {name} | {count} | {count - left} | {100 * (count - left) / count:.0f} |"


if __name__ == "__main__":
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    options.add_argument("packages", nargs="*", default=PACKAGES, metavar="PACKAGE")
    options.add_argument("--count", type=int, default=25)
    options.add_argument("--seed", default="1")
    main(**vars(options.parse_args()))
