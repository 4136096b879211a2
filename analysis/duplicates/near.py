"""Find blocks that are nearly the same: candidates by sampled fingerprints, verified by edit distance.

The work for a block is bounded: so many fingerprints, votes and verifications, whatever the text.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from rapidfuzz.distance import Levenshtein
from rapidfuzz.process import cpdist

from ..text_index.passages import BEYOND, CHUNK, windows

GRAM = 6  # letters in a fingerprint
SAMPLE = 64  # fingerprints a block, about, that are looked up
HOLDERS = 4  # earlier blocks with a fingerprint that get a vote for it, beside the first
CANDIDATES = 4  # blocks with the most votes that are compared
CLOSER, APART = 0.08, 0.88  # what is far closer, in similarity, to one that is so far apart from the first
PIECE = 10  # letters beside a shared piece from which they are looked at
GAP = 2  # blocks that a run of near repeats may pass over


class Near(NamedTuple):
    """Block *block* is nearly *source*, an earlier one; *similarity* is 1 - edits / letters of the longer."""

    block: int
    source: int
    similarity: float


class Run(NamedTuple):
    """The blocks *first* to *last* nearly repeat, one by one, the earlier ones *source_first* to *source_last*."""

    source_first: int
    source_last: int
    first: int
    last: int
    similarity: float  #: mean over the letters


def near_blocks(
    codes: np.ndarray, edges: np.ndarray, min_length: int, similarity: float, read: np.ndarray | None = None
) -> list[Near]:
    """Return which block is nearly which earlier one, in order; blocks equal to an earlier one are left out.

    Each is compared with the first of its kind, not with the next like it, so that likeness cannot drift; but one that
    is far closer to a later one than that is to the first starts a class with it: the copy of an article that is like
    another article.

    Parameters
    ----------
    codes : letters, from `passages.letters`.
    edges : start and end of each block, over the letters.
    min_length : letters that a block has at least; never fewer than a fingerprint has.
    similarity : 0..1, at least that of what is found.
    read : the letters as they are compared; *codes* by default. Blocks that differ by what is not read are near.
    """
    read = codes if read is None else read
    content: dict[bytes, int] = {}
    for block in np.flatnonzero(edges[:, 1] - edges[:, 0] >= max(min_length, GRAM)).tolist():
        content.setdefault(codes[slice(*edges[block])].tobytes(), block)
    blocks = np.array([*content.values()], np.int64)
    if len(blocks) < 2:
        return []
    keys = content if read is codes else (read[slice(*edges[block])].tobytes() for block in content.values())
    texts = [key.decode("utf-32-le", "surrogatepass") for key in keys]
    pairs = _candidates(read, edges[blocks])
    later, earlier = pairs[:, 0], pairs[:, 1]
    alike = cpdist(
        [texts[i] for i in later.tolist()],
        [texts[i] for i in earlier.tolist()],
        scorer=Levenshtein.normalized_similarity,
        score_cutoff=similarity,
        dtype=np.float32,
    )
    source: dict[int, int] = {}
    closeness: dict[int, float] = {}
    found = []
    kept = np.flatnonzero(alike >= similarity)
    for block, other, much in zip(later[kept].tolist(), earlier[kept].tolist(), alike[kept].tolist(), strict=True):
        if block in source:
            continue
        first = source.get(other, other)
        if first != other and much - CLOSER >= closeness[other] < APART:
            first = other
        if first != other:
            much = Levenshtein.normalized_similarity(texts[block], texts[first], score_cutoff=similarity)
        if much >= similarity and not _shares_one_piece(texts[block], texts[first]):
            source[block], closeness[block] = first, much
            found.append(Near(int(blocks[block]), int(blocks[first]), float(much)))
    return sorted(found)


def _shares_one_piece(one: str, other: str) -> bool:
    """Say whether two texts are alike in one long piece, and beside it not at all: a splice, and no near repeat."""
    equal = [block.size for block in Levenshtein.editops(one, other).as_matching_blocks()]
    rest = max(len(one), len(other)) - max(equal)
    return rest >= PIECE and sum(equal) - max(equal) < rest / 2


def _candidates(codes: np.ndarray, spans: np.ndarray) -> np.ndarray:
    """Return pairs of rows of *spans* with shared fingerprints, (later, earlier), for each later one the best first."""
    size = (spans[:, 1] - spans[:, 0]).astype(float)
    grams, owner = sampled(codes, spans, sparseness(size - GRAM + 1), GRAM)
    low = np.uint64((1 << len(spans).bit_length()) - 1)
    if not len(grams):  # of blocks of one character each, none may be sampled
        return np.zeros((0, 2), np.int64)
    keys = (grams & ~low) | owner.astype(np.uint64)
    keys.sort()
    keys = keys[np.r_[True, keys[1:] != keys[:-1]]]
    owner, gram = keys & low, keys & ~low
    head = np.r_[True, gram[1:] != gram[:-1]]
    first = np.flatnonzero(head)[np.cumsum(head) - 1]
    rank = np.arange(len(keys)) - first
    links = [(np.flatnonzero(rank >= step), step) for step in range(1, HOLDERS + 1)]
    pairs = [(owner[rows] << np.uint64(32)) | owner[rows - step] for rows, step in links]
    beyond = np.flatnonzero(rank > HOLDERS)
    pairs.append((owner[beyond] << np.uint64(32)) | owner[first[beyond]])
    pair, votes = np.unique(np.concatenate(pairs), return_counts=True)
    later, earlier = (pair >> np.uint64(32)).astype(np.int64), (pair & np.uint64(0xFFFFFFFF)).astype(np.int64)
    order = np.lexsort((earlier, -votes, later))
    later, earlier, votes = later[order], earlier[order], votes[order]
    head = np.r_[True, later[1:] != later[:-1]]
    rank = np.arange(len(later)) - np.flatnonzero(head)[np.cumsum(head) - 1]
    possible = (rank < CANDIDATES) & (votes > 1)
    possible &= np.minimum(size[later], size[earlier]) >= 0.5 * np.maximum(size[later], size[earlier])
    return np.stack([later[possible], earlier[possible]], axis=1)


def sparseness(size: np.ndarray) -> np.ndarray:
    """Return, of spans with so many grams, how many low bits of a gram's hash are 0 where it is sampled.

    >>> sparseness(np.array([64, 65, 256])).tolist()
    [0, 1, 2]
    """
    return np.maximum(np.ceil(np.log2(np.maximum(size, 1) / SAMPLE)), 0).astype(np.uint64)


def sampled(codes: np.ndarray, spans: np.ndarray, level: np.ndarray, length: int) -> tuple[np.ndarray, np.ndarray]:
    """Return hashes of the grams of *length* that are sampled within the spans, and the row of the span each is from.

    A gram is sampled by its hash, so that texts alike have samples alike; for *level* see `sparseness`.
    """
    if not len(spans):
        return np.zeros(0, np.uint64), np.zeros(0, np.int64)
    hashes, owners = [], []
    size = spans[:, 1] - spans[:, 0] - length + 1
    # Spans are taken together until they fill a chunk.
    groups = np.cumsum(size) // CHUNK
    for some in np.split(np.arange(len(spans)), np.flatnonzero(np.diff(groups)) + 1):
        begin = int(spans[some[0], 0])
        hashed = windows(codes[begin : int(spans[some[-1], 1])], length)
        owner = np.repeat(some, size[some])
        at = np.arange(len(owner)) - np.repeat(np.cumsum(size[some]) - size[some], size[some])
        gram = hashed[at + np.repeat(spans[some, 0] - begin, size[some])]
        taken = (gram & ((np.uint64(1) << level[owner]) - np.uint64(1))) == 0
        hashes.append(gram[taken])
        owners.append(owner[taken])
    return np.concatenate(hashes), np.concatenate(owners)


def near_runs(codes: np.ndarray, edges: np.ndarray, near: list[Near], similarity: float) -> list[Run]:
    """Return near repeats as runs: neighbours that nearly repeat neighbours, and equal ones between them.

    A run may pass over short blocks that have no like; it ends where a document does.
    """
    document = np.searchsorted(np.flatnonzero(codes >= BEYOND), edges[:, 0])
    links = {link.block: link for link in near}
    done: set[int] = set()
    runs = []
    for link in near:
        if link.block in done:
            continue
        shift = link.block - link.source
        pairs = [link]
        for step in (-1, 1):
            at, missed = link.block, 0
            while missed <= GAP:
                at += step
                if not 0 <= at - shift < at < len(edges) or (step > 0 and at - shift >= link.block) or at in done:
                    break
                if document[at] != document[link.block] or document[at - shift] != document[link.source]:
                    break
                pair = _pair(codes, edges, links, at, at - shift, similarity)
                if pair:
                    pairs.append(pair)
                    missed = 0
                else:
                    missed += 1 + GAP * bool(edges[at, 1] - edges[at, 0] >= GRAM * GAP)
        done |= {pair.block for pair in pairs}
        pairs.sort()
        size = np.array([edges[pair.block, 1] - edges[pair.block, 0] for pair in pairs], float)
        mean = float(np.average([pair.similarity for pair in pairs], weights=np.maximum(size, 1e-9)))
        runs.append(Run(pairs[0].source, pairs[-1].source, pairs[0].block, pairs[-1].block, mean))
    return sorted(runs)


def _pair(
    codes: np.ndarray, edges: np.ndarray, links: dict[int, Near], block: int, source: int, similarity: float
) -> Near | None:
    """Return how a block repeats another one, if it does."""
    if block in links:
        return links[block] if links[block].source == source else None
    one, other = (codes[slice(*edges[row])] for row in (block, source))
    if np.array_equal(one, other):
        return Near(block, source, 1.0) if len(one) else None
    much = Levenshtein.normalized_similarity(one.tolist(), other.tolist(), score_cutoff=similarity)
    return Near(block, source, much) if much >= similarity and min(len(one), len(other)) > 1 else None
