"""Files of a corpus: which are read, what they are called, and how they are parted."""

from pathlib import Path

import pytest

from analysis.corpus import named_files
from analysis.corpus.named_files import files_of, local_place, partitions_of


def names(folder, *paths, source=""):
    for path in paths:
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_text("花。", "utf-8")
    return [row[0] for row in files_of(str(folder / source), False)]


def test_a_name_is_the_path_below_the_folder_without_its_ending(tmp_path):
    assert names(tmp_path, "b.txt", "年/a.md", "c.xyz") == ["b", "年/a"]


def test_names_that_would_be_equal_keep_their_endings(tmp_path):
    assert names(tmp_path, "a.txt", "a.md", "a.txt.md", "b.md") == ["a.md", "a.txt", "a.txt.md", "b"]


def test_names_of_a_pattern_are_below_the_folder_that_it_starts_from(tmp_path):
    assert names(tmp_path, "年/春/a.txt", "年/夏/a.txt", source="年/*/a.txt") == ["夏/a", "春/a"]


def rows(*sizes):
    return [(str(number), "", size, "", "") for number, size in enumerate(sizes)]


def parts(found):
    return ["".join(row[0] for row in part) for part in found]


@pytest.mark.parametrize(
    ("sizes", "count", "found"),
    [
        ((1, 1, 1, 1), 2, ["01", "23"]),
        ((9, 1, 1, 1), 2, ["0", "123"]),
        ((1, 1, 1, 9), 2, ["012", "3"]),
        ((1, 1), 5, ["0", "1"]),
        ((0, 0, 0), 3, ["0", "1", "2"]),
        ((100, 1, 1, 1), 3, ["0", "12", "3"]),
        ((1, 1, 1), None, ["012"]),
    ],
)
def test_files_are_cut_into_runs_of_about_equal_size_none_empty(sizes, count, found):
    assert parts(partitions_of(rows(*sizes), count)) == found


def test_partitions_are_no_larger_than_they_may_be_and_grow_with_the_corpus(monkeypatch):
    for name, value in {"BYTES": 10, "MOST_PARTITION_BYTES": 20, "MANY": 4}.items():
        monkeypatch.setattr(named_files, name, value)
    assert len(parts(partitions_of(rows(*[5] * 8), None))) == 4
    assert len(parts(partitions_of(rows(*[5] * 12), None))) == 4
    assert len(parts(partitions_of(rows(*[5] * 20), None))) == 5


@pytest.mark.parametrize(
    ("source", "made", "place", "is_read"),
    [
        ("{0}/in", "in/out", "in", True),
        ("{0}/in", "other", "in", False),
        ("{0}/in/*.txt", "in/out", "in", False),
        ("{0}/in/**/*.txt", "in/out", "in", True),
        ("file://{0}/in", "in/out", "in", True),
    ],
)
def test_a_folder_to_make_is_seen_to_lie_in_what_is_read(tmp_path, source, made, place, is_read):
    (tmp_path / "in").mkdir()
    assert local_place(source.format(tmp_path), tmp_path / made) == (tmp_path / place, is_read)


def test_what_is_not_on_this_machine_has_no_place_here():
    assert local_place("memory://texts/*", Path("/out")) == (None, False)
    assert local_place("nothing://texts", Path("/out")) == (None, False)
