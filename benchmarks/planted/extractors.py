"""Extractors of the text of a PDF: this project's, and those of ``make bench``; form feeds part the pages."""

from __future__ import annotations

import io
import logging
import subprocess
from typing import TYPE_CHECKING

from analysis import load

if TYPE_CHECKING:
    from collections.abc import Callable


def own(pdf: bytes) -> str:
    """Return what `analysis.load` makes of it."""
    return load(pdf, name="page.pdf").text


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
    "load": own,
    "poppler": poppler,
    "poppler -layout": poppler_layout,
    "mupdf": mupdf,
    "pdfminer": pdfminer,
}
