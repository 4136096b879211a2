import errno
import os
import stat
import subprocess
import sys

import pytest

from analysis.output import files
from analysis.output.files import is_same_file, refuse_same_files, sweep, temporary_name, write_file


@pytest.fixture(autouse=True)
def unswept(monkeypatch):
    monkeypatch.setattr(files, "_swept", set())


def test_a_file_is_replaced_in_one_step_and_nothing_is_left_beside_it(tmp_path):
    path = tmp_path / "clean.md"
    path.write_text("before", "utf-8")
    path.chmod(0o640)
    before = path.stat().st_ino
    assert write_file(path, "政协") == path
    assert path.read_bytes() == "政协".encode()
    assert path.stat().st_ino != before
    assert stat.S_IMODE(path.stat().st_mode) == 0o640
    assert [*tmp_path.iterdir()] == [path]


def test_a_new_file_has_the_permissions_that_the_user_gives_to_new_files(tmp_path):
    (tmp_path / "mine").touch()
    made = write_file(tmp_path / "made", b"1")
    assert made.stat().st_mode == (tmp_path / "mine").stat().st_mode


def test_when_the_disk_is_full_the_old_file_stays_and_nothing_new(tmp_path, monkeypatch):
    path = tmp_path / "clean.md"
    path.write_text("before", "utf-8")

    def full(_):
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(files.os, "fsync", full)
    with pytest.raises(OSError, match="No space left") as caught:
        write_file(path, "after")
    assert caught.value.filename == str(path)
    assert path.read_text("utf-8") == "before"
    assert [*tmp_path.iterdir()] == [path]


def test_a_name_of_255_bytes_can_be_written(tmp_path):
    assert write_file(tmp_path / ("政" * 85), "1").read_bytes() == b"1"


@pytest.mark.parametrize("name", ["政" * 86, "none/clean.md", "folder", "loop"])
def test_what_cannot_be_written_is_an_error_that_names_it(tmp_path, name):
    (tmp_path / "folder").mkdir()
    (tmp_path / "loop").symlink_to("loop")
    with pytest.raises(OSError) as caught:  # noqa: PT011 - each has its own text
        write_file(tmp_path / name, "1")
    assert caught.value.filename == str(tmp_path / name)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["folder", "loop"]


def test_a_link_is_followed_and_stays_one(tmp_path):
    (tmp_path / "link").symlink_to("target")
    for text in ("one", "other"):
        write_file(tmp_path / "link", text)
        assert (tmp_path / "link").is_symlink()
        assert (tmp_path / "target").read_text("utf-8") == text


def test_no_link_at_a_name_that_can_be_foreseen_is_followed(tmp_path):
    victim = tmp_path / "victim"
    victim.write_text("mine", "utf-8")
    (tmp_path / ".clean.md.part").symlink_to(victim)
    write_file(tmp_path / "clean.md", "1")
    assert victim.read_text("utf-8") == "mine"


def test_a_pipe_is_written_to_and_stays_one(tmp_path):
    os.mkfifo(tmp_path / "pipe")
    script = "import sys; sys.stdout.write(open(sys.argv[1]).read())"
    with subprocess.Popen(
        [sys.executable, "-c", script, str(tmp_path / "pipe")], stdout=subprocess.PIPE, text=True
    ) as reader:
        write_file(tmp_path / "pipe", "政协")
        assert reader.communicate()[0] == "政协"
    assert stat.S_ISFIFO((tmp_path / "pipe").stat().st_mode)


@pytest.mark.skipif(not os.path.exists("/dev/full"), reason="of Linux")  # noqa: PTH110
def test_a_device_stays_one_and_its_error_names_it():
    with pytest.raises(OSError, match="No space left") as caught:
        write_file("/dev/full", "1")
    assert caught.value.filename == "/dev/full"
    assert not stat.S_ISREG(os.stat("/dev/full").st_mode)  # noqa: PTH116
    write_file("/dev/null", "1")


@pytest.mark.skipif(not os.path.exists("/dev/stdout"), reason="not of Windows")  # noqa: PTH110
def test_the_file_that_standard_output_goes_to_is_written_to_in_order(tmp_path):
    script = (
        "from analysis.output.files import write_file\n"
        "print('before'); write_file('/dev/stdout', 'text\\n'); print('after')"
    )
    with (tmp_path / "log").open("wb") as log:
        subprocess.run([sys.executable, "-c", script], stdout=log, check=True)
    assert (tmp_path / "log").read_text("utf-8") == "before\ntext\nafter\n"


def test_no_output_is_an_input_or_another_output(tmp_path):
    page, link, hard = tmp_path / "page.txt", tmp_path / "link", tmp_path / "hard"
    page.touch()
    link.symlink_to(page)
    hard.hardlink_to(page)
    for output in (page, link, hard, tmp_path / "a" / ".." / "page.txt"):
        (tmp_path / "a").mkdir(exist_ok=True)
        with pytest.raises(ValueError, match="is read, and would be written over"):
            refuse_same_files([page], [output])
    with pytest.raises(ValueError, match=r"is an output, and would be written over by .*new\.md"):
        refuse_same_files([page], [tmp_path / "new.md", None, tmp_path / "a" / ".." / "new.md"])
    refuse_same_files([page, page], ["/dev/null", "/dev/null", None, None, tmp_path / "new.md"])


def test_two_names_of_nothing_yet_are_two_files(tmp_path):
    assert not is_same_file(tmp_path / "one", tmp_path / "other")
    assert is_same_file(tmp_path / "one", tmp_path / "." / "one")


def test_a_folder_that_is_not_there_yet_hides_no_file(tmp_path):
    page = tmp_path / "page.txt"
    page.write_text("春天来了。", "utf-8")
    assert is_same_file(page, tmp_path / "new" / ".." / "page.txt")
    with pytest.raises(ValueError, match="would be written over"):
        refuse_same_files([page], [tmp_path / "out.md", tmp_path / "new" / ".." / "page.txt"])


def test_what_a_killed_run_left_is_swept_and_nothing_else(tmp_path):
    ours, held = tmp_path / temporary_name(), tmp_path / temporary_name()
    theirs = [tmp_path / ".analysis-0123456789abcdef-01234567.part", tmp_path / ".clean.md.part"]
    for path in (ours, *theirs):
        path.touch()
    (tmp_path / "folder").mkdir()
    (tmp_path / "folder" / "mine").touch()
    linked = tmp_path / temporary_name()
    linked.symlink_to(tmp_path / "folder" / "mine")
    with held.open("wb") as file:
        files._lock(file.fileno())
        sweep(tmp_path)
    assert not ours.exists()
    assert all(path.exists() for path in [*theirs, held, linked])
