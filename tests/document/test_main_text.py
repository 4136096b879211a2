"""What of an HTML page is its main text."""

import pytest
from hostile import OTHER, PROSE

from analysis import load
from analysis.document import formats

WORDS = "首页 新闻 国内 国际 财经 体育 论坛 登录"
MENU = "<ul>" + "".join(f"<li><a href='/'>{word}</a></li>" for word in WORDS.split()) + "</ul>"
LINKS = (
    "<h3>相关新闻</h3><ul>"
    + "".join(f"<li><a href='/{n}'>又一条新闻的标题第{n}条</a></li>" for n in range(9))
    + "</ul>"
)
COMMENT = "<div class=comment><p>写得真好，已经转发给大家了。</p><a>回复</a></div>"
FOOTER = "<div class=footer><p>关于我们</p><p>京ICP备12345678号</p><p>版权所有 未经书面授权禁止使用</p></div>"


@pytest.fixture
def read(tmp_path):
    """Return a function that gives the text of a page with a title and a body."""

    def text(body, **options):
        page = tmp_path / "页.html"
        page.write_text(f"<html><head><title>春天的公园_某某网</title></head><body>{body}</body></html>", "utf-8")
        return load(page, **options).text

    return text


def test_menus_links_comments_and_footers_are_no_main_text(read):
    article = f"<div class=article><h1>春天的公园</h1><p>{PROSE}</p><h2>会议</h2><p>{OTHER}</p></div>"
    page = f"<div class=top>{MENU}</div>{article}<div class=related>{LINKS}</div>{COMMENT * 3}{FOOTER}"
    assert read(page) == f"# 春天的公园\n\n{PROSE}\n\n## 会议\n\n{OTHER}\n"


def test_all_of_a_page_is_read_where_that_is_wanted(read):
    page = f"<div class=top>{MENU}</div><div class=article><h1>春天的公园</h1><p>{PROSE}</p></div>{FOOTER}"
    text = read(page, main_text=False)
    assert all(word in text for word in (*WORDS.split(), PROSE, "# 春天的公园", "京ICP备12345678号"))


def test_a_title_away_from_the_text_becomes_its_heading(read):
    page = f"{MENU}<div class=bar><h1>春天的公园</h1>{MENU}</div><div class=article><p>{PROSE}</p><p>{OTHER}</p></div>"
    assert read(page) == f"# 春天的公园\n\n{PROSE}\n\n{OTHER}\n"


def test_a_title_without_a_mark_of_its_own_becomes_a_heading(read):
    assert read(f"<div class=article><div>春天的公园</div><p>{PROSE}</p></div>") == f"# 春天的公园\n\n{PROSE}\n"


@pytest.mark.parametrize("path", ["首页 > 春天的公园", "<a href='/'>春天</a> › <b>› 春天的公园 ›</b>"])
def test_a_title_is_found_at_the_end_of_a_path_of_links(read, path):
    page = f"<div class=path>{path.split(' > ')[-1]}</div>{MENU}<div class=article><p>{PROSE}</p><p>{OTHER}</p></div>"
    assert read(page) == f"# 春天的公园\n\n{PROSE}\n\n{OTHER}\n"


def test_a_page_without_a_title_has_its_only_heading_for_it():
    page = f"<div class=top><h1>春天</h1>{MENU}</div><div class=article><p>{PROSE}</p><p>{OTHER}</p></div>"
    assert formats.read(page.encode(), "html") == f"# 春天\n\n{PROSE}\n\n{OTHER}\n"


def test_links_inside_the_text_and_words_around_it_are_left_out(read):
    article = f"<div class=article><p>{PROSE}</p>{LINKS}<p>{OTHER}</p></div>"
    assert LINKS not in read(f"<div class=wrap>当前位置{article}</div>")
    assert read(f"<div class=wrap>当前位置{article}</div>").startswith(PROSE)
    assert "又一条新闻" not in read(f"{MENU}<div class=wrap>当前位置{article}</div>")


def test_headlines_with_commas_do_not_come_back(read):
    headlines = "".join(f"<p><a href='/{n}'>{OTHER}</a></p>" for n in range(9))
    text = read(f"<div class=article><p>{PROSE}</p><p>{PROSE}</p></div><div class=sidebar>{headlines}</div>")
    assert text == f"{PROSE}\n\n{PROSE}\n"


def test_of_what_comes_back_the_innermost_element_is_taken(read):
    box = f"<div class=sidebar><span>招租</span><div class=sidebar>{OTHER}</div></div>"
    text = read(f"<div class=article><p>{PROSE}</p><p>{PROSE}</p></div>{box}")
    assert text == f"{PROSE}\n\n{PROSE}\n\n{OTHER}\n"


def test_line_breaks_of_the_text_stay(read):
    lines = f"{PROSE}<br><br>{OTHER}<br><br>{PROSE}<p>未完待续。</p>"
    text = read(f"{MENU}<div id=content>{lines}</div>{FOOTER}")
    assert text == f"{PROSE}\n\n{OTHER}\n\n{PROSE}\n\n未完待续。\n"


def test_short_lines_are_a_text_too(read):
    lines = ["牀前明月光，", "疑是地上霜。", "舉頭望明月，", "低頭思故鄉。"]
    verse = "".join(f"<section><span>{line}</span></section>" for line in lines)
    text = read(f"<div class=x>{MENU}</div><div class=content>{verse}</div>{FOOTER}")
    assert text == "\n\n".join(lines) + "\n"


def test_a_table_with_a_long_cell_is_laid_out_and_others_are_tables(read):
    assert read(f"<table><tr><td>左</td><td>{PROSE * 4}</td></tr></table>") == f"左\n\n{PROSE * 4}\n"
    short = f"<tr><th>年份</th><th>说明</th></tr><tr><td>一九二〇年</td><td>{PROSE}</td></tr>"
    assert read(f"<table>{short}</table>").splitlines()[2] == f"| 一九二〇年 | {PROSE} |"


def test_a_text_in_several_boxes_is_read_whole(read):
    boxes = "".join(
        f"<div class=sec><div class=in><p>第{n}节。{PROSE}</p><p>{OTHER}</p></div></div>" for n in "一二三四"
    )
    text = read(f"{MENU}<div class=long>{boxes}</div>{FOOTER}")
    assert text.count(OTHER) == 4
    assert all(f"第{n}节。" in text for n in "一二三四")


def test_a_text_in_a_box_with_the_name_of_a_side_bar_is_not_lost(read):
    text = read(
        f"<div class=x>{MENU}</div><div class=sidebar><div class=comment><p>{PROSE}</p><p>{OTHER}</p></div></div>"
    )
    assert text == f"{PROSE}\n\n{OTHER}\n"


def test_short_lists_and_tables_of_the_text_stay(read):
    table = "<table><tr><th>年份</th><th>产量</th></tr><tr><td>甲</td><td>5</td></tr></table>"
    article = f"<p>{PROSE}</p><ul><li>柳</li><li>桃</li></ul><p>{OTHER}</p>{table}"
    text = read(f"{MENU}<div class=article>{article}</div>{FOOTER}")
    assert text == f"{PROSE}\n\n- 柳\n- 桃\n\n{OTHER}\n\n| 年份 | 产量 |\n| --- | --- |\n| 甲 | 5 |\n"


def test_what_comes_back_keeps_its_place(read):
    inner = f"<p>第一。{PROSE}</p><div class=comment>第二。{PROSE}{OTHER}</div><p>第三。{OTHER}</p>"
    assert (
        read(f"{MENU}<div class=article>{inner}</div>") == f"第一。{PROSE}\n\n第二。{PROSE}{OTHER}\n\n第三。{OTHER}\n"
    )


def test_a_comment_of_the_writer_of_the_page_is_no_text(read):
    hidden = f"<div class=sidebar><!-- {OTHER}{OTHER}{OTHER} --><p>广告</p></div>"
    assert read(f"{MENU}<div class=article><p>{PROSE}</p><p>{PROSE}</p></div>{hidden}") == f"{PROSE}\n\n{PROSE}\n"


def test_text_outside_any_element_is_not_lost():
    page = f"<!DOCTYPE html>{PROSE}<p>{OTHER}</p>".encode()
    assert formats.read(page, "html") == f"{PROSE}\n\n{OTHER}\n"


@pytest.mark.parametrize(
    ("body", "text"),
    [
        ("<p>春</p><p>夏</p>", "春\n\n夏\n"),
        ("<ul><li>甲</li></ul><p>乙</p>", "- 甲\n\n乙\n"),
        (f"<p>{PROSE}</p><ul><li>甲</li></ul>", f"{PROSE}\n\n- 甲\n"),
        (PROSE, f"{PROSE}\n"),
        ("<b>" * 300 + PROSE, f"{PROSE}\n"),
        (f"{PROSE}<div>{OTHER}</div>", f"{PROSE}\n\n{OTHER}\n"),
    ],
)
def test_a_page_without_anything_around_its_text_comes_out_whole(read, body, text):
    assert read(body) == text


def test_a_text_laid_out_by_a_table_has_its_paragraphs(read):
    cell = f"<font>　　{PROSE}<br>\n　　{OTHER}<br><br>　　{PROSE}</font>"
    side = "".join(f"<tr><td><a href='/{n}'>又一条新闻的标题第{n}条</a></td></tr>" for n in range(9))
    rows = f"<tr><td><b>春天的公园</b></td></tr><tr><td>{cell}</td></tr>"
    text = read(f"<table><tr><td><table>{side}</table></td><td><table>{rows}</table></td></tr></table>")
    assert [line.strip() for line in text.split("\n\n")] == ["# 春天的公园", PROSE, OTHER, PROSE]
