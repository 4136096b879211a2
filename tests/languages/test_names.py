import pytest

import analysis
from analysis.languages.chosen import kept
from analysis.languages.names import KINDS, kind_name
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
