"""What stands for a value in usage lines, lists of options and errors: FILE, NAME, INTEGER RANGE."""

from __future__ import annotations

import re

from ..languages.chosen import ENGLISH, language
from ..languages.messages import pgettext

WORD = re.compile(r"(?<![\w-])([A-Z]{4,}|WxH)(?: RANGE)?(?![\w-])")


def translated(text: str) -> str:
    """Return *text* with each placeholder in the language that is spoken, as the texts of the help have it.

    >>> translated("analysis repair [OPTIONS] FILE")
    'analysis repair [OPTIONS] FILE'
    """
    if language() == ENGLISH:
        return text
    known = _placeholders()

    def named(found: re.Match[str]) -> str:
        return known.get(found[1], found[0])

    return WORD.sub(named, text)


def _placeholders() -> dict[str, str]:
    return {
        "FILE": pgettext("placeholder", "FILE"),
        "FOLDER": pgettext("placeholder", "FOLDER"),
        "COLUMN": pgettext("placeholder", "COLUMN"),
        "DIRECTORY": pgettext("placeholder", "FOLDER"),
        "PATH": pgettext("placeholder", "PATH"),
        "PAGE": pgettext("placeholder", "PAGE"),
        "WORD": pgettext("placeholder", "WORD"),
        "NAME": pgettext("placeholder", "NAME"),
        "TEXT": pgettext("placeholder", "TEXT"),
        "KIND": pgettext("placeholder", "KIND"),
        "SHARE": pgettext("placeholder", "SHARE"),
        "LIMIT": pgettext("placeholder", "LIMIT"),
        "ADDRESS": pgettext("placeholder", "ADDRESS"),
        "WxH": pgettext("placeholder", "WxH"),
        "INTEGER": pgettext("placeholder", "INTEGER"),
        "FLOAT": pgettext("placeholder", "FLOAT"),
    }
