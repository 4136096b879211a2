"""A passage is found again by its letters and those around it, in a text that was changed elsewhere."""

import pytest
from generators import ANY_TEXT
from hypothesis import given
from hypothesis import strategies as st

from analysis import parse
from analysis.decisions.places import ALONE, ANOTHER, CHANGED, GONE, find, lettered, place_of

TEXT = "春天来了，河边的柳树绿了。\n\n孩子们在岸上放着风筝，笑着跑着。\n\n太阳落到山的后面去，大家才慢慢地走回家。"
PASSAGE = "孩子们在岸上放着风筝，笑着跑着。"


def found(text, passage=PASSAGE, source=TEXT):
    """Return what is found of a passage of one text in another."""
    start = source.index(passage)
    there = find(place_of(parse(source), start, start + len(passage)), parse(text))
    if isinstance(there, str):
        return there
    start, end = lettered(parse(text)).span_of(*there, len(text))
    return text[start:end]


@pytest.mark.parametrize(
    "text",
    [
        TEXT,
        "前面加了一段。\n\n" + TEXT,
        TEXT.replace("\n", "\r\n"),
        TEXT.replace("，", ","),
        TEXT.replace("春天来了", "秋天到了"),
        TEXT.replace("太阳落到山的后面去，大家才慢慢地走回家。", ""),
        "# " + TEXT,
    ],
    ids=[
        "same",
        "a paragraph before",
        "CRLF",
        "other marks",
        "the one before edited",
        "the one behind gone",
        "heading",
    ],
)
def test_it_is_found_where_the_text_was_changed_elsewhere(text):
    assert found(text).replace(",", "，") == PASSAGE.rstrip("。")


def test_a_passage_that_was_edited_is_gone():
    assert found(TEXT.replace("风筝", "风车")) == GONE


def test_a_short_passage_elsewhere_is_not_the_one():
    assert found("今天河边的柳树也绿了，很好看。", "柳树") == CHANGED


def test_a_long_passage_that_is_there_once_needs_nothing_around_it():
    long = "太阳落到山的后面去，大家才慢慢地走回家。"
    assert sum(map(str.isalnum, long)) >= ALONE
    assert found(f"别的话。\n\n{long}\n\n别的话。", long) == long.rstrip("。")


def test_of_passages_that_are_alike_in_all_it_is_the_same_in_number():
    line = "花开了。\n\n"
    text = line * 30
    start = len(line) * 10
    place = place_of(parse(text), start, start + 3)
    assert (place.nth, place.of) == (5, 18)  # six of the thirty at either end have fewer than 16 letters beside them
    assert find(place, parse(text)) == (30, 33)
    assert find(place, parse(line * 40)) == "the passage is there at 28 places, and was at 18"


def test_a_gap_is_found_between_the_letters_around_it():
    at = TEXT.index("\n\n孩子")
    place = place_of(parse(TEXT), at, at + 2)
    assert (place.passage, place.before, place.after) == (
        "",
        "春天来了河边的柳树绿了",
        "孩子们在岸上放着风筝笑着跑着太阳",
    )
    first, last = find(place, parse("序。" + TEXT))
    assert first == last == 12
    assert find(place, parse(TEXT.replace("绿了", "黄了"))) == CHANGED


@given(ANY_TEXT, st.data())
def test_every_span_is_found_again_in_its_own_text(text, data):
    document = parse(text)
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    place = place_of(document, start, end)
    there = find(place, document)
    if place.letters or (place.before and place.after):
        assert there == lettered(document).range_of(start, end)


def test_looking_for_a_letter_that_is_everywhere_ends():
    text = "哈" * 200_000
    assert isinstance(find(place_of(parse(text), 100_000, 100_001), parse(text)), str | tuple)


def test_one_of_several_copies_that_was_edited_is_not_another_of_them():
    copy = "太阳落到山的后面去，大家才慢慢地走回家。"
    text = f"第一章讲早上的事。\n\n{copy}\n\n第二章讲晚上的事，说得很长。\n\n{copy}\n\n第三章讲后来的事，说得很短。"
    place = place_of(parse(text), text.rindex(copy), text.rindex(copy) + len(copy))
    assert place.copies == 2
    assert find(place, parse(text))[0] > 30
    changed = text[: text.rindex(copy)] + copy.replace("山", "海") + text[text.rindex(copy) + len(copy) :]
    assert find(place, parse(changed)) == ANOTHER
    gone = text.replace(f"第二章讲晚上的事，说得很长。\n\n{copy}\n\n", "")
    assert find(place, parse(gone)) == ANOTHER
