"""A picture of which terms stand together."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd
from matplotlib.collections import LineCollection

from .._checks import require, require_integer, require_table
from ..languages.messages import _, ngettext
from ..output.columns import display_width
from ..terms.networks import STATES, Network
from .drawing import Picture, empty, key, new, styled
from .glyphs import elide
from .palette import BLUE, GREY, INK, RED, SKY
from .slim import choose

WIDTH, HEIGHT, MARGIN = 9.6, 7.2, 0.45  # inches
SIZE = 9.5  # of a name, in points
NAME = 16  # columns of a name
MOST_EDGES = 150
SLIM_NODES = 24  # of a picture for a phone
ROUNDS = 400  # in which names are pushed apart
COLOURS = dict(zip(STATES, (GREY, RED, BLUE), strict=True))
SEED = 1  # of the layout


@styled
def network_plot(found: Network, change: pd.DataFrame | None = None, nodes: int = 60) -> Picture:
    """Draw a network: a term is a dot that grows with its count, a pair a line that grows with its score.

    Parameters
    ----------
    found : from `network`.
    change : from `network_change` of this network and another; then colours tell which pairs are on one side alone.
    nodes : terms that are drawn at most, 1 or more, the most frequent; of each the strongest pairs, 150 in all, those
        on one side alone in their proportion to the others.

    Raises
    ------
    ValueError : if *nodes* is below 1.
    """
    require(found, Network, "network_plot", "found")
    require_integer("network_plot", nodes=nodes)
    if nodes < 1:
        raise ValueError("network_plot: nodes: " + _("{value}; it is at least 1").format(value=nodes))
    if change is not None:
        require_table(change, "network changes", "network_plot", "change")
    edges = _edges(found, change)
    picture, axes = new(WIDTH, HEIGHT)
    room = picture.get_size_inches()
    drawn, names = _most(edges, found, choose(nodes, min(nodes, SLIM_NODES)))
    axes.set_axis_off()
    axes.set(xlim=(0, room[0]), ylim=(0, room[1]))
    if names:
        _draw(axes, drawn, names, found, room)
    else:
        empty(axes, _("no two terms stand together often enough"))
    if change is not None:
        key(axes, {state: COLOURS[state] for state in STATES})
    picture.caption = _("{network}.").format(network=found.described())
    if len(drawn) < len(edges):
        message = _(" {drawn:,} of {n:,} pairs are drawn, the strongest of each term.")
        picture.caption += message.format(drawn=len(drawn), n=len(edges))
    picture.alt = _alt(edges, len(drawn), change is not None)
    return picture


def _edges(found: Network, change: pd.DataFrame | None) -> pd.DataFrame:
    """Return source, target, score and state of each pair."""
    if change is None:
        return found.edges[["source", "target", "score"]].assign(state=STATES[0])
    score = change[["score_before", "score_after"]].max(axis=1)
    return change[["source", "target", "state"]].assign(score=score)


def _most(edges: pd.DataFrame, found: Network, nodes: int) -> tuple[pd.DataFrame, list[str]]:
    """Return the pairs that are drawn, of each state in the proportion in which there are, and their terms.

    The strongest pair of each term comes first, then the second of each: else a few terms that are always together,
    as those of a notice, would leave no room for others.
    """
    held = {*edges["source"], *edges["target"]}
    names = [*(term for term in found.nodes["term"] if term in held), *sorted(held.difference(found.nodes["term"]))]
    shares = edges["state"].value_counts()
    edges = edges[edges["source"].isin(names[:nodes]) & edges["target"].isin(names[:nodes])]
    order = edges.assign(least=-edges["score"]).sort_values(["least", "source", "target"], ignore_index=True)
    ends = pd.concat([order["source"], order["target"]]).sort_index(kind="stable")
    order["nth"] = ends.groupby(ends.to_numpy()).cumcount().groupby(level=0).min()
    order = order.sort_values(["nth", "least", "source", "target"])
    room = {state: max(int(MOST_EDGES * shares[state] / shares.sum()), 1) for state in shares.index}
    edges = order if len(order) <= MOST_EDGES else order[order.groupby("state").cumcount() < order["state"].map(room)]
    held = {*edges["source"], *edges["target"]}
    return edges, [name for name in names if name in held]


def _draw(axes: Any, edges: pd.DataFrame, names: list[str], found: Network, size: np.ndarray) -> None:
    shown = [elide(name, NAME) for name in names]
    places = _places(edges, names, [_box(name) for name in shown], size)
    at = dict(zip(names, places, strict=True))
    low, high = edges["score"].min(), edges["score"].max()
    widths = 0.5 + 2.5 * ((edges["score"] - low) / max(high - low, 1e-9)).to_numpy()
    lines = [(at[row.source], at[row.target]) for row in edges.itertuples()]
    colours = [COLOURS[state] for state in edges["state"]]
    axes.add_collection(LineCollection(lines, linewidths=widths, colors=colours, alpha=0.45, zorder=1))
    count = found.nodes.set_index("term")["count"].reindex(names).fillna(0).to_numpy(float)
    axes.scatter(*places.T, s=40 + 500 * count / max(count.max(), 1), color=SKY, alpha=0.35, linewidths=0, zorder=2)
    ground = {"facecolor": "white", "alpha": 0.7, "edgecolor": "none", "pad": 0.6}
    for name, (x, y) in zip(shown, places, strict=True):
        axes.text(x, y, name, ha="center", va="center", fontsize=SIZE, color=INK, bbox=ground, zorder=3)


def _box(name: str) -> tuple[float, float]:
    """Return the inches that a name takes, with the air around it."""
    return 0.5 * SIZE * max(display_width(name), 2) / 72 + 0.14, 1.5 * SIZE / 72 + 0.04


def _places(edges: pd.DataFrame, names: list[str], boxes: list[tuple[float, float]], size: np.ndarray) -> np.ndarray:
    """Return where each name stands, in inches: near those that it is paired with, and none over another."""
    import networkx

    graph = networkx.Graph()
    graph.add_nodes_from(names)
    for row in edges.itertuples():
        graph.add_edge(row.source, row.target)
    found = networkx.spring_layout(graph, k=2.2 / np.sqrt(max(len(names), 1)), iterations=200, seed=SEED)
    places = np.array([found[name] for name in names], float)
    # Terms that few are paired with fly far apart: ranks fill the picture evenly, and half of each is taken.
    for axis, room in enumerate(size):
        values = places[:, axis]
        spread = (values - values.min()) / max(np.ptp(values), 1e-9)
        rank = np.argsort(np.argsort(values, kind="stable"), kind="stable") / max(len(names) - 1, 1)
        places[:, axis] = MARGIN + (room - 2 * MARGIN) * (spread + rank) / 2
    if len(names) == 1:
        places[:] = size / 2
    return _apart(places, np.array(boxes), size)


def _apart(places: np.ndarray, boxes: np.ndarray, room: np.ndarray) -> np.ndarray:
    """Push names apart that cover one another, each by as little as is needed."""
    need = (boxes[:, None] + boxes[None]) / 2
    number = np.arange(len(places))
    later = np.sign(number[:, None] - number[None])[..., None]  # of two at one place that goes up
    for _round in range(ROUNDS):
        apart = places[:, None] - places[None]
        excess = need - np.abs(apart)
        covered = (excess > 0).all(axis=2) & ~np.eye(len(places), dtype=bool)
        if not covered.any():
            break
        sign = np.where(apart != 0, np.sign(apart), later)
        upright = excess[..., 1] <= excess[..., 0]
        axis = np.stack([~upright, upright], axis=2)
        places = places + (np.where(axis & covered[..., None], excess * sign, 0) * 0.5).sum(axis=1)
        places = np.clip(places, boxes / 2 + 0.05, room - boxes / 2 - 0.05)
    return places


def _alt(edges: pd.DataFrame, drawn: int, has_states: bool) -> str:
    """Return in words what there is, drawn or not."""
    degree = pd.concat([edges["source"], edges["target"]]).value_counts()
    said = ngettext("Network of {n} term.", "Network of {n} terms.", len(degree)).format(n=len(degree))
    if edges.empty:
        return said
    if drawn < len(edges):
        said += _(" {drawn:,} of {n:,} pairs are drawn.").format(drawn=drawn, n=len(edges))
    strongest = edges.sort_values(["score", "source", "target"], ascending=[False, True, True]).head(3)
    for row in strongest.itertuples():
        said += _(" {one} and {other} have {score:.1f}.").format(one=row.source, other=row.target, score=row.score)
    most = int(degree.max())
    said += _(" Most pairs: {term}, with {n}.").format(term=min(degree.index[degree == most]), n=most)
    if has_states:
        counts = edges["state"].value_counts()
        said += _(" Pairs before alone: {before}; after alone: {after}.").format(
            before=int(counts.get(STATES[1], 0)), after=int(counts.get(STATES[2], 0))
        )
    return said
