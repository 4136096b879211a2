"""Cut the bundled font out of Debian's ``fonts-noto-cjk``: ``python analysis/fonts/build.py [SOURCE.ttc]``.

The result holds every character of GBK (and with it ASCII, GB 2312 and Big5's common Han), the general
punctuation that Chinese text uses, and Latin letters with accents. It has a family name of its own, so that an
installed Noto Sans CJK can never stand in for it and pictures stay the same on every machine.
"""

import sys
from pathlib import Path

from fontTools import subset
from fontTools.ttLib import TTCollection, TTFont

SOURCE = Path("/usr/share/fonts/opentype/noto/NotoSansCJK-Regular.ttc")
TARGET = Path(__file__).parent / "NotoSansSC-GBK.otf"
FACE = "Noto Sans CJK SC"
FAMILY = "Noto Sans SC GBK"


def gbk() -> set[int]:
    """Return the code points that GBK encodes in two bytes."""
    pairs = (bytes([lead, trail]) for lead in range(0x81, 0xFF) for trail in range(0x40, 0xFF))
    return {ord(c) for pair in pairs if len(c := pair.decode("gbk", "ignore")) == 1 and not c.isascii()}


def wanted() -> set[int]:
    """Return the code points to keep: GBK, ASCII, Latin and general punctuation."""
    return gbk() | {*range(0x20, 0x7F), *range(0xA0, 0x180), *range(0x2010, 0x2070), 0x20AC, 0xFFFD}


def face(path: Path) -> TTFont:
    """Return the Simplified Chinese face of a Noto Sans CJK collection."""
    for font in TTCollection(path, lazy=True).fonts:
        if font["name"].getDebugName(1) == FACE:
            return font
    raise SystemExit(f"{path}: holds no face named {FACE}")


def rename(font: TTFont) -> None:
    """Give the subset its own family name and drop the names in other languages."""
    names = font["name"]
    names.names = [n for n in names.names if n.nameID in {0, 5, 7, 8, 9, 11, 13, 14} and n.langID == 0x409]
    postscript = FAMILY.replace(" ", "") + "-Regular"
    for identifier, text in {1: FAMILY, 2: "Regular", 3: f"subset of {FACE}", 4: FAMILY, 6: postscript}.items():
        names.setName(text, identifier, 3, 1, 0x409)
    font["CFF "].cff.fontNames = [postscript]


def main(source: Path = SOURCE) -> None:
    """Write the subset beside this script and say how large it is."""
    if not source.exists():
        raise SystemExit(f"{source}: not found. On Debian: apt-get install fonts-noto-cjk; or name another file.")
    font = face(source)
    font.recalcTimestamp = False
    options = subset.Options(layout_features=[], hinting=False, desubroutinize=False, name_IDs=["*"])
    options.drop_tables += ["VORG", "vhea", "vmtx", "BASE", "DSIG"]
    subsetter = subset.Subsetter(options)
    subsetter.populate(unicodes=wanted())
    subsetter.subset(font)
    rename(font)
    font.save(TARGET)
    missing = gbk() - set(font.getBestCmap())
    print(f"{TARGET.name}: {TARGET.stat().st_size:,} bytes, {len(font.getBestCmap()):,} characters")
    print("of GBK, not in the source:", " ".join(f"U+{c:04X}" for c in sorted(missing)) or "none")


if __name__ == "__main__":
    main(*map(Path, sys.argv[1:]))
