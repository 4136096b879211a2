"""The program in a terminal, as a person sees it."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from wcwidth import wcswidth

ROOT = Path(__file__).parent.parent
needs_terminals = pytest.mark.skipif(os.name == "nt", reason="of POSIX")


RUN = "from analysis.cli.main import main; main()"


def in_terminal(*arguments, columns=80, cwd=None, keys="", program=RUN, **environment):
    """Run a command in a terminal so wide, in which *keys* are pressed; return its status, and what it shows there."""
    import fcntl
    import pty
    import struct
    import termios

    terminal, side = pty.openpty()
    fcntl.ioctl(side, termios.TIOCSWINSZ, struct.pack("HHHH", 24, columns, 0, 0))
    known = {name: value for name, value in os.environ.items() if name not in ("COLUMNS", "LINES", "NO_COLOR")}
    command = [sys.executable, "-c", program, *map(str, arguments)]
    path = {"PYTHONPATH": str(ROOT), "TERM": "xterm"}
    started = {"stdin": side, "stdout": side, "stderr": side, "env": known | path | environment, "cwd": cwd}
    with subprocess.Popen(command, **started) as process:
        os.close(side)
        os.write(terminal, keys.encode())
        shown = b"".join(iter(lambda: _read(terminal), b""))
    os.close(terminal)
    return process.returncode, shown.decode().replace("\r\n", "\n")


def _read(terminal):
    try:
        return os.read(terminal, 65536)
    except OSError:  # the program has ended
        return b""


def widest(shown):
    """Return how many columns the widest line takes, of those that stay."""
    return max(wcswidth(line) for line in remaining(shown))


def remaining(shown):
    """Return the lines that are seen in the end: what is behind a carriage return is over what was before."""
    lines = []
    for line in shown.split("\n"):
        seen = ""
        for part in line.split("\r"):
            seen = part + seen[len(part) :]
        lines.append(seen.rstrip())
    return lines
