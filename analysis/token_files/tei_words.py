"""TEI with its words marked: ``<w>`` and ``<pc>`` in ``<s>`` in ``<p>``, and all of the text in its place."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from xml.etree import ElementTree

from .._checks import require, require_text
from ..document.bounds import FormatError
from ..editions.markup import DECLARATION, UNFIT, element, text
from ..languages.library_errors import library_message
from ..languages.messages import _
from ..text_index.newlines import has_line_end
from .escapes import escaped, unescaped
from .running_words import RunningWords, Sentence, Word, running_words

if TYPE_CHECKING:
    from collections.abc import Iterator

    import pandas as pd

    from ..document.documents import Document

NAMESPACE = "http://www.tei-c.org/ns/1.0"
UNREADABLE = re.compile(f"[{UNFIT}\r]")  # in XML; a reader makes of a carriage return a line feed
SPACE = "{http://www.w3.org/XML/1998/namespace}space"


def to_tei_words(document: Document, tokens: pd.DataFrame | None = None) -> bytes:
    r"""Return the tokens of a document as TEI P5, from which `from_tei_words` gives both back.

    A word is ``<w>``, punctuation ``<pc>``, with the term that it is counted as in ``@lemma`` and its tag in ``@pos``.
    What stands between words is between them; a word or a gap with characters that XML cannot hold is escaped, in
    ``@orig``.

    Parameters
    ----------
    document : what the tokens are of.
    tokens : from `Tokeniser.tokens`; those of a plain `Tokeniser` by default.

    Raises
    ------
    ValueError : if *tokens* are of another text, or overlap.

    >>> from analysis import parse
    >>> to_tei_words(parse("政协开会")).decode().partition("<body")[2].partition("</body>")[0]
    ' xml:space="preserve"><p><s><w lemma="政协">政协</w><w lemma="开会">开会</w></s></p>'
    """
    found = running_words(document, tokens, "to_tei_words")
    paragraphs: list[str] = []
    content: list[str] = [_gap(found.before)]
    for number, sentence in enumerate(found.sentences):
        if sentence.begins_block and number:
            paragraphs.append(element("p", *content))
            content = []
        *inner, last = sentence.words
        words = [_word(word) + _gap(word.after) for word in inner]
        content += [element("s", *words, _word(last)), _gap(last.after)]
    paragraphs.append(element("p", *content))
    title = element("titleStmt", element("title", text(UNREADABLE.sub("\ufffd", found.name))))
    source = element("sourceDesc", element("p", "tokens of a text, by zh-analysis"))
    head = element("fileDesc", title, element("publicationStmt", element("p", "not published")), source)
    body = element("text", element("body", *paragraphs, xml__space="preserve"))
    whole = element("TEI", element("teiHeader", head), body, xmlns=NAMESPACE)
    return f"{DECLARATION}{whole}\n".encode()


def _word(word: Word) -> str:
    name = "w" if any(map(str.isalnum, word.text)) else "pc"
    is_unfit = UNREADABLE.search(word.text) is not None
    shown = text(UNREADABLE.sub("\ufffd", word.text))
    attributes = {
        "lemma": escaped(word.term),
        "pos": word.tag or None,
        "orig": escaped(word.text) if is_unfit else None,
    }
    return element(name, shown, **attributes)


def _gap(between: str) -> str:
    if UNREADABLE.search(between) is None:
        return text(between)
    return element("gap", reason="character", orig=escaped(between))


def from_tei_words(data: bytes, name: str = "text") -> tuple[Document, pd.DataFrame]:
    r"""Return the document and the tokens in TEI with words, of `to_tei_words` or of any other program.

    All text in ``<text>`` is kept; tokens are its ``<w>`` and ``<pc>``. Paragraphs that nothing parts have an empty
    line between them; where ``xml:space`` does not say that white space is text, that between elements is layout, and
    left out.

    Parameters
    ----------
    data : the bytes of the file.
    name : that of the document, where the file has no title.

    Returns
    -------
    The `Document`, and its tokens as `Tokeniser.tokens` gives them, with ``tag`` if the file has ``@pos``, and without
    white space.

    Raises
    ------
    ValueError : if it is no TEI.

    >>> from analysis import parse
    >>> document, tokens = from_tei_words(to_tei_words(parse("# 题\n\n政协开会。")))
    >>> document.text, tokens["text"].tolist()
    ('# 题\n\n政协开会。', ['题', '政协', '开会', '。'])
    """
    require(data, bytes, "from_tei_words", "data")
    require_text("from_tei_words", name=name)
    try:
        root = ElementTree.fromstring(data)  # noqa: S314 - expat bounds what entities unfold to
    except ElementTree.ParseError as error:
        raise FormatError("from_tei_words: " + _("no XML: {error}").format(error=library_message(error))) from None
    body = next((one for one in root.iter() if _name(one) == "text"), None)
    if body is None:
        raise FormatError("from_tei_words: " + _("no TEI: it has no <text>"))
    title = next((one.text for one in root.iter() if _name(one) == "title" and one.text), name)
    gap, words = _Gap(), list[Word]()
    before = ""
    for piece in _pieces(body):
        if not isinstance(piece, Word):
            gap.add(piece)
            continue
        if words:
            words[-1] = words[-1]._replace(after=gap.text(is_between=True))
        else:
            before = gap.text(is_between=False)
        words.append(piece)
        gap = _Gap()
    rest = gap.text(is_between=False)
    if words:
        words[-1] = words[-1]._replace(after=rest)
    found = RunningWords(title, before if words else rest, [Sentence(words)] if words else [])
    return found.read_back("from_tei_words")


BLOCKS = ("p", "head", "ab", "l", "lg", "div")


class _Gap:
    """What stands between two words: pieces of text, and None for the end of a paragraph."""

    def __init__(self) -> None:
        self._pieces: list[str] = []
        self._mark = -1  #: where a paragraph ends at which no line does
        self._has_line_end = False

    def add(self, piece: str | None) -> None:
        if piece is None:
            if not self._has_line_end and self._mark < 0:
                self._mark = len(self._pieces)
        else:
            self._has_line_end |= has_line_end(piece)
            self._pieces.append(piece)

    def text(self, is_between: bool) -> str:
        """Return it, with an empty line where a paragraph ends, between two words, and no line does."""
        if self._mark >= 0 and is_between and not self._has_line_end:
            self._pieces.insert(self._mark, "\n\n")
        return "".join(self._pieces)


def _pieces(body: ElementTree.Element) -> Iterator[Word | str | None]:
    """Yield the words, the text between them, and None where a paragraph ends, in order.

    White space between elements is text where ``xml:space`` says so. There may be more levels than Python calls.
    """
    waiting: list[tuple[ElementTree.Element | None, str | None, bool]] = [(body, None, False)]
    while waiting:
        one, tail, keeps = waiting.pop()
        if one is None:
            if tail is None:
                yield None
            elif keeps or not tail.isspace():
                yield tail
            continue
        name, orig = _name(one), one.get("orig")
        if name in ("w", "pc"):
            shown = "".join(one.itertext()) if orig is None else unescaped(orig)
            if shown:
                yield Word(shown, unescaped(one.get("lemma", "")), one.get("pos", ""), "")
        elif name == "gap" and orig:
            yield unescaped(orig)
        elif name:
            keeps = {"preserve": True, "default": False}.get(one.get(SPACE, ""), keeps)
            waiting += [(None, None, keeps)] if name in BLOCKS else []
            for child in reversed(one):
                waiting += [(None, child.tail, keeps)] if child.tail else []
                waiting.append((child, None, keeps))
            waiting += [(None, one.text, keeps)] if one.text else []


def _name(one: ElementTree.Element) -> str:
    return one.tag.rpartition("}")[2] if isinstance(one.tag, str) else ""
