"""The rounds of a repair: what is found is mended and looked at again, until nothing more is certain."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

import pandas as pd

from ..document.marks import marked
from .decided import placed
from .examination import Examination
from .ledger import Piece, as_mended, edited, in_source, ledger, settled
from .stretches import stretches
from .verdicts import with_verdicts

if TYPE_CHECKING:
    from collections.abc import Callable

    from ..document.documents import Document
    from .settings import RepairSettings

ROUNDS = 60  # at most; each looks at the text as the one before left it


def mended(
    document: Document, given: pd.DataFrame | None, settings: RepairSettings
) -> tuple[Document, pd.DataFrame, pd.DataFrame]:
    """Mend a document by findings that are *given*, once, or by its own until nothing more is certain.

    Of the text as a round left it the next reads what is near the edits, or all of it where that is most of it. Where
    nothing near them is left to mend, copies are looked for in all of it.

    Returns the clean document, the ledger and the findings; see `repair`.
    """
    examination = Examination(document, settings, placed(settings.decisions, document) if given is None else [])
    pieces, rounds, number = [Piece(0, len(document.text))], [], 0
    look: Callable[[list[Piece]], pd.DataFrame] = examination.everything
    is_near = False
    for again in range(ROUNDS if given is None else 1):
        found = look(pieces) if given is None else given
        done = with_verdicts(found, settings, number, examination.text(pieces))
        number += len(done)
        made = done[done["applied"]]
        rounds.append(in_source(made if again else done, pieces, document))
        edits = [(*edit, row.kind, row.evidence, row.Index) for row in made.itertuples() for edit in row.edits]
        if not edits and not is_near:
            break
        if not edits:
            look, is_near = examination.copies, False
            continue
        places = [edit[:2] for row in rounds[-1].itertuples() if row.applied for edit in row.edits]
        pieces = [*edited(pieces, sorted(edits))]
        near = stretches(document, pieces, places)
        look, is_near = (partial(examination.near, near), True) if near else (examination.everything, False)
    current = examination.current(pieces)
    pieces = [*settled(pieces)]
    every = pd.concat([rounds[0], *(table for table in rounds[1:] if len(table))])
    findings = marked(document.with_boxes(as_mended(every, pieces)), document)
    entries = ledger(pieces, document.text, every["decided"].to_dict())
    return current, document.with_boxes(entries), findings
