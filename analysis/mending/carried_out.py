"""Which decisions of a person were carried out in a repair, and why the others were not."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from ..decisions.places import lettered
from ..decisions.records import BREAKS, REPEATS
from ..languages.messages import N_, _, forms
from .copies import MEANT
from .joined import DECIDED_KIND
from .ledger import WITHIN

if TYPE_CHECKING:
    from collections.abc import Mapping

    import pandas as pd

    from ..decisions.records import Decision, Decisions
    from ..document.documents import Document

DROPPED = N_("what is around it is dropped")
NO_REPEAT = N_("there is no such repeat under these settings")
NO_FINDING = N_("there is no such finding under these settings")


def carried_out(
    decisions: Decisions, document: Document, findings: pd.DataFrame, refused: Mapping[tuple[object, ...], str]
) -> pd.DataFrame:
    """Return `Decisions.fit` of the source of a repair, where what could not be carried out does not fit either.

    Parameters
    ----------
    decisions : that the repair was made with.
    document : the source.
    findings : of the repair.
    refused : why decisions were not carried out, by their subjects.
    """
    fit, found = decisions.fit(document), lettered(document)
    stated = findings[findings["decided"] != ""]
    spans = [found.range_of(start, end) for start, end in zip(stated["start"], stated["end"], strict=True)]
    dropped = [edit for edits in findings.loc[findings["applied"], "edits"] for edit in edits if not edit[2]]
    why = [*fit["why"]]
    for number, (one, start, end) in enumerate(zip(decisions.decisions, fit["start"], fit["end"], strict=True)):
        if one.place is None or why[number]:
            continue
        letters = found.range_of(start, end)
        is_on = [
            who == str(one) and _may_be_of(one, kind) and _share(letters, span)
            for who, kind, span in zip(stated["decided"], stated["kind"], spans, strict=True)
        ]
        of_it = stated[np.array(is_on, bool)]
        why[number] = refused.get(one.subject, "") or _not_met(one, of_it)
        if why[number] and any(first <= start and end <= last for first, last, __ in dropped):
            why[number] = _(DROPPED)
    return fit.assign(fits=[not reason for reason in why], why=why)


def _may_be_of(decision: Decision, kind: str) -> bool:
    """Say whether a finding of a kind may be that of a decision: by itself, or by what its edit does."""
    kinds = {"repeat": (*REPEATS, MEANT), "gap": BREAKS, "block": (DECIDED_KIND,)}
    if decision.about != "finding":
        return kind in kinds[decision.about]
    alike = next((some for some in (REPEATS, BREAKS) if decision.kind in some), (decision.kind, DECIDED_KIND))
    return kind == decision.kind or (decision.choice == "accept" and kind in alike)


def _share(one: tuple[int, int], other: tuple[int, int]) -> bool:
    """Say whether two ranges of letters share one, or a gap between two."""
    return one[0] < max(other[1], other[0] + 1) and other[0] < max(one[1], one[0] + 1)


def _not_met(decision: Decision, findings: pd.DataFrame) -> str:
    """Return why nothing came of a decision, with its findings; nothing where it did, or it wants the text as it is."""
    if findings["held"].isin(forms(WITHIN)).any() and not findings["applied"].any():
        return _(WITHIN)
    wants_more = decision.about == "repeat" or decision.choice == "accept"
    is_repeat = decision.about == "repeat" or decision.kind in REPEATS
    return _(NO_REPEAT if is_repeat else NO_FINDING) if wants_more and findings.empty else ""
