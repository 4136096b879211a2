import pytest
from bs4 import BeautifulSoup
from conftest import HOSTILE

import analysis

DOCUMENT = analysis.parse(HOSTILE)


@pytest.mark.parametrize(
    "result",
    [
        DOCUMENT,
        analysis.audit(DOCUMENT),
        analysis.repair(DOCUMENT),
        analysis.concordance(DOCUMENT, "政协"),
        analysis.mark_up(analysis.audit(DOCUMENT)),
    ],
    ids=lambda result: type(result).__name__,
)
def test_a_result_shows_itself_and_nothing_in_it_becomes_markup(result):
    shown = BeautifulSoup(result._repr_html_(), "html.parser")
    assert not shown.find_all(["script", "img", "svg", "b"])
    assert not [tag for tag in shown.find_all(True) if any(key.startswith("on") for key in tag.attrs)]
    assert not [link for link in shown.select("a[href]") if not link["href"].startswith("#")]
    assert len(repr(result).splitlines()) == 1


def test_a_document_says_what_it_is(seed):
    shown = BeautifulSoup(seed._repr_html_(), "html.parser")
    assert shown.caption.text == (
        "000_ed0ec8543009b9f7: 6,143 characters in 62 blocks; utf-8, SHA-256 8ebc749d6eec…, the first 6 of 62"
    )
    assert shown.select("tbody tr")[0].text == "3title29守正出新推动政协工作提质增效 在奋进新征程中凝聚共识和力量"


def test_an_audit_says_what_it_found(seed):
    found = analysis.audit(seed)
    assert repr(found) == "<Audit of '000_ed0ec8543009b9f7': 3 classes of repeats, 23.2% of the letters in copies>"
    assert len(BeautifulSoup(found._repr_html_(), "html.parser").select("tbody tr")) == 3


def test_a_repair_counts_what_it_mended_and_what_it_held(seed):
    shown = BeautifulSoup(analysis.repair(seed)._repr_html_(), "html.parser")
    rows = {row.td.text: [cell.text for cell in row.select("td")[1:]] for row in shown.select("tbody tr")}
    assert rows["repeat"] == ["2", "0"]
    assert rows["broken paragraph"] == ["7", "1"]
