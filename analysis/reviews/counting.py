"""What decisions do to the counts of a text."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from typing import TYPE_CHECKING

from ..mending.repair import repair
from .items import effect

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ..decisions.records import Decisions
    from ..document.documents import Document
    from ..mending.repair import Repair
    from ..words.tokens import Tokeniser
    from .items import Item

SMALL = 50_000  # characters of a text that is repaired again for each decision: it takes a second
EVERY = 1_000_000  # terms: more than an edit can change


def changed_counts(
    done: Repair, items: Sequence[Item], decisions: Decisions, top: int = 8
) -> list[tuple[str, int, int]]:
    """Return the terms whose counts decisions change most, each with its count in the source and as decided.

    Parameters
    ----------
    done : the repair as it is if nobody decides.
    items : what can be decided; of a text of more than 50,000 characters, the counts come from their answers alone,
        without what these entail elsewhere, such as that another copy goes.
    decisions : what was.
    top : how many terms.

    >>> from analysis import Decisions, parse
    >>> done = repair(parse("工程队连夜抢修，终于恢复了供\\n\\n电，附近的三个小区没有受到影响。"))
    >>> changed_counts(done, [], Decisions())
    [('供', 1, 0), ('供电', 0, 1), ('电', 1, 0)]
    """
    tokeniser = done.settings.tokeniser
    raw = _counts(done.source, tokeniser)
    if len(done.source.text) <= SMALL:
        clean = _counts(repair(done.source, settings=replace(done.settings, decisions=decisions)).document, tokeniser)
    else:
        clean = _counts(done.document, tokeniser)
        clean.update(_by_answers(done.source, items, decisions, tokeniser))
    most = sorted(
        (term for term in raw.keys() | clean.keys() if raw[term] != clean[term]),
        key=lambda term: (-abs(clean[term] - raw[term]), term),
    )
    return [(term, raw[term], clean[term]) for term in most[:top]]


def _counts(document: Document, tokeniser: Tokeniser) -> Counter[str]:
    """Return how often each term is in a document."""
    counts: Counter[str] = Counter()
    for (term, kind), count in tokeniser.counts(document).items():
        counts[term] += count * (kind not in ("punctuation", "space"))
    return counts


def _by_answers(document: Document, items: Sequence[Item], decisions: Decisions, tokeniser: Tokeniser) -> Counter[str]:
    """Return how the answers to items change counts, beside those of the text as it is repaired if nobody decides."""
    decided = {one.subject: one.choice for one in decisions.decisions}
    change: Counter[str] = Counter()
    for item in items:
        given = [choice for choice in item.choices if decided.get(choice.decision.subject) == choice.decision.choice]
        usual = item.choice("y") if item.is_applied else None
        if given and given[-1] != usual:
            change.update(dict(effect(document, given[-1].edits, tokeniser, EVERY)))
            change.subtract(dict(effect(document, usual.edits, tokeniser, EVERY) if usual else []))
    return change
