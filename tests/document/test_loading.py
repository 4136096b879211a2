import os
import subprocess
import sys
import tempfile
from pathlib import Path

import pytest

from analysis import DocumentError, load, load_all, read_corpus
from analysis.corpus.reading import document_of, documents_of, error_row
from analysis.document import files as sources
from analysis.document.listing import LEADS_OUT, find_files

PROSE = "春天来了，公园里的花都开了。"


def write(folder, *names):
    for name in names:
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(f"{PROSE}{name}", "utf-8")


def found(folder, **options):
    return [
        (os.path.relpath(each.path, folder), each.problem) for each in find_files(str(folder), (".txt",), **options)
    ]


def test_a_name_that_is_not_utf8_can_be_written(tmp_path):
    path = tmp_path / os.fsdecode(b"\xff\xd5.txt")
    path.write_text(PROSE, "utf-8")
    document = load(path)
    assert document.name == "\\xff\\xd5"
    assert document.source.path == f"{tmp_path}/\\xff\\xd5.txt"
    with pytest.raises(DocumentError, match="a lone surrogate"):
        load(path, name="\udcff")
    path.write_bytes(b"")
    with pytest.raises(DocumentError, match=r"\\xff\\xd5\.txt: holds no text") as error:
        load(path)
    str(error.value).encode()


def test_a_loop_of_links_is_one_clear_error(tmp_path):
    (tmp_path / "a.txt").symlink_to("b.txt")
    (tmp_path / "b.txt").symlink_to("a.txt")
    for read in (load, load_all, read_corpus):
        with pytest.raises(DocumentError, match=r"a\.txt: Too many levels of symbolic links"):
            read(tmp_path / "a.txt")


def test_loops_of_folders_end_and_a_file_is_there_once(tmp_path):
    folder = tmp_path / "in"
    write(folder, "a.txt", "sub/b.txt")
    (folder / "again").symlink_to(".")
    (folder / "sub" / "up").symlink_to("..")
    (folder / "c.txt").symlink_to("a.txt")
    expected = [("a.txt", ""), ("sub/b.txt", "")]
    assert found(folder) == found(folder, follow_links=True) == expected
    assert found(folder / "**" / "*.txt") == [("../../a.txt", ""), ("../../sub/b.txt", "")]
    assert [document.name for document in load_all(folder)] == ["a", "b"]
    assert [row[0] for part in read_corpus(folder).partitions for row in part] == ["a", "sub/b"]


def test_a_link_to_a_file_that_is_not_read_otherwise_is_read(tmp_path):
    write(tmp_path, "data.bin")
    (tmp_path / "a.txt").symlink_to("data.bin")
    (tmp_path / "b.txt").symlink_to("data.bin")
    assert found(tmp_path) == [("a.txt", "")]


def test_links_that_lead_out_are_followed_only_when_asked(tmp_path):
    folder = tmp_path / "in"
    write(tmp_path, "in/a.txt", "out/b.txt", "out/deep/c.txt")
    (folder / "b.txt").symlink_to("../out/b.txt")
    (folder / "more").symlink_to("../out")
    (tmp_path / "out" / "back").symlink_to("../in")
    (tmp_path / "out" / "self").symlink_to(".")
    assert found(folder) == [("a.txt", ""), ("b.txt", LEADS_OUT), ("more", LEADS_OUT)]
    assert [document.name for document in load_all(folder)] == ["a"]
    assert found(folder, follow_links=True) == [("a.txt", ""), ("more/b.txt", ""), ("more/deep/c.txt", "")]
    assert [document.name for document in load_all(folder, follow_links=True)] == ["a", "b", "c"]
    # A folder that starts like another is not in it.
    (tmp_path / "in2").mkdir()
    write(tmp_path, "in2/d.txt")
    (folder / "d.txt").symlink_to("../in2/d.txt")
    assert ("d.txt", LEADS_OUT) in found(folder)


def test_a_corpus_says_what_it_does_not_read(tmp_path):
    folder = tmp_path / "in"
    write(tmp_path, "in/a.txt", "out/b.txt")
    (folder / "b.txt").symlink_to("../out/b.txt")
    (folder / "loop.txt").symlink_to("loop.txt")
    os.mkfifo(folder / "pipe.txt")

    def read(corpus):
        rows = []
        for doc, path, source, _ in (each for part in corpus.partitions for each in documents_of(part, "text")):
            try:
                rows.append((doc, document_of(source, None, doc).text))
            except DocumentError as error:
                rows.append((doc, error_row(doc, path, error)["reason"].iloc[0]))
        return rows

    problems = [("loop", "Too many levels of symbolic links"), ("pipe", "is a named pipe, not a file")]
    assert read(read_corpus(folder)) == [("a", f"{PROSE}in/a.txt"), ("b", LEADS_OUT), *problems]
    assert read(read_corpus(folder, follow_links=True)) == [
        ("a", f"{PROSE}in/a.txt"),
        ("b", f"{PROSE}out/b.txt"),
        *problems,
    ]
    assert [document.name for document in load_all(folder)] == ["a"]


def test_two_files_never_have_one_name_in_a_corpus(tmp_path):
    for name in (b"\xff.txt", b"\\xff.txt", b"\xfe.txt"):
        (tmp_path / os.fsdecode(name)).write_text(PROSE, "utf-8")
    names = [row[0] for part in read_corpus(tmp_path).partitions for row in part]
    assert len(set(names)) == 3


@pytest.mark.parametrize(
    ("pattern", "names"),
    [
        ("*.txt", ["a.txt"]),
        ("**/*.txt", ["a.txt", "b/c.txt", "b/d/e.txt"]),
        ("b/**/*.txt", ["b/c.txt", "b/d/e.txt"]),
        ("b/**", ["b/c.txt", "b/d/e.txt"]),
        ("*/*.txt", ["b/c.txt"]),
        ("**/**/d/*", ["b/d/e.txt"]),
        ("[ab].t?t", ["a.txt"]),
        (".*.txt", [".f.txt"]),
        ("x*", []),
        ("x/*.txt", []),
        ("x.txt", []),
    ],
)
def test_a_pattern_names_files(tmp_path, pattern, names):
    write(tmp_path, "a.txt", "b/c.txt", "b/d/e.txt", ".f.txt")
    assert [os.path.relpath(each.path, tmp_path) for each in find_files(f"{tmp_path}/{pattern}", ())] == names


def test_a_file_whose_name_is_like_a_pattern_is_that_file(tmp_path):
    write(tmp_path, "a[1].txt", "a1.txt")
    assert [document.name for document in load_all(tmp_path / "a[1].txt")] == ["a[1]"]
    assert [row[0] for part in read_corpus(tmp_path / "a[1].txt").partitions for row in part] == ["a[1]"]


def test_a_text_has_a_bound_on_its_lines(tmp_path, monkeypatch):
    monkeypatch.setattr("analysis.document.loading.MOST_LINES", 3)
    (tmp_path / "a.txt").write_bytes("春\r\n夏\u2028秋".encode())
    assert len(load(tmp_path / "a.txt").blocks) == 3
    (tmp_path / "a.txt").write_bytes("春\r\n夏\u2028秋\n".encode())
    with pytest.raises(DocumentError, match=r"a\.txt: holds more than 3 lines, the most that are read"):
        load(tmp_path / "a.txt")


def test_the_bounds_are_those_that_the_documentation_states():
    from analysis.document import converter, formats, scans
    from analysis.document import loading as document
    from analysis.parsers import recognised

    stated = " ".join((load.__doc__ or "").split())
    assert f"At most {sources.MOST_BYTES // 10**6} MB are read, and of a text {document.MOST_LINES:,} lines" in stated
    assert f"unfold to {formats.MOST_EXPANDED // 10**6} MB and {formats.MOST_BLOCKS:,} paragraphs" in stated
    assert f"to {formats.MOST_OBJECTS:,} objects" in stated
    assert f"may have {scans.MOST_SCANNED:,} pages and each {scans.MOST_PIXELS:,} pixels" in stated
    assert f"each page that is recognised may take {converter.MOST_PAGE_SECONDS} seconds besides" in stated
    assert f"at {scans.DPI} dots per inch" in stated
    assert f"a certainty below {scans.DOUBTFUL:.1f}".replace("0.", ".") in stated
    assert f"lines below {recognised.LEAST:.1f} are left out".replace("0.", ".") in stated
    assert f"at most {converter.MOST_SECONDS} seconds and {converter.MOST_MEMORY // 10**9} GB of memory" in stated


def as_nobody(folder, code):
    """Run code in a process that may not read everything: the tests may run as root."""
    loaded = "fsspec.implementations.local, analysis, analysis.corpus.documents, analysis.document.documents"
    prelude = f"import os, sys, {loaded}\n"
    change = "os.getuid() or os.setresuid(65534, 65534, 65534)\n"
    command = [sys.executable, "-c", prelude + change + code, str(folder)]
    done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=60)
    return done.stdout.strip() or done.stderr


@pytest.fixture
def shut():
    """A folder that anybody may read, with one in it that nobody may."""
    with tempfile.TemporaryDirectory() as folder:
        Path(folder).chmod(0o755)
        write(Path(folder), "a.txt", "b/c.txt", "shut/d.txt")
        (Path(folder) / "shut").chmod(0)
        yield Path(folder)
        (Path(folder) / "shut").chmod(0o700)


NAMES = "print([document.name for document in analysis.load_all(sys.argv[1])])"
ERROR = "\ntry:\n    analysis.load_all(sys.argv[1])\nexcept analysis.DocumentError as error:\n    print(error)"


def test_a_folder_that_may_not_be_read_is_an_error_and_not_left_out(shut):
    assert as_nobody(shut, ERROR) == f"{shut}/shut: Permission denied"
    assert as_nobody(shut / "shut", ERROR) == f"{shut}/shut: Permission denied"
    assert as_nobody(shut / "*" / "*.txt", ERROR) == f"{shut}/shut: Permission denied"
    rows = "print([(row[0], row[-1]) for part in analysis.read_corpus(sys.argv[1]).partitions for row in part])"
    assert as_nobody(shut, rows) == str([("a", ""), ("b/c", ""), ("shut", "Permission denied")])


def test_a_file_that_may_not_be_read_is_an_error(shut):
    (shut / "a.txt").chmod(0)
    assert as_nobody(shut / "*.txt", ERROR) == f"{shut}/a.txt: Permission denied"


def test_a_folder_that_a_pattern_cannot_mean_is_not_entered(shut):
    assert as_nobody(shut / "b*" / "*.txt", NAMES) == "['c']"
    assert as_nobody(shut / "*.txt", NAMES) == "['a']"
    (shut / "out").symlink_to(tempfile.gettempdir())
    assert [each.path for each in find_files(f"{shut}/b*/*.txt", ())] == [f"{shut}/b/c.txt"]


def test_a_pattern_that_no_file_can_have_names_none():
    assert find_files("a\0b/*.txt", ()) == []
