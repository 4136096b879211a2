"""A row of numbers for each line end."""

import numpy as np
from line_ends import WRAPPED

from analysis.breaks.features import NAMES, features
from analysis.breaks.lines import lines_of
from analysis.text_index.newlines import line_spans


def test_each_line_end_has_a_row_of_all_features_and_a_single_line_has_none():
    rows = features(WRAPPED, lines_of(WRAPPED, line_spans(WRAPPED)))
    assert rows.shape == (3, len(NAMES))
    assert rows.dtype == np.float32
    assert len({*NAMES}) == len(NAMES)
    assert features("甲", lines_of("甲", [(0, 1)])).shape == (0, len(NAMES))
