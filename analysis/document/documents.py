"""A text as a ``Document``: as it was decoded, unchanged, and its blocks with exact offsets."""

from __future__ import annotations

import bisect
import hashlib
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING

from .._checks import require, type_name
from ..languages.messages import _
from ..text_index.newlines import NEWLINE
from .blocks import Block, blocks_of
from .decoding import MARKS
from .files import DocumentError, printable
from .laid_out import blocks_again, spans_again
from .marks import marked

if TYPE_CHECKING:
    from collections.abc import Sequence

    import pandas as pd

NEWLINE_NAMES = {"\r\n": "CRLF", "\n": "LF", "\r": "CR", "\x85": "NEL", "\u2028": "LS", "\u2029": "PS"}
BOX = ("page", "x0", "y0", "x1", "y1")  # columns that say where on a page something is


@dataclass(frozen=True, slots=True)
class Source:
    """Where a document's text came from, and how it was decoded."""

    path: str | None  #: as given to `load`, but a byte of it that is no UTF-8 is ``\\xff``; ``None`` for text and bytes
    sha256: str  #: of the bytes
    encoding: str  #: a Python codec name; utf-8 for a format that is not text
    byte_order_mark: bool  #: whether the bytes began with one; it is not part of ``Document.text``
    newline: str  #: ``LF``, ``CRLF``, ``CR``, ``NEL``, ``LS``, ``PS``, ``mixed`` or ``none``
    format: str = "text"  #: text (Markdown too), html, docx, epub, pdf, scan; or json, xml or hocr of another program


@dataclass(frozen=True)
class Document:
    """A text as it really is: never changed after it was decoded, with its blocks in order."""

    name: str
    source: Source
    text: str = field(repr=False)
    blocks: tuple[Block, ...] = field(repr=False)
    page_sizes: tuple[tuple[float, float], ...] = field(default=(), repr=False)  #: of a PDF, width and height in points
    doubtful: tuple[tuple[int, int, float], ...] = field(default=(), repr=False, compare=False)
    #: of a scan, start and end of what was not recognised for certain, and how certainly it was, 0..1

    def __getstate__(self) -> dict[str, object]:
        """Return what it is made of, without what was worked out of it: that can be had again where it goes."""
        return {name: getattr(self, name) for name in ("name", "source", "text", "blocks", "page_sizes", "doubtful")}

    def __repr__(self) -> str:
        return f"<Document {self.name!r}: {len(self.text):,} characters in {len(self.blocks):,} blocks>"

    def _repr_html_(self) -> str:
        from ..output.displays import table_html

        message = _("{name}: {characters:,} characters in {blocks:,} blocks; {encoding}, SHA-256 {sha256}…")
        counts = {"characters": len(self.text), "blocks": len(self.blocks)}
        source = {"encoding": self.source.encoding, "sha256": self.source.sha256[:12]}
        caption = message.format(name=self.name, **counts, **source)
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

        >>> from analysis import load
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


def parse(text: str, name: str = "text") -> Document:
    """Make a `Document` of text that is already decoded; any text, the empty one too.

    Raises
    ------
    DocumentError : when text or name holds a lone surrogate, which is half of a character; the message names its place.

    >>> parse("第一段。\\n第二段。").blocks[1].start
    5
    """
    if not isinstance(text, str):
        raise TypeError(
            "parse: "
            + _("text must be of the type str, not {given}; call analysis.load for a file").format(
                given=type_name(text)
            )
        )
    refuse_surrogates(text, printable(proper_name(name)))
    data = text.encode()
    origin = Source(None, hashlib.sha256(data).hexdigest(), "utf-8", False, newline_style(text))
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
    origin = Source(
        None, hashlib.sha256(text.encode()).hexdigest(), "utf-8", False, newline_style(text), document.source.format
    )
    blocks = tuple(blocks_again(text, kept, document.blocks))
    doubtful = spans_again(kept, document.doubtful)
    return Document(document.name, origin, text, blocks, document.page_sizes, doubtful)


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
        place = _("line {line}, character {character}").format(line=len(before), character=len(before[-1]) + 1)
        reason = _("a lone surrogate (U+{code:04X}), which is no character").format(code=ord(text[error.start]))
        raise DocumentError(f"{label}: {place}: {reason}") from None


def proper_name(name: str | None) -> str:
    """Return a document's name, an empty one for None.

    >>> proper_name(None), proper_name("甲")
    ('', '甲')
    """
    if not isinstance(name, str | None):
        raise TypeError(_("name must be of the type str, not {given}").format(given=type_name(name)))
    if name:
        refuse_surrogates(name, "name")
    return name or ""


def newline_style(text: str) -> str:
    """Return which line ends a text has.

    >>> newline_style("甲\\r\\n乙"), newline_style("甲\\n乙\\r"), newline_style("甲")
    ('CRLF', 'mixed', 'none')
    """
    found = set(NEWLINE.findall(text))
    return "mixed" if len(found) > 1 else NEWLINE_NAMES[found.pop()] if found else "none"


def as_documents(documents: Document | Iterable[Document], caller: str) -> tuple[Document, ...]:
    """Return one or several documents as several; a text or a path is none.

    Raises
    ------
    TypeError : for what is no document, in the name of *caller*.

    >>> len(as_documents([parse("甲"), parse("乙")], "audit")), len(as_documents(parse("甲"), "audit"))
    (2, 1)
    """
    if isinstance(documents, Document | str | bytes) or not isinstance(documents, Iterable):
        require(documents, Document, caller, "documents")
        return (documents,)
    several = tuple(documents)
    for each in several:
        require(each, Document, caller, _("each of documents"))
    return several
