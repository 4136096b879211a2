"""What is known of words: their parts of speech, and how often they stand in general Chinese."""

from analysis.words.dictionary import TAGS, general_counts, narrow, parts_of_speech


def test_full_width_letters_are_narrow():
    assert narrow("ｚＺ０９，ａ") == "zZ09，a"


def test_counts_of_general_chinese_and_tags_have_a_row_for_each():
    counts = general_counts()
    assert (len(counts), counts["count"].min()) == (349_041, 2)
    assert parts_of_speech().to_numpy().tolist() == [[tag, meaning] for tag, meaning in TAGS.items()]


def test_general_counts_have_a_row_for_each_term_folded_as_those_of_tokens_are():
    table = general_counts()
    assert table["term"].is_unique
    assert {"b超", "t恤"} <= {*table["term"]}
    assert not table["term"].str.contains("[A-Z]").any()
