"""What a character is at a line's end: its class, and how wide it is set."""

from __future__ import annotations

import unicodedata
from functools import cache

from ..languages.messages import N_

STOPS, CLOSERS, OPENERS = "。！？!?…", "”’」』）)】》〉〕", "“‘「『（(【《〈〔"
MARKS = f"，、；：,;:{STOPS}{CLOSERS}{OPENERS}"
CLASSES = (
    STOPS,
    CLOSERS,
    "，,",
    "、",
    "；;",
    "：:",
    OPENERS,
    "-—–―─~～·•",
    ".．",
    "●■◆▲△○□※*#+◎☆★◇",
)
HAN, DIGIT, LATIN, OTHER = range(len(CLASSES), len(CLASSES) + 4)
STOP, COLON = 0, 5  # places in `CLASSES`
MARK = 6  # a class below it is one of a mark that closes a sentence, a clause or a quotation
KINDS_OF_CHARACTER = (
    N_("a full stop"),
    N_("a closing mark"),
    N_("a comma"),
    N_("an enumeration comma"),
    N_("a semicolon"),
    N_("a colon"),
    N_("an opening mark"),
    N_("a dash"),
    N_("a point"),
    N_("a bullet"),
    N_("a Han character"),
    N_("a digit"),
    N_("a Latin letter"),
    N_("another sign"),
)


@cache
def columns(character: str) -> float:
    """Return how wide a character is set, a Han character being 1.

    >>> columns("政"), columns("a")
    (1.0, 0.5)
    """
    if unicodedata.category(character) in ("Mn", "Me", "Cf", "Cc"):
        return 0.0
    return 1.0 if unicodedata.east_asian_width(character) in "WFA" else 0.5


@cache
def class_of(character: str) -> int:
    """Return the place of a character's class in `KINDS_OF_CHARACTER`.

    >>> [KINDS_OF_CHARACTER[class_of(character)] for character in "。政7"]
    ['a full stop', 'a Han character', 'a digit']
    """
    for number, members in enumerate(CLASSES):
        if character in members:
            return number
    if "\u3400" <= character <= "\u9fff" or character >= "\U00020000" or character in "〇々":
        return HAN
    return DIGIT if character.isdigit() else LATIN if character.isalpha() else OTHER
