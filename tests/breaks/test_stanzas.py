"""Verse in metre stays in its lines; prose in columns is joined as before."""

import pytest

from analysis import parse, repair

QUATRAIN = "渭城朝雨浥轻尘，\n客舍青青柳色新。\n劝君更尽一杯酒，\n西出阳关无故人。"


@pytest.mark.parametrize(
    "text",
    [
        QUATRAIN,
        "送元二使安西\n王维\n" + QUATRAIN,
        "送元二使安西\n王维\n渭城朝雨浥轻尘，客舍青青柳色新。\n劝君更尽一杯酒，西出阳关无故人。",
        "床前明月光，\n疑是地上霜。\n举头望明月，\n低头思故乡。",
        "采莲曲\n王昌龄\n荷叶罗裙一色裁，\n芙蓉向脸两边开。\n乱入池中看不见，\n闻歌始觉有人来。\n\n" + QUATRAIN,
    ],
)
def test_verse_in_its_lines_is_left_alone(text):
    assert repair(parse(text)).document.text == text


def test_a_narrow_column_is_joined_though_two_of_its_lines_are_clauses_of_one_length():
    text = (
        "会议由市政协的主\n席主持，大家都发\n了言。第二天下雨，\n他们说天气很好，\n大家都很高兴。后\n来又开了一次会。"
    )
    assert "市政协的主席主持，大家都发了言。" in repair(parse(text)).document.text


def test_clauses_of_different_lengths_are_no_stanza():
    text = "会议由市政协主席主持，大家都发了\n言，第二天下了雨，他们说天气很\n好，大家都很高兴。"
    assert repair(parse(text)).document.text == text.replace("\n", "")
