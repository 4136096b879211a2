"""The two READMEs are one: the same sections, commands, outputs, tables, links and pictures, in the same order."""

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
ENGLISH, CHINESE = (ROOT / name for name in ("README.md", "README.zh-CN.md"))
BLOCK = re.compile(r"^```.*?^```$", re.M | re.S)
COMMENT = re.compile(r" +# .*$", re.M)


def without_blocks(text):
    return BLOCK.sub("", text)


def blocks(text):
    """Return what is to be typed and what comes of it, without comments."""
    return [COMMENT.sub("", block) for block in BLOCK.findall(text)]


def sections(text):
    return re.findall(r"^#+(?= )", without_blocks(text), re.M)


def targets(text):
    """Return where links and pictures lead, but for the other language."""
    found = re.findall(r"\]\(([^)]+)\)", without_blocks(text))
    return [
        target.replace(".zh-CN", "").replace("docs/zh/", "docs/") for target in found if not target.startswith("README")
    ]


def rows(text):
    return re.findall(r"^\| (`[^`]+`) \|", text, re.M)


def code(text):
    return sorted(re.findall(r"(?<!`)`([^`]+)`(?!`)", " ".join(without_blocks(text).split())))


@pytest.mark.parametrize("part", [blocks, sections, targets, rows])
def test_both_have_the_same(part):
    english, chinese = (part(path.read_text("utf-8")) for path in (ENGLISH, CHINESE))
    assert english
    assert chinese == english


def test_both_name_the_same_commands_and_options():
    english, chinese = (set(code(path.read_text("utf-8"))) for path in (ENGLISH, CHINESE))
    assert chinese == english


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
