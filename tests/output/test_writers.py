"""Nothing is written but through `analysis/output`."""

import ast

from analysis.output.html import PACKAGE

WRITERS = {"write_text", "write_bytes", "to_csv", "to_parquet", "tofile", "savefig", "write_table", "copyfileobj"}
WRITERS |= {"copyfile", "copy2", "replace_folder", "hardlink_to", "symlink_to", "rename"}
# What these write lies in a folder that `complete_folder` or `working_folder` lends, and that is whole or not there.
IN_A_LENT_FOLDER = {
    "corpus/arrays.py": {"open", "tofile"},
    "corpus/counting.py": {"to_parquet"},
    "corpus/exchange.py": {"open", "tofile"},
    "corpus/results.py": {"copyfile", "hardlink_to", "rename", "replace_folder", "to_parquet", "write_table"},
    "corpus/reuse.py": {"to_parquet"},
}
IN_MEMORY = {"figures/drawing.py": {"savefig"}, "cli/help_pages.py": {"write_text"}}  # `output` writes it
FOR_DEVELOPERS = {"fonts/build.py"}  # it is no part of the package


def writes(tree):
    """Return the names of the calls that write, in the order of the text."""
    for call in (node for node in ast.walk(tree) if isinstance(node, ast.Call)):
        function = call.func
        name = function.attr if isinstance(function, ast.Attribute) else getattr(function, "id", "")
        given = [*call.args, *(keyword.value for keyword in call.keywords)]
        if name == "rename" and any(keyword.arg == "columns" for keyword in call.keywords):
            continue  # of a table
        words = [each.value for each in given if isinstance(each, ast.Constant) and isinstance(each.value, str)]
        if name in WRITERS or (name == "open" and any(set(word) <= set("rwaxbt+") - {"r"} for word in words if word)):
            yield name


def test_no_module_writes_by_itself():
    found = {}
    for path in sorted(PACKAGE.rglob("*.py")):
        name = path.relative_to(PACKAGE).as_posix()
        calls = {*writes(ast.parse(path.read_text("utf-8")))}
        if calls and not name.startswith("output/") and name not in FOR_DEVELOPERS:
            found[name] = calls
    assert found == IN_A_LENT_FOLDER | IN_MEMORY
