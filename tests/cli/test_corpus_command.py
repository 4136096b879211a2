"""`analysis corpus`: where it may write, and what its options take."""

import pytest
from click import UsageError
from commands import run
from small_folders import made

from analysis.cli.corpus import refuse_place


@pytest.mark.parametrize("memory", ["2GB", "256MB", "256e6"])
def test_memory_is_at_least_what_a_worker_starts_in(memory):
    assert "--memory is of --workers" in run("corpus", "texts", "--out", "out", "--memory", memory).output


@pytest.mark.parametrize("memory", ["255MB", "banana", "-1"])
def test_memory_in_which_no_worker_starts_is_refused(memory):
    done = run("corpus", "texts", "--out", "out", "--workers", "1", "--memory", memory)
    assert done.exit_code == 2
    assert "is not such as 2GB, and at least 256MB" in done.output


def test_what_would_be_read_or_lost_another_time_is_no_place_to_write(tmp_path):
    texts = made(tmp_path / "texts", **{"a.txt": "春。"})
    with pytest.raises(UsageError, match="OUT lies within PATH"):
        refuse_place(str(texts), texts / "out", None)
    with pytest.raises(UsageError, match="PATH lies within OUT"):
        refuse_place(str(texts), tmp_path, None)
    refuse_place(str(texts), tmp_path / "out", None)
