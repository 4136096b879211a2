"""Write the catalogues of messages below analysis/languages/locale: ``make catalogues``.

What Babel finds in the package goes into zh_Hans' .po, which is translated by hand. Of it OpenCC makes zh_Hant's, and
the compiled .mo are made of both. What has no translation yet is listed.
"""

import ast
import io
import sys
from datetime import UTC, datetime
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import DEFAULT_KEYWORDS, extract_from_dir
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

from analysis.cli.help_pages import paragraphs
from analysis.languages.names import COLUMNS
from analysis.languages.traditional import traditional

PACKAGE = Path(__file__).parents[1] / "analysis"
METHODS = [("**.py", "python"), ("**.j2", "jinja2"), ("reviews/front/*.js", "javascript")]
KEYWORDS = DEFAULT_KEYWORDS | {"say": None}  # say() is what scripts ask
OPTIONS = {"**.j2": {"newstyle_gettext": "true", "silent": "false"}}
WRITTEN = datetime(2026, 1, 1, tzinfo=UTC)  # in each head: a catalogue changes only with its messages


def place(tag: str, ending: str) -> Path:
    """Return the path of a catalogue: *tag* is ``zh_Hans`` or ``zh_Hant``, *ending* ``po`` or ``mo``."""
    return PACKAGE / "languages" / "locale" / tag / "LC_MESSAGES" / f"analysis.{ending}"


def empty(tag: str | None) -> Catalog:
    """Return a catalogue without messages."""
    return Catalog(
        tag,
        project="zh-analysis",
        version="0",
        header_comment="# Messages of zh-analysis: see docs/catalogues.py.",
        msgid_bugs_address="none",
        last_translator="the zh-analysis developers",
        language_team="none",
        creation_date=WRITTEN,
        revision_date=WRITTEN,
        fuzzy=False,
    )


def extracted() -> Catalog:
    """Return the messages of the package, with the files that they are in."""
    found = empty(None)
    for file, _, message, comments, context in extract_from_dir(
        PACKAGE, METHODS, OPTIONS, KEYWORDS, comment_tags=("Translators:",)
    ):
        found.add(message, locations=[(Path(file).as_posix(), 0)], auto_comments=comments, context=context)
    for path in sorted((PACKAGE / "cli").glob("*.py")):
        for message in help_texts(path.read_text("utf-8")):
            found.add(message, locations=[(path.relative_to(PACKAGE).as_posix(), 0)])
    for column in COLUMNS:
        found.add(column, locations=[("languages/names.py", 0)], context="column")
    return found


def help_texts(source: str) -> list[str]:
    """Return the paragraphs of the docstrings that are the help of commands: of functions that click decorates."""
    texts: list[str] = []
    for node in ast.parse(source).body:
        if isinstance(node, ast.FunctionDef) and {"command", "group"}.intersection(
            map(decorator_name, node.decorator_list)
        ):
            texts += [text for text, _ in paragraphs(ast.get_docstring(node) or "") if text]
    return texts


def decorator_name(decorator: ast.expr) -> str:
    """Return the last name of what a function is decorated with."""
    called = decorator.func if isinstance(decorator, ast.Call) else decorator
    return called.attr if isinstance(called, ast.Attribute) else getattr(called, "id", "")


def read(tag: str) -> Catalog:
    """Return the catalogue of a language as its .po has it."""
    with place(tag, "po").open("rb") as file:
        return read_po(file, locale=tag, domain="analysis")


def updated(found: Catalog, former: Catalog) -> Catalog:
    """Return the messages of *found* with their translations in *former*."""
    made = empty(str(former.locale))
    for message in found:
        if message.id:
            none = "" if isinstance(message.id, str) else ("",)
            known = former.get(message.id if none == "" else message.id[0], message.context)
            made.add(
                message.id,
                known.string if known and isinstance(known.string, type(none)) else none,
                locations=message.locations,
                flags=message.flags,
                auto_comments=message.auto_comments,
                user_comments=known.user_comments if known else (),
                context=message.context,
            )
    return made


def in_traditional(simplified: Catalog) -> Catalog:
    """Return the catalogue in traditional characters, with Taiwan's words."""
    made = empty("zh_Hant")
    for message in simplified:
        if message.id:
            text = message.string
            made.add(
                message.id,
                traditional(text) if isinstance(text, str) else tuple(map(traditional, text)),
                locations=message.locations,
                flags=message.flags,
                auto_comments=message.auto_comments,
                context=message.context,
            )
    return made


def po(catalogue: Catalog) -> bytes:
    """Return the text of a .po."""
    file = io.BytesIO()
    write_po(file, catalogue, width=120, sort_by_file=True, include_lineno=False)
    return file.getvalue()


def mo(catalogue: Catalog) -> bytes:
    """Return the bytes of a .mo."""
    file = io.BytesIO()
    write_mo(file, catalogue)
    return file.getvalue()


def untranslated(catalogue: Catalog) -> list[str]:
    """Return the messages that have no translation."""
    return [str(each.id) for each in catalogue if each.id and (each.fuzzy or not all([each.string, *each.string]))]


def write(tag: str, catalogue: Catalog) -> None:
    """Write the text and the compiled catalogue of a language."""
    place(tag, "po").parent.mkdir(parents=True, exist_ok=True)
    place(tag, "po").write_bytes(po(catalogue))
    place(tag, "mo").write_bytes(mo(catalogue))


def main() -> None:
    """Write the catalogues."""
    known = read("zh_Hans") if place("zh_Hans", "po").exists() else empty("zh_Hans")
    write("zh_Hans", simplified := updated(extracted(), known))
    write("zh_Hant", in_traditional(read("zh_Hans")))  # as it is read, so that their order is the same
    if missing := untranslated(simplified):
        sys.exit("\n".join(["These have no translation:", *missing]))


if __name__ == "__main__":
    main()
