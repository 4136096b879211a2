"""Tables that a screen reader can tell, and without what pandas adds."""

import re

import pandas as pd
from bs4 import BeautifulSoup

from analysis.reports.page_tables import head_tables


def page(html):
    found = BeautifulSoup(f"<main>{html}</main>", "html.parser")
    head_tables(found)
    return found.main


def test_a_table_has_a_caption_scopes_and_a_frame_that_scrolls():
    html = (
        "<h2>One two</h2><style>x</style><table border=1 style='a'><thead><tr><th></th><th>a</th></tr></thead>"
        "<tbody><tr><th>x</th><td>1</td></tr></tbody></table><table><caption>Own</caption><tr><td>1</td></tr></table>"
    )
    found = page(html)
    first, second = found.find_all("table")
    assert [table.caption.get_text() for table in (first, second)] == ["Table 1. One two", "Own"]
    assert [(cell.get_text(), cell["scope"]) for cell in first.find_all("th")] == [("a", "col"), ("x", "row")]
    assert first.thead.find("td").get_text() == ""
    assert first.attrs == {}
    assert found.find("style") is None
    assert [frame["aria-label"] for frame in found.select("div.scroll[role=region][tabindex='0']")] == [
        "Table 1. One two",
        "Own",
    ]


def test_rows_without_names_have_no_numbers_and_names_stay():
    numbered = "<table><thead><tr><th></th><th>a</th></tr></thead><tbody><tr><th>7</th><td>1</td></tr></tbody></table>"
    named = numbered.replace("<th></th>", "<th>year</th>").replace("7", "1920")
    found = page(numbered + named)
    rows = [[cell.get_text() for cell in row.find_all(["th", "td"])] for row in found.find_all("tr")]
    assert rows == [["a"], ["1"], ["year", "a"], ["1920", "1"]]


def test_the_name_of_an_index_stands_in_the_row_of_the_columns_names():
    table = pd.Series([1, 6], index=pd.Index(["byline", "heading"], name="kind"), name="blocks").to_frame()
    found = page(table.to_html())
    rows = [[cell.get_text() for cell in row.find_all(["th", "td"])] for row in found.find_all("tr")]
    assert rows == [["kind", "blocks"], ["byline", "1"], ["heading", "6"]]


def test_tables_are_numbered_without_jumps():
    table, named = "<table><tr><td>1</td></tr></table>", "<table><caption>Own</caption><tr><td>1</td></tr></table>"
    found = page(f"<h2>One</h2>{table}{named}{table}")
    assert [caption.get_text() for caption in found.find_all("caption")] == ["Table 1. One", "Own", "Table 2. One"]


def test_a_title_of_its_own_takes_the_place_of_the_heading():
    table = "<table><caption class='title'>Which of them</caption><tr><td>1</td></tr></table>"
    found = page(f"<h2>One</h2>{table}{table.replace('Which', 'What')}")
    captions = [caption.get_text() for caption in found.find_all("caption")]
    assert captions == ["Table 1. Which of them", "Table 2. What of them"]


def test_a_table_without_rows_is_a_sentence():
    empty, full = pd.DataFrame({"kind": []}), pd.DataFrame({"kind": ["repeat"]})
    found = page(f"<h2>Faults</h2>{empty.to_html()}{full.to_html()}{empty.style.to_html()}")
    assert [sentence.get_text() for sentence in found.find_all("p")] == [
        "Table 1. Faults: nothing to list.",
        "Table 3. Faults: nothing to list.",
    ]
    assert [table.caption.get_text() for table in found.find_all("table")] == ["Table 2. Faults"]


def test_no_two_tables_of_a_page_have_one_name(seed_report, corpus_report):
    for path in [*seed_report.glob("*.html"), *corpus_report.glob("*.html")]:
        html = BeautifulSoup(path.read_text("utf-8"), "html.parser")
        names = [re.sub(r"^Table \d+\. ", "", caption.get_text()) for caption in html.select("main caption")]
        assert len({*names}) == len(names), path.name
