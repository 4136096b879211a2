import pytest
from hypothesis import given
from hypothesis import strategies as st
from test_document import ANY_TEXT

from analysis import audit, parse


def letters(text, start, end):
    """The letters of a span, folded by the rule in the docstring, written out again."""
    narrow = (chr(ord(c) - 0xFEE0) if "！" <= c <= "～" else c for c in text[start:end] if c.isalnum())
    return "".join(c.lower() if c.isascii() else c for c in narrow)


def test_the_seed_comes_out_as_three_passages(seed):
    passages = audit(seed).passages()
    assert passages[["start", "end", "first_start", "first_end"]].values.tolist() == [
        [4500, 4736, 3907, 4143],
        [4972, 5313, 4395, 4736],
        [5318, 6143, 4145, 4970],
    ]


def test_the_paragraphs_of_the_seed_that_are_printed_again(seed):
    found = audit(seed)
    three = found.classes.query("kind == 'paragraph' and count == 3").index
    assert found.occurrences[found.occurrences["class"].isin(three)][["start", "end", "role"]].values.tolist() == [
        [4395, 4736, "first"],
        [4972, 5313, "copy"],
        [5568, 5909, "copy"],
    ]


def test_the_title_again_in_the_lead_is_no_finding(seed):
    assert not audit(seed).is_copy[:4400].any()


@given(st.text("甲乙", max_size=40), st.integers(2, 6))
def test_every_letter_of_a_repeated_window_lies_in_a_passage(text, length):
    """Against all pairs of windows, over two letters, where overlaps and periods abound."""
    found = audit(parse(text), min_length=length)
    windows = [text[start : start + length] for start in range(len(text) - length + 1)]
    repeated = {
        p for start, window in enumerate(windows) if window in windows[:start] for p in range(start, start + length)
    }
    assert repeated == {position for position, copied in enumerate(found.is_copy) if copied}


@given(ANY_TEXT, st.integers(2, 8))
def test_a_passage_is_exact_long_enough_and_after_its_source(text, length):
    found = audit(parse(text), min_length=length)
    for row in found.passages().itertuples():
        assert row.first_start < row.start
        assert letters(text, row.start, row.end) == letters(text, row.first_start, row.first_end)
        assert len(letters(text, row.start, row.end)) == row.letters >= length


@given(ANY_TEXT)
def test_paragraphs_of_a_class_have_the_same_letters(text):
    found = audit(parse(text), min_length=2)
    for _, group in found.occurrences.groupby("class"):
        assert len({letters(text, row.start, row.end) for row in group.itertuples()}) == 1


@pytest.mark.parametrize(
    ("text", "spans"),
    [
        ("前面，春天来了。\n\n后头，春天来了！", ["，春天来了。", "，春天来了！"]),
        ("前面，春天来了。就是。\n\n后头；春天来了。不是。", ["春天来了。", "春天来了。"]),
    ],
    ids=["out to the block's edge", "as far as it is equal"],
)
def test_a_passage_takes_the_punctuation_beside_it_along(text, spans):
    occurrences = audit(parse(text), min_length=4).occurrences
    assert [text[row.start : row.end] for row in occurrences.itertuples()] == spans


def test_weights_count_a_passage_once_however_often_it_is_there():
    text = "花开花落几春秋。\n\n花开花落几春秋。\n\n花开花落几春秋。\n\n别的。"
    found = audit(parse(text), min_length=5)
    assert found.multiplicity[:7].tolist() == [3] * 7
    assert found.multiplicity[text.index("别")] == 1
    assert sum(1 / m for m, c in zip(found.multiplicity, text, strict=True) if c.isalnum()) == pytest.approx(7 + 2)


@pytest.mark.parametrize(
    "text",
    [
        "一" * 100_000,
        "甲乙" * 50_000,
        "甲乙丙" * 30_000,
        "一段相同的话，讲的是同一件事。\n\n" * 10_000,
        "\n" * 100_000,
        "……" * 50_000,
    ],
    ids=["one letter", "period 2", "period 3", "equal paragraphs", "empty lines", "punctuation"],
)
def test_periods_and_identical_paragraphs_stay_few_rows(text):
    found = audit(parse(text))
    assert len(found.passages()) <= 1
    assert len(found.classes) <= 2


def test_an_absurd_length_is_refused():
    with pytest.raises(ValueError, match="min_length: 1"):
        audit(parse("甲"), min_length=1)
