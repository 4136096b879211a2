"""Terms that are frequent in one part and rare in the others."""

import math

import pytest

from analysis import (
    Tokeniser,
    parse,
    tf_idf,
)


def test_tf_idf_by_hand():
    """政协 is 1 of 2 tokens of one block of three: ln 3 / 2; what stands everywhere weighs nothing."""
    table = tf_idf(Tokeniser().tokens(parse("工作政协\n\n工作\n\n工作")), by="block")
    assert table["term"].tolist() == ["政协", "工作", "工作", "工作"]
    assert table["tf_idf"].tolist() == pytest.approx([math.log(3) / 2, 0, 0, 0])
