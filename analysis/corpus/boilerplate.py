"""Lines that are in many documents of a corpus, whatever their numerals: running heads, notices, formulas."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import numpy as np

from ..text_index.passages import CHUNK, MIX
from .arrays import save
from .exchange import Groups, by_hash, reaches, read_requests, write_requests
from .lettered import LOCAL, PART, PLACE, address, by_part
from .results import concat_tables, tables_of, write_task_table

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    import pandas as pd

    from .lettered import Lettered, Matches, Parts

EDGE = 3  # lines at either end of a document where page furniture stands
SAMPLES = 3  # documents that are named
SHORT = 30  # letters below which a line can be page furniture, where no passages are looked for
BASE = 0xD1342543DE82EF95  # of the polynomial hash of a line
NUMERAL = np.zeros(1 << 16, bool)  # by code point; those beyond are none, as is the last
NUMERALS = "0123456789〇零一二三四五六七八九十百"
NUMERAL[[*map(ord, NUMERALS)]] = True
BETWEEN = rf"[\s{NUMERALS}]"
IGNORED = re.compile(f"{BETWEEN}+")
TABLE = {
    "kind": "str",
    "documents": "int64",
    "count": "int64",
    "letters": "int64",
    "text": "str",
    "samples": "str",
}
KEYED = {**TABLE, "hash": "uint64"}  # lines with their hash


def send_lines(place: Path, number: int, parts: int, partition: Lettered) -> None:
    """Write which lines a partition, one of *parts*, has, in how many documents, and how often at a document's ends."""
    start, end = partition.filled_lines()
    doc, row = partition.doc(start), np.arange(len(start))
    first, last = (np.searchsorted(doc, doc, side=side) for side in ("left", "right"))
    at_end = np.minimum(row - first, last - 1 - row) < EDGE
    hashes, size = _hashes(partition.codes, start, end)
    save(place / "lined", hash=hashes, edges=np.stack([start, end], axis=1))
    some = np.flatnonzero(size > 1)
    lines = Groups(hashes[some])
    # A row for each of the first documents that have a line; what is summed stands in the first of them.
    fresh = lines.order[lines.fresh(doc[some])]
    first_rows = Groups.of_sorted(hashes[some][fresh])
    rows = first_rows.rank < SAMPLES
    chosen, once = some[fresh][rows], first_rows.rank[rows] == 0
    sums = {"docs": lines.distinct(doc[some]), "count": lines.count, "ends": lines.sums(at_end[some])}
    sums = {name: np.where(once, values[first_rows.number[rows]], 0) for name, values in sums.items()}
    write_requests(
        place,
        "lines",
        parts,
        hashes[chosen],
        value=address(number, start[chosen]),
        size=(end - start)[chosen],
        **sums,
    )


def _hashes(codes: np.ndarray, start: np.ndarray, end: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Return a polynomial hash of each line without its numerals, its sum moved to one power, and how many letters."""
    hashes, size = np.zeros(len(start), np.uint64), np.zeros(len(start), np.int64)
    power = back = np.ones(1, np.uint64)
    # Lines are taken together until they fill a chunk.
    for some in np.split(np.arange(len(start)), np.flatnonzero(np.diff(end // CHUNK)) + 1):
        if not len(some):
            continue
        base = int(start[some[0]])
        partition = codes[base : int(end[some[-1]])]
        numeral = NUMERAL.take(partition, mode="clip")
        mixed = partition[~numeral].astype(np.uint64) * MIX
        mixed ^= mixed >> np.uint64(29)
        if len(power) <= len(mixed):
            power, back = _powers(BASE, len(mixed) + 1), _powers(pow(BASE, -1, 1 << 64), len(mixed) + 1)
        values = np.zeros(len(mixed) + 1, np.uint64)
        np.multiply(mixed, power[: len(mixed)], out=values[:-1])
        edges = np.stack([start[some], end[some]], axis=1).ravel() - base
        edges -= np.searchsorted(np.flatnonzero(numeral), edges)
        first, size[some] = edges[::2], np.diff(edges)[::2]
        hashes[some] = np.add.reduceat(values, edges)[::2] * back[first] * (size[some] > 0)
    hashes ^= hashes >> np.uint64(32)
    hashes *= MIX
    return hashes, size


def _powers(base: int, count: int) -> np.ndarray:
    return np.multiply.accumulate(np.r_[np.ones(1, np.uint64), np.full(count - 1, base, np.uint64)])


def find_lines(parts: Parts, bucket: int, limit: int, length: int, out: Path) -> None:
    """Write, of a range of hashes, the lines that are in *limit* documents; short ones at their ends are furniture."""
    lines, columns, _ = read_requests(parts.places, "lines", bucket)
    docs, count, ends = (lines.sums(columns[name]) for name in ("docs", "count", "ends"))
    rows = []
    for group in np.flatnonzero(docs >= limit).tolist():
        some = lines.members(group)[:SAMPLES]
        size = int(columns["size"][some[0]])
        text, names = _shown(parts, columns["value"][some].tolist(), size)
        kind = "page furniture" if size < length and 2 * ends[group] > count[group] else "line"
        rows.append((kind, docs[group], count[group], size, text, names, columns["hash"][some[0]]))
    write_task_table(out, "lines", dict(zip(KEYED, zip(*rows, strict=True), strict=False)))


def _shown(parts: Parts, addresses: list[int], size: int) -> tuple[str, str]:
    """Return the text of a line that begins at the first of some addresses, and the documents of them all."""
    partition, start = parts[addresses[0] >> PART], addresses[0] & LOCAL
    text = partition.texts(partition.spans(addresses[0] >> PART, np.array([start]), np.array([size])))[0]
    holders = [(parts[one >> PART], np.array([one & LOCAL])) for one in addresses]
    names = dict.fromkeys(other.name(int(other.doc(letter)[0]))[0] for other, letter in holders)
    return text, ", ".join(names)


def send_passages(
    place: Path, number: int, parts: Parts, matches: Matches, docs: np.ndarray, count: np.ndarray
) -> None:
    """Write the passages of a partition that are in many documents: the first place of each, and some here."""
    partition, start, size = parts[number], matches.target, matches.size
    keys = partition.keys(start, size)
    passages = Groups(keys)
    # The first place in each of the first documents.
    fresh = passages.order[passages.fresh(partition.doc(start))]
    some = fresh[Groups.of_sorted(keys[fresh]).rank < SAMPLES]
    heads = passages.order[passages.head]
    spans = np.concatenate([partition.spans(number, start[some], size[some]), np.zeros(len(heads), PLACE)])
    firsts = matches[heads]
    for part, rows in by_part(firsts.of):
        spans[len(some) + rows] = parts[part].spans(part, firsts.begin[rows], firsts.size[rows])
    both = np.append(some, heads)
    order = by_hash(keys[both])
    both, spans = both[order], spans[order]
    write_requests(place, "boilerplate", len(parts.places), keys[both], span=spans, docs=docs[both], count=count[both])


def find_passages(parts: Parts, places: Sequence[Path], bucket: int, out: Path) -> None:
    """Write the passages, of a range of keys, that are in many documents, a row each."""
    passages, columns, _ = read_requests(places, "boilerplate", bucket)
    rows = []
    for group in range(len(passages.head)):
        some = passages.members(group)
        spans = np.sort(columns["span"][some], order=["doc", "start"])
        names = ", ".join(parts.name(int(doc))[0] for doc in np.unique(spans["doc"])[:SAMPLES])
        text = parts[int(spans["doc"][0]) >> PART].texts(spans[:1])[0]
        docs, count = int(columns["docs"][some].min()), int(columns["count"][some].min())
        rows.append(("passage", docs, count, int(spans["letters"][0]), text, names))
    write_task_table(out, "passages", dict(zip(TABLE, zip(*rows, strict=True), strict=False)))


def lines_of(places: Sequence[Path]) -> pd.DataFrame:
    """Return the lines that were found."""
    return tables_of(places, "lines", KEYED)


def table(lines: pd.DataFrame, places: Sequence[Path]) -> pd.DataFrame:
    """Return all boilerplate."""
    return concat_tables([lines[[*TABLE]], tables_of(places, "passages", TABLE)], TABLE)


def remaining_texts(table: pd.DataFrame) -> Iterator[tuple[str, int]]:
    """Yield of each row of boilerplate the text that is not that of another one within it, and its count.

    The other one stands in more places: those of the row are among them.

    >>> import pandas as pd
    >>> rows = pd.DataFrame({"text": ["晚报3版 今天晴。", "晚报1版"], "count": [2, 5]})
    >>> [*remaining_texts(rows)]
    [('晚报1版', 5), ('\\n 今天晴。', 2)]
    """
    rows = table.assign(size=table["text"].str.len()).sort_values(["count", "size"], ascending=[False, True])
    before: list[tuple[str, re.Pattern[str]]] = []
    for text, count in zip(rows["text"].tolist(), rows["count"].tolist(), strict=True):
        plain, rest = IGNORED.sub("", text), text
        for other, pattern in reversed(before):
            if other in plain:
                rest = pattern.sub("\n", rest)
        yield rest, count
        if plain:
            before.append((plain, _pattern(text)))


def _pattern(text: str) -> re.Pattern[str]:
    """Return an expression for *text* with other white space and numerals, or none, where it has some.

    >>> bool(_pattern("第3版 日报").search("晚报 第12版日报"))
    True
    """
    pieces = IGNORED.split(text)
    pattern = f"{BETWEEN}*".join(map(re.escape, pieces))
    if not pieces[0]:  # taken from its first character on: a search from each of them takes quadratic time
        pattern = f"(?:(?<!{BETWEEN}){BETWEEN}+)?{pattern.removeprefix(f'{BETWEEN}*')}"
    return re.compile(pattern)


def edges_of(partition: Lettered, common_lines: np.ndarray) -> np.ndarray:
    """Return the first letter and the one past the last of each line of a partition that is boilerplate."""
    lined = partition.saved("lined")
    return lined["edges"][np.isin(lined["hash"], common_lines)]


def united(edges: np.ndarray) -> np.ndarray:
    """Return stretches of letters as such that neither overlap nor touch, in order.

    >>> united(np.array([[4, 6], [0, 2], [5, 9], [2, 3]])).tolist()
    [[0, 3], [4, 9]]
    """
    start, end = edges[np.argsort(edges[:, 0], kind="stable")].T
    end = np.maximum.accumulate(end)
    opens = np.flatnonzero(start[1:] > end[:-1]) + 1
    return np.stack([start[np.r_[:1, opens]], end[np.r_[opens - 1, len(end) - 1]]], axis=1) if len(edges) else edges


def within(edges: np.ndarray, at: np.ndarray) -> np.ndarray:
    """Return how many letters before each of some lie in stretches that are in order and do not overlap.

    >>> within(np.array([[1, 3], [5, 9]]), np.array([0, 2, 4, 9])).tolist()
    [0, 1, 2, 6]
    """
    start, end = np.concatenate([np.zeros((1, 2), np.int64), edges]).T
    before = np.searchsorted(start, at, side="right") - 1
    return np.cumsum(end - start)[before] - np.maximum(end[before] - at, 0)


def without(partition: Lettered, edges: np.ndarray, doc: int) -> np.ndarray:
    """Return the letters of a document but for those within stretches of its partition."""
    start, end = partition.docs[doc, :2].tolist()
    low, high = np.searchsorted(edges[:, 0], [start, end]).tolist()
    codes, some = partition.codes[start:end], edges[low:high] - start
    return np.delete(codes, reaches(some[:, 0], some[:, 1] - some[:, 0])) if low < high else codes
