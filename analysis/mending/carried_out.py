"""Which decisions of a person were carried out in a repair, and why the others were not."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import numpy as np

from ..decisions.decision import BREAKS, REPEATS
from ..decisions.places import equal_spans, lettered
from ..languages.messages import N_, _, forms
from ..text_index.newlines import LINE_ENDS
from .copies import MEANT
from .joined import DECIDED_KIND
from .ledger import WITHIN
from .protected import drops, leaves

if TYPE_CHECKING:
    from collections.abc import Mapping

    import pandas as pd

    from ..decisions.decision import Decision
    from ..decisions.records import Decisions
    from ..document.documents import Document

DROPPED = N_("what is around it is dropped")
LATER = N_("a later decision says otherwise")
LINE_END = re.compile(f"[{LINE_ENDS}]")
NO_REPEAT = N_("there is no such repeat under these settings")
NO_FINDING = N_("there is no such finding under these settings")


def carried_out(
    decisions: Decisions,
    document: Document,
    findings: pd.DataFrame,
    refused: Mapping[tuple[object, ...], str],
    ledger: pd.DataFrame,
    clean: str,
) -> pd.DataFrame:
    """Return `Decisions.fit` of the source of a repair, where what could not be carried out does not fit either.

    Parameters
    ----------
    decisions : that the repair was made with.
    document : the source.
    findings, ledger : of the repair.
    refused : why decisions were not carried out, by their subjects.
    clean : the repaired text.
    """
    fit, found = decisions.fit(document), lettered(document)
    became = _places(ledger, found.place)
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
        gone = _gone(one, letters, found.text, became)
        if drops(one) and len(gone) and gone.all():
            why[number] = ""  # with what is around it, maybe
        if not why[number] and _is_otherwise(one, letters, gone, became, clean, of_it):
            why[number] = _(LATER if _is_outdone(number, letters, decisions, document) else WITHIN)
    return fit.assign(fits=[not reason for reason in why], why=why)


def _places(ledger: pd.DataFrame, letters: np.ndarray) -> np.ndarray:
    """Return of letters of the source, by their offsets, those in the repaired text; -1 of what went."""
    kept = ledger[ledger["action"] == "kept"]
    start, end, clean = (kept[name].to_numpy(np.int64) for name in ("start", "end", "clean_start"))
    if not len(kept):
        return np.full(len(letters), -1)
    row = np.maximum(np.searchsorted(start, letters, side="right") - 1, 0)
    is_kept = (start[row] <= letters) & (letters < end[row])
    return np.where(is_kept, clean[row] + letters - start[row], -1)


def _gone(decision: Decision, letters: tuple[int, int], text: str, became: np.ndarray) -> np.ndarray:
    """Say of each letter that a decision is on whether it went; of what was meant, of each place that is equal."""
    places = equal_spans(text, *letters) if decision.choice == "meant" else [letters]
    return np.any([became[first:last] < 0 for first, last in places], axis=0)


def _is_otherwise(
    decision: Decision,
    letters: tuple[int, int],
    gone: np.ndarray,
    became: np.ndarray,
    clean: str,
    findings: pd.DataFrame,
) -> bool:
    """Say whether a text came out otherwise than a decision wants it.

    Parameters
    ----------
    decision : whose passage is there.
    letters : of the source, that it is on.
    gone : from `_gone`.
    became : from `_places`.
    clean : the repaired text.
    findings : those that are the decision's.
    """
    first, last = letters
    if leaves(decision):
        return bool(gone.any())
    has_edits = bool(findings["edits"].map(bool).any())
    if drops(decision) and (has_edits or decision.choice != "accept"):  # of what has no edit, it is only said to be so
        return bool(not gone.all() if decision.about == "block" else gone.sum() * 2 < len(gone))
    is_on_gap = decision.about == "gap" or decision.kind in BREAKS
    if is_on_gap and decision.choice in ("join", "accept", "part", "reject") and first > 0 and last < len(became):
        left, right = became[first - 1], became[last]
        is_parted = left < 0 or right < 0 or bool(LINE_END.search(clean[left:right]))
        return is_parted == (decision.choice in ("join", "accept")) and left >= 0 and right >= 0
    of_kind = findings[(findings["kind"] == decision.kind) & findings["edits"].map(bool)]
    unwanted = {"accept": False, "reject": True}.get(decision.choice)
    return unwanted is not None and bool((of_kind["applied"] == unwanted).any())


def _is_outdone(number: int, letters: tuple[int, int], decisions: Decisions, document: Document) -> bool:
    """Say whether a later decision than that of a number is on its letters, too, or next to them."""
    later = [one.letters(document) for one in decisions.decisions[number + 1 :] if one.place is not None]
    return any(letters[0] <= span[1] and span[0] <= letters[1] for span in later if not isinstance(span, str))


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
