"""Read the text of HTML, Word, EPUB, PDF and scans: as Markdown, so that their headings keep their marks."""

from __future__ import annotations

import io
import re
import zipfile
from typing import TYPE_CHECKING, Any

from ..languages.library_errors import library_message
from ..languages.messages import _
from .bounds import BYTES, LINES, OBJECTS, PARAGRAPHS, FormatError, check
from .epub import CONTAINER, chapters
from .laid_out import Pages, pages_of
from .web import markdown, page_of

if TYPE_CHECKING:
    from collections.abc import Callable

    from PIL.Image import Image

    from ..layout.lines import PageLines
    from ..parsers.parsed_pages import ParsedPages

ENDINGS = {".html": "html", ".htm": "html", ".xhtml": "html", ".docx": "docx", ".epub": "epub", ".pdf": "pdf"}
PICTURES = dict.fromkeys((".png", ".jpg", ".jpeg", ".tif", ".tiff"), "scan")
BEGINNINGS = {
    b"%PDF-": "pdf",
    b"PK\x03\x04": "docx",
    b"\x89PNG\r\n\x1a\n": "scan",
    b"\xff\xd8\xff": "scan",
    b"II*\0": "scan",
    b"MM\0*": "scan",
}
RECOGNISERS = {"rapidocr", "onnxruntime"}
# What other programs made of pages, by a word that is in each such file; any other of that ending is a text.
PARSED = {
    ".json": ("json", (b'"page_idx"', b'"parsing_res_list"', b'"rec_texts"', b'"DoclingDocument"')),
    ".xml": ("xml", (b"<alto", b":alto", b"<PcGts", b":PcGts")),
    ".html": ("hocr", (b"ocr_page",)),
    ".hocr": ("hocr", (b"ocr_page",)),
}
SEEN = 1 << 20  # bytes of a file that are looked through for such a word
WHOLE_PAGE = "page"  # HTML, of which all is read and not only the main text
MOST_EXPANDED = 256_000_000  # bytes of a Word file's or an EPUB's parts, unpacked
MOST_BLOCKS = 200_000  # paragraphs of a Word file or an EPUB, lines of what a file is converted to
MOST_OBJECTS = 500_000  # pieces of text and drawing on one page of a PDF
PARAGRAPH = re.compile(rb"<(?:w:)?p[ />]")
MARKUP = (".xml", ".xhtml", ".html", ".htm")


TEI = b"tei-c.org/ns"
CELLS = 10  # of a word in CoNLL-U


def holds_tokens(ending: str, data: bytes) -> bool:
    """Say whether a file is one of tokens, whose marks are no text: CoNLL-U, verticalised text, or TEI with words.

    >>> holds_tokens(".conllu", b"# sent_id = 1\\n1" + 9 * b"\\t_" + b"\\n"), holds_tokens(".txt", b"# 1")
    (True, False)
    """
    kind = ending.lower()
    if kind == ".xml":
        return TEI in data[:SEEN] and b"<w" in data[:SEEN]
    if kind == ".vrt":
        return data.lstrip().startswith((b"<text>", b"<text "))
    first = next((line for line in data[:SEEN].splitlines() if line and not line.startswith(b"#")), b"")
    return kind == ".conllu" and first.count(b"\t") == CELLS - 1 and first[:1].isdigit()


def format_of(ending: str, data: bytes) -> str:
    """Return html, docx, epub, pdf, scan, json, xml or hocr by the bytes and the file's ending; else text.

    >>> format_of(".txt", b"%PDF-1.7"), format_of(".HTM", b"<p>"), format_of(".md", b"# ")
    ('pdf', 'html', 'text')
    >>> format_of(".json", b'[{"page_idx": 0, "text": ""}]'), format_of(".json", b"[1]")
    ('json', 'text')
    """
    form, words = PARSED.get(ending.lower(), ("", ()))
    if any(word in data[:SEEN] for word in words):
        return form
    form = next((name for begin, name in BEGINNINGS.items() if data.startswith(begin)), "")
    if form == "docx" and CONTAINER.encode() in data:  # an archive has the names of its parts as they are
        return "epub"
    return form or (ENDINGS | PICTURES).get(ending.lower(), "text")


def _unseen(done: int, of: int) -> None:
    """Show no progress."""


def read(data: bytes, form: str, progress: Callable[[int, int], None] = _unseen) -> str | Pages:
    """Return the text of a file's bytes (of HTML, in UTF-8) as Markdown; of a PDF and a scan its blocks and pages too.

    Parameters
    ----------
    data : the bytes.
    form : what `format_of` says.
    progress : is called before each page that is recognised, with how many are done and how many there are.

    Raises
    ------
    FormatError : when the file cannot be read, holds no text, unfolds to more than `MOST_EXPANDED`, `MOST_BLOCKS` or
        `MOST_OBJECTS`, or the extra ``formats``, or for scans ``ocr``, is not installed.
    MemoryError : when it needs more than there is.
    """
    name = "html" if form == WHOLE_PAGE else form
    try:
        found = PAGED[form](data, progress) if form in PAGED else READERS[form](data)
    except ModuleNotFoundError as error:
        raise FormatError(_what_to_install(form, error.name or "")) from None
    except (FormatError, MemoryError):
        raise
    except RecursionError:
        raise FormatError(_("no {name} file that can be read: nested too deeply").format(name=name)) from None
    except Exception as error:  # noqa: BLE001 - whatever a parser of somebody else's file can raise
        raise FormatError(
            _("no {name} file that can be read: {error}").format(name=name, error=library_message(error))
        ) from None
    text = found if isinstance(found, str) else found.text
    if not text.strip():
        raise FormatError(_("no text in it"))
    check(text.count("\n"), MOST_BLOCKS, LINES)
    return found


def _what_to_install(form: str, package: str) -> str:
    if package in RECOGNISERS:
        message = _("reading pages without a text layer needs {package}: pip install 'zh-analysis[ocr]'")
        if form == "scan":
            message = _("reading scanned pages needs {package}: pip install 'zh-analysis[ocr]'")
    else:
        message = _("reading {form} needs {package}: pip install 'zh-analysis[formats]'")
    return message.format(form=form, package=package)


def _html(data: bytes) -> str:
    """Return the main text of a page."""
    from .main_text import main_text

    return markdown(main_text(page_of(data.decode("utf-8", "replace"))))


def _page_html(data: bytes) -> str:
    return markdown(page_of(data.decode("utf-8", "replace")))


def _docx(data: bytes) -> str:
    from .word import word_page

    with _unpacked(data) as file:
        if "[Content_Types].xml" not in file.namelist():
            raise FormatError(_("an archive that is neither Word nor EPUB"))
        return markdown(word_page(file))


def _epub(data: bytes) -> str:
    with _unpacked(data) as file:
        return "\n".join(filter(str.strip, map(markdown, map(page_of, chapters(file)))))


def _unpacked(data: bytes) -> zipfile.ZipFile:
    """Return an archive that keeps the bounds."""
    file = zipfile.ZipFile(io.BytesIO(data))
    check(sum(part.file_size for part in file.infolist()), MOST_EXPANDED, BYTES)
    parts = (part for part in file.namelist() if part.lower().endswith(MARKUP))
    check(sum(len(PARAGRAPH.findall(file.read(part))) for part in parts), MOST_BLOCKS, PARAGRAPHS)
    return file


def _pdf(data: bytes, progress: Callable[[int, int], None]) -> Pages:
    import pypdfium2

    from ..layout.pages import laid_blocks
    from .scans import can_recognise, recognised_pages, with_doubtful

    with pypdfium2.PdfDocument(data) as document:
        numbers = range(len(document))
        read = [_page(document[number], number + 1) for number in numbers]
        sizes = [document.get_page_size(number) for number in numbers]
        pages = [runs for runs, _ in read]
        scanned = [number for number, (_, is_scan) in enumerate(read) if is_scan]
        # A cover without text is no reason to refuse what can be read; a text of which there is nothing else is.
        if not can_recognise() and any(runs.lines for runs in pages):
            scanned = []
        found = [*recognised_pages(document, scanned, progress)]
    for page in found:
        pages[page.runs.number - 1] = page.runs
    return with_doubtful(pages_of(laid_blocks(pages), sizes), found)


def _page(page: Any, number: int) -> tuple[PageLines, bool]:
    """Return the runs of a page's text layer, and whether its picture is to be read instead."""
    from ..layout.glyphs import page_glyphs
    from ..layout.lines import page_lines
    from .scans import is_scan

    try:
        count = _check_objects(page)
        glyphs = page_glyphs(page)
        return page_lines(glyphs, number), is_scan(glyphs, count > 0)
    finally:
        page.close()


def _check_objects(page: Any) -> int:
    """Return how many objects there are on a page."""
    from pypdfium2 import raw

    count: int = raw.FPDFPage_CountObjects(page)
    check(count, MOST_OBJECTS, OBJECTS)
    return count


def _scan(data: bytes, progress: Callable[[int, int], None]) -> Pages:
    from .scans import read_scan

    return read_scan(data, progress)


def draw(data: bytes, page: int, width: int) -> bytes:
    """Return a page of a PDF or a scan, numbered from 1, as a grey PNG of so many pixels across.

    Raises
    ------
    FormatError : when it cannot be drawn.
    """
    try:
        image = _drawn_picture(data, page, width) if format_of("", data) == "scan" else _drawn_page(data, page, width)
    except (RuntimeError, OSError, IndexError) as error:
        raise FormatError(
            _("page {page} cannot be drawn: {error}").format(page=page, error=library_message(error))
        ) from None
    found = io.BytesIO()
    image.save(found, "png")
    return found.getvalue()


def _drawn_page(data: bytes, page: int, width: int) -> Image:
    import pypdfium2

    with pypdfium2.PdfDocument(data) as document:
        opened = document[page - 1]
        _check_objects(opened)
        drawn: Image = opened.render(scale=width / max(opened.get_width(), 1), grayscale=True).to_pil()
    return drawn


def _drawn_picture(data: bytes, page: int, width: int) -> Image:
    from .scans import picture

    image = picture(data, page)
    return image.resize((width, max(1, round(image.height * width / image.width)))).convert("L")


def _json(data: bytes) -> Pages:
    from ..parsers.json_files import read_json

    return _parsed_pages(read_json(data))


def _xml(data: bytes) -> Pages:
    from ..parsers.xml_files import read_xml

    return _parsed_pages(read_xml(data))


def _hocr(data: bytes) -> Pages:
    from ..parsers.xml_files import read_hocr

    return _parsed_pages(read_hocr(data))


def _parsed_pages(parsed: ParsedPages | None) -> Pages:
    if parsed is None:
        raise FormatError(
            _("of no program that is known: MinerU, PaddleOCR, PP-Structure, docling, ALTO, PAGE XML, hOCR")
        )
    return pages_of(parsed.blocks, parsed.sizes)


READERS: dict[str, Callable[[bytes], str | Pages]] = {
    "html": _html,
    WHOLE_PAGE: _page_html,
    "docx": _docx,
    "epub": _epub,
    "json": _json,
    "xml": _xml,
    "hocr": _hocr,
}
PAGED: dict[str, Callable[[bytes, Callable[[int, int], None]], Pages]] = {"pdf": _pdf, "scan": _scan}
