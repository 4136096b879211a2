import json
import re
from hashlib import sha256

import pytest
from small_folders import interrupt, made

from analysis.output.manifests import put_files, record, refuse_foreign_files

OURS = re.compile(r"tables|\.[0-9a-f]{16}")


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
