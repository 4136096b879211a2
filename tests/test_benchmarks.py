"""What the benchmarks take from the package is there: they are run by hand, and a name that moved would go unseen."""

import ast
import importlib
from pathlib import Path

import pytest

FILES = sorted((Path(__file__).parent.parent / "benchmarks").rglob("*.py"))


def imported(file):
    for node in ast.walk(ast.parse(file.read_text("utf-8"))):
        if isinstance(node, ast.ImportFrom) and (node.module or "").split(".")[0] == "analysis":
            yield from ((node.module, one.name) for one in node.names)


@pytest.mark.parametrize("file", FILES, ids=[file.stem for file in FILES])
def test_the_names_are_there(file):
    for module, name in imported(file):
        assert hasattr(importlib.import_module(module), name), f"{module}.{name}"
