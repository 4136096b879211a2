"""Fit the model of line ends: ``python benchmarks/fit.py SHARED [TYPESET [LINES OUT]]``.

It writes ``model.json`` and ``pairs.npz`` of the package; with LINES, a folder of texts whose line ends are known as
`analysis.labelled_lines` writes it, it fits on these too, and writes the model alone, as OUT: a group's own, which the
environment's ``ANALYSIS_LINE_MODEL`` names.

SHARED is a folder with ``lines/``, ``prose/`` and ``corpus/statutes.tar.xz``; TYPESET one of pages that were typeset
and extracted again (``planted/typeset.py``). The same texts and versions give the same bytes. What the model is worth
is for ``benchmarks/lines.py`` to say, which fits on some texts and judges on others.
"""

import json
import sys
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
from planted.boosting import as_data, classifier
from planted.general import general_texts
from planted.lines import STATUTES, Text, fold_of, real_texts, sources, statutes
from planted.pages import with_joins
from planted.pairs import counted
from planted.variants import VARIANTS, made

from analysis.breaks.context import NAMES as IN_CONTEXT
from analysis.breaks.context import context_columns
from analysis.breaks.features import NAMES, features
from analysis.breaks.lines import Lines, lines_of, without
from analysis.breaks.model import FILE
from analysis.breaks.pairs import FILE as PAIRS
from analysis.breaks.pairs import pairs
from analysis.models import trees
from analysis.output.files import write_file
from analysis.text_index.newlines import line_spans

RATE, RIDGE = 0.1, 5.0
MADE = {"law": 1, "essay": 2}  # texts made of a source in each way; of the others six
# Made so many times as often in these ways: few of their line ends are joins, or few there are.
OFTENER = {"cut": 3, "few": 20, "outline": 3, "foreign": 10, "headed": 6}
APART = 600  # statutes in which pairs of characters are counted, beside general Chinese
STEPS = 12  # until the curve no longer changes
Row = tuple[Text, np.ndarray, np.ndarray, Lines]


@dataclass(frozen=True)
class Look:
    """What trees are fitted to, and how many of them."""

    names: tuple[str, ...]  #: of the features
    trees: int
    leaves: int
    depth: int
    fewest: int  #: line ends of a leaf
    share: float  #: of the features, that a node is parted by
    real: float  #: how much more a line end counts that nobody made


FIRST = Look(NAMES, 250, 63, 9, 20, 0.4, 15.0)
SECOND = Look(IN_CONTEXT, 60, 15, 6, 60, 0.5, 15.0)


def training_rows(shared: Path, typeset: Path | None) -> list[Row]:
    """Return for each text its features and, of each line but the last, whether the text goes on."""
    texts = [*real_texts(shared / "lines")]
    for source in sources(shared):
        count = MADE.get(source.genre, 6)
        texts += [made(source, way, f"{seed}") for way in VARIANTS for seed in range(count * OFTENER.get(way, 1))]
    texts += with_joins(typeset, judging=False) if typeset else []
    return [row for text in texts for row in rows_of(text) if len(row[1])]


def rows_of(text: Text) -> Iterator[Row]:
    """Yield a text with its features and its truth, and the same without the lines that are no part of it."""
    lines = lines_of(text.text, line_spans(text.text))
    aside = np.isin(np.arange(len(lines)), [*text.aside])
    views = [(text, lines, text.joins)]
    if text.across:
        views.append((replace(text, variant=f"{text.variant}, over asides"), without(lines, aside), text.joins_without))
    for view, of_view, joins in views:
        found = features(text.text, of_view)
        yield view, found, np.isin(np.arange(len(found)), [*joins]), of_view


def by_document(row: Row) -> object:
    """Return the fold of a text: all that is made of one document is in one."""
    return fold_of(row[0].source)


def held_out(
    rows: Sequence[Row], fold: Callable[[Row], object], look: Look = FIRST, judged: Sequence[Row] | None = None
) -> list[tuple[Row, np.ndarray]]:
    """Return each text with the scores that trees give it which were fitted on the other folds.

    *judged* are rows of the same texts, if others are judged than those that are fitted on.
    """
    found = []
    for name in sorted({str(fold(row)) for row in rows}):
        fitted = trees.read_trees(fit([row for row in rows if str(fold(row)) != name], look), [*look.names], name)
        of_fold = (row for row in judged or rows if str(fold(row)) == name)
        found += [(row, trees.scores(row[1], fitted)[:, 0]) for row in of_fold]
    return found


def stated(
    judged: Sequence[tuple[Row, np.ndarray]],
    fold: Callable[[Row], object],
    documents: Sequence[tuple[Row, np.ndarray]],
) -> list[tuple[Row, np.ndarray]]:
    """Return each text with probabilities of its scores, by a curve of the other folds of *documents* left out."""
    names = {str(fold(row)) for row, _ in judged}
    curves = {name: curve([pair for pair in documents if str(fold(pair[0])) != name]) for name in names}
    found = []
    for row, score in judged:
        slope, shift = curves[str(fold(row))]
        found.append((row, 1 / (1 + np.exp(-slope * score - shift))))
    return found


def in_context(judged: Sequence[tuple[Row, np.ndarray]]) -> list[Row]:
    """Return rows of the second look, by what a first says that has not seen the text."""
    return [
        (text, context_columns(text.text, lines, found, said), truth, lines)
        for (text, found, truth, lines), said in judged
    ]


def curve(judged: Sequence[tuple[Row, np.ndarray]]) -> list[float]:
    """Return slope and shift that make probabilities of scores of texts that were left out, by Newton's method."""
    scores = np.concatenate([score for _, score in judged])
    truth = np.concatenate([row[2] for row, _ in judged])
    seen, found = np.column_stack([scores, np.ones(len(scores))]), np.array([1.0, 0.0])
    for _ in range(STEPS):
        said = 1 / (1 + np.exp(-seen @ found))
        found -= np.linalg.solve((seen * (said * (1 - said))[:, None]).T @ seen, seen.T @ (said - truth))
    return [round(float(number), 5) for number in found]


def fit(rows: Sequence[Row], look: Look = FIRST) -> dict:
    """Return fitted trees, as `analysis.trees` reads them.

    A line end of a kind of text of which there are four times as many counts half; one of a real text more.
    """
    size = Counter()
    for text, _, truth, _ in rows:
        size[_group(text)] += len(truth)
    weight = np.concatenate([np.full(len(row[2]), _weight(row[0], size[_group(row[0])], look.real)) for row in rows])
    boosted = classifier(
        look.trees, look.leaves, RATE, look.fewest, RIDGE, max_depth=look.depth, max_features=look.share
    ).fit(
        np.concatenate([row[1] for row in rows]),
        np.concatenate([row[2] for row in rows]),
        sample_weight=weight * len(weight) / weight.sum(),
    )
    return {"features": [*look.names]} | as_data(boosted, 5, lambda value: float(np.float32(value)))


def _group(text: Text) -> tuple[str, str]:
    return text.genre, text.variant


def _weight(text: Text, size: int, real: float) -> float:
    return size**-0.5 * (real if text.variant == "real" else 1)


def main(shared: str, typeset: str = "", lines: str = "", out: str = "") -> None:
    """Count pairs of characters, fit on all texts, and write the files; with *lines* the model alone."""
    if not lines:
        rest = (text.replace("#", "") for _, text in statutes(Path(shared), APART, skip=STATUTES))
        np.savez_compressed(PAIRS, **counted([*rest, *general_texts()]))
        pairs.cache_clear()
    rows = training_rows(Path(shared), Path(typeset) if typeset else None)
    rows += [row for text in (real_texts(Path(lines)) if lines else ()) for row in rows_of(text) if len(row[1])]
    documents = held_out(rows, by_document)
    again = in_context(stated(documents, by_document, documents))
    second = fit(again, SECOND) | {"curve": curve(held_out(again, by_document, SECOND))}
    data = fit(rows) | {"curve": curve(documents), "in context": second}
    file = Path(out) if lines else FILE
    write_file(file, json.dumps(data, separators=(",", ":")) + "\n")
    ends = sum(len(row[2]) for row in rows)
    print(f"{file}: fitted on {ends:,} line ends of {len(rows):,} texts")


if __name__ == "__main__":
    main(*sys.argv[1:])
