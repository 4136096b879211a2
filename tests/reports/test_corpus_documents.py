"""The page of a corpus lists all documents, and leads to what was found in each."""

import dask
import pytest
from bs4 import BeautifulSoup
from conftest import ROOT

import analysis
from analysis.reports.corpus_documents import documents_body


@pytest.fixture(scope="module")
def page():
    corpus = analysis.read_corpus(ROOT / "seeds" / "corpus")
    with dask.config.set(scheduler="synchronous"):
        return BeautifulSoup(documents_body(analysis.survey(corpus), analysis.reuse(corpus)), "html.parser")


def test_every_document_has_a_row_and_one_that_cannot_be_read_says_why(page):
    names = [row.get_text() for row in page.select("tbody th")]
    assert sorted(names) == sorted(path.stem for path in (ROOT / "seeds" / "corpus").glob("*.md"))
    assert "could not be read: holds only white space" in page.select("tbody tr")[-1].get_text()


def test_a_name_leads_to_what_was_found(page):
    links = page.select("tbody a")
    assert len(links) == 16
    for link in links:
        target = page.find(id=link["href"].removeprefix("#"))
        assert link.get_text() in target.get_text()


def test_a_reprint_says_of_what_it_is_one_and_a_passage_where_it_stands_again(page):
    text = next(
        group.get_text(" ") for group in page.select(".group") if "临水晚报_棉花巷完工" in group.summary.get_text()
    )
    assert "copy: nearly 2021-03-02_河湾日报_老巷改造 (94.7% alike)" in text
    assert "stands also in 2021-03-02_河湾日报_老巷改造, line 5" in text


def test_a_passage_that_is_named_by_its_beginning_leads_to_all_of_it(page):
    named = [link for link in page.select(".group li a") if link.q]
    assert named
    for link in named:
        complete = page.find(id=link["href"].removeprefix("#")).q.get_text()
        assert complete.startswith(link.q.get_text().removesuffix("…"))
        assert "…" not in complete


def test_the_page_of_a_corpus_has_the_list(corpus_report):
    soup = BeautifulSoup((corpus_report / "index.html").read_text("utf-8"), "html.parser")
    assert len(soup.select(".documents tbody tr")) == 17
    assert soup.select_one('.contents a[href="#All-documents"]')
    assert soup.find(id="All-documents")


def test_what_a_person_left_is_no_open_question_and_names_who(tmp_path):
    (tmp_path / "texts").mkdir()
    path = tmp_path / "texts" / "page.txt"
    path.write_text("工程队连夜抢修，终于恢复了供\n\n电，附近的三个小区没有受到影响。\n", "utf-8")
    document = analysis.load(path)
    (found,) = analysis.faults(document).itertuples()
    rejected = analysis.Decisions().reject(document, found, by="赵六", date="2026-01-02")
    corpus = analysis.read_corpus(tmp_path / "texts")
    settings = analysis.RepairSettings(decisions=rejected)
    with dask.config.set(scheduler="synchronous"):
        survey, reuse = analysis.survey(corpus, settings=settings), analysis.reuse(corpus)
    text = BeautifulSoup(documents_body(survey, reuse), "html.parser").get_text(" ")
    assert "line 1: broken paragraph, left, as was decided" in text
    assert "(decided by 赵六 on 2026-01-02)" in text
