import nbformat
import pytest

from analysis.reports.pages import notebook_page


@pytest.mark.parametrize("is_drawn", [True, False])
def test_cells_on_pages_are_for_documents_that_have_some(is_drawn):
    drawn = nbformat.v4.new_output("display_data", {"text/html": "<img alt='the first page'>"})
    cells = [
        nbformat.v4.new_markdown_cell("# What is it?\n\nA question."),
        nbformat.v4.new_markdown_cell("## The page", metadata={"tags": ["pages"]}),
        nbformat.v4.new_code_cell("draw", metadata={"tags": ["pages"]}, outputs=[drawn] if is_drawn else []),
        nbformat.v4.new_markdown_cell("## Run all cells", metadata={"tags": ["lab"]}),
        nbformat.v4.new_markdown_cell("## Afterwards"),
    ]
    page = notebook_page(nbformat.v4.new_notebook(cells=cells), "01", "a text", [], [])
    assert ("The page" in page) == ("the first page" in page) == is_drawn
    assert "Afterwards" in page
    assert "Run all cells" not in page
