"""Which decisions of two reviewers are about one thing, and what each says of it."""

from __future__ import annotations

from difflib import SequenceMatcher
from typing import TYPE_CHECKING, NamedTuple

from .decision import REPEATS
from .places import CONTEXT, SHOWN

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable, Sequence

    from .decision import Decision
    from .places import Place

ALIKE = 0.75  # share of the letters of two passages, or of what is around them, that both have, if they are one
# What an accepted finding says of the gap at which it is, and of its block.
OF_GAPS = {
    "broken paragraph": "join",
    "line wrap": "join",
    "truncated paragraph": "cut off",
    "orphan start": "cut off",
}
OF_BLOCKS = {
    "lost heading": "heading",
    "unmarked heading": "heading",
    "caption": "caption",
    "byline": "byline",
    "page furniture": "page furniture",
}
NO = "no "
WHOLE = ("meant", "keep")  # choices that say of all places of a repeat what becomes of them
STAYS, GOES, MARKED = "stays", "goes", "marked"
OF_PLACES = {"meant": STAYS, "keep": STAYS, "copy": GOES, "accept": GOES, "reject": STAYS, "mark": MARKED}


class Pair(NamedTuple):
    """What two reviewers say of one thing."""

    kind: str
    one: str
    other: str


def pairs(one: Sequence[Decision], other: Sequence[Decision]) -> tuple[list[Pair], list[str], list[str]]:
    """Return what both decided on, and the kinds of what one of them alone did; see `agreement` for the rule.

    >>> from analysis import Decisions, parse
    >>> document = parse("春天来了。\\n\\n花开了。")
    >>> pairs(Decisions().join(document, 6).decisions, Decisions().part(document, 6).decisions)
    ([Pair(kind='gap', one='join', other='part')], [], [])
    """
    left, right = [*one], [*other]
    found: list[Pair] = []
    for key in (_subject, _gap, _block):
        found += _by_key(left, right, key)
    found += _of_repeats(left, right)
    return found, [*map(kind_of, left)], [*map(kind_of, right)]


def kind_of(decision: Decision) -> str:
    """Return the kind of the finding that a decision is on, or what it is about."""
    return decision.kind or decision.about


def _by_key(
    left: list[Decision], right: list[Decision], key: Callable[[Decision], tuple[Hashable, str] | None]
) -> list[Pair]:
    """Return the pairs of decisions that have one key, and take these out of both lists."""
    waiting = {found[0]: (decision, found[1]) for decision in right if (found := key(decision))}
    made = []
    for decision in [*left]:
        found = key(decision)
        if found and found[0] in waiting:
            match, answer = waiting.pop(found[0])
            made.append(Pair(_kind_of_both(decision, match), *_as_told_apart(found[1], answer)))
            left.remove(decision)
            right.remove(match)
    return made


def _as_told_apart(one: str, other: str) -> tuple[str, str]:
    """Return two answers; one that says what a block is not is the same as any other kind."""
    for no, what in ((one, other), (other, one)):
        if no.startswith(NO) and not what.startswith((NO, no.removeprefix(NO), "mark")):
            return no, no
    return one, other


def _kind_of_both(one: Decision, other: Decision) -> str:
    """Return the kind of the findings that two decisions are on; else the other thing that one of them is about."""
    return kind_of(one if one.about != "finding" or kind_of(one) == kind_of(other) else other)


def _subject(decision: Decision) -> tuple[Hashable, str] | None:
    """Return what a decision is on, if that is no repeat: those are compared as a whole."""
    if decision.is_on_repeat or decision.kind in REPEATS:
        return None
    return decision.subject, f"{decision.choice} {decision.level}" if decision.level else decision.choice


def _gap(decision: Decision) -> tuple[Hashable, str] | None:
    """Return the gap that a decision is on, by the letters around it, and whether the text goes on across it."""
    place = decision.place
    if place is None or (decision.about != "gap" and decision.kind not in OF_GAPS) or place.letters > SHOWN:
        return None
    before, after = place.before, place.after
    if decision.kind == "orphan start":
        after = (place.passage + after)[:CONTEXT]
    else:
        before = (before + place.passage)[-CONTEXT:]
    answers = {"accept": OF_GAPS.get(decision.kind, ""), "reject": "part"}
    return (before, after, place.nth), answers.get(decision.choice, decision.choice)


def _block(decision: Decision) -> tuple[Hashable, str] | None:
    """Return the block that a decision is on, and what it is; of a finding that was rejected, that it is no such."""
    kind = OF_BLOCKS.get(decision.kind, "")
    if decision.about != "block" and not kind:
        return None
    answers = {"accept": kind, "reject": f"{NO}{kind}"}
    answer = answers.get(decision.choice, decision.choice)
    return decision.place, f"{answer} {decision.level}" if decision.level else answer


def _of_repeats(left: list[Decision], right: list[Decision]) -> list[Pair]:
    """Return the pairs of decisions on one repeat, and take these out of both lists.

    Two on the same subject are a pair, whatever else either says of the repeat. Of the others, two who each say what
    becomes of all its places are compared once; else each place on which one has decided is compared with what the
    other says of it.
    """
    mine, theirs = ([each for each in some if _is_on_repeat(each)] for some in (left, right))
    by_subject = {each.subject: each for each in theirs}
    same = [(each, by_subject[each.subject]) for each in mine if each.subject in by_subject]
    made = [pair for each, match in same if (pair := _pair(each, match))]
    paired = {id(one) for both in same for one in both}
    used = set(paired)
    for each in mine:
        for match in theirs:
            if {id(each), id(match)} & (paired if _is_whole(each) != _is_whole(match) else used):
                continue
            if pair := _pair(each, match):
                made.append(pair)
                used |= {id(each), id(match)}
    for some in (left, right):
        some[:] = [each for each in some if id(each) not in used]
    return made


def _pair(one: Decision, other: Decision) -> Pair | None:
    answers = _answers(one, other, _is_whole(one), _is_whole(other))
    return Pair(_kind_of_both(one, other), *answers) if answers else None


def _is_whole(decision: Decision) -> bool:
    """Say whether a decision is on all places of a repeat."""
    return decision.choice in WHOLE


def _is_on_repeat(decision: Decision) -> bool:
    return decision.place is not None and (decision.about == "repeat" or decision.kind in REPEATS)


def _answers(one: Decision, other: Decision, one_is_whole: bool, other_is_whole: bool) -> tuple[str, str] | None:
    """Return what two decisions say of one repeat, or of one of its places; nothing where it is not the same."""
    if one.place is None or other.place is None or not _is_same_passage(one.place, other.place):
        return None
    same = _is_same_place(one.place, other.place)
    if one_is_whole and other_is_whole:
        return _whole(one, one.place), _whole(other, one.place if same else other.place)
    if one_is_whole or other_is_whole:
        whole, single = (one, other) if one_is_whole else (other, one)
        said = STAYS if whole.choice == "meant" or same else GOES
        of_place = OF_PLACES[single.choice]
        return (said, of_place) if one_is_whole else (of_place, said)
    return (OF_PLACES[one.choice], OF_PLACES[other.choice]) if same else None


def _whole(decision: Decision, place: Place) -> str:
    """Return what becomes of all places of a repeat: each place that may stay is an answer of its own."""
    return "meant" if decision.choice == "meant" else f"keep {place}"


def _is_same_passage(one: Place, other: Place) -> bool:
    """Say whether two places are of one repeat; a near repeat differs in some letters, and so do its ends."""
    sizes = sorted([one.letters, other.letters])
    return one.sha256 == other.sha256 or (sizes[0] >= ALIKE * sizes[1] and _alike(one.passage, other.passage))


def _is_same_place(one: Place, other: Place) -> bool:
    if one.sha256 == other.sha256:
        return (one.before, one.after, one.nth) == (other.before, other.after, other.nth)
    return one.nth == other.nth and _alike(one.before, other.before) and _alike(one.after, other.after)


def _alike(one: str, other: str) -> bool:
    """Say whether most letters of two short texts are the same, in the same order.

    >>> _alike("春天来了", "春天来"), _alike("春天来了", "花都开了")
    (True, False)
    """
    matcher = SequenceMatcher(None, one, other, autojunk=False)
    return one == other or (matcher.quick_ratio() >= ALIKE and matcher.ratio() >= ALIKE)
