"""What text recognition gives, line by line, becomes paragraphs again."""

import pytest

from analysis import DocumentError, load

LINES = [
    "会议由市政协主席主持，大家都发了言，会后",
    "又到河边去看了新修的桥。",
    "第二天下了雨，河水涨了三寸，渡口停了船，",
    "岸上的人都在等。",
]
INDENTED = (0, 2)
EM, TOP, LEFT = 20, 100, 100


def places():
    """Yield each line with its left, top, width and height; first lines are indented by two."""
    for row, line in enumerate(LINES):
        yield line, LEFT + 2 * EM * (row in INDENTED), TOP + 34 * row, len(line) * EM, EM


def texts(document):
    return [document.text[block.start : block.end] for block in document.blocks]


PARAGRAPHS = ["".join(LINES[:2]), "".join(LINES[2:])]


def test_alto(tmp_path):
    lines = "".join(
        f'<TextLine HPOS="{x}" VPOS="{y}" WIDTH="{w}" HEIGHT="{h}">'
        f'<String CONTENT="{line[:3]}"/><String CONTENT="{line[3:]}"/></TextLine>'
        for line, x, y, w, h in places()
    )
    head = (
        '<alto xmlns="http://www.loc.gov/standards/alto/ns-v4#"><Description><MeasurementUnit>pixel</MeasurementUnit>'
    )
    page = f'<Page WIDTH="700" HEIGHT="1000"><PrintSpace><TextBlock>{lines}</TextBlock></PrintSpace></Page>'
    (tmp_path / "a.xml").write_text(f"{head}</Description><Layout>{page}</Layout></alto>", "utf-8")
    document = load(tmp_path / "a.xml")
    assert texts(document) == PARAGRAPHS
    assert document.page_sizes == ((700.0, 1000.0),)
    assert document.blocks[0].regions[0].page == 1


def test_page_xml_says_what_a_region_is(tmp_path):
    def region(kind, rows):
        edges = [(x, y, x + w, y + h) for _, x, y, w, h in rows]
        x0, y0, x1, y1 = (pick(edge[n] for edge in edges) for n, pick in enumerate((min, min, max, max)))
        lines = "".join(
            f'<TextLine><Coords points="{x},{y} {x + w},{y} {x + w},{y + h} {x},{y + h}"/>'
            f"<TextEquiv><Unicode>{line}</Unicode></TextEquiv></TextLine>"
            for line, x, y, w, h in rows
        )
        return f'<TextRegion type="{kind}"><Coords points="{x0},{y0} {x1},{y1}"/>{lines}</TextRegion>'

    regions = region("heading", [("修桥记", LEFT, 40, 60, EM)]) + region("paragraph", [*places()])
    page = f'<Page imageWidth="700" imageHeight="1000">{regions}</Page>'
    (tmp_path / "a.xml").write_text(f"<PcGts>{page}</PcGts>", "utf-8")
    document = load(tmp_path / "a.xml")
    assert texts(document) == ["修桥记", *PARAGRAPHS]
    assert [(block.kind, block.level) for block in document.blocks] == [
        ("heading", 2),
        ("paragraph", 0),
        ("paragraph", 0),
    ]


def test_hocr_a_word_for_each_character(tmp_path):
    lines = "".join(
        f"<span class='ocr_line' title='bbox {x} {y} {x + w} {y + h}'>"
        + " ".join(f"<span class='ocrx_word'>{character}</span>" for character in line)
        + "</span>"
        for line, x, y, w, h in places()
    )
    page = f"<div class='ocr_page' title='image \"a.png\"; bbox 0 0 700 1000'>{lines}</div>"
    (tmp_path / "a.hocr").write_text(f"<html><body>{page}</body></html>", "utf-8")
    assert texts(load(tmp_path / "a.hocr")) == PARAGRAPHS


def test_other_xml_is_a_text(tmp_path):
    (tmp_path / "a.xml").write_text("<p>会议由市政协主席主持。</p>", "utf-8")
    assert load(tmp_path / "a.xml").source.format == "text"


@pytest.mark.parametrize(
    ("data", "message"),
    [("<alto><Layout>", "no XML: no element found"), ("<p><alto/></p>", "of no program"), ("<alto/>", "no text in it")],
)
def test_what_is_not_as_it_should_be_is_one_clear_error(tmp_path, data, message):
    (tmp_path / "a.xml").write_text(data, "utf-8")
    with pytest.raises(DocumentError, match=message):
        load(tmp_path / "a.xml")


def test_entities_that_unfold_are_refused(tmp_path):
    entities = '<!ENTITY a0 "会议">' + "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 12))
    (tmp_path / "a.xml").write_text(f"<!DOCTYPE alto [{entities}]><alto>&a11;</alto>", "utf-8")
    with pytest.raises(DocumentError, match=r"a\.xml: no xml file that can be read"):
        load(tmp_path / "a.xml")
