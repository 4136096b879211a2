import pytest
from wcwidth import wcswidth

from analysis import Tokeniser, concordance, parse

TEXT = "市政协完善工作机制，ＡＰＰ上线。\n\n政协委员提出工作建议，工作方法。"


def nodes(query, **options):
    found = concordance(parse(TEXT), query, **options)
    assert all(TEXT[row.start : row.end] == row.node for row in found.lines.itertuples())
    return found.lines["node"].tolist()


def test_a_word_is_a_token_and_a_pattern_finds_others():
    assert nodes("工作") == ["工作"] * 3
    assert nodes("政协") == []
    assert nodes("*政协*") == ["市政协", "政协委员"]
    assert nodes("app") == ["ＡＰＰ"]


def test_words_in_a_row_stand_next_to_each_other():
    assert nodes("工作 机制") == ["工作机制"]
    assert nodes("机制 app") == []  # a comma between them
    assert nodes("上线 政协委员") == []  # in two blocks
    assert nodes("* 工作 *") == ["完善工作机制", "提出工作建议"]


def test_a_regular_expression_reads_the_text():
    assert nodes("工作.{2}", regex=True) == ["工作机制", "工作建议", "工作方法"]
    assert nodes("x*", regex=True) == []


def test_context_ends_with_the_block_and_offsets_and_lines_are_exact():
    table = concordance(parse(TEXT), "工作", width=5).lines
    assert table[["line", "left", "right"]].values.tolist() == [
        [1, "市政协完善", "机制，ＡＰ"],
        [3, "政协委员提出"[1:], "建议，工作"],
        [3, "工作建议，", "方法。"],
    ]


def test_orders():
    lines = {sort: concordance(parse(TEXT), "工作", sort=sort).lines for sort in ("right", "left")}
    assert [right[:2] for right in lines["right"]["right"]] == sorted(["机制", "建议", "方法"])
    assert [left[-1] for left in lines["left"]["left"]] == sorted(["善", "出", "，"])


def test_it_lines_up_in_a_terminal():
    shown = str(concordance(parse("aé市政协工作a\n\n工作"), "工作")).splitlines()
    assert len({wcswidth(line[: line.index("工作")]) for line in shown}) == 1


def test_nothing_in_a_text_becomes_markup_or_steers_the_terminal():
    found = concordance(parse("<script>工作\x1b[31m</script>"), "工作")
    assert "<script>" not in found._repr_html_()
    assert "\x1b" not in str(found) + found._repr_html_()
    assert repr(found) == "<Concordance '工作': 1 lines>"


def test_what_is_no_query():
    for wrong, options in ((" ", {}), ("(", {"regex": True}), ("工作", {"sort": "end"})):
        with pytest.raises(ValueError, match=r"query|sort"):
            concordance(parse(TEXT), wrong, **options)
    assert len(concordance(parse(""), "工作")) == 0
    assert str(concordance(parse(""), "工作")) == ""


@pytest.mark.parametrize("query", ["(", "[", "*", "(?P<a>x)(?P<a>y)", "x{3,2}", "\\\\", "a{99999999999999999999}"])
def test_a_bad_expression_is_said_in_one_line(query):
    with pytest.raises(ValueError, match="is no regular expression") as caught:
        concordance(parse("政协工作"), query[:1] if query == "\\\\" else query, regex=True)
    assert "\n" not in str(caught.value)


def test_a_width_is_a_number_of_characters():
    assert concordance(parse(TEXT), "机制", width=0).lines[["left", "node", "right"]].to_numpy().tolist() == [
        ["", "机制", ""]
    ]
    with pytest.raises(ValueError, match="width: -1; it is at least 0"):
        concordance(parse(TEXT), "机制", width=-1)


def test_a_query_is_read_as_the_text_is():
    text = parse("圖書館在市中心。他們去圖書館讀書。")
    for query in ("圖書館", "图书馆", "圖*"):
        assert concordance(text, query).lines["node"].tolist() == ["圖書館", "圖書館"]
    as_it_stands = Tokeniser(words=["圖書館"], simplify=False).tokens(text)
    assert len(concordance(text, "圖書館", as_it_stands)) == 2
    assert len(concordance(text, "图书馆", as_it_stands)) == 0
    assert len(concordance(parse("图书馆在市中心，ＡＰＰ也在。"), "圖書館")) == 0
