"""Regular expressions of a dictionary of concepts: such as end in time that grows with the text, whatever it holds.

A backtracking matcher can try as many ways from one place as the repetitions of a pattern multiply to, and looks at a
character in each. Both are counted here before anything is matched; a pattern with too many, or without a bound, is
refused.
"""

from __future__ import annotations

import re
from importlib import import_module
from typing import Any, NamedTuple

from ..languages.messages import _
from ..words.scripts import simplified

MOST_WAYS = 1_000  # from one place of a text; .{0,20} between two words has 21
MOST_STEPS = 5_000  # characters that are looked at from one place, those of what is only looked ahead for among them
LONGEST = 1_000  # characters of a pattern, and of what it matches
FLAGS = re.IGNORECASE
PARSER: Any = import_module("re._parser")  # of the standard library, which has no types
# A class begins at no bracket behind a backslash; without brackets inside, so that many of them take no longer.
CLASS = re.compile(r"(\\.|\[\^?\]?(?:\\.|[^\]\\\[])*\])", re.DOTALL)
RANGE = re.compile(r"((?:\\.|[^\\\[])-(?:\\.|[^\]\\]))", re.DOTALL)


class Effort(NamedTuple):
    """In how many ways a part of a pattern can match from one place, and how many characters that looks at, at most."""

    ways: int
    steps: int


def bounded(pattern: str) -> re.Pattern[str]:
    r"""Return a regular expression, compiled, if it is one that cannot run away.

    Raises
    ------
    ValueError : if it is none, matches nothing at all, repeats without a bound, or could be tried in too many ways.

    >>> bounded("改革.{0,4}开放").search("改革和开放")[0]
    '改革和开放'
    >>> bounded("(改|革+)+")
    Traceback (most recent call last):
    ValueError: pattern '(改|革+)+' repeats without a bound; write {0,20} for * and {1,20} for +
    """
    try:
        compiled = re.compile(pattern, FLAGS)
        parsed = PARSER.parse(pattern, FLAGS)
    except (re.error, OverflowError, RecursionError) as error:
        message = _("pattern {pattern!r} is no regular expression: {error}")
        raise ValueError(message.format(pattern=pattern, error=error)) from None
    least, most = parsed.getwidth()
    if most == 0:
        raise ValueError(_("pattern {pattern!r} matches no character").format(pattern=pattern))
    effort = _effort(parsed)
    if effort is None:
        message = _("pattern {pattern!r} repeats without a bound; write {{0,20}} for * and {{1,20}} for +")
        raise ValueError(message.format(pattern=pattern))
    if effort.ways > MOST_WAYS or effort.steps > MOST_STEPS or max(most, len(pattern)) > LONGEST:
        message = _("pattern {pattern!r} can be matched in too many ways, which would take too long; repeat less often")
        raise ValueError(message.format(pattern=pattern[:60]))
    if least == 0:
        raise ValueError(_("pattern {pattern!r} matches where there is no character").format(pattern=pattern))
    return compiled


def in_simplified_characters(pattern: str) -> str:
    """Return a regular expression over simplified characters; ranges of characters stay, they have no other form.

    >>> in_simplified_characters("[國-龥]國[國龍]")
    '[國-龥]国[国龙]'
    """
    pieces = CLASS.split(pattern)
    for at in range(1, len(pieces), 2):
        inside = RANGE.split(pieces[at])
        inside[::2] = map(simplified, inside[::2])
        pieces[at] = "".join(inside)
    pieces[::2] = map(simplified, pieces[::2])
    return "".join(pieces)


def _effort(parsed: Any) -> Effort | None:
    """Return the effort of a parsed pattern; None if there is no bound to it."""
    ways, steps = 1, 0
    for code, given in parsed:
        own = _effort_of(str(code), given)
        if own is None:
            return None
        steps = min(steps + ways * own.steps, MOST_STEPS + 1)
        ways = min(ways * own.ways, MOST_WAYS + 1)
    return Effort(ways, steps)


def _effort_of(code: str, given: Any) -> Effort | None:
    if code in ("MAX_REPEAT", "MIN_REPEAT", "POSSESSIVE_REPEAT"):
        least, most, inner = given
        if most is PARSER.MAXREPEAT:
            return None
        inside = _effort(inner)
        return None if inside is None else _repeated(inside, int(least), int(most))
    if code == "BRANCH":
        return _sum(given[1])
    if code in ("ASSERT", "ASSERT_NOT"):
        return _effort(given[1])
    if code == "SUBPATTERN":
        return _effort(given[3])
    if code == "ATOMIC_GROUP":
        return _effort(given)
    if code == "GROUPREF_EXISTS":
        return _sum([branch for branch in given[1:] if branch is not None])
    return Effort(1, 1)


def _sum(branches: list[Any]) -> Effort | None:
    ways, steps = 0, 0
    for branch in branches:
        found = _effort(branch)
        if found is None:
            return None
        ways, steps = ways + found.ways, steps + found.steps + 1
    return Effort(min(ways, MOST_WAYS + 1), min(steps, MOST_STEPS + 1))


def _repeated(inside: Effort, least: int, most: int) -> Effort:
    """Return the effort of a repetition: ways to the powers from *least* to *most*, or more than there may be."""
    if inside.ways == 1:
        return Effort(min(most - least + 1, MOST_WAYS + 1), min(most * inside.steps, MOST_STEPS + 1))
    # A base of 2 has passed the bound long before the power of 16.
    ways = sum(inside.ways ** min(power, 16) for power in range(least, min(most, least + 16) + 1))
    steps = sum(inside.ways ** min(power, 16) for power in range(min(most, 16))) * inside.steps
    return Effort(min(ways, MOST_WAYS + 1), min(steps, MOST_STEPS + 1))
