"""The option --lang: which language a command speaks, from its first line to its last."""

from __future__ import annotations

import os
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

import click

from ..languages import chosen
from ..languages.messages import N_, _, enumeration
from .click_messages import click_speaks

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

OPTION = "--lang"


class Language(click.ParamType):
    """The name of a language, which may be spelled as a locale is."""

    name = "language"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> str:
        """Return the language's tag."""
        message = _("{value!r} is not one of {choices}")
        choices = enumeration(chosen.LANGUAGES)
        return chosen.language_of(value) or self.fail(message.format(value=value, choices=choices), param, ctx)


class LanguageOption(click.Option):
    """The option --lang."""

    def get_error_hint(self, _ctx: click.Context | None, *_others: Any) -> str:
        """Return what an error calls it: click's own words cannot be translated."""
        return _("'{option}' (env var: '{variable}')").format(option=OPTION, variable=chosen.VARIABLE)


def language_option() -> click.Option:
    """Return the option --lang, which every command has; `spoken` has heeded it before the command line is parsed."""
    return LanguageOption(
        [OPTION],
        type=Language(),
        envvar=chosen.VARIABLE,
        show_envvar=True,
        expose_value=False,
        metavar="|".join(chosen.LANGUAGES),
        help=N_("Language of what is printed and drawn.  [default: the system's]"),
    )


@contextmanager
def spoken(arguments: Sequence[str]) -> Iterator[None]:
    """Speak the language that a command line asks for, or the environment, or the system, until the body ends.

    Help and errors are to be in it as well, so it is looked for before anything is parsed. What is no language is left
    to the option itself to refuse.
    """
    default = os.environ.get(chosen.VARIABLE) or chosen.system_language()
    asked = map(chosen.language_of, [*reversed(_given(arguments)), default])
    with chosen.kept():
        if found := next(filter(None, asked), None):
            chosen.use_language(found)
        with click_speaks():
            yield


def _given(arguments: Sequence[str]) -> list[str]:
    """Return the values of --lang on a command line, in their order."""
    end = arguments.index("--") if "--" in arguments else len(arguments)
    return [
        arguments[place + 1] if option == OPTION else option.removeprefix(f"{OPTION}=")
        for place, option in enumerate(arguments[:end])
        if (option == OPTION and place + 1 < end) or option.startswith(f"{OPTION}=")
    ]
