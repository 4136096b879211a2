"""How fast repeats are found, beside the peers, on the same text in one run, on one core.

``python benchmarks/audit.py [TEXTS]`` takes a folder of ``.txt`` or ``.md`` files; without one it generates a corpus
from the words of the tests' texts, a tenth of its paragraphs copies. It prints three tables:

- all exact repeats of 30 characters and more in 3, 10 and 30 MB of UTF-8: seconds (the best of three), the ratio to a
  suffix array with LCP (pydivsufsort), the exponent of growth, and the most memory allocated, in bytes a character;
- near repeats among 20,000 paragraphs, of which 1,500 are edited copies: seconds and recall by the rate of edits;
- the whole audit of the seed, beside difflib's comparison of its paragraphs, two by two.
"""

import difflib
import itertools
import math
import os
import random
import sys
import time
import tracemalloc
from collections.abc import Callable
from pathlib import Path

import numpy as np
from planted.peers import GRAM, HASHES, LIKE, WINDOW, grams
from planted.reuse import edited

from analysis import Tokeniser, audit, load, parse
from analysis.duplicates.near import near_blocks
from analysis.text_index.passages import factors, letters, repeated_windows

ROOT = Path(__file__).parent.parent
SEED = ROOT / "seeds" / "000_ed0ec8543009b9f7.txt"
SIZES = (3, 10, 30)
PARAGRAPHS, COPIES = 20_000, 1_500
RATES = (0.01, 0.05, 0.10)


def best(work: Callable[[], object], times: int = 3) -> float:
    """Return the least seconds that *work* takes."""
    taken = []
    for _ in range(times):
        start = time.perf_counter()
        work()
        taken.append(time.perf_counter() - start)
    return min(taken)


def corpus(folder: str, size: float) -> str:
    """Return about so many bytes of text: of the files of a folder, or generated."""
    if folder:
        paths = sorted(p for p in Path(folder).rglob("*") if p.suffix in {".txt", ".md"})
        ends = np.cumsum([path.stat().st_size for path in paths])
        taken = [path.read_bytes() for path in paths[: int(np.searchsorted(ends, size)) + 1]]
        return b"\n\n".join(taken)[: int(size)].decode("utf-8", "ignore")
    words = [w for p in sorted((ROOT / "tests" / "texts").glob("*.txt")) for w in Tokeniser().cut(p.read_text("utf-8"))]
    words = np.array([word for word in words if word.strip()])
    chance, pieces, total = np.random.default_rng(7), [], 0
    while total < size:
        copy = pieces and chance.random() < 0.1
        piece = (
            pieces[chance.integers(len(pieces))] if copy else "".join(chance.choice(words, chance.integers(30, 150)))
        )
        pieces.append(piece)
        total += len(piece.encode()) + 2
    return "\n\n".join(pieces)


def exact(text: str) -> int:
    """Return how many copy instructions explain every repeat."""
    return len(factors(repeated_windows(letters(text).codes, WINDOW)))


def suffix_array(text: str) -> int:
    """Return how many positions begin 30 characters that are there twice."""
    from pydivsufsort import divsufsort, kasai

    data = text.encode()
    order = divsufsort(data)
    shared = kasai(data, order)
    twice = np.zeros(len(data), bool)
    many = np.flatnonzero(shared >= 3 * WINDOW)
    twice[order[many]] = twice[order[many + 1]] = True
    return int(twice.sum())


def exact_table(folder: str) -> None:
    """Print the first table."""
    sizes = {size: corpus(folder, size * 1e6) for size in SIZES}
    print(f"| exact repeats | {' | '.join(f'{size} MB' for size in SIZES)} | exponent |\n{'| --- ' * 5}|")
    took = {}
    for name, work in (("this audit", exact), ("pydivsufsort, suffix array and LCP", suffix_array)):
        work(corpus(folder, 1e5))
        took[name] = [best(lambda work=work, text=text: work(text)) for text in sizes.values()]
        exponent = np.polyfit(*(list(map(math.log, row)) for row in (SIZES, took[name])), 1)[0]
        print(f"| {name} | {' | '.join(f'{t:.3f} s' for t in took[name])} | {exponent:.2f} |")
    ours, peer = took.values()
    print(f"| times as fast | {' | '.join(f'{b / a:.1f}' for a, b in zip(ours, peer, strict=True))} | |")
    peaks = []
    for text in sizes.values():
        tracemalloc.start()
        exact(text)
        peaks.append(tracemalloc.get_traced_memory()[1] / len(text))
        tracemalloc.stop()
    print(f"| bytes a character, at most | {' | '.join(f'{peak:.0f}' for peak in peaks)} | |")


def near_corpus(folder: str) -> tuple[list[str], dict[int, tuple[int, float]]]:
    """Return paragraphs, and of the edited copies among them: of which, at what rate."""
    chance = random.Random(7)
    lines = (line.strip() for line in corpus(folder, 30e6).splitlines())
    own = [line for line in dict.fromkeys(lines) if len(line) >= 40]
    own = chance.sample(own, min(len(own), PARAGRAPHS - COPIES))
    copies = {}
    for number, source in enumerate(chance.sample(range(len(own)), COPIES)):
        rate = RATES[number % len(RATES)]
        copy = own[source]
        while [*filter(str.isalnum, copy)] == [*filter(str.isalnum, own[source])]:  # other marks alone are no edit
            copy = edited(own[source], rate, chance)
        copies[len(own)] = (source, rate)
        own.append(copy)
    return own, copies


def ours_near(paragraphs: list[str]) -> set[tuple[int, int]]:
    """Return the pairs (earlier, later) that the audit verifies."""
    codes, place = letters("\n\n".join(paragraphs))
    ends = np.cumsum([len(p) + 2 for p in paragraphs])
    edges = np.searchsorted(place, np.stack([np.r_[0, ends[:-1]], ends - 2], axis=1).astype(np.int32))
    return {(link.source, link.block) for link in near_blocks(codes, edges, WINDOW, LIKE)}


def datasketch_near(paragraphs: list[str]) -> set[tuple[int, int]]:
    """Return the pairs that MinHash LSH proposes: 128 permutations, 0.8."""
    from datasketch import MinHash, MinHashLSH

    index, pairs = MinHashLSH(threshold=LIKE, num_perm=HASHES), set()
    for number, text in enumerate(paragraphs):
        signature = MinHash(num_perm=HASHES)
        signature.update_batch([gram.encode() for gram in grams(text)])
        pairs |= {(other, number) for other in index.query(signature)}
        index.insert(number, signature)
    return pairs


def rensa_near(paragraphs: list[str]) -> set[tuple[int, int]]:
    """Return the pairs that rensa proposes: 128 permutations, 16 bands."""
    from rensa import RMinHash, RMinHashLSH

    index, pairs = RMinHashLSH(threshold=LIKE, num_perm=HASHES, num_bands=16), set()
    for number, text in enumerate(paragraphs):
        signature = RMinHash(num_perm=HASHES, seed=42)
        signature.update(grams(text))
        pairs |= {(other, number) for other in index.query(signature)}
        index.insert(number, signature)
    return pairs


def near_table(folder: str) -> None:
    """Print the second table."""
    paragraphs, copies = near_corpus(folder)
    head = [f"recall at {rate:.0%} edits" for rate in RATES]
    print(f"\n| near repeats among {len(paragraphs):,} | seconds | times ours | {' | '.join(head)} |\n{'| --- ' * 6}|")
    ours = 0.0
    for name, work in (
        ("this audit, verified", ours_near),
        (f"datasketch MinHashLSH {HASHES}/{LIKE}, {GRAM}-grams", datasketch_near),
        (f"rensa, 16 bands, {GRAM}-grams", rensa_near),
    ):
        pairs = work(paragraphs)
        took = best(lambda work=work: work(paragraphs), 3 if work is not datasketch_near else 1)
        ours = ours or took
        first_like = {later: earlier for earlier, later in sorted(pairs, reverse=True)}
        found = {c for c, (s, _) in copies.items() if first_like.get(c) in {s, first_like.get(s, s)} or (s, c) in pairs}
        hit = [np.mean([c in found for c, (_, rate) in copies.items() if rate == wanted]) for wanted in RATES]
        print(f"| {name} | {took:.2f} | {took / ours:.1f} | {' | '.join(f'{share:.1%}' for share in hit)} |")


def seed_table() -> None:
    """Print the third table."""
    seed = load(SEED)
    own = [seed.text[block.start : block.end] for block in seed.blocks]

    def compared() -> None:
        for one, other in itertools.combinations(own, 2):
            difflib.SequenceMatcher(None, one, other, autojunk=False).get_matching_blocks()

    ours, peer = best(lambda: audit(parse(seed.text)), 5), best(compared, 1)
    print("\n| the seed, whole | seconds | times ours |\n| --- | --- | --- |")
    print(f"| audit, with parsing | {ours:.4f} | 1 |\n| difflib over its paragraphs | {peer:.2f} | {peer / ours:.0f} |")


def main(folder: str = "") -> None:
    """Print the tables."""
    if hasattr(os, "sched_setaffinity"):
        os.sched_setaffinity(0, {0})
    exact_table(folder)
    near_table(folder)
    seed_table()


if __name__ == "__main__":
    main(*sys.argv[1:])
