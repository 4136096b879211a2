"""Fit the model of block kinds: ``python benchmarks/fit_kinds.py SHARED [TYPESET]`` writes ``structure/model.json``.

SHARED is a folder with ``lines/``, ``prose/`` and ``corpus/statutes.tar.xz``; TYPESET one of pages that were typeset
and extracted again (``planted/typeset.py``). The same texts and versions give the same bytes. What the model is worth
is for ``benchmarks/kinds.py`` to say, which fits on some documents and judges on others, with other templates.
"""

import json
import random
import sys
import zlib
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from planted.boosting import as_data, classifier
from planted.kinds import OF_PROSE, VARIANTS, Labelled, as_it_is, made
from planted.labelled import sources
from planted.lines import fold_of
from planted.pages import extracted
from sklearn.ensemble import HistGradientBoostingClassifier
from sklearn.isotonic import isotonic_regression

from analysis import parse
from analysis.structure.features import block_columns
from analysis.structure.groups import groups_of
from analysis.structure.model import FILE, KINDS, likeliest, pool, probabilities, read_model

TREES, LEAVES, DEEPEST, RATE, FEWEST, RIDGE = 60, 15, 7, 0.2, 20, 5.0
GATE_TREES, GATE_LEAVES = 30, 12
# How often a wrong answer counts of a kind that is taken out of the text where it is certain, which does harm: people's
# texts have far fewer of them than those that are made.
FALSE = {"page furniture": 2, "caption": 4}
BINS, LEAST = 20, 40  # in which predictions of a kind are counted, at most and with so many in each at least
MOST = 300  # blocks of a kind, of a genre and set in one way, that are fitted on; the others count through them
MADE = {"fiction": 4, "classic": 4, "verse": 4}  # texts made of a source in each way; of the others one
# Made so many times as often in these ways.
OFTEN = {"pages": 2, "small pages": 2, "torn": 2, "halves": 2, "printed twice": 3, "web page": 2, "turns": 2}
LAW = 4  # of as many statutes one is set in each way


@dataclass(frozen=True)
class Rows:
    """The blocks of a text whose kinds are known."""

    text: Labelled
    names: list[str]
    seen: np.ndarray  #: a row of features for each block
    kind: np.ndarray  #: place in `KINDS`; -1 where it is not known or Markdown says it
    alike: tuple[np.ndarray, np.ndarray, np.ndarray]  #: from `features.groups_of`


def labelled_texts(shared: Path, typeset: Path | None, use: str) -> Iterator[Labelled]:
    """Yield the texts for a use (`vocabulary.USES`): each has templates, seeds and typeset pages of its own."""
    for source in sources(shared):
        yield as_it_is(source)
        for variant in VARIANTS:
            if source.genre == "law" and zlib.crc32(f"{source.name} {variant}".encode()) % LAW:
                continue
            if source.genre == "verse" and variant in OF_PROSE:
                continue
            for seed in range(MADE.get(source.genre, 1) * OFTEN.get(variant, 1)):
                yield made(source, variant, str(seed), use)
    if typeset:
        yield from extracted(typeset, use)


def rows_of(text: Labelled) -> Rows:
    """Return the blocks of a text, with their features and kinds."""
    document = parse(text.text)
    if not document.blocks:
        return Rows(
            text, [], np.zeros((0, 0), np.float32), np.zeros(0, int), (np.zeros(0, int), np.zeros(0), np.zeros(0, bool))
        )
    table = block_columns(document.text, document.blocks)
    starts = [start for start, _, _ in text.spans]
    kind = np.full(len(document.blocks), -1)
    for number, block in enumerate(document.blocks):
        row = max(int(np.searchsorted(starts, block.start, "right")) - 1, 0)
        inside = set()
        while row < len(text.spans) and text.spans[row][0] < block.end:
            inside |= {text.spans[row][2]} if text.spans[row][1] > block.start else set()
            row += 1
        name = inside.pop() if len(inside) == 1 else None
        kind[number] = KINDS.index(name) if name in KINDS and not table["fixed"][number] else -1
    seen = np.column_stack([*table.values()]).astype(np.float32)
    return Rows(text, [*table], seen, kind, groups_of(document.text, document.blocks, table))


def training_rows(texts: Iterable[Labelled]) -> list[Rows]:
    """Return the rows of all texts that have any."""
    return [rows for text in texts if len((rows := rows_of(text)).kind)]


def sample(rows: Sequence[Rows]) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Return features, kinds and weights of some blocks: of what there is much of, fewer that count more.

    What there are four times as many of counts about twice.
    """
    groups: dict[tuple[str, str, int], list[tuple[int, int]]] = defaultdict(list)
    for number, one in enumerate(rows):
        for row in np.flatnonzero(one.kind >= 0).tolist():
            groups[one.text.genre, one.text.variant, int(one.kind[row])].append((number, row))
    chance = random.Random(7)
    seen, kinds, weights = [], [], []
    for (_, _, kind), places in sorted(groups.items()):
        some = sorted(chance.sample(places, min(len(places), MOST)))
        seen += [rows[number].seen[row] for number, row in some]
        kinds += [kind] * len(some)
        weights += [len(places) ** 0.6 / len(some)] * len(some)
    weight = np.array(weights)
    return np.array(seen), np.array(kinds), weight * len(weight) / weight.sum()


def fit(rows: Sequence[Rows], calibration: dict[str, Any] | None = None) -> dict[str, Any]:
    """Return the fitted model, as `analysis.structure.model` reads it, its probabilities as they come by default."""
    seen, kinds, weight = sample(rows)
    gate = _boosted(GATE_TREES, GATE_LEAVES).fit(seen, kinds > 0, sample_weight=weight)
    every = _boosted(TREES, LEAVES).fit(seen, kinds, sample_weight=weight)
    missing = {*range(len(KINDS))} - {*kinds.tolist()}
    if missing:
        raise ValueError(f"no block of the kind {KINDS[min(missing)]!r} to fit on")
    calibration = calibration or {kind: [[0, 1], [0, 1]] for kind in KINDS}
    return {"features": rows[0].names, "calibration": calibration, "gate": _as_data(gate), "kinds": _as_data(every)}


def _boosted(trees: int, leaves: int) -> HistGradientBoostingClassifier:
    return classifier(trees, leaves, RATE, FEWEST, RIDGE, max_depth=DEEPEST)


def _as_data(boosted: HistGradientBoostingClassifier) -> dict[str, Any]:
    return as_data(boosted, 4, lambda value: float(f"{value:.6g}"))


def by_document(rows: Rows) -> str:
    """Return the fold of a text: all that is made of one document is in one."""
    return str(fold_of(rows.text.source))


def calibration_of(rows: Sequence[Rows], judged: Sequence[Rows]) -> dict[str, Any]:
    """Return for each kind how often it is right by the probability that it is told with.

    Each third of the documents in *judged*, set with other templates, is told by a model of the other two thirds.
    """
    told: list[tuple[np.ndarray, ...]] = []
    for fold in sorted({*map(by_document, judged)}):
        model = read_model(fit([one for one in rows if by_document(one) != fold]), rows[0].names)
        for one in judged:
            if by_document(one) == fold:
                best, stated = likeliest(pool(probabilities(one.seen, model), *one.alike), model)
                known = one.kind >= 0
                told.append((one.kind[known], best[known], stated[known]))
    truth, best, stated = map(np.concatenate, zip(*told, strict=True))
    curves = {name: _curve(stated[best == kind], truth[best == kind] == kind) for kind, name in enumerate(KINDS)}
    for name, times in FALSE.items():
        mean, observed = curves[name]
        curves[name] = [mean, [round(one / (one + times * (1 - one)), 4) for one in observed]]
    return curves


def _curve(stated: np.ndarray, right: np.ndarray) -> list[list[float]]:
    """Return how often what is stated is right, which never falls: bins of as many blocks each."""
    order = np.argsort(stated, kind="stable")
    bins = np.array_split(order, max(1, min(BINS, len(order) // LEAST)))
    mean = [round(float(stated[some].mean()), 5) for some in bins]
    observed = [(right[some].sum() + 0.5) / (len(some) + 1) for some in bins]
    rising = isotonic_regression(observed, sample_weight=[len(some) for some in bins])
    return [mean, [round(float(value), 4) for value in rising]]


def main(shared: str, typeset: str = "") -> None:
    """Fit on all texts and write the file."""
    pages = Path(typeset) if typeset else None
    rows, judged = (training_rows(labelled_texts(Path(shared), pages, use)) for use in ("fit", "calibration"))
    data = fit(rows, calibration_of(rows, judged))
    FILE.write_text(json.dumps(data, separators=(",", ":"), ensure_ascii=False) + "\n", "utf-8")
    blocks = sum(int((one.kind >= 0).sum()) for one in rows)
    print(f"{FILE}: fitted on {blocks:,} blocks of {len(rows):,} texts")


if __name__ == "__main__":
    main(*sys.argv[1:])
