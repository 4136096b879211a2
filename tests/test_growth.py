"""Invariant 6: no step takes time beyond n log n, whatever a text holds: a square of its length is seen here."""

import ast
import re
import signal
import time
from importlib import import_module
from pathlib import Path
from pkgutil import walk_packages

import pandas as pd
import pytest
from shapes import SHAPES

import analysis
from analysis.corpus.boilerplate import remaining_texts
from analysis.editions.forms import FORMS
from analysis.reports.findings import findings_of
from analysis.reports.pages import readable
from analysis.reports.text_page import text_body

# Rules that look far, at terms that every shape has.
CONCEPTS = analysis.read_concepts(
    {
        "近": {"near": ["一", "工作", {"any": ["*", "政协"]}], "within": 1000, "not": ["会议"]},
        "全": {"all": ["工作", "*", "机制"], "within": "document"},
        "式": {"pattern": "[一-龥]{0,9}.{0,9}[一-龥]{0,9}作"},
    }
)
SMALL, LARGE = 3_000, 24_000
FLOOR = 0.02  # seconds; what takes less is too short to be measured
MOST = 24  # times as long, at 8 times the length: n log n gives 10, the square 64


def steps(text):
    """Return the seconds that each step takes of a processor."""
    taken, begun = {}, time.process_time()

    def done(step, value):
        nonlocal begun
        taken[step], begun = time.process_time() - begun, time.process_time()
        return value

    document = done("parse", analysis.parse(text))
    done("block_kinds", analysis.block_kinds(document))
    done("sections", analysis.sections(document))
    done("sentences", analysis.sentences(document))
    found = done("audit", analysis.audit(document))
    done("faults", analysis.faults(document, audit=found))
    repaired = done("repair", analysis.repair(document))
    assert done("restore", analysis.restore(repaired)) == text
    for form in FORMS:
        done(f"repair as {form}", repaired.to_bytes(form))
    tokens = done("tokens", analysis.Tokeniser().tokens(document))
    done("frequencies", analysis.frequencies(tokens))
    done("concepts", analysis.concept_matches(document, CONCEPTS))
    done("network", analysis.network(analysis.with_sentences(tokens, analysis.sentences(document)), "sentence"))
    done("mark_up", analysis.mark_up(found)._repr_html_())
    done("text page", text_body(repaired, findings_of(repaired)))
    done("page", readable(f"<p>{text}</p>"))
    return taken


@pytest.fixture(scope="module", autouse=True)
def warm():
    steps("会议由市政\n\n协主席主持，大家都发了言。")


@pytest.fixture
def alarm():
    def ring(*_):
        raise AssertionError("it does not end")

    if not hasattr(signal, "SIGALRM"):
        pytest.skip("without alarms")
    before = signal.signal(signal.SIGALRM, ring)
    signal.alarm(120)
    yield
    signal.alarm(0)
    signal.signal(signal.SIGALRM, before)


@pytest.mark.usefixtures("alarm")
@pytest.mark.parametrize("shape", SHAPES)
def test_no_step_takes_the_square_of_a_texts_length(shape):
    small, large = steps(SHAPES[shape](SMALL)), steps(SHAPES[shape](LARGE))
    slow = {step for step in large if large[step] > MOST * max(small[step], FLOOR)}
    if slow:  # a machine may have stalled: twice it does not in one place
        small, large = steps(SHAPES[shape](SMALL)), steps(SHAPES[shape](LARGE))
    assert {step: large[step] for step in slow if large[step] > MOST * max(small[step], FLOOR)} == {}


@pytest.mark.usefixtures("alarm")
def test_a_page_takes_as_long_as_it_has_elements():
    def taken(n):
        begun = time.process_time()
        readable("<p>" + "春a<b>b</b>" * (n // 6) + "</p>")
        return time.process_time() - begun

    small, large = (min(taken(n) for _ in range(2)) for n in (SMALL, LARGE))
    assert large <= MOST * max(small, FLOOR)


def expressions():
    """Yield every expression that a module of the package has compiled, by its place."""
    seen = set()
    for module in walk_packages(analysis.__path__, "analysis."):
        if ".fonts" in module.name or ".templates" in module.name:
            continue
        for name, value in sorted(vars(import_module(module.name)).items()):
            for number, one in enumerate(value if isinstance(value, tuple) else [value]):
                if isinstance(one, re.Pattern) and one.pattern not in seen:
                    seen.add(one.pattern)
                    yield pytest.param(one, id=f"{module.name}.{name}.{number}")


def atoms(parsed):
    """Yield what an expression is made of: its literal pieces, and characters of its classes."""
    literal = ""
    for code, value in parsed:
        if str(code) == "LITERAL":
            literal += chr(value)
            continue
        yield literal
        literal = ""
        if str(code) == "IN":
            yield from (c for item in value for c in members(*item))
        else:
            yield from (atom for part in parts(value) for atom in atoms(part))
    yield literal


def parts(value):
    """Yield the expressions within a group, a repetition or alternatives."""
    if hasattr(value, "getwidth"):
        yield value
    elif isinstance(value, (list, tuple)):
        yield from (part for item in value for part in parts(item))


def members(code, value):
    """Return some characters of an item of a class."""
    if str(code) == "LITERAL":
        return chr(value)
    if str(code) == "RANGE":
        return chr(value[0]) + chr(value[1])
    return {"CATEGORY_DIGIT": "1", "CATEGORY_SPACE": " \n", "CATEGORY_WORD": "a", "CATEGORY_NOT_WORD": "、!"}.get(
        str(value), ""
    )


def adversaries(expression, length):
    """Yield strings of what an expression is made of: runs, one run behind the other, two in turn; all end in vain."""
    text = expression.pattern if isinstance(expression.pattern, str) else expression.pattern.decode("latin-1")
    found = [*dict.fromkeys(filter(None, atoms(re._parser.parse(text))))]
    # Literals of several characters first; of the many that a class can hold, some.
    few = sorted(found, key=lambda atom: (-len(atom), found.index(atom)))
    few = [*few[:4], *few[4 :: max(1, len(few) // 4)][:4], "春", "1"]
    for one in few:
        yield one * (length // len(one)) + "\0"
        for other in few:
            yield one + other * (length // len(other)) + "\0"
            yield (one + other) * (length // len(one + other)) + "\0"
            yield (one + other * 30) * (length // len(one + other * 30)) + "\0"


def seconds(expression, text):
    text = text if isinstance(expression.pattern, str) else text.encode()
    begun = time.process_time()
    for _ in expression.finditer(text):
        pass
    expression.match(text)
    expression.fullmatch(text)
    return time.process_time() - begun


@pytest.mark.usefixtures("alarm")
@pytest.mark.parametrize("expression", [*expressions()])
def test_no_expression_takes_the_square_of_a_texts_length(expression):
    for text in adversaries(expression, 40):  # what is exponential does not end here
        seconds(expression, text)
    taken = [seconds(expression, text) for text in adversaries(expression, 10_000)]
    slowest = sorted(range(len(taken)), key=taken.__getitem__)[-2:]
    for number, text in enumerate(adversaries(expression, 100_000)):
        if number in slowest or taken[number] > FLOOR:
            # The square takes 100 times as long, and so does what a machine that stalled does once.
            least = min(taken[number], seconds(expression, text[-10_000:]))
            long = min(seconds(expression, text) for _ in range(2))
            assert long <= 40 * max(least, FLOOR / 4), text[:40]


USERS = {
    "_matches",
    "_sequences",
    "_pattern",
    "_patterns",
    "_part",
    "bounded",
}  # that compile what a user, a text or a catalogue gives
METHODS = {"compile", "search", "match", "fullmatch", "split", "findall", "finditer", "sub", "subn"}


def calls_of_re(function):
    return (
        node.func.attr
        for node in ast.walk(function)
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr in METHODS
        if isinstance(node.func.value, ast.Name) and node.func.value.id == "re"
    )


FILES = [file for file in sorted(Path(analysis.__file__).parent.rglob("*.py")) if file.parent.name != "cli"]


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.name)  # the command line reads options, no texts
def test_no_function_has_an_expression_that_the_test_above_does_not_see(file):
    tree = ast.parse(file.read_text("utf-8"))
    functions = [node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef) and node.name not in USERS]
    assert [(one.name, call) for one in functions for call in calls_of_re(one)] == []


@pytest.mark.usefixtures("alarm")
def test_boilerplate_that_begins_with_digits_is_searched_for_once():
    own = pd.DataFrame({"text": ["1晚报", "晚" + "1" * 100_000 + "报"], "count": [9, 2]})
    assert [*remaining_texts(own)] == [("1晚报", 9), ("晚" + "1" * 100_000 + "报", 2)]
