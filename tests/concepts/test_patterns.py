import pytest

from analysis.concepts.patterns import bounded, in_simplified_characters


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
        "改革.{0,30}开放.{0,30}",
        "(?=.{0,200}开放)改革",
        "|".join(["改革", "开放"] * 100),
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
        ("(?=.{500000}x)甲", "can be matched in too many ways"),
        ("(?<=x{500000})甲", "can be matched in too many ways"),
        ("(?!" + "|".join(f".{{{n}}}x" for n in range(900, 990)) + ")甲", "can be matched in too many ways"),
        ("|".join(f".{{{n}}}x" for n in range(900, 910)), "can be matched in too many ways"),
        (".{0,500}甲{500}", "can be matched in too many ways"),
        ("改" * 1001, "can be matched in too many ways"),
        ("改?", "matches where there is no character"),
        ("^", "matches no character"),
    ],
)
def test_what_could_run_away_or_is_no_pattern_is_refused(pattern, why):
    with pytest.raises(ValueError, match="pattern ") as raised:
        bounded(pattern)
    assert why in str(raised.value)


@pytest.mark.parametrize(
    ("pattern", "simple"),
    [
        ("養.{0,4}服務", "养.{0,4}服务"),
        ("[國龍]", "[国龙]"),
        ("[沤-灃]", "[沤-灃]"),
        ("國[一-龥]國", "国[一-龥]国"),
        ("[^國a-龍龍]龍-龍", "[^国a-龍龙]龙-龙"),
        (r"[\]國]\[國", r"[\]国]\[国"),
    ],
)
def test_a_pattern_in_simplified_characters_keeps_its_ranges(pattern, simple):
    assert in_simplified_characters(pattern) == simple


def test_letter_case_does_not_matter():
    assert bounded("app").search("APP")
