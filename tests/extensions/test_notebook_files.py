"""A page of a report is a notebook whose name no other page has."""

import nbformat
import pytest

import analysis
from analysis.extensions.notebook_files import NOTEBOOKS
from analysis.extensions.registry import pages


def written(path):
    path.parent.mkdir(exist_ok=True)
    nbformat.write(nbformat.v4.new_notebook(), path)
    return path


@pytest.mark.parametrize("name", ["01_section_structure.ipynb", "05_corpus.ipynb", "06_Concepts.ipynb"])
def test_a_name_of_the_package_is_taken(tmp_path, name):
    with pytest.raises(ValueError, match=r"^register_page: .*: the package has a notebook of this name"):
        analysis.register_page(written(tmp_path / name))
    assert pages() == []
    assert (NOTEBOOKS / name.lower()).is_file()


def test_two_notebooks_of_one_name_would_be_one_page(tmp_path):
    first = written(tmp_path / "one" / "10_rhymes.ipynb")
    analysis.register_page(first)
    try:
        with pytest.raises(ValueError, match="is registered under this name"):
            analysis.register_page(written(tmp_path / "other" / "10_Rhymes.ipynb"))
        assert pages() == [first]
    finally:
        analysis.unregister(first)


@pytest.mark.parametrize(
    "content",
    ["", "no JSON", "[]", "{}", '{"nbformat": 3, "worksheets": []}', '{"nbformat": 4, "cells": [1]}', "[" * 100_000],
)
def test_a_file_that_is_no_notebook_is_refused(tmp_path, content):
    (tmp_path / "10_mine.ipynb").write_text(content)
    with pytest.raises(ValueError, match=r"^register_page: .*10_mine\.ipynb: is no Jupyter notebook of format 4"):
        analysis.register_page(tmp_path / "10_mine.ipynb")
    assert pages() == []
