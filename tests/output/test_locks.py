import errno
import re

import pytest

from analysis.output.locks import locked

OURS = re.compile(r"tables|\.[0-9a-f]{16}")


def test_a_second_run_into_a_folder_ends_at_once_and_touches_nothing(tmp_path):
    with locked(tmp_path / "out"):
        before = sorted(tmp_path.rglob("*"))
        with pytest.raises(BlockingIOError, match="another run") as caught, locked(tmp_path / "out"):
            pass
        assert caught.value.filename == str(tmp_path / "out")
        assert sorted(tmp_path.rglob("*")) == before
    assert [*tmp_path.iterdir()] == []


def test_on_a_full_disk_no_lock_is_left(tmp_path, monkeypatch):
    def full(*_):
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr("analysis.output.locks.os.write", full)
    with pytest.raises(OSError, match="No space left on device") as caught, locked(tmp_path / "out"):
        pass
    assert caught.value.filename == str(tmp_path / "out")
    assert [*tmp_path.iterdir()] == []


def test_without_locks_of_the_system_a_file_is_the_lock(tmp_path, monkeypatch):
    monkeypatch.setattr("analysis.output.locks.fcntl", None)
    test_a_second_run_into_a_folder_ends_at_once_and_touches_nothing(tmp_path)


def test_the_lock_of_a_killed_run_does_not_hold_up_the_next(tmp_path):
    with locked(tmp_path):
        text = (tmp_path / ".analysis.lock").read_bytes()
    (tmp_path / ".analysis.lock").write_bytes(text)
    with locked(tmp_path):
        (tmp_path / "report").touch()
    assert [path.name for path in tmp_path.iterdir()] == ["report"]


@pytest.mark.parametrize("kind", ["link", "file"])
def test_a_lock_that_is_not_ours_is_not_touched(tmp_path, kind):
    (tmp_path / "mine").write_text("mine")
    lock = tmp_path / ".analysis.lock"
    lock.symlink_to(tmp_path / "mine") if kind == "link" else lock.write_text("mine")
    with pytest.raises(OSError) as caught, locked(tmp_path):  # noqa: PT011 - each has its own text
        pass
    assert caught.value.filename == str(lock)
    assert lock.read_text() == (tmp_path / "mine").read_text() == "mine"
