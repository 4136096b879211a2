"""Where a term stands, each time with what is left and right of it: key word in context (KWIC)."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from fnmatch import translate
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from .._checks import as_tokens, require, require_integer, require_text
from ..document.documents import Document
from ..languages.library_errors import library_message
from ..languages.messages import _, enumeration
from ..output.columns import display_width, pad, plain
from ..output.html import render
from ..words.scripts import fold, simplified
from ..words.token_marks import require_tokens_of
from ..words.tokens import Tokeniser
from .ngrams import PLACES, runs
from .selection import is_counted

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

SORTS = ("position", "left", "right")


@dataclass(frozen=True)
class Concordance:
    """The places of a word, one below the other; ``lines`` is the table, and it shows itself lined up."""

    query: str
    lines: pd.DataFrame
    shown: int = 500  #: lines that a notebook or a terminal shows

    def head(self, n: int = 10) -> Concordance:
        """Return the same, of which a notebook or a terminal shows the first *n* lines.

        >>> from analysis import parse
        >>> print(concordance(parse("市政协完善工作机制。委员提出工作建议。"), "工作", width=4).head(1))
        1  政协完善  工作  机制。委
        … and 1 more
        """
        return replace(self, shown=n)

    def __len__(self) -> int:
        return len(self.lines)

    def __repr__(self) -> str:
        return f"<Concordance {self.query!r}: {len(self):,} lines>"

    def __str__(self) -> str:
        shown = self.lines.head(self.shown)
        before, node = (max(map(display_width, shown[name]), default=0) for name in ("left", "node"))
        number = max((len(f"{line:,}") for line in shown["line"]), default=0)
        rows = [
            f"{row.line:>{number},}  {pad(row.left, before, left=True)}  {pad(row.node, node)}  {plain(row.right)}"
            for row in shown.itertuples()
        ]
        return "\n".join([*map(str.rstrip, rows), *self._more()])

    def _repr_html_(self) -> str:
        message = _("{n:,} lines with {query}")
        if len(self) > self.shown:
            message = _("{n:,} lines with {query}, the first {first:,}")
        caption = message.format(n=len(self), query=plain(self.query), first=self.shown)
        shown = self.lines.head(self.shown).itertuples()
        rows = [(f"{row.line:,}", plain(row.left), plain(row.node), plain(row.right)) for row in shown]
        return render("terms/concordance.html.j2", caption=caption, rows=rows)

    def _more(self) -> list[str]:
        left = len(self) - self.shown
        return [_("… and {n:,} more").format(n=left)] if left > 0 else []


def concordance(
    document: Document,
    query: str,
    tokens: pd.DataFrame | None = None,
    regex: bool = False,
    width: int = 20,
    sort: str = "position",
    line_of: Callable[[int], int] | None = None,
) -> Concordance:
    """Keyword in context (KWIC) for a term, a sequence of terms or a regular expression.

    Parameters
    ----------
    document : where to look.
    query : words with blanks between, each a term as `Tokeniser.tokens` has it, or a pattern of such with ``*`` and
        ``?``; so 政协 does not find 市政协, and ``*政协`` does. Between words in a row nothing but
        white space may stand. Where a text is read as simplified, so is the query: 圖書館 and 图书馆 find the same.
        With *regex* a regular expression over the text of each block, as it stands.
    tokens : of *document*, if at hand; else those of a plain `Tokeniser`.
    regex : see *query*.
    width : characters of context to each side; it ends with the block.
    sort : ``position``; ``right``, by what follows; or ``left``, by what stands before, read backwards.
    line_of : gives the line of an offset; that of *document* by default. Of a repaired document nobody has the lines
        before it is written: ``Repair.line`` gives those of the source.

    Returns
    -------
    `Concordance`, whose ``lines`` are a DataFrame with ``block``, ``line``, ``start``, ``end`` (int; offsets of the
    node), ``left``, ``node`` and ``right`` (str, exactly as in the text).

    Raises
    ------
    ValueError : for an empty query, a regular expression that is none, an unknown order, a width below 0, or the tokens
        of another text.

    >>> from analysis import parse
    >>> print(concordance(parse("市政协完善工作机制。委员提出工作建议。"), "工作", width=4))
    1  政协完善  工作  机制。委
    1  委员提出  工作  建议。
    """
    require_text("concordance", sort=sort)
    require_integer("concordance", width=width)
    require(document, Document, "concordance", "document")
    require(query, str, "concordance", "query")
    if sort not in SORTS:
        raise ValueError(
            "sort: " + _("{given!r}; choose from {choices}").format(given=sort, choices=enumeration(SORTS))
        )
    if not query.strip():
        raise ValueError("query: " + _("it is empty"))
    if width < 0:
        raise ValueError("width: " + _("{width}; it is at least 0").format(width=width))
    found = _matches(document, query) if regex else _sequences(document, query, tokens)
    line = line_of or document.line
    rows = []
    for index, start, end in found:
        block, text = document.blocks[index], document.text
        left, right = text[max(block.start, start - width) : start], text[end : min(block.end, end + width)]
        rows.append((index, line(start), start, end, left, text[start:end], right))
    table = pd.DataFrame(rows, columns=["block", "line", "start", "end", "left", "node", "right"])
    table = table.astype(dict.fromkeys(["block", "line", "start", "end"], "int64"))
    table = table.astype(dict.fromkeys(["left", "node", "right"], "str"))
    if sort != "position":
        key = table["right"] if sort == "right" else table["left"].map(lambda text: text[::-1])
        table = table.iloc[np.argsort(key.to_numpy(object), kind="stable")].reset_index(drop=True)
    return Concordance(query, table)


def _matches(document: Document, query: str) -> Iterator[tuple[int, int, int]]:
    """Yield block, start and end of each match of a regular expression that is not empty."""
    try:
        pattern = re.compile(query)
    except (re.error, OverflowError, RecursionError) as error:
        raise ValueError(
            "query: "
            + _("{query!r} is no regular expression: {error}").format(query=query, error=library_message(error))
        ) from None
    for index, block in enumerate(document.blocks):
        for match in pattern.finditer(document.text[block.start : block.end]):
            if match.group():
                yield index, block.start + match.start(), block.start + match.end()


def _sequences(document: Document, query: str, tokens: pd.DataFrame | None) -> list[tuple[int, int, int]]:
    """Return block, start and end of each place where terms stand in the order of the query."""
    if tokens is None:
        tokens = Tokeniser().tokens(document)
    tokens = as_tokens(tokens, "concordance", PLACES)
    require_tokens_of(tokens, document, "concordance", "tokens", "Tokeniser().tokens(document)")
    terms = tokens["term"].cat.categories
    run = (runs(tokens) + np.cumsum((tokens["kind"] == "punctuation").to_numpy()))[is_counted(tokens)]
    tokens = tokens[is_counted(tokens)]
    codes = tokens["term"].cat.codes.to_numpy()
    read = simplified if _read_as_simplified(tokens, document.text) else str
    words = [re.compile(translate(fold(read(word)))) for word in query.split()]
    at = np.arange(max(len(codes) - len(words) + 1, 0))
    for step, word in enumerate(words):
        fits = np.fromiter((bool(word.match(term)) for term in terms), bool, len(terms))
        at = at[fits[codes[at + step]]]
    last = at + len(words) - 1
    within_run = run[at] == run[last]
    first, last = tokens.iloc[at[within_run]], tokens.iloc[last[within_run]]
    return [*zip(first["block"].tolist(), first["start"].tolist(), last["end"].tolist(), strict=True)]


def _read_as_simplified(tokens: pd.DataFrame, text: str) -> bool:
    """Say whether terms are in other characters than the text: it was in traditional ones, and read as simplified."""
    first = tokens.drop_duplicates("term")
    pieces = (text[start:end] for start, end in zip(first["start"], first["end"], strict=True))
    pairs = zip(pieces, first["term"], strict=True)
    return any(len(piece) == len(term) and fold(piece) != term for piece, term in pairs)
