"""Tables and lines of words in context for a person, in the columns of the terminal; nothing is cut in a pipe."""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING

from ..languages.chosen import ENGLISH, language
from ..languages.messages import _, enumeration
from ..languages.names import column_name, value_name
from ..output.columns import display_width, pad, plain, wrapped

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    import pandas as pd

BETWEEN = "  "  # columns of a table
INDENT = "    "  # of what is below a row
NARROWEST = 20  # columns that wrapped text is read in with ease
CUT = "…"


def terminal_columns(err: bool = False) -> int | None:
    """Return how wide the terminal is that a stream leads to; None where it leads to a file or a pipe."""
    stream = sys.stderr if err else sys.stdout
    if stream is None or not stream.isatty():
        return None
    if os.environ.get("COLUMNS", "").isdecimal():
        return int(os.environ["COLUMNS"]) or 80
    try:
        return os.get_terminal_size(stream.fileno()).columns or 80
    except OSError:
        return 80


def table_lines(table: pd.DataFrame, columns: int | None, titles: Sequence[str] = ()) -> list[str]:
    r"""Return a table as lines: numbers on the right, text on the left, lined up with wide characters.

    Where it is wider than the terminal, titles are cut, and text is wrapped within its column, or below its row where
    that would be too narrow to read. If there still is no room, the last numbers are left out, and the last line names
    them. Nothing of the text steers the terminal.

    Parameters
    ----------
    table : with a row for each line.
    columns : of the terminal; None for no limit: each row is one line, and nothing is cut.
    titles : the columns that may be cut, since others say the same.

    >>> import pandas as pd
    >>> table = pd.DataFrame({"kind": ["caption"], "line": [7], "evidence": ["a name; in a wider gap"]})
    >>> print(*table_lines(table, None), sep="\n")
    kind     line  evidence
    caption     7  a name; in a wider gap
    >>> print(*table_lines(table, 30), sep="\n")
    kind     line
    caption     7
        evidence: a name; in a
            wider gap
    """
    cells = {str(name): _cells(table[name]) for name in table}
    numbers = [str(name) for name in table.select_dtypes("number")]
    widths = {name: max(map(display_width, [column_name(name), *column])) for name, column in cells.items()}
    below: list[str] = []
    left_out: list[str] = []
    if columns is not None:
        texts = [name for name in cells if name not in numbers]
        _cut_titles(cells, widths, [name for name in texts if name in titles], columns)
        taken_out = [*_fit_texts(widths, texts, columns), *_leave_out(widths, columns)]
        below = [name for name in texts if name in taken_out]
        left_out = [name for name in numbers if name in taken_out]
    lines = _row({name: column_name(name) for name in widths}, widths, numbers)
    for number in range(len(table)):
        lines += _row({name: cells[name][number] for name in widths}, widths, numbers)
        for name in below:
            lines += _below(name, cells[name][number], columns or 0)
    if left_out:
        names = enumeration(map(column_name, left_out))
        note = _("No room for {columns}: --format json has all.").format(columns=names)
        lines += wrapped_lines(note, columns or 0)
    return lines


def _cells(column: pd.Series) -> list[str]:
    """Return the cells as text; the numbers of a column with as many decimals each."""
    if column.dtype.kind == "f":
        decimals = max((len(f"{value:.12g}".partition(".")[2]) for value in column.dropna()), default=0)
        return ["" if value != value else f"{value:.{min(decimals, 6)}f}" for value in column]
    # Missing is, for instance, the number of what is on the other side of a comparison alone.
    values = ("" if none else str(value) for value, none in zip(column, column.isna(), strict=True))
    texts = [plain(" ".join(value.split("\n"))) for value in values]
    return texts if language() == ENGLISH else [value_name(str(column.name), text) for text in texts]


def _total(widths: dict[str, int]) -> int:
    return sum(widths.values()) + len(BETWEEN) * (len(widths) - 1)


def _cut_titles(cells: dict[str, list[str]], widths: dict[str, int], titles: list[str], columns: int) -> None:
    """Cut titles until the table fits, or they are as narrow as can be read."""
    for name in titles:
        least = max(display_width(column_name(name)), NARROWEST)
        widths[name] = max(min(widths[name], least), widths[name] - max(0, _total(widths) - columns))
        cells[name] = [cut(cell, widths[name]) for cell in cells[name]]


def _fit_texts(widths: dict[str, int], texts: list[str], columns: int) -> list[str]:
    """Make columns of text narrower, so that a table fits; return those that have to be below each row."""
    below: list[str] = []
    while (excess := _total(widths) - columns) > 0:
        wide = [
            name for name in texts if name in widths and widths[name] > max(NARROWEST, display_width(column_name(name)))
        ]
        if not wide:
            break
        room = sum(widths[name] for name in wide) - excess
        if room >= NARROWEST * len(wide) * 1.5 or (len(wide) == 1 and room >= NARROWEST):
            for number, name in enumerate(sorted(wide, key=lambda name: widths[name])):
                widths[name] = min(widths[name], room // (len(wide) - number))
                room -= widths[name]
            break
        widest = max(wide, key=lambda name: widths[name])
        below.append(widest)
        del widths[widest]
    return below


def _leave_out(widths: dict[str, int], columns: int) -> list[str]:
    """Take the last columns out of a table until it fits; return their names."""
    names = [*widths]
    while len(widths) > 1 and _total(widths) > columns:
        widths.popitem()
    if len(widths) == 1:
        widths[names[0]] = min(widths[names[0]], columns)
    return names[len(widths) :]


def _row(row: dict[str, str], widths: dict[str, int], numbers: Sequence[str]) -> list[str]:
    """Return a row of a table as lines: as many as its longest cell takes in its column."""
    columns = [wrapped_lines(row[name], width) for name, width in widths.items()]
    lines = []
    for number in range(max(map(len, columns))):
        parts = [
            pad(column[number] if number < len(column) else "", width, left=name in numbers)
            for column, (name, width) in zip(columns, widths.items(), strict=True)
        ]
        lines.append(BETWEEN.join(parts).rstrip())
    return lines


def _below(name: str, text: str, columns: int) -> list[str]:
    """Return a cell that has no room in its row, with the name of its column."""
    if not text:
        return []
    first, *more = wrapped_lines(
        _("{heading}: {text}").format(heading=column_name(name), text=text), columns - 2 * len(INDENT)
    )
    return [INDENT + first, *(2 * INDENT + line for line in more)]


def wrapped_lines(text: str, columns: int) -> list[str]:
    """Return text in lines of so many columns; what fits is left as it is.

    >>> wrapped_lines("守正出新推动", 8)
    ['守正出新', '推动']
    """
    if display_width(text) <= columns:
        return [text]
    return ["".join(part for part, _ in line).strip() for line in wrapped([(text, "")], max(columns, 2))]


def cut(text: str, columns: int, left: bool = False) -> str:
    """Return the beginning of a text that takes so many columns at most, or with *left* its end.

    >>> cut("守正出新推动", 9), cut("守正出新推动", 9, left=True), cut("守正", 9)
    ('守正出新…', '…出新推动', '守正')
    """
    text = plain(text)
    if display_width(text) <= columns:
        return text
    kept = text
    while kept and display_width(kept) >= columns:
        kept = kept[1:] if left else kept[:-1]
    return CUT + kept if left else kept + CUT


def context_lines(rows: Iterable[tuple[int, str, str, str]], columns: int | None) -> list[str]:
    """Return words in context one below the other; the contexts have the same room on both sides of the terminal.

    Parameters
    ----------
    rows : line, left context, word and right context.
    columns : of the terminal; None for no limit.

    >>> context_lines([(3, "我们在河边", "散步", "，看见了桥"), (12, "", "散步", "。")], 20)
    [' 3  河边  散步  ，看', '12        散步  。']
    """
    shown = [(f"{line:,}", plain(left), plain(word), plain(right)) for line, left, word, right in rows]
    number, before, node = (max((display_width(row[place]) for row in shown), default=0) for place in range(3))
    after = max((display_width(row[3]) for row in shown), default=0)
    if columns is not None:
        room = max(columns - number - 3 * len(BETWEEN), 0)
        node = min(node, room)
        before = min(before, max((room - node) // 2, room - node - after))
        after = room - node - before
    lines = []
    for line, left, word, right in shown:
        parts = line.rjust(number), _end(left, before), pad(cut(word, node), node), _start(right, after)
        lines.append(BETWEEN.join(parts).rstrip())
    return lines


def _start(text: str, columns: int) -> str:
    """Return as much of a text's beginning as has room."""
    while display_width(text) > columns:
        text = text[:-1]
    return text


def _end(text: str, columns: int) -> str:
    """Return as much of a text's end as has room, on the right."""
    while display_width(text) > columns:
        text = text[1:]
    return pad(text, columns, left=True)
