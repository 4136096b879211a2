"""Messages in the language that is chosen when they are shown; in the code they stand in English.

``_`` and its like are the names by which Babel finds messages; ``make catalogues`` writes them into the catalogues
below ``locale``. Each takes a literal, and values are put in afterwards, as in ``_("{n} of {m}").format(n=n, m=m)``,
so that a translation can put them into its own order.
"""

from __future__ import annotations

import gettext
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from .chosen import LANGUAGES, language

if TYPE_CHECKING:
    from collections.abc import Iterable

FOLDER = Path(__file__).parent / "locale"
DOMAIN = "analysis"


@cache
def _catalogue(tag: str) -> gettext.NullTranslations:
    return gettext.translation(DOMAIN, FOLDER, [tag.replace("-", "_")], fallback=True)  # there is none of English


def _(message: str) -> str:
    """Return *message* in the language that is chosen.

    >>> _("no such message")
    'no such message'
    """
    return _catalogue(language()).gettext(message)


def ngettext(singular: str, plural: str, n: int) -> str:
    """Return one of two messages, for one thing or for several, in the language that is chosen.

    >>> ngettext("{n} stone", "{n} stones", 2).format(n=2)
    '2 stones'
    """
    return _catalogue(language()).ngettext(singular, plural, n)


def pgettext(context: str, message: str) -> str:
    """Return *message*, which is ambiguous without *context*, in the language that is chosen.

    >>> pgettext("a verb", "copy")
    'copy'
    """
    return _catalogue(language()).pgettext(context, message)


@cache
def forms(message: str) -> frozenset[str]:
    """Return *message* in every language, to know it again in a table that may have been made in another one.

    >>> forms("no such message")
    frozenset({'no such message'})
    """
    return frozenset(_catalogue(tag).gettext(message) for tag in LANGUAGES)


def clauses(parts: Iterable[str]) -> str:
    """Return several statements as one line.

    >>> clauses(["no closing mark", "the document ends"])
    'no closing mark; the document ends'
    """
    return _("; ").join(parts)


def enumeration(parts: Iterable[str]) -> str:
    """Return the items of a list as one line.

    >>> enumeration(["a caption", "a name"])
    'a caption, a name'
    """
    return _(", ").join(parts)


def N_(message: str) -> str:  # noqa: N802 - the name by which Babel knows it
    """Return *message* as it is: it goes into the catalogues, and whoever shows it translates it by then.

    >>> N_("no such message")
    'no such message'
    """
    return message
