"""How a command prints tables and findings."""

from __future__ import annotations

import csv
import io
import json
from collections import Counter
from contextlib import contextmanager
from typing import TYPE_CHECKING

from ..languages.messages import N_, _
from ..output.export import as_text
from ..output.json import json_text
from ..output.streams import can_print, echo
from .options import is_quiet
from .program import one_line
from .tables import table_lines, terminal_columns

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    import pandas as pd

    from ..document.documents import Document
    from ..words.tokens import Tokeniser


@contextmanager
def warnings_as_lines() -> Iterator[None]:
    """Print what the library warns of as a line each, not as Python does."""
    import warnings

    with warnings.catch_warnings(record=True) as warned:
        warnings.simplefilter("always", UserWarning)
        yield
    for warning in warned:
        echo(f"analysis: {one_line(str(warning.message))}", err=True)


def note(text: str, err: bool = False) -> None:
    """Print what a person likes to read beside an output, but for --quiet."""
    if not is_quiet():
        echo(text, err)


def note_variety(documents: Sequence[Document], tokeniser: Tokeniser) -> None:
    """Say how texts are read that are not in modern simplified Chinese, and what else there is: each thing once."""
    found = Counter(remark for document in documents for remark in _remarks(document, tokeniser))
    for remark, count in found.items():
        of_several = _("{n} of {total} texts: {remark}").format(n=count, total=len(documents), remark=remark)
        note("analysis: " + (of_several if len(documents) > 1 else remark), err=True)


def _remarks(document: Document, tokeniser: Tokeniser) -> Iterator[str]:
    from ..words.varieties import variety

    found = variety(document)
    if found.language == "classical" and tokeniser.engine in ("rjieba", "jieba"):
        yield _("looks like classical Chinese, which --engine characters cuts better")
    if tokeniser.simplify == "auto" and tokeniser.of(document).simplify:
        yield _("traditional characters, read as simplified; --no-simplify reads them as they stand")


# Findings that would fill the table, and what is said of them instead.
MANY = {
    "line wrap": N_("and {n} line ends inside paragraphs"),
    "half-width punctuation": N_("and half-width punctuation in {n} paragraphs"),
}


def echo_findings(document: Document, findings: pd.DataFrame, form: str, err: bool = False) -> None:
    """Print findings as a table, as JSON lines, or as CSV."""
    if form == "table":
        hidden = ["start", "end", "edits", "x0", "y0", "x1", "y1"]
        hidden += ["decided"] if "decided" in findings and not findings["decided"].any() else []
        table = findings.drop(columns=hidden, errors="ignore").rename(columns={"line": "at line"})
        echo_table(table[~table["kind"].isin(MANY)].round(2), err, nothing=_("nothing found"))
        for kind, message in MANY.items():
            if count := int((table["kind"] == kind).sum()):
                echo(_(message).format(n=f"{count:,}"), err)
        return
    rows = [
        {
            "doc": document.name,
            "kind": row.kind,
            "spans": [[row.start, row.end]],
            "line": row.line,
            "evidence": row.evidence,
            "confidence": round(row.confidence, 2),
            "edit": [list(edit) for edit in row.edits],
        }
        | ({"page": row.page, "box": [row.x0, row.y0, row.x1, row.y1]} if "page" in findings else {})
        | ({"applied": row.applied, "held": row.held} if "applied" in findings else {})
        | ({"decided": row.decided} if "decided" in findings else {})
        for row in findings.itertuples()
    ]
    echo_rows(rows, form, err)


def echo_rows(rows: list[dict[str, object]], form: str, err: bool = False) -> None:
    """Print rows as JSON lines or as CSV."""
    if form == "json":
        for row in rows:
            echo(_json(row, err), err)
    elif rows:
        lines = io.StringIO()
        out = csv.DictWriter(lines, rows[0], lineterminator="\n")
        out.writeheader()
        out.writerows({name: _cell(value) for name, value in row.items()} for row in rows)
        echo(lines.getvalue().removesuffix("\n"), err)


def _json(row: dict[str, object], err: bool) -> str:
    """Return a row as JSON that the stream can print."""
    line = json_text(row)
    return line if can_print(line, err) else json.dumps(json.loads(line))


def _cell(value: object) -> object:
    """Return a value as CSV holds it; a text that a spreadsheet would calculate is quoted."""
    if isinstance(value, list):
        return json_text(value)
    return "" if value != value else as_text(value)  # what is missing is empty, as in every other CSV file


def echo_table(table: pd.DataFrame, err: bool = False, titles: Sequence[str] = (), nothing: str = "") -> None:
    """Print a table that fits the terminal; into a file or a pipe each row as one line, with nothing cut.

    Parameters
    ----------
    titles : the columns that may be cut.
    nothing : what is said of an empty table.
    """
    lines = table_lines(table, terminal_columns(err), titles) if len(table) else [nothing or _("nothing matches")]
    echo("\n".join(lines), err)
