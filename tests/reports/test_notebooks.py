import json

import pytest
from conftest import ROOT

NOTEBOOKS = sorted((ROOT / "notebooks").glob("*.ipynb"))


@pytest.fixture(params=NOTEBOOKS, ids=lambda path: path.stem)
def notebook(request):
    return json.loads(request.param.read_text("utf-8"))


def cells(notebook, kind):
    return [cell for cell in notebook["cells"] if cell["cell_type"] == kind]


def test_the_five_notebooks_are_there():
    assert [path.stem for path in NOTEBOOKS] == [
        "01_section_structure",
        "02_term_frequencies",
        "03_word_cloud",
        "04_duplicate_audit",
        "05_corpus",
    ]


def test_outputs_are_stripped(notebook):
    for cell in cells(notebook, "code"):
        assert cell["outputs"] == []
        assert cell["execution_count"] is None


def test_prose_outweighs_code_and_no_cell_is_long(notebook):
    assert len(cells(notebook, "markdown")) >= len(cells(notebook, "code"))
    assert max(len(cell["source"]) for cell in cells(notebook, "code")) <= 12


def test_it_opens_with_a_question_and_has_its_parameters(notebook):
    first = notebook["cells"][0]["source"]
    assert first[0].startswith("# ")
    assert first[0].strip().endswith("?")
    tagged = [cell for cell in notebook["cells"] if "parameters" in cell["metadata"].get("tags", [])]
    of_corpus = first[0].startswith("# What repeats across")
    wanted = ["source", "tables", "group"] if of_corpus else ["source", "encoding", "words", "cutting", "mending"]
    assert [line.split(" = ")[0] for line in tagged[0]["source"]] == wanted
    assert len(tagged) == 1


def test_it_names_a_kernel_so_that_jupyterlab_asks_nothing(notebook):
    assert notebook["metadata"]["kernelspec"]["name"] == "python3"


def test_every_parameter_has_an_effect(notebook):
    tagged, *_ = (cell for cell in notebook["cells"] if "parameters" in cell["metadata"].get("tags", []))
    code = "".join("".join(cell["source"]) for cell in cells(notebook, "code") if cell is not tagged)
    for line in tagged["source"]:
        assert line.split(" = ")[0] in code


def test_what_speaks_to_whoever_runs_it_is_left_out_of_reports(notebook):
    for cell in cells(notebook, "markdown"):
        assert ("run all cells" in "".join(cell["source"])) <= ("lab" in cell["metadata"].get("tags", []))
