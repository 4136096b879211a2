import errno
import fcntl
import json
import os
import re
from hashlib import sha256

import pytest

from analysis.output.files import temporary_name
from analysis.output.folders import (
    complete_folder,
    replace_folder,
    sweep_folders,
    temporary_folder,
    working_folder,
    write_folder,
)
from analysis.output.locks import locked
from analysis.output.manifests import put_files, record, refuse_foreign, refuse_foreign_files

OURS = re.compile(r"tables|\.[0-9a-f]{16}")


def made(folder, **files):
    folder.mkdir()
    for name, text in files.items():
        (folder / name).write_text(text, "utf-8")
    return folder


def test_a_manifest_lists_the_files_with_their_hashes_in_order(tmp_path):
    made(tmp_path / "report", b="春", a="夏")
    (tmp_path / "report" / "tables").mkdir()
    (tmp_path / "report" / "tables" / "c").write_text("秋", "utf-8")
    record(tmp_path / "report", "report")
    written = (tmp_path / "report" / ".analysis.json").read_text("utf-8")
    files = {
        name: [sha256(text.encode()).hexdigest()] for name, text in {"a": "夏", "b": "春", "tables/c": "秋"}.items()
    }
    assert json.loads(written) == {"format": 1, "holds": "report", "files": files}
    assert [*json.loads(written)["files"]] == ["a", "b", "tables/c"]


def test_a_folder_is_replaced_when_all_in_it_is_recorded(tmp_path):
    for text in ("one", "other"):
        replace_folder(made(tmp_path / text, page=text), tmp_path / "report", "report")
        assert (tmp_path / "report" / "page").read_text() == text
    assert sorted(path.name for path in tmp_path.iterdir()) == ["other.old", "report"]


def change(report):
    (report / "page").write_text("my notes")


def add(report):
    (report / "mine.html").write_text("mine")


def add_below(report):
    (report / "notes" / "of").mkdir(parents=True)
    (report / "notes" / "of" / "mine").write_text("mine")


def add_an_empty_folder(report):
    (report / "mine").mkdir()


def link(report):
    (report / "page").rename(report.parent / "moved")
    (report / "page").symlink_to(report.parent / "moved")


def link_below(report):
    (report / "mine").symlink_to(report.parent)


def of_another_kind(report):
    record(report, "corpus")


def without_manifest(report):
    (report / ".analysis.json").unlink()


def broken_manifest(report):
    (report / ".analysis.json").write_text('{"format": 1, "holds": "report", "files": []}')


@pytest.mark.parametrize(
    "do",
    [change, add, add_below, add_an_empty_folder, link, link_below, of_another_kind, without_manifest, broken_manifest],
)
def test_a_folder_with_anything_of_a_users_is_not_replaced(tmp_path, do):
    report = made(tmp_path / "report", page="春")
    record(report, "report")
    do(report)
    before = sorted(tmp_path.rglob("*"))
    with pytest.raises(FileExistsError, match=r"holds (page|mine|notes|\.analysis)") as caught:
        refuse_foreign(report, "report")
    assert caught.value.filename == str(report)
    assert sorted(tmp_path.rglob("*")) == before


@pytest.mark.parametrize("problem", ["is a link", "is no folder"])
def test_what_is_no_folder_is_not_replaced(tmp_path, problem):
    if problem == "is a link":
        record(made(tmp_path / "mine"), "report")
        (tmp_path / "report").symlink_to(tmp_path / "mine")
    else:
        (tmp_path / "report").write_text("mine")
    with pytest.raises(FileExistsError, match=problem):
        replace_folder(made(tmp_path / "new", page="1"), tmp_path / "report", "report")
    assert (tmp_path / "report").exists()


def test_when_the_new_folder_cannot_take_the_place_the_old_one_is_put_back(tmp_path, monkeypatch):
    replace_folder(made(tmp_path / "one", page="one"), tmp_path / "report", "report")
    rename = os.rename
    monkeypatch.setattr("pathlib.os.rename", lambda old, new: interrupt() if old.name == "other" else rename(old, new))
    with pytest.raises(KeyboardInterrupt):
        replace_folder(made(tmp_path / "other", page="other"), tmp_path / "report", "report")
    assert (tmp_path / "report" / "page").read_text() == "one"


def interrupt():
    raise KeyboardInterrupt


def test_what_a_file_manager_left_is_no_users_and_stays(tmp_path):
    strays = {".DS_Store": "icons", "Thumbs.db": "pictures", "tables/desktop.ini": "[.ShellClassInfo]"}
    (tmp_path / "report").mkdir()
    for text in ("one", "other"):  # the first has no manifest yet
        for name, content in strays.items():
            (tmp_path / "report" / name).parent.mkdir(exist_ok=True)
            (tmp_path / "report" / name).write_text(content)
        replace_folder(made(tmp_path / text, page=text), tmp_path / "report", "report")
        written = {name: (tmp_path / "report" / name).read_text() for name in ("page", *strays)}
        assert written == {"page": text, **strays}
    assert [*json.loads((tmp_path / "report" / ".analysis.json").read_text())["files"]] == ["page"]


@pytest.mark.parametrize("name", ["Thumbs.db/mine", "my Thumbs.db"])
def test_what_is_only_called_like_a_file_managers_file_is_a_users(tmp_path, name):
    record(made(tmp_path / "report", page="1"), "report")
    (tmp_path / "report" / name).parent.mkdir(exist_ok=True)
    (tmp_path / "report" / name).write_text("mine")
    with pytest.raises(FileExistsError, match=f"holds {name}"):
        refuse_foreign(tmp_path / "report", "report")


def test_a_link_called_like_a_file_managers_file_is_a_users(tmp_path):
    record(made(tmp_path / "report", page="1"), "report")
    (tmp_path / "report" / ".DS_Store").symlink_to(tmp_path)
    with pytest.raises(FileExistsError, match=r"holds \.DS_Store"):
        refuse_foreign(tmp_path / "report", "report")


def test_a_file_of_a_users_is_not_replaced_and_others_do_not_matter(tmp_path):
    pages = re.compile("page[0-9]").fullmatch
    (tmp_path / "notes").write_text("mine")
    put_files(tmp_path, "pages", {"page1": b"1"})
    put_files(tmp_path, "pages", {"page2": b"2"})
    refuse_foreign_files(tmp_path, "pages", pages)
    (tmp_path / "page1").write_text("mine")
    with pytest.raises(FileExistsError) as caught:
        refuse_foreign_files(tmp_path, "pages", pages)
    assert caught.value.filename == str(tmp_path / "page1")


def test_files_of_two_kinds_do_not_share_a_folder(tmp_path):
    put_files(tmp_path, "pages", {"page": b"1"})
    with pytest.raises(FileExistsError, match="not written by analysis for this") as caught:
        refuse_foreign_files(tmp_path, "figures", "figure".__eq__)
    assert caught.value.filename == str(tmp_path / ".analysis.json")


@pytest.mark.parametrize("killed_at", [1, 2, 3])
def test_a_run_that_is_killed_while_it_replaces_a_file_leaves_what_the_next_one_knows(tmp_path, monkeypatch, killed_at):
    from analysis.output import manifests

    put_files(tmp_path, "pages", {"page": b"before"})
    count = iter(range(1, 4))  # the manifest, the files, the manifest
    for name in ("write_file", "write_files"):
        write = getattr(manifests, name)

        def killed(*args, write=write):
            return interrupt() if next(count) == killed_at else write(*args)

        monkeypatch.setattr(manifests, name, killed)
    with pytest.raises(KeyboardInterrupt):
        put_files(tmp_path, "pages", {"page": b"after"})
    refuse_foreign_files(tmp_path, "pages", "page".__eq__)


@pytest.mark.parametrize("before", [{}, {"page": b"before"}])
def test_files_that_cannot_be_written_leave_the_folder_as_it_was(tmp_path, before):
    if before:
        put_files(tmp_path, "pages", before)
    (tmp_path / "other").mkdir()  # no file can take its place
    with pytest.raises(OSError, match="directory"):
        put_files(tmp_path, "pages", {"page": b"after", "other": b"1"})
    refuse_foreign_files(tmp_path, "pages", "page".__eq__)
    assert {path.name: path.read_bytes() for path in tmp_path.glob("p*")} == before
    assert (tmp_path / ".analysis.json").exists() == bool(before)


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


def test_a_temporary_folder_goes_and_what_a_killed_run_left_is_swept(tmp_path):
    left = [tmp_path / temporary_name() for _ in range(2)]
    theirs = [tmp_path / ".analysis-0123456789abcdef-01234567.part", tmp_path / ".out.part"]
    for folder in (*left, *theirs):
        (folder / "below").mkdir(parents=True)
    linked = tmp_path / temporary_name()
    linked.symlink_to(theirs[0])
    with temporary_folder(tmp_path) as folder:
        (folder / "page").touch()
        sweep_folders(tmp_path)  # as another run would
        assert (folder / "page").exists()
    assert sorted(tmp_path.iterdir()) == sorted([*theirs, linked])
    assert (theirs[0] / "below").exists()


def test_a_folder_that_another_run_is_just_sweeping_is_made_again(tmp_path, monkeypatch):
    names = iter([temporary_name(), temporary_name()])
    swept = []

    def lock(descriptor, _):
        if not swept:
            swept.append(descriptor)
            raise BlockingIOError

    monkeypatch.setattr("analysis.output.folders.temporary_name", names.__next__)
    monkeypatch.setattr(fcntl, "flock", lock)
    with temporary_folder(tmp_path) as folder:
        assert folder.exists()
    assert swept
    assert [*tmp_path.iterdir()] == []


def test_a_working_folder_stays_when_there_is_something_to_go_on_from(tmp_path):
    for tables in ([], ["tables"]):
        with pytest.raises(KeyboardInterrupt):
            interrupted_work(tmp_path / "out", tables)
        assert (tmp_path / ".out.part").exists() == bool(tables)
    with working_folder(tmp_path / "out", OURS) as work:
        assert (work / "tables").exists()
        (work / "tables").unlink()
    assert [*tmp_path.iterdir()] == []


def interrupted_work(out, tables):
    with working_folder(out, OURS) as work:
        for name in tables:
            (work / name).touch()
        raise KeyboardInterrupt


@pytest.mark.parametrize("length", [249, 250, 255])
def test_a_working_folder_has_a_name_that_file_systems_take(tmp_path, length):
    with working_folder(tmp_path / ("x" * length), OURS) as work:
        assert work.parent == tmp_path
    assert [*tmp_path.iterdir()] == []


@pytest.mark.parametrize("kind", ["link", "link to nothing", "file", "folder", "one file more", "link within"])
def test_what_is_not_our_working_folder_is_not_touched(tmp_path, kind):
    mine, work = tmp_path / "mine", tmp_path / ".out.part"
    made(mine, notes="mine")
    if kind == "link":
        work.symlink_to(mine)
    elif kind == "link to nothing":
        work.symlink_to(tmp_path / "nothing")
    elif kind == "file":
        work.write_text("mine")
    elif kind == "folder":
        made(work, tables="mine")
    else:
        made(work, **{".analysis.work": ""})
        name = "tables" if kind == "link within" else "mine"
        (work / name).symlink_to(mine) if kind == "link within" else (work / name).write_text("mine")
    before = sorted(tmp_path.rglob("*"))
    with (
        pytest.raises(FileExistsError, match="not the working folder") as caught,
        working_folder(tmp_path / "out", OURS),
    ):
        pass
    assert caught.value.filename == str(work)
    assert sorted(tmp_path.rglob("*")) == before


def test_an_empty_folder_may_become_the_working_folder(tmp_path):
    (tmp_path / ".out.part").mkdir()  # a run was killed just when it had made it
    with working_folder(tmp_path / "out", OURS) as work:
        (work / "tables").touch()
        with pytest.raises(BlockingIOError), working_folder(tmp_path / "out", OURS):
            pass
        assert (work / "tables").exists()


def names(folder):
    return sorted(path.name for path in folder.iterdir())


def test_a_folder_that_is_written_replaces_one_of_an_earlier_run(tmp_path):
    write_folder(tmp_path / "report", "report", {"a": "春", "b": b"1"})
    write_folder(tmp_path / "report", "report", {"a": "夏"})
    assert names(tmp_path / "report") == [".analysis.json", "a"]
    assert (tmp_path / "report" / "a").read_text("utf-8") == "夏"
    assert names(tmp_path) == ["report"]


def test_a_folder_that_cannot_be_written_is_as_it_was(tmp_path):
    write_folder(tmp_path / "report", "report", {"a": "春"})
    (tmp_path / "report" / "mine").write_text("mine")
    with pytest.raises(FileExistsError, match="holds mine"):
        write_folder(tmp_path / "report", "report", {"a": "夏"})
    with pytest.raises(OSError, match="No such file") as caught:
        write_folder(tmp_path / "none" / "report", "report", {"a": "夏"})
    assert caught.value.filename == str(tmp_path / "none" / "report")
    assert names(tmp_path / "report") == [".analysis.json", "a", "mine"]
    assert (tmp_path / "report" / "a").read_text("utf-8") == "春"


def test_what_a_task_writes_is_there_when_it_is_done_and_of_who_was_first(tmp_path):
    with complete_folder(tmp_path / "done") as folder:
        (folder / "part").write_text("one")
        assert not (tmp_path / "done").exists()
        made(tmp_path / "done", part="another's")
    assert (tmp_path / "done" / "part").read_text() == "another's"
    with pytest.raises(ZeroDivisionError), complete_folder(tmp_path / "failed") as folder:
        (folder / "part").write_text(str(1 / 0))
    assert names(tmp_path) == ["done"]
