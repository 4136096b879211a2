"""What a kind of finding may be called: it stands in tables, files, pages and pictures beside the package's own."""

from __future__ import annotations

from collections.abc import Mapping

from ..languages.chosen import LANGUAGES
from ..languages.messages import _, enumeration
from ..languages.names import KINDS

LONGEST_SIGN = 2  # characters: signs stand in the text of a report, and in pictures


def checked_names(kind: object, names: object, meanings: object, sign: object) -> None:
    """Raise where a kind, its names, its meanings or its sign are none.

    Raises
    ------
    TypeError, ValueError : as `register_finding`.

    >>> checked_names("byline", None, None, "")
    Traceback (most recent call last):
    ValueError: register_finding: 'byline' is a kind of the package
    """
    if not isinstance(kind, str) or not kind.strip():
        raise ValueError("register_finding: " + _("kind must be a text, got {given!r}").format(given=kind))
    if kind in KINDS:
        raise ValueError("register_finding: " + _("{kind!r} is a kind of the package").format(kind=kind))
    _require_line("kind", kind)
    for name, given in (("names", names), ("meanings", meanings)):
        if given is not None:
            _require_by_language(name, given)
    if not isinstance(sign, str):
        message = _("{name} must be a text, not {given}")
        raise TypeError("register_finding: " + message.format(name="sign", given=type(sign).__name__))
    if len(sign) > LONGEST_SIGN or not sign.isprintable():
        message = _("sign must have at most {most} characters that can be printed, got {given!r}")
        raise ValueError("register_finding: " + message.format(most=LONGEST_SIGN, given=sign))


def _require_by_language(name: str, given: object) -> None:
    if not isinstance(given, Mapping):
        message = _("{name} must be a dict of texts by language, not {given}")
        raise TypeError("register_finding: " + message.format(name=name, given=type(given).__name__))
    for tag, text in given.items():
        if tag not in LANGUAGES:
            message = _("{name}: {given!r} is no language of the package; there are {choices}")
            values = {"name": name, "given": tag, "choices": enumeration(LANGUAGES)}
            raise ValueError("register_finding: " + message.format(**values))
        if not isinstance(text, str):
            message = _("{name} must be a text, not {given}")
            values = {"name": f"{name}[{tag!r}]", "given": type(text).__name__}
            raise TypeError("register_finding: " + message.format(**values))
        _require_line(f"{name}[{tag!r}]", text)


def _require_line(name: str, text: str) -> None:
    """Raise unless a text is one line of plain text."""
    if not text.strip() or not text.isprintable() or "<" in text or ">" in text:
        message = _("{name} must be one line of plain text, without markup, got {given!r}")
        raise ValueError("register_finding: " + message.format(name=name, given=text))
