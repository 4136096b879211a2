"""`make lab` works on copies that are the user's: nothing of theirs is lost, and nothing of git's is changed."""

import json
import os
import runpy
import shutil
import subprocess
import sys

import nbformat
import pytest
from conftest import ROOT

NAMES = sorted(path.name for path in (ROOT / "notebooks").glob("*.ipynb"))


@pytest.fixture
def clone(tmp_path):
    for name in ("notebooks", ".jupyter"):
        shutil.copytree(ROOT / name, tmp_path / name, ignore=shutil.ignore_patterns(".ipynb_checkpoints"))
    return tmp_path


def make(clone, language="en"):
    """Make the folder as `make lab` does; return what is said."""
    command = [sys.executable, clone / ".jupyter" / "workspace.py"]
    spoken = os.environ | {"ANALYSIS_LANGUAGE": language}
    return subprocess.run(command, check=True, capture_output=True, text=True, env=spoken).stderr


def test_a_folder_of_copies_is_made_once_and_what_a_user_changed_stays(clone):
    before = {path.name: path.read_bytes() for path in (clone / "notebooks").iterdir()}
    assert make(clone) == ""
    assert sorted(path.name for path in (clone / "lab").iterdir()) == sorted([*NAMES, "settings.py", "texts"])
    first = clone / "lab" / NAMES[0]
    book = nbformat.read(first, 4)
    book.cells[2].outputs = [nbformat.v4.new_output("stream", text="mine")]
    nbformat.write(book, first)
    (clone / "lab" / "settings.py").write_text("text = 'mine.txt'")
    kept = first.read_bytes()
    assert make(clone) == ""
    assert first.read_bytes() == kept
    assert (clone / "lab" / "settings.py").read_text() == "text = 'mine.txt'"
    assert {path.name: path.read_bytes() for path in (clone / "notebooks").iterdir()} == before


def test_a_copy_of_a_former_version_is_named_and_left_alone(clone):
    make(clone)
    kept = (clone / "lab" / NAMES[0]).read_bytes()
    book = json.loads((clone / "notebooks" / NAMES[0]).read_bytes())
    book["cells"].append(book["cells"][0])
    (clone / "notebooks" / NAMES[0]).write_text(json.dumps(book), "utf-8")
    said = make(clone)
    assert (
        said == f"make lab: lab/{NAMES[0]} is a copy of a former notebooks/{NAMES[0]}; rename it to get the new one\n"
    )
    assert (clone / "lab" / NAMES[0]).read_bytes() == kept


def test_copies_in_chinese_stand_beside_those_in_english_and_lead_to_each_other(clone):
    make(clone)
    english = (clone / "lab" / NAMES[1]).read_bytes()
    assert make(clone, "zh-Hant") == ""
    assert (clone / "lab" / NAMES[1]).read_bytes() == english
    book = nbformat.read(clone / "lab" / NAMES[1].replace(".ipynb", ".zh-Hant.ipynb"), 4)
    nbformat.validate(book)
    assert book.cells[0].source.startswith("# 文本用了哪些詞，詞頻可信嗎？")
    prose = "".join(cell.source for cell in book.cells)
    assert "](01_section_structure.zh-Hant.ipynb)" in prose
    assert "](01_section_structure.ipynb)" not in prose
    assert "`settings.py`" in prose


@pytest.mark.parametrize("name", NAMES)
def test_each_copy_is_a_notebook_that_looks_at_what_the_settings_say(clone, name):
    make(clone)
    settings = runpy.run_path(str(clone / "lab" / "settings.py"))
    book, source = (nbformat.read(clone / folder / name, 4) for folder in ("lab", "notebooks"))
    nbformat.validate(book)
    cell, former = (
        next(cell for cell in each.cells if "parameters" in cell.metadata.get("tags", ())) for each in (book, source)
    )
    run, chosen, *rest = cell.source.split("\n")
    assert run == "%run settings.py"
    given = former.source.split("\n")
    assert f"source = {json.dumps(settings[chosen.removeprefix('source = ')])}" == given[0]
    assert rest == given[1:]
    assert [each.source for each in book.cells].count("") == 0


def test_git_does_not_see_the_folder():
    assert "/lab/" in (ROOT / ".gitignore").read_text().splitlines()


@pytest.mark.parametrize(
    ("home", "chosen", "root"),
    [
        ("home", "", "home"),
        ("elsewhere", "", "home/clone"),
        ("elsewhere", "data", "."),
        ("home", "home/clone", "home/clone"),
    ],
)
def test_the_list_of_files_reaches_the_texts_of_the_user(tmp_path, monkeypatch, home, chosen, root):
    from traitlets.config import Config

    folder = tmp_path / "home" / "clone"
    (folder / "lab").mkdir(parents=True)
    shutil.copytree(ROOT / ".jupyter", folder / ".jupyter")
    monkeypatch.setenv("HOME", str(tmp_path / home))
    monkeypatch.setenv("LAB_ROOT", str(tmp_path / chosen) if chosen else "")
    config = Config()
    runpy.run_path(str(folder / ".jupyter" / "config.py"), {"get_config": lambda: config})
    assert config.ServerApp.root_dir == str((tmp_path / root).resolve())
    assert config.FileContentsManager.preferred_dir == str(folder / "lab")
