"""What a file of another format may unfold to, and the error for one that cannot be read."""

from __future__ import annotations


class FormatError(ValueError):
    """A file that is not what its name says, or that needs a package which is not installed."""


def check(count: int, most: int, of: str) -> None:
    """Raise a FormatError when a file has more of something than one may have.

    >>> check(3, 2, "pages")
    Traceback (most recent call last):
    analysis.document.bounds.FormatError: unfolds to 3 pages; 2 are the most that one file may have
    """
    if count > most:
        raise FormatError(f"unfolds to {count:,} {of}; {most:,} are the most that one file may have")
