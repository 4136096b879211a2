"""Which characters can be drawn, in which font, and how wide they are."""

from __future__ import annotations

import base64
import io
import unicodedata
import warnings
from functools import cache
from pathlib import Path

from matplotlib import font_manager
from matplotlib.ft2font import FT2Font

from ..languages.messages import _, enumeration

FONT = Path(__file__).parents[1] / "fonts" / "NotoSansSC-GBK.otf"
FAMILIES = ("Noto Sans SC GBK", "DejaVu Sans")  # ours, and the Latin one that matplotlib brings
GETA = "〓"  # what a Chinese compositor sets for a type that is not in the case


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
def installed_font(character: str) -> tuple[str, str] | None:
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
def warn_of_lacking(lacking: str) -> None:
    """Warn, once, of characters that no font at hand has."""
    no_name = _("no name")
    names = enumeration(f"{c} (U+{ord(c):04X} {unicodedata.name(c, no_name)})" for c in lacking)
    message = _("no font at hand has {characters}: drawn as {mark}")
    warnings.warn(message.format(characters=names, mark=GETA), stacklevel=2)


def drawable(text: str) -> str:
    """Return *text* with 〓 for what no font at hand can draw, and a blank for what is not for drawing.

    A character is warned of once, by name.

    >>> drawable("政协\\x00工作")
    '政协 工作'
    """
    text = "".join(c if c.isprintable() or c == "\n" else " " for c in text if not _is_unseen(c))
    for character in sorted(_rare(text)):
        if installed_font(character) is None:
            warn_of_lacking(character)
            text = text.replace(character, GETA)
    return text


def _is_unseen(character: str) -> bool:
    """Say whether a character has no picture of its own: joiners, marks of direction, variation selectors."""
    return unicodedata.category(character) == "Cf" or "VARIATION SELECTOR" in unicodedata.name(character, "")


def families(text: str) -> list[str]:
    """Return the font families that *text* needs where ours are not enough; else nothing."""
    more = sorted({found[0] for character in _rare(text) if (found := installed_font(character))})
    return [*FAMILIES, *more] if more else []


def fonts_for(used: set[str]) -> list[tuple[str, str, str]]:
    """Return name, path and the characters to draw of each font that a text in *used* characters needs."""
    ours, latin = characters()
    paths = dict(zip(FAMILIES, (str(FONT), font_manager.findfont(FAMILIES[1])), strict=True))
    needed: dict[tuple[str, str], str] = {}
    for character in sorted(used):
        at_hand = next((n for n, known in zip(FAMILIES, (ours, latin), strict=True) if ord(character) in known), None)
        found = (at_hand, paths[at_hand]) if at_hand else installed_font(character)
        if found:
            needed[found] = needed.get(found, "") + character
    return [(name, path, drawn) for (name, path), drawn in needed.items()]


def font_face(name: str, path: str, drawn: str, form: str = "woff") -> str:
    """Return a style rule that holds the glyphs of a font for the characters *drawn*.

    Parameters
    ----------
    name : of the family that the rule defines.
    path : of the font's file.
    drawn : characters; those that the font lacks are left out.
    form : ``woff``, or ``woff2``, which is a tenth smaller and takes longer to make.
    """
    from fontTools import subset
    from fontTools.ttLib import TTFont

    font = TTFont(path, fontNumber=0, recalcTimestamp=False)
    options = subset.Options(layout_features=[], hinting=False, desubroutinize=True, notdef_outline=False)
    options.drop_tables += ["VORG", "vhea", "vmtx", "BASE", "GDEF", "GPOS", "GSUB", "kern", "FFTM"]
    cut = subset.Subsetter(options)
    cut.populate(text=drawn)
    cut.subset(font)
    data = io.BytesIO()
    font.flavor = form
    font.save(data)
    encoded = base64.b64encode(data.getvalue()).decode("ascii")
    return f"@font-face{{font-family:'{name}';src:url(data:font/{form};base64,{encoded})}}"


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
