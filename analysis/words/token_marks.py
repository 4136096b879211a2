"""A table of tokens is of a document: by its mark, or else by what it says of the text."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ..document.marks import mark_of, of_another_text, require_one_document
from ..languages.messages import _
from ..output.export import as_text
from ..text_index.normal import nfkc

if TYPE_CHECKING:
    import pandas as pd

    from ..document.documents import Document


def require_tokens_of(tokens: pd.DataFrame, document: Document, caller: str, argument: str, first: str) -> None:
    """Raise ValueError unless a table of tokens is of a document: by its mark, or else by what it says of the text.

    Parameters
    ----------
    tokens : as `_checks.as_tokens` returned it, with ``start`` and ``end``.
    document, caller, argument : what it must be of, who wants it, and as what.
    first : what to call for the right table.
    """
    mark = mark_of(tokens)
    if tokens.empty:
        return
    if mark is None:
        require_one_document(tokens, caller, argument)
        if (row := _first_difference(tokens, document.text)) is not None:
            start, end = (int(tokens[side].iloc[row]) for side in ("start", "end"))
            message = _(
                "{argument} are not of {name!r}: row {row!r} is {token!r}, and the text has {text!r} at {start}; "
                "pass {first}"
            )
            values = {"argument": argument, "name": document.name, "row": tokens.index[row], "first": first}
            values |= {"token": _shown(tokens, row), "text": document.text[max(start, 0) : max(end, 0)][:20]}
            raise ValueError(f"{caller}: {message.format(start=start, **values)}")
    elif mark["sha256"] != document.text_sha256:
        raise ValueError(f"{caller}: {of_another_text(mark, document, argument, first)}")


def _first_difference(tokens: pd.DataFrame, text: str) -> int | None:
    """Return the first row that is not what the text has there, or None."""
    start, end = (tokens[side].to_numpy("int64") for side in ("start", "end"))
    outside = (start < 0) | (end <= start) | (end > len(text))
    if outside.any():
        return int(outside.argmax())
    differs = _differs_in_text if "text" in tokens else _differs_in_term
    pairs = zip(tokens["text" if "text" in tokens else "term"], start.tolist(), end.tolist(), strict=True)
    known: dict[tuple[str, str], bool] = {}
    for row, (stated, begin, stop) in enumerate(pairs):
        pair = stated, text[begin:stop]
        if pair not in known:
            known[pair] = differs(*pair)
        if known[pair]:
            return row
    return None


def _shown(tokens: pd.DataFrame, row: int) -> Any:
    return tokens["text" if "text" in tokens else "term"].iloc[row]


def _differs_in_text(stated: str, piece: str) -> bool:
    """Say whether a token is not what the text has there; `save_table` may have put an apostrophe before it."""
    return stated not in (piece, as_text(piece))


def _differs_in_term(stated: str, piece: str) -> bool:
    """Say whether a term, or the terms of an n-gram with blanks between, cannot be what the text has there."""
    from ..words.scripts import simplified

    plain = _plainest(str(stated))
    return plain != _plainest(piece) and plain != _plainest(simplified(piece))


def _plainest(text: str) -> str:
    """Return *text* folded, without white space; pieces folded one by one, then joined, give the same."""
    from ..words.scripts import fold

    return nfkc(fold("".join(text.split())))
