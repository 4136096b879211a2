"""What each class's other choice would take out of the text, or leave in it."""

from generators import PARAGRAPH

from analysis import Tokeniser, audit, parse
from analysis.duplicates.alternatives import alternatives, decisions, terms_of
from analysis.duplicates.spans import Texts


def other_choices(text):
    document = parse(text)
    found = audit(document)
    decided = decisions(found)
    return decided, alternatives(found, decided, terms_of(Texts((document,)), [Tokeniser().tokens(document)]))


def test_of_two_equal_paragraphs_one_goes_and_the_other_choice_keeps_both():
    (decision,), (other,) = other_choices(f"{PARAGRAPH}\n\n{PARAGRAPH}")
    letters = sum(map(str.isalnum, PARAGRAPH))
    assert (decision.choice, decision.other, decision.spans) == ("copy", "all stay", ((letters, 2 * letters),))
    assert other.letters == letters
    counts = dict(zip(other.terms, zip(other.counts, other.others, strict=True), strict=True))
    assert counts["风筝"] == (1, 2)


def test_the_terms_that_change_most_come_first_and_of_equal_ones_the_more_frequent():
    text = "风筝飞过了河，风筝又飞过了山，" + PARAGRAPH
    _, (other,) = other_choices(f"{text}\n\n风筝铺子开了门。\n\n{text}")
    changes = [*zip(abs(other.others - other.counts), other.counts, strict=True)]
    assert changes == sorted(changes, reverse=True)
    assert changes[0] > changes[-1]


def test_a_text_without_repeats_has_no_choices():
    assert other_choices(PARAGRAPH) == ([], [])
