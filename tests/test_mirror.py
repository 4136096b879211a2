"""The folders of tests are those of the package: where a module's tests are, and what they may use."""

import ast
from collections import Counter
from pathlib import Path

from conftest import ROOT

TESTS = [*(ROOT / "tests").rglob("*.py")]
MODULES = [
    path.relative_to(ROOT / "analysis")
    for path in (ROOT / "analysis").rglob("*.py")
    if path.name not in ("__init__.py", "__main__.py") and path.parent.name != "fonts"
]


LONGEST = 300  # lines of a module


def imports(path):
    """Yield the module and the name of each import of a file."""
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.ImportFrom):
            yield from ((node.module, alias.name) for alias in node.names)
        elif isinstance(node, ast.Import):
            yield from ((alias.name, "") for alias in node.names)


def test_each_module_has_its_tests_in_the_folder_of_its_name():
    wanted = {module: ROOT / "tests" / module.parent / f"test_{module.stem.lstrip('_')}*.py" for module in MODULES}
    assert [str(module) for module, path in wanted.items() if not [*path.parent.glob(path.name)]] == []


def test_no_two_files_of_tests_have_one_name():
    assert [name for name, count in Counter(path.name for path in TESTS).items() if count > 1] == []


def test_tests_import_neither_each_other_nor_private_names():
    wrong = [
        (path.name, module, name)
        for path in TESTS
        for module, name in imports(path)
        if Path(module.replace(".", "/")).name.startswith("test_")
        or (module.startswith("analysis.") and name.startswith("_"))
    ]
    assert wrong == []


def test_no_module_is_longer_than_can_be_kept_in_mind():
    lengths = {str(module): len((ROOT / "analysis" / module).read_text("utf-8").splitlines()) for module in MODULES}
    assert [module for module, count in lengths.items() if count > LONGEST] == []
