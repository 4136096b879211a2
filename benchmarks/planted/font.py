"""The project's font as TrueType: its own kind of outlines a browser embeds as drawings (Type 3)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from fontTools.pens.cu2quPen import Cu2QuPen
from fontTools.pens.ttGlyphPen import TTGlyphPen
from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTFont, newTable

if TYPE_CHECKING:
    from pathlib import Path

MOST_ERROR = 1.0  # units of 1,000 to the em, between an outline and the curves that stand for it
TRUETYPE = "\0\1\0\0"


def write_truetype(source: Path, characters: str, file: Path) -> None:
    """Write a font with CFF outlines as TrueType with these characters alone."""
    font = TTFont(source)
    subsetter = Subsetter(Options(layout_features=[], hinting=False, notdef_outline=True, ignore_missing_unicodes=True))
    subsetter.populate(text=characters)
    subsetter.subset(font)
    glyphs, outlines = font.getGlyphSet(), {}
    for name in font.getGlyphOrder():
        pen = TTGlyphPen(None)
        glyphs[name].draw(Cu2QuPen(pen, MOST_ERROR, reverse_direction=True))
        outlines[name] = pen.glyph()
    font["loca"], font["glyf"] = newTable("loca"), newTable("glyf")
    font["glyf"].glyphOrder = font.getGlyphOrder()
    font["glyf"].glyphs = outlines
    font["maxp"].tableVersion = 0x00010000
    for name in [
        "maxZones",
        "maxTwilightPoints",
        "maxStorage",
        "maxFunctionDefs",
        "maxInstructionDefs",
        "maxStackElements",
    ]:
        setattr(font["maxp"], name, 0)
    font["maxp"].maxZones = 1
    font["maxp"].maxSizeOfInstructions = font["maxp"].maxComponentElements = 0
    font["post"].formatType = 3.0
    for name in ("CFF ", "VORG"):
        if name in font:
            del font[name]
    font.sfntVersion = TRUETYPE
    font.save(file)
