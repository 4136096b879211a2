"""A kind that was added is called in the language that is spoken."""

from analysis.languages.added import spoken
from analysis.languages.chosen import kept, use_language


def test_traditional_chinese_takes_the_simplified_name_where_it_has_none():
    with kept():
        use_language("zh-Hant")
        assert spoken({"en": "mark", "zh-Hans": "标点"}, "code") == "标点"
        assert spoken({"zh-Hans": "标点", "zh-Hant": "標點"}, "code") == "標點"
        assert spoken({"en": "mark"}, "code") == "code"
