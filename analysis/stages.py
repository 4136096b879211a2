"""Work done in stages on Dask, each task's output a folder of arrays and tables, and what tasks ask one another.

Partitions learn about the rest of a corpus by asking: each writes sorted hashes; a task for each range of hashes
answers for all partitions at once; each partition reads its answers. A partition asks each distinct hash once, so that
what is everywhere weighs no more than what is in one place. It all goes by files that every worker can see.
"""

from __future__ import annotations

import ctypes
import hashlib
import json
import os
import shutil
from ast import literal_eval
from collections.abc import Sequence
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass
from functools import cache, cached_property, partial
from importlib.metadata import version
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any, NamedTuple

import numpy as np
import pandas as pd

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from .corpus import Corpus

    Progress = Callable[[int, int], object]


M_TRIM_THRESHOLD, M_MMAP_THRESHOLD = -1, -3  # of mallopt, in malloc.h
KEPT = 128 << 20  # bytes
HEAD = 1024  # bytes that say what rows are like


class Asked(NamedTuple):
    """What all partitions ask of one range of hashes, partition after partition."""

    hashes: np.ndarray
    columns: np.ndarray  #: the rows, by the names of what goes with a hash
    sizes: np.ndarray  #: rows of each partition


@contextmanager
def engine() -> Iterator[Callable[[list[tuple[Callable[[Any], Any], Any]], Progress | None], list[Any]]]:
    """Lend a function that computes tasks, each a function with its argument, on Dask and returns what they give.

    The scheduler is a `distributed.Client` that is open, or else what ``dask.config`` says, or else all local cores, a
    process each, which are started once.
    """
    import dask
    from dask.multiprocessing import get_context

    if client := _client():
        yield lambda tasks, progress: _on_cluster(client, tasks, progress)
    elif dask.config.get("scheduler", None):
        yield _here
    else:
        from concurrent.futures import ProcessPoolExecutor

        count = dask.system.CPU_COUNT
        with (
            ProcessPoolExecutor(count, mp_context=get_context()) as pool,
            dask.config.set(scheduler="processes", pool=pool, num_workers=count),
        ):
            yield _here


def _client() -> Any:
    try:
        from distributed import get_client

        return get_client()
    except (ImportError, ValueError):
        return None


def _node(work: Callable[[Any], Any], given: Any) -> Any:
    """Return a task of Dask's: what is given goes with the function, unseen, but for a table that Dask is to make."""
    import dask

    if isinstance(given, tuple) and any(map(dask.is_dask_collection, given)):
        return dask.delayed(work, pure=False, traverse=False)(given)
    return dask.delayed(partial(work, given), pure=False, traverse=False)()


def _on_cluster(client: Any, tasks: list[tuple[Callable[[Any], Any], Any]], progress: Progress | None) -> list[Any]:
    from distributed import as_completed

    futures = client.compute([_node(*task) for task in tasks])
    for count, future in enumerate(as_completed(futures), 1):
        if future.status == "error":
            future.result()
        if progress:
            progress(count, len(futures))
    return list(client.gather(futures))


def _here(tasks: list[tuple[Callable[[Any], Any], Any]], progress: Progress | None) -> list[Any]:
    import dask
    from dask.callbacks import Callback

    nodes = [_node(*task) for task in tasks]
    ends = {node.key for node in nodes}

    class Counted(Callback):
        count = 0

        def _posttask(self, key: Any, *_: Any) -> None:
            if key in ends and progress:
                self.count += 1
                progress(self.count, len(nodes))

    with Counted():
        return list(dask.compute(*nodes)) if nodes else []


@dataclass(frozen=True)
class Stage(Sequence[Path]):
    """Where the tasks of a stage have their outputs, by number; of one size to tell, however many there are."""

    folder: Path
    size: int

    def __len__(self) -> int:
        return self.size

    def __getitem__(self, number: Any) -> Any:
        if not 0 <= number < self.size:
            raise IndexError(number)
        return self.folder / f"{number:06}"


class Work:
    """The stages of work on a corpus: each task's output is a folder, and a task that has one is not done again."""

    def __init__(
        self, folder: Path, corpus: Corpus, settings: list[Any], total: int, progress: Progress | None
    ) -> None:
        # Another name where files, version or settings are others.
        parts = [part if isinstance(part, tuple) else 0 for part in corpus.partitions]
        said = [corpus.source, corpus.state, repr(corpus.reading), parts, settings]
        key = hashlib.sha256(json.dumps([*said, version("zh-analysis")]).encode()).hexdigest()[:16]
        self.folder = folder.absolute() / f".{key}"
        self._total, self._progress, self._done = total, progress, 0

    def __enter__(self) -> Work:
        self.folder.mkdir(parents=True, exist_ok=True)
        with ExitStack() as stack:
            self._compute = stack.enter_context(engine())
            self._stack = stack.pop_all()
        return self

    def __exit__(self, failed: type[BaseException] | None, *_: object) -> None:
        self._stack.close()
        if failed is None:
            shutil.rmtree(self.folder)

    def run(self, stage: str, task: Callable[[Any, Path], None], given: Sequence[Any]) -> Stage:
        """Do a task for each of what is given, numbers or tuples that begin with one; return where the outputs are."""
        places = Stage(self.folder / stage, len(given))
        todo = [number for number, place in enumerate(places) if not place.is_dir()]
        before = self._done + len(given) - len(todo)
        progress, total = self._progress, self._total
        said = progress and (lambda count, _: progress(before + count, total))
        self._compute([(partial(_done, task, places[number]), given[number]) for number in todo], said)
        self._done += len(given)
        return places


def _done(task: Callable[[Any, Path], None], place: Path, given: Any) -> None:
    _keep_memory()
    with written(place) as folder:
        task(given, folder)


@cache
def _keep_memory() -> None:
    """Let the C library keep what arrays leave, where it is glibc.

    A worker of Dask's is told to give it back at once; then each array is of pages new from the kernel, which takes
    longer than the work itself.
    """
    with suppress(OSError, AttributeError, TypeError):
        library = ctypes.CDLL(None)
        library.mallopt(M_MMAP_THRESHOLD, KEPT // 4)
        library.mallopt(M_TRIM_THRESHOLD, KEPT)


@contextmanager
def written(place: Path) -> Iterator[Path]:
    """Lend a folder to write into, which becomes *place* when all went well: whole or not at all."""
    part = place.with_name(f".{place.name}-{os.getpid()}")
    shutil.rmtree(part, ignore_errors=True)
    part.mkdir(parents=True)
    try:
        yield part
        try:
            part.rename(place)
        except OSError:  # another worker did the same meanwhile
            if not place.is_dir():
                raise
    finally:
        shutil.rmtree(part, ignore_errors=True)


def save(place: Path, /, **arrays: np.ndarray) -> None:
    """Write arrays, each as a file of its own."""
    for name, array in arrays.items():
        np.save(place / f"{name}.npy", array)


def saved(place: Path, name: str) -> np.ndarray:
    """Return an array of a task's output, of which only what is looked at is read."""
    file = place / f"{name}.npy"
    try:
        return np.load(file, mmap_mode="r").view(np.ndarray)
    except ValueError:  # an empty array cannot be mapped
        return np.load(file)


def by_hash(hashes: np.ndarray) -> np.ndarray:
    """Return the order that sorts hashes, equal ones as they stand.

    A plain sort of hash bits over row bits is several times as fast as a stable sort of the rows; where the bits left
    do not tell two hashes apart, that one is taken.

    >>> by_hash(np.array([7, 5, 7, 1], np.uint64)).tolist()
    [3, 1, 0, 2]
    """
    low = np.uint64((1 << len(hashes).bit_length()) - 1)
    keys = hashes & ~low
    keys |= np.arange(len(hashes), dtype=np.uint64)
    keys.sort()
    order = (keys & low).astype(np.int64)
    found = hashes[order]
    return np.argsort(hashes, kind="stable") if (found[1:] < found[:-1]).any() else order


class Groups:
    """Rows with equal hashes together, in the order of the hashes, those of one hash as they stand.

    >>> groups = Groups(np.array([7, 5, 7], np.uint64))
    >>> groups.number.tolist(), groups.count.tolist(), groups.sums(np.array([1, 2, 3])).tolist()
    ([1, 0, 1], [1, 2], [2, 4])
    """

    def __init__(self, hashes: np.ndarray, sorted_already: bool = False) -> None:
        self.order = np.arange(len(hashes)) if sorted_already else by_hash(hashes)
        found = hashes[self.order]
        self._opens = np.r_[True, found[1:] != found[:-1]][: len(found)]
        self.head = np.flatnonzero(self._opens)  #: where each group begins, among the ordered rows
        self.count = np.diff(np.r_[self.head, len(found)])  #: rows of each group

    @cached_property
    def number(self) -> np.ndarray:
        """Return the group of each row."""
        return self.spread(np.arange(len(self.head), dtype=np.int32))

    @property
    def rank(self) -> np.ndarray:
        """Return, of each ordered row, how many of its group stand before it."""
        return np.arange(len(self.order)) - np.repeat(self.head, self.count)

    def members(self, group: int) -> np.ndarray:
        """Return the rows of a group."""
        return self.order[self.head[group] :][: self.count[group]]

    def spread(self, values: np.ndarray) -> np.ndarray:
        """Return values of groups, or rows of them, for each row."""
        found = np.empty((len(self.order), *values.shape[1:]), values.dtype)
        found[self.order] = np.repeat(values, self.count, axis=0)
        return found

    def sums(self, values: np.ndarray) -> np.ndarray:
        """Return the sum of each group's values."""
        ends = np.cumsum(values[self.order], dtype=np.int64)
        return np.diff(np.r_[0, ends[self.head + self.count - 1]])

    def distinct(self, values: np.ndarray) -> np.ndarray:
        """Return how many different values each group has; equal ones of a group stand together."""
        ends = np.cumsum(self.fresh(values))
        return np.diff(np.r_[0, ends[self.head + self.count - 1]])

    def fresh(self, values: np.ndarray) -> np.ndarray:
        """Return, of each ordered row, whether its value is not that of the row before it in its group."""
        found, fresh = values[self.order], self._opens.copy()
        fresh[1:] |= found[1:] != found[:-1]
        return fresh


def ask(place: Path, name: str, parts: int, hashes: np.ndarray, **columns: np.ndarray) -> None:
    """Write what a partition, one of *parts*, asks: sorted hashes, and what goes with each."""
    bounds = [np.uint64((number << 64) // parts) for number in range(parts)]
    edges = np.r_[np.searchsorted(hashes, np.array(bounds)), len(hashes)]
    _write(place / name, edges, {"hash": hashes} | columns)


def asked(places: Sequence[Path], name: str, bucket: int) -> Asked:
    """Return what all partitions ask of a range of hashes, one of as many ranges as there are partitions."""
    pieces = _segments(places, name, bucket)
    rows = np.concatenate(pieces)
    return Asked(rows["hash"], rows, np.array([*map(len, pieces)]))


def answer(place: Path, name: str, sizes: np.ndarray, **columns: np.ndarray) -> None:
    """Write the answers of one range, in the order in which was asked."""
    _write(place / name, np.r_[0, np.cumsum(sizes)], columns)


def answers(places: Sequence[Path], name: str, part: int) -> np.ndarray:
    """Return what was answered to one partition, in the order of its hashes."""
    return np.concatenate(_segments(places, name, part))


def rows_of(place: Path, name: str, parts: int) -> np.ndarray:
    """Return all that a partition, one of *parts*, asks, or that is answered by a range."""
    with (place / name).open("rb") as file:
        kind = _kind(file)
        file.seek(HEAD + 8 * (parts + 1))
        return np.frombuffer(file.read(), kind)


def _write(file: Path, edges: np.ndarray, columns: dict[str, np.ndarray]) -> None:
    """Write rows with where they are to be cut, so that a segment of them is found by its number and read at once."""
    kind = np.dtype([(name, array.dtype, array.shape[1:]) for name, array in columns.items()])
    rows = np.empty(int(edges[-1]), kind)
    for name, array in columns.items():
        rows[name] = array
    with file.open("wb") as out:
        out.write(repr(kind.descr).encode().ljust(HEAD))
        edges.astype("<i8").tofile(out)
        rows.tofile(out)


def _kind(file: IO[bytes]) -> np.dtype:
    return np.dtype(literal_eval(file.read(HEAD).decode()))


def _segments(places: Sequence[Path], name: str, number: int) -> list[np.ndarray]:
    """Return the segment of a number of each file of a name: two short reads of each."""
    with (places[0] / name).open("rb") as file:
        kind = _kind(file)
    found, begins = [], HEAD + 8 * (len(places) + 1)
    for place in places:
        with (place / name).open("rb", buffering=0) as file:
            file.seek(HEAD + 8 * number)
            start, end = np.frombuffer(file.read(16), "<i8").tolist()
            file.seek(begins + start * kind.itemsize)
            found.append(np.fromfile(file, kind, end - start))
    return found


@contextmanager
def whole(out: Path, tables: Sequence[str]) -> Iterator[Path]:
    """Lend the folder in which *out* is made; it takes the name when all went well, and stays to go on from if not.

    Raises
    ------
    FileExistsError : when *out* holds anything but *tables* of an earlier run.
    """
    if out.exists() and (not out.is_dir() or {path.name for path in out.iterdir()} - {*tables}):
        raise FileExistsError(17, "is there already, and holds more than the tables of a corpus", str(out))
    work = out.with_name(f".{out.name}.part")
    work.mkdir(parents=True, exist_ok=True)
    yield work
    for left in work.glob(".*"):  # of a run with other settings that was interrupted
        shutil.rmtree(left)
    if out.exists():
        shutil.rmtree(out)
    work.rename(out)


def collected(folder: Path, name: str, places: Sequence[Path]) -> None:
    """Make one table of those that tasks wrote: a folder of Parquet files, in order, none of them read."""
    target = folder / f"{name}.parquet"
    target.mkdir(exist_ok=True)
    for number, place in enumerate(places):
        file = place / f"{name}.parquet"
        if file.exists():
            file.replace(target / f"{number:06}.parquet")


def table(folder: Path, name: str, columns: dict[str, str]) -> pd.DataFrame:
    """Return a table that was collected, or written whole, with the types that its columns have."""
    files = sorted((folder / f"{name}.parquet").glob("*.parquet")) or [folder / f"{name}.parquet"]
    return joined([pd.read_parquet(file) for file in files if file.is_file()], columns)


def joined(pieces: Sequence[pd.DataFrame], columns: dict[str, str]) -> pd.DataFrame:
    """Return one table of a kind, its columns in order, whatever the pieces lack."""
    filled = [piece for piece in pieces if len(piece)]
    whole = pd.concat(filled, ignore_index=True) if filled else pd.DataFrame(columns=[*columns])
    whole = whole[[*columns, *(column for column in whole.columns if column not in columns)]]
    return whole.astype(columns)
