"""Tables fit the terminal and lose nothing; in a pipe they are as they are."""

import pandas as pd
import pytest
from conftest import SEED
from hypothesis import given
from hypothesis import strategies as st
from terminals import in_terminal, needs_terminals, widest
from wcwidth import wcswidth

from analysis.cli.tables import context_lines, cut, table_lines

LISTS = [
    ["structure"],
    ["audit"],
    ["choices"],
    ["terms", "--measure", "dispersion"],
    ["terms", "--measure", "keyness"],
    ["repair", "-o", "clean.md"],
]
TEXTS = st.text(st.sampled_from("政协工作，。“ab 1"), max_size=60)


def without_blanks(text):
    return "".join(text.split())


@pytest.mark.parametrize("command", LISTS, ids=" ".join)
@needs_terminals
def test_no_line_of_a_list_is_wider_than_the_terminal(command, tmp_path):
    status, shown = in_terminal(command[0], SEED, *command[1:], cwd=tmp_path)
    assert status == 0, shown
    assert 60 < widest(shown) <= 80


@needs_terminals
def test_words_in_context_fit_the_terminal_one_below_the_other():
    shown = in_terminal("concordance", SEED, "办实事")[1]
    assert widest(shown) <= 80
    places = [wcswidth(line[: line.index("  办实事  ")]) for line in shown.splitlines()]
    assert len(places) > 10
    assert len({*places}) == 1


@needs_terminals
def test_a_wide_terminal_has_room_for_each_finding_in_a_line(tmp_path):
    shown = in_terminal("repair", SEED, "-o", "clean.md", columns=400, cwd=tmp_path)[1]
    lines = in_terminal("repair", SEED, "-o", "clean.md", columns=80, cwd=tmp_path)[1].splitlines()
    assert len(shown.splitlines()) < len(lines) / 2
    assert without_blanks(shown).count("nothinginthetextcanmendit") == without_blanks("".join(lines)).count(
        "nothinginthetextcanmendit"
    )


@given(st.lists(st.tuples(TEXTS, st.integers(0, 10**6), TEXTS), min_size=1, max_size=4), st.integers(12, 120))
def test_a_table_fits_and_all_of_its_text_is_there(rows, columns):
    table = pd.DataFrame(rows, columns=["kind", "line", "evidence"])
    lines = table_lines(table, columns)
    assert max(map(wcswidth, lines)) <= columns
    by_letter = sorted("".join(without_blanks(text) for row in rows for text in (row[0], row[2])))
    shown = sorted(without_blanks("".join(lines)))
    for letter in {*by_letter} - {*"1ab:"}:
        assert shown.count(letter) == by_letter.count(letter)


@given(st.lists(st.tuples(TEXTS, st.integers(0, 10**6)), min_size=1, max_size=4))
def test_in_a_pipe_a_row_is_one_line_and_its_columns_line_up(rows):
    lines = table_lines(pd.DataFrame(rows, columns=["text", "n"]), None)
    assert len(lines) == len(rows) + 1
    assert {wcswidth(line) for line in lines} == {wcswidth(lines[0])}  # numbers end where their heading ends
    assert all(text.rstrip() in line for (text, _), line in zip(rows, lines[1:], strict=True))


def test_columns_without_room_are_named():
    table = pd.DataFrame({"term": ["政协"], "count": [3], "dispersion": [0.25], "keyness": [1.5]})
    assert table_lines(table, 24) == [
        "term  count  dispersion",
        "政协      3        0.25",
        "No room for keyness:",
        "--format json has all.",
    ]


def test_titles_are_cut_and_other_text_is_not():
    table = pd.DataFrame({"title": ["牢记初心使命 为民履职尽责"], "why": ["the same letters"], "n": [1]})
    assert table_lines(table, 41, ["title"]) == [
        "title                 why               n",
        "牢记初心使命 为民履…  the same letters  1",
    ]


def test_numbers_of_a_column_have_as_many_decimals():
    lines = table_lines(pd.DataFrame({"p": [0.5, 1.0, None, 0.125]}), None)
    assert lines == ["    p", "0.500", "1.000", "", "0.125"]


def test_a_missing_number_is_an_empty_cell():
    table = pd.DataFrame({"term": ["甲", "乙"], "before": pd.array([1, None], "Int64")})
    assert table_lines(table, None) == ["term  before", "甲         1", "乙"]


def test_no_text_steers_the_terminal_and_no_line_end_breaks_a_row():
    assert table_lines(pd.DataFrame({"a": ["\x1b[31m红\n色"]}), None) == ["a", " [31m红 色"]


@given(st.lists(st.tuples(st.integers(1, 999), TEXTS, TEXTS, TEXTS), min_size=1), st.integers(12, 90))
def test_contexts_fit_and_keep_what_is_next_to_the_word(rows, columns):
    lines = context_lines(rows, columns)
    assert max(map(wcswidth, lines)) <= columns
    assert len(lines) == len(rows)


def test_in_a_pipe_contexts_are_as_long_as_was_asked_for():
    assert context_lines([(7, "春天" * 30, "来", "了" * 60)], None) == [f"7  {'春天' * 30}  来  {'了' * 60}"]


@given(TEXTS, st.integers(1, 30), st.booleans())
def test_what_is_cut_says_so_and_fits(text, columns, left):
    shown = cut(text, columns, left)
    assert wcswidth(shown) <= columns
    assert shown == text or "…" in shown
