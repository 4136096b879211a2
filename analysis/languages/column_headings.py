"""What the columns of a table are called above a table that people read; in files and in JSON they keep their names."""

from __future__ import annotations

from .chosen import ENGLISH, language
from .messages import pgettext


def heading(name: str) -> str:
    """Return the heading of a column; the name itself in English, and of a measure that has one name everywhere.

    >>> heading("per_10k"), heading("dp")
    ('per_10k', 'dp')
    """
    return name if language() == ENGLISH else _headings().get(name, name)


def _headings() -> dict[str, str]:
    return {
        "alike": pgettext("column", "alike"),
        "applied": pgettext("column", "applied"),
        "at line": pgettext("column", "at line"),
        "block": pgettext("column", "block"),
        "blocks": pgettext("column", "blocks"),
        "change": pgettext("column", "change"),
        "changes": pgettext("column", "changes"),
        "characters": pgettext("column", "characters"),
        "choice": pgettext("column", "choice"),
        "class": pgettext("column", "class"),
        "confidence": pgettext("column", "confidence"),
        "count": pgettext("column", "count"),
        "decided": pgettext("column", "decided"),
        "doc": pgettext("column", "doc"),
        "documents": pgettext("column", "documents"),
        "evidence": pgettext("column", "evidence"),
        "held": pgettext("column", "held"),
        "kind": pgettext("column", "kind"),
        "letters": pgettext("column", "letters"),
        "level": pgettext("column", "level"),
        "line": pgettext("column", "line"),
        "log_ratio": pgettext("column", "log_ratio"),
        "mark": pgettext("column", "mark"),
        "odds_ratio": pgettext("column", "odds_ratio"),
        "other": pgettext("column", "other"),
        "other_count": pgettext("column", "other_count"),
        "p": pgettext("column", "p"),
        "p_adjusted": pgettext("column", "p_adjusted"),
        "page": pgettext("column", "page"),
        "part": pgettext("column", "part"),
        "per_10k": pgettext("column", "per_10k"),
        "range": pgettext("column", "range"),
        "rank": pgettext("column", "rank"),
        "rest": pgettext("column", "rest"),
        "section": pgettext("column", "section"),
        "sentences": pgettext("column", "sentences"),
        "share": pgettext("column", "share"),
        "term": pgettext("column", "term"),
        "title": pgettext("column", "title"),
        "why": pgettext("column", "why"),
    }
