"""What the texts in a decision may hold."""

from __future__ import annotations

from typing import Any
from unicodedata import category

UNSEEN = ("Cc", "Cf")  # categories of characters that steer a terminal, or are not seen


def require_characters(row: dict[str, Any]) -> None:
    """Raise for text that no file can hold."""
    for name, value in row.items():
        if isinstance(value, dict):
            require_characters(value)
        elif isinstance(value, str) and any("\ud800" <= character <= "\udfff" for character in value):
            raise ValueError(f"Decisions: {name}: {value!r} holds a lone surrogate, which is no character")


def require_word(word: str) -> None:
    """Raise for what is no word for a dictionary, as `Tokeniser` does, or holds what no key types into one."""
    if not word or any(map(str.isspace, word)):
        raise ValueError(f"Decisions: word: {word!r} is empty or holds white space")
    unseen = (character for character in word if category(character) in UNSEEN or character == "\ufffd")
    if wrong := next(unseen, None):
        raise ValueError(f"Decisions: word: {word!r} holds U+{ord(wrong):04X}, which no word has")
