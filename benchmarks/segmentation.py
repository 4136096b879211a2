"""How well text is cut into words, on gold sets that the reader has.

``python benchmarks/segmentation.py FOLDER [module:function ...]``: FOLDER is looked through for test sets in two forms:

- ``*_gold.utf8`` of the second SIGHAN bakeoff (PKU, MSR, AS, CityU), whose licence is for that competition, with
  the words of the training set in ``*_training_words.utf8`` beside it;
- ``*-test.conllu`` of Universal Dependencies (such as UD_Chinese-GSDSimp, UD_Cantonese-HK, UD_Classical_Chinese-Kyoto;
  CC BY-SA 4.0), with the training set in ``*-train.conllu`` beside it, if it is there.

Nothing of them is in this project. The measures are the bakeoff's (Emerson 2005, Proc. 4th SIGHAN Workshop, 123-133):
a word is right if both its ends are. *Recall, unseen* is that of words that the training set lacks, *not in dictionary*
that of words that jieba's dictionary lacks, read as simplified. *+ new words* adds what `new_words` finds in the text
itself, which knows nothing of the gold, and *+ multiword* what `multiword_expressions` finds: units to count, which
gold sets keep asunder. Speed is characters in a second of a processor, the best of three.

A function, ``package.module:name``, takes a text and returns its tokens, as an engine of `Tokeniser` does.
"""

from __future__ import annotations

import importlib
import sys
import time
from dataclasses import dataclass
from itertools import accumulate
from pathlib import Path

import analysis
from analysis import Tokeniser

GOLD, TRAINING = "_gold.utf8", "_training_words.utf8"
NAMES = {
    "rjieba": Tokeniser(),
    "rjieba, as it stands": Tokeniser(simplify=False),
    "rjieba, dictionary alone": Tokeniser(hmm=False),
    "jieba": Tokeniser(engine="jieba"),
    "characters": Tokeniser(engine="characters"),
}


@dataclass(frozen=True)
class Gold:
    """A test set: its sentences as lists of words, and the words that its training set has."""

    name: str
    sentences: list[list[str]]
    seen: frozenset[str]


@dataclass(frozen=True)
class Score:
    """What is right of what was cut, as shares."""

    precision: float
    recall: float
    unseen: float
    unknown: float

    @property
    def f1(self) -> float:
        """Return the harmonic mean of precision and recall."""
        return 2 * self.precision * self.recall / ((self.precision + self.recall) or 1)


def gold_sets(folder: Path) -> list[Gold]:
    """Return the test sets in a folder and below it, in order of their names."""
    found = [bakeoff(path) for path in folder.rglob(f"*{GOLD}")]
    found += [treebank(path) for path in folder.rglob("*-test.conllu")]
    return sorted(found, key=lambda gold: gold.name)


def bakeoff(path: Path) -> Gold:
    """Return a test set of the bakeoff: a sentence a line, words between blanks."""
    name = path.name.split("_")[0]
    words = path.with_name(f"{name}{TRAINING}")
    seen = frozenset(words.read_text("utf-8-sig").split()) if words.exists() else frozenset()
    lines = (line.split() for line in path.read_text("utf-8-sig").split("\n"))
    return Gold(
        {"pku": "PKU", "msr": "MSR", "as": "AS", "cityu": "CityU"}.get(name, name), [*filter(None, lines)], seen
    )


def treebank(path: Path) -> Gold:
    """Return a test set of Universal Dependencies."""
    train = path.with_name(path.name.replace("-test.", "-train."))
    seen = {word for words in sentences_of(train) for word in words} if train.exists() else ()
    return Gold(path.name.removesuffix("-ud-test.conllu"), sentences_of(path), frozenset(seen))


def sentences_of(path: Path) -> list[list[str]]:
    """Return the forms of the surface tokens of a file of CoNLL-U, sentence by sentence."""
    found: list[list[str]] = []
    for sentence in path.read_text("utf-8").split("\n\n"):
        words, within = [], 0
        for row in (line.split("\t") for line in sentence.split("\n") if line and not line.startswith("#")):
            first, _, last = row[0].partition("-")
            if last:
                within = int(last)
            if last or ("." not in first and int(first) > within):
                words.append(row[1].replace(" ", ""))
        if words:
            found.append(words)
    return found


def ends_of(words: list[str]) -> list[tuple[int, int]]:
    """Return where words that follow each other begin and end.

    >>> ends_of(["政协", "工作"])
    [(0, 2), (2, 4)]
    """
    ends = [*accumulate(map(len, words))]
    return [*zip([0, *ends], ends, strict=False)]


def score(gold: Gold, cut: list[list[str]]) -> Score:
    """Return how well sentences are cut.

    >>> found = score(Gold("", [["政协", "完善", "工作"]], frozenset(["政协", "工作"])), [["政协", "完", "善", "工作"]])
    >>> round(found.precision, 2), round(found.recall, 2), found.unseen
    (0.5, 0.67, 0.0)
    """
    dictionary = Tokeniser(simplify=True)
    right = made = 0
    of, hit = dict.fromkeys(("all", "unseen", "unknown"), 0), dict.fromkeys(("all", "unseen", "unknown"), 0)
    known: dict[str, bool] = {}
    for words, pieces in zip(gold.sentences, cut, strict=True):
        spans = {*ends_of(pieces)}
        made += len(spans)
        for word, span in zip(words, ends_of(words), strict=True):
            if word not in known:
                known[word] = dictionary.knows(word) or not any(c.isalnum() for c in word)
            kinds = ["all"] + ["unseen"] * (bool(gold.seen) and word not in gold.seen) + ["unknown"] * (not known[word])
            for kind in kinds:
                of[kind] += 1
                hit[kind] += span in spans
        right += len(spans & {*ends_of(words)})
    shares = {kind: hit[kind] / of[kind] if of[kind] else float("nan") for kind in of}
    return Score(right / max(made, 1), shares["all"], shares["unseen"], shares["unknown"])


def measure(gold: Gold, name: str, tokeniser: Tokeniser) -> Score:
    """Cut a test set, as one document in one script, and print its row."""
    texts = ["".join(words) for words in gold.sentences]
    reader = tokeniser.of(analysis.parse("\n\n".join(texts)))
    reader.cut(texts[0])
    seconds = []
    for _ in range(3):
        begun = time.process_time()
        cut = [reader.cut(text) for text in texts]
        seconds.append(time.process_time() - begun)
    found = score(gold, cut)
    speed = sum(map(len, texts)) / max(min(seconds), 1e-9)
    shares = " | ".join("-" if value != value else f"{value:.3f}" for value in (found.unseen, found.unknown))
    row = f"{gold.name} | {name} | {found.f1:.3f} | {found.precision:.3f} | {found.recall:.3f} | {shares}"
    print(f"| {row} | {speed:,.0f} |", flush=True)
    return found


def with_found_words(gold: Gold, tokeniser: Tokeniser) -> dict[str, Tokeniser]:
    """Return tokenisers with what is found in the text of a test set."""
    document = analysis.parse("\n\n".join("".join(words) for words in gold.sentences))
    return {
        "rjieba + new words": tokeniser.adding(analysis.new_words(document, tokeniser)["word"]),
        "rjieba + multiword": tokeniser.adding(analysis.multiword_expressions(document, tokeniser)["word"]),
    }


def broken(gold: Gold, before: Tokeniser, after: Tokeniser) -> tuple[int, int, int]:
    """Return how many words of the dictionary there are, and how many *after* cuts through: in all, and of the gold."""
    there = through = wrongly = 0
    for words in gold.sentences:
        text = "".join(words)
        edges = {end for _, end in ends_of(after.cut(text))}
        right = {*ends_of(words)}
        pieces = before.cut(text)
        for piece, (start, end) in zip(pieces, ends_of(pieces), strict=True):
            if len(piece) > 1 and before.knows(piece):
                is_cut = any(at in edges for at in range(start + 1, end))
                there, through, wrongly = there + 1, through + is_cut, wrongly + (is_cut and (start, end) in right)
    return there, through, wrongly


def engine(name: str) -> Tokeniser:
    """Return a tokeniser with a function as its engine, which sees the text as it stands."""
    module, _, function = name.partition(":")
    return Tokeniser(engine=getattr(importlib.import_module(module), function), simplify=False)


def main(folder: str, *others: str) -> None:
    """Print the table."""
    found = gold_sets(Path(folder))
    if not found:
        sys.exit(f"{folder}: no test set; see the head of benchmarks/segmentation.py")
    columns = [
        "text",
        "engine",
        "F1",
        "precision",
        "recall",
        "recall, unseen",
        "not in dictionary",
        "characters a second",
    ]
    print("| " + " | ".join(columns) + " |\n|" + " --- |" * len(columns))
    rows = []
    for gold in found:
        engines = NAMES | {name: engine(name) for name in others} | with_found_words(gold, Tokeniser())
        for name, tokeniser in engines.items():
            measure(gold, name, tokeniser)
        document = analysis.parse("\n\n".join("".join(words) for words in gold.sentences))
        plain, added = (tokeniser.of(document) for tokeniser in (Tokeniser(), engines["rjieba + new words"]))
        rows.append((gold.name, *broken(gold, plain, added)))
    print("\n| with new words | words of the dictionary | cut through | of these words of the gold |")
    print("| --- | --- | --- | --- |")
    for name, *counts in rows:
        print(f"| {name} | " + " | ".join(f"{count:,}" for count in counts) + " |")


if __name__ == "__main__":
    if len(sys.argv) < 2:
        sys.exit("usage: python benchmarks/segmentation.py FOLDER [module:function ...]")
    main(*sys.argv[1:])
