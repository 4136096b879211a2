"""What click says of a wrong command line is in the language that is spoken."""

import gettext
import os

import pytest
from commands import run

from analysis.cli.click_messages import VARIABLE, click_speaks


@pytest.mark.parametrize(
    ("line", "said"),
    [
        (["tems"], "没有 “tems” 这条命令。（是不是 “terms”？）（用法见 analysis --help）"),
        (["terms"], "缺少参数 “文件”（用法见 analysis terms --help）"),
        (["terms", "a.txt", "--zzz"], "没有 “--zzz” 这个选项（用法见 analysis terms --help）"),
        (["terms", "a.txt", "b.txt"], "多出了参数（b.txt）（用法见 analysis terms --help）"),
        (["terms", "a.txt", "--top"], "选项 “--top” 后面要带 1 个值"),
        (["terms", "a.txt", "--raw=1"], "选项 “--raw” 后面不带值"),
        (["terms", "a.txt", "-n", "x"], "“-n” / “--top” 的值无效：“x” 不是整数（用法见 analysis terms --help）"),
        (
            ["terms", "a.txt", "-n", "0"],
            "“-n” / “--top” 的值无效：0 不在 1<=x<=1000000000 的范围内（用法见 analysis terms --help）",
        ),
        (
            ["terms", "a.txt", "--by", "x"],
            "“--by” 的值无效：“x” 不在可选的值 “section”、“block” 之内（用法见 analysis terms --help）",
        ),
        (
            ["audit", "a.txt", "--similarity", "x"],
            "“--similarity” 的值无效：“x” 不是小数（用法见 analysis audit --help）",
        ),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, list) else "",
)
def test_a_wrong_command_line_is_refused_in_chinese(line, said):
    done = run("--lang", "zh", *line)
    assert (done.exit_code, done.stdout) == (2, "")
    assert done.stderr.replace("analysis: ", "", 1).replace("main ", "analysis ") == f"{said}\n"


def test_in_english_it_is_as_click_says_it():
    done = run("terms", "a.txt", "-n", "x")
    assert "Invalid value for '-n' / '--top': 'x' is not a valid integer range (see " in done.stderr


def test_gettext_is_left_as_it_was(monkeypatch):
    monkeypatch.setenv(VARIABLE, "fr")
    domain = gettext.textdomain()
    with click_speaks():
        assert os.environ[VARIABLE] == "en"
    assert (gettext.textdomain(), os.environ[VARIABLE]) == (domain, "fr")
    monkeypatch.delenv(VARIABLE)
    with click_speaks():
        pass
    assert VARIABLE not in os.environ
