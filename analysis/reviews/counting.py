"""What decisions do to the counts of a text."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from functools import cached_property
from typing import TYPE_CHECKING

from ..mending.repair import repair
from ..terms.selection import stop_words
from .effects import EVERY, effect

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ..decisions.decision import Decision
    from ..decisions.records import Decisions
    from ..document.documents import Document
    from ..mending.edits import Edits
    from ..mending.repair import Repair
    from ..words.tokens import Tokeniser
    from .items import Item

SMALL = 15_000  # characters of a text that is repaired again for each decision: it takes half a second


class Counting:
    """Counts the terms of a text as it came and as it is decided; what decisions do not change is counted once.

    Parameters
    ----------
    done : the repair as it is if nobody decides.
    items : what can be decided; of a text of more than 15,000 characters, the counts come from their answers alone,
        without what these entail elsewhere, such as that another copy goes.

    >>> from analysis import Decisions, parse
    >>> done = repair(parse("工程队连夜抢修，终于恢复了供\\n\\n电，附近的三个小区没有受到影响。"))
    >>> Counting(done, []).changes(Decisions())
    [('供', 1, 0), ('供电', 0, 1), ('电', 1, 0)]
    """

    def __init__(self, done: Repair, items: Sequence[Item]) -> None:
        self._done, self._items = done, items

    def changes(self, decisions: Decisions, top: int = 8) -> list[tuple[str, int, int]]:
        """Return the terms whose counts decisions change most, each with its count in the source and as decided.

        Stop words are left out.
        """
        raw, clean = self._raw, self._clean(decisions)
        changed = (term for term in (raw.keys() | clean.keys()) - stop_words() if raw[term] != clean[term])
        most = sorted(changed, key=lambda term: (-abs(clean[term] - raw[term]), term))
        return [(term, raw[term], clean[term]) for term in most[:top]]

    def _clean(self, decisions: Decisions) -> Counter[str]:
        """Return the counts as decided."""
        done, tokeniser = self._done, self._done.settings.tokeniser
        if len(done.source.text) <= SMALL:
            return _counts(
                repair(done.source, settings=replace(done.settings, decisions=decisions)).document, tokeniser
            )
        clean = self._usual.copy()
        clean.update(_by_answers(done.source, self._items, decisions, tokeniser))
        return clean

    @cached_property
    def _raw(self) -> Counter[str]:
        return _counts(self._done.source, self._done.settings.tokeniser)

    @cached_property
    def _usual(self) -> Counter[str]:
        """The counts if nobody decides."""
        return _counts(self._done.document, self._done.settings.tokeniser)


def _counts(document: Document, tokeniser: Tokeniser) -> Counter[str]:
    """Return how often each term is in a document."""
    counts: Counter[str] = Counter()
    for (term, kind), count in tokeniser.counts(document).items():
        counts[term] += count * (kind not in ("punctuation", "space"))
    return counts


def _by_answers(document: Document, items: Sequence[Item], decisions: Decisions, tokeniser: Tokeniser) -> Counter[str]:
    """Return how the answers to items change counts, beside those of the text as it is repaired if nobody decides."""
    decided = {one.subject: one.choice for one in decisions.decisions}
    made: dict[Decision, Edits] = {}  # by decision, for one on a repeat is the answer to each of its places
    undone: list[Edits] = []
    for item in items:
        given = [choice for choice in item.choices if decided.get(choice.decision.subject) == choice.decision.choice]
        usual = item.choice("y") if item.is_applied else None
        if given and given[-1] != usual:
            made[given[-1].decision] = given[-1].edits
            undone += [usual.edits] if usual else []
    change: Counter[str] = Counter()
    for edits in made.values():
        change.update(dict(effect(document, edits, tokeniser, EVERY)))
    for edits in undone:
        change.subtract(dict(effect(document, edits, tokeniser, EVERY)))
    return change
