"""How far work is: one line on a terminal's standard error, with the time that is left; nothing elsewhere."""

from __future__ import annotations

import sys
import time
from contextlib import contextmanager
from threading import Event, Thread
from typing import TYPE_CHECKING

from tqdm import tqdm

from ..languages.messages import N_, _

if TYPE_CHECKING:
    from collections.abc import Iterator

WAIT = 2.0  # seconds of work that nobody has to be told of
INTERVAL = 0.2  # seconds between two looks at the time
LEFT = 1.03  # of the time that has been used: there is always a little left until all is done
FORM = N_("{desc}: {percentage:3.0f}% |{bar}| {elapsed}, about {remaining} left")
_hidden = False


def hide(hidden: bool = True) -> None:
    """Show no progress from here on in this process, or show it again."""
    global _hidden
    _hidden = hidden


def is_shown() -> bool:
    """Say whether somebody sees progress: standard error is a terminal, and nobody asked for quiet."""
    return not _hidden and sys.stderr is not None and sys.stderr.isatty()


def progress_bar(total: int, unit: str) -> tqdm:
    """Return a bar for work that counts what is done, `update` by `update`; it is gone when it is closed."""
    return tqdm(total=total, unit=unit, disable=not is_shown(), leave=False, dynamic_ncols=True)


@contextmanager
def working(what: str, seconds: float) -> Iterator[None]:
    """Show how far work is that does not count what is done, once it has taken a while.

    How much is done is told from the time that the processor has spent on it; how long the rest will take, from how
    much of the time the processor has had for it so far. So it holds on a busy machine too.

    Parameters
    ----------
    what : what is done, for the line.
    seconds : that a processor takes for all of it, roughly.

    >>> with working("audit", 40):  # to no terminal: nothing
    ...     pass
    """
    if not is_shown():
        yield
        return
    is_done = Event()
    shown = Thread(target=_show, args=(what, seconds, is_done), daemon=True)
    shown.start()
    try:
        yield
    finally:
        is_done.set()
        shown.join()


def _show(what: str, seconds: float, is_done: Event) -> None:
    begun, used = time.time(), time.process_time()
    if is_done.wait(WAIT):
        return
    form = {"bar_format": _(FORM), "leave": False, "dynamic_ncols": True}
    with tqdm(total=seconds, desc=what, delay=INTERVAL, **form) as bar:  # it does not show itself before it knows more
        bar.start_t = begun
        while True:
            bar.n = time.process_time() - used
            bar.total = max(seconds, bar.n * LEFT)
            bar.refresh()
            if is_done.wait(INTERVAL):
                bar.clear()  # with a delay, it does not go by itself
                return
