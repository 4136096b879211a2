import ast
import json
import re

import pytest
from conftest import ROOT

from analysis.languages.traditional import traditional
from analysis.reports.notebooks import speak

NOTEBOOKS = sorted((ROOT / "notebooks").glob("*.ipynb"))


@pytest.fixture(params=NOTEBOOKS, ids=lambda path: path.stem)
def notebook(request):
    return json.loads(request.param.read_text("utf-8"))


def cells(notebook, kind):
    return [cell for cell in notebook["cells"] if cell["cell_type"] == kind]


def test_the_six_notebooks_are_there():
    assert [path.stem for path in NOTEBOOKS] == [
        "01_section_structure",
        "02_term_frequencies",
        "03_word_cloud",
        "04_duplicate_audit",
        "05_corpus",
        "06_concepts",
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
    others = {"# What repeats across": ["source", "tables", "group"]}
    others["# Which concepts"] = ["source", "concepts", "reading", "window"]
    of_text = ["source", "encoding", "words", "cutting", "mending"]
    wanted = next((names for start, names in others.items() if first[0].startswith(start)), of_text)
    assert [line.split(" = ")[0] for line in tagged[0]["source"]] == wanted
    assert len(tagged) == 1


def in_both(notebook, kind):
    """Return the sources of the cells that are there in English and in Chinese."""
    written = [cell for cell in cells(notebook, kind) if "zh" in cell["metadata"]]
    return [("".join(cell["source"]), "".join(cell["metadata"]["zh"])) for cell in written]


def test_all_prose_is_there_in_chinese(notebook):
    assert len(in_both(notebook, "markdown")) == len(cells(notebook, "markdown"))
    for english, chinese in in_both(notebook, "markdown"):
        for pattern in (r"^#+ ", r"\]\([^)]+\)", r"^```[^`]*```"):  # headings, where links lead, code
            found = [re.findall(pattern, text, re.M) for text in (english, chinese)]
            assert found[0] == found[1], chinese
        assert {*re.findall("`([^`\n]+)`", english)} <= {*re.findall("`([^`\n]+)`", chinese)}, chinese
        assert re.search("[一-鿿]", chinese)
        assert not re.search("[一-鿿][,;:?!]", chinese), chinese  # Chinese has marks of full width


def test_code_in_chinese_differs_in_what_it_says_alone(notebook):
    for english, chinese in in_both(notebook, "code"):
        first, second = (ast.parse(text) for text in (english, chinese))
        for tree in (first, second):
            for node in ast.walk(tree):
                if isinstance(node, ast.Constant) and isinstance(node.value, str):
                    node.value = ""
                if isinstance(node, ast.JoinedStr):
                    values = (part for part in node.values if isinstance(part, ast.FormattedValue))
                    node.values = sorted(values, key=ast.dump)
        assert ast.dump(first) == ast.dump(second)


def test_a_cell_speaks_the_language_that_is_asked_for(notebook):
    wanted = [(english, chinese, traditional(chinese)) for english, chinese in in_both(notebook, "markdown")]
    for number, tag in enumerate(("en", "zh-Hans", "zh-Hant")):
        book = json.loads(json.dumps(notebook))
        speak(book, tag)
        assert ["".join(cell["source"]) for cell in cells(book, "markdown")] == [texts[number] for texts in wanted]


def test_each_table_below_a_heading_has_a_name_of_its_own_in_both_languages(notebook):
    named = [cell["metadata"] for cell in notebook["cells"] if "caption" in cell["metadata"]]
    for name in ("caption", "zh-caption"):
        titles = [metadata[name] for metadata in named]
        assert len({*titles}) == len(titles)
    book = json.loads(json.dumps(notebook))
    speak(book, "zh-Hant")
    shown = [cell["metadata"]["caption"] for cell in book["cells"] if "caption" in cell["metadata"]]
    assert shown == [traditional(metadata["zh-caption"]) for metadata in named]


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
