import pytest

from analysis.concepts.patterns import bounded


@pytest.mark.parametrize(
    "pattern",
    [
        "改革.{0,20}开放",
        "第[一二三]产业",
        r"\d{1,4}年",
        "养老(?!金)",
        "(改|革){1,3}开",
        "(?>改{0,9})革",
        "(改)(?(1)革|开)",
    ],
)
def test_what_ends_soon_is_taken(pattern):
    assert bounded(pattern).pattern == pattern


@pytest.mark.parametrize(
    ("pattern", "why"),
    [
        ("改(革", "is no regular expression: missing ), unterminated subpattern at position 1"),
        ("改*", "repeats without a bound; write {0,20} for * and {1,20} for +"),
        ("(改+)+", "repeats without a bound"),
        ("(?=改*)革", "repeats without a bound"),
        ("(改|革)(?=开+)放", "repeats without a bound"),
        ("(?:改革|改革){0,20}开", "can be matched in too many ways"),
        ("改{0,20}改{0,20}改{0,20}革", "can be matched in too many ways"),
        ("改{2000}", "can be matched in too many ways"),
        ("改" * 1001, "can be matched in too many ways"),
        ("改?", "matches where there is no character"),
        ("^", "matches no character"),
    ],
)
def test_what_could_run_away_or_is_no_pattern_is_refused(pattern, why):
    with pytest.raises(ValueError, match="pattern ") as raised:
        bounded(pattern)
    assert why in str(raised.value)


def test_letter_case_does_not_matter():
    assert bounded("app").search("APP")
