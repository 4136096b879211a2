"""Load a text file into a ``Document``: the decoded text, unchanged, and its blocks with exact offsets."""

from __future__ import annotations

import bisect
import hashlib
import os
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from .._checks import require_text, type_name
from ..text_index.newlines import NEWLINE
from .blocks import Block as Block
from .blocks import blocks_of
from .converter import convert
from .decoding import MARKS, decode, page_text
from .files import DocumentError as DocumentError
from .files import encodable, printable, read_bytes
from .formats import ENDINGS, WHOLE_PAGE, FormatError, format_of
from .laid_out import Pages, blocks_again
from .listing import find_files
from .marks import marked

if TYPE_CHECKING:
    from collections.abc import Sequence

    import pandas as pd

NEWLINE_NAMES = {"\r\n": "CRLF", "\n": "LF", "\r": "CR", "\x85": "NEL", "\u2028": "LS", "\u2029": "PS"}
READ = (".txt", ".md", ".markdown", *ENDINGS)
# GB18030 holds GBK and GB 2312 whole, so one name serves the three.
BOX = ("page", "x0", "y0", "x1", "y1")  # columns that say where on a page something is
MOST_LINES = 2_000_000  # of a text: with a block on each second one, some 3 GB of memory


@dataclass(frozen=True, slots=True)
class Source:
    """Where a document's text came from, and how it was decoded."""

    path: str | None  #: as given to `load`, but a byte of it that is no UTF-8 is ``\\xff``; ``None`` for text and bytes
    sha256: str  #: of the bytes
    encoding: str  #: a Python codec name; utf-8 for a format that is not text
    byte_order_mark: bool  #: whether the bytes began with one; it is not part of ``Document.text``
    newline: str  #: ``LF``, ``CRLF``, ``CR``, ``NEL``, ``LS``, ``PS``, ``mixed`` or ``none``
    format: str = "text"  #: ``text`` (Markdown too), ``html``, ``docx``, ``epub`` or ``pdf``


@dataclass(frozen=True)
class Document:
    """A text as it really is: never changed after it was decoded, with its blocks in order."""

    name: str
    source: Source
    text: str = field(repr=False)
    blocks: tuple[Block, ...] = field(repr=False)
    page_sizes: tuple[tuple[float, float], ...] = field(default=(), repr=False)  #: of a PDF, width and height in points

    def __getstate__(self) -> dict[str, object]:
        """Return what it is made of, without what was worked out of it: that can be had again where it goes."""
        return {name: getattr(self, name) for name in ("name", "source", "text", "blocks", "page_sizes")}

    def __repr__(self) -> str:
        return f"<Document {self.name!r}: {len(self.text):,} characters in {len(self.blocks):,} blocks>"

    def _repr_html_(self) -> str:
        from ..output.displays import table_html

        source = f"{self.source.encoding}, SHA-256 {self.source.sha256[:12]}…"
        caption = f"{self.name}: {len(self.text):,} characters in {len(self.blocks):,} blocks; {source}"
        return table_html(caption, self.table()[["line", "kind", "characters", "text"]], most=6)

    @cached_property
    def _line_starts(self) -> list[int]:
        return [0, *(newline.end() for newline in NEWLINE.finditer(self.text))]

    @cached_property
    def text_sha256(self) -> str:
        """The hash of the text, by which tables made of this document know it; whatever encoding it came in."""
        return hashlib.sha256(self.text.encode()).hexdigest()

    def line(self, offset: int) -> int:
        """Return the number, from 1, of the line that holds *offset*.

        >>> parse("甲\\n\\n乙").line(3)
        3
        """
        return bisect.bisect_right(self._line_starts, offset)

    def encode(self) -> bytes:
        """Return the bytes that the text was decoded from; of a format that is not text, the text in UTF-8.

        >>> load("甲乙".encode("gb18030"), encoding="gb18030").encode() == "甲乙".encode("gb18030")
        True
        """
        mark = next(m for m, e in MARKS.items() if e == self.source.encoding) if self.source.byte_order_mark else b""
        return mark + self.text.encode(self.source.encoding)

    def table(self) -> pd.DataFrame:
        """Return one row per block: its ``text`` and the number of its ``characters``, and what `Block` says of it.

        Of a document with pages also ``x0``, ``y0``, ``x1``, ``y1``: its box on its page, or on the first of them, in
        points from the top left corner.

        >>> parse("# 题\\n\\n第一段。").table()[["kind", "start", "end", "text"]]
                kind  start  end  text
        0      title      2    3     题
        1  paragraph      5    9  第一段。
        """
        import pandas as pd

        rows = [
            (b.kind, b.level, b.page, b.line, b.start, b.end, b.end - b.start, self.text[b.start : b.end])
            for b in self.blocks
        ]
        table = pd.DataFrame(rows, columns=["kind", "level", "page", "line", "start", "end", "characters", "text"])
        return marked(self.with_boxes(table.astype({"kind": "category", "text": "str"})), self)

    def with_boxes(self, table: pd.DataFrame) -> pd.DataFrame:
        """Return a table with where on its page the block of each row's ``start`` stands, if this document has pages.

        Added are ``page`` (from 1) and ``x0``, ``y0``, ``x1``, ``y1`` (points from the top left corner; NaN for a block
        without a place). Of a block in several columns or on several pages it is the first of them.

        >>> import pandas as pd
        >>> parse("没有页。").with_boxes(pd.DataFrame({"start": [0]})).columns.tolist()
        ['start']
        """
        if not self.page_sizes:
            return table
        starts = [block.start for block in self.blocks]
        rows = [self.blocks[max(bisect.bisect_right(starts, at) - 1, 0)] for at in table["start"]] if starts else []
        nowhere = (float("nan"),) * 4
        places = [(block.page, *(block.regions[0][1:] if block.regions else nowhere)) for block in rows]
        columns = zip(BOX, zip(*places, strict=True), strict=True) if places else ((name, ()) for name in BOX)
        types = {"page": "int64"} | dict.fromkeys(BOX[1:], "float64")
        return table.assign(**{name: [*values] for name, values in columns}).astype(types)


def load(
    source: str | os.PathLike[str] | bytes,
    encoding: str | None = None,
    name: str | None = None,
    main_text: bool = True,
) -> Document:
    """Load a text, Markdown, HTML, Word, EPUB or PDF file, or the bytes of one, as a `Document`.

    Of HTML, Word, EPUB and PDF files, for which the extra ``formats`` must be installed, the text is what their readers
    give, as Markdown. They are converted in a process of their own. Of an HTML page it is the main text, without menus,
    links to other texts, comments and footers; of an EPUB its chapters, in the order of reading. Of a PDF the
    characters' places on the pages say what belongs together, in which order it is read, and what is a heading, a
    caption, a note, a table or page furniture: its blocks are of these kinds too, and know their pages and boxes.

    At most 512 MB are read, and of a text 2,000,000 lines. A Word file or an EPUB may unfold to 256 MB and 200,000
    paragraphs, a page of a PDF to 500,000 objects; what a file is converted to has at most 200,000 lines, and that
    takes at most 60 seconds and 4 GB of memory.

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
    Block(kind='paragraph', level=0, start=5, end=9, line=3, page=0)
    """
    if not isinstance(source, str | os.PathLike | bytes):
        raise TypeError(f"load: source must be a path, or the bytes of a file, not {type_name(source)}")
    name = _proper_name(name)
    text, data, encoding, is_marked, form, pages = decoded(source, encoding, name, main_text)
    path = None if isinstance(source, bytes) else encodable(os.fspath(source))
    origin = Source(path, hashlib.sha256(data).hexdigest(), encoding, is_marked, _newline_style(text), form)
    name = name or (Path(path).stem if path else "text")
    if pages:
        return Document(name, origin, text, pages.blocks, pages.sizes)
    return Document(name, origin, text, tuple(blocks_of(text)))


def load_all(source: str | os.PathLike[str], encoding: str | None = None, follow_links: bool = False) -> list[Document]:
    """Load every document of a folder and the folders in it, or those that a pattern names, in order of their paths.

    Each file is loaded once, whatever links lead to it. Named pipes, sockets, devices and broken links are left out;
    a file or folder that may not be read is an error.

    Parameters
    ----------
    source : a folder, of which the files that end like text, Markdown, HTML, Word, EPUB or PDF are loaded; or a
        pattern such as ``texts/*.txt``, where ``**`` stands for any folders.
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
        raise TypeError(f"load_all: source must be a folder or a pattern, not {type_name(source)}")
    path = os.fspath(source)
    is_folder = os.path.isdir(path)  # noqa: PTH112 - what no file can be called is no folder, and no error here
    if os.path.lexists(path) and not is_folder:
        return [load(path, encoding)]
    found = find_files(path, READ, follow_links)
    for each in found:
        if each.is_unreadable:
            raise DocumentError(f"{printable(each.path)}: {each.problem}")
    paths = [each.path for each in found if not each.problem]
    if not paths:
        reason = f"holds no file that ends in {', '.join(READ)}" if is_folder else "no such file"
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
        raise DocumentError(f"{label}: holds no text (the file is empty)")
    form = format_of(ending, data)
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
        raise DocumentError(f"{label}: {'holds only white space' if text else 'holds no text (the file is empty)'}")
    refuse_surrogates(text, label)
    if sum(1 for _ in NEWLINE.finditer(text)) >= MOST_LINES:
        raise DocumentError(f"{label}: holds more than {MOST_LINES:,} lines, the most that are read of one document")
    return text, data, encoding, is_marked, form, None


def parse(text: str, name: str = "text") -> Document:
    """Make a `Document` of text that is already decoded; any text, the empty one too.

    Raises
    ------
    DocumentError : when text or name holds a lone surrogate, which is half of a character; the message names its place.

    >>> parse("第一段。\\n第二段。").blocks[1].start
    5
    """
    if not isinstance(text, str):
        raise TypeError(f"parse: text must be of the type str, not {type_name(text)}; call analysis.load for a file")
    refuse_surrogates(text, printable(_proper_name(name)))
    data = text.encode()
    origin = Source(None, hashlib.sha256(data).hexdigest(), "utf-8", False, _newline_style(text))
    return Document(name, origin, text, tuple(blocks_of(text)))


def parse_again(text: str, kept: Sequence[tuple[int, int, int]], document: Document) -> Document:
    """Make a `Document` of a text that is what became of another's; what its pages said of its blocks is kept.

    Parameters
    ----------
    text : as it is now.
    kept : what was kept of the text before, in order: where it begins now, where it began, and how long it is.
    document : before.
    """
    if not document.page_sizes:
        return parse(text, document.name)
    origin = Source(None, hashlib.sha256(text.encode()).hexdigest(), "utf-8", False, _newline_style(text), "pdf")
    blocks = tuple(blocks_again(text, kept, document.blocks))
    return Document(document.name, origin, text, blocks, document.page_sizes)


def refuse_surrogates(text: str, label: str) -> None:
    """Raise DocumentError for half of a pair of UTF-16, which is no character and which no encoding can hold.

    >>> refuse_surrogates("甲\\n乙\\ud800", "a.txt")
    Traceback (most recent call last):
    analysis.document.files.DocumentError: a.txt: line 2, character 2: a lone surrogate (U+D800), which is no character
    """
    try:
        text.encode()
    except UnicodeEncodeError as error:
        before = NEWLINE.split(text[: error.start])
        place = f"line {len(before)}, character {len(before[-1]) + 1}"
        reason = f"a lone surrogate (U+{ord(text[error.start]):04X}), which is no character"
        raise DocumentError(f"{label}: {place}: {reason}") from None


def _proper_name(name: str | None) -> str:
    """Return a document's name, an empty one for None."""
    if not isinstance(name, str | None):
        raise TypeError(f"name must be of the type str, not {type_name(name)}")
    if name:
        refuse_surrogates(name, "name")
    return name or ""


def _converted(data: bytes, form: str, label: str) -> str | Pages:
    try:
        return convert(data, form)
    except FormatError as error:
        raise DocumentError(f"{label}: {error}") from None


def _newline_style(text: str) -> str:
    found = set(NEWLINE.findall(text))
    return "mixed" if len(found) > 1 else NEWLINE_NAMES[found.pop()] if found else "none"
