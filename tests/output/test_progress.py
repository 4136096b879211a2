"""Progress is a line on a terminal, gone when the work is done; nobody else sees it."""

import io
from contextlib import redirect_stderr, suppress
from threading import Event

import pytest
from terminals import remaining

from analysis.output import progress
from analysis.output.progress import hide, progress_bar, working


class Terminal(io.StringIO):
    """A standard error that a person sees; `is_written` when something was shown."""

    def __init__(self, is_terminal=True):
        super().__init__()
        self.is_written = Event()
        self._is_terminal = is_terminal

    def isatty(self):
        return self._is_terminal

    def write(self, text):
        written = super().write(text)
        if "left" in self.getvalue():
            self.is_written.set()
        return written


@pytest.fixture
def terminal(monkeypatch):
    terminal = Terminal()
    monkeypatch.setattr(progress, "WAIT", 0)
    yield terminal
    hide(False)


def test_work_shows_in_one_line_how_much_time_is_left_and_the_line_goes(terminal):
    with redirect_stderr(terminal), working("repair", 1_000):
        assert terminal.is_written.wait(60)
    shown = terminal.getvalue()
    assert "\rrepair:   0% |" in shown
    assert " left" in shown
    assert "\n" not in shown
    assert remaining(shown) == [""]


def test_work_that_takes_longer_than_was_thought_is_never_shown_as_done(terminal):
    with redirect_stderr(terminal), working("repair", 0):
        assert terminal.is_written.wait(60)
    assert "100%" not in terminal.getvalue()


def test_an_error_ends_the_line_too(terminal):
    with redirect_stderr(terminal), suppress(KeyboardInterrupt), working("repair", 1_000):
        assert terminal.is_written.wait(60)
        raise KeyboardInterrupt
    assert remaining(terminal.getvalue()) == [""]


def test_short_work_shows_nothing(terminal, monkeypatch):
    monkeypatch.setattr(progress, "WAIT", 600)
    with redirect_stderr(terminal), working("repair", 1_000):
        pass
    assert terminal.getvalue() == ""


def test_whoever_asked_for_quiet_sees_nothing(terminal):
    hide()
    with redirect_stderr(terminal), working("repair", 1_000), progress_bar(3, "page") as bar:
        bar.update()
    assert terminal.getvalue() == ""


def test_a_file_or_a_pipe_gets_no_progress(monkeypatch):
    pipe = Terminal(is_terminal=False)
    monkeypatch.setattr(progress, "WAIT", 0)
    with redirect_stderr(pipe), working("repair", 1_000), progress_bar(3, "page") as bar:
        bar.update()
    assert pipe.getvalue() == ""


def test_a_process_without_standard_error_works():
    with redirect_stderr(None), working("repair", 1_000), progress_bar(3, "page") as bar:
        bar.update()


def test_a_bar_counts_what_is_done(terminal):
    with redirect_stderr(terminal), progress_bar(3, "page") as bar:
        bar.update()
        bar.refresh()
    assert "1/3" in terminal.getvalue()
