"""A folder of text that is cut already, and a table of what is known of each, as quanteda and Wordless read them."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

from ..document.documents import Document, as_documents
from ..output.export import table_bytes
from ..output.files import write_files
from ..words.tokens import Tokeniser
from .running_words import running_words

if TYPE_CHECKING:
    import os
    from collections.abc import Iterator, Mapping, Sequence

    import pandas as pd

METADATA = "metadata.csv"
UNSAFE = re.compile(r"[^\w\-.()（）《》、，。]+")


def token_texts(
    documents: Document | Sequence[Document],
    tokeniser: Tokeniser | None = None,
    metadata: Mapping[str, Mapping[str, object]] | None = None,
) -> dict[str, bytes]:
    """Return the files of `save_token_folder`, by their names.

    >>> from analysis import parse
    >>> files = token_texts(parse("政协开会。", "news"), metadata={"news": {"year": 2021}})
    >>> [*files], files["news.txt"].decode()
    (['news.txt', 'metadata.csv'], '政协 开会 。\\n')
    """
    import pandas as pd

    tokeniser = tokeniser or Tokeniser()
    files: dict[str, bytes] = {}
    rows = []
    taken: set[str] = {METADATA}
    for document in as_documents(documents, "token_texts"):
        tokens = tokeniser.tokens(document)
        stem = UNSAFE.sub("_", document.name).strip("._") or "text"
        stem = stem.removesuffix(".txt")
        name = next(n for n in _names(stem) if n.casefold() not in taken)
        taken.add(name.casefold())
        files[name] = _text(document, tokens).encode()
        known = {
            "doc_id": name,
            "name": document.name,
            "characters": len(document.text),
            "words": int((tokens["kind"] != "space").sum()),
            "script": "traditional" if tokeniser.of(document).simplify is True else "",
            "sha256": document.text_sha256,
        }
        rows.append(known | dict((metadata or {}).get(document.name, {})))
    files[METADATA] = table_bytes(pd.DataFrame(rows), ".csv")
    return files


def _names(stem: str) -> Iterator[str]:
    yield f"{stem}.txt"
    number = 2
    while True:
        yield f"{stem}-{number}.txt"
        number += 1


def _text(document: Document, tokens: pd.DataFrame) -> str:
    """Return the words with blanks between, a paragraph a line."""
    found = running_words(document, tokens, "token_texts")
    lines: list[list[str]] = []
    for sentence in found.sentences:
        if sentence.begins_block or not lines:
            lines.append([])
        lines[-1] += [word.form for word in sentence.words]
    return "".join(f"{' '.join(line)}\n" for line in lines)


def save_token_folder(
    documents: Document | Sequence[Document],
    folder: str | os.PathLike[str],
    tokeniser: Tokeniser | None = None,
    metadata: Mapping[str, Mapping[str, object]] | None = None,
) -> None:
    """Save documents as texts with blanks between words, a paragraph a line, and a table of what is known of each.

    quanteda reads them with ``readtext("folder/*.txt")`` and ``tokens(x, what = "fastestword")``, and the table with
    ``read.csv("folder/metadata.csv")``, whose ``doc_id`` is the file's name; Wordless with *Tokenized* ticked; and this
    package with ``Tokeniser(engine="given")``. Where a word stood in the source is not kept.

    Parameters
    ----------
    documents : one or several.
    folder : where to; it is made if it is not there, and files of the same names are replaced.
    tokeniser : what cuts; ``Tokeniser()`` by default.
    metadata : for the name of a document, what its row of the table has besides ``doc_id``, ``name``, ``characters``,
        ``words``, ``script`` and ``sha256``.

    Raises
    ------
    OSError : if a file cannot be written; then none is.
    """
    files = token_texts(documents, tokeniser, metadata)
    Path(folder).mkdir(parents=True, exist_ok=True)
    write_files((Path(folder) / name, data) for name, data in files.items())
