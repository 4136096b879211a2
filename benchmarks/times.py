"""Where the time of each main job goes: to load, to count a corpus as it is and as mended, to audit, to repair, to cut.

``python benchmarks/times.py [TEXTS]``, or ``make profile TEXTS=folder``, takes a folder of ``.txt`` or ``.md`` files;
without one it generates a corpus. For each job it prints a table of the 15 functions of the package that take most of
the processor's time: with what they call in libraries (the first column), and with all that they call (the second).

A thousand times a second of the processor's time the stack is looked at, which does not change what is measured as a
profiler does that follows each call. It needs a system with interval timers: Linux, macOS.
"""

import signal
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from itertools import accumulate
from pathlib import Path
from types import FrameType

import dask
from planted.corpus import write_corpus

import analysis

PACKAGE = str(Path(analysis.__file__).parent / "_").removesuffix("_")
SIZE, FILES, MOST = 3e6, 200, 5e6  # what is generated, in bytes and files, and what is read at most
EVERY = 0.001  # seconds of the processor's time
SHOWN = 15


@contextmanager
def sampled(own: Counter[str], within: Counter[str]) -> Iterator[None]:
    """Count, as often as the stack is looked at, the function of the package that is at work, and all above it."""

    def look(_: int, frame: FrameType | None) -> None:
        names = []
        while frame:
            if frame.f_code.co_filename.startswith(PACKAGE):
                module = frame.f_code.co_filename.removeprefix(PACKAGE).removesuffix(".py")
                names.append(f"{module}: {frame.f_code.co_qualname.partition('.<locals>')[0]}")
            frame = frame.f_back
        own.update(names[:1])
        within.update({*names})

    before = signal.signal(signal.SIGPROF, look)
    signal.setitimer(signal.ITIMER_PROF, EVERY, EVERY)
    yield
    signal.setitimer(signal.ITIMER_PROF, 0)
    signal.signal(signal.SIGPROF, before)


def jobs(paths: list[Path]) -> dict[str, Callable[[], object]]:
    """Return what is measured, by name; documents are loaded anew, for what is known of them is kept with them."""
    corpus = analysis.read_corpus(paths[0].parent)
    loaded = iter([[*map(analysis.load, paths)] for _ in range(3)])
    return {
        "load": lambda: [*map(analysis.load, paths)],
        "survey, counting alone": partial(analysis.survey, corpus, raw=True, find_faults=False),
        "survey, with repair": partial(analysis.survey, corpus),
        "audit": lambda: [*map(analysis.audit, next(loaded))],
        "repair": lambda: [*map(analysis.repair, next(loaded))],
        "tokens": lambda: [*map(analysis.Tokeniser().tokens, next(loaded))],
    }


def report(name: str, job: Callable[[], object], size: float) -> None:
    """Print where the time of a job goes."""
    own, within = Counter[str](), Counter[str]()
    begun = time.process_time()
    with sampled(own, within):
        job()
    took, total = time.process_time() - begun, max(own.total(), 1)
    print(f"| {name}: {took:.2f} s, {took / size * 1e9:,.0f} a GB | itself | with what it calls |\n| --- | --- | --- |")
    for function, count in own.most_common(SHOWN):
        print(f"| {function} | {count / total:.1%} | {within[function] / total:.1%} |")
    print(flush=True)


def main(folder: str = "") -> None:
    """Print a table for each job."""
    with tempfile.TemporaryDirectory() as place:
        if not folder:
            write_corpus(Path(place, "generated"), SIZE, FILES)
        found = sorted(p for p in Path(folder or f"{place}/generated").rglob("*") if p.suffix in {".txt", ".md"})
        read = accumulate(path.stat().st_size for path in found)
        chosen = [path for path, total in zip(found, read, strict=True) if total <= MOST] or found[:1]
        texts = Path(place, "texts")
        texts.mkdir()
        paths = [texts / f"{number:05}{path.suffix}" for number, path in enumerate(chosen)]
        for path, copy in zip(chosen, paths, strict=True):
            copy.write_bytes(path.read_bytes())
        size = sum(path.stat().st_size for path in paths)
        with dask.config.set(scheduler="synchronous"):
            for job in jobs(paths[:1]).values():
                job()  # dictionaries and models are loaded
            for name, job in jobs(paths).items():
                report(name, job, size)


if __name__ == "__main__":
    main(*sys.argv[1:])
