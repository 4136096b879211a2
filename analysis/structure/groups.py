"""Which blocks of a text are alike, and how much the kind of one says of the others'."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from .features import FIXED, Table
from .repeats import key_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ..document.blocks import Block

OF_REPEATED, OF_ALIKE = 0.75, 0.5  # how much its group says of a line that comes again, and of others that have one
HEADING = 40  # characters that a heading has at most where it is taken with those numbered alike
ALIKE = (5, 20)  # characters that lines have, at least and at most, that are taken with those as long


def groups_of(text: str, blocks: Sequence[Block], table: Table) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Return for each block the number of the group of those that are alike, or -1, and how much that says of its kind.

    And whether it is the first of lines that come again to the letter.

    Alike are lines that are equal but for digits; short lines without a closing mark that are numbered in one way; and
    such lines without a number that have as many characters and commas.

    >>> from analysis import parse
    >>> from analysis.structure.features import block_columns
    >>> text = "一、春天\\n\\n花开了。\\n\\n县报 1\\n\\n二、秋天\\n\\n叶落了。\\n\\n县报 2"
    >>> group, share, first = groups_of(text, blocks := parse(text).blocks, block_columns(text, blocks))
    >>> group.tolist(), share.tolist(), first.nonzero()[0].tolist()
    ([0, -1, 1, 0, -1, 1], [0.5, 0.5, 0.75, 0.5, 0.5, 0.75], [])
    """
    columns = ("repeated", "closed", "shape of its number", "commas", "its last mark")
    rows = zip(*(table[name].tolist() for name in columns), strict=True)
    keys: list[object] = []
    for block, (repeated, closed, shape, commas, last) in zip(blocks, rows, strict=True):
        length = block.end - block.start
        if block.kind in FIXED:  # of these Markdown says what they are
            keys.append(None)
        elif repeated:
            keys.append(key_of(text[block.start : block.end]))
        elif not closed and shape >= 0 and length <= HEADING:
            keys.append(shape)
        elif not closed and shape < 0 and ALIKE[0] <= length <= ALIKE[1]:
            keys.append((length, commas, last))
        else:
            keys.append(None)
    numbers = {key: number for number, key in enumerate(dict.fromkeys(key for key in keys if key is not None))}
    group = np.array([-1 if key is None else numbers[key] for key in keys], np.int64)
    first = np.zeros(len(group), bool)
    first[np.unique(group, return_index=True)[1]] = True
    first &= table["repeated to the letter"] > 0
    return group, np.where(table["repeated"] > 0, OF_REPEATED, OF_ALIKE), first
