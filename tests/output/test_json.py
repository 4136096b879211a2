"""JSON that every reader takes."""

import json

import numpy as np
import pandas as pd
import pytest

from analysis.output.json import json_text


@pytest.mark.parametrize("missing", [float("nan"), float("inf"), None, np.nan, np.float32("nan"), pd.NA, pd.NaT])
def test_what_is_missing_is_null(missing):
    assert json_text({"值": [missing]}) == '{"值": [null]}'


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (np.int64(3), "3"),
        (np.bool_(True), "true"),
        (True, "true"),
        (np.array([1.5, 2]), "[1.5, 2.0]"),
        ((1, "政协"), '[1, "政协"]'),
        ({3: "a"}, '{"3": "a"}'),
        (pd.Timestamp("2021-03-02"), '"2021-03-02 00:00:00"'),
    ],
)
def test_other_values_are_of_the_types_that_json_has(value, text):
    assert json_text(value) == text


def test_an_indent_only_changes_the_white_space():
    value = {"甲": [1, {"乙": None}]}
    assert json.loads(json_text(value, indent=2)) == value
    assert "\n" in json_text(value, indent=2)
