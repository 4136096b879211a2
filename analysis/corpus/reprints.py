"""Near-identical documents of a corpus: candidates by sampled grams, verified on the letters, in clusters.

Lines that are boilerplate are left out: what a paper prints around each article makes no two articles alike. A document
that is hardly anything else is looked at whole: an article that many have reprinted is lines in many documents, too.
"""

from __future__ import annotations

from collections import Counter
from functools import lru_cache
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd
from rapidfuzz.distance import Levenshtein

from ..duplicates.differences import TYPES, differences
from ..duplicates.near import CANDIDATES, sampled, sparseness
from ..languages.messages import _
from ..text_index.passages import CHUNK, windows
from .arrays import save
from .boilerplate import edges_of, without
from .exchange import Groups, reaches, read_replies, read_requests, write_replies, write_requests
from .lettered import LOCAL, OPEN, PART, address
from .results import tables_of, write_task_table

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from .lettered import Lettered, Parts

GRAM = 10  # letters
FIRST = 4  # documents, of those that hold a gram, that are named to the others
LONG = 200_000  # letters of documents beyond which they are compared by their grams, not aligned
VOTE = 1 << 40  # of a gram, divided by the documents that hold it
NO_DOCUMENT = np.uint64((1 << 64) - 1)
LINKS = {"doc": "uint64", "other": "uint64", "similarity": "float64"}
TABLE = {
    "cluster": "int64",
    "doc": "str",
    "date": "str",
    "letters": "int64",
    "similarity": "float64",
    "role": "str",
    "reason": "str",
    **dict.fromkeys((f"{name}_changes" for name in TYPES), "int64"),
}


def request_grams(place: Path, part: int, parts: int, partition: Lettered) -> None:
    """Write which sampled grams the first documents of a partition, one of *parts*, hold, in the order of the grams.

    A document as a whole counts as two of its grams: so those that are equal find each other, however short.
    """
    grams, doc = _grams(partition)
    found = Groups(grams)
    # A gram that is twice in a document counts once.
    keep = found.order[found.fresh(doc)]
    grams, doc = grams[keep], doc[keep]
    held = Groups.of_sorted(grams)
    kept = held.rank < FIRST
    save(place / "sampled", doc=doc, row=np.cumsum(kept))
    docs = np.where(held.rank == 0, held.count[held.number], 0)[kept].astype(np.int32)
    write_requests(place, "grams", parts, grams[kept], value=address(part, doc[kept]), docs=docs)


def _grams(partition: Lettered) -> tuple[np.ndarray, np.ndarray]:
    """Return the hashes of sampled grams, and of whole documents, and the document that each is of."""
    first, last, _ = partition.docs.T
    size = last - first
    rows = np.flatnonzero(size >= GRAM)
    # Of a long document so many letters at a time; its pieces overlap, so that no gram is lost.
    step = CHUNK - GRAM + 1
    pieces = -(-(size[rows] - GRAM + 1) // step)
    owner = np.repeat(np.arange(len(rows)), pieces)
    start = first[rows][owner] + reaches(np.zeros(len(rows), np.int64), pieces) * step
    spans = np.stack([start, np.minimum(start + CHUNK, last[rows][owner])], axis=1)
    grams, piece = sampled(partition.codes, spans, sparseness(size[rows] - GRAM + 1)[owner], GRAM)
    filled = np.flatnonzero(size)
    keys = partition.keys(first[filled], size[filled])
    return np.concatenate([grams, keys, ~keys]), np.concatenate([rows[owner[piece]], filled, filled])


def reply_grams(places: Sequence[Path], bucket: int, out: Path) -> None:
    """Write, for each gram that was asked for, the first documents of the corpus that hold it, and how many do."""
    found, rows, sizes = read_requests(places, "grams", bucket)
    value = rows["value"][found.order]
    first = np.full((len(found.head), FIRST), NO_DOCUMENT)
    for nth in range(FIRST):
        some = found.count > nth
        first[some, nth] = value[found.head[some] + nth]
    write_replies(out, "grams", sizes, first=found.spread(first), docs=found.spread(found.sums(rows["docs"])))


def save_links(
    parts: Parts, shared: Sequence[Path], part: int, similarity: float, common_lines: np.ndarray, out: Path
) -> None:
    """Write which documents of a partition are nearly which earlier ones, each pair verified on the letters.

    A gram votes the more, the fewer documents hold it: what all have in common hides nobody's copy.
    """
    replies = read_replies(shared, "grams", part)
    partition = parts[part].saved("sampled")
    # A gram that more documents of the partition hold than it names: they all have the answer of the last named.
    rows = replies[partition["row"] - 1]
    later, earlier = address(part, np.repeat(partition["doc"], FIRST)), rows["first"].ravel()
    vote = np.repeat(VOTE // np.maximum(rows["docs"], 1), FIRST)
    some = earlier < later
    later, earlier, vote = later[some], earlier[some], vote[some]
    order = np.lexsort((earlier, later))
    later, earlier, vote = later[order], earlier[order], vote[order]
    head = np.flatnonzero(np.r_[True, (later[1:] != later[:-1]) | (earlier[1:] != earlier[:-1])][: len(later)])
    votes = np.add.reduceat(vote, head) if len(head) else vote
    alone = np.diff(np.r_[head, len(later)]) < 2  # one gram in common is chance
    later, earlier = later[head], earlier[head]
    order = np.lexsort((earlier, -votes, alone, later))
    order = order[(Groups.of_sorted(later[order]).rank < CANDIDATES) & ~alone[order]]
    order = order[np.argsort(earlier[order] >> np.uint64(PART), kind="stable")]  # a partition is opened once
    texts = Comparison(parts, common_lines, similarity)
    pairs = zip(later[order].tolist(), earlier[order].tolist(), strict=True)
    links = [
        (one, other, alike) for one, other in pairs if (alike := texts.alike(one, other, similarity)) >= similarity
    ]
    write_task_table(out, "links", dict(zip(LINKS, zip(*links, strict=True), strict=False)))


class Comparison:
    """The letters of documents that are looked at two by two.

    Without lines that are boilerplate, unless these are so much of a document that it would be alike by them.
    """

    def __init__(self, parts: Parts, common_lines: np.ndarray, similarity: float) -> None:
        self._parts, self._similarity = parts, similarity
        self._lines = lru_cache(maxsize=OPEN)(lambda part: edges_of(parts[part], common_lines))
        self._last: tuple[int, np.ndarray] = (-1, np.zeros(0, np.uint32))

    def letters(self, doc: int) -> np.ndarray:
        """Return the letters of a document."""
        partition, number = self._parts[doc >> PART], doc & LOCAL
        rest = without(partition, self._lines(doc >> PART), number)
        start, end = partition.docs[number, :2].tolist()
        return rest if len(rest) > (1 - self._similarity) * (end - start) else partition.codes[start:end]

    def text(self, doc: int) -> str:
        """Return the text of the letters of a document, with the marks and the space between them."""
        partition, number = self._parts[doc >> PART], doc & LOCAL
        first, last, base = partition.docs[number].tolist()
        end = int(partition.docs[number + 1, 2]) - 1 if number + 1 < len(partition.docs) else len(partition.raw)
        raw, edges = partition.raw[base:end], self._lines(doc >> PART)
        if len(self.letters(doc)) < last - first:
            low, high = np.searchsorted(edges[:, 0], [first, last]).tolist()
            start, stop = (
                np.take(partition.at, edges[low:high, side] - side).astype(np.int64) - base for side in (0, 1)
            )
            raw = np.delete(raw, reaches(start, stop + 1 - start))
        return raw.astype("<u4").tobytes().decode("utf-32-le", "surrogatepass")

    def changed(self, one: int, other: int) -> list[int]:
        """Return how many differences of each type there are between two documents, in the order of `TYPES`."""
        found = Counter(difference.type for difference in differences(self.text(one), self.text(other)))
        return [found[name] for name in TYPES]

    def alike(self, one: int, other: int, least: float) -> float:
        """Return how alike two documents are, 0..1, if it is *least* or more: 1 - edits / letters of the longer.

        Of long ones it is the share of the grams of the one with more that the other has too.
        """
        if self._last[0] != one:
            self._last = (one, self.letters(one))
        left, right = self._last[1], self.letters(other)
        longer = max(len(left), len(right), 1)
        if min(len(left), len(right)) < least * longer:
            return 0.0
        if longer <= LONG:
            texts = (codes.astype("<u4").tobytes().decode("utf-32-le", "surrogatepass") for codes in (left, right))
            return float(Levenshtein.normalized_similarity(*texts, score_cutoff=least))
        one_has, other_has = (np.unique(windows(codes, GRAM)) for codes in (left, right))
        both = np.intersect1d(one_has, other_has, assume_unique=True)
        return len(both) / max(len(one_has), len(other_has))


def clusters(parts: Parts, linked: Sequence[Path], similarity: float, common_lines: np.ndarray) -> pd.DataFrame:
    """Return the near-identical documents, a row each, as `analysis.reuse` says.

    Each is compared with the first of its cluster, not with the next like it, so that likeness cannot drift. The
    earliest is kept by the documents' dates; without dates the longest; then the first. How the others differ from it
    is counted by type.
    """
    links = tables_of(linked, "links", LINKS)
    links = links.sort_values(["doc", "similarity", "other"], ascending=[True, False, True])
    texts = Comparison(parts, common_lines, similarity)
    pairs = [*zip(links["doc"].tolist(), links["other"].tolist(), strict=True)]
    similarities = dict(zip(pairs, links["similarity"].tolist(), strict=True))

    def alike(one: int, other: int, least: float) -> float:
        pair = max(one, other), min(one, other)
        return similarities[pair] if pair in similarities else texts.alike(*pair, least)

    first: dict[int, int] = {}
    for doc, other in pairs:
        head = first.get(other, other)
        if doc not in first and alike(doc, head, similarity) >= similarity:
            first[doc] = head
    members: dict[int, list[int]] = {}
    for doc, head in first.items():
        members.setdefault(head, [head]).append(doc)
    rows = []
    for number, (_head, docs) in enumerate(sorted(members.items())):
        partition = [(doc, *parts.name(doc), len(texts.letters(doc))) for doc in sorted(docs)]
        kept = min(partition, key=lambda one: (not one[2], one[2], -one[3], one[0]))
        for doc, name, date, size in partition:
            keep = doc == kept[0]
            share = 1.0 if keep else alike(kept[0], doc, 0)
            reason = _reason(kept, partition) if keep else _("nearly {name}").format(name=kept[1])
            changed = [0] * len(TYPES) if keep else texts.changed(kept[0], doc)
            rows.append((number, name, date, size, share, "keep" if keep else "copy", reason, *changed))
    return pd.DataFrame(rows, columns=[*TABLE]).astype(TABLE)


def _reason(kept: tuple[int, str, str, int], partition: list[tuple[int, str, str, int]]) -> str:
    others = [one for one in partition if one is not kept]
    if kept[2] and all(one[2] != kept[2] for one in others):
        return _("the earliest, of {date}").format(date=kept[2])
    return _("the longest") if all(one[3] < kept[3] for one in others if one[2] == kept[2]) else _("comes first")
