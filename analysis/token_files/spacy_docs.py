"""A document of spaCy: its tokens, sentences and parts of speech, and back. spaCy is the reader's own."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

from .._checks import require_text, type_name
from ..languages.messages import _
from .running_words import RunningWords, Sentence, Word, running_words

if TYPE_CHECKING:
    import pandas as pd

    from ..document.documents import Document


def to_spacy(document: Document, tokens: pd.DataFrame | None = None, vocab: Any = None) -> Any:
    """Return the tokens of a document as a ``Doc`` of spaCy, whose text is that of the document.

    ``lemma_`` is the term that a token is counted as, ``tag_`` its tag, and sentences begin where they do. What stands
    between words, but for one blank, is a token of its own, as spaCy has it of white space.

    Parameters
    ----------
    document : what the tokens are of.
    tokens : from `Tokeniser.tokens`; those of a plain `Tokeniser` by default.
    vocab : that of a pipeline, ``nlp.vocab``; a new one by default.

    Raises
    ------
    ValueError : if *tokens* are of another text, or overlap.
    ImportError : if spaCy is not installed.
    """
    found = running_words(document, tokens, "to_spacy")
    try:
        doc_of, vocab_of = import_module("spacy.tokens").Doc, import_module("spacy.vocab").Vocab
    except ImportError:
        raise ImportError("to_spacy: " + _("spaCy is not installed; pip install spacy")) from None
    rows: list[tuple[str, bool, str, str, bool]] = []
    _put(rows, found.before)
    for sentence in found.sentences:
        for number, word in enumerate(sentence.words):
            has_blank = word.after.startswith(" ")
            rows.append((word.text, has_blank, word.term, word.tag, number == 0))
            _put(rows, word.after[has_blank:])
    words, spaces, lemmas, tags, starts = map(list, zip(*rows, strict=True)) if rows else ([], [], [], [], [])
    has_tags = any(tags)
    made = doc_of(
        vocab_of() if vocab is None else vocab,
        words=words,
        spaces=spaces,
        lemmas=lemmas,
        tags=tags if has_tags else None,
        sent_starts=starts,
    )
    made.user_data["name"] = document.name
    return made


def _put(rows: list[tuple[str, bool, str, str, bool]], gap: str) -> None:
    """Put a gap, if there is any, in as a token."""
    if gap:
        rows.append((gap, False, gap, "", False))


def from_spacy(doc: Any, name: str = "text") -> tuple[Document, pd.DataFrame]:
    """Return the document and the tokens of a ``Doc`` of spaCy, of `to_spacy` or of any pipeline.

    Parameters
    ----------
    doc : the ``Doc``.
    name : that of the document, if the ``Doc`` has none.

    Returns
    -------
    The `Document`, and its tokens as `Tokeniser.tokens` gives them, with ``tag`` if the ``Doc`` has tags, and without
    white space and marks (``##``) that are no part of a block.
    """
    require_text("from_spacy", name=name)
    if not all(hasattr(doc, each) for each in ("text", "user_data", "vocab")):
        raise TypeError("from_spacy: " + _("doc must be a Doc of spaCy, not {given}").format(given=type_name(doc)))
    import numpy as np

    words = [Word(token.text, token.lemma_, token.tag_, token.whitespace_) for token in doc]
    pieces: list[Word] = []
    before = ""
    for word in words:
        if word.text.isspace():
            gap = word.text + word.after
            if pieces:
                pieces[-1] = pieces[-1]._replace(after=pieces[-1].after + gap)
            else:
                before += gap
        else:
            pieces.append(word)
    found = RunningWords(doc.user_data.get("name", name), before, [Sentence(pieces)])
    document, tokens = found.read_back("from_spacy")
    ends = [block.end for block in document.blocks]
    inside = [
        bool(ends) and document.blocks[block].start <= start and end <= ends[block]
        for block, start, end in zip(tokens["block"], tokens["start"], tokens["end"], strict=True)
    ]
    kept = tokens[np.array(inside, bool)].reset_index(drop=True)
    for column in kept.select_dtypes("category"):
        if column != "kind":
            kept[column] = kept[column].cat.remove_unused_categories()
    return document, kept
