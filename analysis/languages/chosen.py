"""Which language the package speaks: English until another is chosen; a program, the language of its system."""

from __future__ import annotations

import locale
import os
from contextlib import contextmanager
from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

ENGLISH, SIMPLIFIED, TRADITIONAL = "en", "zh-Hans", "zh-Hant"
LANGUAGES = (ENGLISH, SIMPLIFIED, TRADITIONAL)
VARIABLE = "ANALYSIS_LANGUAGE"  # of the environment: carries the choice to kernels and workers
TRADITIONAL_PLACES = frozenset({"hant", "tw", "hk", "mo", "traditional"})
_chosen: list[str] = []  # the last one; empty until one is chosen


def use_language(name: str | None) -> None:
    """Choose the language of what is shown from now on: evidence, headings, figures, reports, messages and errors.

    Codes in tables, names of columns and numbers are the same in every language. What has been made already stays as it
    is. Processes that are started from now on speak the language too.

    Parameters
    ----------
    name : ``zh-Hans`` (or ``zh``), ``zh-Hant`` or ``en``, or a locale such as ``zh_TW``; None is the system's language.

    Raises
    ------
    TypeError, ValueError : if *name* is none of them.

    >>> with kept():
    ...     use_language("zh")
    ...     language()
    'zh-Hans'
    """
    from .messages import _  # which asks this module for the language

    if not isinstance(name, str | None):
        message = _("{name} must be of the type {wanted}, not {given}")
        raise TypeError("use_language: " + message.format(name="name", wanted="str", given=type(name).__name__))
    tag = system_language() if name is None else language_of(name)
    if tag is None:
        message = _("{name} must be one of {choices}, got {given}")
        given = f"{name!r:.80}"
        raise ValueError("use_language: " + message.format(name="name", choices=", ".join(LANGUAGES), given=given))
    _chosen[:] = [tag]
    os.environ[VARIABLE] = tag


def language() -> str:
    """Return the language that is spoken: ``en``, ``zh-Hans`` or ``zh-Hant``."""
    return _chosen[0] if _chosen else language_of(os.environ.get(VARIABLE, "")) or ENGLISH


@contextmanager
def kept() -> Iterator[None]:
    """Let the choices of the body end with it.

    >>> with kept():
    ...     use_language("zh")
    >>> language()
    'en'
    """
    chosen, variable = _chosen[:], os.environ.get(VARIABLE)
    try:
        yield
    finally:
        _chosen[:] = chosen
        os.environ.pop(VARIABLE, None)
        if variable is not None:
            os.environ[VARIABLE] = variable


@lru_cache(maxsize=64)  # asked at every message, of the same few names
def language_of(name: str) -> str | None:
    """Return the language that a name of a language or a locale stands for; None if it is none of `LANGUAGES`.

    >>> language_of("zh_HK.UTF-8"), language_of("Chinese (Simplified)_China"), language_of("C"), language_of("fr")
    ('zh-Hant', 'zh-Hans', 'en', None)
    """
    parts = name.partition(".")[0].partition("@")[0].lower().translate(str.maketrans("-()", "_  ")).replace("_", " ")
    first, *rest = parts.split() or [""]
    if first in ("en", "english", "c", "posix"):
        return ENGLISH
    if first not in ("zh", "chinese"):
        return None
    if "hans" in rest:
        return SIMPLIFIED
    return TRADITIONAL if TRADITIONAL_PLACES.intersection(rest) else SIMPLIFIED


def system_language() -> str:
    """Return the language of the system, as its locale says; English where that is another one."""
    given = next(filter(None, map(os.environ.get, ("LC_ALL", "LC_MESSAGES", "LANG"))), "")
    # gettext's own rule: a list of preferences counts unless the locale is the one without a language.
    wanted = os.environ.get("LANGUAGE", "").split(":") if given not in ("C", "POSIX") else []
    for name in [*wanted, given or locale.getlocale()[0] or ""]:
        if found := language_of(name):
            return found
    return ENGLISH
