"""A PDF of two pages, each with a heading, two paragraphs that are wrapped, and its number."""

from pathlib import Path

from matplotlib import font_manager, rc_context
from matplotlib.backends.backend_pdf import PdfPages
from matplotlib.figure import Figure

from analysis.figures.glyphs import FONT

LINES = [
    "　　会议由市政协主席主持，大家都发了言，会后又到河边去看了新修的桥",
    "和两岸的柳树，还同工人们谈了话，天黑才回到城里，各人都写了一份材",
    "料。",
    "　　第二天下了雨，河水涨了三寸，渡口停了船，岸上的人都在等，等到中",
    "午才看见对岸有人撑着伞走过来，说是上游的桥已经通了，可以从那里过",
    "河。",
]


def write(path: Path) -> Path:
    """Write it."""
    font_manager.fontManager.addfont(FONT)
    with rc_context({"pdf.fonttype": 42, "font.family": "Noto Sans SC GBK"}), PdfPages(path) as file:
        for number, heading in enumerate(("修桥记", "雨天"), 1):
            page = Figure(figsize=(5, 7))
            page.text(0.1, 0.9, heading, fontsize=18)
            for row, line in enumerate(LINES):
                page.text(0.1, 0.84 - 0.03 * row, line, fontsize=9)
            page.text(0.5, 0.04, f"- {number} -", fontsize=8)
            file.savefig(page)
    return path
