"""How well faults are told from what is meant, among exact repeats: ``python benchmarks/repeats.py SHARED``.

On statutes that nothing was fitted on and none of the first 250, and the half of the prose, reports and essays that the
models have not seen, prints

- splices and repeats found of those planted, with PAN's measures, and what is meant that is called a fault;
- how often what is called a fault with some confidence is one;
- what the audit says of sound texts, of statutes others that are used for nothing else, and how many letters it drops.
  With SHOW each is printed, to read.
"""

import sys
from collections import Counter, defaultdict
from collections.abc import Sequence
from pathlib import Path

import numpy as np
from planted import repeat_texts, texts
from planted.classes import labelled_classes
from planted.intervals import plagdet_interval, shown
from planted.measure import granularity, is_found, plagdet, precision, recall
from planted.repeated import FAULTS, planted_in
from planted.sound import sound_table
from tqdm import tqdm

from analysis import audit, parse
from analysis.duplicates import meant

SHOWN = ("splice", "repeat")  # kinds that are printed to read
STATUTES, SOUND = 60, 1000  # that something is planted in; that are audited as they are
STATED, SEEDS = 200, 4  # statutes in which confidence is compared with what is so, and plantings of each
ROUNDS = 2  # times that something is planted in each text
EXACT = {"splice": ("splice",), "repeat": ("repeat", "periodic run")}


def genre_of(name: str) -> str:
    """Return the genre of a text by its name: statutes have that of their law."""
    head = name.split("_")[0]
    return head if head in {"report", "fiction", "classic", "verse", "wrapped"} else "law"


def spans_of(text: str) -> dict[str, list[list[tuple[int, int]]]]:
    """Return the classes of spans that the audit finds, by kind."""
    result = audit(parse(text))
    found = defaultdict(list)
    for number, rows in result.occurrences.groupby("class"):
        found[result.classes["kind"][number]].append([*zip(rows["start"], rows["end"], strict=True)])
    return found


def planted_table(documents: list[tuple[str, str]], seed: str) -> None:
    """Print what is found of what was planted, a row for each genre, and what is meant that is flagged.

    Plagdet has the 95 % interval of a bootstrap over documents, all that is planted in one drawn together.
    """
    scores: dict[tuple[str, str], tuple[list, list, list]] = defaultdict(lambda: ([], [], []))
    sums: dict[tuple[str, str, str], np.ndarray] = defaultdict(lambda: np.zeros(6))
    flagged, counts = Counter(), Counter()
    for number, (name, sound) in enumerate(tqdm(documents * ROUNDS, "planted", disable=None)):
        text, cases = planted_in(sound, f"{seed} {name} {number}", judged=True)
        found = spans_of(text)
        for kind, kinds in EXACT.items():
            spans = [span for own in kinds for one in found[own] for span in one]
            truth = [span for case in cases if case.kind == kind for span in case.spans]
            parts = [measure(spans, truth) for measure in (precision, recall, granularity)]
            for genre in (genre_of(name), "all"):
                for all_of, some in zip(scores[genre, kind], parts, strict=True):
                    all_of += some
                sums[genre, kind, name] += [part for some in parts for part in (sum(some), len(some))]
        for case in cases:
            if case.kind not in FAULTS:
                counts[case.kind] += 1
                for kind in ("splice", "repeat"):
                    flagged[case.kind, kind] += is_found(case.spans, found[kind])
    head = ["genre", "planted", "cases", "precision", "recall", "granularity", "plagdet", "95 % interval"]
    print(f"| {' | '.join(head)} |\n{'| --- ' * len(head)}|")
    for (genre, kind), (p, r, g) in sorted(scores.items(), key=lambda item: (item[0][0] == "all", item[0])):
        cells = [np.mean(p) if p else 0, np.mean(r) if r else 0, np.mean(g) if g else 1, plagdet(p, r, g)]
        bounds = shown(plagdet_interval([one for key, one in sums.items() if key[:2] == (genre, kind)]))
        print(f"| {genre} | {kind} | {len(r):,} | {' | '.join(f'{cell:.3f}' for cell in cells)} | {bounds} |")
    print("\n| meant | cases | called a splice | called a repeat |\n| --- | --- | --- | --- |")
    for kind, count in sorted(counts.items()):
        print(f"| {kind} | {count:,} | {flagged[kind, 'splice']:,} | {flagged[kind, 'repeat']:,} |")


def reliability(documents: list[tuple[str, str]], seeds: Sequence[str]) -> None:
    """Print how often classes called faults with some confidence are faults, by tenths, with each seed."""
    rows = [*labelled_classes(documents, "")] * len(seeds)
    for seed in seeds:
        rows += labelled_classes(documents, seed, judged=True)
    stated = 1 / (1 + np.exp(-meant.odds(np.array([row.seen for row in rows]))))
    truth = np.array([row.is_fault for row in rows])
    print("\n| stated | classes | mean stated | observed |\n| --- | --- | --- | --- |")
    for tenth in range(10):
        some = np.clip((stated * 10).astype(int), 0, 9) == tenth
        if some.any():
            cells = f"{some.sum():,} | {stated[some].mean():.3f} | {truth[some].mean():.3f}"
            print(f"| {tenth / 10:.1f} to {tenth / 10 + 0.1:.1f} | {cells} |")


def main(shared: str, seed: str = "501", show: str = "") -> None:
    """Print the tables."""
    statutes = texts.judged_statutes(Path(shared))
    prose = repeat_texts.prose(Path(shared), judged=True)
    planted_table(prose + statutes[-STATUTES:], seed)
    reliability(prose + statutes[-STATED:], [f"{seed} again {number}" for number in range(SEEDS)])
    sound_table(texts.unseen_statutes(Path(shared))[:SOUND], "statutes", SHOWN if show else ())
    sound_table(prose, "prose and reports", SHOWN if show else ())


if __name__ == "__main__":
    main(*sys.argv[1:])
