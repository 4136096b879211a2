"""How results show themselves in a notebook: a table with a caption, in which nothing of the text is markup."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..languages.messages import _
from .html import render

if TYPE_CHECKING:
    import pandas as pd


def table_html(caption: str, table: pd.DataFrame, most: int = 10) -> str:
    """Return the first *most* rows of a table as HTML, below a caption that says how many more there are.

    >>> import pandas as pd
    >>> table_html("1 < 2", pd.DataFrame({"text": ["<b>"]}))[-50:]
    '<tbody><tr><td>&lt;b&gt;</td></tr></tbody></table>'
    """
    if len(table) > most:
        caption = _("{caption}, the first {most} of {n:,}").format(caption=caption, most=most, n=len(table))
    rows = [[_short(cell) for cell in row] for row in table.head(most).itertuples(index=False)]
    return render("output/table.html.j2", caption=caption, columns=table.columns, rows=rows)


def _short(value: object, width: int = 60) -> str:
    said = " ".join(str(value).split())
    return said if len(said) <= width else f"{said[: width - 1]}…"
