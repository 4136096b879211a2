"""Which cells of a notebook are for a reader of the report."""

import nbformat
import pandas as pd
import pytest

from analysis.reports.reader_cells import cells_of_readers

SHOWN, EMPTY = "<table><tbody><tr><td>1</td></tr></tbody></table>", "<table><tbody>\n</tbody></table>"


def prose(text, *tags):
    return nbformat.v4.new_markdown_cell(text, metadata={"tags": list(tags)})


def result(html):
    return nbformat.v4.new_code_cell("show", outputs=[nbformat.v4.new_output("display_data", {"text/html": html})])


def read(*cells):
    return [cell.source for cell in cells_of_readers(cells) if cell.cell_type == "markdown"]


def test_what_is_said_to_who_runs_the_notebook_is_left_out():
    assert read(prose("put your path here", "lab"), prose("what it is")) == ["what it is"]


@pytest.mark.parametrize(
    ("results", "is_read"),
    [
        ([SHOWN], True),
        ([EMPTY], False),
        (['<figure><figcaption class="nothing">No terms.</figcaption></figure>'], False),
        ([EMPTY, SHOWN], True),
        ([EMPTY, EMPTY], False),
    ],
)
def test_what_is_said_of_results_is_left_out_where_they_show_nothing(results, is_read):
    cells = [prose("a question"), *map(result, results), prose("what to see", "if-shown"), prose("more")]
    assert read(*cells) == ["a question", *["what to see"] * is_read, "more"]


def test_prose_between_two_results_is_about_the_first():
    cells = [result(EMPTY), prose("of the first", "if-shown"), result(SHOWN), prose("of the second", "if-shown")]
    assert read(*cells) == ["of the second"]


def test_what_shows_more_of_nothing_is_left_out_with_what_is_said_of_it():
    more = result(SHOWN)
    more.metadata["tags"] = ["if-shown"]
    follow = [prose("one by one", "if-shown"), more, prose("what to see there", "if-shown"), prose("the next question")]
    for html, number in ((EMPTY, 0), (SHOWN, 1)):
        kept = [*cells_of_readers([result(html), *follow])]
        assert sum(cell.cell_type == "code" for cell in kept) == 1 + number
        assert read(result(html), *follow) == ["one by one", "what to see there"] * number + ["the next question"]


def test_a_table_has_the_caption_of_its_cell():
    cell = result(pd.DataFrame({"kind": ["repeat"]}).to_html())
    cell.metadata["caption"] = "a \\1 < b"
    (kept,) = cells_of_readers([cell])
    assert '<caption class="title">a \\1 &lt; b</caption><thead>' in kept.outputs[0].data["text/html"].replace(
        "\n  ", ""
    )


def test_a_cell_that_shows_only_text_shows_something():
    printed = nbformat.v4.new_code_cell("print(1)", outputs=[nbformat.v4.new_output("stream", text="1")])
    assert read(printed, prose("that is one", "if-shown")) == ["that is one"]


@pytest.mark.parametrize("is_drawn", [True, False])
def test_what_is_said_of_pages_is_for_documents_that_have_some(is_drawn):
    drawn = result("<img>") if is_drawn else nbformat.v4.new_code_cell("draw")
    drawn.metadata["tags"] = ["pages"]
    assert read(prose("the page", "pages"), drawn) == ["the page"] * is_drawn


def test_what_is_about_chinese_alone_is_left_out_of_a_text_in_another_language():
    cells = [prose("how words are cut", "if-chinese"), prose("the words")]
    assert read(*cells) == ["how words are cut", "the words"]
    assert [cell.source for cell in cells_of_readers(cells, is_chinese=False)] == ["the words"]
