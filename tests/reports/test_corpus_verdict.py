"""The page of a corpus says first whether its documents are sound, and what that does to the counts."""

import dask
import pytest
from bs4 import BeautifulSoup

import analysis
from analysis.reports.corpus_verdict import verdict_body, verdict_of

SOUND = "春天来了，河边的柳树绿了。\n\n我们去散步，看见了一座桥。\n"
BROKEN = "工程队连夜抢修，终于恢复了供\n\n电，附近的三个小区没有受到影响。\n"
ARTICLE = "集市每逢三六九开市，四邻八乡的农户天不亮就挑着担子赶来，到中午时分，街上已经挤得走不动路了。\n"


def surveyed(folder, texts, **options):
    for name, text in texts.items():
        (folder / f"{name}.txt").write_text(text, "utf-8")
    corpus = analysis.read_corpus(folder)
    with dask.config.set(scheduler="synchronous"):
        return analysis.survey(corpus, **options), analysis.reuse(corpus)


def text_of(survey, reuse, **options):
    body = BeautifulSoup(verdict_body(survey, reuse, **options), "html.parser")
    return body.p["class"][1], body.get_text()


def test_a_sound_corpus_is_told_so(tmp_path):
    found = text_of(*surveyed(tmp_path, {"甲": SOUND, "乙": ARTICLE}))
    assert found[0] == "sound"
    assert found[1].startswith("2 documents were read, and all are sound. None as a whole is a copy of another.")


def test_damage_is_counted_by_document_and_by_fault(tmp_path):
    survey, reuse = surveyed(tmp_path, {"甲": SOUND, "乙": BROKEN, "空": " "})
    verdict = verdict_of(survey, reuse)
    assert (verdict.documents, verdict.damaged, verdict.faults, verdict.mended, verdict.unread) == (2, 1, 1, 1, 1)
    kind, said = text_of(survey, reuse)
    assert kind == "damaged"
    assert said.startswith(
        "1 of 2 documents is damaged. 1 finding (of 1 in all) says that a text may be damaged; 1 is mended. 1 more"
    )


def test_a_copy_and_the_share_of_words_in_it_are_said(tmp_path):
    survey, reuse = surveyed(tmp_path, {"甲": ARTICLE, "乙": ARTICLE, "丙": SOUND})
    verdict = verdict_of(survey, reuse)
    words = survey.counts[survey.counts["kind"] == "word"].groupby("doc")["count"].sum()
    assert verdict.copies == 1
    assert verdict.in_copies == pytest.approx(words.max() / words.sum())
    assert "1 is a copy of another document, equal or nearly so, and" in text_of(survey, reuse)[1]


def test_a_document_that_holds_another_is_no_copy_but_is_named(tmp_path):
    survey, reuse = surveyed(tmp_path, {"甲": ARTICLE, "乙": SOUND + "\n" + ARTICLE + "\n" + BROKEN})
    verdict = verdict_of(survey, reuse)
    assert (verdict.copies, verdict.holders) == (0, 1)
    said = text_of(survey, reuse)[1]
    assert "None as a whole is a copy of another. 1 that is no copy holds passages of another" in said
    assert "No word is counted more often" not in said


def test_faults_that_were_not_looked_for_are_not_said_to_be_absent(tmp_path):
    survey, reuse = surveyed(tmp_path, {"甲": BROKEN}, raw=True, find_faults=False)
    assert text_of(survey, reuse, looked_for=False)[1].startswith("1 document was read; faults were not looked for.")


def test_the_page_says_it_right_below_its_title(corpus_report):
    page = BeautifulSoup((corpus_report / "index.html").read_text("utf-8"), "html.parser")
    assert page.select_one("main h1").find_next("p", class_="verdict").find_previous("h2") is None
