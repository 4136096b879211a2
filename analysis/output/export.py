"""Write tables for other programs: spreadsheets get Chinese that opens and text that stays text."""

from __future__ import annotations

import io
from pathlib import Path
from typing import TYPE_CHECKING

from .._checks import type_name
from ..languages.messages import _
from .files import write_file
from .json import json_text

if TYPE_CHECKING:
    import os

    import pandas as pd

FORMULA = ("=", "+", "-", "@", "\t", "\r")  # what a spreadsheet starts a formula with


def as_text(value: object) -> object:
    """Return a cell as a spreadsheet takes it for text: what would be a formula gets an apostrophe before it.

    >>> as_text("=cmd|'/c calc'!A1"), as_text("政协"), as_text(-1)
    ("'=cmd|'/c calc'!A1", '政协', -1)
    """
    return f"'{value}" if isinstance(value, str) and value.startswith(FORMULA) else value


def _is_nested(cell: object) -> bool:
    return isinstance(cell, list | tuple) and any(isinstance(item, list | tuple) for item in cell)


def save_table(table: pd.DataFrame, path: str | os.PathLike[str]) -> Path:
    """Write a table as CSV, with the mark that lets Excel read its Chinese, or as Parquet.

    In CSV a text that a spreadsheet would calculate gets an apostrophe before it; Parquet holds the table as it is,
    but for lists of lists, which are JSON. The file is complete or not there, and the same table gives the same bytes.

    Parameters
    ----------
    table : any; its index is left out.
    path : ends in ``.csv`` or ``.parquet``.

    Returns
    -------
    The path.

    Raises
    ------
    ValueError : for another ending.
    OSError : if it cannot be written.

    >>> import pandas as pd, tempfile
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     save_table(pd.DataFrame({"term": ["政协", "=1+1"]}), f"{folder}/terms.csv").read_text("utf-8")
    "\\ufeffterm\\n政协\\n'=1+1\\n"
    """
    if not hasattr(table, "to_parquet"):
        raise TypeError(
            "save_table: " + _("table must be a pandas DataFrame, not {given}").format(given=type_name(table))
        )
    path = Path(path)
    if path.suffix not in (".csv", ".parquet"):
        raise ValueError(f"{path}: " + _("a table is saved as .csv or .parquet"))
    return write_file(path, table_bytes(table, path.suffix))


def table_bytes(table: pd.DataFrame, ending: str) -> bytes:
    """Return what `save_table` writes for an ending, ``.csv`` or ``.parquet``."""
    if ending == ".parquet":
        data = io.BytesIO()
        nested = [name for name in table if table[name].dtype == object and table[name].map(_is_nested).any()]
        table.assign(**{name: table[name].map(json_text) for name in nested}).to_parquet(data, index=False)
        return data.getvalue()
    text = table.rename(columns=as_text)
    for name in text.select_dtypes(exclude="number"):
        text[name] = text[name].astype(object).map(as_text)
    csv: str = text.to_csv(index=False, lineterminator="\n")
    return csv.encode("utf-8-sig", "backslashreplace")
