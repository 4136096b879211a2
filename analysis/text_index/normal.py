"""Unicode's compatibility normal form, in a time that does not grow with the square of a text's length."""

from __future__ import annotations

import unicodedata
from itertools import groupby

SHORT = 64  # characters that are normalised at once: their square is small


def nfkc(text: str) -> str:
    """Return *text* in Unicode's normal form NFKC, as `unicodedata.normalize` does.

    That function puts a run of combining marks in order by moving each past all others; here they are sorted.

    >>> nfkc("ＡＰＰ"), nfkc("e" + 50 * "\\u0301\\u0323") == unicodedata.normalize("NFKC", "e" + 50 * "\\u0301\\u0323")
    ('APP', True)
    """
    if len(text) <= SHORT or not any(map(_has_mark, set(text))):
        return unicodedata.normalize("NFKC", text)
    apart = "".join(unicodedata.normalize("NFKD", character) for character in text)
    runs = (sorted(run, key=unicodedata.combining) for _, run in groupby(apart, lambda c: unicodedata.combining(c) > 0))
    return unicodedata.normalize("NFC", "".join(character for run in runs for character in run))


def _has_mark(character: str) -> bool:
    """Say whether a character is, or is composed with, one that is put in order among its like."""
    return any(map(unicodedata.combining, unicodedata.normalize("NFKD", character)))
