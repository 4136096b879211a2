"""How well line ends are told, on texts and on genres that the model was not fitted on.

``python benchmarks/lines.py SHARED [HIDDEN [TYPESET]]`` prints for each kind of text precision, recall and F1 of the
joins and wrong joins per 10,000 ends of a paragraph, for real texts with 95 % intervals over documents; then how often
findings of a stated confidence are right, and what comes of joining from other probabilities on. HIDDEN is ``document``
(fitted on two thirds of the documents, judged on the rest; the default) or ``genre`` (fitted without the genre that is
judged). TYPESET is a folder of pages that were typeset and extracted again (``planted/typeset.py``).
"""

import sys
from collections import defaultdict
from collections.abc import Callable
from pathlib import Path

import numpy as np
from fit import SECOND, Row, by_document, held_out, in_context, stated, training_rows
from planted.intervals import bootstrap, f1_interval, shown

from analysis.breaks.ends import CERTAIN

ENOUGH = 50  # line ends of which a share says something
LEVELS = (0.5, CERTAIN, 0.95)
THRESHOLDS = (0.7, 0.75, CERTAIN, 0.86, 0.9, 0.95)
SOUND = ("clean", "outline", "pictured")  # ways of setting texts that leave every paragraph whole


def probabilities(rows: list[Row], fold: Callable[[Row], object]) -> list[tuple[Row, np.ndarray]]:
    """Return each text with what a model says of it, in two looks, that was fitted on the other folds.

    The second look is fitted on what a first says that was fitted on other documents. The curves that make
    probabilities of scores are fitted on documents left out, of the other folds too.
    """
    documents = held_out(rows, by_document)
    first = stated(documents if fold is by_document else held_out(rows, fold), fold, documents)
    fitted = in_context(stated(documents, by_document, documents))
    judged = fitted if fold is by_document else in_context(first)
    documents = held_out(fitted, by_document, SECOND)
    hidden = documents if fold is by_document else held_out(fitted, fold, SECOND, judged)
    pairs = zip(first, stated(hidden, fold, documents), strict=True)
    return [(row, (one + other) / 2) for (row, one), (_, other) in pairs]


def by_genre(row: Row) -> object:
    """Return the fold of a text: its genre; the wrapped texts are essays."""
    return "essay" if row[0].genre.startswith("wrapped") else row[0].genre


def table(judged: list[tuple[Row, np.ndarray]]) -> None:
    """Print a row for each kind of text."""
    groups: dict[tuple[str, str], list[tuple[np.ndarray, np.ndarray]]] = defaultdict(list)
    for (text, _, truth, _), said in judged:
        groups[text.genre, text.variant].append((truth, said))
    heads = " | ".join(f"P / R / F1, wrong per 10,000 at {level}" for level in LEVELS)
    print(f"| text | made | line ends | goes on | {heads} |\n{'| --- ' * (4 + len(LEVELS))}|")
    for (genre, variant), pieces in sorted(groups.items()):
        truth, said = (np.concatenate(column) for column in zip(*pieces, strict=True))
        cells = " | ".join(_scores(truth, said >= level) for level in LEVELS)
        print(f"| {genre} | {variant} | {len(truth):,} | {truth.mean():.0%} | {cells} |")


def _scores(truth: np.ndarray, joined: np.ndarray) -> str:
    hit, wrong, gold = (joined & truth).sum(), (joined & ~truth).sum(), truth.sum()
    per = f"{1e4 * wrong / max((~truth).sum(), 1):.1f}"
    if not gold:
        return f"-, {per}"
    precision, recall = hit / max(hit + wrong, 1), hit / gold
    return f"{precision:.3f} / {recall:.3f} / {2 * precision * recall / max(precision + recall, 1e-9):.3f}, {per}"


def intervals(judged: list[tuple[Row, np.ndarray]]) -> None:
    """Print for real texts how far the scores at CERTAIN may be off: all line ends of a document drawn together."""
    of_kinds: dict[str, dict[str, list[int]]] = defaultdict(lambda: defaultdict(lambda: [0, 0, 0, 0]))
    for (text, _, truth, _), said in judged:
        if text.variant == "real":
            joined = said >= CERTAIN
            here = ((joined & truth).sum(), joined.sum(), truth.sum(), (~truth).sum())
            counts = of_kinds[text.genre][text.source]
            counts[:] = [one + int(more) for one, more in zip(counts, here, strict=True)]
    head = [f"{name} at {CERTAIN}, 95 % interval" for name in ("precision", "recall", "F1", "wrong per 10,000")]
    print(f"\n| real text | documents | {' | '.join(head)} |\n{'| --- ' * 6}|")
    for genre, documents in sorted(of_kinds.items()):
        rows = [*documents.values()]
        bounds = [bootstrap(rows, lambda sums, of=of: sums[:, 0] / np.maximum(sums[:, of], 1)) for of in (1, 2)]
        cells = [shown(pair) if sum(row[2] for row in rows) else "–" for pair in bounds]
        cells.append(shown(f1_interval([(right, found, there) for right, found, there, _ in rows])))
        wrong = bootstrap(rows, lambda sums: 1e4 * (sums[:, 1] - sums[:, 0]) / np.maximum(sums[:, 3], 1))
        if not any(found - right for right, found, _, _ in rows):  # draws of none wrong are none wrong
            wrong = None
        print(f"| {genre} | {len(rows):,} | {' | '.join([*cells, shown(wrong, '.1f')])} |")


def reliability(judged: list[tuple[Row, np.ndarray]]) -> None:
    """Print by tenths how often what is stated with a probability is so: over all, and in each genre."""
    genres = sorted({row[0].genre for row, _ in judged})
    print(f"\n| stated | line ends | mean | observed | {' | '.join(genres)} |\n{'| --- ' * (4 + len(genres))}|")
    genre = np.concatenate([np.full(len(said), genres.index(row[0].genre)) for row, said in judged])
    truth = np.concatenate([row[2] for row, _ in judged])
    said = np.concatenate([said for _, said in judged])
    for low in np.arange(0, 1, 0.1):
        here = (said >= low) & (said < low + 0.1)
        shown = [_observed(truth, said, here & (genre == number)) for number in range(len(genres))]
        share = f"{said[here].mean():.3f} | {truth[here].mean():.3f}" if here.any() else " | "
        print(f"| {low:.1f}-{low + 0.1:.1f} | {here.sum():,} | {share} | {' | '.join(shown)} |")


def _observed(truth: np.ndarray, said: np.ndarray, here: np.ndarray) -> str:
    """Return how far what is observed lies from what is stated, and of how many line ends; if they are enough."""
    return f"{truth[here].mean() - said[here].mean():+.2f} of {here.sum():,}" if here.sum() >= ENOUGH else ""


def thresholds(judged: list[tuple[Row, np.ndarray]]) -> None:
    """Print what real texts, and sound ones of each genre, come to from which probability on lines are joined."""
    kinds = [row[0].genre if row[0].variant == "real" else f"sound {row[0].genre}" for row, _ in judged]
    kept = [row[0].variant in ("real", *SOUND) for row, _ in judged]
    names = sorted({kind for kind, keep in zip(kinds, kept, strict=True) if keep})
    print(f"\n| joined from | {' | '.join(names)} |\n{'| --- ' * (1 + len(names))}|")
    for level in THRESHOLDS:
        cells = []
        for name in names:
            pieces = [pair for pair, kind, keep in zip(judged, kinds, kept, strict=True) if keep and kind == name]
            truth, said = (np.concatenate(column) for column in zip(*((row[2], s) for row, s in pieces), strict=True))
            cells.append(_scores(truth, said >= level))
        print(f"| {level} | {' | '.join(cells)} |")


def main(shared: str, hidden: str = "document", typeset: str = "") -> None:
    """Print the tables."""
    rows = training_rows(Path(shared), Path(typeset) if typeset else None)
    judged = probabilities(rows, {"document": by_document, "genre": by_genre}[hidden])
    table(judged)
    intervals(judged)
    reliability(judged)
    thresholds(judged)


if __name__ == "__main__":
    main(*sys.argv[1:])
