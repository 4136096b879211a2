"""Processes end with the one that started them."""

import multiprocessing
import os
import signal
import subprocess
import sys
import time

import pytest

from analysis.processes.children import Processes, shielded

PARENT = """
import subprocess, sys
code = "import time; from analysis.processes import children; children.end_with_parent(); print(flush=True); "
child = subprocess.Popen([sys.executable, "-c", code + "time.sleep(60)"], stdout=subprocess.PIPE, text=True)
child.stdout.readline()
print(child.pid, flush=True)
sys.stdin.read()
"""


def is_alive(number):
    try:
        os.kill(number, 0)
    except ProcessLookupError:
        return False
    return True


@pytest.mark.skipif(sys.platform != "linux", reason="of Linux")
def test_a_process_ends_when_the_one_that_started_it_is_killed():
    command = [sys.executable, "-c", PARENT]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as parent:
        child = int(parent.stdout.readline())
        assert is_alive(child)
        parent.kill()
    for _ in range(100):
        if not is_alive(child):
            break
        time.sleep(0.1)
    assert not is_alive(child)


def test_processes_that_were_made_are_ended_whatever_they_do():
    made = Processes(multiprocessing.get_context("spawn"))
    process, idle = made.Process(target=time.sleep, args=(60,)), made.Process(target=time.sleep)
    process.start()
    made.kill()
    process.join(30)
    assert process.exitcode == -signal.SIGKILL
    assert idle.pid is None
    assert made.get_start_method() == "spawn"


@pytest.mark.skipif(os.name == "nt", reason="of POSIX")
def test_what_is_started_meanwhile_does_not_notice_ctrl_c_and_afterwards_all_is_as_before():
    before = signal.pthread_sigmask(signal.SIG_BLOCK, [])
    with shielded():
        assert signal.SIGINT in signal.pthread_sigmask(signal.SIG_BLOCK, [])
    assert signal.pthread_sigmask(signal.SIG_BLOCK, []) == before
