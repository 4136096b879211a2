"""Extractors of the text of a PDF, such as people use: pdfium, and those of ``make bench``; form feeds part pages."""

from __future__ import annotations

import io
import logging
import subprocess
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable


def pdfium(pdf: bytes) -> str:
    """Return the characters as pdfium gives them, in the order in which they were drawn."""
    import pypdfium2

    with pypdfium2.PdfDocument(pdf) as document:
        pages = [page.get_textpage().get_text_bounded() for page in document]
    return "\n\n\f\n\n".join(page.replace("\r\n", "\n").strip() for page in pages) + "\n"


def poppler(pdf: bytes, *options: str) -> str:
    """Return what ``pdftotext`` writes (Debian's package poppler-utils)."""
    command = ["pdftotext", "-enc", "UTF-8", *options, "-", "-"]
    return subprocess.run(command, input=pdf, capture_output=True, check=True).stdout.decode()


def poppler_layout(pdf: bytes) -> str:
    """Return the same with ``-layout``: columns stay side by side."""
    return poppler(pdf, "-layout")


def mupdf(pdf: bytes) -> str:
    """Return what PyMuPDF's ``get_text`` gives, page by page."""
    import pymupdf

    with pymupdf.open(stream=pdf, filetype="pdf") as document:
        return "\f".join(page.get_text() for page in document)


def pdfminer(pdf: bytes) -> str:
    """Return what pdfminer.six's ``extract_text`` gives: an empty line between boxes."""
    from pdfminer.high_level import extract_text

    logging.getLogger("pdfminer").setLevel(logging.ERROR)
    return extract_text(io.BytesIO(pdf))


EXTRACTORS: dict[str, Callable[[bytes], str]] = {
    "pdfium": pdfium,
    "poppler": poppler,
    "poppler -layout": poppler_layout,
    "mupdf": mupdf,
    "pdfminer": pdfminer,
}


def pymupdf4llm(pdf: bytes) -> str:
    """Return the Markdown that PyMuPDF4LLM makes of it."""
    import pymupdf
    import pymupdf4llm

    with pymupdf.open(stream=pdf, filetype="pdf") as document:
        return str(pymupdf4llm.to_markdown(document, show_progress=False))


def markitdown(pdf: bytes) -> str:
    """Return the Markdown that MarkItDown makes of it."""
    from markitdown import MarkItDown

    return MarkItDown().convert_stream(io.BytesIO(pdf), file_extension=".pdf").text_content


def pdfplumber(pdf: bytes) -> str:
    """Return the lines that pdfplumber reads across each page."""
    import pdfplumber

    with pdfplumber.open(io.BytesIO(pdf)) as document:
        return "\n\n".join(page.extract_text() for page in document.pages)


# What makes Markdown of a PDF, headings and all, and so can be judged as it comes.
PEERS: dict[str, Callable[[bytes], str]] = {
    "pymupdf4llm": pymupdf4llm,
    "markitdown": markitdown,
    "pdfplumber": pdfplumber,
}
