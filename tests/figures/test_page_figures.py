import pytest
from matplotlib.image import AxesImage
from matplotlib.patches import Rectangle

import analysis
from analysis import load, page_picture


def test_each_block_is_drawn_where_it_stands_with_its_number(two_pages):
    document = load(two_pages)
    (axes,) = page_picture(document, 2).axes
    drawn = [(*patch.get_xy(), *patch.get_bbox().max) for patch in axes.patches]
    boxes = [block.regions[0][1:] for block in document.blocks if block.page == 2]
    assert drawn == [pytest.approx(box) for box in boxes]
    numbers = [text.get_text() for text in axes.texts]
    assert numbers == ["1", "2", "3", "4"]


def test_caption_and_alternative_text_say_what_is_on_the_page(two_pages):
    picture = page_picture(load(two_pages), 1)
    assert picture.caption.startswith("Page 1 of 2: its blocks, numbered in the order of reading")
    assert picture.alt == "Page 1 of 2 with 4 blocks: 2 paragraph, 1 heading, 1 page furniture"


def test_a_finding_is_framed_and_named(two_pages):
    document = load(two_pages)
    start = document.blocks[1].start
    findings = analysis.faults(document).head(0)
    findings.loc[0, ["kind", "start", "end", "line"]] = ["unbalanced pair", start, start + 4, document.line(start)]
    picture = page_picture(document, 1, findings)
    assert picture.caption.endswith("Framed in red: unbalanced pair.")
    frames = [patch for patch in picture.axes[0].patches if isinstance(patch, Rectangle) and not patch.get_fill()]
    assert [frame.get_xy() for frame in frames] == [document.blocks[1].regions[0][1:3]]


def test_the_page_itself_is_behind_its_blocks_only_while_its_file_is_what_it_was(two_pages):
    document = load(two_pages)
    assert page_picture(document, 1).axes[0].findobj(AxesImage)
    two_pages.write_bytes(b"%PDF-1.4 another")
    assert not page_picture(document, 1).axes[0].findobj(AxesImage)
    two_pages.unlink()
    assert not page_picture(document, 1).axes[0].findobj(AxesImage)


def test_a_text_has_no_pages_and_a_document_has_no_more_than_it_has(two_pages):
    with pytest.raises(ValueError, match="'text' has no pages; a PDF or a scan has"):
        page_picture(analysis.parse("没有页。"))
    for number in (0, 3):
        with pytest.raises(ValueError, match=f"page: {number}; 'two' has 2, from 1"):
            page_picture(load(two_pages), number)
