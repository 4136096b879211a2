"""Notebooks are executed with their parameters, one after another in a kernel that keeps nothing of the last."""

from pathlib import Path

import nbformat
import pytest

import analysis
from analysis.reports.kernels import EndedError, Kernels, execute


@pytest.fixture(scope="module")
def kernels(tmp_path_factory):
    found = Kernels(tmp_path_factory.mktemp("kernels"), 1, Path(analysis.__file__).parent.parent)
    yield found
    found.close()


def notebook(folder, *sources, name="book", parameters=""):
    cells = [nbformat.v4.new_code_cell(parameters, metadata={"tags": ["parameters"]})]
    cells += [nbformat.v4.new_code_cell(source) for source in sources]
    path = folder / f"{name}.ipynb"
    nbformat.write(nbformat.v4.new_notebook(cells=cells), path)
    return path


def shown(book):
    return [out["data"]["text/plain"] for cell in book.cells for out in cell.get("outputs", []) if "data" in out]


def test_parameters_are_set_and_the_notebook_runs_in_its_folder(kernels, tmp_path):
    path = notebook(tmp_path, "n + 1, word", "import os; os.getcwd()", parameters="n = 1")
    book, error = execute(path, {"n": 41, "word": "政协"}, kernels, tmp_path, False)
    assert error == ""
    assert shown(book) == ["(42, '政协')", repr(str(tmp_path))]
    assert [cell.source for cell in book.cells] == ["n = 41\nword = '政协'", "n + 1, word", "import os; os.getcwd()"]


def test_nothing_of_a_notebook_is_left_to_the_next(kernels, tmp_path):
    execute(notebook(tmp_path, "left = 1"), {}, kernels, tmp_path, False)
    book, _ = execute(
        notebook(tmp_path, "[name for name in globals() if name in ('left', 'os', 'give_values')]"),
        {},
        kernels,
        tmp_path,
        False,
    )
    assert shown(book) == ["[]"]


def test_an_error_is_named_with_its_notebook_and_the_kernel_goes_on(kernels, tmp_path):
    _, error = execute(notebook(tmp_path, "1 / 0", name="bad"), {}, kernels, tmp_path, False)
    assert error == "bad: ZeroDivisionError: division by zero"
    book, error = execute(notebook(tmp_path, "1 + 1"), {}, kernels, tmp_path, False)
    assert (shown(book), error) == (["2"], "")


def test_a_kernel_that_dies_is_told_and_started_again(kernels, tmp_path):
    _, error = execute(notebook(tmp_path, "import os; os._exit(1)", name="dead"), {}, kernels, tmp_path, False)
    assert error.startswith("dead: ")
    assert error.endswith("out of memory?")
    book, error = execute(notebook(tmp_path, "1 + 1"), {}, kernels, tmp_path, False)
    assert (shown(book), error) == (["2"], "")


def test_kernels_that_were_ended_execute_nothing(tmp_path):
    ended = Kernels(tmp_path, 0, tmp_path)
    ended.close()
    ended.close()
    with pytest.raises(EndedError):
        execute(notebook(tmp_path, "1"), {}, ended, tmp_path, False)
