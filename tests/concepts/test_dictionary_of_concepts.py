import pytest

from analysis import DocumentError, read_concepts
from analysis.concepts.dictionary import concepts_in

FILE = """
# what a page is about
民生:
  group:
    养老:
      - 养老
      - 老年*
    就业: [就业, 高质量 就业]
    医疗:
      group:
        医院: 医院
减负:
  near: [基层, {any: [减负, 负担]}]
  within: 8
  not: 城市
改革:
  - all: [改革, 开放]
  - pattern: 深化.{0,4}改革
养老金:
  any: 养老
  not: [养老金, 养老保险]
"""


def test_a_dictionary_has_terms_patterns_rules_and_groups():
    assert concepts_in(FILE.encode(), "c.yaml").table().to_numpy().tolist() == [
        ["民生", "养老", "any(养老, 老年*)"],
        ["民生", "就业", "any(就业, 高质量 就业)"],
        ["民生 › 医疗", "医院", "医院"],
        ["", "减负", "near(基层, any(减负, 负担); within 8; not 城市)"],
        ["", "改革", "any(all(改革, 开放; within sentence), /深化.{0,4}改革/)"],
        ["", "养老金", "any(养老; not 养老金, 养老保险)"],
    ]


def test_a_file_and_a_mapping_give_the_same_rules(tmp_path):
    (tmp_path / "c.yaml").write_text("甲: [子, {near: [丑, 寅], within: 3}]", "utf-8")
    read = read_concepts(tmp_path / "c.yaml")
    assert read.concepts == read_concepts({"甲": ["子", {"near": ["丑", "寅"], "within": 3}]}).concepts
    assert (len(read), read.source) == (1, str(tmp_path / "c.yaml"))
    assert "near(丑, 寅; within 3)" in read._repr_html_()


@pytest.mark.parametrize(
    ("text", "error"),
    [
        ("", "line 1: a dictionary of concepts has names"),
        ("[甲]", "line 1: a dictionary of concepts has names"),
        ("甲: []", "line 1: '甲' has no term"),
        ("甲:\n乙: 子", "line 1: '甲' has no term"),
        ("甲: [子, '']", "line 1: '甲' has no term"),
        ("甲:\n  - 子\n  - ' '", "line 3: '甲' has no term"),
        ("甲: 子\n乙:\n  group:\n    甲: 丑", "line 4: '甲' is there twice"),
        (
            "甲: 子\n乙:\n  al: [子, 丑]",
            "line 2: '乙' has the unknown key 'al'; choose from any, all, near, not, within",
        ),
        ("甲:\n  near: [子, 丑]", "line 1: near of '甲' needs within: a number of words, sentence or paragraph"),
        (
            "养老: 子\n'养老 ': 丑",
            "line 2: '养老 ' is there twice, once as '养老': width, case and",
        ),
        ("Ａ: 子\nb: 丑\na: 寅", "line 3: 'a' is there twice, once as 'Ａ'"),
        ('甲: 子\n"a\\e[31mb": 丑', "line 2: the name 'a\\x1b[31mb' has a character that is not seen, U+001B"),
        ('甲: 子\n"乙\\n丙": 丑', "line 2: the name '乙\\n丙' has a character that is not seen, U+000A"),
        ("甲: 子\n乙\u202e丙: 丑", "line 2: the name '乙\\u202e丙' has a character that is not seen, U+202E"),
        ("甲:\n  group:\n    乙\u200b: 丑", "line 3: the name '乙\\u200b' has a character that is not seen"),
        ("甲:\n  near: [子, 丑]\n  within: 0000010009", "line 3: within of '甲' is a number of words from 1 to 1,000"),
        ("甲:\n  near: [子, 丑]\n  within: 0", "line 3: within of '甲' is a number of words from 1 to 1,000"),
        ("甲:\n  near: [子, 丑]\n  within: document", "line 1: near of '甲' is within a number of words, a sentence"),
        ("甲:\n  all: [子, 丑]\n  within: 5", "line 1: all of '甲' is within sentence, paragraph, document"),
        ("甲:\n  all: [子]", "line 1: all of '甲' has 1 rules; it takes 2 to 5"),
        ("甲:\n  all: [子, 丑, 寅, 卯, 辰, 巳]", "line 1: all of '甲' has 6 rules"),
        (
            "甲:\n  any: [子]\n  near: [子]",
            "line 1: '甲' has 2 of any, all, near and pattern in one rule; it needs one",
        ),
        ("甲:\n  not: [子]", "line 1: '甲' has 0 of any, all, near and pattern"),
        ("甲:\n  any: [子]\n  within: 5", "line 1: within says how far all, near or not look; '甲' has none of them"),
        ("甲:\n  pattern: '子+'", "line 2: pattern '子+' repeats without a bound"),
        ("甲:\n  pattern: '(子'", "line 2: pattern '(子' is no regular expression"),
        (
            "甲: 子\n乙:\n  pattern: '(?P<龍>子)(?P<龙>丑)'",
            "line 3: pattern '(?P<龙>子)(?P<龙>丑)' is no regular expression",
        ),
        ("甲:\n  pattern: [子]", "line 2: '甲' has a pattern that is no text"),
        ("甲:\n  group: {}", "line 2: the group '甲' has no concepts"),
        ("甲:\n  group: {乙: 子}\n  any: 子", "line 1: '甲' is a group, which has no 'any'"),
        ("甲:\n  - group: {乙: 子}", "line 2: a group stands below a name, not inside a rule"),
        ("甲: " + "子" * 201, "line 1: a term of '甲' has more than 200 characters"),
    ],
)
def test_what_cannot_be_read_is_one_error_with_file_line_and_reason(text, error):
    with pytest.raises(ValueError, match=r"^c\.yaml: ") as raised:
        concepts_in(text.encode(), "c.yaml")
    assert str(raised.value).startswith(f"c.yaml: {error}")
    assert "\n" not in str(raised.value)


def test_a_mapping_has_no_lines_to_name():
    with pytest.raises(ValueError, match="concepts: '甲' has no term"):
        read_concepts({"甲": []})
    with pytest.raises(ValueError, match="concepts: a name must be a text"):
        read_concepts({"": ["子"]})


def test_leading_zeros_of_a_number_do_not_matter():
    assert "within 5" in concepts_in("甲: {near: [子, 丑], within: 0000000005}".encode(), "c.yaml").table()["rule"][0]


def test_a_mapping_holds_nothing_but_mappings_lists_texts_and_numbers():
    with pytest.raises(TypeError, match="read_concepts: a dictionary of concepts holds mappings, lists, texts and num"):
        read_concepts({"甲": {"子", "丑"}})
    with pytest.raises(ValueError, match="'1' is there twice"):
        read_concepts({1: ["子"], "1": ["丑"]})


def test_what_is_no_file_is_refused(tmp_path):
    with pytest.raises(DocumentError, match=r"none\.yaml"):
        read_concepts(tmp_path / "none.yaml")
    with pytest.raises(TypeError, match="source must be the path of a file or a mapping, not int"):
        read_concepts(7)
