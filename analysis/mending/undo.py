"""Give a source back from its clean text and the ledger of its repair, as they were written to files."""

from __future__ import annotations

import hashlib
import json
from typing import Any

from .._checks import require
from ..document.decoding import MARKS

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
            raise ValueError(f"undo: ledger: entry {number} does not follow the one before it")
        if action == "kept" and len(held) != end - start:
            raise ValueError(f"undo: clean ends at {len(clean):,} characters, and the ledger goes on to {clean_end:,}")
        if action != "kept" and held != clean_text:
            line = clean.count("\n", 0, clean_start) + 1
            raise ValueError(f"undo: clean: line {line} has {held[:20]!r} where the ledger has {clean_text[:20]!r}")
        pieces.append(held if action == "kept" else source_text)
        place, at = end, clean_end
    return _encoded("".join(pieces), clean[at:], known)


def _read(ledger: str) -> dict[str, Any]:
    """Return a ledger of a version that is known."""
    try:
        known = json.loads(ledger)
    except json.JSONDecodeError as error:
        raise ValueError(f"undo: ledger: no JSON: {error}") from None
    if not isinstance(known, dict) or not isinstance(known.get("entries"), list):
        raise ValueError("undo: ledger: no ledger of a repair; `analysis repair --ledger` writes one")
    if known.get("version") not in VERSIONS:
        raise ValueError(f"undo: ledger: version {known.get('version')!r}; this package reads {VERSIONS}")
    for number, entry in enumerate(known["entries"]):
        if not isinstance(entry, dict) or not {*COLUMNS} <= {*entry}:
            raise ValueError(f"undo: ledger: entry {number} lacks {', '.join(sorted({*COLUMNS} - {*(entry or ())}))}")
    return known


def _encoded(text: str, rest: str, known: dict[str, Any]) -> bytes:
    """Return the bytes of a source, which must be those that the ledger is of."""
    if rest:
        raise ValueError(f"undo: clean goes on behind the end of the ledger: {rest[:20]!r}")
    wanted = known.get("text_sha256")
    if wanted is not None and hashlib.sha256(text.encode()).hexdigest() != wanted:
        raise ValueError("undo: clean was changed since it was repaired: what it gives is not the source")
    encoding = known.get("encoding", "utf-8")
    mark = next((m for m, e in MARKS.items() if e == encoding), b"") if known.get("byte_order_mark") else b""
    return mark + text.encode(encoding)
