"""The page on which the text itself is, as its HTML says it."""

from bs4 import BeautifulSoup
from generators import ANY_TEXT
from hypothesis import given
from kinds_of_text import sentences

from analysis import parse, repair
from analysis.reports.findings import findings_of
from analysis.reports.text_page import text_body


def page(done):
    return BeautifulSoup(text_body(done, findings_of(done)), "html.parser")


def source_shown(soup):
    """What is shown of the source, without white space and what is said of it."""
    for tag in soup.select(".line, .label, .badge, .kind, .side"):
        tag.decompose()
    return "".join("".join(block.get_text() for block in soup.select(".came .block")).split())


@given(ANY_TEXT)
def test_the_source_is_all_there_and_is_text(text):
    document = parse(f"<b>&amp;</b><script>alert('x')</script>\n\n{text}\n\n{text}")
    soup = page(repair(document))
    assert not soup.find_all(["script", "b"])
    assert source_shown(soup) == "".join(document.text.split())


def test_each_finding_has_an_anchor_that_leads_back_to_the_overview(seed):
    done = repair(seed)
    soup = page(done)
    for finding in findings_of(done):
        anchor = soup.find(id=f"f{finding.number}")
        assert anchor["href"] == f"index.html#e{finding.number}"
        note = soup.select_one(f'.notes a[href="index.html#e{finding.number}"]').parent
        assert finding.evidence in note.get_text()


def test_places_of_a_repeat_lead_to_each_other(seed):
    soup = page(repair(seed))
    assert soup.find(id="A-1").get_text() == "A1 copy = A2"
    assert soup.find(id="A-1").a["href"] == "#A-2"
    assert soup.find(id="A-2")


def test_what_was_dropped_and_what_was_inserted_is_marked_as_such():
    done = repair(parse("大家坐下,会议开始。"), also=("half-width punctuation",))
    soup = page(done)
    assert [tag.get_text() for tag in soup.select(".came del")] == [","]
    assert [tag.get_text() for tag in soup.select(".clean ins")] == ["，"]


def test_headings_captions_and_furniture_are_named(seed):
    soup = page(repair(seed))
    assert [tag.get_text() for tag in soup.select(".came .kind")] == ["caption"] * 3 + ["heading (lost)"]


def test_a_section_is_folded_unless_something_was_found_in_it():
    days = [sentences(30, seed) for seed in range(3)]
    sound = "".join(f"## 第{n}节\n\n" + "\n\n".join(day) + "\n\n" for n, day in zip("甲乙丙", days, strict=True))
    soup = page(repair(parse(f"# 题\n\n{sound}## 丁\n\n大家坐下,会议开始。\n")))
    parts = {part.h2.get_text(): part.has_attr("open") for part in soup.select(".part")}
    assert parts == {"题": False, "第甲节": False, "第乙节": False, "第丙节": False, "丁": True}


def test_a_short_text_is_open():
    soup = page(repair(parse("# 题\n\n花开了。\n\n花谢了。\n\n花又开了。\n")))
    assert all(folded.has_attr("open") for folded in soup.find_all("details"))


def test_a_long_section_is_folded_in_stretches():
    text = "".join(f"这是第{n}段话，说的是第{n}件事情。\n\n" for n in range(300))
    soup = page(repair(parse(text)))
    assert [part.summary.get_text(" ", strip=True) for part in soup.select(".part")] == [
        "Before the first heading lines 1 to 239",
        "Before the first heading lines 241 to 479",
        "Before the first heading lines 481 to 599",
    ]
