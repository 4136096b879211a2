"""What a file of another format may unfold to, and the error for one that cannot be read."""

from __future__ import annotations

from ..languages.messages import N_, _


class FormatError(ValueError):
    """A file that is not what its name says, or that needs a package which is not installed."""


BYTES = N_("unfolds to {count:,} bytes; {most:,} are the most that one file may have")
LINES = N_("unfolds to {count:,} lines; {most:,} are the most that one file may have")
OBJECTS = N_("unfolds to {count:,} objects on one page; {most:,} are the most that one file may have")
PARAGRAPHS = N_("unfolds to {count:,} paragraphs; {most:,} are the most that one file may have")
PIXELS = N_("unfolds to {count:,} pixels; {most:,} are the most that one file may have")
SCANNED = N_("unfolds to {count:,} scanned pages; {most:,} are the most that one file may have")


def check(count: int, most: int, message: str) -> None:
    """Raise a FormatError, with one of the messages above, when a file has more of something than one may have.

    >>> check(3, 2, LINES)
    Traceback (most recent call last):
    analysis.document.bounds.FormatError: unfolds to 3 lines; 2 are the most that one file may have
    """
    if count > most:
        raise FormatError(_(message).format(count=count, most=most))
