"""The dictionary in which words at a seam are looked up: jieba's, or the same as a user's `Tokeniser` has it.

What looks a word up lies deep below the functions that are given a `Tokeniser`; these set its words for as long as they
work. What is kept of a text (`line_ends`, `annotation`) is kept for each dictionary.
"""

from __future__ import annotations

from contextlib import contextmanager
from contextvars import ContextVar
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Hashable, Iterator

USUAL = ((), False)  # no words added, and nothing read as simplified
_in_use: ContextVar[tuple[Hashable, Any]] = ContextVar("dictionary", default=(USUAL, None))


def dictionary() -> Any:
    """Return the dictionary in use: what `rjieba` offers, ``cut``, ``tag`` and ``has_word``.

    >>> dictionary().has_word("党支部")
    True
    """
    import rjieba

    return _in_use.get()[1] or rjieba


def dictionary_key() -> Any:
    """Return what tells the dictionary in use from others: the words added, and whether it reads text as simplified.

    >>> dictionary_key()
    ((), False)
    """
    return _in_use.get()[0]


@contextmanager
def using(key: Hashable, jieba: Any) -> Iterator[None]:
    """Look words up in *jieba*, which *key* tells from others, for as long as the block runs."""
    before = _in_use.set((key, jieba))
    try:
        yield
    finally:
        _in_use.reset(before)
