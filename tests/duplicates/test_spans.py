"""Several documents as one text: letters, blocks and lines keep their places."""

import numpy as np
import pytest

from analysis import parse
from analysis.duplicates.spans import Texts

SIMPLIFIED = "会议认真总结经验，研究部署工作。"
TRADITIONAL = "會議認真總結經驗，研究部署工作。"
ONE, OTHER = "# 题\n\n春天来了。\n\n花开了。", "秋天\n\n……\n\n落叶。"


@pytest.fixture
def texts():
    return Texts((parse(ONE), parse(OTHER)))


def read(*parts):
    codes = Texts((parse("\n\n".join(parts)),)).read_codes
    return codes.tobytes().decode("utf-32-le")


def test_blocks_in_traditional_characters_are_read_as_simplified_beside_others():
    assert read(SIMPLIFIED, TRADITIONAL) == "会议认真总结经验研究部署工作" * 2
    assert read(TRADITIONAL) == "會議認真總結經驗研究部署工作"
    assert read("《瞭望》周刊：經濟", SIMPLIFIED) == "瞭望周刊經濟会议认真总结经验研究部署工作"


def test_documents_follow_each_other_with_a_line_end_between(texts):
    assert texts.text == f"{ONE}\n{OTHER}"
    assert texts.bases == [0, len(ONE) + 1]
    assert [texts.text[start:end] for start, end in texts.spans] == [
        "题",
        "春天来了。",
        "花开了。",
        "秋天",
        "……",
        "落叶。",
    ]
    assert [texts.of_block(block) for block in (1, 5)] == ["春天来了。", "落叶。"]


def test_letters_are_counted_through_with_one_between_documents(texts):
    assert texts.edges.tolist() == [[0, 1], [1, 5], [5, 8], [9, 11], [11, 11], [11, 13]]
    assert (texts.starts, texts.ends) == ([0, 1, 5, 9, 11, 11], [1, 5, 8, 11, 11, 13])
    assert texts.raw((5, 8)) == (ONE.index("花"), ONE.index("花") + 3)
    assert texts.text[slice(*texts.raw((9, 13)))] == "秋天\n\n……\n\n落叶"


@pytest.mark.parametrize(("letter", "block"), [(0, 0), (1, 1), (4, 1), (5, 2), (7, 2), (9, 3), (10, 3), (12, 5)])
def test_a_letter_is_in_a_block(texts, letter, block):
    assert texts.block_at(letter) == block


@pytest.mark.parametrize(("offset", "doc", "line"), [(0, 0, 1), (15, 0, 5), (17, 1, 1), (25, 1, 5)])
def test_a_character_is_on_a_line_of_its_document(texts, offset, doc, line):
    assert (texts.doc_at(offset), texts.line(offset)) == (doc, line)


@pytest.mark.parametrize(
    ("span", "run", "over"),
    [
        ((0, 1), (0, 0), 0),
        ((0, 8), (0, 2), 0),
        ((2, 8), (2, 2), 3),
        ((1, 7), (1, 1), 2),
        ((2, 7), None, None),
        ((11, 13), (5, 5), 0),
        ((8, 13), (3, 5), 1),
    ],
)
def test_the_blocks_that_a_span_holds_complete_and_how_far_it_goes_beyond_them(texts, span, run, over):
    assert texts.run(span) == run
    assert run is None or texts.over(span, run) == over


def test_marked_headings_between_two_blocks_are_counted():
    texts = Texts((parse("甲。\n\n# 一\n\n乙。\n\n## 二\n\n丙。"),))
    pairs = [(0, 0), (0, 1), (0, 2), (0, 4), (1, 4), (3, 4), (4, 0)]
    assert [texts.headings_between(*pair) for pair in pairs] == [0, 0, 1, 2, 1, 0, 0]


def test_what_is_said_elsewhere_is_a_share_of_four_letters_in_a_row():
    """Of seven letters the four windows: the first two stand three times, the last two once."""
    texts = Texts((parse("甲乙丙丁戊己庚\n\n甲乙丙丁戊子\n\n甲乙丙丁戊丑"),))
    too_short = (0, 4)
    assert texts.said_elsewhere([(0, 7), (0, 7), (0, 7), too_short], [2, 3, 0, 0]) == [0.5, 0, 1, 0]
    assert texts.said_elsewhere([], []) == []


def test_a_text_repeats_itself_by_the_share_of_its_windows_that_stand_again():
    assert Texts((parse("甲乙丙丁戊己庚辛"),)).repeats_itself == 0
    assert Texts((parse("甲乙丙丁甲乙丙丁"),)).repeats_itself == 0.4  # two of five


def test_letters_that_stand_together_are_counted_to_a_bound_in_every_part_of_the_table():
    """Of 70,003 equal letters all runs of four are one; a long text's table has several parts."""
    texts = Texts((parse("".join(map(chr, range(0x4E00, 0x8E00))) + "一" * 70_000),))
    alone, again = texts.together(np.array([[ord(c) for c in some] for some in ("丁丂七丄", "一一一一")]))
    assert alone.tolist() == [1, 1, 1, 1]
    assert again.tolist() == [0xFFFF] * 4


def test_counts_that_were_released_are_counted_again():
    texts = Texts((parse("甲乙丙丁甲乙丙丁"),))
    before = texts.said_elsewhere([(0, 5)], [1])
    texts.release_counts()
    texts.release_counts()
    assert texts.said_elsewhere([(0, 5)], [1]) == before == [0.5]
