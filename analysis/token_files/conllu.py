"""CoNLL-U: a word a line in ten columns, as Universal Dependencies, Stanza, spaCy and many others read it."""

from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING

from ..document.bounds import FormatError
from ..languages.messages import _
from .escapes import escaped, unescaped
from .running_words import RunningWords, Sentence, Word, running_words, text_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    import pandas as pd

    from ..document.documents import Document

NONE = "_"
# The part of speech of Universal Dependencies for the first letter of jieba's tags, as far as there is one.
UNIVERSAL = {
    "a": "ADJ",
    "b": "ADJ",
    "c": "CCONJ",
    "d": "ADV",
    "e": "INTJ",
    "j": "NOUN",
    "m": "NUM",
    "n": "NOUN",
    "p": "ADP",
    "r": "PRON",
    "s": "NOUN",
    "t": "NOUN",
    "u": "PART",
    "v": "VERB",
    "y": "PART",
}
PROPER = ("nr", "ns", "nt", "nz")


def to_conllu(document: Document, tokens: pd.DataFrame | None = None) -> bytes:
    r"""Return the tokens of a document as a file of CoNLL-U, from which `from_conllu` gives both back.

    ``FORM`` is the word, ``LEMMA`` the term that it is counted as, ``XPOS`` jieba's tag and ``UPOS`` that of Universal
    Dependencies for it, if the tokens have tags; there is no syntax. ``MISC`` says what stands between two words, with
    UDPipe's ``SpacesAfter``, and with ``Between`` where there are marks. White space is no token.

    Parameters
    ----------
    document : what the tokens are of.
    tokens : from `Tokeniser.tokens`; those of a plain `Tokeniser` by default.

    Raises
    ------
    ValueError : if *tokens* are of another text, or overlap.

    >>> from analysis import parse
    >>> print(to_conllu(parse("政协开会。")).decode().rstrip())
    # newdoc id = text
    # newpar
    # sent_id = 1
    # text = 政协开会。
    1   政协  政协  _   _   _   _   _   _   SpaceAfter=No
    2   开会  开会  _   _   _   _   _   _   SpaceAfter=No
    3   。   。   _   _   _   _   _   _   SpaceAfter=No
    """
    found = running_words(document, tokens, "to_conllu")
    lines = [f"# newdoc id = {' '.join(found.name.split())}"]
    for number, sentence in enumerate(found.sentences, 1):
        lines += ["# newpar"] if sentence.begins_block else []
        forms = "".join(_form(word) + " " * word.after.startswith(" ") for word in sentence.words)
        lines += [f"# sent_id = {number}", f"# text = {forms.rstrip()}"]
        before = found.before if number == 1 else ""
        lines += (_line(n, word, before if n == 1 else "") for n, word in enumerate(sentence.words, 1))
        lines.append("")
    if not found.sentences:
        lines += [f"# before = {escaped(found.before)}", ""]
    return "".join(f"{line}\n" for line in lines).encode()


def _form(word: Word) -> str:
    """Return a word as a field can hold it, in normal form also behind others; U+FFFD would be an error in bytes."""
    shown = "".join(c if c.isprintable() and not c.isspace() and c != "\ufffd" else "□" for c in word.form)
    behind = f"□{shown}" if unicodedata.combining(shown[:1] or " ") else shown
    return unicodedata.normalize("NFC", behind)


def _line(number: int, word: Word, before: str) -> str:
    form, term = _form(word), word.term
    misc = [f"Before={escaped(before)}"] if before else []
    misc += [] if form == word.text else [f"Text={escaped(word.text)}"]
    if term in (NONE, "") or escaped(term) != term:
        misc.append(f"Term={escaped(term)}")
        term = NONE
    if not word.after.startswith(" "):
        misc.append("SpaceAfter=No")
    if word.after not in ("", " "):
        misc.append(f"{'SpacesAfter' if word.after.isspace() else 'Between'}={escaped(word.after)}")
    tag = word.tag or NONE
    fields = (number, form, term, _universal(word), tag, NONE, NONE, NONE, NONE, "|".join(misc) or NONE)
    return "\t".join(map(str, fields))


def _universal(word: Word) -> str:
    if not word.tag:
        return NONE
    if not any(map(str.isalnum, word.text)):
        return "PUNCT"
    return "PROPN" if word.tag.startswith(PROPER) else UNIVERSAL.get(word.tag[0], "X")


def from_conllu(data: bytes, name: str = "text") -> tuple[Document, pd.DataFrame]:
    r"""Return the document and the tokens in a file of CoNLL-U, of `to_conllu` or of any other program.

    Words that are written as one (``2-3``) are one token, that has no syntax; empty nodes (``2.1``) are none. Where a
    file says nothing else, a blank stands between two words, and an empty line before a paragraph (``# newpar``).

    Parameters
    ----------
    data : the bytes of the file, in UTF-8.
    name : that of the document, where the file says none (``# newdoc id``).

    Returns
    -------
    The `Document`, and its tokens as `Tokeniser.tokens` gives them, with ``tag`` if the file has tags, and without
    white space.

    Raises
    ------
    ValueError : with the line, where it is no CoNLL-U.

    >>> from analysis import parse
    >>> document, tokens = from_conllu(to_conllu(parse("# 题\n\n政协开会。")))
    >>> document.text, tokens["text"].tolist()
    ('# 题\n\n政协开会。', ['题', '政协', '开会', '。'])
    """
    before, sentences = "", [Sentence()]
    within, named = 0, name
    for number, line in enumerate(text_of(data, name, "from_conllu").split("\n"), 1):
        line = line.removesuffix("\r")
        if line.startswith("#"):
            key, _sign, value = line[1:].partition("=")
            named = value.strip() if key.strip() == "newdoc id" and named == name and value.strip() else named
            before = unescaped(value.strip()) if key.strip() == "before" else before
            sentences[-1].begins_block |= key.strip().startswith(("newpar", "newdoc"))
        elif line.strip():
            fields = line.split("\t")
            if len(fields) != 10 or not fields[0].replace("-", "").replace(".", "").isdecimal():
                message = _("line {number}: a word has 10 columns with tabs between, the first its number")
                raise FormatError("from_conllu: " + message.format(number=number))
            first, _dash, last = fields[0].partition("-")
            if "." in first or (not last and int(first) <= within):
                continue
            within = int(last) if last else 0
            misc = dict(part.partition("=")[::2] for part in fields[9].split("|"))
            before = before or unescaped(misc.get("Before", ""))
            sentences[-1].words.append(_word(fields, misc))
        elif sentences[-1].words:
            sentences.append(Sentence())
            within = 0
    found = [sentence for sentence in sentences if sentence.words]
    return RunningWords(named, before, [*_with_gaps(found)]).read_back("from_conllu")


def _word(fields: list[str], misc: dict[str, str]) -> Word:
    text = unescaped(misc["Text"]) if "Text" in misc else fields[1]
    term = unescaped(misc["Term"]) if "Term" in misc else "" if fields[2] == NONE else fields[2]
    tag = next((field for field in (fields[4], fields[3]) if field != NONE), "")
    after = misc.get("SpacesAfter", misc.get("Between"))
    usual = "" if misc.get("SpaceAfter") == "No" else " "
    return Word(text, term, tag, usual if after is None else unescaped(after))


def _with_gaps(sentences: list[Sentence]) -> Iterator[Sentence]:
    """Yield sentences, with an empty line before a paragraph of a file that has nothing there."""
    for sentence, following in zip(sentences, [*sentences[1:], None], strict=False):
        last = sentence.words[-1]
        if following and following.begins_block and last.after in ("", " "):
            sentence.words[-1] = last._replace(after="\n\n")
        yield sentence
