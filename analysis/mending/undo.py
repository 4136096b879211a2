"""Give a source back from its clean text and the ledger of its repair, as they were written to files."""

from __future__ import annotations

import hashlib
import json
from typing import Any

from .._checks import require
from ..document.decoding import MARKS
from ..languages.library_errors import library_message
from ..languages.messages import _, enumeration

VERSIONS = (1, 2)
COLUMNS = ("action", "start", "end", "clean_start", "clean_end", "source_text", "clean_text")


def undo(clean: str, ledger: str) -> bytes:
    """Give back the source of a repair: its bytes, or of a format that is not text the text in UTF-8.

    Parameters
    ----------
    clean : the clean text, unchanged since the repair.
    ledger : what `Repair.to_json` returned.

    Raises
    ------
    ValueError : if the ledger is none, or the clean text is not the one that it is of; the message names the place.

    >>> from analysis import parse, repair
    >>> done = repair(parse("工程队连夜抢修，终于恢复了供\\n\\n电，附近的三个小区没有受到影响。"))
    >>> undo(done.document.text, done.to_json()).decode() == done.source.text
    True
    """
    require(clean, str, "undo", "clean")
    require(ledger, str, "undo", "ledger")
    known = _read(ledger)
    pieces, at, place = [], 0, 0
    for number, entry in enumerate(known["entries"]):
        action, start, end, clean_start, clean_end, source_text, clean_text = (entry[name] for name in COLUMNS)
        held = clean[clean_start:clean_end]
        if (start, clean_start) != (place, at) or end < start or clean_end < clean_start:
            raise ValueError(
                "undo: ledger: " + _("entry {number} does not follow the one before it").format(number=number)
            )
        if action == "kept" and len(held) != end - start:
            message = _("line {line} is the end, at {n:,} characters, and the ledger goes on to {end:,}")
            values = {"line": _line(clean, len(clean)), "n": len(clean), "end": clean_end}
            raise ValueError("undo: clean: " + message.format(**values))
        if action != "kept" and held != clean_text:
            message = _("line {line} has {given!r} where the ledger has {wanted!r}")
            values = {"line": _line(clean, clean_start), "given": held[:20], "wanted": clean_text[:20]}
            raise ValueError("undo: clean: " + message.format(**values))
        pieces.append(held if action == "kept" else source_text)
        place, at = end, clean_end
    if rest := clean[at:]:
        raise ValueError(
            "undo: clean: "
            + _("line {line} goes on behind the end of the ledger: {rest!r}").format(
                line=_line(clean, at), rest=rest[:20]
            )
        )
    return _encoded("".join(pieces), known)


def _line(text: str, offset: int) -> int:
    return text.count("\n", 0, offset) + 1


def _read(ledger: str) -> dict[str, Any]:
    """Return a ledger of a version that is known."""
    try:
        known = json.loads(ledger)
    except (ValueError, RecursionError) as error:
        raise ValueError("undo: ledger: " + _("no JSON: {error}").format(error=library_message(error))) from None
    if not isinstance(known, dict) or not isinstance(known.get("entries"), list):
        raise ValueError("undo: ledger: " + _("no ledger of a repair; `analysis repair --ledger` writes one"))
    if known.get("version") not in VERSIONS:
        raise ValueError(
            "undo: ledger: "
            + _("version {given!r}; this package reads {version}").format(given=known.get("version"), version=VERSIONS)
        )
    for number, entry in enumerate(known["entries"]):
        _require_entry(number, entry)
    return known


def _require_entry(number: int, entry: Any) -> None:
    """Raise unless something is an entry of a ledger: all its columns, and in each what belongs there."""
    if not isinstance(entry, dict) or not {*COLUMNS} <= {*entry}:
        raise ValueError(
            "undo: ledger: "
            + _("entry {number} lacks {columns}").format(
                number=number, columns=enumeration(sorted({*COLUMNS} - {*(entry or ())}))
            )
        )
    for name in COLUMNS:
        wanted = int if name.removeprefix("clean_") in ("start", "end") else str
        if not isinstance(entry[name], wanted):
            message = _("entry {number}: {name} is no whole number: {given!r}")
            if wanted is not int:
                message = _("entry {number}: {name} is no text: {given!r}")
            raise ValueError("undo: ledger: " + message.format(number=number, name=name, given=entry[name]))


def _encoded(text: str, known: dict[str, Any]) -> bytes:
    """Return the bytes of a source, which must be those that the ledger is of."""
    wanted = known.get("text_sha256")
    if wanted is not None and hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest() != wanted:
        raise ValueError("undo: clean: " + _("was changed since it was repaired, where nothing was mended"))
    encoding = known.get("encoding", "utf-8")
    mark = next((m for m, e in MARKS.items() if e == encoding), b"") if known.get("byte_order_mark") else b""
    try:
        return mark + text.encode(encoding)
    except (LookupError, TypeError, UnicodeEncodeError):
        raise ValueError(
            "undo: ledger: encoding: " + _("{encoding!r} is none that the source can be in").format(encoding=encoding)
        ) from None
