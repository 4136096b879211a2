"""What a report gets of a notebook beside what readers see: numbers as numbers, pictures as files."""

from pathlib import Path

import nbformat
import pytest
from bs4 import BeautifulSoup
from notebook_files import notebooks_of

import analysis
from analysis import parse
from analysis.reports.kernels import Kernels, execute
from analysis.reports.report import report
from analysis.reports.values import NUMBERS, take_pictures

DRAW = "analysis.section_sizes(analysis.sections(analysis.parse('# 春\\n\\n春天。')))"
COUNT = "pd.DataFrame({'finding': ['<b>', 'letters'], 'value': ['1', '5,384']})"
CELL = f"import analysis, pandas as pd\nfrom IPython.display import display\ndisplay({COUNT}, {DRAW})\n{DRAW}"


@pytest.fixture(scope="module")
def book(tmp_path_factory):
    """Return a function that executes a notebook which shows a table and two pictures."""
    place = tmp_path_factory.mktemp("values")
    nbformat.write(nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell(CELL)]), place / "book.ipynb")

    def executed(pictures):
        kernels = Kernels(place, 1, Path(analysis.__file__).parent.parent)
        try:
            found, error = execute(place / "book.ipynb", {}, kernels, place, pictures)
        finally:
            kernels.close()
        assert error == ""
        return found

    return executed


def test_a_table_of_findings_gives_its_numbers_and_each_picture_its_files(book):
    found = book(pictures=True)
    table, *shown = [output.data for output in found.cells[0].outputs]
    assert table[NUMBERS] == {"<b>": "1", "letters": "5,384"}
    files = take_pictures(found, "01_draws")
    assert [*files] == ["01_draws_1.png", "01_draws_1.svg", "01_draws_2.png", "01_draws_2.svg"]
    assert files["01_draws_2.png"].startswith(b"\x89PNG")
    assert files["01_draws_2.svg"].startswith(b"<?xml")
    assert [sorted(data) for data in shown] == [["text/html", "text/plain"]] * 2


def test_pictures_that_are_not_wanted_are_drawn_once(book):
    found = book(pictures=False)
    assert [sorted(output.data) for output in found.cells[0].outputs[1:]] == [["text/html", "text/plain"]] * 2
    assert take_pictures(found, "01_draws") == {}


def test_a_list_of_documents_has_all_numbers_however_few_rows_are_shown(tmp_path, monkeypatch):
    cell = f"import pandas as pd\npd.options.display.max_rows = 1\n{COUNT}"
    notebooks_of(tmp_path, monkeypatch, tags=["index-1"], **{"01_counts": cell})
    one, other = report([parse("春天。", "春"), parse("夏天。", "夏")], tmp_path / "out")
    assert one.numbers == other.numbers == {"<b>": "1", "letters": "5,384"}
    listed = BeautifulSoup((tmp_path / "out" / "index.html").read_text("utf-8"), "html.parser")
    assert [cell.text for cell in listed.select("thead th")] == ["document", "<b>", "letters", "pages"]
