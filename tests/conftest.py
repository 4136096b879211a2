"""What several test files need: the seed, and the report on it, made once a worker."""

import os
import shutil
from pathlib import Path

import hypothesis
import pytest

import analysis

ROOT = Path(__file__).parent.parent
SEED = ROOT / "seeds" / "000_ed0ec8543009b9f7.txt"

# The same examples on every machine; and no deadline, since a shared machine stalls.
hypothesis.settings.register_profile("steady", derandomize=True, deadline=None, max_examples=150)
hypothesis.settings.load_profile("steady")


@pytest.fixture(scope="session")
def seed() -> analysis.Document:
    return analysis.load(SEED)


@pytest.fixture(scope="session")
def tokens(seed):
    return analysis.with_sections(analysis.Tokeniser().tokens(seed), analysis.sections(seed))


@pytest.fixture(scope="session")
def seed_report(tmp_path_factory) -> Path:
    """Return the folder of a report on the seed, made by the command line."""
    from click.testing import CliRunner

    from analysis.__main__ import main

    out = tmp_path_factory.mktemp("reports")
    result = CliRunner().invoke(main, ["report", str(SEED), "--out", str(out), "--figures", str(out / "figures")])
    assert result.exit_code == 0, result.output
    return out / SEED.stem


@pytest.fixture(scope="session")
def chromium() -> str:
    """Return the path of Debian's chromium; without one, fail in CI and skip elsewhere."""
    path = shutil.which("chromium")
    if path is None:
        (pytest.fail if os.environ.get("CI") else pytest.skip)("chromium is not installed: apt-get install chromium")
    return path
