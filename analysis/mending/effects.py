"""Which finding moved which count: the way from a change in a table of terms back to the fault that caused it."""

from __future__ import annotations

import numpy as np
import pandas as pd

from .._checks import as_tokens, require
from ..words.token_marks import require_tokens_of
from .repair import Repair


def causes(before: pd.DataFrame, after: pd.DataFrame, done: Repair) -> pd.DataFrame:
    """Tell for each term that a repair took away or brought which edit did it.

    Parameters
    ----------
    before : the tokens of the document as it came.
    after : the tokens of ``done.document``, by the same tokeniser.
    done : from `analysis.repair`.

    Returns
    -------
    DataFrame with ``term`` (str), ``change`` (tokens brought, less those taken away; int), ``kind``, ``line`` (of the
    edit, in the source) and ``evidence`` (str) of the finding behind it; the largest changes first, ties in order of
    the text. The changes of a term add up to its change in `compare`, all its tokens counted.

    Raises
    ------
    ValueError : if *before* or *after* are the tokens of another text: the two exchanged, say.

    >>> from analysis import Tokeniser, parse, repair
    >>> document = parse("会议开了三天，由市政\\n\\n协主席主持,讨论机制。")
    >>> done, cut = repair(document), Tokeniser().tokens
    >>> causes(cut(document), cut(done.document), done)[["term", "change", "kind", "line"]]
      term  change              kind  line
    0    协      -1  broken paragraph     1
    1   市政      -1  broken paragraph     1
    2  市政协       1  broken paragraph     1
    """
    require(done, Repair, "causes", "done")
    before, after = (
        as_tokens(tokens, "causes", ("start", "end"), name) for tokens, name in ((before, "before"), (after, "after"))
    )
    require_tokens_of(before, done.source, "causes", "before", "Tokeniser().tokens(done.source)")
    require_tokens_of(after, done.document, "causes", "after", "Tokeniser().tokens(done.document)")
    old = before[["term", "start", "end"]].astype({"term": "str"})
    new = _in_source(after, done.ledger)
    both = old.merge(new, how="outer", on=["term", "start", "end"], indicator="side")
    moved = both[both["side"] != "both"]
    edits = done.ledger[done.ledger["action"] != "kept"].reset_index(drop=True)
    if edits.empty or moved.empty:
        return pd.DataFrame({"term": [], "change": [], "kind": [], "line": [], "evidence": []}).astype(DTYPES)
    # The edit that a token overlaps or touches; a token that only stands between two is put to the one before it.
    edit = np.searchsorted(edits["start"].to_numpy(), moved["end"].to_numpy(), side="right") - 1
    at = edits.iloc[edit.clip(0)].reset_index(drop=True)
    table = pd.DataFrame(
        {
            "term": moved["term"].to_numpy(),
            "change": np.where(moved["side"] == "right_only", 1, -1),
            "kind": at["kind"],
            "line": [done.source.line(start) for start in at["start"]],
            "evidence": at["evidence"],
            "start": at["start"],
        }
    )
    keys = ["term", "start", "kind", "line", "evidence"]
    table = table.groupby(keys, as_index=False)["change"].sum().query("change != 0")
    order = table.assign(size=-table["change"].abs()).sort_values(["size", "start", "term"], ignore_index=True)
    return order[[*DTYPES]].astype(DTYPES)


DTYPES = {"term": "str", "change": "int64", "kind": "str", "line": "int64", "evidence": "str"}


def _in_source(tokens: pd.DataFrame, ledger: pd.DataFrame) -> pd.DataFrame:
    """Return ``term``, ``start`` and ``end`` of tokens of a clean text, the offsets those in the source."""
    kept = ledger[ledger["action"] == "kept"]
    shift = (kept["start"] - kept["clean_start"]).to_numpy()

    def moved(offsets: np.ndarray) -> np.ndarray:
        piece = np.searchsorted(kept["clean_start"].to_numpy(), offsets, side="right") - 1
        return offsets + shift[piece.clip(0)] if len(shift) else offsets

    start, last = moved(tokens["start"].to_numpy()), moved(tokens["end"].to_numpy() - 1)
    return pd.DataFrame({"term": tokens["term"].astype("str"), "start": start, "end": last + 1})
