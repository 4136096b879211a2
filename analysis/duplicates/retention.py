"""Decide which occurrence of a repeat is kept, which are copies, and which are held; make classes of near repeats."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np

from ..languages.messages import N_, _, clauses, ngettext
from ..structure.words import CLOSING, MID_START
from ..text_index.passages import Letters
from .aligned import with_letters
from .alternatives import INSIDE
from .decided import decided_roles, spared_places, stays
from .differences import verdicts
from .hold import CHANCE, Repeated, reason_to_hold
from .spans import Group

if TYPE_CHECKING:
    from collections.abc import Sequence

    from .aligned import Passage
    from .decided import Wanted
    from .near import Run
    from .spans import Span, Texts


LIKELY = 0.5  # of a fault, at a distance from the place that would stand for it, for a passage to go


def near_groups(texts: Texts, sources: Sequence[Sequence[Run]]) -> list[Group]:
    """Return the classes of runs of blocks that nearly repeat the same ones: copies of these, and versions of them.

    One difference that carries meaning makes a version: it says something of its own.
    """
    firsts = [(runs[0].source_first, runs[0].source_last) for runs in sources]
    pairs = []
    for first, runs in zip(firsts, sources, strict=True):
        one = _passage(texts, first)
        pairs += [(one, _passage(texts, (run.first, run.last))) for run in runs]
    pair_verdicts = iter(verdicts(pairs))
    found = []
    for first, runs in zip(firsts, sources, strict=True):
        own = [(run, next(pair_verdicts)) for run in runs]
        for kind in ("near repeat", "variant"):
            members = [(run, verdict.evidence) for run, verdict in own if verdict.is_version == (kind == "variant")]
            found += [_near_group(texts, first, kind, members)] if members else []
    return found


def _passage(texts: Texts, run: tuple[int, int]) -> Passage:
    """Return a run of blocks with its letters."""
    start, end = int(texts.spans[run[0], 0]), int(texts.spans[run[1], 1])
    codes, place = (own[texts.starts[run[0]] : texts.ends[run[1]]] for own in texts.letters)
    return with_letters(texts.text[start:end], Letters(codes, place - np.int32(start)))


def _near_group(texts: Texts, first: tuple[int, int], kind: str, members: Sequence[tuple[Run, str]]) -> Group:
    rows = [first, *((run.first, run.last) for run, __ in members)]
    spans = tuple((texts.starts[begin], texts.ends[last]) for begin, last in rows)
    alike = min(run.similarity for run, __ in members)
    blocks = first[1] - first[0] + 1
    stated = ngettext("{n} block, {share} alike", "{n} blocks, {share} alike", blocks)
    evidence = clauses([stated.format(n=blocks, share=f"{alike:.1%}"), members[0][1]])
    return Group(spans, len(spans), kind, alike, evidence=evidence, reasons=("", *(differ for __, differ in members)))


@dataclass(frozen=True)
class _Decided:
    """What the decisions on longer passages mean for each letter."""

    alive: np.ndarray  #: whether it is in no copy that goes
    held: np.ndarray  #: whether it is in an occurrence of complete blocks that is held
    within: np.ndarray  #: letters of the longest passage kept that holds it
    stays: np.ndarray  #: whether it is in a place that stays because a person says so


def assign_roles(texts: Texts, groups: Sequence[Group], wanted: Sequence[Wanted] = ()) -> list[Group]:
    """Return classes with the role and the reason of every occurrence, the longest passages decided first.

    Of copies of whole blocks one is kept: the one with its headings marked, complete, inside a longer passage that is
    kept, in fewest pieces; then the first. Another is a copy where it is certain that nobody meant it, else held. What
    a person *wanted* comes before all that.
    """
    size = len(texts.letters.codes)
    left = stays(texts.letters.codes, wanted)
    state = _Decided(np.ones(size, bool), np.zeros(size, bool), np.zeros(size, np.int32), left)
    decided: dict[int, Group] = {}
    for number in sorted(range(len(groups)), key=lambda n: (-_size(groups[n].spans[0]), groups[n].spans[0])):
        group = groups[number]
        decided[number] = _by_person(group, wanted, state) or _by_rule(texts, group, wanted, state)
    return [decided[number] for number in range(len(groups))]


def _by_rule(texts: Texts, group: Group, wanted: Sequence[Wanted], state: _Decided) -> Group:
    """Return a class with its roles; a copy that a person leaves stays, and stands for no other place."""
    roles, reasons = DECISIONS.get(group.kind, _all_alike)(texts, group, state)
    spared = spared_places(group, wanted)
    if not spared:
        return replace(group, roles=roles, reasons=reasons)
    others = [number for number in range(len(roles)) if number not in spared]
    if others and all(roles[number] == "copy" for number in others):
        spared[others[0]] = next(iter(spared.values()))
    for number in spared:
        start, end = group.spans[number]
        state.alive[start:end] = state.held[start:end] = True
    roles = tuple("keep" if number in spared else role for number, role in enumerate(roles))
    reasons = tuple(spared.get(number, reason) for number, reason in enumerate(reasons))
    return replace(group, roles=roles, reasons=reasons)


def _by_person(group: Group, wanted: Sequence[Wanted], state: _Decided) -> Group | None:
    """Return a class on which a person decided; what was meant is counted wherever it is.

    A place in a longer copy that goes, goes with it, and cannot stay instead of another.
    """
    alive = [bool(state.alive[start:end].all()) for start, end in group.spans]
    standing = replace(group, spans=tuple(span for span, stands in zip(group.spans, alive, strict=True) if stands))
    decided = decided_roles(standing, wanted)
    if decided is None:
        return None
    of_standing = zip(*decided, strict=True)
    roles, reasons = zip(*(next(of_standing) if stands else ("copy", _(INSIDE)) for stands in alive), strict=True)
    for (start, end), role in zip(group.spans, roles, strict=True):
        if role == "copy":
            state.alive[start:end] = False
        elif "copy" in roles:
            state.within[start:end] = np.maximum(state.within[start:end], end - start)
        else:
            state.held[start:end] = True
    kind = ("repeat" if group.kind == "natural repeat" else group.kind) if "copy" in decided[0] else "natural repeat"
    return replace(group, kind=kind, roles=roles, reasons=reasons)


def _size(span: Span) -> int:
    return span[1] - span[0]


def _all_alike(texts: Texts, group: Group, state: _Decided) -> tuple[tuple, tuple]:
    """Return the roles of what cannot be told apart, or is meant."""
    del texts
    role, reason = {
        "splice": ("held", _("whose text it is cannot be told: both readings are kept")),
        "natural repeat": ("keep", _("the writer's own")),
    }[group.kind]
    stand = [bool(state.alive[start:end].all()) for start, end in group.spans]
    return (
        tuple(role if is_alive else "copy" for is_alive in stand),
        tuple(reason if is_alive else _(INSIDE) for is_alive in stand),
    )


def _periods(texts: Texts, group: Group, state: _Decided) -> tuple[tuple, tuple]:
    """Return the roles of the first round and of the others, which may be meant."""
    del texts, state
    reason = _("the same {n} letters again and again: may be meant").format(n=group.period)
    return ("keep", *["held"] * (len(group.spans) - 1)), (_("comes first"), *[reason] * (len(group.spans) - 1))


def _versions(texts: Texts, group: Group, state: _Decided) -> tuple[tuple, tuple]:
    """Return the roles of versions, which all stay: the first, and those that say something else."""
    del texts
    roles, reasons = [], []
    for number, (start, end) in enumerate(group.spans):
        if not state.alive[start:end].all():
            role, reason = "copy", _(INSIDE)
        elif number:
            role, reason = "variant", _("says something else: {readings}").format(readings=group.reasons[number])
        else:
            role, reason = "keep", _("comes first")
        if role != "copy":
            state.held[start:end] = True
        roles.append(role)
        reasons.append(reason)
    return tuple(roles), tuple(reasons)


def _copies(texts: Texts, group: Group, state: _Decided) -> tuple[tuple, tuple]:
    runs = [texts.run(span) for span in group.spans]
    stand = [bool(state.alive[start:end].all()) for start, end in group.spans]
    if not any(stand):
        return ("copy",) * len(runs), (_(INSIDE),) * len(runs)
    scores = [_retention_score(texts, span, run, state) for span, run in zip(group.spans, runs, strict=True)]
    keeper = max((n for n, is_alive in enumerate(stand) if is_alive), key=lambda n: (scores[n], -n))
    start, end = group.spans[keeper]
    state.within[start:end] = np.maximum(state.within[start:end], end - start)
    others = [score for n, score in enumerate(scores) if n != keeper and stand[n]]
    decisions = {keeper: ("keep", _why_kept(scores[keeper], others))}
    for row in _rows(texts, runs):
        standing = [n for n in row if stand[n]]
        if not standing:
            continue
        first = keeper if keeper in row else max(standing, key=lambda n: (scores[n], -n))
        if first != keeper:
            decisions[first] = _decision(texts, group, (first, keeper), runs, state, in_a_row=False)
        for n in standing:
            if n != first:
                decisions[n] = _decision(texts, group, (n, first), runs, state, in_a_row=True)
    roles, reasons = zip(*(decisions.get(n, ("copy", _(INSIDE))) for n in range(len(runs))), strict=True)
    return roles, reasons


def _rows(texts: Texts, runs: list[tuple[int, int] | None]) -> list[list[int]]:
    """Return the numbers of runs, those together that follow each other with no block between, in one document."""
    rows: list[list[int]] = []
    before = None
    for number, run in enumerate(runs):
        follows = before is not None and run is not None and run[0] == before[1] + 1
        if (
            follows
            and run is not None
            and texts.doc_at(int(texts.spans[run[0], 0])) == texts.doc_at(int(texts.spans[run[0] - 1, 0]))
        ):
            rows[-1].append(number)
        else:
            rows.append([number])
        before = run
    return rows


def _decision(
    texts: Texts,
    group: Group,
    pair: tuple[int, int],
    runs: list[tuple[int, int] | None],
    state: _Decided,
    in_a_row: bool,
) -> tuple[str, str]:
    """Return role and reason of an occurrence, given the one that would stand for it, and note them down."""
    (start, end), kept = (group.spans[number] for number in pair)
    run = runs[pair[0]]
    if run is None:
        return "held", _("no block of its own: taken out, it would leave a hole")
    known = group.reasons[pair[0]] if group.kind == "near repeat" and pair[1] == 0 else ""
    reason = reason_to_hold(texts, Repeated((start, end), run, kept, runs[pair[1]], in_a_row, known))
    if not reason and not in_a_row and group.fault < LIKELY:
        reason = _("more likely meant than not ({share})").format(share=f"{1 - group.fault:.0%}")
    if not reason and not in_a_row and state.held[start:end].any():
        reason = _("inside a longer passage that is held")
    if not reason and state.stays[start:end].any():
        reason = _("holds a passage that stays by decision")
    if reason:
        state.held[start:end] = True
        return "held", reason
    state.alive[texts.starts[run[0]] : texts.ends[run[1]]] = False
    return "copy", _("stands also at line {line}").format(line=texts.line(texts.raw(kept)[0]))


RETENTION = (
    N_("holds a passage that stays by decision"),
    N_("no block of its own, so it cannot be taken out"),
    N_("its headings are marked"),
    N_("complete at both ends"),
    N_("inside a longer passage that is kept"),
    N_("in fewer pieces"),
)


def _retention_score(texts: Texts, span: Span, run: tuple[int, int] | None, state: _Decided) -> tuple[int, ...]:
    """Return what speaks for keeping an occurrence, the weightiest first, in the order of *RETENTION*."""
    if run is None or texts.over(span, run) > max(CHANCE, _size(span) // 2):
        return (0, 1, 0, 0, 0, 0)
    marked = sum(texts.blocks[block].level > 0 for block in range(run[0], run[1] + 1))
    whole = texts.of_block(run[1])[-1:] in CLOSING and not MID_START.match(texts.of_block(run[0]))
    within = int(state.within[span[0] : span[1]].min(initial=1 << 30))
    return int(state.stays[span[0] : span[1]].any()), 0, marked, int(whole), within, run[0] - run[1]


def _why_kept(score: tuple[int, ...], others: list[tuple[int, ...]]) -> str:
    best = max(others, default=score)
    return next(
        (_(why) for why, mine, other in zip(RETENTION, score, best, strict=True) if mine > other), _("comes first")
    )


DECISIONS = {"repeat": _copies, "near repeat": _copies, "variant": _versions, "periodic run": _periods}
