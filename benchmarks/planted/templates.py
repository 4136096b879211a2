"""Templates of pages, from a broadsheet newspaper to a booklet: what a seed chooses from."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Template:
    """What a seed chooses from: ranges as (least, most), choices as tuples; lengths in millimetres."""

    name: str
    width: tuple[int, int]
    height: tuple[int, int]
    margin: tuple[int, int]
    columns: tuple[int, ...]
    size: tuple[float, ...]  #: of the text, in points
    #: Sets of (place, on odd pages, on even pages); "outer" is left on even pages and right on odd ones.
    furniture: tuple[tuple[tuple[str, str, str], ...], ...]
    indent: tuple[float, ...] = (2, 2, 2, 0)  #: of a first line, in characters
    apart: tuple[float, ...] = (0,)  #: space below a paragraph, in lines
    leading: tuple[float, ...] = (1.5, 1.7)
    gutter: tuple[float, ...] = (1.5, 2, 2, 2.5, 3)  #: between columns, in characters
    justified: tuple[bool, ...] = (True,)
    centred: tuple[bool, ...] = (True, False)  #: headings
    grown: tuple[float, ...] = (1.0, 1.15, 1.4)  #: size of the deepest headings beside the text's
    numbering: tuple[int, ...] = (0, 1, 2, 3, 4, 5, 6, 7)
    depth: tuple[int, ...] = (1, 2)
    spans: tuple[int, ...] = (0,)  #: down to which level headings go across the columns
    letters: tuple[int, int] = (3000, 7000)
    rates: tuple[tuple[str, float], ...] = ()  #: of what comes between paragraphs, a paragraph
    articles: bool = False
    chapters: bool = False
    lead: tuple[bool, ...] = (False,)


NEWS = (
    (
        ("top left", "{paper}", "{page}"),
        ("top center", "{date}　星期{weekday}", "{date}　星期{weekday}"),
        ("top right", "第{page}版", "{paper}"),
    ),
    (
        (
            "top left",
            "{date}　星期{weekday}　责任编辑：{editor}　电话：{phone}",
            "{date}　星期{weekday}　责任编辑：{editor}　电话：{phone}",
        ),
        ("top right", "{paper}　A{page}", "A{page}　{paper}"),
    ),
    (
        ("top center", "{paper}　{date}　第{page}版　要闻", "{paper}　{date}　第{page}版　综合"),
        ("bottom left", "责编 {editor}　美编 {editor}", ""),
    ),
)
BOOK = (
    (("top outer", "{head}", "{title}"), ("bottom center", "{number}", "{number}")),
    (("top center", "{head}", "{title}"), ("bottom outer", "{page}", "{page}")),
    (("top outer", "{head}　{page}", "{page}　{title}"),),
    (("bottom outer", "{head} | {page}", "{page} | {title}"),),
    (("bottom center", "{number}", "{number}"),),
)
OFFICE = (
    (("bottom center", "{number}", "{number}"),),
    (("top center", "{title}", "{title}"), ("bottom center", "{number}", "{number}")),
    (
        ("top left", "{serial}", "{serial}"),
        ("top right", "{title}", "{title}"),
        ("bottom right", "{number}", "{number}"),
    ),
)
PAPER = (
    (
        ("top left", "第{month}期", "{page}"),
        ("top center", "{title}", "{editor}：{title}"),
        ("top right", "{page}", "第{month}期"),
    ),
    (
        ("top center", "{serial}　第{year}卷", "{serial}　第{year}卷"),
        ("bottom center", "{number}", "{number}"),
        ("bottom left", "收稿日期：{date}", ""),
    ),
)
WEB = (
    (
        ("top left", "{date} 15:{day}", "{date} 15:{day}"),
        ("top center", "{title}", "{title}"),
        ("bottom left", "https://www.example.cn/art/{phone}.html", "https://www.example.cn/art/{phone}.html"),
        ("bottom right", "{page}/{pages}", "{page}/{pages}"),
    ),
)

TEMPLATES = (
    Template(
        "broadsheet",
        (350, 390),
        (500, 560),
        (12, 18),
        (4, 5),
        (8.5, 9.5),
        NEWS,
        leading=(1.35, 1.5),
        spans=(0, 2),
        letters=(6000, 12000),
        numbering=(0,),
        depth=(1, 2),
        lead=(True, False),
        articles=True,
        rates=(
            ("bylines", 0.8),
            ("headings", 0.14),
            ("figures", 0.06),
            ("insets", 0.06),
            ("advertisements", 0.02),
            ("tables", 0.01),
        ),
    ),
    Template(
        "tabloid",
        (250, 280),
        (350, 390),
        (10, 15),
        (3, 4),
        (8.5, 9.5, 10),
        NEWS,
        leading=(1.4, 1.55),
        spans=(0, 2, 3),
        numbering=(0, 1, 6),
        lead=(True, False),
        articles=True,
        letters=(4000, 8000),
        rates=(("bylines", 0.8), ("headings", 0.16), ("figures", 0.05), ("insets", 0.1), ("advertisements", 0.04)),
    ),
    Template(
        "magazine",
        (205, 215),
        (275, 290),
        (14, 20),
        (2, 3),
        (9, 10),
        BOOK,
        apart=(0, 0, 0.5),
        leading=(1.5, 1.75),
        spans=(0, 1),
        lead=(True, False),
        numbering=(0, 0, 1),
        rates=(
            ("bylines", 0.9),
            ("headings", 0.12),
            ("figures", 0.08),
            ("insets", 0.06),
            ("verse", 0.01),
            ("advertisements", 0.01),
        ),
    ),
    Template(
        "book",
        (145, 170),
        (205, 240),
        (18, 25),
        (1,),
        (10, 10.5, 11),
        BOOK,
        leading=(1.6, 1.8),
        chapters=True,
        numbering=(0, 2, 1, 7),
        rates=(("headings", 0.07), ("notes", 0.12), ("figures", 0.02), ("insets", 0.02), ("verse", 0.02)),
    ),
    Template(
        "booklet",
        (100, 125),
        (165, 190),
        (11, 15),
        (1,),
        (9, 10),
        BOOK,
        indent=(2, 0),
        apart=(0, 0.6),
        leading=(1.45, 1.65),
        justified=(True, False),
        letters=(2000, 5000),
        rates=(
            ("headings", 0.1),
            ("notes", 0.04),
            ("figures", 0.05),
            ("insets", 0.05),
            ("lists", 0.04),
            ("verse", 0.03),
        ),
    ),
    Template(
        "report",
        (210, 210),
        (297, 297),
        (25, 32),
        (1,),
        (12, 14, 16),
        OFFICE,
        leading=(1.6, 1.9),
        grown=(1.0, 1.15),
        numbering=(1, 1, 3, 4, 5),
        depth=(2,),
        rates=(("headings", 0.16), ("tables", 0.04), ("figures", 0.03), ("notes", 0.03), ("lists", 0.04)),
    ),
    Template(
        "paper",
        (210, 216),
        (279, 297),
        (16, 22),
        (2,),
        (9, 9.5, 10),
        PAPER,
        leading=(1.4, 1.55),
        spans=(0, 1),
        numbering=(3, 3, 7, 1, 4),
        depth=(2,),
        rates=(
            ("bylines", 1.0),
            ("headings", 0.14),
            ("notes", 0.1),
            ("tables", 0.05),
            ("figures", 0.05),
            ("insets", 0.03),
            ("lists", 0.02),
        ),
    ),
    Template(
        "bulletin",
        (205, 216),
        (279, 297),
        (15, 22),
        (1, 2),
        (10, 11),
        OFFICE,
        indent=(0,),
        apart=(0.7, 1.0),
        leading=(1.45, 1.7),
        justified=(False, True),
        centred=(False,),
        numbering=(0, 1, 4, 6),
        rates=(
            ("bylines", 0.5),
            ("headings", 0.14),
            ("figures", 0.06),
            ("lists", 0.06),
            ("tables", 0.02),
            ("advertisements", 0.02),
        ),
    ),
    Template(
        "web page",
        (210, 216),
        (279, 297),
        (12, 16),
        (1,),
        (11, 12),
        WEB,
        indent=(0, 2),
        apart=(0.8, 1.1),
        leading=(1.5, 1.8),
        justified=(False, True),
        centred=(False, True),
        rates=(("bylines", 0.8), ("headings", 0.1), ("figures", 0.08), ("lists", 0.03), ("advertisements", 0.02)),
    ),
)
