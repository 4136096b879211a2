"""Scans: pages that are pictures, recognised into lines and laid out as the lines of other programs are."""

from __future__ import annotations

import io
from collections import defaultdict
from dataclasses import dataclass, replace
from importlib.util import find_spec
from itertools import groupby
from math import sqrt
from operator import itemgetter
from typing import TYPE_CHECKING, Any

from ..layout.lines import page_lines
from ..parsers.recognised import glyphs_of_lines, recognised_lines
from .bounds import PIXELS, SCANNED, check
from .laid_out import Pages, pages_of
from .unreadable import count_unreadable

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from PIL.Image import Image

    from ..layout.glyphs import PageGlyphs
    from ..layout.lines import PageLines
    from ..parsers.recognised import RecognisedLine
    from .blocks import Block

DPI = 200  # at which a page is looked at
INCH = 72  # points
LEAST_DPI = 100  # what a file says below this is the default of a camera or of a screen
LONGER_SIDE = 842.0  # points of a page of which nothing is known: as A4
MOST_SEEN = 9_000_000  # pixels that a page is looked at with, A3 at 200 dpi; more takes more memory than there may be
MOST_PIXELS = 80_000_000  # of a picture, unpacked
MOST_SCANNED = 2_000  # pages of one file
BROKEN = 0.2  # share of a page's characters that are no text, beyond which its picture is read instead
FEW = 50  # characters, such as a page number and a stamp, that a scan can have as text
COVERED = 0.5  # least share of such a page that pictures cover
DOUBTFUL = 0.8  # certainty of a character below which it is a finding


@dataclass(frozen=True)
class ScannedPage:
    """A page that was recognised: its runs, for the layout, and its lines as they were read."""

    runs: PageLines
    lines: list[RecognisedLine]


def is_scan(glyphs: PageGlyphs, has_objects: bool) -> bool:
    """Say whether the text of a page is in its picture: it has no text layer, or hardly any, or a broken one."""
    codes = glyphs.characters["code"].tolist()
    if not codes:
        return has_objects
    if sum(count_unreadable("".join(map(chr, codes))).values()) > BROKEN * len(codes):
        return True
    covered = sum(box.width * box.height for box in glyphs.pictures)
    return len(codes) < FEW and covered >= COVERED * glyphs.width * glyphs.height


def can_recognise() -> bool:
    """Say whether the extra ``ocr`` is installed."""
    return find_spec("rapidocr") is not None and find_spec("onnxruntime") is not None


def recognised_page(image: Image, number: int, width: float, height: float) -> ScannedPage:
    """Return a page, numbered from 1, of which there is a picture; its width and height in points."""
    lines = recognised_lines(image, width / image.width)
    return ScannedPage(page_lines(glyphs_of_lines(lines, width, height), number), lines)


def recognised_pages(
    document: Any, numbers: Sequence[int], progress: Callable[[int, int], None]
) -> Iterator[ScannedPage]:
    """Yield pages of an open PDF, as they are numbered from 0, recognised from how they are drawn.

    Raises
    ------
    FormatError : when there are more than `MOST_SCANNED`.
    """
    check(len(numbers), MOST_SCANNED, SCANNED)
    for done, number in enumerate(numbers):
        progress(done, len(numbers))
        page = document[number]
        try:
            width, height = page.get_size()
            most = sqrt(MOST_SEEN / max(width * height, 1))
            image = page.render(scale=min(DPI / INCH, most)).to_pil().convert("RGB")
        finally:
            page.close()
        yield recognised_page(image, number + 1, width, height)


def read_scan(data: bytes, progress: Callable[[int, int], None]) -> Pages:
    """Return the pages of a PNG, a JPEG or a TIFF.

    Parameters
    ----------
    data : the bytes of the file.
    progress : is called with how many pages are done, and how many there are, before each.

    Raises
    ------
    FormatError : when it has more than `MOST_SCANNED` pages, or one of them more than `MOST_PIXELS`.
    """
    from ..layout.pages import laid_blocks

    scanned: list[ScannedPage] = []
    sizes = []
    for number, of, image in _pictures(data):
        progress(number - 1, of)
        width, height = _size(image)
        sizes.append((width, height))
        scanned.append(recognised_page(_reduced(image, width), number, width, height))
    pages = pages_of(laid_blocks([page.runs for page in scanned]), sizes)
    return with_doubtful(pages, scanned)


def picture(data: bytes, page: int) -> Image:
    """Return a page of a picture's file, numbered from 1.

    Raises
    ------
    IndexError : when there is no such page.
    """
    for number, _, image in _pictures(data):
        if number == page:
            return image
    raise IndexError(page)


def _pictures(data: bytes) -> Iterator[tuple[int, int, Image]]:
    """Yield each page's number, how many there are, and its picture as it is to be looked at."""
    from PIL import Image, ImageOps

    with Image.open(io.BytesIO(data), formats=("PNG", "JPEG", "TIFF")) as file:
        count = getattr(file, "n_frames", 1) if file.format == "TIFF" else 1
        check(count, MOST_SCANNED, SCANNED)
        for number in range(count):
            file.seek(number)
            check(file.width * file.height, MOST_PIXELS, PIXELS)
            dpi = file.info.get("dpi")
            image = _on_white(ImageOps.exif_transpose(file))
            image.info["dpi"] = dpi
            yield number + 1, count, image


def _on_white(image: Image) -> Image:
    """Return a picture in colours, on white where it is transparent."""
    from PIL import Image

    if image.mode.startswith("I"):  # sixteen bits of grey
        image = image.point(lambda value: value / 256).convert("L")
    if not image.has_transparency_data:
        return image.convert("RGB")
    image = image.convert("RGBA")
    return Image.alpha_composite(Image.new("RGBA", image.size, "white"), image).convert("RGB")


def _size(image: Image) -> tuple[float, float]:
    """Return the width and height of a picture in points."""
    dpi = float((image.info.get("dpi") or (0, 0))[0])
    scale = INCH / dpi if dpi >= LEAST_DPI else LONGER_SIDE / max(image.size)
    return image.width * scale, image.height * scale


def _reduced(image: Image, width: float) -> Image:
    """Return a picture with no more pixels than are needed."""
    pixels = image.width * image.height
    share = min(1.0, sqrt(MOST_SEEN / pixels))
    if image.info.get("dpi"):
        share = min(share, max(DPI / INCH * width / image.width, 0.0))
    return image if share == 1 else image.resize((max(1, int(image.width * share)), max(1, int(image.height * share))))


def with_doubtful(pages: Pages, scanned: Sequence[ScannedPage]) -> Pages:
    """Return pages with the spans of text that were recognised with less certainty than `DOUBTFUL`."""
    on_page: dict[int, list[Block]] = defaultdict(list)
    for block in pages.blocks:
        for number in {region.page for region in block.regions}:
            on_page[number].append(block)
    spans = [
        span
        for page in scanned
        for line in page.lines
        if any(_is_doubtful(*each) for each in zip(line.text, line.certain, strict=True))
        for span in _spans(pages.text, on_page[page.runs.number], page.runs.number, line)
    ]
    return replace(pages, doubtful=tuple(sorted(set(spans))))


def _spans(text: str, blocks: list[Block], number: int, line: RecognisedLine) -> Iterator[tuple[int, int, float]]:
    """Yield the doubtful spans of a line in the text of the blocks that stand where it does."""
    x, y = (line.box.x0 + line.box.x1) / 2, (line.box.y0 + line.box.y1) / 2
    here = [
        block
        for block in blocks
        if any(r.page == number and r.x0 <= x <= r.x1 and r.y0 <= y <= r.y1 for r in block.regions)
    ]
    letters = [(c, certain) for c, certain in zip(line.text, line.certain, strict=True) if not c.isspace()]
    wanted = "".join(c for c, _ in letters)
    for block in here:
        places = [at for at in range(block.start, block.end) if not text[at].isspace()]
        found = "".join(text[at] for at in places).find(wanted)
        if found >= 0:
            yield from _doubtful_runs(places[found : found + len(letters)], letters)
            return
    if here:  # it was taken apart
        least = min(certain for c, certain in letters if _is_doubtful(c, certain))
        yield here[0].start, here[0].end, round(least, 2)


def _doubtful_runs(places: list[int], letters: list[tuple[str, float]]) -> Iterator[tuple[int, int, float]]:
    rows = [(at, certain, _is_doubtful(c, certain)) for at, (c, certain) in zip(places, letters, strict=True)]
    for is_doubtful, run in groupby(rows, key=itemgetter(2)):
        if is_doubtful:
            held = list(run)
            yield held[0][0], held[-1][0] + 1, round(min(certain for _, certain, _ in held), 2)


def _is_doubtful(character: str, certain: float) -> bool:
    """Say whether a character may be another; of marks, wide ones and narrow ones look alike."""
    return character.isalnum() and certain < DOUBTFUL
