"""The course of a review: what was answered, what is open, and back again."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from ..decisions.records import Decision, Decisions

if TYPE_CHECKING:
    import os
    from collections.abc import Sequence
    from pathlib import Path

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
        self.answers: dict[int, str] = {}  #: of each item's number, the key of its answer, or ``e`` and a kind

    @property
    def open(self) -> list[Item]:
        """The items that have no answer yet."""
        return [item for item in self.items if item.number not in self.answers]

    def answer(self, item: Item, key: str) -> None:
        """Give an item the answer of a key.

        Raises
        ------
        ValueError : if the item has no such choice.
        """
        choice = item.choice(key)
        if choice is None:
            keys = ", ".join(one.key for one in item.choices)
            raise ValueError(f"{item.kind} on line {item.line} has no choice {key!r}; choose from {keys}")
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
        also = self._of_same_repeat([choice.decision for choice in choices])
        for item in self.items:
            if item.number in answers:
                self._withdraw(item)
        for choice in choices:
            self.decisions = self.decisions.adding(self._signed(choice.decision))
        self.answers |= also | answers

    def _withdraw(self, item: Item) -> None:
        """Leave the answer of an item out, which was on another of its subjects, maybe."""
        for choice in item.choices:
            self.decisions = self.decisions.without(choice.decision)

    def _of_same_repeat(self, decisions: Sequence[Decision]) -> dict[int, str]:
        """Return the answers of open items that are about the same repeat, at another of its places."""
        repeats = [one for one in decisions if one.about == "repeat"]
        return {item.number: choice.key for item in self.open for choice in item.choices if choice.decision in repeats}

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
