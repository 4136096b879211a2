"""Boosted trees as data, as `analysis.trees` reads them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sklearn.ensemble import HistGradientBoostingClassifier

if TYPE_CHECKING:
    from collections.abc import Callable


def classifier(
    trees: int, leaves: int, rate: float, fewest: int, ridge: float, **more: Any
) -> HistGradientBoostingClassifier:
    """Return boosted trees that are not fitted yet, and come out the same each time.

    Parameters
    ----------
    trees, leaves : how many, and leaves of each at most.
    rate : at which each tree corrects those before it.
    fewest : rows of a leaf at least.
    ridge : L2 penalty of what a leaf adds.
    more : other settings, as scikit-learn names them.
    """
    return HistGradientBoostingClassifier(
        max_iter=trees,
        max_leaf_nodes=leaves,
        learning_rate=rate,
        min_samples_leaf=fewest,
        l2_regularization=ridge,
        early_stopping=False,
        random_state=0,
        **more,
    )


def as_data(
    boosted: HistGradientBoostingClassifier, digits: int, threshold: Callable[[float], float]
) -> dict[str, Any]:
    """Return fitted trees as lists over all their nodes.

    Parameters
    ----------
    boosted : fitted; it has no public view of its trees.
    digits : to which what a leaf adds is rounded.
    threshold : what is kept of the value at which a node parts.
    """
    nodes: dict[str, list] = {name: [] for name in ("feature", "threshold", "left", "right", "value")}
    roots, depth = [], 0
    for predictor in (one for step in boosted._predictors for one in step):
        first = len(nodes["value"])
        roots.append(first)
        for number, node in enumerate(predictor.nodes):
            leaf, here = bool(node["is_leaf"]), first + number
            nodes["feature"].append(0 if leaf else int(node["feature_idx"]))
            nodes["threshold"].append(0.0 if leaf else threshold(node["num_threshold"]))
            nodes["left"].append(here if leaf else first + int(node["left"]))
            nodes["right"].append(here if leaf else first + int(node["right"]))
            nodes["value"].append(round(float(node["value"]), digits))
            depth = max(depth, int(node["depth"]))
    base = [round(float(value), digits) for value in boosted._baseline_prediction.ravel()]
    return {"base": base, "depth": depth, "roots": roots, "nodes": nodes}
