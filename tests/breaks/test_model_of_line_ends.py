import json

import numpy as np
import pytest
from line_ends import WRAPPED

from analysis.breaks.context import NAMES, context_columns
from analysis.breaks.ends import line_ends
from analysis.breaks.model import (
    FILE,
    contributions,
    probabilities,
    probabilities_in_context,
    read,
    trees,
    trees_in_context,
)
from analysis.models.trees import scores


def test_the_curve_makes_the_logarithm_of_the_odds_of_the_scores():
    data, rows = json.loads(FILE.read_text("utf-8")), line_ends(WRAPPED).rows
    plain, bent = (scores(rows, read(data | {"curve": curve}))[:, 0] for curve in ([1, 0], [2, -1]))
    assert bent == pytest.approx(2 * plain - 1)
    assert data["curve"][0] > 0  # what is likelier by its score is likelier


def test_contributions_add_up_to_the_odds():
    rows = line_ends(WRAPPED).rows
    first = trees().base[0] + float(trees().value[trees().roots].sum())
    odds = first + contributions(rows).sum(axis=1)
    assert probabilities(rows) == pytest.approx(1 / (1 + np.exp(-odds)), abs=1e-6)


def test_what_is_said_of_a_line_end_is_the_mean_of_two_looks():
    ends = line_ends(WRAPPED)
    first = probabilities(ends.rows)
    second = probabilities(context_columns(WRAPPED, ends.lines, ends.rows, first), trees_in_context())
    assert probabilities_in_context(WRAPPED, ends.lines, ends.rows) == pytest.approx((first + second) / 2)
    assert (first != second).all()


def test_the_second_look_sees_that_lines_as_full_go_on():
    rows = np.zeros((2, len(NAMES)), np.float32)
    rows[:, NAMES.index("as_full")] = [0.05, 0.95]
    rows[:, NAMES.index("as_full_count")] = 12
    alone, among_those_that_go_on = probabilities(rows, trees_in_context())
    assert among_those_that_go_on > alone


def test_a_model_of_other_features_is_refused():
    data = json.loads(FILE.read_text("utf-8"))
    with pytest.raises(ValueError, match="fitted to other features; run `make fit`"):
        read(data | {"features": ["width"]})


def test_a_groups_own_model_is_used_when_the_environment_names_it(tmp_path, monkeypatch):
    data = json.loads(FILE.read_text("utf-8"))
    slope, shift = data["curve"]
    own = tmp_path / "mine.json"
    own.write_text(json.dumps(data | {"curve": [slope, shift + 1]}), "utf-8")
    usual = trees().base[0]
    monkeypatch.setenv("ANALYSIS_LINE_MODEL", str(own))
    assert trees().base[0] == pytest.approx(usual + 1)
    own.with_name("other.json").write_text("{}", "utf-8")
    monkeypatch.setenv("ANALYSIS_LINE_MODEL", str(own.with_name("other.json")))
    with pytest.raises(OSError, match=r"no model of line ends .*other\.json"):
        trees()
