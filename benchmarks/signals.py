"""What `report`, `repair` and `corpus` leave when they are interrupted, ended or killed at random moments.

``python benchmarks/signals.py [MOMENTS] [SEED]`` runs each command undisturbed, then sends it SIGINT, SIGTERM and
SIGKILL in turn at random moments of the time that it took (20 by default, the same for the same seed), each time runs
it again to its end, and prints a row for each command and signal: how it ended, how long it took to, and how often a
process was left, or the run after it did not give the files, and no others, that the undisturbed one gave. Linux only.
"""

import os
import random
import secrets
import signal
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parent.parent
SEED = next((ROOT / "seeds").glob("*.txt"))
SIGNALS = (signal.SIGINT, signal.SIGTERM, signal.SIGKILL)
PATIENCE = 300  # seconds for any one run, then it is killed
KERNEL = 5  # seconds in which the system ends processes whose parent has ended
COMMANDS = {
    "report": ["-m", "analysis", "report", str(SEED), "--out", "out"],
    "repair": ["-m", "analysis", "repair", str(SEED), "-o", "clean.md", "--ledger", "ledger.json"],
    "corpus": ["-m", "analysis", "corpus", str(ROOT / "seeds" / "corpus"), "--out", "out"],
}


@dataclass(frozen=True)
class Ended:
    """How a run ended."""

    status: int
    seconds: float  #: after the signal, or after the start
    output: str
    processes: list[str]  #: that are still there


class Run:
    """A run of Python in a folder, whose processes can be told from all others."""

    def __init__(self, arguments: list[str], folder: Path) -> None:
        self._mark = secrets.token_hex(16)
        (folder / "tmp").mkdir(exist_ok=True)
        environment = os.environ | {
            "RUN_OF_ANALYSIS": self._mark,
            "TMPDIR": str(folder / "tmp"),
            "PYTHONPATH": os.pathsep.join([str(ROOT), *filter(None, [os.environ.get("PYTHONPATH")])]),
        }
        self._output = tempfile.TemporaryFile()  # noqa: SIM115 - closed at the end of the run
        with heeding_interrupts():
            self.process = subprocess.Popen(
                [sys.executable, *arguments],
                cwd=folder,
                env=environment,
                stdout=self._output,
                stderr=subprocess.STDOUT,
                start_new_session=True,
            )

    def after(self, seconds: float) -> bool:
        """Wait; say whether the run goes on."""
        try:
            self.process.wait(seconds)
        except subprocess.TimeoutExpired:
            return True
        return False

    def send(self, number: int) -> None:
        """Send a signal: Ctrl-C goes to all processes that a terminal runs."""
        with suppress(ProcessLookupError):
            os.killpg(self.process.pid, number) if number == signal.SIGINT else self.process.send_signal(number)

    def end(self) -> Ended:
        """Wait for the end, and then for its processes to be gone; those that stay are killed."""
        start = time.monotonic()
        if self.after(PATIENCE):
            self.process.kill()
            self.process.wait()
        seconds = time.monotonic() - start
        end = time.monotonic() + KERNEL
        while (left := self.processes()) and time.monotonic() < end:
            pass
        for number in left:
            with suppress(ProcessLookupError):
                os.kill(number, signal.SIGKILL)
        with self._output:
            self._output.seek(0)
            return Ended(self.process.returncode, seconds, self._output.read().decode(), [*left.values()])

    def processes(self) -> dict[int, str]:
        """Return the processes that belong to the run, with their command lines."""
        found = {}
        for folder in Path("/proc").glob("[0-9]*"):
            with suppress(OSError):  # it has ended, or is another user's
                if self._mark.encode() in (folder / "environ").read_bytes():
                    found[int(folder.name)] = (folder / "cmdline").read_bytes().replace(b"\0", b" ").decode()
        return found


@contextmanager
def heeding_interrupts() -> Iterator[None]:
    """Let processes heed Ctrl-C that are started meanwhile, also where this one, in the background, ignores it."""
    before = signal.getsignal(signal.SIGINT)
    signal.signal(signal.SIGINT, signal.default_int_handler)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)


def contents(folder: Path) -> dict[str, bytes]:
    """Return all files below a folder, and folders that are empty; of temporary files, which ones there are."""
    return {
        str(path.relative_to(folder)): b"" if path.is_dir() else path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file() or not any(path.iterdir())
    }


def try_at(arguments: list[str], number: int, moment: float, expected: dict[str, bytes]) -> tuple[Ended, bool]:
    """Disturb a run and run it again; return how the first ended, and whether the second gave what is expected."""
    with tempfile.TemporaryDirectory() as place:
        run = Run(arguments, Path(place))
        run.after(moment)
        run.send(number)
        first = run.end()
        again = Run(arguments, Path(place)).end()
        return first, again.status == 0 and not again.processes and contents(Path(place)) == expected


def main() -> None:
    """Print the table."""
    moments, seed = map(int, [*sys.argv[1:], *["20", "1"][len(sys.argv) - 1 :]])
    print("| command | signal | ended with status | seconds to end, at most | processes left | next run wrong |")
    print("| --- | --- | --- | --- | --- | --- |")
    for name, arguments in COMMANDS.items():
        with tempfile.TemporaryDirectory() as place:
            undisturbed = Run(arguments, Path(place)).end()
            expected = contents(Path(place))
        rng = random.Random(f"{name} {seed}")
        at = [(SIGNALS[number % len(SIGNALS)], rng.random() * undisturbed.seconds) for number in range(moments)]
        tried = [(number, *try_at(arguments, number, moment, expected)) for number, moment in at]
        for number in SIGNALS:
            rows = [(ended, right) for other, ended, right in tried if other == number]
            if rows:
                statuses = Counter(ended.status for ended, _ in rows)
                ends = ", ".join(f"{status} ({count} times)" for status, count in sorted(statuses.items()))
                longest = max(ended.seconds for ended, _ in rows)
                left, wrong = sum(bool(ended.processes) for ended, _ in rows), sum(not right for _, right in rows)
                print(f"| {name} | {number.name} | {ends} | {longest:.1f} | {left} | {wrong} |", flush=True)


if __name__ == "__main__":
    main()
