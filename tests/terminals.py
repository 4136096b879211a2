"""The program in a terminal, as a person sees it."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from wcwidth import wcswidth

ROOT = Path(__file__).parent.parent
needs_terminals = pytest.mark.skipif(os.name == "nt", reason="of POSIX")


def in_terminal(*arguments, columns=80, output=None, cwd=None, **environment):
    """Run a command in a terminal so wide; return its status, and what it shows there.

    Standard output goes to the terminal too, or into the file *output*.
    """
    import fcntl
    import pty
    import struct
    import termios

    terminal, side = pty.openpty()
    fcntl.ioctl(side, termios.TIOCSWINSZ, struct.pack("HHHH", 24, columns, 0, 0))
    known = {name: value for name, value in os.environ.items() if name not in ("COLUMNS", "LINES", "NO_COLOR")}
    command = [sys.executable, "-m", "analysis", *map(str, arguments)]
    path = {"PYTHONPATH": str(ROOT), "TERM": "xterm"}
    started = {"stdin": side, "stdout": output or side, "stderr": side, "env": known | path | environment, "cwd": cwd}
    with subprocess.Popen(command, **started) as process:
        os.close(side)
        shown = b"".join(iter(lambda: _read(terminal), b""))
    os.close(terminal)
    return process.returncode, shown.decode().replace("\r\n", "\n")


def _read(terminal):
    try:
        return os.read(terminal, 65536)
    except OSError:  # the program has ended
        return b""


def widest(shown):
    """Return how many columns the widest line takes."""
    return max(wcswidth(line) for line in shown.splitlines())
