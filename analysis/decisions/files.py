"""Decisions are read from files of a stated form: one, or one for each document in a folder."""

from __future__ import annotations

import json
import os
import warnings
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ..document.files import encodable, read_bytes
from ..extensions.registry import finding_kinds
from ..languages.library_errors import library_message
from ..languages.messages import _
from .decision import Decision, checked
from .folders import folder_in, name_and_source
from .places import Place, checked_place
from .records import FORMAT, VERSION, Decisions

if TYPE_CHECKING:
    from ..document.documents import Document

SCHEMA = Path(__file__).with_name("schema.json")


def read_decisions(source: str | os.PathLike[str]) -> Decisions:
    """Read decisions from a file that `Decisions.save`, a review or `analysis review` wrote.

    Raises
    ------
    DocumentError : if the file cannot be read.
    ValueError : if it holds no decisions, or those of a later version; the message names the file and the place.

    >>> from tempfile import mkdtemp
    >>> read_decisions(Decisions().word("双向发力").save(f"{mkdtemp()}/page.json")).words
    ('双向发力',)
    """
    path = os.fspath(source)
    return parse_decisions(read_bytes(path), str(path))


def parse_decisions(data: bytes, label: str) -> Decisions:
    """Return the decisions in the bytes of a file; *label* is what an error calls it.

    Raises
    ------
    ValueError : as `read_decisions`.
    """
    try:
        given = json.loads(data.decode("utf-8-sig"))
    except UnicodeDecodeError as error:
        raise ValueError(
            f"{label}: " + _("byte {start}: not UTF-8; decisions are kept in UTF-8").format(start=error.start + 1)
        ) from None
    except (ValueError, RecursionError) as error:
        raise ValueError(f"{label}: " + _("no JSON: {error}").format(error=library_message(error))) from None
    if isinstance(given, dict) and given.get("format") == FORMAT and given.get("version") != VERSION:
        raise ValueError(
            f"{label}: "
            + _("version {given!r}; this package reads {version}").format(given=given.get("version"), version=VERSION)
        )
    if wrong := next(iter(_validator().iter_errors(given)), None):
        place = "".join(f"[{step}]" if isinstance(step, int) else f".{step}" for step in wrong.absolute_path)
        whole = _("the whole")
        raise ValueError(f"{label}: {place.lstrip('.') or whole}: {library_message(wrong.message[:200])}")
    decisions = (_decision(row, f"{label}: decisions[{number}]") for number, row in enumerate(given["decisions"]))
    return Decisions(encodable(given.get("document", "")), tuple(decisions))


def _decision(row: dict[str, Any], label: str) -> Decision:
    """Return the decision of a row; an error says where it is."""
    row = _with_whole_numbers(row)
    at = label
    try:
        if "place" in row:
            at = f"{label}.place"
            row["place"] = checked_place(Place(**_with_whole_numbers(row["place"])))
        at = label
        return checked(Decision(**row))
    except ValueError as error:
        raise ValueError(f"{at}: {str(error).removeprefix('Decisions: ')}") from None


def _with_whole_numbers(row: dict[str, Any]) -> dict[str, Any]:
    """Return a row whose numbers are whole; JSON writes 1 as 1.0, too."""
    return {name: int(value) if isinstance(value, float) else value for name, value in row.items()}


def _validator() -> Any:
    return _validator_with(tuple(finding_kinds()))


@cache
def _validator_with(added: tuple[str, ...]) -> Any:
    """Return what checks a file: the schema, whose kinds of findings are those of the package, and those added."""
    import jsonschema

    schema = json.loads(SCHEMA.read_text("utf-8"))
    schema["$defs"]["decision"]["allOf"][0]["then"]["properties"]["kind"]["enum"] += added
    return jsonschema.Draft202012Validator(schema)


def of_document(decisions: Decisions | str | os.PathLike[str] | None, document: Document) -> Decisions | None:
    """Return the decisions on a document: those given, those of a file, or of the document's own file in a folder.

    Raises
    ------
    ValueError : as `read_decisions`, and for a folder that holds no file of decisions.

    >>> from analysis import parse
    >>> of_document(Decisions("page"), parse("甲"))
    <Decisions on 'page': 0 decisions>
    """
    if decisions is None or isinstance(decisions, Decisions):
        return decisions
    folder = folder_in(decisions)
    if folder is None:
        return read_decisions(decisions)
    if file := folder.file_of(*name_and_source(document)):
        return read_decisions(file)
    folder.require_some()
    if not folder.is_quiet:
        warnings.warn(folder.none_on(document), stacklevel=2)
    return None
