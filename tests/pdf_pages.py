"""Write small PDF files whose characters are where a test puts them, in a Chinese font that every reader knows."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

WIDTH, HEIGHT = 300.0, 400.0  # points, of a page unless it is told otherwise
NARROW = 0.5  # em, of letters and figures of Latin script
FONTS = {"plain": "STSong-Light", "bold": "STSong-Light,Bold"}


@dataclass
class PdfPage:
    """What is drawn on a page, in the order in which it is: places in points from the top left corner."""

    width: float = WIDTH
    height: float = HEIGHT
    rotation: int = 0
    drawn: list[str] = field(default_factory=list)

    def character(self, character: str, x: float, y: float, size: float, font: str = "plain", more: str = "") -> None:
        """Draw a character with its top left corner at a place; *more* are operators before it."""
        code = character.encode("utf-16-be").hex()
        base = self.height - y - 0.88 * size
        self.drawn.append(f"q BT /{font} {size} Tf {more} 1 0 0 1 {x:.2f} {base:.2f} Tm <{code}> Tj ET Q")

    def line(self, text: str, x: float, y: float, size: float = 10, gap: float = 0, font: str = "plain") -> float:
        """Draw a line of text and return where it ends; *gap* is put behind each character, and no space is drawn."""
        for character in text:
            if not character.isspace():
                self.character(character, x, y, size, font)
            x += size * (NARROW if character.isascii() else 1) + gap
        return x

    def column(self, texts: Iterable[str], x: float, y: float, size: float = 10, leading: float = 1.6) -> float:
        """Draw lines below each other, each behind its wide spaces, and return where the next would be."""
        for text in texts:
            self.line(text, x, y, size)
            y += leading * size
        return y

    def downwards(self, text: str, x: float, y: float, size: float = 10) -> None:
        """Draw upright characters below each other."""
        for number, character in enumerate(text):
            self.character(character, x, y + number * size, size)

    def rectangle(self, x0: float, y0: float, x1: float, y1: float, how: str = "f") -> None:
        """Draw a grey rectangle, filled (``f``), or its outline (``S``)."""
        self.drawn.append(f"q .6 g {x0} {self.height - y1} {x1 - x0} {y1 - y0} re {how} Q")

    def rule(self, x0: float, y0: float, x1: float, y1: float) -> None:
        """Draw a thin line."""
        self.drawn.append(f"{x0} {self.height - y0} m {x1} {self.height - y1} l S")


def pdf_of(*pages: PdfPage) -> bytes:
    """Return a PDF file of pages."""
    objects = ["<< /Type /Catalog /Pages 2 0 R >>", ""]
    fonts = ""
    for name, base in FONTS.items():
        number = len(objects) + 1
        fonts += f"/{name} {number} 0 R "
        objects += [
            f"<< /Type /Font /Subtype /Type0 /BaseFont /{base} /Encoding /UniGB-UCS2-H"
            f" /DescendantFonts [{number + 1} 0 R] >>",
            f"<< /Type /Font /Subtype /CIDFontType0 /BaseFont /{base}"
            f" /CIDSystemInfo << /Registry (Adobe) /Ordering (GB1) /Supplement 4 >>"
            f" /FontDescriptor {number + 2} 0 R /DW 1000 /W [1 95 500 814 939 500] >>",
            f"<< /Type /FontDescriptor /FontName /{base} /Flags 4 /FontBBox [0 -120 1000 880] /ItalicAngle 0"
            f" /Ascent 880 /Descent -120 /CapHeight 880 /StemV {160 if name == 'bold' else 80} >>",
        ]
    kids = []
    for page in pages:
        stream = "\n".join(page.drawn)
        kids.append(f"{len(objects) + 1} 0 R")
        objects += [
            f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 {page.width} {page.height}] /Rotate {page.rotation}"
            f" /Resources << /Font << {fonts}>> >> /Contents {len(objects) + 2} 0 R >>",
            f"<< /Length {len(stream)} >>\nstream\n{stream}\nendstream",
        ]
    objects[1] = f"<< /Type /Pages /Kids [{' '.join(kids)}] /Count {len(pages)} >>"
    return _file(objects)


def _file(objects: list[str]) -> bytes:
    """Return numbered objects as a file, with the table of where each is."""
    written, places = "%PDF-1.7\n", []
    for number, held in enumerate(objects, 1):
        places.append(len(written))
        written += f"{number} 0 obj\n{held}\nendobj\n"
    table = "".join(f"{place:010} 00000 n \n" for place in places)
    count = len(objects) + 1
    end = f"trailer\n<< /Size {count} /Root 1 0 R >>\nstartxref\n{len(written)}\n%%EOF\n"
    return f"{written}xref\n0 {count}\n0000000000 65535 f \n{table}{end}".encode("latin-1")


def wrapped(text: str, width: int, indent: int = 2) -> list[str]:
    """Return a paragraph in lines of so many characters, the first behind wide spaces."""
    text = "\u3000" * indent + text
    return [text[start : start + width] for start in range(0, len(text), width)]
