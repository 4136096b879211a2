"""The two READMEs are one: the same sections, commands, tables, links and pictures, in the same order.

What comes of the commands is shown in the language of each, and run in it.
"""

import doctest
import re
from pathlib import Path

import pytest

from analysis.languages.chosen import kept

ROOT = Path(__file__).parent.parent
ENGLISH, CHINESE = (ROOT / name for name in ("README.md", "README.zh-CN.md"))
BLOCK = re.compile(r"^```.*?^```$", re.M | re.S)
COMMENT = re.compile(r" +# .*$", re.M)


def without_blocks(text):
    return BLOCK.sub("", text)


def commands(text):
    """Return what is to be typed, without comments, what is printed in words, and the choice of a language."""
    found = []
    for block in BLOCK.findall(text):
        lines = COMMENT.sub("", block).splitlines()
        if any(line.startswith(">>> ") for line in lines):
            lines = [line for line in lines if line.startswith((">>> ", "... "))]
        typed = [re.sub(r'f"[^"]*?(\{[^"}]*\})[^"]*"', r"\1", line) for line in lines]
        found.append([line for line in typed if not line.startswith(">>> analysis.use_language(")])
    return found


def sections(text):
    return re.findall(r"^#+(?= )", without_blocks(text), re.M)


def targets(text):
    """Return where links and pictures lead, but for the other language."""
    found = re.findall(r"\]\(([^)]+)\)", without_blocks(text))
    return [target.replace(".zh-CN", "").replace("/zh/", "/") for target in found if not target.startswith("README")]


def rows(text):
    return re.findall(r"^\| (`[^`]+`) \|", text, re.M)


def code(text):
    return sorted(re.findall(r"(?<!`)`([^`]+)`(?!`)", " ".join(without_blocks(text).split())))


@pytest.mark.parametrize("part", [commands, sections, targets, rows])
def test_both_have_the_same(part):
    english, chinese = (part(path.read_text("utf-8")) for path in (ENGLISH, CHINESE))
    assert english
    assert chinese == english


def test_both_name_the_same_commands_and_options():
    english, chinese = (set(code(path.read_text("utf-8"))) for path in (ENGLISH, CHINESE))
    assert chinese == english


def test_what_comes_of_the_commands_is_as_it_is_shown_in_chinese(monkeypatch):
    """The English one is run with the doctests."""
    monkeypatch.chdir(ROOT)
    with kept():
        failed, tried = doctest.testfile(
            str(CHINESE), module_relative=False, encoding="utf-8", optionflags=doctest.NORMALIZE_WHITESPACE
        )
    assert tried > 10
    assert failed == 0


@pytest.mark.parametrize("path", [ENGLISH, CHINESE], ids=lambda path: path.name)
def test_links_lead_to_files_that_are_there(path):
    for target in targets(path.read_text("utf-8")):
        if "://" not in target:
            assert (ROOT / target.partition("#")[0]).exists(), target


def test_the_glossaries_explain_the_same_words():
    english, chinese = (
        re.findall(r"^\| ([a-z][^|]*) \|", (ROOT / "docs" / name).read_text("utf-8"), re.M)
        for name in ("glossary.md", "glossary.zh-CN.md")
    )
    assert english[0] == "word"
    assert chinese == english[1:]
