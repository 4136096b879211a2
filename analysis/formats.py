"""Read the text of HTML, Word and PDF files: as Markdown, so that their headings keep their marks."""

from __future__ import annotations

import io
import re
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable

    from bs4 import BeautifulSoup

ENDINGS = {".html": "html", ".htm": "html", ".xhtml": "html", ".docx": "docx", ".pdf": "pdf"}
BEGINNINGS = {b"%PDF-": "pdf", b"PK\x03\x04": "docx"}
BLANK_LINES = re.compile(r"\n{3,}")
# What a browser does not show, or shows on every page of a site.
NOT_TEXT = ("script", "style", "template", "noscript", "nav", "head", "svg", "iframe", "form", "button")


class FormatError(ValueError):
    """A file that is not what its name says, or that needs a package which is not installed."""


def format_of(ending: str, data: bytes) -> str:
    """Return ``html``, ``docx`` or ``pdf`` by the first bytes and the file's ending; else ``text``.

    >>> format_of(".txt", b"%PDF-1.7"), format_of(".HTM", b"<p>"), format_of(".md", b"# ")
    ('pdf', 'html', 'text')
    """
    return next((name for begin, name in BEGINNINGS.items() if data.startswith(begin)), "") or ENDINGS.get(
        ending.lower(), "text"
    )


def read(data: bytes, form: str) -> str:
    """Return the text of a file's bytes as Markdown; the pages of a PDF are parted by form feeds.

    Raises
    ------
    FormatError : when the file cannot be read, holds no text, or the extra ``formats`` is not installed.
    """
    try:
        text = READERS[form](data)
    except ModuleNotFoundError as error:
        said = f"reading {form} needs {error.name}: pip install 'zh-analysis[formats]'"
        raise FormatError(said) from None
    except FormatError:
        raise
    except Exception as error:  # noqa: BLE001 - whatever a parser of somebody else's file can raise
        raise FormatError(f"no {form} file that can be read: {error}") from None
    if not text.strip():
        reason = "no text layer: scanned pages need OCR first" if form == "pdf" else "no text in it"
        raise FormatError(reason)
    return text


def _html(data: bytes) -> str:
    from bs4 import BeautifulSoup

    return _markdown(BeautifulSoup(data, "html.parser"))


def _markdown(page: BeautifulSoup) -> str:
    import markdownify

    for tag in page(NOT_TEXT):
        tag.decompose()
    as_is: dict[str, Any] = {"escape_asterisks": False, "escape_underscores": False, "escape_misc": False}
    converter = markdownify.MarkdownConverter(
        heading_style="ATX", bullets="-", strip=["a", "b", "strong", "em", "i", "img"], **as_is
    )
    return BLANK_LINES.sub("\n\n", converter.convert_soup(page)).strip() + "\n"


def _docx(data: bytes) -> str:
    import mammoth

    return _html(mammoth.convert_to_html(io.BytesIO(data)).value.encode())


def _pdf(data: bytes) -> str:
    import pypdfium2

    document = pypdfium2.PdfDocument(data)
    try:
        pages = [page.get_textpage().get_text_bounded() for page in document]
    finally:
        document.close()
    return "\n\n\f\n\n".join(page.replace("\r\n", "\n").strip() for page in pages) + "\n"


READERS: dict[str, Callable[[bytes], str]] = {"html": _html, "docx": _docx, "pdf": _pdf}
