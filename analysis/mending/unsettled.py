"""What a kind that others added proposes again on its own result: it is held, or a repair would never come to rest."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np

from ..extensions.registry import finding_kinds
from ..languages.messages import N_, _
from .edits import touch
from .ledger import in_source

if TYPE_CHECKING:
    from collections.abc import Collection

    import pandas as pd

    from ..document.documents import Document
    from .ledger import Piece

AGAIN = N_("would be proposed again where it was made")


class Made(NamedTuple):
    """An edit of a kind that others added, as the source has its place."""

    kind: str
    start: int
    end: int
    decided: str = ""  #: who wanted it


def made_in(found: pd.DataFrame) -> set[Made]:
    """Return the edits of a round that were made, of the kinds that others added; *found* has places of the source."""
    added = finding_kinds()
    if not added:
        return set()
    rows = found[found["applied"].astype(bool) & found["kind"].isin(added)]
    return {Made(row.kind, start, end, row.decided) for row in rows.itertuples() for start, end, _new in row.edits}


def with_unsettled_held(
    found: pd.DataFrame, pieces: list[Piece], document: Document, made: Collection[Made], unsettled: Collection[Made]
) -> tuple[pd.DataFrame, set[Made]]:
    """Return the findings of a round, those held that would never come to rest, and the edits that brought them forth.

    Parameters
    ----------
    found : in the text as the *pieces* give it.
    pieces, document : what the text is made of, and what it came from.
    made : the edits of the rounds before. A finding of the same kind is held where it touches one, unless it makes the
        text shorter: that comes to an end.
    unsettled : edits that such findings followed when the document was mended before; they are held themselves, but for
        what a person decided. So a repaired text is not changed when it is repaired again.
    """
    added = finding_kinds()
    if not added or not (made or unsettled) or not found["kind"].isin(added).any():
        return found, set()
    places = np.flatnonzero(found["kind"].isin(added))
    rows = found.iloc[places]
    there = in_source(rows, pieces, document)
    followed: set[Made] = set()
    held = []
    for place, now, then in zip(places.tolist(), rows.itertuples(), there.itertuples(), strict=True):
        growing = [
            span[:2] for edit, span in zip(now.edits, then.edits, strict=True) if len(edit[2]) >= edit[1] - edit[0]
        ]
        again = {one for one in made if one.kind == now.kind and any(_meet(span, one[1:3]) for span in growing)}
        followed |= again
        was = (one for one in unsettled if one.kind == now.kind and not now.decided)
        if again or any(_meet(edit[:2], one[1:3]) for one in was for edit in then.edits):
            held.append(place)
    if not held:
        return found, followed
    columns: dict[str, list[Any]] = {
        name: [*found[name]] if name in found else [None] * len(found) for name in ("applied", "held")
    }
    for row in held:
        columns["applied"][row], columns["held"][row] = False, _(AGAIN)
    return found.assign(**{name: np.array(values, object) for name, values in columns.items()}), followed


def _meet(one: tuple[int, int], other: tuple[int, int]) -> bool:
    """Say whether two edits share a character, or one inserts at the other's edge."""
    is_insertion = one[0] == one[1] or other[0] == other[1]
    return one[0] <= other[1] and other[0] <= one[1] if is_insertion else touch(one, other)
