"""Say which extension went wrong, and what of it: an error of an extension is none of the package's own."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..languages.messages import _

if TYPE_CHECKING:
    from collections.abc import Callable


class ExtensionError(ValueError):
    """What was added to the package raised an error, or returned what cannot be used."""


def finding_error(kind: str, find: Callable[..., object], reason: str) -> ExtensionError:
    """Return the error of what finds a kind.

    >>> print(finding_error("stray date", len, "no tuple"))
    the finding ‘stray date’, registered by builtins.len: no tuple
    """
    message = _("the finding ‘{kind}’, registered by {function}: {reason}")
    return ExtensionError(message.format(kind=kind, function=called(find), reason=reason))


def entry_point_error(name: str, value: str, error: Exception) -> ExtensionError:
    """Return the error of an entry point that could not be loaded or called.

    >>> print(entry_point_error("mine", "my_extension:register", KeyError("a")))
    the entry point mine = my_extension:register: KeyError: 'a'
    """
    message = _("the entry point {name} = {value}: {reason}")
    return ExtensionError(message.format(name=name, value=value, reason=raised(error)))


def called(function: object) -> str:
    """Return a function's module and name; of what has no name, its type's.

    >>> from functools import partial
    >>> called(called), called(partial(called))
    ('analysis.extensions.named_errors.called', 'functools.partial')
    """
    named = function if hasattr(function, "__qualname__") else type(function)
    return f"{named.__module__ or 'builtins'}.{named.__qualname__}"


def raised(error: Exception) -> str:
    """Return the kind of an error and what it says, in one line.

    >>> raised(ValueError("one\\n two")), raised(ValueError())
    ('ValueError: one two', 'ValueError')
    """
    return ": ".join(filter(None, [type(error).__name__, " ".join(str(error).split())]))
