"""Lines as they are set on a page, and paragraphs wrapped into them."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from analysis.breaks.characters import CLOSERS, OPENERS, columns

# Latin words and figures with what stands right behind them, and single characters.
WHOLE = re.compile("[A-Za-zÀ-ÿ]{1,20}[,.:;]?|\\d[\\d.,]{0,15}%?|.", re.DOTALL)


@dataclass
class Page:
    """Lines as they are set, one after the other."""

    lines: list[str] = field(default_factory=list)
    joins: set[int] = field(default_factory=set)
    aside: set[int] = field(default_factory=set)
    across: set[int] = field(default_factory=set)
    count: int = 0
    last: int = -1  #: the last line that is not aside

    def put(self, line: str, gap: int, goes_on: bool = False, aside: bool = False) -> None:
        """Add a line below so many empty ones; *goes_on* says that the paragraph before it does.

        A line *aside* is no part of the running text, such as a page number.
        """
        if aside:
            self.aside.add(self.count)
        elif goes_on and self.count:
            (self.joins if self.last == self.count - 1 else self.across).add(self.last)
        self.last = self.last if aside else self.count
        self.lines += [""] * (gap if self.count else 0) + [line]
        self.count += 1


def wrapped(text: str, width: float, indent: float, hanging: int, whole: bool = False) -> list[str]:
    """Return a paragraph in lines of *width* columns; *hanging* says what becomes of a mark that may begin no line.

    0: it begins one; 1: it hangs beyond the width; 2: the character before it goes with it. *whole* Latin words and
    figures are not cut in two.
    """
    lines, line, used = [], "", indent
    for unit in WHOLE.findall(text) if whole else text:
        wide = sum(map(columns, unit))
        if used + wide > width and line:
            forbidden = len(unit) == 1 and unit in f"，。、；：！？{CLOSERS}"
            if forbidden and hanging == 1:
                line += unit
                continue
            kept = 1 if len(line) > 1 and ((forbidden and hanging == 2) or (hanging and line[-1] in OPENERS)) else 0
            lines.append(line[: len(line) - kept])
            line = line[len(line) - kept :]
            used = sum(map(columns, line))
        line += unit
        used += wide
    return [part for part in (part.strip(" ") for part in [*lines, line]) if part]


def words_of(text: str) -> list[str]:
    """Return the words of a list that is written as one text."""
    return text.split()
