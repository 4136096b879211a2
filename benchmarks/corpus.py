"""How fast a corpus is counted and searched for reuse on Dask, beside the peers, and what a large one would cost.

``python benchmarks/corpus.py [TEXTS] [--write]`` takes a folder of ``.txt`` or ``.md`` files; without one it generates
a corpus. It prints seven tables, with the goals beside what was got; with ``--write`` they go into docs/scale.md, too:

1. to tokenise and count, on two workers, beside a pool of two processes, and on one worker;
2. exact reuse on two workers, beside a suffix array with LCP, and whether both find the same letters;
3. near-identical articles among 20,000, beside datasketch and rensa;
4. growth of time and memory with the corpus;
5. the largest exchange between partitions, by files as here and by Dask's own shuffles;
6. the cost of each stage, and how even the ranges of hashes are;
7. what 1 TB would cost on a hundred workers, by arithmetic from the sixth; and a simulation of skewed keys.
"""

import importlib
import importlib.metadata
import logging
import os
import platform
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import replace
from functools import cache, partial
from multiprocessing import get_context
from pathlib import Path
from typing import Any
from unittest.mock import patch

import dask
import dask.dataframe as dd
import numpy as np
import pandas as pd
import psutil
from audit import best, datasketch_near, rensa_near, suffix_array
from distributed import Client, LocalCluster
from planted.corpus import RATES, articles, write_corpus
from planted.peers import LIKE, WINDOW
from pydivsufsort import divsufsort, kasai

import analysis
from analysis.corpus import Corpus, Reading, documents_of, text_of
from analysis.exchange import answers, ask, by_hash, rows_of
from analysis.matches import answer_windows
from analysis.passages import MIX, letters
from analysis.stages import Stage, Work, save, saved

ROOT = Path(__file__).parent.parent
PAGE = ROOT / "docs" / "scale.md"
MARKS = "<!-- tables -->", "<!-- end of tables -->"
SIZE, FILES, ARTICLES, COPIES = 20e6, 1500, 20_000, 1500  # what is generated, SIZE in bytes
PARTS, FEW, GROWTH = 8, 4, (2, 6, 20)  # partitions: of a corpus, for what one costs, and to grow and to exchange by
WORKERS, TIMES = 2, 2
NEVER = 10**9  # documents in which a line is boilerplate, where none is to be
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


@contextmanager
def one_core() -> Iterator[None]:
    """Stay on one core, where the system can be told to, and let Dask do its work here."""
    cores = os.sched_getaffinity(0) if hasattr(os, "sched_getaffinity") else set()
    if cores:
        os.sched_setaffinity(0, {min(cores)})
    with dask.config.set(scheduler="synchronous"):
        yield
    if cores:
        os.sched_setaffinity(0, cores)


@cache
def tokeniser() -> analysis.Tokeniser:
    """Return the tokeniser of this process."""
    return analysis.Tokeniser()


def counted(file: tuple[str, str, int]) -> pd.DataFrame:
    """Count one file the plain way."""
    tokens = tokeniser().tokens(analysis.load(file[1]))
    counts = tokens.groupby(["term", "kind"], observed=True).size().rename("count").reset_index()
    return counts.astype({"term": "str", "kind": "str"}).assign(doc=file[0])


def counting(folder: Path) -> str:
    """Return the first table."""
    corpus, took, rows = read(folder), [], {}
    for workers in (WORKERS, 1):
        with cluster(workers):
            work = partial(analysis.survey, corpus, raw=True, find_faults=False)
            took.append(best(lambda work=work: rows.update(ours=len(work().counts)), TIMES))
    files = files_of(corpus)
    with get_context("spawn").Pool(WORKERS) as pool:
        pool.map(counted, files[: 4 * WORKERS], chunksize=1)
        took.append(best(lambda: rows.update(pool=len(pd.concat(pool.map(counted, files, 10)))), TIMES))
    two, one, peer = took
    mega = megabytes(corpus)
    return table(
        f"1. tokenise and count {mega:.0f} MB",
        ["seconds", "MB/s", "got", "goal"],
        [
            [f"survey, {WORKERS} workers", two, mega / two, f"{peer / two:.2f} of the pool's speed", "≥ 0.9"],
            ["survey, 1 worker", one, mega / one, f"{WORKERS} are {one / two:.2f} times as fast", "≥ 1.8"],
            [f"a pool of {WORKERS} processes, a table a file", peer, mega / peer],
            ["rows of counts", "", "", f"{rows['ours']:,}; the pool's: {rows['pool']:,}", "equal"],
        ],
    )


def exact(folder: Path) -> str:
    """Return the second table."""
    corpus = read(folder)
    some = replace(corpus, partitions=corpus.partitions[: PARTS // 4])
    with cluster():
        ours = best(lambda: analysis.reuse(corpus, similarity=None, boilerplate=NEVER), TIMES)
        found = analysis.reuse(some, similarity=None, boilerplate=NEVER)
    text = "\n\n".join(text for _, text in texts_of(corpus))
    with one_core():
        peer = best(lambda: suffix_array(text), TIMES)
    mine, theirs = covered(some, found)
    mega, both = megabytes(corpus), (mine & theirs).sum()
    agree = f"recall {both / theirs.sum():.2%}, precision {both / mine.sum():.2%}"
    return table(
        f"2. passages of {WINDOW} letters and more that stand twice in {mega:.0f} MB",
        ["seconds", "MB/s", "got", "goal"],
        [
            [f"reuse, {WORKERS} workers, files read", ours, mega / ours, f"{peer / ours:.1f} times as fast", "≥ 3"],
            ["pydivsufsort, suffix array and LCP, one core, the text in memory", peer, mega / peer],
            [f"of a quarter, {theirs.sum():,} of {len(theirs):,} letters stand twice", "", "", agree, "100 %"],
        ],
    )


def texts_of(corpus: Corpus) -> Iterator[tuple[str, str]]:
    """Yield name and text of each document that can be read."""
    for part in corpus.partitions:
        for doc, _, source, _ in documents_of(part, corpus.reading.text):
            with suppress(analysis.DocumentError):
                yield doc, text_of(source, corpus.reading.encoding)


def covered(corpus: Corpus, found: analysis.Reuse) -> tuple[np.ndarray, np.ndarray]:
    """Say of each letter of a corpus whether it stands in what was found, and in a window that the peer finds twice.

    The peer's array is of whole letters, folded as ours, with one that is like no other between two documents.
    """
    docs = dict(texts_of(corpus))
    ends = np.cumsum([len(text) + 1 for text in docs.values()])
    codes, place = letters("\n".join(docs.values()), (ends[:-1] - 1).tolist())
    base = found.occurrences["doc"].map(dict(zip(docs, [0, *ends[:-1].tolist()], strict=True)))
    start, end = (np.searchsorted(place, (base + found.occurrences[edge]).to_numpy()) for edge in ("start", "end"))
    order = divsufsort(codes)
    many = np.flatnonzero(kasai(codes, order) >= WINDOW)
    twice = np.unique(order[np.r_[many, many + 1]])
    return _marked(start, end, len(codes)), _marked(twice, twice + WINDOW, len(codes))


def _marked(start: np.ndarray, end: np.ndarray, size: int) -> np.ndarray:
    return np.cumsum(np.bincount(start, minlength=size + 1) - np.bincount(end, minlength=size + 1))[:-1] > 0


def near(place: Path) -> str:
    """Return the third table."""
    texts, copies = articles(ARTICLES, COPIES)
    rows = pd.DataFrame({"name": [*map(str, range(len(texts)))], "text": texts})
    (place / "articles.parquet").mkdir()
    for number, some in enumerate(np.array_split(np.arange(len(rows)), 4 * WORKERS)):
        rows.iloc[some].to_parquet(place / "articles.parquet" / f"{number}.parquet", index=False)
    work = partial(analysis.reuse, analysis.read_corpus(place / "articles.parquet", name="name"))
    pairs: list[set[tuple[int, int]]] = []
    with cluster():
        two = best(work, TIMES)
    with one_core():
        one = best(lambda: pairs.append(clustered(work(), copies)), TIMES)
        alone = one - best(partial(work, similarity=None), TIMES)
        peers = [best(lambda peer=peer: pairs.append(peer(texts)), 1) for peer in (rensa_near, datasketch_near)]
    ours, *theirs = ([recall(found, copies, rate) for rate in RATES] for found in pairs[-3:])
    return table(
        f"3. near-identical among {len(texts):,}",
        ["seconds", "of rensa's", *(f"recall at {rate:.0%} edits" for rate in RATES), "goal"],
        [
            [f"reuse, exact and near, {WORKERS} workers", two, two / peers[0]],
            ["reuse, exact and near, one core", one, one / peers[0], *ours, "≥ 99 % at 10 % edits"],
            ["what of that is more than without the near", alone, alone / peers[0], "", "", "", "≤ 1 of rensa's"],
            ["rensa, 16 bands, one core", peers[0], 1.0, *theirs[0]],
            ["datasketch MinHashLSH, one core", peers[1], peers[1] / peers[0], *theirs[1]],
        ],
    )


def clustered(found: analysis.Reuse, copies: dict[int, tuple[int, float]]) -> set[tuple[int, int]]:
    """Return the pairs of source and copy that are in one cluster."""
    of = dict(zip(found.reprints["doc"].astype(int), found.reprints["cluster"], strict=True))
    return {(source, copy) for copy, (source, _) in copies.items() if of.get(copy, -1) == of.get(source)}


def recall(pairs: set[tuple[int, int]], copies: dict[int, tuple[int, float]], rate: float) -> str:
    """Return how many of the copies at a rate of edits are paired with their sources."""
    wanted = {(source, copy) for copy, (source, own) in copies.items() if own == rate}
    return f"{len(wanted & pairs) / len(wanted):.1%}"


def own(memory: Any) -> int:
    """Return the bytes that a process has for itself: pages of files that it looks into are the system's."""
    return memory.rss - getattr(memory, "shared", 0)


def grown(corpus: Corpus | None, work: Callable[[Corpus], object]) -> tuple[float, float]:
    """Return the seconds that work takes on new workers, and the most MB that one held; of none what it held before."""
    most, done = [0], threading.Event()
    with cluster() as client:
        workers = [psutil.Process(pid) for pid in client.run(os.getpid).values()]

        def watch() -> None:
            while not done.wait(0.02):
                most.append(max(own(worker.memory_info()) for worker in workers))

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

        def __exit__(self, *_: object) -> None:
            super().__exit__(InterruptedError)  # what was interrupted leaves what it wrote

    name, function = work.split(".")
    module = importlib.import_module(f"analysis.{name}")
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
    for number, place in enumerate(places):
        rows = pd.DataFrame(rows_of(place, "windows", len(places)))
        rows.sample(frac=1, random_state=7).to_parquet(folder / f"{number:06}.parquet", index=False)
    return sorted(folder.iterdir())


def sort_rows(files: list[Path], number: int, out: Path) -> None:
    """Write the rows of a partition as it asks them."""
    rows = pd.read_parquet(files[number])
    order = by_hash(rows["hash"].to_numpy())
    hashes, *columns = (rows[name].to_numpy()[order] for name in ("hash", *COLUMNS))
    ask(out, "windows", len(files), hashes, **dict(zip(COLUMNS, columns, strict=True)))


def read_answers(sorted_rows: Stage, answered: Stage, number: int, out: Path) -> None:
    """Write a sum of what was answered to a partition."""
    read = answers(answered, "windows", number)
    hashes = rows_of(sorted_rows[number], "windows", len(sorted_rows))["hash"]
    save(out / "sum", sum=checked(hashes, *(read[name] for name in ("first", "docs", "count"))))


def checked(*columns: np.ndarray) -> np.ndarray:
    """Return a number that other answers would not give, in whatever order they are."""
    hashes, first, docs, count = (np.asarray(column).astype(np.uint64) for column in columns)
    return np.array([(hashes * (first * np.uint64(5) + docs * np.uint64(3) + count)).sum()])


def by_files(files: list[Path], folder: Path) -> int:
    """Exchange rows as `analysis.reuse` does; return the sum of the answers."""
    numbers = [*range(len(files))]
    with Work(folder, Corpus("rows", (), Reading()), [], 0, None) as work:
        own = work.run("sorted", partial(sort_rows, files), numbers)
        answered = work.run("answered", partial(answer_windows, own), numbers)
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
    ways = {"files of sorted hashes, as here, and back": partial(by_files, files, folder / "exchange")}
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
    rows = np.concatenate([rows_of(place, "windows", len(places)) for place in places])
    hashes, count = rows["hash"], rows["count"]
    lines = [[f"{n:,} ranges", uneven(hashes, n), uneven(hashes, n, count)] for n in (GROWTH[-1], 50 * GROWTH[-1])]
    return table("windows; a document 1,000 times the median, a line in every one", EVEN, lines)


def uneven(hashes: np.ndarray, parts: int, weights: np.ndarray | None = None) -> float:
    """Return how many times the mean the largest of so many ranges of hashes has."""
    bucket = (hashes >> np.uint64(32)) * np.uint64(parts) >> np.uint64(32)
    load = np.bincount(bucket.astype(np.int64), weights, parts)
    return float(load.max() / load.mean())


def projection(mega: float, costs: pd.DataFrame, many: pd.DataFrame, links: int) -> str:
    """Return the seventh table: each step of the arithmetic from so many MB here to the whole there.

    What a pair of partitions costs, apart from what is in proportion to the text, is told from *many*: the costs of
    the same text in more of them.
    """
    times, parts, arrays = TB / 1e6 / mega, round(TB / PARTITION), round(costs["arrays"].sum())
    alone = costs.loc["reuse, what one process does", "core"]
    core, written, read = (costs[name].sum() * times for name in ("core", "written", "read"))
    hours, far = core / 3600, arrays * parts**2 * LATENCY / CLUSTER / 3600
    more = many["core"].sum() - costs.loc[many.index, "core"].sum()
    pair = max(more, 0) / (GROWTH[-1] ** 2 - FEW**2)
    walls = {
        "what is read elsewhere": 2 * read / CLUSTER / LINK / 3600,
        "pairs of partitions": pair * parts**2 / CLUSTER / 3600 + far,
        "what one process does": alone * times / 3600,
    }
    by = f"× {times:,.0f}"
    steps = [
        ["partitions", f"{TB / 1e12:.0f} TB / {PARTITION / 1e6:.0f} MB", parts],
        ["core-hours of all stages, survey too", f"{costs['core'].sum():.1f} s {by} / 3,600", hours],
        ["hours of that", f"/ {CLUSTER} workers", hours / CLUSTER],
        ["TB that stages write", by, written / 1e12],
        ["TB of it read elsewhere", by, read / 1e12],
        ["hours of that, there and back", f"2 × / {CLUSTER} / {LINK / 1e6:.0f} MB/s", walls["what is read elsewhere"]],
        ["ms of a core for a pair of partitions", f"{more:.2f} s / ({GROWTH[-1]}² - {FEW}²)", pair * 1e3],
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


def tables(folder: Path, place: Path) -> Iterator[str]:
    """Yield the tables one by one; *place* is for what they need."""
    write_corpus(place / "skewed", SIZE, FILES, skewed=True)
    yield counting(folder)
    yield exact(folder)
    yield near(place)
    yield growth(folder, place / "skewed")
    corpus, given = read(folder, FEW), (WINDOW, LIKE, None)
    with cluster():
        staged, many = measured("reuse.find", place / "many", read(folder, GROWTH[-1]), *given)
        yield exchange(staged, place)
        staged, found = measured("reuse.find", place / "reuse", corpus, *given)
        _, counts = measured("survey.count", place / "survey", corpus, None, True, False)
        skewed, _ = measured("reuse.find", place / "skew", read(place / "skewed", GROWTH[-1]), *given)
    costs = pd.concat([found, counts])
    yield stages(megabytes(corpus), costs)
    yield evenness(skewed)
    links = sum(len(pd.read_parquet(path)) for path in staged.glob("windows/*/links.parquet"))
    yield projection(megabytes(corpus), costs, many, links)
    yield simulation()


def about(folder: Path, given: str) -> str:
    """Return what was run, on what, with what."""
    peers = ("numpy", "pandas", "dask", "pydivsufsort", "datasketch", "rensa")
    versions = ", ".join(f"{name} {importlib.metadata.version(name)}" for name in peers)
    of = f"{len(files_of(read(folder))):,} files{'' if given else ', generated'}"
    command = f"python benchmarks/corpus.py {given}--write"
    return f"`{command}` on {of}; {os.cpu_count()} cores; Python {platform.python_version()}, {versions}.\n"


def main(*words: str) -> None:
    """Print the tables, and put them into the page if told to."""
    given = [word for word in words if word != "--write"]
    with tempfile.TemporaryDirectory() as place:
        folder = Path(given[0] if given else f"{place}/even")
        if not given:
            write_corpus(folder, SIZE, FILES)
        done = [about(folder, "TEXTS " if given else "")]
        for text in tables(folder, Path(place)):
            print(text, flush=True)
            done.append(text)
    if "--write" in words:
        before, rest = PAGE.read_text("utf-8").split(MARKS[0])
        after = rest.split(MARKS[1])[1]
        PAGE.write_text("\n".join([before + MARKS[0], "", *done, MARKS[1] + after]), "utf-8")


if __name__ == "__main__":
    main(*sys.argv[1:])
