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

import importlib.metadata
import os
import platform
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import replace
from datetime import UTC, datetime
from functools import cache, partial
from multiprocessing import get_context
from pathlib import Path

import dask
import numpy as np
import pandas as pd
from audit import best, datasketch_near, rensa_near, suffix_array
from planted.corpus import RATES, articles, write_corpus
from planted.peers import LIKE, WINDOW
from planted.scale import (
    FEW,
    GROWTH,
    MOST,
    PARTS,
    ROOT,
    TIMES,
    WORKERS,
    cluster,
    evenness,
    exchange,
    files_of,
    growth,
    measured,
    megabytes,
    projection,
    read,
    simulation,
    stages,
    table,
)
from pydivsufsort import divsufsort, kasai

import analysis
from analysis import RepairSettings
from analysis.corpus.documents import Corpus
from analysis.corpus.reading import documents_of, text_of
from analysis.text_index.passages import letters

PAGE = ROOT / "docs" / "scale.md"
MARKS = "<!-- tables -->", "<!-- end of tables -->"
SIZE, FILES, ARTICLES, COPIES = 20e6, 1500, 20_000, 1500  # what is generated, SIZE in bytes
NEVER = 10**9  # documents in which a line is boilerplate, where none is to be


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
    corpus = analysis.read_corpus(place / "articles.parquet", name="name")
    alone = partial(analysis.reuse, corpus, min_length=None)
    pairs: list[set[tuple[int, int]]] = []
    with cluster():
        two = best(alone, TIMES)
    with one_core():
        one = best(lambda: pairs.append(clustered(alone(), copies)), TIMES)
        whole = best(partial(analysis.reuse, corpus), TIMES)
        rensa = best(lambda: pairs.append(rensa_near(texts)), TIMES)
        datasketch = best(lambda: pairs.append(datasketch_near(texts)), 1)
    ours, *_, peer, other = ([recall(found, copies, rate) for rate in RATES] for found in pairs)
    return table(
        f"3. near-identical among {len(texts):,}",
        ["seconds", "of rensa's", *(f"recall at {rate:.0%} edits" for rate in RATES), "goal"],
        [
            [
                "reuse, passages not looked for, one core",
                one,
                one / rensa,
                *ours,
                "≤ 1 of rensa's; ≥ 99 % at 10 % edits",
            ],
            [f"the same, {WORKERS} workers", two, two / rensa],
            ["reuse with passages, one core", whole, whole / rensa],
            ["rensa, 16 bands, one core", rensa, 1.0, *peer],
            ["datasketch MinHashLSH, one core", datasketch, datasketch / rensa, *other],
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
        _, counts = measured("counting.count_documents", place / "survey", corpus, RepairSettings(), True, False)
        _, most = measured("reuse.find", place / "most", read(folder, MOST), *given)
        skewed, _ = measured("reuse.find", place / "skew", read(place / "skewed", GROWTH[-1]), *given)
    costs = pd.concat([found, counts])
    yield stages(megabytes(corpus), costs)
    yield evenness(skewed)
    links = sum(len(pd.read_parquet(path)) for path in staged.glob("windows/*/links.parquet"))
    cores = {FEW: found, GROWTH[-1]: many, MOST: most}
    yield projection(megabytes(corpus), costs, {count: one["core"].sum() for count, one in cores.items()}, links)
    yield simulation()


def about(folder: Path, given: str) -> str:
    """Return what was run, on what, with what."""
    peers = ("numpy", "pandas", "dask", "pydivsufsort", "datasketch", "rensa")
    versions = ", ".join(f"{name} {importlib.metadata.version(name)}" for name in peers)
    of = f"{len(files_of(read(folder))):,} files{'' if given else ', generated'}"
    command = f"python benchmarks/corpus.py {given}--write"
    when = f"measured on {datetime.now(UTC).date()}; {os.cpu_count()} cores"
    return f"`{command}` on {of}, {when}; Python {platform.python_version()}, {versions}.\n"


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
