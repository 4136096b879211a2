"""What ``benchmarks/typeset.py`` reports on, and no page of which may be fitted on.

A third of the documents, whatever they are set as, and all that is set by a third of the templates.
"""

from planted.lines import fold_of

HELD_TEMPLATES = ("tabloid", "booklet", "bulletin")
HELD_FOLD = 0


def is_reported(source: str, template: str) -> bool:
    """Return whether a page is one that may not be fitted on, by its document or its template."""
    return template in HELD_TEMPLATES or is_held(source)


def is_held(source: str) -> bool:
    """Return whether a document is one whose pages may not be fitted on."""
    return fold_of(source) == HELD_FOLD
