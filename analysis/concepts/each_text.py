"""The texts of documents, or of a corpus, one after the other, each with the name and the date that it goes by."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Iterable
from typing import TYPE_CHECKING

from .._checks import require, type_name
from ..corpus.documents import Corpus
from ..corpus.reading import date_of, document_of, documents_of, error_row
from ..document.documents import Document
from ..languages.messages import _

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    import pandas as pd


def each_text(documents: object, caller: str, errors: list[pd.DataFrame]) -> Iterator[tuple[str, str, Document]]:
    """Yield name, date and text of each document; a row for each of a corpus that cannot be read goes into *errors*.

    >>> from analysis import parse
    >>> [row[:2] for row in each_text(parse("居民", "晚报_2021-03-02"), "count_concepts", [])]
    [('晚报_2021-03-02', '2021-03-02')]
    """
    if isinstance(documents, Corpus):
        yield from _of_corpus(documents, errors)
        return
    given = [documents] if isinstance(documents, Document) else documents
    if isinstance(given, str) or not isinstance(given, Iterable):
        message = _("documents must be documents or a corpus, not {given}").format(given=type_name(documents))
        raise TypeError(f"{caller}: {message}")
    several = [*given]
    for document in several:
        require(document, Document, caller, "documents")
    for doc, document in zip(_names(several), several, strict=True):
        yield doc, date_of(document.name, document.name, {}, None), document


def _of_corpus(corpus: Corpus, errors: list[pd.DataFrame]) -> Iterator[tuple[str, str, Document]]:
    reading = corpus.reading
    for part in corpus.partitions:
        rows = part if isinstance(part, tuple) else part.compute()
        for doc, path, source, more in documents_of(rows, reading.text):
            try:
                document = document_of(source, reading.encoding, doc)
            except ValueError as error:
                errors.append(error_row(doc, path, error))
            else:
                yield doc, date_of(doc, path, more, reading.date), document


def _names(documents: Sequence[Document]) -> list[str]:
    """Return a name for each document; those of one name go by their paths below the folder that all are in.

    Those that have none, or one path, are numbered: tables that are put together by name would make one of them.
    """
    often = Counter(document.name for document in documents)
    paths = [document.source.path or "" for document in documents if often[document.name] > 1]
    folder = os.path.commonpath([*map(os.path.dirname, map(os.path.abspath, paths))]) if all(paths) and paths else ""
    names = [
        os.path.relpath(document.source.path or "", folder) if folder and often[document.name] > 1 else document.name
        for document in documents
    ]
    taken: Counter[str] = Counter()
    for at, name in enumerate(names):
        taken[name] += 1
        names[at] = name if taken[name] == 1 else f"{name} ({taken[name]})"
    return names
