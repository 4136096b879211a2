import re
import warnings
from concurrent.futures import ThreadPoolExecutor
from itertools import combinations

import matplotlib
import numpy as np
import pytest
from fontTools.fontBuilder import FontBuilder
from fontTools.ttLib import TTFont
from legible import contrast
from matplotlib import font_manager
from matplotlib.colors import to_rgb

import analysis
from analysis.figures import drawing, glyphs

# How the colour-blind see, for the three kinds: Machado, Oliveira & Fernandes (2009), IEEE TVCG 15(6), table 1.
VISIONS = {
    "all": np.eye(3),
    "no red": [[0.152286, 1.052583, -0.204868], [0.114503, 0.786281, 0.099216], [-0.003882, -0.048116, 1.051998]],
    "no green": [[0.367322, 0.860646, -0.227968], [0.280085, 0.672501, 0.047413], [-0.011820, 0.042940, 0.968881]],
    "no blue": [[1.255528, -0.076749, -0.178779], [-0.078411, 0.930809, 0.147602], [0.004733, 0.691367, 0.303900]],
}


def seen(colour, vision):
    """A colour as seen, in OKLab (Ottosson 2020), where 0.1 is a difference that nobody misses."""
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in to_rgb(colour)]
    to_lms = [
        [0.41222147, 0.53633254, 0.05144599],
        [0.21190350, 0.68069955, 0.10739696],
        [0.08830246, 0.28171884, 0.6299787],
    ]
    to_lab = [
        [0.21045426, 0.79361779, -0.00407205],
        [1.9779985, -2.42859221, 0.45059371],
        [0.02590404, 0.78277177, -0.80867577],
    ]
    return np.array(to_lab) @ np.cbrt(np.array(to_lms) @ np.clip(np.array(VISIONS[vision]) @ linear, 0, 1))


@pytest.mark.parametrize("vision", VISIONS)
@pytest.mark.parametrize("palette", [drawing.ON_WHITE, drawing.ON_BLACK], ids=["on white", "on black"])
def test_the_colours_of_words_are_told_apart_by_every_kind_of_vision(palette, vision):
    for one, other in combinations(palette, 2):
        assert np.linalg.norm(seen(one, vision) - seen(other, vision)) > 0.1, (one, other)


@pytest.mark.parametrize("vision", VISIONS)
def test_what_stayed_is_told_from_what_fell_and_rose(vision):
    for palette, muted in zip((drawing.ON_WHITE, drawing.ON_BLACK), drawing.MUTED, strict=True):
        for colour in palette[:2]:
            assert np.linalg.norm(seen(colour, vision) - seen(muted, vision)) > 0.1, (colour, muted)


@pytest.mark.parametrize(
    ("palette", "ground"),
    [((*drawing.ON_WHITE, drawing.MUTED[0]), "white"), ((*drawing.ON_BLACK, drawing.MUTED[1]), drawing.BLACK)],
)
def test_the_colours_of_words_can_be_read_on_their_ground(palette, ground):
    assert min(contrast(colour, ground) for colour in palette) >= 4.5


@pytest.mark.parametrize("ending", ["png", "svg", "pdf"])
def test_a_picture_is_the_same_bytes_each_time(seed, tmp_path, ending):
    table = analysis.sections(seed)
    first, second = (analysis.section_sizes(table).save(tmp_path / f"{n}.{ending}") for n in (1, 2))
    assert first.read_bytes() == second.read_bytes()


def test_a_png_has_the_width_that_is_asked_for(tmp_path):
    from PIL import Image

    picture = analysis.section_sizes(analysis.sections(analysis.parse("# 甲\n\n乙。")))
    with Image.open(picture.save(tmp_path / "wide.png", width=3000)) as image:
        assert image.width == 3000


def test_an_svg_keeps_its_text_and_carries_the_glyphs_and_the_description(tmp_path):
    picture = analysis.section_sizes(analysis.sections(analysis.parse("# 政协<b>&ɓ\n\n正文。")))
    svg = picture.save(tmp_path / "a.svg").read_text("utf-8")
    assert "政协&lt;b&gt;&amp;ɓ</text>" in svg
    assert re.findall(r"font-family:'([^']*)';src:url\(data:font/woff;base64,", svg) == [
        "Noto Sans SC GBK",
        "DejaVu Sans",
    ]
    assert f'<svg role="img" aria-label="{picture.alt.replace("<b>&", "&lt;b&gt;&amp;")}"' in svg


def test_the_text_of_a_pdf_can_be_searched(tmp_path):
    import pypdfium2

    path = analysis.section_sizes(analysis.sections(analysis.parse("# 政协工作\n\n正文。"))).save(tmp_path / "a.pdf")
    with pypdfium2.PdfDocument(path) as pdf:
        assert "政协工作" in pdf[0].get_textpage().get_text_range()


def test_the_bundled_font_covers_gbk():
    pairs = (bytes([lead, trail]) for lead in range(0x81, 0xFF) for trail in range(0x40, 0xFF))
    gbk = {c for pair in pairs if len(c := pair.decode("gbk", "ignore")) == 1}
    ours, latin = glyphs.characters()
    assert {c for c in gbk if ord(c) not in ours} <= {"≒", "\x7f"}
    assert ord("≒") in latin


@pytest.fixture
def installed(tmp_path):
    """A font in which one rare character is a square, as if it were installed; and that character."""
    rare = "\U0002a6a5"
    source = TTFont(font_manager.findfont("DejaVu Sans"))
    square, builder = source["glyf"]["H"], FontBuilder(2048, isTTF=True)
    builder.setupGlyphOrder([".notdef", "square"])
    builder.setupCharacterMap({ord(rare): "square"})
    builder.setupGlyf({".notdef": square, "square": square})
    builder.setupHorizontalMetrics({".notdef": (2048, 0), "square": (2048, 0)})
    builder.setupHorizontalHeader(ascent=1800, descent=-400)
    builder.setupNameTable({"familyName": "Rare Han", "styleName": "Regular"})
    builder.setupOS2()
    builder.setupPost()
    builder.save(tmp_path / "rare.ttf")
    font_manager.fontManager.addfont(tmp_path / "rare.ttf")
    glyphs.installed_font.cache_clear()
    yield rare
    font_manager.fontManager.ttflist = [font for font in font_manager.fontManager.ttflist if font.name != "Rare Han"]
    glyphs.installed_font.cache_clear()


def test_a_character_that_ours_lacks_is_drawn_in_an_installed_font(installed, tmp_path):
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        assert glyphs.drawable(installed + "龙") == installed + "龙"
        picture = analysis.word_cloud(analysis.frequencies(analysis.Tokeniser().tokens(analysis.parse("政协"))))
        picture = analysis.section_sizes(analysis.sections(analysis.parse(f"# {installed}\n\n正文。")))
        assert "font-family:'Rare Han'" in picture.save(tmp_path / "a.svg").read_text("utf-8")


def test_a_character_that_no_font_has_is_named_once_and_drawn_as_a_geta():
    rare = "\U0003134a"
    glyphs.warn_of_lacking.cache_clear()
    with pytest.warns(
        UserWarning, match=r"no font at hand has .* \(U\+3134A CJK UNIFIED IDEOGRAPH-3134A\): drawn as 〓"
    ):
        assert glyphs.drawable(rare + "龙") == "〓龙"
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        assert glyphs.drawable(rare) == "〓"


def test_what_has_no_picture_of_its_own_is_left_out():
    assert glyphs.drawable("葛\U000e0100飾\u200d") == "葛飾"


@pytest.mark.parametrize("setting", [{"savefig.bbox": "tight"}, {"axes.facecolor": "black"}, {"font.size": 30}])
def test_the_settings_of_the_user_change_no_picture(tmp_path, setting):
    table = analysis.sections(analysis.parse("# 甲\n\n乙。"))
    plain = analysis.section_sizes(table).save(tmp_path / "plain.png").read_bytes()
    with matplotlib.rc_context(setting):
        assert analysis.section_sizes(table).save(tmp_path / "set.png").read_bytes() == plain


def test_pictures_drawn_at_the_same_time_are_the_same_bytes(tmp_path):
    table = analysis.sections(analysis.parse("# 甲\n\n乙。"))
    before = dict(matplotlib.rcParams)
    with ThreadPoolExecutor(4) as threads:
        drawn = threads.map(lambda n: analysis.section_sizes(table).save(tmp_path / f"{n}.png").read_bytes(), range(8))
        assert len(set(drawn)) == 1
    assert dict(matplotlib.rcParams) == before


def test_text_becomes_neither_markup_nor_mathematics_in_a_notebook():
    picture = analysis.section_sizes(analysis.sections(analysis.parse('# <b>"$x$"\n\n正文。')))
    shown = picture._repr_mimebundle_()["text/html"]
    assert "&lt;b&gt;&#34;$x$&#34;" in shown
    assert "<b>" not in shown


def test_only_known_formats_are_written(seed, tmp_path):
    with pytest.raises(ValueError, match=r"saved as \.png, \.svg, \.pdf"):
        analysis.section_sizes(analysis.sections(seed)).save(tmp_path / "picture.txt")
