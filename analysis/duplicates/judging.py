"""Judge what is equal: a copy of whole blocks, a splice, or what its writer repeats; and say what shows it."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise, takewhile
from os.path import commonprefix
from typing import TYPE_CHECKING, NamedTuple

from ..languages.messages import _, clauses, ngettext
from ..models.trees import probability
from ..structure.numbers import NUMBERED
from ..structure.words import CLOSING, MID_START
from . import meant
from .hold import CHANCE
from .repeat_evidence import facts, quotation
from .surroundings import Place

if TYPE_CHECKING:
    from collections.abc import Sequence

    from .spans import Group, Span, Texts

BLOCK = 30  # letters of a complete block from which a passage that goes on beyond it is still called one
BESIDE = 16  # characters beside a passage that evidence may show
SHOWN = 8  # and that it shows
# Logarithm of the odds of a fault from which a passage in longer blocks is a splice, and a block that is a part of a
# longer one elsewhere a repeat: even odds
SPLICE = 0.0
REPEAT = -1.0  # and complete blocks are a repeat, which may be held
FRAGMENT = -3.0  # and one block in mid-sentence, which is a part of a longer one elsewhere: it is held in any case


def classify_repeats(texts: Texts, groups: Sequence[Group]) -> list[Group]:
    """Return classes of equal spans with their kind, what shows it, and how likely they are a fault."""
    if not groups:
        return []
    rows = meant.features(texts, groups)
    verdicts = [_verdict(texts, group, odds) for group, odds in zip(groups, meant.odds(rows).tolist(), strict=True)]
    numbers = [number for number, verdict in enumerate(verdicts) if verdict.needs_facts]
    weights = dict(zip(numbers, meant.weights(rows[numbers]), strict=True))
    for number, verdict in enumerate(verdicts):
        if verdict.needs_facts:
            fact = facts(rows[number], weights[number], fault=verdict.group.kind == "splice")
            verdicts[number] = _Verdict(_with_fact(verdict.group, fact), needs_facts=False)
    return [verdict.group for verdict in verdicts]


def _with_fact(group: Group, fact: str) -> Group:
    """Return a class with what weighed most behind what shows it."""
    if group.kind == "splice":
        return replace(group, evidence=clauses([group.evidence, fact]))
    stated = _("{evidence}, and may be meant: {facts}").format(evidence=group.evidence, facts=fact)
    return replace(group, evidence=stated if group.evidence else fact)


class _Verdict(NamedTuple):
    """A class with its kind and what shows it, and whether what weighed most is told behind that."""

    group: Group
    needs_facts: bool


def _verdict(texts: Texts, group: Group, odds: float) -> _Verdict:
    runs = [_complete_blocks(texts, span) for span in group.spans]
    complete = [run for run in runs if run]
    group = replace(group, kind="natural repeat", fault=probability(odds))
    if not complete and all(Place(texts, span).is_in_a_table for span in group.spans):
        return _Verdict(replace(group, evidence=_("rows of tables: each says it of its own")), needs_facts=False)
    quoted = "" if len(complete) > 1 else quotation(texts, group)
    if complete and not quoted:
        blocks = max(last - first + 1 for first, last in complete)
        stated = ngettext("{n} block, equal to the letter", "{n} blocks, equal to the letter", blocks)
        evidence = stated.format(n=blocks)
        if odds > _least_odds(texts, complete) or _in_a_row(texts, group.spans):
            return _Verdict(replace(group, kind="repeat", evidence=evidence), needs_facts=False)
        return _Verdict(replace(group, evidence=evidence), needs_facts=True)
    if quoted or odds <= SPLICE:
        return _Verdict(replace(group, evidence=quoted), needs_facts=not quoted)
    return _Verdict(replace(group, kind="splice", evidence=_readings(texts, group.spans)), needs_facts=True)


def _least_odds(texts: Texts, complete: Sequence[tuple[int, int]]) -> float:
    """Return from which odds of a fault complete blocks, at one place or more of their class, are a repeat."""
    if len(complete) > 1:
        return REPEAT
    return FRAGMENT if _is_fragment(texts, complete[0]) else SPLICE


def _in_a_row(texts: Texts, spans: Sequence[Span]) -> bool:
    """Say whether an occurrence begins where the one before it ends: then nothing calls for it."""
    return any(end == start and end in texts.block_starts for (__, end), (start, ___) in pairwise(spans))


def _complete_blocks(texts: Texts, span: Span) -> tuple[int, int] | None:
    """Return the run of whole blocks that a span is, but for what goes on alike by chance."""
    run = texts.run(span)
    if run is None:
        return None
    size = texts.ends[run[1]] - texts.starts[run[0]]
    return run if size >= BLOCK or texts.over(span, run) <= CHANCE else None


def _is_fragment(texts: Texts, run: tuple[int, int]) -> bool:
    """Say whether a run of blocks begins or ends in mid-sentence, as what was cut off does."""
    first, last = texts.of_block(run[0]), texts.of_block(run[1])
    prose = not texts.blocks[run[1]].level
    return prose and (last[-1] not in CLOSING or bool(MID_START.match(first)))


def _beside(texts: Texts, span: Span) -> tuple[str, str, str]:
    """Return what stands before a span in its block, its own text, and what stands after it.

    The number of an item or an article is not part of its text.
    """
    start, end = texts.raw(span)
    first, last = texts.block_at(span[0]), texts.block_at(span[1] - 1)
    begin = int(texts.spans[first, 0])
    number = NUMBERED.match(texts.text, begin, start)
    before = texts.text[max(number.end() if number else begin, start - BESIDE) : start]
    return before.lstrip(), texts.text[start:end], texts.text[end : min(int(texts.spans[last, 1]), end + BESIDE)]


def _marks(texts: Sequence[str]) -> str:
    """Return the marks that all of several texts begin with."""
    return "".join(takewhile(lambda character: not character.isalnum(), commonprefix(texts)))


def _readings(texts: Texts, spans: Sequence[Span]) -> str:
    """Return the different readings at the point, or points, where a spliced passage begins and ends."""
    parts = []
    sides = [_beside(texts, span) for span in spans[: meant.LOOKED_AT]]
    # Marks that are the same beside all belong to the passage, and so the seam stands beyond them.
    head = _marks([before[::-1] for before, __, __ in sides if before])[::-1]
    tail = _marks([after for __, __, after in sides if after])
    sides = [
        (before.removesuffix(head), f"{head}{inside}{tail}", after.removeprefix(tail))
        for before, inside, after in sides
    ]
    befores = dict.fromkeys(f"{before[-SHOWN:]}‖{inside[:SHOWN]}" for before, inside, __ in sides if before)
    afters = dict.fromkeys(f"{inside[-SHOWN:]}‖{after[:SHOWN]}" for __, inside, after in sides if after)
    for stated, readings in ((_("begins as {readings}"), befores), (_("ends as {readings}"), afters)):
        if readings:
            parts.append(stated.format(readings=_(" or ").join(readings)))
    return clauses(parts) or _("stands in one block whole, and in another")
