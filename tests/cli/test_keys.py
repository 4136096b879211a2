"""Keys of a review: singly from a terminal, a line each from a pipe, and the end is a key too."""

import io

import click
import pytest

from analysis.cli.keys import Keys


@pytest.fixture
def press(monkeypatch):
    """Return a function that lets the terminal give texts, one at a time, and returns the keys that come of them."""

    def keys_of(*given):
        left = iter(given)
        monkeypatch.setattr(click, "getchar", lambda: next(left))
        keys = Keys(from_terminal=True)
        return [keys() for _ in "".join(given)]

    return keys_of


def test_full_width_and_capital_letters_are_the_usual_keys(press):
    assert press("Ｙ", "N", "１") == ["y", "n", "1"]


def test_what_is_typed_at_once_is_a_key_each(press):
    assert press("yn") == ["y", "n"]


def test_an_arrow_is_one_key_that_cannot_be_shown(monkeypatch):
    monkeypatch.setattr(click, "getchar", lambda: "\x1b[A")
    assert Keys(from_terminal=True)() == "?"


def test_the_end_of_the_terminal_is_to_quit_and_ctrl_c_interrupts(monkeypatch):
    def ended():
        raise EOFError

    monkeypatch.setattr(click, "getchar", ended)
    assert Keys(from_terminal=True)() == "q"
    monkeypatch.setattr(click, "getchar", lambda: "\x03")
    with pytest.raises(KeyboardInterrupt):
        Keys(from_terminal=True)()


def test_a_word_is_typed_up_to_enter(monkeypatch):
    monkeypatch.setattr("analysis.cli.keys.input_stream", lambda: io.BytesIO("抢修队\r\ny".encode()))
    monkeypatch.setattr("analysis.cli.keys.is_terminal", lambda: True)
    assert Keys(from_terminal=True).line() == "抢修队"
    assert Keys(from_terminal=False).line() == "抢修队"


def test_what_was_pasted_behind_a_key_is_the_word(monkeypatch, capsys):
    monkeypatch.setattr(click, "getchar", lambda: "w抢修Ａ\rn")
    keys = Keys(from_terminal=True)
    assert (keys(), keys.line(), keys()) == ("w", "抢修Ａ", "n")
    assert capsys.readouterr().out == "抢修Ａ\n"
