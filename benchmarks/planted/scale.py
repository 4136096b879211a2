"""What a large corpus would cost: growth, the exchange between partitions, each stage, and arithmetic from these."""

import importlib
import logging
import os
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory
from unittest.mock import patch

import dask
import dask.dataframe as dd
import numpy as np
import pandas as pd
import psutil
from audit import best
from distributed import Client, LocalCluster

import analysis
from analysis.corpus.arrays import save, saved
from analysis.corpus.documents import Corpus, Reading
from analysis.corpus.exchange import by_hash, read_replies, read_requests, write_requests
from analysis.corpus.repeated_windows import reply_windows
from analysis.corpus.stages import Stage, Work
from analysis.text_index.passages import MIX

ROOT = Path(__file__).parent.parent.parent
PARTS, FEW, GROWTH = 8, 4, (2, 6, 20)  # partitions: of a corpus, for what one costs, and to grow and to exchange by
MOST = 60  # partitions, to tell what a pair of them costs
WORKERS, TIMES = 2, 3
COLUMNS = ["value", "docs", "count"]
EVEN = ["largest range / mean, each sent once a partition", "the same, each sent from every place"]
TB, CLUSTER, PARTITION = 1e12, 100, 64e6  # what is projected: bytes, workers, bytes of a partition
LATENCY, LINK = 1e-3, 125e6  # assumed of a network: seconds to open a file over there, bytes a second of a worker
KEYS, EACH, SHAPES = 4000, 5000, (1.2, 1.5, 2.0)  # simulated: partitions, rows of each, exponents of Zipf's law


def table(head: str, columns: Sequence[str], rows: Sequence[Sequence[object]]) -> str:
    """Return a table in Markdown; what a row lacks is left empty."""
    lines = [[head, *columns], ["---"] * (len(columns) + 1), *([*row, *[""] * len(columns)] for row in rows)]
    return "\n".join(f"| {' | '.join(map(shown, line[: len(columns) + 1]))} |" for line in lines) + "\n"


def shown(value: object) -> str:
    """Return a number with some three digits, and all else as it is."""
    if isinstance(value, float):
        return f"{value:,.{0 if value >= 100 else 1 if value >= 10 else 2}f}"
    return f"{value:,}" if isinstance(value, int) else str(value)


def read(folder: Path, parts: int = PARTS) -> Corpus:
    """Return the corpus of a folder in so many partitions."""
    return analysis.read_corpus(folder, partitions=parts)


def files_of(corpus: Corpus) -> list[tuple[str, str, int]]:
    """Return name, path and size of each file."""
    return [file[:3] for part in corpus.partitions for file in part]


def megabytes(corpus: Corpus) -> float:
    """Return the size of all files."""
    return sum(size for *_, size in files_of(corpus)) / 1e6


@contextmanager
def cluster(workers: int = WORKERS) -> Iterator[Client]:
    """Lend a cluster of so many processes, each of which has done a little of all before."""
    with (
        LocalCluster(
            n_workers=workers, threads_per_worker=1, dashboard_address=None, silence_logs=logging.ERROR
        ) as local,
        Client(local) as client,
    ):
        small = analysis.read_corpus(ROOT / "seeds" / "corpus", partitions=4 * workers)
        analysis.survey(small, raw=True, find_faults=False)
        analysis.reuse(small)
        yield client


def grown(corpus: Corpus | None, work: Callable[[Corpus], object]) -> tuple[float, float]:
    """Return the seconds that work takes on new workers, and the most MB that one held; of none what it held before."""
    most, done = [0], threading.Event()
    with cluster() as client:
        workers = [psutil.Process(pid) for pid in client.run(os.getpid).values()]

        def watch() -> None:
            while not done.wait(0.02):
                most.append(max(worker.memory_info().rss for worker in workers))

        thread = threading.Thread(target=watch)
        thread.start()
        seconds = best(lambda: work(corpus) if corpus else time.sleep(0.5), 1)
        done.set()
        thread.join()
    return seconds, max(most) / 1e6


def growth(folder: Path, skewed: Path) -> str:
    """Return the fourth table."""
    whole, long = read(folder, GROWTH[-1]), read(skewed, GROWTH[-1])
    corpora = [replace(whole, partitions=whole.partitions[:count]) for count in GROWTH]
    sizes = [*map(megabytes, corpora)]
    largest = max(size for *_, size in files_of(long)) / 1e6
    lines = [["a worker before it begins, MB", *[grown(None, print)[1]] * len(GROWTH)]]
    for name, work in (("reuse", analysis.reuse), ("survey", partial(analysis.survey, raw=True, find_faults=False))):
        seconds, peaks = zip(*(grown(corpus, work) for corpus in corpora), strict=True)
        exponent = np.polyfit(np.log(sizes), np.log(seconds), 1)[0]
        lines.append([f"{name}, seconds", *seconds, f"exponent {exponent:.2f}", "≤ 1.1"])
        lines.append([f"{name}, the most a worker held, MB", *peaks, f"{peaks[-1] / peaks[0]:.2f} times", "flat"])
        lines.append([f"the same, with a document of {largest:.0f} MB", "", "", grown(long, work)[1]])
    return table("4. growth", [*(f"{size:.0f} MB" for size in sizes), "got", "goal"], lines)


def clocked(task: Callable[[object, Path], None], given: object, out: Path) -> None:
    """Do a task and write beside its output how long a core worked on it."""
    start = time.process_time()
    task(given, out)
    save(out / "clock", seconds=np.array([time.process_time() - start]))


def measured(work: str, folder: Path, *given: object) -> tuple[Path, pd.DataFrame]:
    """Do a work in stages, such as ``reuse.find``; return the folder of their outputs, and what each stage cost."""
    rows, begun = {}, time.perf_counter()

    class Measured(Work):
        def run(self, stage: str, task: Callable[[object, Path], None], numbers: Sequence[object]) -> Stage:
            start = time.perf_counter()
            places = super().run(stage, partial(clocked, task), numbers)
            wall = time.perf_counter() - start
            files = [(file.suffix, file.stat().st_size) for place in places for file in place.iterdir()]
            core = sum(float(saved(place / "clock")["seconds"][0]) for place in places)
            read = [size for suffix, size in files if not suffix]  # what is asked and answered
            rows[stage] = core, wall, sum(size for _, size in files), sum(read), len(read) / len(places)
            return places

    name, function = work.split(".")
    module = importlib.import_module(f"analysis.corpus.{name}")
    with patch.object(module, "Work", Measured):
        getattr(module, function)(given[0], folder, *given[1:], None)
    costs = pd.DataFrame.from_dict(rows, "index", columns=["core", "wall", "written", "read", "arrays"])
    alone = time.perf_counter() - begun - costs["wall"].sum()
    costs.loc[f"{name}, what one process does"] = alone, alone, 0, 0, 0
    return next(folder.glob(".*")), costs


def windowed(staged: Path) -> Stage:
    """Return where the windows stage left its output."""
    return Stage(staged / "windows", sum(1 for _ in (staged / "windows").iterdir()))


def tables_of(places: Stage, folder: Path) -> list[Path]:
    """Write what each partition asks of windows as a table, in no order; return the files."""
    folder.mkdir()
    ranges = [read_requests(places, "windows", bucket) for bucket in range(len(places))]
    pieces = zip(*(np.split(found.rows, np.cumsum(found.sizes)[:-1]) for found in ranges), strict=True)
    for number, own in enumerate(pieces):
        rows = pd.DataFrame(np.concatenate(own)).sample(frac=1, random_state=7)
        rows.to_parquet(folder / f"{number:06}.parquet", index=False)
    return sorted(folder.iterdir())


def sort_rows(files: list[Path], number: int, out: Path) -> None:
    """Write the rows of a partition as it asks them."""
    rows = pd.read_parquet(files[number])
    order = by_hash(rows["hash"].to_numpy())
    hashes, *columns = (rows[name].to_numpy()[order] for name in ("hash", *COLUMNS))
    write_requests(out, "windows", len(files), hashes, **dict(zip(COLUMNS, columns, strict=True)))
    save(out / "asked", hash=hashes)


def read_answers(sorted_rows: Stage, answered: Stage, number: int, out: Path) -> None:
    """Write a sum of what was answered to a partition."""
    read = read_replies(answered, "windows", number)
    hashes = saved(sorted_rows[number] / "asked")["hash"]
    save(out / "sum", sum=checked(hashes, *(read[name] for name in ("first", "docs", "count"))))


def checked(*columns: np.ndarray) -> np.ndarray:
    """Return a number that other answers would not give, in whatever order they are."""
    hashes, first, docs, count = (np.asarray(column).astype(np.uint64) for column in columns)
    return np.array([(hashes * (first * np.uint64(5) + docs * np.uint64(3) + count)).sum()])


def by_files(files: list[Path], folder: Path) -> int:
    """Exchange rows as `analysis.reuse` does; return the sum of the answers."""
    numbers = [*range(len(files))]
    with TemporaryDirectory(dir=folder) as place, Work(Path(place), Corpus("rows", (), Reading()), [], 0, None) as work:
        own = work.run("sorted", partial(sort_rows, files), numbers)
        answered = work.run("answered", partial(reply_windows, own), numbers)
        read = work.run("read", partial(read_answers, own, answered), numbers)
        return sum(int(saved(place / "sum")["sum"][0]) for place in read) % (1 << 64)


def by_dask(files: list[Path], method: str) -> int:
    """Exchange them as Dask does, but not back to the partitions that asked; return the same sum."""
    rows = dd.from_map(pd.read_parquet, files)
    sums = {"value": "min", "docs": "sum", "count": "sum"}
    found = rows.groupby("hash").agg(sums, split_out=len(files), shuffle_method=method).reset_index()
    met = rows[["hash"]].merge(found, on="hash", shuffle_method=method)[["hash", *COLUMNS]].to_delayed()
    said = [dask.delayed(lambda part: checked(*(part[name] for name in part)))(part) for part in met]
    return sum(int(one[0]) for one in dask.compute(*said)) % (1 << 64)


def exchange(staged: Path, folder: Path) -> str:
    """Return the fifth table."""
    files = tables_of(windowed(staged), folder / "rows")
    count = sum(len(pd.read_parquet(file, columns=["hash"])) for file in files)
    ways = {"files of sorted hashes, as here, and back": partial(by_files, files, folder)}
    ways |= {f"Dask's {method}, not back": partial(by_dask, files, method) for method in ("p2p", "tasks")}
    lines, sums = [], []
    for name, way in ways.items():
        took = best(lambda way=way: sums.append(way()), TIMES)
        equal = "equal" if len({*sums}) == 1 else "not equal"
        lines.append([name, took, took / lines[0][1] if lines else 1.0, equal])
    return table(f"5. {count:,} rows by hash", ["seconds", "times ours", "answers"], lines)


def stages(mega: float, costs: pd.DataFrame) -> str:
    """Return the sixth table."""
    columns = ["core-seconds a GB", "seconds here", "bytes written a byte", "of them read elsewhere", "arrays of these"]
    each = costs / [mega / 1e3, 1, mega * 1e6, mega * 1e6, 1]
    lines = [[*row[:-1], int(row[-1])] for row in each.itertuples(name=None)]
    return table(f"6. stages, {mega:.0f} MB in {FEW} partitions", columns, lines)


def evenness(staged: Path) -> str:
    """Return how even the ranges of hashes are that the windows of a corpus fall into."""
    places = windowed(staged)
    rows = np.concatenate([read_requests(places, "windows", bucket).rows for bucket in range(len(places))])
    hashes, count = rows["hash"], rows["count"]
    lines = [[f"{n:,} ranges", uneven(hashes, n), uneven(hashes, n, count)] for n in (GROWTH[-1], 50 * GROWTH[-1])]
    return table("windows; a document 1,000 times the median, a line in every one", EVEN, lines)


def uneven(hashes: np.ndarray, parts: int, weights: np.ndarray | None = None) -> float:
    """Return how many times the mean the largest of so many ranges of hashes has."""
    bucket = (hashes >> np.uint64(32)) * np.uint64(parts) >> np.uint64(32)
    load = np.bincount(bucket.astype(np.int64), weights, parts)
    return float(load.max() / load.mean())


def projection(mega: float, costs: pd.DataFrame, cores: dict[int, float], links: int) -> str:
    """Return the seventh table: each step of the arithmetic from so many MB here to the whole there.

    What a pair of partitions costs is told from *cores*: the core-seconds of the same text by the number of partitions.
    What is in proportion to the text is the same in all; what each partition costs grows in line with them.
    """
    times, parts, arrays = TB / 1e6 / mega, round(TB / PARTITION), round(costs["arrays"].sum())
    alone = costs.loc["reuse, what one process does", "core"]
    core, written, read = (costs[name].sum() * times for name in ("core", "written", "read"))
    hours, far = core / 3600, arrays * parts**2 * LATENCY / CLUSTER / 3600
    pair = max(np.polyfit([*cores], [*cores.values()], 2)[0], 0)
    walls = {
        "what is read elsewhere": 2 * read / CLUSTER / LINK / 3600,
        "pairs of partitions": pair * parts**2 / CLUSTER / 3600 + far,
        "what one process does": alone * times / 3600,
    }
    by, said = f"× {times:,.0f}", f"what grows by the square from {FEW} to {GROWTH[-1]} to {MOST} partitions"
    steps = [
        ["partitions", f"{TB / 1e12:.0f} TB / {PARTITION / 1e6:.0f} MB", parts],
        ["core-hours of all stages, survey too", f"{costs['core'].sum():.1f} s {by} / 3,600", hours],
        ["hours of that", f"/ {CLUSTER} workers", hours / CLUSTER],
        ["TB that stages write", by, written / 1e12],
        ["TB of it read elsewhere", by, read / 1e12],
        ["hours of that, there and back", f"2 × / {CLUSTER} / {LINK / 1e6:.0f} MB/s", walls["what is read elsewhere"]],
        ["ms of a core for a pair of partitions", said, pair * 1e3],
        ["hours of that, files cached", f"× {parts:,}² / {CLUSTER} / 3,600", pair * parts**2 / CLUSTER / 3600],
        ["segments", f"{arrays} arrays × {parts:,}²", arrays * parts**2],
        ["bytes of a segment", "read elsewhere / segments", read / arrays / parts**2],
        ["hours to open them over there", f"× {LATENCY * 1e3:.0f} ms / {CLUSTER}", far],
        ["hours for pairs, partitions four times as large", "both / 4²", walls["pairs of partitions"] / 16],
        ["GB of near links in one process", f"{links:,} {by} × 24 bytes", links * times * 24 / 1e9],
        ["hours of what one process does", f"{alone:.2f} s {by} / 3,600", walls["what one process does"]],
        ["where it first hurts", "most hours, the stages' own aside", max(walls, key=walls.__getitem__)],
    ]
    return table(f"7. {TB / 1e12:.0f} TB on {CLUSTER} workers", ["how", "got"], steps)


def simulation() -> str:
    """Return how uneven ranges are when keys that Zipf's law draws are sent once a partition, or from every place."""
    chance, lines = np.random.default_rng(7), []
    for shape in SHAPES:
        keys = np.minimum(chance.zipf(shape, (KEYS, EACH)), 1 << 40).astype(np.uint64) * MIX
        once = np.concatenate([*map(np.unique, keys)])
        share = f"{len(once) / keys.size:.1%} of the rows sent once"
        lines.append([f"exponent {shape}, {share}", uneven(once, KEYS), uneven(keys.ravel(), KEYS)])
    return table(f"keys of Zipf's law; {KEYS:,} partitions, {EACH:,} rows each", EVEN, lines)
