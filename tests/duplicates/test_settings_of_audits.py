"""What an audit is to find is checked once, and the decisions on a document are its own."""

import pytest

from analysis import AuditSettings, Decisions, Tokeniser, audit, parse


@pytest.mark.parametrize(
    ("given", "error", "said"),
    [
        ({"min_length": 1}, ValueError, "min_length: 1; a passage has at least 2 letters"),
        ({"similarity": 0}, ValueError, "similarity: 0; it is above 0 and at most 1"),
        ({"similarity": float("nan")}, ValueError, "audit: similarity must be a finite number"),
        ({"min_length": 2.5}, TypeError, "audit: min_length must be a whole number, not float"),
        ({"tokeniser": ["词"]}, TypeError, "audit: tokeniser must be of the type Tokeniser, not list"),
        ({"decisions": 7}, TypeError, "audit: decisions must be Decisions or a path, not int"),
    ],
)
def test_what_cannot_be_meant_is_refused(given, error, said):
    with pytest.raises(error, match=said):
        AuditSettings(**given)


def test_the_words_of_decisions_are_added_once():
    settings = AuditSettings(
        tokeniser=Tokeniser(words=["双向发力"]), decisions=Decisions().word("双向发力").word("沁河渠")
    )
    for again in (settings.of(parse("甲")), settings.of(parse("甲")).of(parse("甲"))):
        assert [word.text for word in again.tokeniser.words] == ["双向发力", "沁河渠"]


def test_an_audit_says_with_which_settings():
    assert audit(parse("甲"), 20, 0.9).settings == AuditSettings(20, 0.9)
