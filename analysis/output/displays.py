"""How results show themselves in a notebook: a table with a caption, in which nothing of the text is markup."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import pandas as pd


def table_html(caption: str, table: pd.DataFrame, most: int = 10) -> str:
    """Return the first *most* rows of a table as HTML, below a caption that says how many more there are.

    >>> import pandas as pd
    >>> table_html("1 < 2", pd.DataFrame({"text": ["<b>"]}))[-50:]
    '<tbody><tr><td>&lt;b&gt;</td></tr></tbody></table>'
    """
    more = f", the first {most} of {len(table):,}" if len(table) > most else ""
    head = "".join(f'<th scope="col">{escape(str(name))}</th>' for name in table.columns)
    rows = "".join(
        f"<tr>{''.join(f'<td>{escape(_short(value))}</td>' for value in row)}</tr>"
        for row in table.head(most).itertuples(index=False)
    )
    return (
        f'<table class="dataframe"><caption>{escape(caption)}{more}</caption><thead><tr>{head}</tr></thead>'
        f"<tbody>{rows}</tbody></table>"
    )


def _short(value: object, width: int = 60) -> str:
    said = " ".join(str(value).split())
    return said if len(said) <= width else f"{said[: width - 1]}…"
