"""What ends the program from outside: Ctrl-C, and the signals of `kill` and of a terminal that closes.

It loads next to nothing, so that it can be in force before anything else is loaded.
"""

from __future__ import annotations

import _thread
import os
import signal
import sys
import time
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator
    from types import FrameType

SIGNALS = tuple(getattr(signal, name) for name in ("SIGINT", "SIGTERM", "SIGHUP") if hasattr(signal, name))
GRACE = 1.7  # seconds for cleaning up, then the process ends whatever it is doing: within two in all
_received: list[tuple[int, str]] = []  # the first signal, and what to print for it; nothing once it is printed


class Terminated(KeyboardInterrupt):
    """Raised in the main thread by SIGTERM and SIGHUP, as `KeyboardInterrupt` is by Ctrl-C."""


def program() -> None:
    """Run the command line as a program; from here on a signal ends it in one line, also while the rest is loaded."""
    listen()
    from .__main__ import main

    main(prog_name="analysis")


def listen() -> None:
    """Let the signals end the process at once: nothing has been made yet, or all is done."""
    _install(_end_at_once)


@contextmanager
def interruptible(is_program: bool) -> Iterator[None]:
    """Let a signal raise `KeyboardInterrupt` or `Terminated` in the main thread, once, so that all is cleaned up.

    Further signals do not disturb the cleaning up, which has `GRACE` seconds.

    Parameters
    ----------
    is_program : whether the process is ours to end; if not, its signals are left alone.
    """
    _received.clear()
    before = _install(_raise) if is_program else {}
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


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
    return "; ".join([f"analysis: {word}", *getattr(error, "__notes__", [])]) if word else ""


def _install(handler: Any) -> dict[int, Any]:
    """Handle the signals, but for those that whoever started the process had it ignore; return the former handlers."""
    wanted = [number for number in SIGNALS if signal.getsignal(number) not in (signal.SIG_IGN, None)]
    return {number: signal.signal(number, handler) for number in wanted}


def _receive(number: int) -> bool:
    """Keep the first signal; say whether it is the first."""
    if _received:
        return False
    _received.append((number, "interrupted" if number == signal.SIGINT else "terminated"))
    return True


def _raise(number: int, _: FrameType | None) -> None:
    if _receive(number):
        # What the handler interrupts may hold any lock of the module `threading`.
        _thread.start_new_thread(_end_in_time, (number,))
        sys.unraisablehook = lambda _: None  # it may strike where Python cannot raise; then the time runs out
        raise KeyboardInterrupt if number == signal.SIGINT else Terminated


def _end_in_time(number: int) -> None:
    time.sleep(GRACE)
    _end_at_once(number, None)


def _end_at_once(number: int, _: FrameType | None) -> None:
    _receive(number)
    if line := message():
        with suppress(OSError):
            os.write(2, f"{line}\n".encode())
    os._exit(128 + _received[0][0])
