"""A JupyterLab in a folder, started as `make lab` starts it."""

import os
import secrets
import socket
import subprocess
import sys
import urllib.request
from contextlib import contextmanager

import pytest


@contextmanager
def running(place, language="en"):
    """Run a JupyterLab in a folder that holds `.jupyter` and `notebooks`; yield its address and its token."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    token = secrets.token_hex(16)
    command = [sys.executable, "-m", "jupyterlab", "--config=.jupyter/config.py", "--no-browser", "--ip=127.0.0.1"]
    options = [
        f"--port={port}",
        "--ServerApp.port_retries=0",
        "--LabApp.expose_app_in_browser=True",
        f"--IdentityProvider.token={token}",
        "--allow-root",
    ]
    # A home of its own, as a new user has it: no settings, no workspaces, nothing allowed before.
    homes = {name: str(place / "home") for name in ("HOME", "JUPYTER_CONFIG_DIR", "JUPYTER_DATA_DIR", "IPYTHONDIR")}
    with (place / "log").open("w") as log:
        variables = os.environ | homes | {"ANALYSIS_LANGUAGE": language}
        server = subprocess.Popen([*command, *options], cwd=place, env=variables, stdout=log, stderr=log)
    try:
        wait_for(f"http://127.0.0.1:{port}/api/status?token={token}", server, place / "log")
        yield f"http://127.0.0.1:{port}", token
    finally:
        server.terminate()
        server.wait(30)


def wait_for(address, server, log):
    """Return when the server answers; it says itself when it cannot."""
    for _ in range(600):
        try:
            with urllib.request.urlopen(address, timeout=5):
                return
        except OSError:
            assert server.poll() is None, log.read_text()
            try:
                server.wait(0.1)
            except subprocess.TimeoutExpired:
                continue
    pytest.fail(log.read_text())
