"""Terms of several documents, counted."""

from analysis.corpus.counted_terms import TermCounts

SPRING, TREE = ("春天", "word"), ("树", "word")


def counted():
    counts = TermCounts()
    counts.add("甲", {TREE: 1, SPRING: 2})
    counts.add("空", {})
    counts.add("乙", {SPRING: 5, ("，", "punctuation"): 1})
    return counts


def test_a_row_for_each_document_and_term_in_the_order_in_which_they_came():
    table = counted().of_documents()
    assert table.to_numpy().tolist() == [
        ["甲", "树", "word", 1],
        ["甲", "春天", "word", 2],
        ["乙", "春天", "word", 5],
        ["乙", "，", "punctuation", 1],
    ]
    assert table["term"].cat.categories.tolist() == ["春天", "树", "，"]  # in order of code points


def test_a_row_for_each_term_with_how_many_documents_hold_it():
    table = counted().of_terms()
    assert table.to_numpy().tolist() == [["树", "word", 1, 1], ["春天", "word", 7, 2], ["，", "punctuation", 1, 1]]


def test_without_documents_there_are_no_rows():
    assert TermCounts().of_documents().empty
    assert TermCounts().of_terms().empty
