"""A kernel that was started too late to know that its parent has ended runs nothing."""

import os
import subprocess
import sys

import pytest


@pytest.mark.skipif(sys.platform != "linux", reason="of Linux")
def test_a_kernel_whose_parent_has_ended_does_not_start():
    known = os.environ | {"JPY_PARENT_PID": "1"}
    command = [sys.executable, "-m", "analysis.reports.kernel_launcher", "-f", "none.json"]
    done = subprocess.run(command, env=known, capture_output=True, text=True, timeout=60)
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")
