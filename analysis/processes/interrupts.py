"""What ends the program from outside: Ctrl-C, and the signals of `kill` and of a terminal that closes.

It loads nothing but what Python itself has loaded when it begins, and `signal`, so that it is in force before anything
else is loaded. What comes even before that, while Python starts, Python meets in its own way: it ends at once, by
that signal; for Ctrl-C it may print a traceback. Nothing has been read or written then.
"""

from __future__ import annotations

import _thread
import os
import signal
import sys
import time

TYPE_CHECKING = False  # as that of `typing`, which takes a while to load
if TYPE_CHECKING:
    from types import FrameType
    from typing import Any

SIGNALS = tuple(getattr(signal, name) for name in ("SIGINT", "SIGTERM", "SIGHUP") if hasattr(signal, name))
GRACE = 1.0  # seconds for cleaning up, then the process ends whatever it is doing: within two in all
_words = ["interrupted", "terminated", "; "]  # how the program ended, and what stands between that and what it means
_received: list[tuple[int, str]] = []  # the first signal, and what to print for it; nothing once it is printed

_temporary: dict[str, None] = {}  # files and folders for the time being; they go with the process


class Terminated(KeyboardInterrupt):
    """Raised in the main thread by SIGTERM and SIGHUP, as `KeyboardInterrupt` is by Ctrl-C."""


def program() -> None:
    """Run the command line as a program; from here on a signal ends it in one line, also while the rest is loaded."""
    listen()
    from ..cli.main import main

    main(prog_name="analysis")


def listen() -> None:
    """Let the signals end the process at once: nothing has been made yet, or all is done."""
    _install(_end_at_once)


class interruptible:  # noqa: N801 - read as a function, in `with`
    """Let a signal raise `KeyboardInterrupt` or `Terminated` in the main thread, once, so that all is cleaned up.

    Further signals do not disturb the cleaning up, which has `GRACE` seconds.

    Parameters
    ----------
    is_program : whether the process is ours to end; if not, its signals are left alone.
    """

    def __init__(self, is_program: bool) -> None:
        self._is_program = is_program
        self._before: dict[int, Any] = {}

    def __enter__(self) -> None:
        """Install the handlers."""
        _received.clear()
        self._before = _install(_raise) if self._is_program else {}

    def __exit__(self, *_: object) -> None:
        """Put the former handlers back."""
        for number, handler in self._before.items():
            signal.signal(number, handler)


def register_temporary(path: str | os.PathLike[str]) -> None:
    """Let a file or folder be removed when the time for cleaning up runs out, until it is `removed`."""
    _temporary[os.path.abspath(path)] = None  # noqa: PTH100 - `pathlib` is not loaded yet


def removed(path: str | os.PathLike[str]) -> None:
    """Leave a file or folder alone again: it is gone, or another's by now."""
    _temporary.pop(os.path.abspath(path), None)  # noqa: PTH100 - likewise


def end(status: int) -> None:
    """End the process without the interpreter's own way out, if a signal was received and all has been cleaned up.

    That way can take many seconds on a busy machine: modules are torn down, and threads waited for.
    """
    if _received:
        for stream in filter(None, (sys.stdout, sys.stderr)):
            try:  # noqa: SIM105 - `contextlib` may not be loaded yet
                stream.flush()
            except (OSError, ValueError):  # nobody is there to read it
                pass
        os._exit(status)


def status() -> int | None:
    """Return 128 and the number of the signal that was received, as shells count; None if there was none.

    >>> status() is None
    True
    """
    return 128 + _received[0][0] if _received else None


def message(error: BaseException | None = None) -> str:
    """Return the line that says how the program ended; empty when it was given before.

    Parameters
    ----------
    error : whose notes say what it means for the outputs.

    >>> message(KeyboardInterrupt()), message(KeyboardInterrupt())
    ('analysis: interrupted', '')
    >>> _received.clear()
    """
    _receive(signal.SIGTERM if isinstance(error, Terminated) else signal.SIGINT)
    number, word = _received[0]
    _received[0] = number, ""
    return _words[2].join([f"analysis: {word}", *getattr(error, "__notes__", [])]) if word else ""


def use_words(words: list[str]) -> list[str]:
    """Say how the program ended in these words from here on; return the former ones.

    Parameters
    ----------
    words : for an interruption, for a termination, and what stands between that and what it means for the outputs.

    >>> former = use_words(["已中断", "已被终止", "；"])
    >>> message(KeyboardInterrupt())
    'analysis: 已中断'
    >>> _received.clear()
    >>> use_words(former)[0]
    '已中断'
    """
    former = _words[:]
    _words[:] = words
    return former


def _install(handler: Any) -> dict[int, Any]:
    """Handle the signals, but for those that whoever started the process had it ignore; return the former handlers."""
    handled = [number for number in SIGNALS if signal.getsignal(number) not in (signal.SIG_IGN, None)]
    return {number: signal.signal(number, handler) for number in handled}


def _receive(number: int) -> bool:
    """Keep the first signal; say whether it is the first."""
    if _received:
        return False
    _received.append((number, _words[number != signal.SIGINT]))
    return True


def _raise(number: int, _: FrameType | None) -> None:
    if _receive(number):
        # What the handler interrupts may hold any lock of the module `threading`.
        _thread.start_new_thread(_end_in_time, (number,))
        sys.unraisablehook = lambda _: None  # it may strike where Python cannot raise; then the time runs out
        raise KeyboardInterrupt if number == signal.SIGINT else Terminated


def _end_in_time(number: int) -> None:
    time.sleep(GRACE)
    for path in sorted(_temporary, key=os.path.isdir):  # files first: locks, and outputs in the making
        _remove(path)
    _end_at_once(number, None)


def _remove(path: str) -> None:
    """Remove a file, or a folder with all that is in it, as far as that is possible."""
    for place, folders, files in os.walk(path, topdown=False):
        for name in [*files, *folders]:
            _remove_one(os.path.join(place, name))  # noqa: PTH118
    _remove_one(path)


def _remove_one(path: str) -> None:
    is_folder = os.path.isdir(path) and not os.path.islink(path)  # noqa: PTH112, PTH114
    try:  # noqa: SIM105 - `contextlib` may not be loaded yet
        os.rmdir(path) if is_folder else os.unlink(path)  # noqa: PTH106, PTH108
    except OSError:  # it is gone, or something is put into it at this moment
        pass


def _end_at_once(number: int, _: FrameType | None) -> None:
    _receive(number)
    if line := message():
        try:  # noqa: SIM105 - `contextlib` is not loaded yet
            os.write(2, f"{line}\n".encode())
        except OSError:  # nobody is there to read it
            pass
    os._exit(128 + _received[0][0])
