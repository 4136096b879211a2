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
from analysis.structure.model import FILE, KINDS, likeliest, pool, probabilities, read_model

JUDGED = 400  # statutes, of those that nothing is fitted on
LEVELS = (0.7, 0.9, 0.97)


def by_genre(rows: Rows) -> str:
    """Return the fold of a text: its genre."""
    return rows.text.genre


def held_out(
    fitted: Sequence[Rows], judged: Sequence[Rows], fold: Callable[[Rows], str]
) -> Iterator[tuple[Rows, np.ndarray, np.ndarray]]:
    """Yield each text with the kinds told by a model that was fitted on the other folds, and their confidence.

    The calibration is that of the model that comes with the package.
    """
    calibration = json.loads(FILE.read_text("utf-8"))["calibration"]
    for name in sorted({fold(rows) for rows in judged}):
        rest = [rows for rows in fitted if fold(rows) != name]
        model = read_model(fit(rest, calibration), rest[0].names)
        for rows in judged:
            if fold(rows) == name:
                yield rows, *likeliest(pool(probabilities(rows.seen, model), *rows.alike), model)


def table(judged: Sequence[tuple[Rows, np.ndarray, np.ndarray]]) -> None:
    """Print precision, recall and F1 of each kind by genre, and at the levels of confidence over all."""
    groups = grouped(judged)
    print(f"| kind | {' | '.join(groups)} | {' | '.join(f'P, R at {level}' for level in LEVELS)} |")
    print("| --- " * (1 + len(groups) + len(LEVELS)) + "|")
    for kind, name in enumerate(KINDS):
        cells = [_f1(truth == kind, best == kind) for truth, best, _ in groups.values()]
        truth, best, stated = groups["all"]
        cells += [_at(truth == kind, (best == kind) & (stated >= level)) for level in LEVELS]
        print(f"| {name} | {' | '.join(cells)} |")


def grouped(judged: Sequence[tuple[Rows, np.ndarray, np.ndarray]]) -> dict[str, tuple[np.ndarray, ...]]:
    """Return the true kinds, those told and their confidence, of each genre and of all."""
    groups: dict[str, list[tuple[np.ndarray, ...]]] = defaultdict(list)
    for rows, best, stated in judged:
        known = rows.kind >= 0
        for name in (rows.text.genre, "all"):
            groups[name].append((rows.kind[known], best[known], stated[known]))
    order = sorted(groups, key=lambda name: (name == "all", name))
    return {name: tuple(map(np.concatenate, zip(*groups[name], strict=True))) for name in order}


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


def reliability(judged: Sequence[tuple[Rows, np.ndarray, np.ndarray]]) -> None:
    """Print how often what is told with a confidence is so, by tenths; of all that is not told to be running text."""
    groups = grouped(judged)
    print(f"\n| stated | {' | '.join(f'{name}: mean, observed (blocks)' for name in groups)} |")
    print("| --- " * (1 + len(groups)) + "|")
    for low in np.arange(0.1, 1, 0.1):
        cells = []
        for truth, best, stated in groups.values():
            here = (stated >= low) & ((stated < low + 0.1) | (low > 0.85)) & (best > 0)
            right = (best == truth)[here]
            cells.append(f"{stated[here].mean():.2f}, {right.mean():.2f} ({len(right):,})" if len(right) else "-")
        print(f"| {low:.1f}-{low + 0.1:.1f} | {' | '.join(cells)} |")
    off = {name: _miscalibration(*values) for name, values in groups.items()}
    print(f"| mean distance | {' | '.join(f'{value:.3f}' for value in off.values())} |")


def _miscalibration(truth: np.ndarray, best: np.ndarray, stated: np.ndarray) -> float:
    """Return the mean of |stated - observed| over tenths, by the blocks in each (Naeini et al. 2015)."""
    here = best > 0
    right, stated = (best == truth)[here], stated[here]
    tenths = (stated * 10).astype(int).clip(max=9)
    sums = [abs((stated - right)[tenths == tenth].sum()) for tenth in range(10)]
    return float(sum(sums) / max(1, len(right)))


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
        fitted, judged = (training_rows(labelled_texts(Path(shared), folder, use)) for use in ("fit", "judging"))
        told = [*held_out(fitted, judged, {"document": by_document, "genre": by_genre}[hidden])]
        table(told)
        reliability(told)
    harm(Path(shared))


if __name__ == "__main__":
    main(*sys.argv[1:])
