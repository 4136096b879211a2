"""The one way in which this package makes HTML: templates, in which what a text holds stays text."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ..languages.chosen import language
from ..languages.messages import _, ngettext, pgettext
from ..languages.names import choice_name, kind_meaning, kind_name, subject_name, value_name

if TYPE_CHECKING:
    import jinja2

PACKAGE = Path(__file__).parents[1]


def render(template: str, **values: Any) -> str:
    """Fill in a template. Each value is escaped, but for `markupsafe.Markup`, which says that it is HTML already.

    Parameters
    ----------
    template : path within the package, such as ``output/table.html.j2``; it stands beside the module that fills it in.
    values : the template's variables, all of them.

    Raises
    ------
    jinja2.UndefinedError : if the template names a variable that has no value.

    >>> render("output/table.html.j2", caption="1 < 2", columns=["text"], rows=[["<b>"]])[-50:]
    '<tbody><tr><td>&lt;b&gt;</td></tr></tbody></table>'
    """
    return templates().get_template(template).render(values)


@cache
def templates() -> jinja2.Environment:
    """Return the package's templates, all of them escaped."""
    import jinja2  # not at the top: most who import the package show nothing as HTML

    loader = jinja2.FileSystemLoader(PACKAGE)
    made = jinja2.Environment(
        loader=loader, autoescape=True, undefined=jinja2.StrictUndefined, extensions=["jinja2.ext.i18n"]
    )
    made.install_gettext_callables(_, ngettext, newstyle=True, pgettext=pgettext)  # type: ignore[attr-defined]
    made.globals |= {
        "language": language,
        "kind_name": kind_name,
        "kind_meaning": kind_meaning,
        "subject_name": subject_name,
        "choice_name": choice_name,
        "value_name": value_name,
    }
    return made
