"""What the texts in a decision may hold."""

from __future__ import annotations

from typing import Any
from unicodedata import category

from ..languages.messages import _

UNSEEN = ("Cc", "Cf")  # categories of characters that steer a terminal, or are not seen


def require_characters(row: dict[str, Any]) -> None:
    """Raise for text that no file can hold."""
    for name, value in row.items():
        if isinstance(value, dict):
            require_characters(value)
        elif isinstance(value, str) and any("\ud800" <= character <= "\udfff" for character in value):
            raise ValueError(
                f"Decisions: {name}: "
                + _("{value!r} holds a lone surrogate, which is no character").format(value=value)
            )


def require_word(word: str) -> None:
    """Raise for what is no word for a dictionary, as `Tokeniser` does, or holds what no key types into one."""
    if not word or any(map(str.isspace, word)):
        raise ValueError("Decisions: word: " + _("{word!r} is empty or holds white space").format(word=word))
    unseen = (character for character in word if category(character) in UNSEEN or character == "\ufffd")
    if wrong := next(unseen, None):
        raise ValueError(
            "Decisions: word: " + _("{word!r} holds U+{code:04X}, which no word has").format(word=word, code=ord(wrong))
        )


def signature(who: dict[str, str]) -> dict[str, Any]:
    """Return who decided, when and why; raise TypeError for any other argument.

    >>> signature({"by": "李明"})
    {'by': '李明'}
    """
    if unknown := who.keys() - {"by", "date", "note"}:
        message = _("{name!r} is no argument; there are by, date and note").format(name=min(unknown))
        raise TypeError(f"Decisions: {message}")
    return {**who}
