"""The rounds of a repair: what is found is mended and looked at again, until nothing more is certain."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, NamedTuple

import pandas as pd

from ..decisions.decision import BREAKS
from ..document.marks import marked
from .decided import letters_of, placed
from .examination import Examination
from .joined import broken_joins
from .ledger import Piece, as_mended, edited, in_source, ledger, settled
from .stretches import stretches
from .unsettled import made_in, with_unsettled_held
from .verdicts import with_verdicts

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Mapping, Sequence

    from ..document.documents import Document
    from .decided import Placed
    from .joined import Letters
    from .settings import RepairSettings
    from .unsettled import Made

ROUNDS = 60  # at most; each looks at the text as the one before left it


class Mended(NamedTuple):
    """A document as mended; see `repair`."""

    document: Document  #: the clean one
    ledger: pd.DataFrame
    findings: pd.DataFrame
    decided: Sequence[Placed]  #: the decisions whose passages are there, with why some are not carried out


def mended(document: Document, given: pd.DataFrame | None, settings: RepairSettings) -> Mended:
    """Mend a document by findings that are *given*, once, or by its own until nothing more is certain.

    A join of which one side is gone in the end, or a heading, is not made: it is all done again without it; so is what
    a kind that others added proposes again on its own result.
    """
    decided = placed(settings.decisions, document) if given is None else []
    apart: dict[Letters, str] = {}
    unsettled: set[Made] = set()
    while True:
        done, pieces, joins, more = _rounds(document, given, settings, decided, apart, unsettled)
        if more:
            unsettled |= more
            continue
        joins |= {one.letters: one.decision.about != "gap" for one in decided if one.decision.is_join}
        broken = broken_joins(joins, document, pieces, done.findings) if given is None else {}
        if broken.keys() <= apart.keys():
            return done
        apart |= broken
        decided = [
            replace(one, refused=broken[one.letters]) if one.decision.is_join and one.letters in broken else one
            for one in decided
        ]


def _rounds(
    document: Document,
    given: pd.DataFrame | None,
    settings: RepairSettings,
    decided: Sequence[Placed],
    apart: Mapping[Letters, str],
    unsettled: Collection[Made],
) -> tuple[Mended, list[Piece], dict[Letters, bool], set[Made]]:
    """Return a document mended in rounds, its pieces, and the joins that were made: see `joined.broken_joins`.

    The gaps that are *apart* are not closed; it says why. What is *unsettled* is held; what else is, is returned.

    Of the text as a round left it the next reads what is near the edits, or all of it where that is most of it. Where
    nothing near them is left to mend, copies are looked for in all of it.
    """
    examination = Examination(document, settings, decided, apart=apart)
    pieces, rounds, number = [Piece(0, len(document.text))], [], 0
    joins: dict[Letters, bool] = {}
    look: Callable[[list[Piece]], pd.DataFrame] = examination.everything
    is_near = False
    before: set[Made] = set()
    followed: set[Made] = set()
    for again in range(ROUNDS if given is None else 1):
        found = look(pieces) if given is None else given
        if given is None:
            found, again_made = with_unsettled_held(found, pieces, document, before, unsettled)
            followed |= {one for one in again_made if not one.decided}
        done = with_verdicts(found, settings, number, examination.text(pieces))
        number += len(done)
        made = done[done["applied"]] if done["applied"].any() else done.iloc[:0]
        if len(made):
            joined = examination.in_source(made[made["kind"] == BREAKS[0]], pieces)
            joins |= dict.fromkeys(letters_of(joined, document), True)
        rounds.append(in_source(made if again else done, pieces, document))
        before |= made_in(rounds[-1])
        edits = [
            (*edit, row.kind, row.evidence, row.Index)
            for row in (made.itertuples() if len(made) else ())
            for edit in row.edits
        ]
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
    later = [table for table in rounds[1:] if len(table)]
    every = pd.concat([rounds[0], *later]) if later else rounds[0]
    findings = marked(document.with_boxes(as_mended(every, pieces)), document)
    entries = ledger(pieces, document.text, every["decided"].to_dict())
    return Mended(current, document.with_boxes(entries), findings, decided), pieces, joins, followed
