"""How well block kinds are told, on documents and genres that the model was not fitted on, and what harm they do.

``python benchmarks/kinds.py SHARED [HIDDEN [TYPESET]]`` prints precision, recall and F1 of each kind, a column for each
genre, then how often what is told with a stated confidence is so, and of statutes as they came how many blocks in
10,000 would be wrongly dropped as page furniture or made headings. HIDDEN is ``document`` (fitted on two thirds of the
documents, judged on the others, in turn; the default), ``genre`` (fitted without the genre that is judged) or ``none``
(the model that comes with the package, for its harm on statutes it was not fitted on). What is judged is made with
templates that no fit has seen.
"""

import json
import sys
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import numpy as np
from fit_kinds import Rows, by_document, fit, labelled_texts, training_rows
from planted.labelled import STATUTES
from planted.lines import statutes

from analysis import block_kinds, parse
from analysis.structure.model import FILE, KINDS, probabilities, read_model

JUDGED = 400  # statutes, of those that nothing is fitted on
LEVELS = (0.7, 0.9, 0.97)


def by_genre(rows: Rows) -> str:
    """Return the fold of a text: its genre."""
    return rows.text.genre


def held_out(
    fitted: Sequence[Rows], judged: Sequence[Rows], fold: Callable[[Rows], str]
) -> Iterator[tuple[Rows, np.ndarray]]:
    """Yield each text with what a model says of it that was fitted on the other folds.

    The temperature is that of the model that comes with the package.
    """
    temperature = json.loads(FILE.read_text("utf-8"))["temperature"]
    for name in sorted({fold(rows) for rows in judged}):
        rest = [rows for rows in fitted if fold(rows) != name]
        model = read_model(fit(rest, temperature), rest[0].names)
        for rows in judged:
            if fold(rows) == name:
                yield rows, probabilities(rows.seen, model)


def table(judged: Sequence[tuple[Rows, np.ndarray]]) -> None:
    """Print precision, recall and F1 of each kind by genre, and at the levels of confidence over all."""
    groups: dict[str, list[tuple[np.ndarray, np.ndarray]]] = defaultdict(list)
    for rows, likely in judged:
        known = rows.kind >= 0
        for name in (rows.text.genre, "all"):
            groups[name].append((rows.kind[known], likely[known]))
    names = sorted(groups, key=lambda name: (name == "all", name))
    print(f"| kind | {' | '.join(names)} | {' | '.join(f'P, R at {level}' for level in LEVELS)} |")
    print("| --- " * (1 + len(names) + len(LEVELS)) + "|")
    for kind, name in enumerate(KINDS):
        cells = []
        for genre in names:
            truth, likely = (np.concatenate(column) for column in zip(*groups[genre], strict=True))
            cells.append(_f1(truth == kind, likely.argmax(axis=1) == kind))
        cells += [_at(truth == kind, (likely.argmax(axis=1) == kind) & (likely[:, kind] >= level)) for level in LEVELS]
        print(f"| {name} | {' | '.join(cells)} |")


def _f1(truth: np.ndarray, found: np.ndarray) -> str:
    if not truth.any():
        return f"- ({found.sum()} false)"
    hit = (truth & found).sum()
    precision, recall = hit / max(found.sum(), 1), hit / truth.sum()
    f1 = 2 * precision * recall / max(precision + recall, 1e-9)
    return f"{precision:.2f} / {recall:.2f} / {f1:.3f} ({truth.sum()})"


def _at(truth: np.ndarray, found: np.ndarray) -> str:
    hit = (truth & found).sum()
    return f"{hit / max(found.sum(), 1):.3f}, {hit / max(truth.sum(), 1):.3f}"


def reliability(judged: Sequence[tuple[Rows, np.ndarray]]) -> None:
    """Print how often what is told with a confidence is so, by tenths; of all that is not told to be running text."""
    truth = np.concatenate([rows.kind[rows.kind >= 0] for rows, _ in judged])
    likely = np.concatenate([likely[rows.kind >= 0] for rows, likely in judged])
    best, said = likely.argmax(axis=1), likely.max(axis=1)
    print("\n| stated | blocks | mean | observed |\n| --- | --- | --- | --- |")
    for low in np.arange(0.1, 1, 0.1):
        here = (said >= low) & (said < low + 0.1 + 1e-9) & (best > 0)
        if here.any():
            right = (best == truth)[here].mean()
            print(f"| {low:.1f}-{low + 0.1:.1f} | {here.sum():,} | {said[here].mean():.3f} | {right:.3f} |")


def harm(shared: Path) -> None:
    """Print for statutes as they came what would be changed in them, by the model that comes with the package."""
    wrong, blocks = defaultdict(lambda: [0, 0, 0]), 0
    examples: list[str] = []
    for _, content in statutes(shared, JUDGED, skip=STATUTES):
        document = parse(content)
        found = block_kinds(document)
        blocks += len(found)
        for row in found.itertuples():
            name = "lost heading" if row.mark == "lost" else row.kind
            if name in {"page furniture", "lost heading", "caption", "byline", "advertisement"}:
                for place, level in enumerate(LEVELS):
                    wrong[name][place] += row.confidence >= level
                if row.confidence >= LEVELS[0]:
                    examples.append(f"{name} {row.confidence:.2f}: {document.text[row.start : row.end][:60]}")
    print(f"\n| in {JUDGED} statutes, {blocks:,} blocks | {' | '.join(f'at {level}' for level in LEVELS)} |")
    print("| --- " * (1 + len(LEVELS)) + "|")
    for name, counts in sorted(wrong.items()):
        print(f"| {name} | {' | '.join(f'{count} ({1e4 * count / blocks:.1f} in 10,000)' for count in counts)} |")
    print("\n".join(f"- {one}" for one in examples[:40]))


def main(shared: str, hidden: str = "document", typeset: str = "") -> None:
    """Print the tables."""
    if hidden != "none":
        folder = Path(typeset) if typeset else None
        fitted = training_rows(labelled_texts(Path(shared), folder, apart=False))
        judged = training_rows(labelled_texts(Path(shared), folder, apart=True))
        told = [*held_out(fitted, judged, {"document": by_document, "genre": by_genre}[hidden])]
        table(told)
        reliability(told)
    harm(Path(shared))


if __name__ == "__main__":
    main(*sys.argv[1:])
