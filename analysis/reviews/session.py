"""The course of a review: what was answered, what is open, and back again."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from ..decisions.blocks import decided_blocks
from ..decisions.records import Decisions
from ..languages.messages import _
from ..languages.names import kind_name

if TYPE_CHECKING:
    import os
    from collections.abc import Sequence
    from pathlib import Path

    from ..decisions.decision import Decision
    from ..decisions.places import Place
    from ..document.documents import Document
    from .items import Choice, Item


_State = tuple[Decisions, dict[int, str]]


class Session:
    """Answers to the items of a review, one after another; each can be taken back, and made again.

    Parameters
    ----------
    document : the source.
    items : what there is to decide, from `items`.
    decisions : those taken before.
    by, date : who decides, and when; kept with each decision.
    """

    def __init__(
        self,
        document: Document,
        items: Sequence[Item],
        decisions: Decisions | None = None,
        by: str = "",
        date: str = "",
    ) -> None:
        self.document, self.items, self.by, self.date = document, [*items], by, date
        self.decisions = decisions or Decisions(document.name)
        self._before: list[_State] = []
        self._undone: list[_State] = []
        self._spans: dict[Place, tuple[int, int]] = {}  # of letters
        self.answers: dict[int, str] = {}  #: of each item's number, the key of its answer, or ``e`` and a kind

    @property
    def open(self) -> list[Item]:
        """The items that have no answer yet."""
        return [item for item in self.items if item.number not in self.answers]

    def keep_decided(self) -> None:
        """Leave only what was decided before, to be decided otherwise."""
        decided = (item for item in self.items if self.answer_before(item))
        self.items = [replace(item, number=number) for number, item in enumerate(decided, 1)]

    def answer_before(self, item: Item) -> str:
        """Return in words what was decided on an item before, now or in an earlier review; nothing if nothing was."""
        taken = {one.subject: one for one in self.decisions.decisions}
        for choice in item.choices:
            one = taken.get(choice.decision.subject)
            if one and one.choice == choice.decision.choice:
                return _("{label} ({decision})").format(label=choice.label, decision=one)
        kind = decided_blocks(self.document, self.decisions).get(item.block)
        stated = _("the block is a {kind} ({decision})")
        return stated.format(kind=kind_name(kind.choice), decision=kind) if kind else ""

    def answer(self, item: Item, key: str) -> None:
        """Give an item the answer of a key.

        Raises
        ------
        ValueError : if the item has no such choice.
        """
        choice = item.choice(key)
        if choice is None:
            keys = ", ".join(one.key for one in item.choices)
            raise ValueError(
                _("{kind} on line {line} has no choice {key!r}; choose from {keys}").format(
                    kind=item.kind, line=item.line, key=key, keys=keys
                )
            )
        self._take({item.number: key}, [choice])

    def answer_all(self, item: Item, key: str) -> int:
        """Give all open items of a kind the answer of a key, where they have it; return how many have."""
        alike = [one for one in self.open if one.kind == item.kind and one.choice(key)]
        self._take({one.number: key for one in alike}, [one.choice(key) for one in alike])  # type: ignore[misc]
        return len(alike)

    def set_kind(self, item: Item, kind: str, level: int = 0) -> None:
        """Decide what the block of an item is.

        Raises
        ------
        ValueError : for a kind that there is not, or a level that is none.
        """
        decisions = self.decisions.block(self.document, item.block, kind, level, by=self.by, date=self.date)
        self._note()
        self.decisions, self.answers[item.number] = decisions, f"e{kind}"

    def add_word(self, word: str) -> None:
        """Add a word to the dictionary; no item is answered by that.

        Raises
        ------
        ValueError : for what is no word: nothing, or what holds white space.
        """
        decisions = self.decisions.word(word, by=self.by, date=self.date)
        self._note()
        self.decisions = decisions

    def undo(self) -> bool:
        """Take the last answer back; say whether there was one."""
        return self._step(self._before, self._undone)

    def redo(self) -> bool:
        """Give the answer again that was taken back last; say whether there was one."""
        return self._step(self._undone, self._before)

    def save(self, path: str | os.PathLike[str]) -> Path:
        """Write the decisions into a file, whole or not at all."""
        return self.decisions.save(path)

    def _take(self, answers: dict[int, str], choices: Sequence[Choice]) -> None:
        self._note()
        answered = [item for item in self.items if item.number in answers]
        for item in answered:
            self._withdraw(item)
        for item, key in ((item, answers[item.number]) for item in answered):
            if choice := item.choice(key):
                self._withdraw_contradicted(item, choice.decision)
                self.decisions = self.decisions.adding(self._signed(choice.decision))
        given = self.answers | self._of_same_repeat([choice.decision for choice in choices]) | answers
        self.answers = {item.number: given[item.number] for item in self.items if self._holds(item, given)}

    def _withdraw(self, item: Item) -> None:
        """Leave the answer of an item out, which was on another of its subjects, maybe."""
        for choice in item.choices:
            self.decisions = self.decisions.without(choice.decision)

    def _withdraw_contradicted(self, item: Item, decision: Decision) -> None:
        """Leave out what was said at another place of a repeat, now or in an earlier review, and is said otherwise now.

        What becomes of all places and what becomes of one cannot both hold.
        """
        spans = [self._span(choice.decision) for choice in item.choices if choice.decision.about == "repeat"]
        for other in self.decisions.decisions if spans else ():
            if other.is_on_place_of_repeat and (decision.is_on_all_places or other.is_on_all_places):
                start, end = self._span(other)
                if any(max(start, first) < min(end, last) for first, last in spans):
                    self.decisions = self.decisions.without(other)

    def _span(self, decision: Decision) -> tuple[int, int]:
        """Return the letters that a decision is on; none where it does not fit."""
        place = decision.place
        if place is not None and place not in self._spans:
            found = decision.letters(self.document)
            self._spans[place] = (0, 0) if isinstance(found, str) else found
        return self._spans[place] if place is not None else (0, 0)

    def _of_same_repeat(self, decisions: Sequence[Decision]) -> dict[int, str]:
        """Return the answers of items that are about the same repeat, at another of its places."""
        repeats = [one for one in decisions if one.about == "repeat"]
        return {item.number: choice.key for item in self.items for choice in item.choices if choice.decision in repeats}

    def _holds(self, item: Item, answers: dict[int, str]) -> bool:
        """Say whether an item's answer is still among the decisions; one on the kind of its block is none of a key."""
        key = answers.get(item.number, "")
        choice = item.choice(key)
        return bool(key) and (choice is None or self._is_taken(choice.decision))

    def _is_taken(self, decision: Decision) -> bool:
        taken = next((one for one in self.decisions.decisions if one.subject == decision.subject), None)
        return taken is not None and taken.choice == decision.choice

    def _signed(self, decision: Decision) -> Decision:
        return replace(decision, by=self.by, date=self.date)

    def _note(self) -> None:
        self._before.append((self.decisions, dict(self.answers)))
        self._undone.clear()

    def _step(
        self, back: list[tuple[Decisions, dict[int, str]]], forth: list[tuple[Decisions, dict[int, str]]]
    ) -> bool:
        if not back:
            return False
        forth.append((self.decisions, dict(self.answers)))
        self.decisions, self.answers = back.pop()
        return True
