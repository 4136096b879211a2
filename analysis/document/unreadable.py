"""Characters that are no text: what an extractor writes for a glyph that it cannot name."""

from __future__ import annotations

import re
from collections import Counter

from ..languages.messages import ngettext

KINDS = {
    "unnamed glyph": "\\(cid:\\d+\\)",
    "private-use character": "[\ue000-\uf8ff\U000f0000-\U000ffffd\U00100000-\U0010fffd]",
    "replacement character": "\ufffd",
    "control character": "[\\0-\\x08\\x0e-\\x1f\\x7f-\\x84\\x86-\\x9f]",
}
PRIVATE_USE = re.compile(KINDS["private-use character"])
UNREADABLE = re.compile("|".join(f"({pattern})" for pattern in KINDS.values()))

SIGN = re.compile(
    "[" + "".join(pattern.strip("[]") for name, pattern in KINDS.items() if name != "unnamed glyph") + "]"
)


def has_unreadable(text: str) -> bool:
    """Say whether any of `KINDS` stands in a text; that is quicker than to count them.

    >>> has_unreadable("第(cid:12)条"), has_unreadable("第\\ue001条"), has_unreadable("第(1)条")
    (True, True, False)
    """
    return "(cid:" in text or SIGN.search(text) is not None


def count_unreadable(text: str, start: int = 0, end: int | None = None) -> dict[str, int]:
    """Return how many signs of each of `KINDS` stand between two offsets of a text; what there is none of is left out.

    >>> count_unreadable("第(cid:12)(cid:13)\ue001条")
    {'unnamed glyph': 2, 'private-use character': 1}
    """
    names = [*KINDS]
    found = UNREADABLE.finditer(text, start, len(text) if end is None else end)
    return dict(Counter(names[(match.lastindex or 1) - 1] for match in found))


def counted(kind: str, count: int) -> str:
    """Return how many signs of one of `KINDS` there are, in words.

    >>> counted("unnamed glyph", 2)
    '2 unnamed glyphs'
    """
    message = {
        "unnamed glyph": ngettext("{n} unnamed glyph", "{n} unnamed glyphs", count),
        "private-use character": ngettext("{n} private-use character", "{n} private-use characters", count),
        "replacement character": ngettext("{n} replacement character", "{n} replacement characters", count),
        "control character": ngettext("{n} control character", "{n} control characters", count),
    }[kind]
    return message.format(n=f"{count:,}")
