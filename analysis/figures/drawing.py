"""What every picture shares: a style, a Chinese font of our own, a caption, alternative text, and how it is saved."""

from __future__ import annotations

import base64
import html
import io
from contextlib import contextmanager
from functools import partial, wraps
from pathlib import Path
from threading import RLock
from typing import TYPE_CHECKING, Any

import matplotlib
from matplotlib.colors import LinearSegmentedColormap
from matplotlib.figure import Figure
from matplotlib.patches import Patch
from matplotlib.text import Text
from matplotlib.ticker import MaxNLocator

from ..languages.messages import _, enumeration
from ..languages.names import kind_name
from ..output.files import write_file
from ..output.html import render
from .glyphs import FAMILIES, elide, families, font_face, fonts_for, register
from .palette import GREY, INK
from .slim import SLIM, choose, draw_slim, is_slim, wrap_titles

if TYPE_CHECKING:
    import os
    from collections.abc import Callable, Iterator

    import pandas as pd
    from matplotlib.typing import RcKeyType

PALE = "#d9d9d9"
# For text, on white and on black ground: a contrast of 4.5 at least, and told apart by the same readers (a test).
ON_WHITE = ("#0f3778", "#cd4805", "#218373", "#914bbe", "#6a3a06", INK)
ON_BLACK = ("#60ccfc", "#f4c947", "#f3669a", "#918112", "#5874ea", "#f2f2f2")
MUTED = (GREY, "#8a8a8a")  # for what is in the background of either
BLACK = "#121212"
SHADES = LinearSegmentedColormap.from_list("rate", ["#eef5fb", "#8cc0e6", "#00507f"])
NAME, SLIM_NAME = 28, 16  # columns of a name beside an axis
SLIM_KEY = 3  # colours in a row of the key of a slim picture
ROWS = 40  # of a picture with a row for each section, or each term
NARROWEST, WIDEST = 160, 20_000  # pixels: in a smaller picture there is text of less than one
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
    nothing: str = ""  #: why there is nothing to see, where there is nothing
    left_out: list[str]  #: terms that found no room, of a word cloud
    can_be_slim: bool = False  #: whether it can be drawn for a phone, too
    slim: Callable[[], Picture] | None = None  #: draws it for a phone

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
            raise ValueError(
                f"{path}: "
                + _("a picture is saved as {endings}").format(endings=enumeration(f".{ending}" for ending in DATELESS))
            )
        return write_file(path, self.rendered(form, width))

    def rendered(self, form: str, width: int | None = None) -> bytes:
        """Return what `save` writes for a format: png, svg or pdf."""
        if width is not None and not NARROWEST <= width <= WIDEST:
            raise ValueError(
                _("width must be from {narrowest} to {widest:,} pixels, got {width:,}").format(
                    narrowest=NARROWEST, widest=WIDEST, width=width
                )
            )
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
        faces = "".join(font_face(name, path, characters) for name, path, characters in fonts_for(used))
        svg = svg.replace('<style type="text/css">', f'<style type="text/css">{faces}', 1)
        return svg.replace("<svg ", f'<svg role="img" aria-label="{html.escape(self.alt)}" ', 1)

    def _repr_mimebundle_(self, include: object = None, exclude: object = None) -> dict[str, str]:  # noqa: ARG002
        narrow = self.slim() if self.slim else None
        drawn = [self.rendered("png"), narrow.rendered("png") if narrow else b""]
        png, slim = (base64.b64encode(data).decode("ascii") for data in drawn)
        captions = {"caption": self.caption, "slim_caption": narrow.caption if narrow else self.caption}
        shown = render(
            "figures/picture.html.j2", png=png, slim=slim, alt=self.alt, nothing=_sentence(self.nothing), **captions
        )
        return {"text/html": shown, "text/plain": f"{self.caption} {self.alt}"}


def styled(draw: Callable[..., Picture]) -> Callable[..., Picture]:
    """Draw in our style, whatever the user's is; what is written comes through `elide`, so that fonts can draw it."""

    @wraps(draw)
    def in_style(*args: Any, **kwargs: Any) -> Picture:
        register()
        with style():
            picture = draw(*args, **kwargs)
            if is_slim():
                wrap_titles(picture)
            _settle(picture)
        if picture.can_be_slim and not is_slim():
            picture.slim = partial(draw_slim, in_style, args, kwargs)
        return picture

    return in_style


def _settle(picture: Picture) -> None:
    """Give each text of a picture the fonts that can draw it."""
    for text in picture.findobj(Text):
        if names := families(text.get_text()):
            text.set_fontfamily(names)


def amount(value: float) -> str:
    """Return a count as it is said: whole where it is, to a tenth where it is weighted.

    >>> amount(66367), amount(4.25)
    ('66,367', '4.2')
    """
    return f"{value:,.0f}" if value == round(value) else f"{value:,.1f}"


def new(width: float, height: float, slim_height: float | None = None) -> tuple[Picture, Any]:
    """Return a picture of so many inches, and its axes; it is drawn a second time for phones, by default as high."""
    picture = Picture(figsize=choose((width, height), (SLIM, slim_height or height)), layout="constrained")
    picture.can_be_slim = True
    return picture, picture.add_subplot()


def name_width(wide: int = NAME) -> int:
    """Return how many columns a name beside an axis may take."""
    return choose(wide, SLIM_NAME)


def plain(axes: Any, *sides: str) -> None:
    """Take away the spines named and every tick mark."""
    axes.spines[list(sides)].set_visible(False)
    axes.tick_params(length=0)


def empty(axes: Any, message: str) -> None:
    """Say in the middle of the axes why there is nothing to see; a notebook says it in place of the picture."""
    axes.figure.nothing = message
    axes.set_axis_off()
    axes.text(0.5, 0.5, message, ha="center", va="center", color=GREY, transform=axes.transAxes)


def _sentence(message: str) -> str:
    return message[:1].upper() + message[1:] + _(".") if message else ""


def integer_ticks(*scales: Any) -> None:
    """Mark an axis at whole numbers only, with thousands apart."""
    for axis in scales:
        axis.set_major_locator(MaxNLocator("auto", integer=True))
        axis.set_major_formatter("{x:,.0f}")


def section_names(table: pd.DataFrame) -> list[str]:
    """Return the titles in a table of sections, short enough to stand beside an axis."""
    untitled = _("(before the first heading)") if any(table["title"]) else _("(the complete text)")
    return [elide(title or untitled, name_width()) for title in table["title"]]


def key(axes: Any, colours: dict[str, str]) -> None:
    """Name colours above the axes, each by a word, or a kind, beside a square of it."""
    handles = [Patch(color=colour, label=kind_name(label)) for label, colour in colours.items()]
    in_row = choose(max(len(handles), 1), SLIM_KEY)
    if len(handles) > in_row:  # the title goes up by the rows that there are more
        axes.set_title(axes.get_title(loc="left"), pad=28 + 17 * ((len(handles) - 1) // in_row))
    axes.legend(
        handles=handles,
        loc="lower left",
        bbox_to_anchor=(-0.01, 1),
        ncols=in_row,
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
