"""What two reviews that went on at the same time decided, together."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from .records import Decisions


def merged(there: Decisions, before: Decisions, after: Decisions) -> Decisions:
    """Return what is there, with what one review changed since: of answers on one subject, its own is the later.

    Parameters
    ----------
    there : what the file holds now.
    before, after : what the review knew when it saved last, and what it knows now.

    >>> from analysis import Decisions
    >>> one = Decisions().word("供电")
    >>> merged(one.word("抢修队"), one, one.word("小区")).words
    ('供电', '抢修队', '小区')
    >>> merged(one.word("抢修队"), one, Decisions()).words
    ('抢修队',)
    """
    stays = {decision.subject for decision in after.decisions}
    withdrawn = {decision for decision in before.decisions if decision.subject not in stays}
    held = replace(there, decisions=tuple(one for one in there.decisions if one not in withdrawn))
    known = {*before.decisions}
    for decision in after.decisions:
        if decision not in known:
            held = held.adding(decision)
    return replace(held, document=there.document or after.document)
