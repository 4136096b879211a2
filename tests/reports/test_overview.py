"""What the first page of a report says of a text."""

import shlex

import pytest
from bs4 import BeautifulSoup
from generators import PARAGRAPH

import analysis
from analysis import Decisions, Tokeniser, parse, repair
from analysis.reports.findings import Finding, findings_of
from analysis.reports.overview import command, numbers, overview, verdict

BROKEN = "工程队连夜抢修，终于恢复了供\n\n电，附近的三个小区没有受到影响。"
SOUND = "春天来了，河边的柳树绿了。\n\n孩子们放学以后在岸上放着风筝。"


def page(done):
    return BeautifulSoup(overview(done, findings_of(done), {}), "html.parser")


def text_of(soup):
    return " ".join(soup.get_text(" ").split())


def test_a_sound_text_is_told_so_first():
    soup = page(repair(parse(SOUND)))
    assert text_of(soup).startswith("This text is sound. Nothing was found")
    assert "Nothing: each word is counted as often in the repaired text" in text_of(soup)
    assert not soup.find("table")


def test_how_a_text_is_typed_makes_it_no_less_sound():
    soup = page(repair(parse("大家坐下,会议开始。")))
    assert text_of(soup).startswith("This text is sound.")
    assert soup.find("th", scope="row").get_text() == "half-width punctuation"


def test_what_is_uncertain_makes_a_text_doubtful():
    done = repair(parse(BROKEN), certain=0.9999)
    assert [one.outcome for one in findings_of(done)] == ["open"]
    assert verdict(findings_of(done), 0.9999) == "doubtful"
    assert "1 place that a person should look at" in text_of(page(done))


def test_a_text_of_which_everything_waits_for_a_person_is_doubtful_however_sure_a_finding_is():
    waits = Finding(1, "truncated paragraph", 0, 9, 1, 0, "no closing mark", 0.95, "open", "", ())
    assert verdict([waits], 0.8) == "doubtful"
    mended = waits._replace(number=2, kind="broken paragraph", outcome="mended")
    assert verdict([waits, mended], 0.8) == "damaged"
    assert verdict([waits._replace(kind="unreadable text")], 0.8) == "damaged"


def test_the_command_for_decisions_names_the_file_that_a_review_writes(tmp_path):
    (tmp_path / "my page.txt").write_text(BROKEN, "utf-8")
    soup = page(repair(analysis.load(tmp_path / "my page.txt"), certain=0.9999))
    assert "--decisions 'my page.txt.decisions.json'" in text_of(soup)


def test_every_finding_is_listed_with_all_its_evidence_and_leads_to_its_place(seed):
    done = repair(seed)
    soup = page(done)
    for finding in findings_of(done):
        link = soup.find(id=f"e{finding.number}")
        assert link["href"] == f"text.html#f{finding.number}"
        row = link.find_parent("tr")
        assert finding.evidence in row.get_text()
        assert f"line {finding.line}" in " ".join(row.get_text().split())


def test_pages_are_named_where_a_document_has_some(two_pages):
    done = repair(analysis.load(two_pages))
    found = [one for one in findings_of(done) if one.page]
    assert found
    assert f"line {found[0].line}, page {found[0].page}" in text_of(page(done))


def test_the_counts_that_moved_lead_to_the_finding_that_moved_them(seed):
    soup = page(repair(seed))
    rows = [[cell.get_text() for cell in row.find_all(["th", "td"])] for row in soup.select(".moved tbody tr")]
    assert ["工作", "52", "45", "repeat, line 103 (-5); repeat, line 117 (-2)"] in rows
    place = next(one for one in findings_of(repair(seed)) if one.kind == "repeat")
    assert soup.select_one(".moved tbody a")["href"] == f"text.html#f{place.number}"


def test_what_waits_comes_with_the_command_that_decides_it(seed):
    soup = page(repair(seed, certain=0.9))
    first = soup.find("pre").get_text()
    assert first == "analysis review 000_ed0ec8543009b9f7.txt --certain 0.9 --by NAME"
    assert "Nothing waits" not in text_of(soup)


def test_a_command_has_the_settings_and_a_name_that_a_shell_takes():
    done = repair(parse(SOUND, "春 $(rm).md"), also=("half-width punctuation",), tokeniser=Tokeniser(simplify=True))
    words = shlex.split(command("review", done, {"words": "WORDS.txt"}))
    also = ["--also", "half-width punctuation"]
    assert words == ["analysis", "review", "春 $(rm).md", *also, "--simplify", "--words", "WORDS.txt"]


def test_a_command_says_that_traditional_text_is_not_to_be_read_as_simplified():
    done = repair(parse(SOUND, "a.md"), tokeniser=Tokeniser(simplify=False))
    assert command("audit", done, {}) == "analysis audit a.md --no-simplify"


def test_decisions_are_listed_with_who_took_them_and_whether_they_hold():
    document = parse(BROKEN)
    finding = next(analysis.faults(document).itertuples())
    decisions = Decisions().reject(document, finding, by="李明", date="2026-11-27", note="<b>")
    other = parse("别的一段话，别的一段话。\n\n到这里为止。")
    decisions = decisions.part(other, 14, by="王芳")
    soup = page(repair(document, decisions=decisions))
    rows = [[cell.get_text() for cell in row.find_all("td")] for row in soup.select(".decisions tbody tr")]
    assert [row[4:7] for row in rows] == [["李明", "2026-11-27", "<b>"], ["王芳", "", ""]]
    assert rows[0][-1] == "yes"
    assert rows[1][-1].startswith("no: ")


def test_edits_are_shown_before_and_after():
    soup = page(repair(parse(BROKEN)))
    (row,) = soup.select(".edits tbody tr")
    assert [cell.get_text() for cell in row.find_all("td")] == [
        "1 broken paragraph, line 1",
        "队连夜抢修，终于恢复了供⏎⏎电，附近的三个小区没有受",
        "队连夜抢修，终于恢复了供电，附近的三个小区没有受",
    ]


def test_a_long_passage_that_was_taken_out_is_there_to_its_last_character():
    soup = page(repair(parse(f"开头。\n\n{PARAGRAPH}\n\n{PARAGRAPH}\n\n结尾。")))
    (passage,) = soup.select(".edits details.passage")
    assert "…" in passage.summary.extract().get_text()
    assert PARAGRAPH in passage.get_text()


@pytest.mark.parametrize(("text", "said"), [(SOUND, "sound"), (BROKEN, "damaged")])
def test_a_list_of_reports_has_the_numbers_of_each(text, said):
    done = repair(parse(text))
    assert numbers(done, findings_of(done))["verdict"] == said
    assert numbers(done, findings_of(done))["characters"] == str(len(text))
