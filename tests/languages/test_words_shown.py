"""What is shown to a reader is in the catalogues: words of a module that are not asked of them fail here.

A string counts as words when two of them follow each other in Latin letters. It is no message if it is a docstring, a
code of a table, or what a program reads.
"""

import ast
import json
import re

from conftest import ROOT

from analysis._checks import TABLES
from analysis.breaks.features import NAMES as OF_LINE_ENDS
from analysis.decisions.records import FORMAT
from analysis.document import unreadable
from analysis.duplicates import meant, misread, reading_on
from analysis.duplicates.alternatives import ALL_STAY, ONE_STAYS
from analysis.duplicates.kinds import KINDS as REUSE
from analysis.languages import library_errors
from analysis.languages.names import KINDS, LABELS
from analysis.mending.finding import KINDS as FAULTS
from analysis.structure import evidence, model

PACKAGE = ROOT / "analysis"
MARKED = {"_", "N_", "ngettext", "pgettext"}
WORDS = re.compile(r"[A-Za-z]{2,}[,;:.]? \(?[A-Za-z]")
# What tables, models and files hold: the same in every language.
CODES = {
    *library_errors.MESSAGES,
    *KINDS,
    *LABELS,
    *OF_LINE_ENDS,
    *meant.NAMES,
    *misread.NAMES,
    *reading_on.NAMES,
    *evidence.BY_WORDS,
}
CODES |= {"own words", *library_errors.PLACE.split(library_errors.LINE)}
CODES |= {"Times New Roman", ALL_STAY, ONE_STAYS, FORMAT, "cut off", "block features", "block kinds", "in context"}
CODES |= {*unreadable.KINDS, "the rest", "Latin letters", "other letters", "second before", "second after"}
CODES |= {"as it was", "adjective, adverb", "set phrase"}  # groups of colours
CODES |= {"offset points", "lower left", "lower center"}  # matplotlib's
CODES |= {*json.loads(model.FILE.read_text("utf-8"))["features"]}
CODES |= {*REUSE, *FAULTS, *TABLES, "at line", "marked pages", "standard input.jsonl"}
CODES |= {"front matter", "list item", "boxed line", "boxed paragraph"}
CODES |= {"# newdoc id = {}", "newdoc id", "tokens of a text, by zh-analysis", "not published"}  # of files of tokens
CODES |= {"on demand", "in copies", "list of reports", "Chinese of this page"}  # of reports
CODES |= {"Noto Sans SC GBK", "DejaVu Sans", "VARIATION SELECTOR", "Last Resort"}  # fonts and characters
SELECTOR = re.compile(r"(?:main|thead|tbody|\.highlight)[ ,].*|[{]}\n@media .*", re.S)  # of elements of a page
PLACE = re.compile(r"(?:[\w.{}]+: )+(?:\{\}|count)?")  # of what is wrong: a function and its arguments
COMMAND_LINE = re.compile(r"(?:cat page\.txt \| |  )?analysis [a-z]+ ")


def is_code(text):
    """Say whether words are a command line, a place, a call of the package, or a repr, which is for programmers."""
    known = COMMAND_LINE.match(text) or PLACE.fullmatch(text) or SELECTOR.fullmatch(text)
    return bool(known or text.startswith(("analysis.", "<", "import ", "from ", "%reset")))


def docstrings(tree):
    for node in ast.walk(tree):
        if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef):
            first = node.body[0] if node.body else None
            if isinstance(first, ast.Expr) and isinstance(first.value, ast.Constant):
                yield first.value


def words(path):
    """Return the strings of a module that are words and in no catalogue: (whether it is raised, its line, itself)."""
    tree = ast.parse(path.read_text("utf-8"))
    passed = {id(node) for node in docstrings(tree)}
    raised = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in MARKED:
            passed |= {id(child) for child in ast.walk(node)}
        if isinstance(node, ast.Raise):
            raised |= {id(child) for child in ast.walk(node)}
    found = []
    for node in ast.walk(tree):
        if id(node) in passed:
            continue
        if isinstance(node, ast.JoinedStr):
            text = "".join(part.value if isinstance(part, ast.Constant) else "{}" for part in node.values)
            passed |= {id(part) for part in node.values if isinstance(part, ast.Constant)}
        elif isinstance(node, ast.Constant) and isinstance(node.value, str):
            text = node.value
        else:
            continue
        if WORDS.search(text) and text not in CODES and not is_code(text):
            found.append((id(node) in raised, node.lineno, text))
    return found


TAG = re.compile(r"\{#.*?#\}|\{% *trans\b.*?\{% *endtrans *-?%\}|\{[%{].*?[%}]\}|<(style|script|pre)\b.*?</\1>", re.S)
SHOWN = re.compile(r"<[^>]*\b(?:aria-label|alt|title|placeholder)=\"([^\"]*)\"[^>]*>|<[^>]*>", re.S)


def template_words(path):
    """Return the words of a template that are in no catalogue: (False, line, words)."""
    text = TAG.sub(lambda found: "\n" * found[0].count("\n"), path.read_text("utf-8"))
    plain = SHOWN.sub(lambda found: "\n" * found[0].count("\n") + (found[1] or ""), text)
    lines = enumerate(plain.splitlines(), 1)
    return [(False, number, line) for number, line in lines if re.search("[A-Za-z]{2}", line)]


def found():
    """Yield each file of the package with the words in it that are in no catalogue."""
    for path in sorted(PACKAGE.rglob("*.*")):
        inside = path.relative_to(PACKAGE)
        if path.suffix in (".py", ".j2") and inside.parts[0] != "fonts":
            yield inside.as_posix(), (words if path.suffix == ".py" else template_words)(path)


def compare(is_of_kind):
    """Say what is in no catalogue."""
    left = [
        f"{name}:{line}: {text}"
        for name, strings in found()
        for raised, line, text in strings
        if is_of_kind(name, raised)
    ]
    assert left == [], "ask the catalogue for these: _() or N_()"


def test_each_word_that_is_shown_is_in_the_catalogues():
    compare(lambda name, raised: name.endswith(".py") and not raised)


def test_each_error_is_in_the_catalogues():
    compare(lambda name, raised: name.endswith(".py") and raised)


def test_each_word_of_a_template_is_in_the_catalogues():
    compare(lambda name, _: name.endswith(".j2"))


def test_words_that_no_catalogue_has_are_noticed(tmp_path):
    module = tmp_path / "module.py"
    module.write_text(
        '"""Says what it is."""\nA = "two words"\nB = _("two words")\nC = f"two words of {A}"\nD = "word"\n'
    )
    assert words(module) == [(False, 2, "two words"), (False, 4, "two words of {}")]
    module.write_text('def f():\n    """Say it."""\n    raise ValueError(f"{x}: no such file")\n')
    assert words(module) == [(True, 3, "{}: no such file")]
    template = tmp_path / "page.html.j2"
    template.write_text('<p title="a title">{% trans %}known{% endtrans %}\nnot known {{ value }}</p>')
    assert template_words(template) == [(False, 1, "a title"), (False, 2, "not known ")]


def test_a_module_that_asks_for_messages_calls_nothing_else_by_that_name():
    """A loop over ``_`` would hide the function within its whole function."""
    wrong = []
    for path in PACKAGE.rglob("*.py"):
        for function in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(function, ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda):
                inside = [*ast.walk(function)]
                called = any(
                    isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "_"
                    for node in inside
                )
                hidden = any(
                    (isinstance(node, ast.arg) and node.arg == "_")
                    or (isinstance(node, ast.Name) and node.id == "_" and isinstance(node.ctx, ast.Store))
                    for node in inside
                )
                wrong += [f"{path.relative_to(PACKAGE)}:{function.lineno}"] if called and hidden else []
    assert wrong == []
