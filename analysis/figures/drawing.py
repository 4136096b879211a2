"""What every picture shares: a style, a Chinese font of our own, a caption, alternative text, and how it is saved."""

from __future__ import annotations

import base64
import html
import io
import os
import unicodedata
import warnings
from contextlib import contextmanager
from functools import cache, wraps
from pathlib import Path
from threading import RLock
from typing import TYPE_CHECKING, Any

import matplotlib
from matplotlib import font_manager
from matplotlib.figure import Figure
from matplotlib.ft2font import FT2Font
from matplotlib.patches import Patch
from matplotlib.text import Text
from matplotlib.ticker import MaxNLocator

from ..output.files import write_file

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    import pandas as pd
    from matplotlib.typing import RcKeyType

FONT = Path(__file__).parents[1] / "fonts" / "NotoSansSC-GBK.otf"
FAMILIES = ("Noto Sans SC GBK", "DejaVu Sans")  # ours, and the Latin one that matplotlib brings
# For fills, Okabe & Ito (2008): told apart by readers of every kind of colour vision.
BLUE, ORANGE, GREEN, RED, SKY, PINK = "#0072B2", "#E69F00", "#009E73", "#D55E00", "#56B4E9", "#CC79A7"
INK, GREY, PALE = "#222222", "#6b6b6b", "#d9d9d9"
# For text, on white and on black ground: a contrast of 4.5 at least, and told apart by the same readers (a test).
ON_WHITE = ("#0f3778", "#cd4805", "#218373", "#914bbe", "#6a3a06", INK)
ON_BLACK = ("#60ccfc", "#f4c947", "#f3669a", "#918112", "#5874ea", "#f2f2f2")
MUTED = (GREY, "#8a8a8a")  # for what is in the background of either
BLACK = "#121212"
NARROWEST, WIDEST = 160, 20_000  # pixels: in a smaller picture there is text of less than one
GETA = "〓"  # what a Chinese compositor sets for a type that is not in the case
STYLE: dict[RcKeyType, Any] = {
    "font.family": list(FAMILIES),
    "font.size": 10,
    "text.parse_math": False,
    "text.color": INK,
    "axes.labelcolor": INK,
    "axes.edgecolor": GREY,
    "axes.spines.top": False,
    "axes.spines.right": False,
    "axes.titlesize": 12,
    "axes.titlelocation": "left",
    "axes.axisbelow": True,
    "axes.unicode_minus": False,
    "grid.color": "#ececec",
    "xtick.color": GREY,
    "ytick.color": INK,
    "figure.facecolor": "white",
    "figure.dpi": 160,
    "savefig.dpi": "figure",
    "svg.hashsalt": "analysis",
    "svg.fonttype": "none",  # text stays text; its glyphs go into the file as a font
    "pdf.fonttype": 42,
}
DATELESS: dict[str, dict[str, None]] = {"png": {}, "svg": {"Date": None}, "pdf": {"CreationDate": None}}


_ONE_AT_A_TIME = RLock()  # matplotlib's settings are the process's


@contextmanager
def style() -> Iterator[None]:
    """Draw and save in our style, whatever the user's is, and leave theirs as it was."""
    with _ONE_AT_A_TIME, matplotlib.rc_context():
        matplotlib.rcdefaults()
        matplotlib.rcParams.update(STYLE)
        yield


class Picture(Figure):
    """A matplotlib `Figure` with a ``caption`` and alternative text ``alt`` that shows itself in a notebook."""

    caption: str = ""
    alt: str = ""
    left_out: list[str]  #: terms that found no room, of a word cloud

    def save(self, path: str | os.PathLike[str], width: int | None = None) -> Path:
        """Write the picture to *path* in the format of its ending (png, svg or pdf), the same bytes each time.

        The file is complete or not there.

        Parameters
        ----------
        path : where to.
        width : of a PNG, in pixels; as it was drawn, by default. SVG and PDF have no pixels: their text is text, can
            be selected and searched, and the font goes with it.

        Raises
        ------
        ValueError : if the ending is none of the three, or *width* is not from 160 to 20,000.
        OSError : if it cannot be written.
        """
        path = Path(path)
        form = path.suffix.lower().lstrip(".")
        if form not in DATELESS:
            raise ValueError(f"{path}: a picture is saved as .{', .'.join(DATELESS)}")
        return write_file(path, self.rendered(form, width))

    def rendered(self, form: str, width: int | None = None) -> bytes:
        """Return what `save` writes for a format: png, svg or pdf."""
        if width is not None and not NARROWEST <= width <= WIDEST:
            raise ValueError(f"width must be from {NARROWEST} to {WIDEST:,} pixels, got {width:,}")
        data = io.BytesIO()
        with style():
            dpi = width / self.get_figwidth() if width else "figure"
            if form == "png":
                with self._text_of_a_pixel(width / self.get_figwidth() if width else self.dpi):
                    self.savefig(data, format="rgba", dpi=dpi, facecolor=self.get_facecolor())
                return self._indexed(data.getvalue(), width)
            self.savefig(data, format=form, dpi=dpi, facecolor=self.get_facecolor(), metadata=DATELESS[form])
        return self._with_fonts(data.getvalue().decode()).encode() if form == "svg" else data.getvalue()

    @contextmanager
    def _text_of_a_pixel(self, dpi: float) -> Iterator[None]:
        """Draw the text that would be less than a pixel high as high as one: FreeType refuses it."""
        small = {text: text.get_fontsize() for text in self.findobj(Text) if float(text.get_fontsize()) * dpi < 72}
        for text in small:
            text.set_fontsize(72 / dpi)
        try:
            yield
        finally:
            for text, size in small.items():
                text.set_fontsize(size)

    def _indexed(self, pixels: bytes, width: int | None) -> bytes:
        """Return a PNG of 256 colours, which is all that a drawing needs, in a third of the size."""
        from PIL import Image

        across = width or int(self.get_figwidth() * self.dpi)
        image = Image.frombytes("RGBA", (across, len(pixels) // (4 * across)), pixels).convert("RGB")
        data = io.BytesIO()
        image.quantize(256, Image.Quantize.MEDIANCUT, dither=Image.Dither.NONE).save(data, "png", optimize=True)
        return data.getvalue()

    def _with_fonts(self, svg: str) -> str:
        """Return *svg* with the glyphs that it needs, and the alternative text."""
        texts = (piece.partition(">")[2].partition("</text>")[0] for piece in svg.split("<text")[1:])
        used = set(html.unescape("".join(texts)))
        faces = "".join(_font_face(name, path, characters) for name, path, characters in _fonts_for(used))
        svg = svg.replace('<style type="text/css">', f'<style type="text/css">{faces}', 1)
        return svg.replace("<svg ", f'<svg role="img" aria-label="{html.escape(self.alt)}" ', 1)

    def _repr_mimebundle_(self, include: object = None, exclude: object = None) -> dict[str, str]:  # noqa: ARG002
        data = base64.b64encode(self.rendered("png")).decode("ascii")
        self._keep()
        image = f'<img src="data:image/png;base64,{data}" alt="{html.escape(self.alt)}" style="max-width:100%">'
        caption = f"<figcaption>{html.escape(self.caption)}</figcaption>"
        return {"text/html": f"<figure>{image}{caption}</figure>", "text/plain": f"{self.caption} {self.alt}"}

    def _keep(self) -> None:
        """Write the picture also to the folder that `analysis report --figures` names, numbered as it is shown."""
        if stem := os.environ.get("ANALYSIS_FIGURES"):
            number = next(n for n in range(1, 1000) if not Path(f"{stem}_{n}.png").exists())
            self.save(f"{stem}_{number}.png")
            self.save(f"{stem}_{number}.svg")


def styled(draw: Callable[..., Picture]) -> Callable[..., Picture]:
    """Draw in our style, whatever the user's is; what is written comes through `elide`, so that fonts can draw it."""

    @wraps(draw)
    def in_style(*args: Any, **kwargs: Any) -> Picture:
        register()
        with style():
            picture = draw(*args, **kwargs)
            _settle(picture)
        return picture

    return in_style


def _settle(picture: Picture) -> None:
    """Give each text of a picture the fonts that can draw it."""
    for text in picture.findobj(Text):
        if names := families(text.get_text()):
            text.set_fontfamily(names)


@cache
def register() -> None:
    """Make the bundled font known to matplotlib."""
    font_manager.fontManager.addfont(FONT)


@cache
def characters() -> tuple[frozenset[int], frozenset[int]]:
    """Return the code points of the bundled font, and of the Latin font that matplotlib brings."""
    return _charmap(str(FONT)), _charmap(font_manager.findfont(FAMILIES[1]))


@cache
def _charmap(path: str) -> frozenset[int]:
    return frozenset(FT2Font(path).get_charmap())


@cache
def _installed(character: str) -> tuple[str, str] | None:
    """Return name and path of the first font on this machine that can draw a character that ours cannot."""
    fonts = {entry.fname: entry.name for entry in font_manager.fontManager.ttflist if entry.style == "normal"}
    for path, name in sorted(fonts.items(), key=lambda font: (font[1], font[0])):
        # Last Resort draws every character, as a box.
        if not name.startswith("Last Resort") and Path(path).exists() and ord(character) in _charmap(path):
            return name, path
    return None


def _rare(text: str) -> set[str]:
    ours, latin = characters()
    return {c for c in text if ord(c) not in ours and ord(c) not in latin and c != "\n"}


@cache
def _warn_of(lacking: str) -> None:
    names = ", ".join(f"{c} (U+{ord(c):04X} {unicodedata.name(c, 'no name')})" for c in lacking)
    warnings.warn(f"no font at hand has {names}: drawn as {GETA}", stacklevel=2)


def drawable(text: str) -> str:
    """Return *text* with 〓 for what no font at hand can draw, and a blank for what is not for drawing.

    A character is warned of once, by name.

    >>> drawable("政协\\x00工作")
    '政协 工作'
    """
    text = "".join(c if c.isprintable() or c == "\n" else " " for c in text if not _is_unseen(c))
    for character in sorted(_rare(text)):
        if _installed(character) is None:
            _warn_of(character)
            text = text.replace(character, GETA)
    return text


def _is_unseen(character: str) -> bool:
    """Say whether a character has no picture of its own: joiners, marks of direction, variation selectors."""
    return unicodedata.category(character) == "Cf" or "VARIATION SELECTOR" in unicodedata.name(character, "")


def families(text: str) -> list[str]:
    """Return the font families that *text* needs where ours are not enough; else nothing."""
    more = sorted({found[0] for character in _rare(text) if (found := _installed(character))})
    return [*FAMILIES, *more] if more else []


def _fonts_for(used: set[str]) -> list[tuple[str, str, str]]:
    """Return name, path and the characters to draw of each font that a text in *used* characters needs."""
    ours, latin = characters()
    paths = dict(zip(FAMILIES, (str(FONT), font_manager.findfont(FAMILIES[1])), strict=True))
    needed: dict[tuple[str, str], str] = {}
    for character in sorted(used):
        at_hand = next((n for n, known in zip(FAMILIES, (ours, latin), strict=True) if ord(character) in known), None)
        found = (at_hand, paths[at_hand]) if at_hand else _installed(character)
        if found:
            needed[found] = needed.get(found, "") + character
    return [(name, path, drawn) for (name, path), drawn in needed.items()]


def _font_face(name: str, path: str, drawn: str) -> str:
    """Return a style rule that holds the glyphs of a font for the characters *drawn*."""
    from fontTools import subset
    from fontTools.ttLib import TTFont

    font = TTFont(path, fontNumber=0, recalcTimestamp=False)
    options = subset.Options(layout_features=[], hinting=False, desubroutinize=True, notdef_outline=False)
    options.drop_tables += ["VORG", "vhea", "vmtx", "BASE", "GDEF", "GPOS", "GSUB", "kern", "FFTM"]
    cut = subset.Subsetter(options)
    cut.populate(text=drawn)
    cut.subset(font)
    data = io.BytesIO()
    font.flavor = "woff"
    font.save(data)
    encoded = base64.b64encode(data.getvalue()).decode("ascii")
    return f"@font-face{{font-family:'{name}';src:url(data:font/woff;base64,{encoded})}}"


def columns(text: str) -> int:
    """Return how wide *text* is in columns, a Han character taking two."""
    return sum(2 if unicodedata.east_asian_width(c) in "WF" else 1 for c in text)


def shorten(text: str, width: int) -> str:
    """Return *text* cut to *width* columns, a Han character taking two and the … for what was cut one.

    >>> shorten("守正出新推动政协工作", 9)
    '守正出新…'
    """
    if columns(text) <= width:
        return text
    taken = 0
    for position, character in enumerate(text):
        taken += columns(character)
        if taken > width - 1:
            return text[:position].rstrip() + "…"
    return text


def elide(text: str, width: int) -> str:
    """Return *text* as it can be drawn, and cut to *width* columns; see `drawable` and `shorten`."""
    return shorten(drawable(text), width)


def amount(value: float) -> str:
    """Return a count as it is said: whole where it is, to a tenth where it is weighted.

    >>> amount(66367), amount(4.25)
    ('66,367', '4.2')
    """
    return f"{value:,.0f}" if value == round(value) else f"{value:,.1f}"


def new(width: float, height: float) -> tuple[Picture, Any]:
    """Return a picture of so many inches, and its axes."""
    picture = Picture(figsize=(width, height), layout="constrained")
    return picture, picture.add_subplot()


def plain(axes: Any, *sides: str) -> None:
    """Take away the spines named and every tick mark."""
    axes.spines[list(sides)].set_visible(False)
    axes.tick_params(length=0)


def empty(axes: Any, said: str) -> None:
    """Say in the middle of the axes why there is nothing to see."""
    axes.set_axis_off()
    axes.text(0.5, 0.5, said, ha="center", va="center", color=GREY, transform=axes.transAxes)


def whole(*scales: Any) -> None:
    """Mark an axis at whole numbers only, with thousands apart."""
    for axis in scales:
        axis.set_major_locator(MaxNLocator("auto", integer=True))
        axis.set_major_formatter("{x:,.0f}")


def section_names(table: pd.DataFrame) -> list[str]:
    """Return the titles in a table of sections, short enough to stand beside an axis."""
    return [elide(title or "(before the first heading)", 28) for title in table["title"]]


def key(axes: Any, colours: dict[str, str]) -> None:
    """Name colours above the axes, each by a word beside a square of it."""
    handles = [Patch(color=colour, label=label) for label, colour in colours.items()]
    axes.legend(
        handles=handles,
        loc="lower left",
        bbox_to_anchor=(-0.01, 1),
        ncols=len(handles),
        frameon=False,
        handlelength=1,
        handleheight=1,
        borderpad=0.2,
        columnspacing=1.4,
    )


def thin_out(picture: Picture, labels: list[Any]) -> None:
    """Hide each label that would cover one before it in the list."""
    _settle(picture)
    picture.draw_without_rendering()
    kept: list[Any] = []
    for label in labels:
        box = label.get_window_extent()
        label.set_visible(not any(box.overlaps(other) for other in kept))
        kept += [box] if label.get_visible() else []
