"""Which terms stand together, as a network: terms are its nodes, and pairs that attract each other its edges."""

from __future__ import annotations

from dataclasses import dataclass
from math import inf, log2
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from .._checks import as_tokens, require, require_column, require_integer, require_number, require_several, require_text
from ..languages.messages import _, enumeration
from ..output.files import write_file
from .collocations import association
from .network_files import network_bytes
from .ngrams import PLACES
from .pairs_of_terms import pairs_in_units, pairs_in_windows
from .selection import COUNTED, is_selected

if TYPE_CHECKING:
    import os
    from collections.abc import Collection, Iterable

    import networkx

SENTENCE = "sentence"
# The least score of an edge, if none is given. Of log_dice it is a quarter of the places of both terms, of pmi four
# times what is expected, of t_score a probability below .05, of g2 one below .001.
LEAST = {"log_dice": 12.0, "pmi": 2.0, "npmi": 0.2, "t_score": 2.0, "g2": 10.8, "count": 1.0}
HIGHEST = {"log_dice": 14.0, "npmi": 1.0}  # of the measures that have a bound, whatever the text
SYMMETRIC = tuple(LEAST)
WIDEST = 100  # words of a window
MOST_NODES = 1_000  # half a million pairs
EDGES = {
    "source": "str",
    "target": "str",
    "count": "int64",
    "expected": "float64",
    "score": "float64",
    "documents": "int64",
}
STATES = ("both", "only before", "only after")


@dataclass(frozen=True)
class Network:
    """Terms, the pairs of them that stand together, and how that was decided; from `network`."""

    nodes: pd.DataFrame  #: see `network`, which says what columns the tables have
    edges: pd.DataFrame
    window: int | str
    measure: str
    min_score: float
    min_count: int

    def graph(self) -> networkx.Graph:
        """Return it as a graph of networkx: nodes have ``count``, edges ``count``, ``expected``, ``score`` and more.

        ``weight`` is the score, by which networkx and Gephi lay it out and measure it.

        >>> from analysis import Tokeniser, parse
        >>> tokens = Tokeniser().tokens(parse("完善工作机制。完善工作方法。"))
        >>> network(tokens, window=1, min_count=2).graph().edges["完善", "工作"]["count"]
        2
        """
        import networkx

        graph = networkx.Graph()
        for node in self.nodes.to_dict("records"):
            graph.add_node(node.pop("term"), **node)
        for edge in self.edges.to_dict("records"):
            graph.add_edge(edge.pop("source"), edge.pop("target"), weight=edge["score"], **edge)
        return graph

    def save(self, path: str | os.PathLike[str]) -> Path:
        """Write it for Gephi and other programs, ``.graphml`` or ``.gexf``; its tables go by `save_table`.

        Raises
        ------
        ValueError : for another ending.
        OSError : if it cannot be written.
        """
        return write_file(path, network_bytes(self, Path(path).suffix.lower()))

    def _repr_html_(self) -> str:
        from ..output.displays import table_html

        return table_html(self.described(), self.edges.round(2))

    def described(self) -> str:
        """Return in words which pairs are edges."""
        where = _("within {n} words").format(n=self.window)
        if isinstance(self.window, str):
            where = _("in one sentence") if self.window == SENTENCE else _("in one {unit}").format(unit=self.window)
        message = _(
            "{nodes:,} terms, {edges:,} pairs: {count} times or more {where}, more than expected, {measure} at least "
            "{score:g}"
        )
        values = {"nodes": len(self.nodes), "edges": len(self.edges), "count": self.min_count, "where": where}
        return message.format(measure=self.measure, score=self.min_score, **values)


def network(
    tokens: pd.DataFrame,
    window: int | str = 5,
    measure: str = "log_dice",
    min_score: float | None = None,
    min_count: int = 3,
    nodes: int = 60,
    terms: Iterable[str] | None = None,
    stop_words: Collection[str] = (),
    min_characters: int = 2,
    kinds: Collection[str] = COUNTED,
) -> Network:
    """Find which of the most frequent terms stand together more often than their frequencies explain.

    Two terms stand together in a window of so many words, punctuation aside, or in a sentence. In a window they are
    counted as `collocations` counts them to both sides; of sentences O, R, C and N are how many hold both, each of the
    two, and how many there are. An edge has more than R C / N, which chance would give. For the measures see
    `association`; those that differ by direction are none of a network.

    Parameters
    ----------
    tokens : from `Tokeniser.tokens`, of one document, or of several with a column ``doc``.
    window : words to either side, 1 to 100; or the column that says what a token is in, such as ``sentence`` (see
        `with_sentences`) or ``section``. Concepts, from `concept_tokens`, are no words, and need a column.
    measure : log_dice, pmi, npmi, t_score, g2 or count.
    min_score : of the measure, for an edge. By default log_dice 12, which is 2 O in a quarter of R + C; in a window of
        w words, where each place has 2 w neighbours, 12 - log2(2 w); pmi 2, npmi 0.2, t_score 2, g2 10.8, count 1.
    min_count : places that an edge has at least, 1 or more.
    nodes : how many of the most frequent terms are looked at, 2 to 1,000.
    terms : those to look at, instead of the most frequent.
    stop_words, min_characters, kinds : which terms; see `frequencies`.

    Returns
    -------
    `Network`, of which ``nodes`` has ``term`` (str), ``count`` (int), ``degree`` (edges, int), by descending count; and
    ``edges`` has ``source``, ``target`` (str, in code point order), ``count`` (O, int), ``expected`` (R C / N),
    ``score`` (float) and ``documents`` (that hold the pair, int), by descending score, then count.

    Raises
    ------
    ValueError : for an unknown window or measure, too few or too many nodes, a score that no pair can have, or a least
        count or length below 1.

    >>> from analysis import Tokeniser, parse
    >>> tokens = Tokeniser().tokens(parse("完善工作机制。完善工作方法。"))
    >>> network(tokens, window=1, min_count=2).edges[["source", "target", "count", "expected", "documents"]]
      source target  count  expected  documents
    0     完善     工作      2       1.2          1
    """
    require_text("network", measure=measure)
    require_integer("network", min_count=min_count, nodes=nodes, min_characters=min_characters)
    require_number("network", min_score=min_score)
    for name, value in (("min_count", min_count), ("min_characters", min_characters)):
        if value < 1:
            raise ValueError(f"network: {name}: " + _("{value}; it is at least 1").format(value=value))
    _require_known(window, measure)
    _require_size(nodes)
    least = _least(window, measure, min_score)
    tokens = as_tokens(tokens, "network", PLACES)
    names = tokens["term"].cat.categories
    wanted = is_selected(tokens, stop_words, min_characters, kinds)
    codes = tokens["term"].cat.codes.to_numpy().astype(np.int64)
    counts = np.bincount(codes[wanted], minlength=len(names))
    picked = _picked(names, counts, nodes, terms)
    number = np.full(len(names) + 1, -1)
    number[picked] = np.arange(len(picked))
    node = np.where(wanted, number[codes], -1)
    doc = pd.factorize(tokens["doc"])[0] if "doc" in tokens else np.zeros(len(tokens), np.int64)
    if isinstance(window, str):
        require_column(tokens, window, "window")
        unit = pd.factorize(tokens[window])[0]
        pairs, margins, whole = pairs_in_units(node, unit * (doc.max(initial=0) + 1) + doc, doc, len(picked))
    else:
        pairs, margins, whole = pairs_in_windows(tokens, node, doc, window, len(picked))
    table = pairs[pairs["count"] >= min_count].reset_index(drop=True)
    measured = association(table["count"], margins[table["one"]], margins[table["other"]], whole)
    table["expected"], table["score"] = measured["expected"], measured[measure].astype(float)
    table = _named(table[(table["score"] >= least) & (table["count"] > table["expected"])], names[picked])
    degree = pd.concat([table["source"], table["target"]]).value_counts()
    shown = pd.DataFrame({"term": names[picked].astype("str"), "count": counts[picked]}).astype({"term": "str"})
    shown["degree"] = shown["term"].map(degree).fillna(0).astype("int64")
    shown = shown.sort_values(["count", "term"], ascending=[False, True], ignore_index=True)
    return Network(shown, table, window, measure, least, min_count)


def network_change(before: Network, after: Network) -> pd.DataFrame:
    """Set the edges of two networks of the same terms side by side: what a repair, or another text, did to them.

    Parameters
    ----------
    before, after : from `network`, the second with ``terms=before.nodes["term"]`` or the other way round, so that an
        edge is not missing because its term is.

    Returns
    -------
    DataFrame with ``source``, ``target``, ``state`` (both; only before: there is the edge by damage alone; only after:
    damage hid it), ``count_before``, ``count_after`` (Int64), ``score_before``, ``score_after`` (float, missing where
    there is no edge); first what is on one side only, then by the larger score.

    Raises
    ------
    ValueError : if they were made with another window, measure or threshold.

    >>> from analysis import Tokeniser, parse
    >>> raw, clean = (Tokeniser().tokens(parse(text)) for text in ("完善工作机制。" * 2, "完善工作机制。"))
    >>> sides = network(raw, min_count=2), network(clean, min_count=2)
    >>> network_change(*sides)["state"].unique().tolist()
    ['only before']
    """
    require(before, Network, "network_change", "before")
    require(after, Network, "network_change", "after")
    for name in ("window", "measure", "min_score", "min_count"):
        if getattr(before, name) != getattr(after, name):
            message = _("{name} is {one} before and {other} after; make both networks with the same")
            values = {"name": name, "one": getattr(before, name), "other": getattr(after, name)}
            raise ValueError("network_change: after: " + message.format(**values))
    columns = ["source", "target", "count", "score"]
    both = before.edges[columns].merge(
        after.edges[columns], on=["source", "target"], how="outer", suffixes=("_before", "_after"), indicator="state"
    )
    both["state"] = both["state"].map(dict(zip(("both", "left_only", "right_only"), STATES, strict=True)))
    both = both.astype({"state": "str", "count_before": "Int64", "count_after": "Int64"})
    order = both.assign(
        same=both["state"] == "both", score=-both[["score_before", "score_after"]].max(axis=1)
    ).sort_values(["same", "score", "source", "target"], ignore_index=True)
    names = ["source", "target", "state", "count_before", "count_after", "score_before", "score_after"]
    return order[names]


def _picked(names: pd.Index, counts: np.ndarray, nodes: int, terms: Iterable[str] | None) -> np.ndarray:
    """Return which of the terms are looked at: those that are listed and there, or the most frequent."""
    if terms is None:
        most = np.lexsort((names, -counts))[:nodes]
        return most[counts[most] > 0]
    require_several(terms, "network", "terms")
    listed = [*dict.fromkeys(terms)]
    _require_size(len(listed))
    found = names.get_indexer(listed)
    return found[found >= 0]


def _require_size(nodes: int) -> None:
    if not 2 <= nodes <= MOST_NODES:
        message = _("{nodes}; a network has 2 to {most:,}").format(nodes=nodes, most=MOST_NODES)
        raise ValueError(f"network: nodes: {message}")


def _require_known(window: int | str, measure: str) -> None:
    """Raise ValueError for what no network can be made with."""
    if not isinstance(window, str):
        require_integer("network", window=window)
        if not 1 <= window <= WIDEST:
            message = _("{window}; it is from 1 to {most} words, or the name of a column")
            raise ValueError("network: window: " + message.format(window=window, most=WIDEST))
    if measure not in SYMMETRIC:
        message = _("{given!r}; choose from {choices}").format(given=measure, choices=enumeration(SYMMETRIC))
        raise ValueError(f"network: measure: {message}")


def _least(window: int | str, measure: str, given: float | None) -> float:
    """Return the least score of an edge."""
    if given is None:
        in_window = measure == "log_dice" and not isinstance(window, str)
        return round(LEAST[measure] - log2(2 * int(window)), 1) if in_window else LEAST[measure]
    if given > HIGHEST.get(measure, inf):
        message = _("{given:g}; {measure} is {most:g} at most")
        raise ValueError("network: min_score: " + message.format(given=given, measure=measure, most=HIGHEST[measure]))
    return float(given)


def _named(table: pd.DataFrame, names: pd.Index) -> pd.DataFrame:
    """Return edges with the names of their terms, each pair in code point order."""
    ends = np.column_stack([names[table[side]].to_numpy(object) for side in ("one", "other")])
    ends.sort(axis=1)
    named = table.assign(source=ends[:, 0], target=ends[:, 1])
    order = named.assign(least=-named["score"], fewest=-named["count"])
    order = order.sort_values(["least", "fewest", "source", "target"], ignore_index=True)
    return order[[*EDGES]].astype(EDGES)
