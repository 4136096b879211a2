"""Read, mend and count each document of a corpus; a document is never held longer than that takes."""

from __future__ import annotations

import os
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, Any

import pandas as pd

from ..breaks.model import VARIABLE
from ..decisions.files import of_document
from ..decisions.folders import folder_in
from ..mending.faults import faults
from ..mending.repair import repair
from ..structure.sections import section_count
from .counted_terms import TermCounts
from .documents import Corpus, Reading, plain
from .reading import ERRORS, date_of, document_of, documents_of, error_row
from .results import collect, concat_tables, tables_of, write_task_table
from .stages import Work

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from ..document.documents import Document
    from ..mending.settings import RepairSettings

TOGETHER = 64  # partitions whose terms are put together at a time
# What a survey gives, and the columns of each table; documents have those of the corpus's own table, too.
TABLES: dict[str, dict[str, str]] = {
    "documents": {
        "doc": "str",
        "path": "str",
        "date": "str",
        "title": "str",
        "sha256": "str",
        "characters": "int64",
        "kept": "int64",
        "blocks": "int64",
        "sections": "int64",
        "tokens": "int64",
        "faults": "int64",
    },
    "faults": {
        "doc": "str",
        "kind": "str",
        "start": "int64",
        "end": "int64",
        "line": "int64",
        "evidence": "str",
        "confidence": "float64",
        "applied": "bool",
        "decided": "str",
    },
    "counts": {"doc": "str", "term": "category", "kind": "category", "count": "int64"},
    "terms": {"term": "category", "kind": "category", "count": "int64", "documents": "int64"},
    "errors": ERRORS,
}


def count_documents(
    corpus: Corpus,
    folder: Path,
    settings: RepairSettings,
    raw: bool,
    find_faults: bool,
    progress: Callable[[int, int], object] | None,
) -> None:
    """Write the tables into a folder, as `survey` says."""
    if decided := folder_in(settings.decisions):
        settings = replace(settings, decisions=decided.matching(corpus.paths))
    how = ["survey", repr(settings), raw, find_faults, os.environ.get(VARIABLE)]
    with Work(folder, corpus, how, len(corpus), progress) as work:
        of_one = partial(_document, settings, raw, find_faults)
        places = work.run("survey", partial(_partition, corpus.reading, of_one), [*enumerate(corpus.partitions)])
        for name in TABLES:
            if name != "terms":
                collect(folder, name, TABLES[name], places)
        _terms(places).to_parquet(folder / "terms.parquet", index=False)


def _terms(places: Sequence[Path]) -> pd.DataFrame:
    """Return the terms of all partitions, some of these at a time."""
    plain = TABLES["terms"] | {"term": "str", "kind": "str"}
    found = concat_tables([], plain)
    for start in range(0, len(places), TOGETHER):
        some = [places[number] for number in range(start, min(start + TOGETHER, len(places)))]
        rows = pd.concat([found, tables_of(some, "terms", plain)])
        found = rows.groupby(["term", "kind"], as_index=False)[["count", "documents"]].sum()
    return found.sort_values(["count", "term", "kind"], ascending=[False, True, True], ignore_index=True)


def _partition(reading: Reading, of_one: Callable[..., _Counted], task: tuple[int, Any], place: Path) -> None:
    """Write the tables of one partition: files, or rows of a table."""
    rows, found, errors, counts = [], [], [], TermCounts()
    for doc, path, source, more in documents_of(task[1], reading.text):
        try:
            document = document_of(source, reading.encoding, doc)
            date = date_of(doc, path, more, reading.date)
            row, of_page, counted = of_one(document)
        except Exception as error:  # noqa: BLE001 - whatever is wrong with one document, the others go on
            errors.append(error_row(doc, path, error))
            continue
        rows.append({**metadata_columns(more, reading.date), "doc": doc, "path": path, "date": date, **row})
        if len(of_page):
            found.append(_unmarked(of_page.assign(doc=doc))[[*TABLES["faults"]]])
        counts.add(doc, counted)
    tables = {
        "documents": [pd.DataFrame(rows)],
        "faults": found,
        "counts": [counts.of_documents()],
        "terms": [counts.of_terms()],
        "errors": errors,
    }
    for name, pieces in tables.items():
        write_task_table(place, name, concat_tables(pieces, TABLES[name]))


def _unmarked(table: pd.DataFrame) -> pd.DataFrame:
    """Return a table that does not know its document: a partition's file must not depend on how many it holds."""
    table.attrs = {}
    return table


def metadata_columns(more: dict[str, Any], date: str | None) -> dict[str, Any]:
    """Return what a table says of a document beside our own columns: those of their names have an underscore behind.

    >>> metadata_columns({"title": "春", "title_": "夏", "date": "2021"}, None)
    {'title__': '春', 'title_': '夏'}
    """
    found = {}
    for name, value in more.items():
        if name == "date" and not date:  # ours is made of it
            continue
        column = name
        while column in TABLES["documents"] or (column != name and column in more):
            column += "_"
        found[column] = plain(value) if isinstance(value, str) else value
    return found


_Counted = tuple[dict[str, Any], pd.DataFrame, dict[tuple[str, str], int]]


def _document(settings: RepairSettings, raw: bool, find_faults: bool, document: Document) -> _Counted:
    """Return what there is to say of one document, its faults and its counts."""
    settings = settings.of(document)
    if raw:
        clean, found = document, pd.DataFrame()
        if find_faults:
            found = faults(document, tokeniser=settings.tokeniser).assign(applied=False, decided="")
    else:
        done = repair(document, settings=settings)
        clean, found = done.document, done.findings
    counts = settings.tokeniser.counts(clean)
    title = next((block for block in document.blocks if block.kind == "title"), None)
    row = {
        "title": " ".join(document.text[title.start : title.end].split()) if title else "",
        "sha256": document.source.sha256,
        "characters": len(document.text),
        "kept": len(clean.text),
        "blocks": len(document.blocks),
        "sections": section_count(clean, of_document(settings.decisions, document)),
        "tokens": sum(counts.values()),
        "faults": len(found),
    }
    return row, found, counts
