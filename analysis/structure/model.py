"""The fitted model of block kinds: how likely a block is each of `KINDS`, and what shows it.

Trees fitted by ``make fit``. A first set tells running text from the rest; where that is not certain, the second set
tells all kinds apart. How often each kind was right, told with such a probability, on documents and with templates
that were left out of the fit, is its confidence (isotonic regression; Zadrozny and Elkan 2002, KDD, 694-699).
"""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np

from ..breaks.ends import likely_at, line_ends_without
from ..breaks.features import as_rows
from ..document.annotations import annotation
from ..languages.messages import _
from ..models.trees import Trees, contributions, read_trees, scores
from .evidence import phrases_of
from .features import block_columns
from .groups import groups_of

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence

    from ..document.blocks import Block
    from ..document.documents import Document

FILE = Path(__file__).parent / "model.json"
KINDS = (
    "paragraph",
    "title",
    "heading",
    "list item",
    "verse line",
    "table",
    "caption",
    "byline",
    "page furniture",
    "note",
    "advertisement",
)
HEADINGS = [KINDS.index("title"), KINDS.index("heading")]
ASIDE = ("caption", "page furniture")  # what can stand between the halves of a paragraph
LEAST = 0.5  # confidence below which nothing takes a block out of the running text
RUNNING = [KINDS.index(kind) for kind in ("paragraph", "list item", "verse line")]
GATE = 0.01  # probability that a block is no running text, below which nothing else is asked
STEP = 4096  # blocks whose evidence is looked for together


class Fitted(NamedTuple):
    """What `make fit` wrote."""

    gate: Trees  #: whether a block is anything but running text
    kinds: Trees  #: which of `KINDS` it is
    calibration: tuple[np.ndarray, ...]  #: of each kind two rows: probabilities, and how often they were right


class Classification(NamedTuple):
    """What the model says of each block."""

    kind: list[str]
    confidence: list[float]
    rows: np.ndarray  #: what is seen of each
    names: tuple[str, ...]  #: of the features, in the order of the columns of *rows*

    def evidence(self, wanted: Collection[str] | None = None) -> list[str]:
        """Return for each block in words what speaks for its kind rather than for running text.

        *wanted* are the kinds of which it is given, out of `KINDS`; all by default.
        """
        stated = [_("running text")] * len(self.kind)
        kinds = np.array([KINDS.index(kind) for kind in self.kind])
        model = fitted(self.names)
        for kind, name in enumerate(KINDS[1:], 1):
            if wanted is not None and name not in wanted:
                continue
            here = np.flatnonzero(kinds == kind)
            for begin in range(0, len(here), STEP):
                some = here[begin : begin + STEP]
                rows = self.rows[some]
                weights = contributions(rows, model.kinds, kind) - contributions(rows, model.kinds, 0)
                for row, seen, weight in zip(some.tolist(), rows.tolist(), weights.tolist(), strict=True):
                    of_row, weight_of = (dict(zip(self.names, part, strict=True)) for part in (seen, weight))
                    stated[row] = phrases_of(of_row, weight_of)
        return stated


@cache
def fitted(names: tuple[str, ...]) -> Fitted:
    """Return the model, fitted to features of these names."""
    return read_model(json.loads(FILE.read_text("utf-8")), [*names])


def read_model(data: dict[str, Any], names: list[str]) -> Fitted:
    """Return the model that `make fit` wrote.

    Raises
    ------
    ValueError : if it was fitted to other features.
    """
    gate, kinds = (
        read_trees(data[part] | {"features": data["features"]}, names, FILE.name) for part in ("gate", "kinds")
    )
    return Fitted(gate, kinds, tuple(np.array(data["calibration"][kind], float) for kind in KINDS))


def probabilities(rows: np.ndarray, model: Fitted) -> np.ndarray:
    """Return for each row of features how likely a block is each of `KINDS`, 0..1."""
    found = np.zeros((len(rows), len(KINDS)))
    other = 1 / (1 + np.exp(-scores(rows, model.gate)[:, 0]))
    asked = other >= GATE
    found[:, 0], found[~asked, 1:] = 1 - other, other[~asked, None] / (len(KINDS) - 1)
    if asked.any():
        score = scores(rows[asked], model.kinds)
        power = np.exp(score - score.max(axis=1, keepdims=True))
        found[asked] = power / power.sum(axis=1, keepdims=True)
    return found


def pool(likely: np.ndarray, group: np.ndarray, share: np.ndarray, first: np.ndarray) -> np.ndarray:
    """Return probabilities that are in part a block's, in part the mean of its group: what is alike is of one kind.

    But for a title or heading with whose words lines come again: those are running heads, and it stays what it is.

    Parameters
    ----------
    likely : a row for each block and a column for each of `KINDS`.
    group, share, first : from `groups.groups_of`, the number of each block's group (-1 where it has none), its part,
        and whether it is the first of lines that come again to the letter.

    >>> likely = np.array([[0.9, 0.1], [0.5, 0.5], [0.0, 1.0]])
    >>> pool(likely, np.array([0, 0, -1]), np.full(3, 0.5), np.zeros(3, bool)).round(2).tolist()
    [[0.8, 0.2], [0.6, 0.4], [0.0, 1.0]]
    """
    inside = np.flatnonzero((group >= 0) & ~(first & np.isin(likely.argmax(axis=1), HEADINGS)))
    if not len(inside):
        return likely
    _, place, size = np.unique(group[inside], return_inverse=True, return_counts=True)
    total = np.zeros((len(size), likely.shape[1]))
    np.add.at(total, place, likely[inside])
    found = likely.copy()
    part = share[inside, None]
    found[inside] = (1 - part) * likely[inside] + part * (total / size[:, None])[place]
    return found


def keep_the_title(likely: np.ndarray, table: Mapping[str, np.ndarray], first: np.ndarray) -> None:
    """Make a title of page furniture above the first running text, if no title or heading is there.

    Running heads have the words of the title, and some are told from it by nothing but that it comes first. A line with
    digits is none: a date, or the number of a page.

    Parameters
    ----------
    likely : probabilities, a row for each block and a column for each of `KINDS`; changed in place.
    table : from `features.block_columns`.
    first : whether each block is the first of lines that come again to the letter; from `groups.groups_of`.
    """
    best = likely.argmax(axis=1)
    furniture = KINDS.index("page furniture")
    running = np.flatnonzero(np.isin(best, RUNNING))
    above = np.arange(running[0] if len(running) else 0)
    if np.isin(best[above], HEADINGS).any():
        return
    same = first[above] & (best[above] == furniture) & (table["share of digits"][above] == 0)
    for row in above[same][-1:]:
        likely[row, HEADINGS[0]] += likely[row, furniture]
        likely[row, furniture] = 0


def rule_out_empty_headings(likely: np.ndarray, table: Mapping[str, np.ndarray], goes_on: np.ndarray) -> None:
    """Make running text of headings that head nothing, or whose text more likely goes on in the next block.

    But one with a number is a heading or not by what the model says of it, which has seen how likely its text goes on.
    Nothing is headed by the last block, nor by a line without a number above a heading that Markdown marks, or that has
    the letters of one. Headings of several lines stay: there the next block is a heading too.

    Parameters
    ----------
    likely : probabilities, a row for each block and a column for each of `KINDS`; changed in place.
    table : from `features.block_columns`.
    goes_on : how likely the text of each block goes on behind it, 0..1, captions and page furniture left aside.
    """
    best = likely.argmax(axis=1)
    is_heading = np.isin(best, HEADINGS)
    marked = (table["level in Markdown"] > 0) | (table["has the letters of a marked heading"] > 0)
    next_is, next_marked = (np.r_[one[1:], False] for one in (is_heading, marked))
    empty = (best == HEADINGS[1]) & (table["shape of its number"] < 0) & next_marked
    empty |= (goes_on >= 0.5) & ~next_is & (table["shape of its number"] < 0)
    empty |= table["blocks after it"] == 0
    empty &= is_heading
    likely[empty, 0] += likely[np.ix_(empty, HEADINGS)].sum(axis=1)
    likely[np.ix_(empty, HEADINGS)] = 0


def _going_on(text: str, blocks: Sequence[Block], best: np.ndarray, below: np.ndarray) -> np.ndarray:
    """Return how likely each block's text goes on: *below*, or of what would be a heading, past what stands aside."""
    aside = np.isin(best, [KINDS.index(kind) for kind in ASIDE])
    asked = np.isin(best, HEADINGS) & np.r_[aside[1:], False]
    if not asked.any():
        return below
    spans = [(block.start, block.end) for block in blocks]
    ends = line_ends_without(text, [spans[row] for row in np.flatnonzero(aside).tolist()])
    found = below.copy()
    found[asked] = likely_at(ends, np.array([spans[row][1] for row in np.flatnonzero(asked).tolist()]))
    return found


def likeliest(likely: np.ndarray, model: Fitted) -> tuple[np.ndarray, np.ndarray]:
    """Return for each row of probabilities the place of the likeliest kind in `KINDS`, and how often that is right."""
    best = likely.argmax(axis=1)
    confidence = likely[np.arange(len(best)), best]
    for kind in np.unique(best).tolist():
        confidence[best == kind] = np.interp(confidence[best == kind], *model.calibration[kind])
    return best, confidence


def classify(document: Document, with_furniture: bool = True) -> Classification:
    """Return what each block of a document is, by the model.

    >>> from analysis import parse
    >>> text = "第一章 总则\\n\\n第一条 为了保护公园，制定本条例。\\n\\n第二章 附则\\n\\n第二条 自公布之日起施行。"
    >>> classify(parse(text)).kind
    ['heading', 'paragraph', 'heading', 'paragraph']
    """
    # Sections, sentences and faults all need it.
    return annotation(document, ("block kinds", with_furniture), lambda: _classify(document, with_furniture))


def _classify(document: Document, with_furniture: bool) -> Classification:
    text, blocks = document.text, document.blocks
    table, groups, likely = annotation(document, "block features", lambda: _seen(text, blocks))
    likely = likely.copy()
    keep_the_title(likely, table, groups[-1])
    if not with_furniture:
        likely[:, KINDS.index("page furniture")] = 0
        likely /= likely.sum(axis=1, keepdims=True).clip(1e-9)
    rule_out_empty_headings(likely, table, _going_on(text, blocks, likely.argmax(axis=1), table["text goes on below"]))
    best, confidence = likeliest(likely, fitted(tuple(table)))
    # A line may head the text with whatever rank: title or heading, together they are likely.
    sure = np.where(np.isin(best, HEADINGS), likely[:, HEADINGS].sum(axis=1), confidence)
    best[(table["fixed"] > 0) | ((np.maximum(sure, confidence) < LEAST) & ~np.isin(best, RUNNING))] = 0
    return Classification([KINDS[kind] for kind in best.tolist()], confidence.tolist(), _rows(table), tuple(table))


def _seen(text: str, blocks: Sequence[Block]) -> tuple[dict[str, np.ndarray], tuple[np.ndarray, ...], np.ndarray]:
    """Return what is seen of each block, which are alike, and how likely each is of each kind."""
    table = block_columns(text, blocks)
    groups = groups_of(text, blocks, table)
    return table, groups, pool(probabilities(_rows(table), fitted(tuple(table))), *groups)


def _rows(table: Mapping[str, np.ndarray]) -> np.ndarray:
    return as_rows([*table.values()])
