import pytest

import analysis
from analysis.languages.chosen import kept
from analysis.languages.column_headings import heading


@pytest.fixture(autouse=True)
def _back():
    with kept():
        yield


def test_a_column_keeps_its_name_in_english():
    assert [heading(name) for name in ("per_10k", "at line", "dp")] == ["per_10k", "at line", "dp"]


def test_a_column_has_a_chinese_heading():
    analysis.use_language("zh")
    assert [heading(name) for name in ("term", "count", "evidence")] == ["词项", "频次", "证据"]
    analysis.use_language("zh-Hant")
    assert heading("term") == "詞項"


def test_a_measure_that_has_one_name_everywhere_keeps_it():
    analysis.use_language("zh")
    assert heading("juilland_d") == "juilland_d"
