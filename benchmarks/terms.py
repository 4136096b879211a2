"""How fast text becomes tokens and tokens become statistics, beside jieba, in one run on one core.

``python benchmarks/terms.py [TEXTS]`` takes a folder of ``.txt`` or ``.md`` files; without one it repeats the texts of
the tests. It prints three tables:

- to tokenise and count 6 MB of UTF-8, and the same with offsets and the whole table, beside ``jieba.lcut`` and a
  `Counter`: seconds, the best of three;
- a cold start: a new process that tokenises the seed, beside one in which jieba does, its cache warm;
- each statistic over tables of a quarter of a million and a million tokens drawn by Zipf's law: seconds, and the sum.
"""

import subprocess
import sys
from collections import Counter
from pathlib import Path

import numpy as np
import pandas as pd
from audit import best

import analysis
from analysis.words.engines import jieba_module

ROOT = Path(__file__).parent.parent
SEED = ROOT / "seeds" / "000_ed0ec8543009b9f7.txt"
SIZE, TOKENS, SECTIONS = 6_000_000, 1_000_000, 20
OURS = "import analysis as a; a.Tokeniser().tokens(a.load(sys.argv[1]))"
CUT = "import analysis as a; a.Tokeniser().cut(open(sys.argv[1], encoding='utf-8').read())"
PEER = "import jieba; jieba.setLogLevel(60); jieba.lcut(open(sys.argv[1], encoding='utf-8').read())"


def text_of(folder: str, size: int = SIZE) -> str:
    """Return *size* bytes of text: the files of a folder, over and over."""
    paths = sorted(p for p in Path(folder or ROOT / "tests" / "texts").rglob("*") if p.suffix in {".txt", ".md"})
    text = "\n\n".join(path.read_text("utf-8") for path in paths)
    return (text * (size // len(text.encode()) + 1)).encode()[:size].decode("utf-8", "ignore")


def counting(folder: str) -> None:
    """Print the first table."""
    text, jieba, ours = text_of(folder), jieba_module(), analysis.Tokeniser()
    document = analysis.parse(text)
    rows = {
        "jieba.lcut and Counter": lambda: Counter(jieba.lcut(text)),
        "Tokeniser.cut and Counter": lambda: Counter(ours.cut(text)),
        "Tokeniser.tokens and frequencies, of a document": lambda: analysis.frequencies(ours.tokens(document)),
        "the same from the text": lambda: analysis.frequencies(ours.tokens(analysis.parse(text))),
    }
    print("| tokenise and count 6 MB | seconds | times as fast |\n| --- | --- | --- |")
    peer = 0.0
    for name, work in rows.items():
        taken = best(work)
        peer = peer or taken
        print(f"| {name} | {taken:.2f} | {peer / taken:.1f} |")


def cold() -> None:
    """Print the second table."""
    print("\n| a new process tokenises the seed | seconds | times as fast |\n| --- | --- | --- |")
    peer = 0.0
    for name, code in (("jieba, its cache warm", PEER), ("Tokeniser.cut", CUT), ("load and Tokeniser.tokens", OURS)):
        command = [sys.executable, "-W", "ignore", "-c", f"import sys; {code}", str(SEED)]
        taken = best(lambda command=command: subprocess.run(command, check=True), 5)
        peer = peer or taken
        print(f"| {name} | {taken:.2f} | {peer / taken:.1f} |")


def drawn(size: int) -> pd.DataFrame:
    """Return a table of so many tokens, an eighth of them punctuation."""
    chance, types = np.random.default_rng(1), int(10 * size**0.6)
    share = 1 / np.arange(1, types + 1)
    start = 2 * np.arange(size, dtype=np.int32)
    return pd.DataFrame(
        {
            "block": (np.arange(size) // 60).astype(np.int32),
            "term": pd.Categorical.from_codes(
                chance.choice(types, size, p=share / share.sum()),
                [chr(0x4E00 + n // 2000) + chr(0x4E00 + n % 2000) for n in range(types)],
            ),
            "kind": pd.Categorical.from_codes((chance.random(size) < 0.125).astype(int), ["word", "punctuation"]),
            "start": start,
            "end": start + 2,
            "section": (np.arange(size) * SECTIONS // size).astype(np.int32),
        }
    )


def statistics() -> None:
    """Print the third table."""
    tables = {size: drawn(size) for size in (TOKENS // 4, TOKENS)}
    whole = analysis.parse("一" * 2 * TOKENS)
    word = tables[TOKENS]["term"].iloc[0]
    rows = {
        "frequencies": lambda t: analysis.frequencies(t),
        "frequencies by section": lambda t: analysis.frequencies(t, "section"),
        "bigrams and their frequencies": lambda t: analysis.frequencies(analysis.ngrams(t, 2)),
        "dispersion": analysis.dispersion,
        "keyness": analysis.keyness,
        "tf_idf": analysis.tf_idf,
        "collocations, all adjacent pairs": lambda t: analysis.collocations(t, window=1),
        "collocations of the first word": lambda t: analysis.collocations(t, word),
        "diversity": analysis.diversity,
        "trend of five terms": lambda t: analysis.trend(t, whole, t["term"].unique()[:5]),
    }
    print("\n| over a table of tokens | 250,000 | 1,000,000 |\n| --- | --- | --- |")
    sums = np.zeros(2)
    for name, work in rows.items():
        work(tables[TOKENS // 4].head(1000))  # imports what it needs
        taken = np.array([best(lambda table=table, work=work: work(table)) for table in tables.values()])
        sums += taken
        print(f"| {name} | {taken[0]:.3f} s | {taken[1]:.3f} s |")
    print(f"| together | {sums[0]:.2f} s | {sums[1]:.2f} s |")


if __name__ == "__main__":
    counting(sys.argv[1] if len(sys.argv) > 1 else "")
    cold()
    statistics()
