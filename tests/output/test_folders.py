import fcntl
import json
import os
import re

import pytest
from small_folders import interrupt, made

from analysis.output.files import temporary_name
from analysis.output.folders import (
    complete_folder,
    replace_folder,
    sweep_folders,
    temporary_folder,
    working_folder,
    write_folder,
)
from analysis.output.manifests import record, refuse_foreign

OURS = re.compile(r"tables|\.[0-9a-f]{16}")


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
