import warnings

import pytest

import analysis
from analysis import figures


def pictures(text):
    """Every picture of a text, by name."""
    document = analysis.parse(text)
    found, table = analysis.audit(document), analysis.sections(document)
    tokens = analysis.with_sections(analysis.Tokeniser().tokens(document), table)
    raw, clean = analysis.frequencies(tokens), analysis.frequencies(found.without_copies(tokens))
    return {
        "section_sizes": analysis.section_sizes(table),
        "ribbon": analysis.ribbon(document, table, found),
        "dot_plot": analysis.dot_plot(found),
        "copy_links": analysis.copy_links(found),
        "class_costs": analysis.class_costs(found),
        "frequency_change": analysis.frequency_change(analysis.compare(raw, clean)),
        "term_sections": analysis.term_sections(analysis.frequencies(tokens, by="section"), table, raw["term"].head(9)),
        "word_cloud": analysis.word_cloud(raw, n=40, size=(400, 240)),
    }


@pytest.mark.parametrize(
    "text",
    [
        "。",
        "政协",
        "# 题\n\n一段没有重复的文字，讲的是春天。",
        "1921",
        "\n\n".join(f"# 第{n}节\n\n这是第{n}节的文字。" for n in range(60)),
        "<script>alert(1)</script> $x^2$ \\frac{1}{2} & 工作 % # _ {甲}\n\n" * 3,
        "一二三四五六七八九十" * 40,
    ],
    ids=[
        "only punctuation",
        "one token",
        "no repeats",
        "only a number",
        "60 sections",
        "markup and mathematics",
        "a period",
    ],
)
def test_every_picture_of_an_odd_document_is_drawn_and_described(text, tmp_path):
    for name, picture in pictures(text).items():
        assert picture.caption.endswith("."), name
        assert picture.alt, name
        assert picture.save(tmp_path / f"{name}.png").stat().st_size > 1000


@pytest.mark.parametrize("ending", ["png", "svg"])
def test_a_picture_is_the_same_bytes_each_time(seed, tmp_path, ending):
    table = analysis.sections(seed)
    first, second = (analysis.section_sizes(table).save(tmp_path / f"{n}.{ending}") for n in (1, 2))
    assert first.read_bytes() == second.read_bytes()


def test_nothing_drawn_is_cut_off_at_the_edge_of_the_picture(seed):
    found, table = analysis.audit(seed), analysis.sections(seed)
    for picture in (analysis.section_sizes(table), analysis.ribbon(seed, table, found), analysis.copy_links(found)):
        picture.draw_without_rendering()
        drawn, page = picture.get_tightbbox(), picture.bbox_inches
        assert drawn.x0 >= page.x0
        assert drawn.y0 >= page.y0
        assert drawn.x1 <= page.x1
        assert drawn.y1 <= page.y1


def test_the_bundled_font_covers_gbk():
    pairs = (bytes([lead, trail]) for lead in range(0x81, 0xFF) for trail in range(0x40, 0xFF))
    gbk = {c for pair in pairs if len(c := pair.decode("gbk", "ignore")) == 1}
    ours, latin = figures._characters()
    assert {c for c in gbk if ord(c) not in ours} <= {"≒", "\x7f"}
    assert ord("≒") in latin


def test_a_character_that_no_font_has_is_named_once_and_drawn_as_a_geta():
    rare = "\U0002a6a5"
    with pytest.warns(UserWarning, match=r"lacks 𪚥 \(U\+2A6A5 CJK UNIFIED IDEOGRAPH-2A6A5\): drawn as 〓"):
        assert figures.drawable(rare + "龙") == "〓龙"
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        assert figures.drawable(rare) == "〓"


def test_the_style_of_the_user_is_left_alone():
    import matplotlib

    before = dict(matplotlib.rcParams)
    analysis.section_sizes(analysis.sections(analysis.parse("# 甲\n\n乙。")))
    assert dict(matplotlib.rcParams) == before


def test_text_becomes_neither_markup_nor_mathematics_in_a_notebook():
    picture = analysis.section_sizes(analysis.sections(analysis.parse('# <b>"$x$"\n\n正文。')))
    shown = picture._repr_mimebundle_()["text/html"]
    assert "&lt;b&gt;&quot;$x$&quot;" in shown
    assert "<b>" not in shown


def test_words_that_found_no_room_are_returned(tokens):
    cloud = analysis.word_cloud(analysis.frequencies(tokens), n=150, size=(160, 90))
    assert cloud.left_out
    assert f"{len(cloud.left_out)} more found no room." in cloud.caption


def test_only_known_formats_are_written(seed, tmp_path):
    with pytest.raises(ValueError, match=r"saved as \.png, \.svg, \.pdf"):
        analysis.section_sizes(analysis.sections(seed)).save(tmp_path / "picture.txt")
