"""What other tools report on a text: spans that stand twice, and which of them they would strike."""

from collections import defaultdict
from collections.abc import Callable

import numpy as np
from datasketch import MinHash, MinHashLSH
from pydivsufsort import divsufsort, kasai, longest_previous_factor
from rensa import RMinHash, RMinHashLSH

from analysis import audit, parse

Span = tuple[int, int]
GRAM, HASHES, LIKE = 5, 128, 0.8
WINDOW = 30


def ours(text: str) -> dict[str, list[list[Span]]]:
    """Return the spans of each class, by kind; and as ``struck`` those that are copies to drop."""
    found = audit(parse(text))
    spans: dict[str, list[list[Span]]] = defaultdict(list)
    for number, rows in found.occurrences.groupby("class"):
        spans[found.classes["kind"][number]].append([*zip(rows["start"], rows["end"], strict=True)])
    copies = found.occurrences[(found.occurrences["role"] == "copy")]
    spans["struck"] = [[span] for span in zip(copies["start"], copies["end"], strict=True)]
    return spans


def _blocks(text: str) -> list[Span]:
    return [(block.start, block.end) for block in parse(text).blocks if block.end - block.start >= WINDOW]


def _grouped(blocks: list[Span], pairs: list[tuple[int, int]]) -> dict[str, list[list[Span]]]:
    """Return the classes of blocks that pairs (earlier, later) link, and the later ones to strike."""
    root = [*range(len(blocks))]
    for one, other in sorted(pairs):
        root[other] = min(root[one], root[other])
    classes: dict[int, list[Span]] = defaultdict(list)
    for number, block in enumerate(blocks):
        classes[root[number]].append(block)
    several = [spans for spans in classes.values() if len(spans) > 1]
    return {"any": several, "struck": [[span] for spans in several for span in spans[1:]]}


def paragraph_hash(text: str) -> dict[str, list[list[Span]]]:
    """Equal paragraphs, white space aside."""
    blocks, first, pairs = _blocks(text), {}, []
    for number, (start, end) in enumerate(blocks):
        key = hash("".join(text[start:end].split()))
        if first.setdefault(key, number) != number:
            pairs.append((first[key], number))
    return _grouped(blocks, pairs)


def grams(text: str) -> list[str]:
    """Return the 5-grams of a text."""
    return [text[at : at + GRAM] for at in range(max(len(text) - GRAM + 1, 1))]


def minhash(text: str) -> dict[str, list[list[Span]]]:
    """MinHash LSH over paragraphs: datasketch, 5-grams, 128 permutations, threshold 0.8."""
    blocks, index, pairs = _blocks(text), MinHashLSH(threshold=LIKE, num_perm=HASHES), []
    for number, (start, end) in enumerate(blocks):
        signature = MinHash(num_perm=HASHES)
        signature.update_batch([gram.encode() for gram in grams(text[start:end])])
        pairs += [(other, number) for other in index.query(signature)]
        index.insert(number, signature)
    return _grouped(blocks, pairs)


def rensa(text: str) -> dict[str, list[list[Span]]]:
    """MinHash LSH over paragraphs: rensa, 5-grams, 128 permutations, 16 bands."""
    blocks, index, pairs = _blocks(text), RMinHashLSH(threshold=LIKE, num_perm=HASHES, num_bands=16), []
    for number, (start, end) in enumerate(blocks):
        signature = RMinHash(num_perm=HASHES, seed=42)
        signature.update(grams(text[start:end]))
        pairs += [(other, number) for other in index.query(signature)]
        index.insert(number, signature)
    return _grouped(blocks, pairs)


def suffix_array(text: str) -> dict[str, list[list[Span]]]:
    """Every range of 30 characters that is there twice, from a suffix array with its LCP; struck but for the first."""
    codes = np.frombuffer(text.encode("utf-32-le"), np.uint32).copy()
    order = divsufsort(codes)
    shared = kasai(codes, order)
    twice = np.zeros(len(codes), bool)
    many = np.flatnonzero(shared >= WINDOW)
    twice[order[many]] = twice[order[many + 1]] = True
    later = longest_previous_factor(codes) >= WINDOW
    return {"any": [[span] for span in _ranges(twice)], "struck": [[span] for span in _ranges(later)]}


def _ranges(starts: np.ndarray) -> list[Span]:
    """Return the ranges that windows of 30 characters, by their starts, cover together."""
    change = np.zeros(len(starts) + WINDOW, int)
    np.add.at(change, np.flatnonzero(starts), 1)
    np.add.at(change, np.flatnonzero(starts) + WINDOW, -1)
    edges = np.flatnonzero(np.diff(np.r_[0, np.cumsum(change) > 0, 0]))
    return [(int(start), int(end)) for start, end in edges.reshape(-1, 2)]


PEERS: dict[str, Callable[[str], dict[str, list[list[Span]]]]] = {
    "paragraph hash": paragraph_hash,
    "datasketch MinHash LSH 0.8": minhash,
    "rensa, 16 bands": rensa,
    "suffix array, 30 characters twice": suffix_array,
}
