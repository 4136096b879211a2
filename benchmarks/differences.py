"""How well versions are told from copies by what differs: ``python benchmarks/differences.py SHARED [SEED [SHOW]]``.

On statutes that nothing was fitted on, and the half of the prose and reports that the model has not seen, prints

- versions told from copies: pairs that differ in one number, date, name or negation, and pairs with misread characters,
  of several seeds;
- how many of the pairs that differ in another word are called versions;
- near repeats found among other paragraphs, by the share of characters that a machine changed; and how many of them are
  held to be copies;
- what is found in the sound statutes themselves, and how many letters are dropped. With SHOW each is printed, to read.
"""

import random
import sys
from collections import defaultdict
from pathlib import Path

import numpy as np
from planted import texts, versions
from planted.copies import copies_among
from planted.differing import Words
from planted.intervals import ratio_interval, shown, wilson
from planted.measure import is_found
from planted.sound import sound_table
from tqdm import tqdm

from analysis import audit, parse
from analysis.duplicates.differences import bears_meaning, differences, summary
from analysis.duplicates.kinds import NEARLY

PAIRS, WORDS = 2000, 500  # of paragraphs, as many copies as versions; and with another word, of each kind
SEEDS = 6  # with which copies are told from versions
RATES = (0.01, 0.05, 0.10, 0.15)
DOCUMENTS = 40  # for each rate


def told_apart(paragraphs: list[str], seed: str, show: str) -> dict[str, list[bool]]:
    """Return whether pairs are called versions, by the type of their difference, or how one was misread."""
    called: dict[str, list[bool]] = defaultdict(list)
    for pair in tqdm(versions.planted(paragraphs, seed, PAIRS), "pairs", disable=None):
        found = differences(pair.one, pair.other)
        called[pair.kind].append(bears_meaning(found))
        if show and called[pair.kind][-1] != pair.is_version:
            print(f"{pair.kind}: {summary(found)}", file=sys.stderr)
    return called


def told_table(of_seeds: dict[str, dict[str, list[bool]]]) -> None:
    """Print which pairs of the first seed are called versions, and the scores of all seeds."""
    first, *_ = of_seeds.values()
    _shares("versions told from copies", first)
    print("\n| seed | precision | recall | F1 |\n| --- | --- | --- | --- |")
    for seed, called in of_seeds.items():
        hits, wrong = (sum(sum(called[kind]) for kind in kinds) for kinds in (versions.VERSIONS, versions.READINGS))
        precision = hits / (hits + wrong)
        recall = hits / sum(len(called[kind]) for kind in versions.VERSIONS)
        print(f"| {seed} | {precision:.3f} | {recall:.3f} | {2 * precision * recall / (precision + recall):.3f} |")
    print()


def _shares(what: str, called: dict[str, list[bool]]) -> None:
    """Print a share for each kind of pair, with Wilson's interval: pairs are drawn, a paragraph at most a few times."""
    print(f"| {what} | pairs | called versions | 95 % interval |\n| --- | --- | --- | --- |")
    for kind, values in called.items():
        print(f"| {kind} | {len(values):,} | {np.mean(values):.3f} | {shown(wilson(sum(values), len(values)))} |")


def other_words(paragraphs: list[str], seed: str) -> None:
    """Print how many pairs that differ in a word are called versions."""
    chance = random.Random(f"{seed} words")
    words = Words(paragraphs, chance)
    of_words = {}
    for how, change in (("that has a character of the old one", words.near_word), ("of its kind", words.other_word)):
        called: list[bool] = []
        while len(called) < WORDS:
            text = chance.choice(paragraphs)
            other = change(text, chance)
            if other != text:
                called.append(bears_meaning(differences(text, other)))
        of_words[how] = called
    _shares("another word", of_words)
    print()


def near_recall(paragraphs: list[str], seed: str) -> None:
    """Print the table of near repeats, with intervals over the texts that the copies are put among."""
    head = ["found", "as near repeat", "95 % interval", "precision", "95 % interval"]
    print(f"| changed by a machine | how | copies | {' | '.join(head)} |\n{'| --- ' * 8}|")
    for rate in RATES:
        for how in ("misread", "edited"):
            chance = random.Random(f"{seed} {rate} {how}")
            found, as_near, right, texts_near, texts_right = [], [], [], [], []
            for _ in range(DOCUMENTS):
                text, cases = copies_among(paragraphs, rate, how, chance)
                result = audit(parse(text))
                classes = {kind: _spans(result, (kind,)) for kind in NEARLY}
                every = [spans for some in classes.values() for spans in some]
                found += [is_found(case, every) for case in cases]
                near = [is_found(case, classes["near repeat"]) for case in cases]
                planted = [any(is_found(spans, [case]) for case in cases) for spans in every]
                as_near, right = as_near + near, right + planted
                texts_near.append((sum(near), len(near)))
                texts_right.append((sum(planted), len(planted)))
            cells = [f"{np.mean(found):.4f}"]
            for values, counts in ((as_near, texts_near), (right, texts_right)):
                cells += [f"{np.mean(values):.4f}", shown(ratio_interval(counts))]
            print(f"| {rate:.0%} | {how} | {len(found):,} | {' | '.join(cells)} |")


def _spans(result: object, kinds: tuple[str, ...]) -> list[list[tuple[int, int]]]:
    rows = result.occurrences[result.occurrences["class"].map(result.classes["kind"]).isin(kinds)]
    return [[*zip(some["start"], some["end"], strict=True)] for _, some in rows.groupby("class")]


def main(shared: str, seed: str = "101", show: str = "") -> None:
    """Print the tables."""
    statutes = texts.judged_statutes(Path(shared))
    prose = texts.paragraphs([text for _, text in texts.prose(Path(shared), judged=True)])
    paragraphs = texts.paragraphs([text for _, text in statutes])
    of_seeds = {}
    for number in range(SEEDS):
        one = f"{seed}{chr(ord('a') + number)}"
        of_seeds[one] = told_apart(sample(paragraphs, prose, one), one, show)
    told_table(of_seeds)
    some = sample(paragraphs, prose, seed)
    other_words(some, seed)
    near_recall(some, seed)
    sound_table(statutes, "statutes", ("near repeat",) if show else ())


def sample(paragraphs: list[str], prose: list[str], seed: str) -> list[str]:
    """Return those of the prose, and twice as many others."""
    return random.Random(seed).sample(paragraphs, min(len(paragraphs), 2 * len(prose))) + prose


if __name__ == "__main__":
    main(*sys.argv[1:])
