"""The ending of a name chooses the form; a file is there whole, the same for the same repair, and nothing is lost."""

import pytest
from making import edition_of

import analysis
from analysis.editions.forms import ENDINGS, FORMS

BROKEN = "工程队连夜抢修，终于恢复了供\n\n电，附近的三个小区没有受到影响。"


@pytest.fixture
def done():
    return analysis.repair(analysis.parse(BROKEN))


@pytest.mark.parametrize("ending", ENDINGS)
def test_a_repair_is_saved_in_the_form_of_its_ending(done, tmp_path, ending):
    path = done.save(tmp_path / f"page{ending.upper()}")
    assert path.read_bytes() == done.to_bytes(ending)
    assert [*tmp_path.iterdir()] == [path]


def test_clean_text_and_ledger_are_what_they_were(done):
    assert done.to_bytes(".md") == done.to_bytes(".txt") == done.document.text.encode()
    assert done.to_bytes(".json") == done.to_json().encode()


@pytest.mark.parametrize("name", ["page", "page.doc", "page.docx/page", ".md/page"])
def test_another_ending_is_refused(done, tmp_path, name):
    with pytest.raises(ValueError, match=r"a repair is saved as \.critic\.md, \.docx, \.xml"):
        done.save(tmp_path / name)
    assert [*tmp_path.iterdir()] == []


def test_the_source_is_not_written_over(tmp_path):
    path = tmp_path / "page.txt"
    path.write_text(BROKEN, "utf-8")
    with pytest.raises(ValueError, match=r"page\.txt is read, and would be written over"):
        analysis.repair(analysis.load(path)).save(tmp_path / "." / "page.txt")
    assert path.read_text("utf-8") == BROKEN


def test_a_path_that_is_none_is_refused(done):
    with pytest.raises(TypeError):
        done.save(7)


@pytest.mark.parametrize("ending", FORMS)
def test_a_form_grows_with_the_text_and_not_faster(ending):
    def size(count):
        return len(FORMS[ending](edition_of(*(["春天来了。\n", ("\n", ""), ("甲", "乙")] * count))))

    assert size(4_000) < 11 * size(400)
