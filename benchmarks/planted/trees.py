"""Trees that scikit-learn fitted, as `analysis.trees` reads them."""

from collections.abc import Sequence

import numpy as np
from sklearn.ensemble import HistGradientBoostingClassifier


def as_data(boosted: HistGradientBoostingClassifier, names: Sequence[str]) -> dict:
    """Return trees of two classes that were fitted to features of some names."""
    nodes: dict[str, list] = {name: [] for name in ("feature", "threshold", "left", "right", "value")}
    roots, depth = [], 0
    for (predictor,) in boosted._predictors:
        first = len(nodes["value"])
        roots.append(first)
        for number, node in enumerate(predictor.nodes):
            leaf, here = bool(node["is_leaf"]), first + number
            nodes["feature"].append(0 if leaf else int(node["feature_idx"]))
            nodes["threshold"].append(0.0 if leaf else float(np.float32(node["num_threshold"])))
            nodes["left"].append(here if leaf else first + int(node["left"]))
            nodes["right"].append(here if leaf else first + int(node["right"]))
            nodes["value"].append(round(float(node["value"]), 5))
            depth = max(depth, int(node["depth"]))
    base = round(float(boosted._baseline_prediction.ravel()[0]), 5)
    return {"features": [*names], "base": base, "depth": depth, "roots": roots, "nodes": nodes}
