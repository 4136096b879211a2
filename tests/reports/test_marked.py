"""The marked-up text, as its HTML says it."""

from bs4 import BeautifulSoup
from generators import ANY_TEXT
from hypothesis import given

from analysis import audit, mark_up, parse

SPRING = "春天来了，河边的柳树绿了，孩子们放学以后在岸上放着风筝，一边跑一边笑，到天黑才肯回家去。"


def soup(text, **options):
    return BeautifulSoup(mark_up(audit(parse(text), **options)).html, "html.parser")


def test_every_link_leads_to_a_place_of_the_page(seed):
    page = BeautifulSoup(mark_up(audit(seed)).html, "html.parser")
    targets = {tag["id"] for tag in page.find_all(id=True)}
    links = {link["href"].removeprefix("#") for link in page.find_all("a")}
    assert links == targets
    assert not page.find_all("script")


def test_a_class_has_a_label_and_not_only_a_colour(seed):
    page = BeautifulSoup(mark_up(audit(seed)).html, "html.parser")
    labels = [label.get_text() for label in page.select("p .label, h3 .label")]
    assert labels[:2] == ["B1 held = B2 B3 B4", "A1 copy = A2"]
    assert [row.get_text() for row in page.select("tbody th")] == ["A", "B", "C"]


def test_the_splice_point_is_marked(seed):
    page = BeautifulSoup(mark_up(audit(seed)).html, "html.parser")
    assert len(page.select(".seam")) == 4
    assert page.select(".seam")[0]["title"] == "a splice begins here"


def test_edits_of_a_near_repeat_are_insertions_and_deletions():
    page = soup(f"{SPRING}\n\n{SPRING.replace('柳树', '大杨树').replace('天黑', '黑')}")
    assert "".join(tag.get_text() for tag in page.find_all("ins")) == "大杨"
    assert "".join(tag.get_text() for tag in page.find_all("del")) == "柳天"


def test_paragraphs_without_a_repeat_are_folded_away(seed):
    page = BeautifulSoup(mark_up(audit(seed)).html, "html.parser")
    assert page.find("summary").get_text() == "lines 3 to 99: nothing repeated"
    assert "Nothing stands there more than once." in mark_up(audit(parse("一段话。"))).html


@given(ANY_TEXT)
def test_the_text_is_all_there_and_escaped(text):
    text = f"<b>&amp;</b><script>alert('x')</script>\n\n{text}\n\n{text}"
    document = parse(text)
    found = audit(document, min_length=2)
    page = soup(text, min_length=2)
    assert not page.find_all(["script", "b"])
    if len(found.classes) and not found.classes["kind"].isin(["near repeat", "variant"]).any():
        for tag in page.select(".line, .label, .seam, style, .classes, summary"):
            tag.decompose()
        own = "".join(document.text[block.start : block.end] for block in document.blocks)
        assert "".join(page.get_text().split()) == "".join(own.split())


def test_the_page_is_whole(tmp_path, seed):
    page = mark_up(audit(seed)).save(tmp_path / "page.html").read_text("utf-8")
    assert page.startswith('<!DOCTYPE html>\n<html lang="zh">')
    assert "http" not in page
    assert [path.name for path in tmp_path.iterdir()] == ["page.html"]
