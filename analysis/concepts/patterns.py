"""Regular expressions of a dictionary of concepts: such as end in time that grows with the text, whatever it holds.

A backtracking matcher can try as many ways from one place as the repetitions of a pattern multiply to. They are counted
here before anything is matched; a pattern with too many, or without a bound, is refused.
"""

from __future__ import annotations

import re
from importlib import import_module
from typing import Any

from ..languages.messages import _

MOST_WAYS = 1_000  # from one place of a text; .{0,20} between two words has 21
LONGEST = 1_000  # characters of a pattern, and of what it matches
FLAGS = re.IGNORECASE
PARSER: Any = import_module("re._parser")  # of the standard library, which has no types


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
    ways = _ways(parsed)
    if ways is None:
        message = _("pattern {pattern!r} repeats without a bound; write {{0,20}} for * and {{1,20}} for +")
        raise ValueError(message.format(pattern=pattern))
    if ways > MOST_WAYS or most > LONGEST or len(pattern) > LONGEST:
        message = _("pattern {pattern!r} can be matched in too many ways, which would take too long; repeat less often")
        raise ValueError(message.format(pattern=pattern[:60]))
    if least == 0:
        raise ValueError(_("pattern {pattern!r} matches where there is no character").format(pattern=pattern))
    return compiled


def _ways(parsed: Any) -> int | None:
    """Return in how many ways a parsed pattern can be tried from one place, at most; None if there is no bound."""
    ways = 1
    for code, given in parsed:
        own = _ways_of(str(code), given)
        if own is None:
            return None
        ways = min(ways * own, MOST_WAYS + 1)
    return ways


def _ways_of(code: str, given: Any) -> int | None:
    if code in ("MAX_REPEAT", "MIN_REPEAT", "POSSESSIVE_REPEAT"):
        least, most, inner = given
        if most is PARSER.MAXREPEAT:
            return None
        inside = _ways(inner)
        return None if inside is None else _repeated(inside, int(least), int(most))
    if code == "BRANCH":
        return _sum(given[1])
    if code in ("ASSERT", "ASSERT_NOT"):
        return _ways(given[1])
    if code == "SUBPATTERN":
        return _ways(given[3])
    if code == "ATOMIC_GROUP":
        return _ways(given)
    if code == "GROUPREF_EXISTS":
        return _sum([branch for branch in given[1:] if branch is not None])
    return 1


def _sum(branches: list[Any]) -> int | None:
    found = [_ways(branch) for branch in branches]
    return None if None in found else min(sum(ways for ways in found if ways), MOST_WAYS + 1)


def _repeated(inside: int, least: int, most: int) -> int:
    """Return the sum of *inside* to the powers from *least* to *most*, or what is more than there may be."""
    if inside == 1:
        return min(most - least + 1, MOST_WAYS + 1)
    # A base of 2 has passed the bound long before the power of 16.
    return min(sum(inside ** min(power, 16) for power in range(least, min(most, least + 16) + 1)), MOST_WAYS + 1)
