import os

import pytest

import analysis
from analysis.languages.chosen import kept
from analysis.languages.system_errors import MESSAGES, system_message


@pytest.fixture(autouse=True)
def _back():
    with kept():
        yield


def opened(path):
    with pytest.raises(OSError) as raised:  # noqa: PT011 - which one is what is told of
        path.open()
    return raised.value


def test_in_english_it_is_what_the_system_says(tmp_path):
    error = opened(tmp_path / "none.txt")
    assert system_message(error) == error.strerror == os.strerror(2)


def test_in_chinese_it_is_said_in_chinese(tmp_path):
    analysis.use_language("zh")
    assert system_message(opened(tmp_path / "none.txt")) == "没有这个文件或文件夹"


def test_what_the_package_says_itself_stays_as_it_is():
    analysis.use_language("zh")
    assert system_message(FileExistsError(17, "里面有别的文件", "reports")) == "里面有别的文件"
    assert system_message(OSError("no number")) == "no number"
    assert system_message(OSError(99_999, "unheard of")) == "unheard of"


def test_the_messages_are_those_of_the_system():
    if os.name != "nt":
        assert {message for number, message in MESSAGES.items() if os.strerror(number) == message}
