"""A repair as CriticMarkup: the source with marks in it that Markdown editors show as changes and comments.

``{++inserted++}``, ``{--dropped--}``, ``{~~source~>clean~~}``, each with a comment ``{>>evidence<<}`` behind it. A text
may hold such marks itself: each of those gets a backslash inside it, and is not mistaken for a change.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from .edition import Edition, Passage

# What opens a mark, closes one, and parts the halves of a substitution, with the backslashes that are there already:
# one more of them can be told from those, and taken out again.
PARTED = (
    (re.compile(r"\{(\\*)(?=\+\+|--|~~|==|>>)"), r"{\\\1"),
    (re.compile(r"(\+\+|--|~~|==|<<)(\\*)\}"), r"\1\\\2}"),
    (re.compile(r"~(\\*)(?=>)"), r"~\\\1"),
)


def critic_markup(edition: Edition) -> bytes:
    """Return the text with its marks, in UTF-8."""
    return "".join(map(_marked, edition.passages)).encode()


def parted(text: str) -> str:
    r"""Return a text whose own marks are none any more.

    >>> print(parted("{++a++} {\\--"))
    {\++a++\} {\\--
    """
    for mark, with_backslash in PARTED:
        text = mark.sub(with_backslash, text)
    return text


def _marked(passage: Passage) -> str:
    old, new = parted(passage.old), parted(passage.new)
    if passage.is_kept:
        return old
    changed = f"{{~~{old}~>{new}~~}}" if old and new else f"{{--{old}--}}" if old else f"{{++{new}++}}"
    return f"{changed}{{>>{parted(passage.remark)}<<}}"
