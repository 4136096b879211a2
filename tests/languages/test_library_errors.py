"""What libraries say of a broken input is said in Chinese."""

import json
import re

import pytest

import analysis
from analysis.concepts.dictionary import concepts_in
from analysis.languages.chosen import kept
from analysis.languages.library_errors import library_message


@pytest.fixture(autouse=True)
def _back():
    with kept():
        yield


def problem(call, *given):
    with pytest.raises((ValueError, re.error)) as caught:
        call(*given)
    return library_message(caught.value)


@pytest.mark.parametrize(
    ("call", "given", "said"),
    [
        (re.compile, "(", "第 1 个字符：括号没有闭合"),
        (re.compile, "*a", "第 1 个字符：没有可重复的内容"),
        (re.compile, "a[b-a]", "第 3 个字符：b-a 不是字符范围"),
        (json.loads, "", "第 1 行第 1 列：缺少值"),
        (json.loads, "[1 2]", "第 1 行第 4 列：缺少“,”"),
        (json.loads, '"a', "第 1 行第 1 列：引号没有闭合"),
    ],
)
def test_what_is_wrong_is_said_in_chinese_with_its_place(call, given, said):
    analysis.use_language("zh-Hans")
    assert problem(call, given) == said


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("甲: [子", "第 2 行: 不是有效的 YAML：缺少逗号或“]”"),
        ('甲: "子', "第 1 行: 不是有效的 YAML：引号没有闭合"),
        ("甲:\n\t- 子", "第 2 行: 不是有效的 YAML：用了制表符缩进"),
        ("甲: 子: 丑", "第 1 行: 不是有效的 YAML：多了一个冒号"),
        ("甲: [子]\n  乙: [丑]", "第 2 行: 不是有效的 YAML：缺少名称和冒号"),
        ("甲: \x01", "第 1 行: 不是有效的 YAML：不允许有字符 #x0001"),
        ("甲: 子\n甲: 丑", "第 2 行: '甲' 出现了两次"),
        ("甲: []", "第 1 行: "),
    ],
)
def test_what_is_wrong_with_a_dictionary_is_said_in_chinese_with_its_line(text, said):
    analysis.use_language("zh-Hans")
    with pytest.raises(ValueError, match=r"^c\.yaml: ") as caught:
        concepts_in(text.encode(), "c.yaml")
    assert str(caught.value).startswith(f"c.yaml: {said}")


def test_english_and_what_is_not_known_stay_as_they_are():
    assert library_message("File is not a zip file") == "File is not a zip file"
    analysis.use_language("zh-Hans")
    assert library_message("File is not a zip file") == "不是 zip 压缩包"
    assert library_message("no such words") == "no such words"
