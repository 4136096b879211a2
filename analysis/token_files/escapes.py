"""Text in a field of a line: what a field cannot hold is written with a backslash, as UDPipe writes white space."""

from __future__ import annotations

import re
import unicodedata

SHORT = {" ": "\\s", "\t": "\\t", "\n": "\\n", "\r": "\\r", "|": "\\p", "\\": "\\\\"}
LONG = {escape: character for character, escape in SHORT.items()}
ESCAPE = re.compile(r"\\(?:[stnrp\\]|u[0-9a-f]{4}|U[0-9a-f]{8})")


def escaped(text: str) -> str:
    r"""Return a text without white space, bars and characters that cannot be printed, from which it can be read back.

    >>> escaped("\n## "), escaped("一|二\u3000")
    ('\\n##\\s', '一\\p二\\u3000')
    """
    if text.isalnum() and unicodedata.is_normalized("NFC", text):
        return text
    return "".join(SHORT.get(c) or (c if _is_plain(c) else _numbered(c)) for c in text)


def _is_plain(character: str) -> bool:
    """Say whether a character can be printed, is in normal form whatever comes before it, and is no sign of error."""
    if character.isspace() or not character.isprintable() or character == "\ufffd":
        return False
    return not unicodedata.combining(character) and unicodedata.is_normalized("NFC", character)


def _numbered(character: str) -> str:
    code = ord(character)
    return f"\\u{code:04x}" if code < 0x10000 else f"\\U{code:08x}"


def unescaped(field: str) -> str:
    r"""Return the text of a field that `escaped` made, or UDPipe.

    >>> unescaped("\\n##\\s")
    '\n## '
    """
    return ESCAPE.sub(_character, field) if "\\" in field else field


def _character(match: re.Match[str]) -> str:
    code = match[0]
    if code in LONG:
        return LONG[code]
    number = int(code[2:], 16)
    return chr(number) if number < 0x110000 else code
