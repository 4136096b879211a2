"""What stands for a value in help and errors is in the language that is spoken."""

import pytest
from commands import run

from analysis import use_language
from analysis.cli.placeholders import translated
from analysis.languages.chosen import kept


def test_in_english_they_stay_as_they_are():
    assert translated("-o, --output FILE") == "-o, --output FILE"


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("-o, --output FILE", "-o, --output 文件"),
        ("FILE...", "文件..."),
        ("--top INTEGER RANGE", "--top 整数"),
        ("--size WxH", "--size 宽x高"),
        ("--format [table|json|csv]", "--format [table|json|csv]"),
        ("ANALYSIS_LANGUAGE, CSV, PROFILE", "ANALYSIS_LANGUAGE, CSV, PROFILE"),
    ],
)
def test_in_chinese_each_that_is_known_is_named_and_nothing_else(text, shown):
    with kept():
        use_language("zh")
        assert translated(text) == shown


def test_usage_options_and_errors_name_them_alike():
    page = run("terms", "--help", "--lang", "zh").stdout
    assert page.partition("\n")[0].endswith(" terms [选项] 文件")
    assert "--encoding 名称" in page
    assert "FILE" not in page
    assert run("terms", "--lang", "zh").stderr == "analysis: 缺少参数 “文件”（用法见 main terms --help）\n"
