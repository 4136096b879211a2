"""Which files a folder, a file or a pattern names."""

import pytest

from analysis.document.listing import find_files, may_hold, parts_of_pattern


@pytest.fixture
def folder(tmp_path):
    for name in ("a.txt", "B.TXT", "c.md", "d.csv", "x/e.txt", "x/y/f.txt", ".hidden/g.txt", "x/.h.txt"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text("春", "utf-8")
    return tmp_path


def names(folder, source):
    found = find_files(str(source), (".txt", ".md"))
    return [one.path.removeprefix(f"{folder.as_posix()}/") for one in found]


@pytest.mark.parametrize(
    ("pattern", "found"),
    [
        ("", [".hidden/g.txt", "B.TXT", "a.txt", "c.md", "x/.h.txt", "x/e.txt", "x/y/f.txt"]),
        ("a.txt", ["a.txt"]),
        ("d.csv", ["d.csv"]),
        ("*.txt", ["a.txt"]),
        ("*/*.txt", ["x/e.txt"]),
        ("**/*.txt", ["a.txt", "x/e.txt", "x/y/f.txt"]),
        ("x/**/*.txt", ["x/e.txt", "x/y/f.txt"]),
        (".*/*.txt", [".hidden/g.txt"]),
        ("x/.*", ["x/.h.txt"]),
        ("[ac].*", ["a.txt", "c.md"]),
        ("none.txt", []),
        ("none/*.txt", []),
    ],
)
def test_a_folder_has_all_its_files_and_a_pattern_hidden_ones_only_where_it_names_them(folder, pattern, found):
    assert [name for name in names(folder, folder / pattern) if not name.endswith("/")] == found


def test_a_pattern_is_parted_at_its_first_sign():
    assert [(str(base), parts) for base, parts in map(parts_of_pattern, ("a/b*/c", "a/b", "**"))] == [
        ("a", ("b*", "c")),
        ("a/b", ()),
        (".", ("**",)),
    ]


@pytest.mark.parametrize(
    ("folder", "pattern", "expected"),
    [
        ("x", ("*", "*.txt"), True),
        ("x/y", ("*", "*.txt"), False),
        ("x/y", ("**", "*.txt"), True),
        (".x", ("**", "*.txt"), False),
        ("x", ("y", "*.txt"), False),
    ],
)
def test_a_folder_is_entered_only_if_the_pattern_can_name_what_is_below(folder, pattern, expected):
    assert may_hold(folder, pattern) == expected
