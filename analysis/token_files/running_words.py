"""The words of a document in order, with what stands between them, in sentences: what all forms write, and read."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

from .._checks import as_tokens, require, require_text
from ..document.bounds import FormatError
from ..document.documents import Document, DocumentError, parse
from ..document.marks import marked
from ..languages.messages import _
from ..structure.sections import sentences
from ..words.gaps import bridged
from ..words.scripts import fold, kind_of
from ..words.token_marks import require_tokens_of
from ..words.tokens import KINDS, Tokeniser

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    import pandas as pd

PLACES = ("block", "start", "end")


class Word(NamedTuple):
    """A word as it stands, what it is counted as, its part of speech, and what stands between it and the next one."""

    text: str
    term: str
    tag: str
    after: str

    @property
    def form(self) -> str:
        """The text without the end of a line that it may hold."""
        return bridged(self.text)


@dataclass(slots=True)
class Sentence:
    """The words of a sentence, and whether a paragraph or a heading begins with it."""

    words: list[Word] = field(default_factory=list)
    begins_block: bool = False
    is_heading: bool = False


@dataclass(frozen=True)
class RunningWords:
    """A document as words: what stands before the first of them, and the sentences."""

    name: str
    before: str
    sentences: list[Sentence]

    def read_back(self, caller: str) -> tuple[Document, pd.DataFrame]:
        """Return the document, and its tokens as `Tokeniser.tokens` gives them, without those that are white space."""
        import numpy as np
        import pandas as pd

        words = [word for sentence in self.sentences for word in sentence.words]
        try:
            document = parse(self.before + "".join(word.text + word.after for word in words), self.name)
        except DocumentError as error:
            raise FormatError(f"{caller}: {error}") from None
        sizes = np.array([(len(word.text), len(word.after)) for word in words], np.int64).reshape(-1, 2)
        ends = len(self.before) + np.cumsum(sizes.sum(axis=1)) - sizes[:, 1]
        starts = ends - sizes[:, 0]
        first = np.fromiter((block.start for block in document.blocks), np.int64, len(document.blocks))
        table = {
            "block": np.maximum(np.searchsorted(first, starts, side="right") - 1, 0).astype(np.int32),
            "text": _categories([word.text for word in words]),
            "term": _categories([word.term or fold(word.form) for word in words]),
            "kind": pd.Categorical([kind_of(word.text) for word in words], pd.Index(KINDS, dtype="str")),
            "start": starts.astype(np.int32),
            "end": ends.astype(np.int32),
        }
        if any(word.tag for word in words):
            table["tag"] = _categories([word.tag for word in words])
        return document, marked(pd.DataFrame(table), document)


def running_words(document: Document, tokens: pd.DataFrame | None, caller: str) -> RunningWords:
    """Return a document as words; *tokens* are those of a plain `Tokeniser` if there are none."""
    require(document, Document, caller, "document")
    if tokens is None:
        tokens = Tokeniser().tokens(document)
    tokens = as_tokens(tokens, caller, (*PLACES, "text"))
    require_tokens_of(tokens, document, caller, "tokens", "Tokeniser().tokens(document)")
    tokens = tokens[tokens["kind"] != "space"].sort_values("start", kind="stable")
    starts, ends = (tokens[name].tolist() for name in ("start", "end"))
    if any(start < end for start, end in zip(starts[1:], ends[:-1], strict=True)):
        raise ValueError(f"{caller}: tokens: " + _("some overlap; pass each word once"))
    text = document.text
    behind = (text[end:start] for end, start in zip(ends, [*starts[1:], len(text)], strict=False))
    tags = tokens["tag"].astype("str").tolist() if "tag" in tokens else [""] * len(tokens)
    pieces = [text[start:end] for start, end in zip(starts, ends, strict=True)]
    words = map(Word, pieces, tokens["term"].astype("str").tolist(), tags, behind)
    found = [*_in_sentences(document, [*words], tokens["block"].tolist(), starts)]
    return RunningWords(document.name, text[: starts[0]] if starts else text, found)


def _in_sentences(
    document: Document, words: Sequence[Word], blocks: Sequence[int], starts: Sequence[int]
) -> Iterator[Sentence]:
    begins = {*sentences(document)["start"].tolist()}
    edges = sorted(begins)
    sentence, last, at = Sentence(), -1, 0
    for word, block, start in zip(words, blocks, starts, strict=True):
        is_begun = False
        while at < len(edges) and edges[at] <= start:
            at, is_begun = at + 1, True
        if block != last or is_begun:
            if sentence.words:
                yield sentence
            kind = document.blocks[block].kind
            sentence = Sentence(begins_block=block != last, is_heading=block != last and kind in ("title", "heading"))
        sentence.words.append(word)
        last = block
    if sentence.words:
        yield sentence


def _categories(values: list[str]) -> pd.Categorical:
    import pandas as pd

    return pd.Categorical(pd.Series(values, dtype="str"))


def text_of(data: bytes, name: str, caller: str) -> str:
    """Return the text of a file in UTF-8, of a document of that name.

    Raises
    ------
    FormatError : if it is not valid.
    """
    require(data, bytes, caller, "data")
    require_text(caller, name=name)
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        message = _("byte {start}: not valid {name}").format(start=error.start + 1, name="utf-8")
        raise FormatError(f"{caller}: {message}") from None
