import pytest

import analysis
from analysis.languages.chosen import kept
from analysis.languages.names import KINDS, column_name, kind_name, value_name
from analysis.mending.finding import KINDS as FAULTS
from analysis.structure.model import KINDS as BLOCKS


def test_every_kind_has_a_name_which_in_english_is_its_code():
    assert {*FAULTS, *BLOCKS} <= KINDS.keys()
    assert [code for code in KINDS if kind_name(code) != code] == []


@pytest.mark.parametrize(("code", "name"), [("broken paragraph", "断段"), ("splice", "错拼"), ("caption", "图注")])
def test_a_kind_is_called_by_its_name_in_chinese(code, name):
    with kept():
        analysis.use_language("zh")
        assert kind_name(code) == name


def test_what_is_no_kind_stays_as_it_is():
    assert kind_name("mine") == "mine"


def test_a_column_keeps_its_name_in_english():
    assert [column_name(name) for name in ("per_10k", "at line", "dp")] == ["per_10k", "at line", "dp"]


def test_a_column_has_a_chinese_name_and_a_measure_that_has_one_everywhere_keeps_it():
    with kept():
        analysis.use_language("zh")
        assert [column_name(name) for name in ("term", "count", "evidence")] == ["词项", "频次", "证据"]
        assert column_name("juilland_d") == "juilland_d"
        analysis.use_language("zh-Hant")
        assert column_name("term") == "詞項"


def test_values_of_tables_are_said_in_chinese():
    with kept():
        analysis.use_language("zh")
        assert (value_name("in_use", "True"), value_name("value", "False")) == ("是", "否")
        assert (value_name("", "script"), value_name("value", "simplified")) == ("字形", "简体字")
        assert value_name("mtld", "NaN") == "文本太短，算不出"
        assert value_name("term", "True") == "True"
