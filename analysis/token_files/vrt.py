"""Verticalised text (VRT): a word a line with its attributes, as the Corpus Workbench and CQPweb encode it."""

from __future__ import annotations

import re
from html import escape, unescape
from typing import TYPE_CHECKING

from ..document.bounds import FormatError
from ..languages.messages import _
from .escapes import escaped, unescaped
from .running_words import RunningWords, Sentence, Word, running_words, text_of

if TYPE_CHECKING:
    import pandas as pd

    from ..document.documents import Document

TAG = re.compile(r"<(/?)([A-Za-z_][\w.-]*)((?:\s[^<>]*)?)/?>")
ATTRIBUTE = re.compile(r'(?<![\w.-])([A-Za-z_][\w.-]*+)="([^"]*)"')
NONE = "_"


def to_vrt(document: Document, tokens: pd.DataFrame | None = None) -> bytes:
    r"""Return the tokens of a document as verticalised text, from which `from_vrt` gives both back.

    A line has the word, its tag, the term that it is counted as, and what stands between it and the next word, escaped;
    ``<text id>``, ``<head>`` or ``<p>``, and ``<s>`` have lines of their own. The Corpus Workbench takes it with
    ``cwb-encode -xsB -P pos -P lemma -P after -S text:0+id+before -S p -S head -S s``.

    Parameters
    ----------
    document : what the tokens are of.
    tokens : from `Tokeniser.tokens`; those of a plain `Tokeniser` by default.

    Raises
    ------
    ValueError : if *tokens* are of another text, or overlap.

    >>> from analysis import parse
    >>> print(to_vrt(parse("政协 开会")).decode().rstrip())
    <text id="text">
    <p>
    <s>
    政协  _   政协  \s
    开会  _   开会  _
    </s>
    </p>
    </text>
    """
    found = running_words(document, tokens, "to_vrt")
    before = f' before="{escape(escaped(found.before))}"' if found.before else ""
    lines, opened = [f'<text id="{escape(" ".join(found.name.split()))}"{before}>'], ""
    for sentence in found.sentences:
        if sentence.begins_block or not opened:
            lines += [f"</{opened}>"] if opened else []
            opened = "head" if sentence.is_heading else "p"
            lines.append(f"<{opened}>")
        lines += ["<s>", *map(_line, sentence.words), "</s>"]
    lines += [f"</{opened}>"] if opened else []
    return "".join(f"{line}\n" for line in [*lines, "</text>"]).encode()


def _line(word: Word) -> str:
    fields = (word.text, word.tag, word.term, word.after)
    return "\t".join(_field(field) for field in fields)


def _field(text: str) -> str:
    """Return a text as a field; what is the sign for none is told from it."""
    return "\\u005f" if text == NONE else escape(escaped(text), quote=False) or NONE


def from_vrt(data: bytes, name: str = "text") -> tuple[Document, pd.DataFrame]:
    r"""Return the document and the tokens in verticalised text, of `to_vrt` or of any other program.

    Columns are word, tag, term and what stands behind the word; a file may lack the last ones. Without the fourth
    nothing stands between words, and an empty line between paragraphs.

    Parameters
    ----------
    data : the bytes of the file, in UTF-8.
    name : that of the document, where the file says none (``<text id>``).

    Returns
    -------
    The `Document`, and its tokens as `Tokeniser.tokens` gives them, with ``tag`` if the file has tags, and without
    white space.

    Raises
    ------
    ValueError : with the line, where it is no verticalised text.

    >>> from analysis import parse
    >>> document, tokens = from_vrt(to_vrt(parse("# 题\n\n政协开会。")))
    >>> document.text, tokens["text"].tolist()
    ('# 题\n\n政协开会。', ['题', '政协', '开会', '。'])
    """
    before, named, begins, sentences = "", name, True, [Sentence(begins_block=True)]
    for number, line in enumerate(text_of(data, name, "from_vrt").split("\n"), 1):
        line = line.removesuffix("\r")
        if not line or line.startswith(("<?", "<!")):
            continue
        if line.startswith("<"):
            tag = TAG.fullmatch(line.strip())
            if not tag:
                message = _("line {number}: begins with < and is no tag; a word writes it &lt;")
                raise FormatError("from_vrt: " + message.format(number=number))
            attributes = {key: unescape(value) for key, value in ATTRIBUTE.findall(tag[3])}
            if tag[2] == "text" and not tag[1]:
                before = before or unescaped(attributes.get("before", ""))
                named = attributes.get("id") or named
            begins |= tag[2] in ("text", "p", "head")
            if tag[2] != "g" and sentences[-1].words:
                sentences.append(Sentence())
            continue
        fields = [unescape(field) for field in line.split("\t")]
        if begins:
            before_it = sentences[-2].words if len(sentences) > 1 and not sentences[-1].words else []
            if before_it and not before_it[-1].after:
                before_it[-1] = before_it[-1]._replace(after="\n\n")
            begins = False
        text, tag_of, term, after = (_read(field) for field in [*fields, "", "", "", ""][:4])
        if not text:
            raise FormatError("from_vrt: " + _("line {number}: has no word").format(number=number))
        sentences[-1].words.append(Word(text, term, tag_of, after))
    return RunningWords(named, before, [one for one in sentences if one.words]).read_back("from_vrt")


def _read(field: str) -> str:
    return "" if field == NONE else unescaped(field)
