"""A diff that the programs take which people have: `patch` and `git apply`."""

import codecs
import shutil
import subprocess

import pytest
from making import edition_of
from readers import patched

import analysis
from analysis.editions.diff import unified_diff

BROKEN = "# 抢修\n\n工程队连夜抢修，终于恢复了供\n\n电，附近的三个小区没有受到影响。\n"
LINES = "".join(f"第{number}行。\n" for number in range(1, 30))


def test_it_has_three_lines_of_context_and_a_hunk_for_what_is_near():
    edition = edition_of(LINES[: LINES.index("第9行")], ("第9行。\n", ""), LINES[LINES.index("第10行") :])
    rows = unified_diff(edition).decode().splitlines()
    assert rows == ["--- a/text", "+++ b/text", "@@ -6,7 +6,6 @@", *(f" 第{n}行。" for n in (6, 7, 8)), "-第9行。"] + [
        f" 第{n}行。" for n in (10, 11, 12)
    ]


@pytest.mark.parametrize(("gap", "hunks"), [(6, 1), (7, 2)])
def test_changes_whose_context_meets_are_one_hunk(gap, hunks):
    edition = edition_of(("甲\n", "乙\n"), "丙\n" * gap, ("丁\n", "戊\n"))
    assert unified_diff(edition).count(b"@@ -") == hunks


def test_lines_that_an_edit_leaves_as_they_were_are_context():
    rows = unified_diff(edition_of(("甲\n乙\n丙\n丁\n戊\n", "甲\n乙\n己\n丁\n戊\n"))).decode().splitlines()
    assert rows[3:] == [" 甲", " 乙", "-丙", "+己", " 丁", " 戊"]


def test_no_edit_gives_no_diff():
    assert unified_diff(edition_of("甲\n")) == b""


def test_a_last_line_without_a_newline_says_so():
    assert unified_diff(edition_of("甲", ("", "\n"))).decode().splitlines()[2:] == [
        "@@ -1,1 +1,1 @@",
        "-甲",
        "\\ No newline at end of file",
        "+甲",
    ]


def test_of_nothing_and_into_nothing():
    assert unified_diff(edition_of(("", "甲\n"))).decode().splitlines()[2:] == ["@@ -0,0 +1,1 @@", "+甲"]
    assert unified_diff(edition_of(("甲\n", ""))).decode().splitlines()[2:] == ["@@ -1,1 +0,0 @@", "-甲"]


@pytest.mark.parametrize("encoding", ["utf-8", "gb18030", "utf-8-sig"])
def test_it_is_of_the_bytes_that_the_file_has(encoding):
    data = BROKEN.replace("\n", "\r\n").encode(encoding)
    done = analysis.repair(analysis.load(data))
    assert done.document.text.encode(encoding) == patched(done.to_bytes(".diff"), data) != data


def test_of_utf_16_it_is_of_the_text_in_utf_8():
    done = analysis.repair(analysis.load(codecs.BOM_UTF16_LE + BROKEN.encode("utf-16-le")))
    assert patched(done.to_bytes(".diff"), BROKEN.encode()) == done.document.text.encode()


@pytest.mark.parametrize("name", ["page.txt", "a page.txt", 'a "b" \\c.txt', "政协.txt"])
@pytest.mark.parametrize("program", [["git", "apply"], ["patch", "-p1", "-s", "-i"]])
def test_programs_take_it(tmp_path, program, name):
    if not shutil.which(program[0]):
        pytest.skip(f"without {program[0]}")
    page = tmp_path / name
    page.write_bytes(f"{BROKEN}\n{LINES}\f\x01\n尾".encode())
    done = analysis.repair(analysis.load(page))
    done.save(tmp_path / "changes.diff")
    subprocess.run([*program, "changes.diff"], cwd=tmp_path, check=True, timeout=60)
    assert page.read_bytes() == done.document.text.encode()
    assert "恢复了供电" in done.document.text
