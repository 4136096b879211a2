"""The help of every command is in the language that is spoken, and fits the terminal; in English it is as ever."""

import re

import click
import pytest
from click.testing import CliRunner
from wcwidth import wcswidth

from analysis.cli.help_pages import Command, command
from analysis.cli.main import main
from analysis.languages.chosen import kept, use_language

COMMANDS = [[], *([name] for name in main.commands)]
# No sentence of English: its words stand for options, values of options, metavars, columns, files or formats.
KEPT = [
    *(r"`[^`]*`", r"\[[^]]*\|[^]]*\]", r"--?[a-z][\w-]*(?: [A-Z]+)?", r"eval \".*?\)\"", r"'[^']*'"),
    *("near repeat", "periodic run", "doubled characters", "natural repeat", "JSON Lines", "git apply"),
]
SENTENCE = re.compile(r"[A-Za-z']{2,},? [A-Za-z']+,? [A-Za-z']{2,}")


def help_of(line, *options, columns=78):
    done = CliRunner().invoke(main, [*options, *line, "--help"], prog_name="analysis", terminal_width=columns)
    assert done.exit_code == 0
    return done.stdout


def in_english(text):
    """Return runs of three English words, but for what is the same in every language, and example command lines."""
    lines = " ".join(line.strip() for line in text.splitlines() if " analysis " not in f" {line.strip()} ")
    for pattern in KEPT:
        lines = re.sub(pattern, "；", lines)
    return SENTENCE.findall(lines)


@pytest.mark.parametrize("line", COMMANDS, ids=lambda line: " ".join(line) or "analysis")
@pytest.mark.parametrize("tag", ["zh-Hans", "zh-Hant"])
def test_no_sentence_of_a_chinese_help_is_english(line, tag):
    shown = help_of(line, "--lang", tag)
    assert in_english(shown) == []
    assert {"zh-Hans": "选项：", "zh-Hant": "選項："}[tag] in shown
    assert {"zh-Hans": "用法：analysis", "zh-Hant": "用法：analysis"}[tag] in shown


def test_a_sentence_of_english_is_noticed():
    assert in_english("  --raw  Count the text, not the repair.\n") == ["Count the text", "not the repair"]
    assert in_english("  --kind KIND  只查 near repeat 一种\n  示例：  analysis audit page.txt out of it\n") == []


@pytest.mark.parametrize("line", COMMANDS, ids=lambda line: " ".join(line) or "analysis")
def test_chinese_help_fits_the_terminal(line):
    assert max(map(wcswidth, help_of(line, "--lang", "zh").splitlines())) <= 78


def test_chinese_help_fits_a_narrow_terminal():
    shown = help_of(["terms"], "--lang", "zh", columns=60).split("示例：")[0]  # what follows is written by hand
    assert [line for line in shown.splitlines() if wcswidth(line) > 60 and "[half-width punctuation|" not in line] == []


def test_help_is_in_the_language_wherever_it_is_asked_for():
    before, behind = help_of(["terms"], "--lang", "zh"), help_of(["terms", "--lang", "zh"])
    assert before == behind
    assert "列出修复后文本里的词" in before
    assert help_of(["terms"]).startswith(
        "Usage: analysis terms [OPTIONS] FILE\n\n  List the words of FILE, as repaired"
    )


def made(text, **others):
    """Return a command with a help."""

    @command("analysis made", **others)
    @click.option("--much", help="How much.")
    def made():
        pass

    made.help = text
    return made


def test_help_is_written_as_click_writes_it():
    text = "Say what it is,\nin a sentence.\n\n\b\n  .a  a\n  .b  b\n"
    shown = CliRunner().invoke(made(text), ["--help"]).stdout
    assert shown.splitlines() == [
        "Usage: made [OPTIONS]",
        "",
        "  Say what it is, in a sentence.",
        "",
        "    .a  a",
        "    .b  b",
        "",
        "Options:",
        "  --much TEXT  How much.",
        "  --help       Show this message and exit.",
        "",
        "  Example:  analysis made",
        "",
        "  Exit status:",
        "      0  done",
        "      1  does not occur",
        "      2  wrong use, an input that cannot be read, an output that cannot",
        "         be written, or an internal error",
        "    130  interrupted by Ctrl-C (141: the reader of the output went away;",
        "         129, 143: ended by SIGHUP, SIGTERM); no file is left half written",
    ]


def test_wide_characters_take_two_columns():
    with kept():
        use_language("zh")
        shown = CliRunner().invoke(made("这一句话很长，" * 6), ["--help"], terminal_width=60).stdout.splitlines()
    assert shown[2:4] == ["  " + "这一句话很长，" * 4 + "这", "  一句话很长，这一句话很长，"]


def test_a_help_is_in_the_language_of_the_moment_not_of_the_first_time():
    one = made("Say it.")
    with kept():
        use_language("zh")
        assert "显示这份说明。" in CliRunner().invoke(one, ["--help"]).stdout
    assert "Show this message and exit." in CliRunner().invoke(one, ["--help"]).stdout


def test_a_list_of_commands_has_the_first_sentence_of_each():
    with kept():
        use_language("zh")
        one = Command("one", help="第一句话，不长。第二句话。")
        assert one.get_short_help_str(40) == "第一句话，不长"
        assert one.get_short_help_str(9) == "第一句话…"
    assert Command("one").get_short_help_str() == ""
