"""Scans: what is recognised in pictures of pages, what of it is doubtful, and what is refused."""

import io
import pickle
import signal
import subprocess
import sys

import numpy as np
import pytest
from conftest import ROOT
from hostile import pdf
from PIL import Image, ImageDraw, ImageFont

from analysis import DocumentError, faults, load, repair
from analysis.document import bounds, converter, scans
from analysis.document.formats import format_of, read
from analysis.document.laid_out import pages_of
from analysis.layout.boxes import Box
from analysis.layout.glyphs import CHARACTER, PageGlyphs
from analysis.layout.pages import laid_blocks
from analysis.parsers.recognised import RecognisedLine, glyphs_of_lines

FONT = ROOT / "analysis" / "fonts" / "NotoSansSC-GBK.otf"
LINES = ("春天来了，花开了，草也绿了。孩子们在", "田野里奔跑，老人们坐在门前晒太阳。")
TEXT = "".join(LINES)
WITHOUT = r"reading (scanned pages|pages without a text layer) needs rapidocr: pip install 'zh-analysis\[ocr\]'$"


def page(*lines, mode="L"):
    """A page of 4 by 3 inches at 200 dpi with lines of 10 points."""
    image = Image.new(mode, (800, 600), "white")
    font = ImageFont.truetype(FONT, 28)
    for number, line in enumerate(lines):
        ImageDraw.Draw(image).text((80, 80 + 45 * number), line, fill="black", font=font)
    return image


def saved(*pages, form="PNG"):
    file = io.BytesIO()
    several = {"save_all": True, "append_images": pages[1:]} if len(pages) > 1 else {}
    pages[0].save(file, form, **({"resolution": 200} if form == "PDF" else {"dpi": (200, 200)}), **several)
    return file.getvalue()


def recognised(text, certain, y=0.0):
    middles = tuple(5.0 + 10 * n for n in range(len(text)))
    return RecognisedLine(text, Box(0, y, 10.0 * len(text), y + 10), certain, middles)


def laid(*lines):
    """A page of lines as they were recognised, as a document's pages."""
    scanned = scans.ScannedPage(scans.page_lines(glyphs_of_lines([*lines], 300, 400)), [*lines])
    return scans.with_doubtful(pages_of(laid_blocks([scanned.runs]), [(300, 400)]), [scanned])


@pytest.fixture
def without_ocr(tmp_path, monkeypatch):
    """The process that converts finds no rapidocr."""
    (tmp_path / "rapidocr.py").write_text("raise ModuleNotFoundError('no', name='rapidocr')", "utf-8")
    monkeypatch.syspath_prepend(tmp_path)
    converter.end_idle()
    yield
    converter.end_idle()


@pytest.fixture
def slow_ocr(tmp_path, monkeypatch):
    """The process that converts never finishes a page."""
    code = "import time\ndef RapidOCR(**_):\n    while True: time.sleep(0.01)"
    (tmp_path / "rapidocr").mkdir()
    (tmp_path / "rapidocr" / "__init__.py").write_text(code, "utf-8")
    (tmp_path / "rapidocr" / "models").mkdir()
    for step in ("det", "cls", "rec"):
        (tmp_path / "rapidocr" / "models" / f"a_{step}_b.onnx").touch()
    monkeypatch.syspath_prepend(tmp_path)
    converter.end_idle()
    yield
    converter.end_idle()


@pytest.mark.parametrize("form", ["PNG", "JPEG", "TIFF"])
def test_pictures_are_known_by_their_first_bytes(form):
    assert format_of(".txt", saved(page(), form=form)) == "scan"


@pytest.mark.usefixtures("without_ocr")
@pytest.mark.parametrize("data", [saved(page(*LINES)), saved(page(*LINES), form="PDF")], ids=["png", "pdf"])
def test_without_the_extra_the_error_says_how_to_get_it(data):
    with pytest.raises(DocumentError, match=WITHOUT):
        load(data)


def test_a_page_of_too_many_pixels_is_refused_before_it_is_unpacked(monkeypatch):
    monkeypatch.setattr(scans, "MOST_PIXELS", 479_999)
    with pytest.raises(bounds.FormatError, match="unfolds to 480,000 pixels; 479,999 are the most"):
        read(saved(page()), "scan")


def test_too_many_scanned_pages_are_refused(monkeypatch):
    monkeypatch.setattr(scans, "MOST_SCANNED", 1)
    with pytest.raises(bounds.FormatError, match="unfolds to 2 scanned pages; 1 are the most"):
        read(saved(page(), page(), form="TIFF"), "scan")


def test_what_is_no_picture_is_one_clear_error():
    with pytest.raises(DocumentError, match="bytes: no scan file that can be read: "):
        load(b"\x89PNG\r\n\x1a\n" + bytes(99))


@pytest.mark.usefixtures("slow_ocr")
def test_a_page_that_takes_too_long_is_given_up(monkeypatch):
    monkeypatch.setattr(converter, "MOST_PAGE_SECONDS", 0.2)
    with pytest.raises(DocumentError, match=r"bytes: page 1 takes more than 0\.2 seconds to recognise, the most that"):
        load(saved(page(*LINES)))


@pytest.mark.usefixtures("slow_ocr")
def test_ctrl_c_ends_recognition(tmp_path):
    (tmp_path / "a.png").write_bytes(saved(page(*LINES)))
    code = f"""
import os, signal, sys, analysis
signal.signal(signal.SIGINT, signal.default_int_handler)  # whatever the shell passed on
sys.path.insert(0, {str(tmp_path)!r})
from analysis.document import converter
started = converter.STEP.unpack
class Step:
    def unpack(self, data):
        os.kill(os.getpid(), signal.SIGINT)
        return started(data)
converter.STEP = Step()
analysis.load({str(tmp_path / "a.png")!r})
"""
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, timeout=60, check=False)
    assert done.returncode == -signal.SIGINT
    assert done.stderr.rstrip().endswith("KeyboardInterrupt")


@pytest.mark.parametrize(
    ("text", "pictures", "has_objects", "expected"),
    [
        ("", (), True, True),
        ("", (), False, False),  # an empty page
        ("一页有文字的书" * 10, (Box(0, 0, 100, 100),), True, False),  # a picture behind its text
        ("第1页", (Box(0, 0, 100, 100),), True, True),
        ("第1页", (Box(0, 0, 50, 50),), True, False),
        ("一" + "\ue001" * 3, (), True, True),
    ],
)
def test_which_pages_of_a_pdf_are_read_from_their_pictures(text, pictures, has_objects, expected):
    characters = np.zeros(len(text), CHARACTER)
    characters["code"] = [*map(ord, text)]
    assert scans.is_scan(PageGlyphs(100, 100, characters, pictures=pictures), has_objects) is expected


def test_characters_below_the_bound_are_doubtful_and_marks_are_not():
    pages = laid(recognised("春天来了，", (0.99, 0.62, 0.7, 0.99, 0.3)))
    assert pages.text == "春天来了，\n"
    assert pages.doubtful == ((1, 3, 0.62),)


def test_a_doubtful_character_is_found_where_its_line_went():
    first, second = "春天来了花开了草也绿了孩", "子们在田野里奔跑。"
    pages = laid(recognised(first, (1.0,) * 12), recognised(second, (1.0, 0.5, *(1.0,) * 7), y=14.0))
    ((start, end, certain),) = pages.doubtful
    assert (pages.text[start:end], certain) == ("们", 0.5)


def test_a_wide_space_in_a_line_is_kept():
    line = RecognisedLine("第一条甲", Box(0, 0, 60, 10), (1.0,) * 4, (5.0, 15.0, 25.0, 55.0))
    assert glyphs_of_lines([line], 300, 400).characters["x0"].tolist() == [0, 10, 20, 50]


def test_lines_of_nearly_one_size_have_the_same():
    lines = [
        RecognisedLine(
            "春天来了花", Box(0, 14 * n, pitch * 5, 14 * n + 11), (1.0,) * 5, tuple(np.arange(0.5, 5) * pitch)
        )
        for n, pitch in enumerate((10.0, 10.4))
    ]
    assert len({*glyphs_of_lines(lines, 300, 400).characters["size"].tolist()}) == 1


@pytest.mark.parametrize("form", ["PNG", "JPEG", "TIFF", "PDF"])
def test_a_scan_is_read_into_blocks_with_their_places(form):
    pytest.importorskip("rapidocr")
    document = load(saved(page(*LINES), form=form))
    (block,) = document.blocks
    assert document.text == TEXT + "\n"
    assert (block.kind, block.page, document.page_sizes) == ("paragraph", 1, ((288.0, 216.0),))
    assert block.regions[0][1:] == pytest.approx((28.8, 28.8, 211, 59), abs=4)


def test_a_tiff_has_several_pages():
    pytest.importorskip("rapidocr")
    document = load(saved(page(*LINES), page("夏天到了。"), form="TIFF"))
    assert [block.page for block in document.blocks] == [1, 2]


def test_pages_with_and_without_a_text_layer_are_read_in_their_order():
    pytest.importorskip("rapidocr")
    import pypdfium2

    text = pdf(b"BT /F1 20 Tf 50 700 Td (a page with a text layer) Tj ET")
    with pypdfium2.PdfDocument.new() as both:
        for data in (text, saved(page(*LINES), form="PDF"), text):
            with pypdfium2.PdfDocument(data) as part:
                both.import_pages(part)
        file = io.BytesIO()
        both.save(file)
    document = load(file.getvalue())
    assert [document.text[block.start : block.end] for block in document.blocks if block.page == 2] == [TEXT]
    assert {block.page for block in document.blocks} == {1, 2, 3}


def test_transparent_and_palette_pictures_are_read_on_white():
    pytest.importorskip("rapidocr")
    image = page(*LINES, mode="RGBA")
    image.putalpha(image.convert("L").point(lambda value: 255 - value))
    assert load(saved(image)).text == TEXT + "\n"


def test_doubt_is_a_finding_and_goes_on_into_a_repair():
    pytest.importorskip("rapidocr")
    document = load(saved(page(*LINES)))
    doubtful = type(document)(
        document.name, document.source, document.text, document.blocks, document.page_sizes, ((3, 4, 0.62),)
    )
    found = faults(doubtful, kinds=["misread?"])
    assert found[["start", "end", "evidence", "confidence", "edits"]].values.tolist() == [
        [3, 4, "recognised with .62", 0.38, ()]
    ]
    assert repair(doubtful).document.doubtful == ((3, 4, 0.62),)
    assert pickle.loads(pickle.dumps(doubtful)).doubtful == ((3, 4, 0.62),)


@pytest.fixture
def looked_at(monkeypatch):
    """Return the size of the pictures that a scan is recognised by, and of its pages in points; nothing is read."""
    found = []

    def recognised_page(image, number, width, height):
        found.append((image.size, round(width, 1), round(height, 1)))
        return scans.ScannedPage(scans.page_lines(glyphs_of_lines([], width, height), number), [])

    monkeypatch.setattr(scans, "recognised_page", recognised_page)
    return found


@pytest.mark.parametrize(
    ("size", "dpi", "points", "pixels"),
    [
        ((600, 900), (300, 300), (144, 216), (400, 600)),
        ((600, 900), (150, 150), (288, 432), (600, 900)),
        ((421, 842), (72, 72), (421, 842), (421, 842)),
        ((842, 421), None, (842, 421), (842, 421)),
    ],
)
def test_a_page_is_as_large_as_its_picture_says_and_else_as_a4(looked_at, size, dpi, points, pixels):
    file = io.BytesIO()
    Image.new("L", size, "white").save(file, "PNG", **({"dpi": dpi} if dpi else {}))
    scans.read_scan(file.getvalue(), lambda *_: None)
    assert looked_at == [(pixels, *(pytest.approx(side, abs=0.2) for side in points))]


def test_a_large_picture_is_looked_at_with_as_many_pixels_as_memory_allows(looked_at, monkeypatch):
    monkeypatch.setattr(scans, "MOST_SEEN", 10_000)
    file = io.BytesIO()
    Image.new("L", (200, 200), "white").save(file, "PNG")
    scans.read_scan(file.getvalue(), lambda *_: None)
    assert looked_at[0][0] == (100, 100)
