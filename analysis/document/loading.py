"""Load files as documents: text as it was decoded, and what readers make of other formats."""

from __future__ import annotations

import hashlib
import os
from pathlib import Path
from typing import TYPE_CHECKING

from .._checks import require_text, type_name
from ..extensions.registry import readers
from ..languages.messages import _, enumeration
from ..text_index.newlines import NEWLINE
from .blocks import blocks_of
from .converter import convert
from .decoding import decode, page_text
from .documents import Document, Source, newline_style, proper_name, refuse_surrogates
from .files import EMPTY, DocumentError, encodable, printable, read_bytes
from .formats import ENDINGS, WHOLE_PAGE, FormatError, format_of, holds_tokens
from .listing import find_files

if TYPE_CHECKING:
    from collections.abc import Callable

    from .laid_out import Pages

OWN = (".txt", ".md", ".markdown", *ENDINGS)
MOST_LINES = 2_000_000  # of a text: with a block on each second one, some 3 GB of memory


def load(
    source: str | os.PathLike[str] | bytes,
    encoding: str | None = None,
    name: str | None = None,
    main_text: bool = True,
) -> Document:
    """Load a text, Markdown, HTML, Word, EPUB or PDF file, a scan, or the bytes of one, as a `Document`.

    Of HTML, Word, EPUB and PDF files, for which the extra ``formats`` must be installed, the text is what their readers
    give, as Markdown. They are converted in a process of their own. Of an HTML page it is the main text, without menus,
    links to other texts, comments and footers; of an EPUB its chapters, in the order of reading. Of a PDF the
    characters' places on the pages say what belongs together, in which order it is read, and what is a heading, a
    caption, a note, a table or page furniture: its blocks are of these kinds too, and know their pages and boxes. So do
    those of what other programs made of pages: JSON of MinerU, PaddleOCR, PP-Structure and docling, and ALTO, PAGE XML
    and hOCR.

    Scans (PNG, JPEG, TIFF), and pages of a PDF whose text layer is missing or broken, are recognised, at 200 dots per
    inch, for which the extra ``ocr`` must be installed; nothing is downloaded. What is recognised with a certainty
    below .8 is in ``Document.doubtful``, and a finding of the kind ``misread?``; lines below .5 are left out. Without
    the extra, pages without text are passed over in a PDF that has text on others.

    At most 512 MB are read, and of a text 2,000,000 lines. A Word file or an EPUB may unfold to 256 MB and 200,000
    paragraphs, a page of a PDF to 500,000 objects; what a file is converted to has at most 200,000 lines, and that
    takes at most 60 seconds and 4 GB of memory. A scan may have 2,000 pages and each 80,000,000 pixels; each page that
    is recognised may take 120 seconds besides.

    Parameters
    ----------
    source : path of a file, here or anywhere that fsspec reaches (``s3://…``); or its bytes. (For text already decoded
        see `parse`.)
    encoding : Python codec name, for text and HTML; by default a byte order mark decides, then what an HTML page
        declares, then UTF-8, then detection among UTF-16, GB18030 (with GBK and GB 2312) and Big5. What looks like
        HZ, Japanese or Korean is refused.
    name : what the document is called, bytes in an error too; by default the file's name without its ending.
    main_text : whether to read only the main text of an HTML page; else all that it shows.

    Raises
    ------
    DocumentError : when the file is missing, unreadable, no file (a directory, a socket, a device, a pipe that nobody
        writes to), binary, without text or beyond these bounds, or holds a byte that is not valid in its encoding; the
        message names file, line and byte.

    >>> load("# 题\\n\\n第一段。".encode()).blocks[1]
    Block(kind='paragraph', level=0, start=5, end=9, line=3, page=0, regions=())
    """
    if not isinstance(source, str | os.PathLike | bytes):
        raise TypeError(
            "load: " + _("source must be a path, or the bytes of a file, not {given}").format(given=type_name(source))
        )
    name = proper_name(name)
    text, data, encoding, is_marked, form, pages = decoded(source, encoding, name, main_text)
    path = None if isinstance(source, bytes) else encodable(os.fspath(source))
    origin = Source(path, hashlib.sha256(data).hexdigest(), encoding, is_marked, newline_style(text), form)
    name = name or (Path(path).stem if path else "text")
    if pages:
        return Document(name, origin, text, pages.blocks, pages.sizes, pages.doubtful)
    return Document(name, origin, text, tuple(blocks_of(text)))


def load_all(source: str | os.PathLike[str], encoding: str | None = None, follow_links: bool = False) -> list[Document]:
    """Load every document of a folder and the folders in it, or those that a pattern names, in order of their paths.

    Each file is loaded once, whatever links lead to it. Named pipes, sockets, devices and broken links are left out;
    a file or folder that may not be read is an error.

    Parameters
    ----------
    source : a folder, of which the files that end like text, Markdown, HTML, Word, EPUB or PDF are loaded, but not
        pictures, few of which are pages; or a pattern such as ``texts/*.txt`` or ``scans/*.png``, where ``**`` stands
        for any folders.
    encoding : as for `load`.
    follow_links : whether to follow links that lead out of the folder; else what they lead to is left out.

    Raises
    ------
    DocumentError : when there is none, or one cannot be loaded.

    >>> [document.name for document in load_all("seeds/*.txt")]
    ['000_ed0ec8543009b9f7']
    """
    require_text("load_all", encoding=encoding)
    if not isinstance(source, str | os.PathLike):
        raise TypeError(
            "load_all: " + _("source must be a folder or a pattern, not {given}").format(given=type_name(source))
        )
    path = os.fspath(source)
    is_folder = os.path.isdir(path)  # noqa: PTH112 - what no file can be called is no folder, and no error here
    if os.path.lexists(path) and not is_folder:
        return [load(path, encoding)]
    found = find_files(path, endings(), follow_links)
    for each in found:
        if each.is_unreadable:
            raise DocumentError(f"{printable(each.path)}: {each.problem}")
    paths = [each.path for each in found if not each.problem]
    if not paths:
        reason = _("no such file")
        if is_folder:
            reason = _("holds no file that ends in {endings}").format(endings=enumeration(endings()))
        raise DocumentError(f"{printable(path)}: {reason}")
    return [load(path, encoding) for path in sorted(paths, key=Path)]


def decoded(
    source: str | os.PathLike[str] | bytes, encoding: str | None, name: str | None = None, main_text: bool = True
) -> tuple[str, bytes, str, bool, str, Pages | None]:
    """Return the text of a file or of bytes, the bytes, their encoding, whether a mark was there, the format and pages.

    >>> decoded("甲乙".encode(), None)[0]
    '甲乙'
    """
    if isinstance(source, bytes):
        ending, data, label = "", source, printable(name or "bytes")
    else:
        path = os.fspath(source)
        ending, data, label = Path(path).suffix, read_bytes(path), printable(path)
    if not data:
        raise DocumentError(f"{label}: {_(EMPTY)}")
    if reader := readers().get(ending.lower()):
        return _read_by(reader, data, label), data, "utf-8", False, ending[1:].lower(), None
    form = format_of(ending, data)
    if form == "text" and holds_tokens(ending, data):
        message = _("a file of tokens; `analysis convert` writes its text: analysis convert {name} -o text.txt")
        raise DocumentError(f"{label}: {message.format(name=Path(label).name)}")
    if form != "text":
        if form == "html":
            page = page_text(data, encoding, label).encode("utf-8", "replace")
            found = _converted(page, form if main_text else WHOLE_PAGE, label)
        else:
            found = _converted(data, form, label)
        text, pages = (found, None) if isinstance(found, str) else (found.text, found)
        return text, data, "utf-8", False, form, pages
    text, encoding, is_marked = decode(data, encoding, label)
    if not text or text.isspace():
        raise DocumentError(f"{label}: {_('holds only white space') if text else _(EMPTY)}")
    refuse_surrogates(text, label)
    if sum(1 for _line in NEWLINE.finditer(text)) >= MOST_LINES:
        raise DocumentError(
            f"{label}: "
            + _("holds more than {most:,} lines, the most that are read of one document").format(most=MOST_LINES)
        )
    return text, data, encoding, is_marked, form, None


def endings() -> tuple[str, ...]:
    """Return how files end that are read from a folder, those of formats that others added at the end."""
    return (*OWN, *readers())


def _read_by(reader: Callable[[bytes], str], data: bytes, label: str) -> str:
    """Return what a reader that somebody added makes of a file."""
    try:
        text = reader(data)
    except Exception as error:
        raise DocumentError(f"{label}: {type(error).__name__}: {error}") from error
    if not isinstance(text, str) or not text.strip():
        raise DocumentError(f"{label}: {_(EMPTY)}")
    refuse_surrogates(text, label)
    return text


def _converted(data: bytes, form: str, label: str) -> str | Pages:
    try:
        return convert(data, form)
    except FormatError as error:
        raise DocumentError(f"{label}: {error}") from None
