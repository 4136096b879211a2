"""What click itself says: it asks gettext for it, which finds it in the catalogues of the package."""

from __future__ import annotations

import gettext
import os
from contextlib import contextmanager
from typing import TYPE_CHECKING

from ..languages.chosen import language
from ..languages.messages import DOMAIN, FOLDER, N_, ngettext

if TYPE_CHECKING:
    from collections.abc import Iterator

VARIABLE = "LANGUAGE"  # of the environment: where gettext looks first
# For the catalogues: no module of the package asks for these.
MESSAGES = (
    N_("Options"),
    N_("Commands"),
    N_("env var: {var}"),
    N_("default: {default}"),
    N_("required"),
    N_("Missing argument"),
    N_("Missing option"),
    N_("Missing command."),
    N_("Invalid value: {message}"),
    N_("Invalid value for {param_hint}: {message}"),
    N_("No such option {name!r}."),
    N_("No such option: {name}"),
    N_("No such command {name!r}."),
    N_("Option {name!r} does not take a value."),
    N_("{value!r} is not a valid {number_type}."),
    N_("{value} is not in the range {range}."),
    N_("{name} {filename!r} is a file."),
    N_("{name} {filename!r} is a directory."),
    N_("Choose from:\n\t{choices}"),
    ngettext("Did you mean {possibility}?", "(Did you mean one of: {possibilities}?)", 1),
    ngettext("Did you mean {possibility}?", "(Possible options: {possibilities})", 1),
    ngettext("Option {name!r} requires an argument.", "Option {name!r} requires {nargs} arguments.", 1),
    ngettext("Got unexpected extra argument ({args})", "Got unexpected extra arguments ({args})", 1),
    ngettext("{value!r} is not {choice}.", "{value!r} is not one of {choices}.", 1),
)


@contextmanager
def click_speaks() -> Iterator[None]:
    """Let click speak the language that is chosen until the body ends.

    >>> with click_speaks():
    ...     gettext.textdomain()
    'analysis'
    """
    domain, variable = gettext.textdomain(), os.environ.get(VARIABLE)
    gettext.bindtextdomain(DOMAIN, os.fspath(FOLDER))
    gettext.textdomain(DOMAIN)
    os.environ[VARIABLE] = language().replace("-", "_")
    try:
        yield
    finally:
        gettext.textdomain(domain)
        os.environ.pop(VARIABLE, None)
        if variable is not None:
            os.environ[VARIABLE] = variable
