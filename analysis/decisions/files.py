"""Decisions are read from files of a stated form: one, or one for each document in a folder."""

from __future__ import annotations

import json
import os
from functools import cache
from pathlib import Path, PurePath
from typing import TYPE_CHECKING, Any

from ..document.files import read_bytes
from .places import Place
from .records import FORMAT, VERSION, Decision, Decisions, checked

if TYPE_CHECKING:
    from ..document.documents import Document

SCHEMA = Path(__file__).with_name("schema.json")
ENDING = ".decisions.json"  # behind the name of the file that was decided on


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
        raise ValueError(f"{label}: byte {error.start}: not UTF-8; decisions are kept in UTF-8") from None
    except (ValueError, RecursionError) as error:
        raise ValueError(f"{label}: no JSON: {error}") from None
    if isinstance(given, dict) and given.get("format") == FORMAT and given.get("version") != VERSION:
        raise ValueError(f"{label}: version {given.get('version')!r}; this package reads {VERSION}")
    if wrong := next(iter(_validator().iter_errors(given)), None):
        place = "".join(f"[{step}]" if isinstance(step, int) else f".{step}" for step in wrong.absolute_path)
        raise ValueError(f"{label}: {place.lstrip('.') or 'the whole'}: {wrong.message[:200]}")
    return Decisions(given.get("document", ""), tuple(map(_decision, given["decisions"])))


def _decision(row: dict[str, Any]) -> Decision:
    row = _with_whole_numbers(row)
    return checked(Decision(**{**row, "place": Place(**_with_whole_numbers(row["place"])) if "place" in row else None}))


def _with_whole_numbers(row: dict[str, Any]) -> dict[str, Any]:
    """Return a row whose numbers are whole; JSON writes 1 as 1.0, too."""
    return {name: int(value) if isinstance(value, float) else value for name, value in row.items()}


@cache
def _validator() -> Any:
    import jsonschema

    return jsonschema.Draft202012Validator(json.loads(SCHEMA.read_text("utf-8")))


def name_of_file(document: Document) -> str:
    """Return the name of the file of decisions on a document: its own, with the ending of the file that it came from.

    So page.txt and page.md have each their own. A document of a corpus is named by its path below the corpus's folder.

    >>> from analysis import load, parse
    >>> name_of_file(load("seeds/000_ed0ec8543009b9f7.txt")), name_of_file(parse("甲", "page"))
    ('000_ed0ec8543009b9f7.txt.decisions.json', 'page.decisions.json')
    """
    file = PurePath(document.source.path or "")
    has_ending = PurePath(document.name).name == file.name
    return f"{document.name}{'' if has_ending else file.suffix}{ENDING}"


def of_document(decisions: Decisions | str | os.PathLike[str] | None, document: Document) -> Decisions | None:
    """Return the decisions on a document: those given, those of a file, or of the document's own file in a folder.

    >>> from analysis import parse
    >>> of_document(Decisions("page"), parse("甲"))
    <Decisions on 'page': 0 decisions>
    """
    if decisions is None or isinstance(decisions, Decisions):
        return decisions
    path = Path(decisions)
    if not path.is_dir():
        return read_decisions(path)
    file = path / name_of_file(document)
    return read_decisions(file) if file.is_file() else None
