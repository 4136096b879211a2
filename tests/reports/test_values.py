"""What a report gets of a notebook beside what readers see: pictures as files."""

from pathlib import Path

import nbformat
import pytest

import analysis
from analysis.reports.kernels import Kernels, execute
from analysis.reports.values import take_pictures

DRAW = "analysis.section_sizes(analysis.sections(analysis.parse('# 春\\n\\n春天。')))"
CELL = f"import analysis\nfrom IPython.display import display\ndisplay({DRAW})\n{DRAW}"


@pytest.fixture(scope="module")
def book(tmp_path_factory):
    """Return a function that executes a notebook which shows two pictures."""
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


def test_each_picture_gives_its_files(book):
    found = book(pictures=True)
    shown = [output.data for output in found.cells[0].outputs]
    files = take_pictures(found, "01_draws")
    assert [*files] == ["01_draws_1.png", "01_draws_1.svg", "01_draws_2.png", "01_draws_2.svg"]
    assert files["01_draws_2.png"].startswith(b"\x89PNG")
    assert files["01_draws_2.svg"].startswith(b"<?xml")
    assert [sorted(data) for data in shown] == [["text/html", "text/plain"]] * 2


def test_pictures_that_are_not_wanted_are_drawn_once(book):
    found = book(pictures=False)
    assert [sorted(output.data) for output in found.cells[0].outputs] == [["text/html", "text/plain"]] * 2
    assert take_pictures(found, "01_draws") == {}
