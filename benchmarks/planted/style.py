"""One choice of all that a template of pages leaves open, and the style sheet of it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import random
    from pathlib import Path

    from planted.templates import Template

PAPERS = ("江城日报", "海州晚报", "青川新报", "云岭商报")
TITLES = ("年度报告", "文史资料选辑", "工作通讯", "调查与研究", "市志通讯")
NUMBER_FORMS = (
    "{page}",
    "— {page} —",
    "第{page}页",
    "· {page} ·",
    "{page} / {pages}",
    "第 {page} 页 共 {pages} 页",
    "-{page}-",
)


@dataclass(frozen=True)
class Style:
    """What a seed has chosen: see `Template`."""

    page: tuple[int, int]
    margin: int
    columns: int
    size: float
    indent: float
    apart: float
    leading: float
    gutter: float
    justified: bool
    centred: bool
    grown: float
    ruled: bool
    furniture: tuple[tuple[str, str, str], ...]
    words: dict[str, Any]
    first_page: int
    order: str  #: of the furniture among what is drawn: ``around`` the text or ``last``
    letters: int
    numbering: int
    depth: int
    span_to: int
    articles: bool
    chapters: bool
    lead: bool
    circled: bool
    drops_marks: bool  #: whether line ends lose their marks, as where a font has them hang in the margin
    bylines: float = 0
    headings: float = 0
    figures: float = 0
    insets: float = 0
    notes: float = 0
    tables: float = 0
    advertisements: float = 0
    verse: float = 0
    lists: float = 0

    @property
    def span(self) -> bool:
        """Whether headings go across columns."""
        return self.columns > 1 and self.span_to > 0


def styled(template: Template, chance: random.Random) -> Style:
    """Return a choice of all that a template leaves open."""
    pick = chance.choice
    return Style(
        page=(chance.randint(*template.width), chance.randint(*template.height)),
        margin=chance.randint(*template.margin),
        columns=pick(template.columns),
        size=pick(template.size),
        indent=pick(template.indent),
        apart=pick(template.apart),
        leading=pick(template.leading),
        gutter=pick(template.gutter),
        justified=pick(template.justified),
        centred=pick(template.centred),
        grown=pick(template.grown),
        ruled=chance.random() < 0.4,
        furniture=pick(template.furniture),
        words=_words(chance),
        first_page=pick([1, 1, 2, 5, chance.randint(1, 300)]),
        order=pick(["around", "last"]),
        letters=chance.randint(*template.letters),
        numbering=pick(template.numbering),
        depth=pick(template.depth),
        span_to=pick(template.spans),
        articles=template.articles,
        chapters=template.chapters,
        lead=pick(template.lead),
        circled=chance.random() < 0.7,
        drops_marks=chance.random() < 0.1,
        **{name: rate * pick([0.5, 1, 1.5]) for name, rate in template.rates},
    )


def _words(chance: random.Random) -> dict[str, Any]:
    """Return what running heads say; the title and the heading of a page are filled in when it is set."""
    return {
        "paper": chance.choice(PAPERS),
        "serial": chance.choice(TITLES),
        "number": chance.choice(NUMBER_FORMS),
        "date": f"{chance.randint(1985, 2026)}年{chance.randint(1, 12)}月{chance.randint(1, 28)}日",
        "weekday": chance.choice("一二三四五六日"),
        "editor": chance.choice(["王芳", "李建国", "赵文静", "陈晓东"]),
        "phone": str(chance.randint(20000000, 89999999)),
        "year": str(chance.randint(1, 60)),
        "month": str(chance.randint(1, 12)),
        "day": str(chance.randint(10, 28)),
    }


def style_sheet(style: Style, font: Path) -> str:
    """Return the CSS of a style: each page a box of its own, set with the project's font alone."""
    width, height = style.page
    top = style.margin + 4
    rule = "0.2mm solid #888" if style.ruled else "none"
    return f"""
@font-face {{ font-family: set; src: url("{font.as_uri()}"); }}
@page {{ size: {width}mm {height}mm; margin: 0; }}
* {{ margin: 0; padding: 0; box-sizing: border-box; }}
body {{ font: {style.size}pt/{style.leading} set; line-break: strict; overflow-wrap: anywhere; }}
.page {{ position: relative; width: {width}mm; height: {height - 0.4}mm; break-after: page; overflow: hidden; }}
.text {{ position: absolute; left: {style.margin}mm; right: {style.margin}mm; top: {top}mm; columns: {style.columns};
  column-gap: {style.gutter}em; column-fill: auto; column-rule: {rule}; }}
.notes {{ position: absolute; left: {style.margin}mm; right: {style.margin}mm; bottom: {top}mm; font-size: .82em; }}
.notes:not(:empty) {{ border-top: 0.2mm solid #000; }}
.furniture {{ position: absolute; font-size: {max(7, style.size * 0.8):.1f}pt; line-height: 1.2; white-space: nowrap; }}
.paragraph, .lead {{ text-indent: {style.indent}em; text-align: {"justify" if style.justified else "left"};
  margin-bottom: {style.apart * style.leading:.2f}em; }}
.list {{ text-indent: {style.indent}em; }}
.lead {{ font-size: 1.08em; margin-bottom: .8em; }}
.cut {{ text-align-last: justify; }} .rest {{ text-indent: 0; }}
.title, .heading {{ break-inside: avoid; break-after: avoid; text-align: {"center" if style.centred else "left"};
  line-height: 1.35; margin: .6em 0 .5em; }}
.title {{ font-size: {style.grown * 1.7:.2f}em; text-align: center; margin-top: 0; }}
.l2 {{ font-size: {1 + (style.grown - 1) * 1.6:.2f}em; }} .l3 {{ font-size: {style.grown:.2f}em; }}
.byline {{ text-align: {"center" if style.centred else "left"}; margin-bottom: .6em; }}
.span {{ column-span: all; }}
.figure {{ display: block; break-inside: avoid; width: 100%; margin: .5em 0; text-indent: 0; text-align: left; }}
.figure.inset {{ float: left; }}
.picture {{ display: block; background: #bbb; width: 100%; }}
.caption {{ display: block; font-size: .86em; line-height: 1.35; text-indent: 0;
  text-align: {"center" if style.centred else "left"}; }}
.rows {{ break-inside: avoid; margin: .6em auto; border-collapse: collapse; width: 100%; font-size: .92em;
  line-height: 1.4; }}
.table td {{ border: .1mm solid #000; padding: .2em .4em; }}
.advertisement {{ border: .4mm solid #000; text-align: center; font-size: 1.05em; }}
.verse {{ width: auto; }} .verse td {{ padding-left: 1em; }}
"""
