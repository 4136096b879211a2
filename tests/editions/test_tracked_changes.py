"""A Word file: a paragraph a line, edits that Word can accept or reject, and why they were made."""

from zipfile import ZipFile

import pytest
from generators import ANY_TEXT
from hypothesis import given
from making import edition_of
from readers import WORD, comments, part

import analysis
from analysis.editions.tracked_changes import word_document

BROKEN = "工程队连夜抢修，终于恢复了供\n\n电，附近的三个小区没有受到影响。"


def document_of(*pairs):
    return part(word_document(edition_of(*pairs)), "word/document.xml")


def paragraphs(document):
    return ["".join(paragraph.itertext()) for paragraph in document.iter(f"{WORD}p")]


def test_each_line_is_a_paragraph():
    assert paragraphs(document_of("甲\n\n乙\n")) == ["甲", "", "乙", ""]


def test_a_line_end_that_goes_is_the_mark_of_a_paragraph_that_is_deleted():
    document = document_of("甲", ("\n", ""), "乙")
    marks = document.findall(f".//{WORD}p/{WORD}pPr/{WORD}rPr/{WORD}del")
    assert (paragraphs(document), len(marks)) == (["甲", "乙"], 1)


def test_what_is_dropped_and_what_is_inserted_say_so():
    document = document_of("甲", ("乙", ""), ("", "丙"))
    assert [text.text for text in document.iterfind(f".//{WORD}del/{WORD}r/{WORD}delText")] == ["乙"]
    assert [text.text for text in document.iterfind(f".//{WORD}ins/{WORD}r/{WORD}t")] == ["丙"]


def test_each_edit_has_its_evidence_as_a_comment_around_it():
    done = analysis.repair(analysis.parse(BROKEN))
    data = done.to_bytes(".docx")
    (remark,) = comments(data).values()
    assert remark.startswith("broken paragraph: ")
    assert done.ledger["evidence"].max() in remark
    assert "(confidence 0." in remark
    names = ("commentRangeStart", "commentRangeEnd", "commentReference")
    found = [
        [mark.get(f"{WORD}id") for mark in part(data, "word/document.xml").iter(f"{WORD}{name}")] for name in names
    ]
    assert found == [["0"], ["0"], ["0"]]


def test_no_two_changes_have_one_number():
    document = document_of("甲", ("乙\n\n", "丙\n"), "丁", ("戊", ""))
    numbers = [node.get(f"{WORD}id") for name in ("ins", "del") for node in document.iter(f"{WORD}{name}")]
    assert len(numbers) == len(set(numbers)) == 6


def test_a_character_that_xml_cannot_hold_is_written_as_office_writes_it():
    assert paragraphs(document_of("甲\x01乙\ufffe _x0001_")) == ["甲_x0001_乙_xFFFE_ _x005F_x0001_"]


def test_tabs_and_form_feeds_have_elements_of_their_own():
    run = document_of("甲\t乙\f").find(f".//{WORD}r")
    assert [child.tag.removeprefix(WORD) for child in run] == ["t", "tab", "t", "br"]
    assert run[3].get(f"{WORD}type") == "page"


@pytest.mark.parametrize(
    ("text", "shown"),
    [("甲\r\n乙\r\n丙\n", ["甲", "乙", "丙_x000A_", ""]), ("甲\n乙\n丙\r丁", ["甲", "乙", "丙_x000D_", "丁"])],
)
def test_a_line_that_ends_otherwise_than_most_says_how(text, shown):
    assert paragraphs(document_of(text)) == shown


def test_the_file_says_of_which_source_it_is(seed):
    words = " ".join(part(analysis.repair(seed).to_bytes(".docx"), "docProps/core.xml").itertext())
    assert seed.source.sha256 in words
    assert "a paragraph's mark is LF" in words


def test_each_part_is_declared_and_led_to(tmp_path):
    path = tmp_path / "page.docx"
    path.write_bytes(word_document(edition_of("甲", ("乙", ""))))
    with ZipFile(path) as file:
        names = file.namelist()
    kinds = part(path.read_bytes(), "[Content_Types].xml")
    led = [*part(path.read_bytes(), "_rels/.rels"), *part(path.read_bytes(), "word/_rels/document.xml.rels")]
    parts = {name for name in names if name.endswith(".xml") and name != "[Content_Types].xml"}
    assert {node.get("PartName") for node in kinds if node.get("PartName")} == {f"/{name}" for name in parts}
    assert {node.get("Target").rpartition("/")[2] for node in led} == {name.rpartition("/")[2] for name in parts}


def test_it_is_read_again_as_the_clean_text():
    pytest.importorskip("mammoth")
    data = analysis.repair(analysis.parse(BROKEN)).to_bytes(".docx")
    assert analysis.load(data).text.strip() == "工程队连夜抢修，终于恢复了供电，附近的三个小区没有受到影响。"


@pytest.mark.parametrize(
    ("who", "author", "date"),
    [
        ({"by": "李明", "date": "2026-11-27"}, "李明", "2026-11-27T00:00:00Z"),
        ({"by": "王 on 台"}, "王 on 台", None),
        ({"by": '<"李&\x01'}, '<"李&U+0001', None),
        ({}, "reviewer", None),
    ],
)
def test_the_author_of_a_change_that_a_person_decided_is_that_person(who, author, date):
    """The other change, the heading, is this program's, and says no date: the same repair gives the same bytes."""
    text = f"## 牢记使命\n\n第一段话说完了。\n\n牢记使命\n\n{BROKEN}"
    document = analysis.parse(text)
    found = analysis.repair(document).findings
    row = found[found["kind"] == "broken paragraph"].iloc[0]
    done = analysis.repair(document, decisions=analysis.Decisions().accept(document, row, **who))
    data = done.to_bytes(".docx")
    changes = [node for node in part(data, "word/document.xml").iter() if node.tag in (f"{WORD}ins", f"{WORD}del")]
    assert {(node.get(f"{WORD}author"), node.get(f"{WORD}date")) for node in changes} == {
        ("zh-analysis", None),
        (author, date),
    }
    assert {node.get(f"{WORD}author") for node in part(data, "word/comments.xml").iter(f"{WORD}comment")} == {
        "zh-analysis"
    }


@given(ANY_TEXT, ANY_TEXT, ANY_TEXT)
def test_each_comment_has_its_place_and_is_a_part_of_the_file(before, old, new):
    """Each number once: where it starts, then where it ends, then its sign; and Word is told where comments are."""
    data = word_document(edition_of(before, (old, new), before, (old, ""), ("", new), before))
    marks = [
        (node.tag.removeprefix(f"{WORD}comment"), node.get(f"{WORD}id"))
        for node in part(data, "word/document.xml").iter()
        if node.tag.startswith(f"{WORD}comment")
    ]
    expected = [(mark, number) for number in comments(data) for mark in ("RangeStart", "RangeEnd", "Reference")]
    assert marks == expected
    kinds = {node.get("PartName"): node.get("ContentType") for node in part(data, "[Content_Types].xml")}
    assert kinds["/word/comments.xml"].endswith("wordprocessingml.comments+xml")
    targets = {node.get("Target"): node.get("Type") for node in part(data, "word/_rels/document.xml.rels")}
    assert targets["comments.xml"].endswith("/relationships/comments")
