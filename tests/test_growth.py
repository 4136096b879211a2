"""Invariant 6: no step takes time beyond n log n, whatever a text holds: a square of its length is seen here."""

import re
import signal
import time
from importlib import import_module
from pkgutil import walk_packages

import pytest
from shapes import SHAPES

import analysis
from analysis.pages import readable

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
    tokens = done("tokens", analysis.Tokeniser().tokens(document))
    done("frequencies", analysis.frequencies(tokens))
    done("mark_up", analysis.mark_up(found)._repr_html_())
    done("page", readable(f"<p>{text}</p>"))
    return taken


@pytest.fixture(scope="module", autouse=True)
def warm():
    steps("会议由市政\n\n协主席主持，大家都发了言。")


@pytest.mark.parametrize("shape", SHAPES)
def test_no_step_takes_the_square_of_a_texts_length(shape):
    small, large = steps(SHAPES[shape](SMALL)), steps(SHAPES[shape](LARGE))
    slow = {step for step in large if large[step] > MOST * max(small[step], FLOOR)}
    if slow:  # a machine may have stalled: twice it does not in one place
        small, large = steps(SHAPES[shape](SMALL)), steps(SHAPES[shape](LARGE))
    assert {step: large[step] for step in slow if large[step] > MOST * max(small[step], FLOOR)} == {}


def expressions():
    """Yield every expression that a module of the package has compiled, by its place."""
    seen = set()
    for module in walk_packages(analysis.__path__, "analysis."):
        if module.name.endswith("__main__") or ".fonts" in module.name or ".templates" in module.name:
            continue
        for name, value in sorted(vars(import_module(module.name)).items()):
            for number, one in enumerate(value if isinstance(value, tuple) else [value]):
                if isinstance(one, re.Pattern) and isinstance(one.pattern, str) and one.pattern not in seen:
                    seen.add(one.pattern)
                    yield pytest.param(one, id=f"{module.name}.{name}.{number}")


def adversaries(expression, length):
    """Yield strings of the characters that an expression knows: one, two in turn, and runs of one behind the other."""
    known = {c for c in expression.pattern if not c.isascii()} | set("第1 a一、。》\t\n.-（")
    few = sorted(known, key=lambda c: (hash_of(c), c))[:14]
    for one in few:
        yield one * length
        for other in few:
            yield one + other * length
            yield (one + other) * (length // 2) + "!"
            yield (one + other * 30) * (length // 31)


def hash_of(character):
    return ord(character) * 2654435761 % 997


def seconds(expression, text):
    begun = time.process_time()
    for _ in expression.finditer(text):
        pass
    expression.fullmatch(text)
    return time.process_time() - begun


@pytest.fixture
def alarm():
    def ring(*_):
        raise AssertionError("an expression does not end")

    before = signal.signal(signal.SIGALRM, ring)
    signal.alarm(60)
    yield
    signal.alarm(0)
    signal.signal(signal.SIGALRM, before)


@pytest.mark.skipif(not hasattr(signal, "SIGALRM"), reason="without alarms")
@pytest.mark.usefixtures("alarm")
@pytest.mark.parametrize("expression", [*expressions()])
def test_no_expression_takes_the_square_of_a_texts_length(expression):
    for text in adversaries(expression, 40):  # what is exponential does not end here
        expression.fullmatch(text)
    for small, large in zip(adversaries(expression, 1_000), adversaries(expression, 10_000), strict=True):
        taken = seconds(expression, large)
        if taken > FLOOR:
            assert taken <= 40 * max(seconds(expression, small), 0.001), large[:40]
            assert seconds(expression, large * 10) <= 40 * taken, large[:40]
