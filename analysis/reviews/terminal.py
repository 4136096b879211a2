"""The course of a review in a terminal: from finding to finding, a key for each answer."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from ..decisions.records import CHOICES
from ..output.streams import echo
from ..terms.selection import stop_words
from .effects import effect_of
from .screen import HELP

if TYPE_CHECKING:
    from collections.abc import Callable

    from ..words.tokens import Tokeniser
    from .items import Item
    from .screen import Screen
    from .session import Session

QUIT = "q"  # also what there is behind the last key
TERMS = 3  # that are shown with each choice
LEVELS = "123456"
KINDS = dict(zip("123456789abc", CHOICES["block"], strict=True))  # of blocks, by the keys that choose them


@dataclass
class Review:
    """A review of a document.

    Parameters
    ----------
    session : what there is to decide, and what was.
    screen : how it is drawn.
    keys : returns the next key; `QUIT` when there is none any more.
    line : returns what is typed up to Enter.
    save : what is called after each answer.
    tokeniser : what terms are counted with.
    """

    session: Session
    screen: Screen
    keys: Callable[[], str]
    line: Callable[[], str]
    save: Callable[[], object]
    tokeniser: Tokeniser
    _at: int = field(default=0, init=False)  # the position of the item that is asked for

    def run(self) -> bool:
        """Ask for each open item; return whether to go on to the next document."""
        while True:
            item = self._next_item()
            if item is None:
                if not self.session.answers:
                    return True
                key = self._key("All shown: u takes the last answer back, q quits, Enter goes on")
                if key != "u":
                    return key != QUIT
                self._undo()
            else:
                self._draw(item)
                if not self._ask(item):
                    return False

    def _next_item(self) -> Item | None:
        """Go to the first open item from here on."""
        still_open = {item.number for item in self.session.open}
        rest = range(self._at, len(self.session.items))
        self._at = next((at for at in rest if self.session.items[at].number in still_open), len(self.session.items))
        return self.session.items[self._at] if self._at < len(self.session.items) else None

    def _draw(self, item: Item) -> None:
        document = self.session.document
        effects = {
            choice.key: effect_of(document, choice, self.tokeniser, TERMS, stop_words()) for choice in item.choices
        }
        answer = self.session.answer_before(item)
        echo("\n" + self.screen.item(item, len(self.session.items), effects, answer))

    def _ask(self, item: Item) -> bool:
        """Take keys until the item has been dealt with; return whether to go on."""
        keys = " ".join(choice.key for choice in item.choices)
        commands = {"a": self._answer_all, "e": self._set_kind, "s": self._skip, "w": self._add_word}
        while (key := self._key(f"{keys} e w s a u r q ?")) != QUIT:
            if item.choice(key):
                return self._answer(item, key)
            if key in commands and commands[key](item):
                return True
            if key in ("u", "r") and (self._undo() if key == "u" else self._redo()):
                return True
            if key == "?":
                echo(self.screen.entries(HELP))
            elif key not in (*commands, "u", "r", ""):
                self._say(f"{key} is no key here; ? lists those that are")
        return False

    def _answer(self, item: Item, key: str) -> bool:
        before = len(self.session.open)
        self.session.answer(item, key)
        self._saved(_label(item, key), before - len(self.session.open))
        return True

    def _answer_all(self, item: Item) -> bool:
        alike = [one for one in self.session.open if one.kind == item.kind]
        key = self._key(f"answer for all {len(alike):,} of {item.kind}, or Enter for none")
        if not item.choice(key):
            self._say("nothing was answered")
            return False
        before = len(self.session.open)
        self.session.answer_all(item, key)
        self._saved(_label(item, key), before - len(self.session.open))
        return True

    def _set_kind(self, item: Item) -> bool:
        """Ask what the block of an item is, and for the level of a heading."""
        block = self.session.document.blocks[item.block]
        self._say(f"The block “{self.session.document.text[block.start : block.end][:30]}…” is a")
        echo(self.screen.entries([*KINDS.items()]))
        kind = KINDS.get(self._key("its key, or Enter for none"), "")
        level = self._key("its level, 1 to 6") if kind == "heading" else ""
        if not kind or (kind == "heading" and level not in [*LEVELS]):
            self._say("nothing was changed")
            return False
        self.session.set_kind(item, kind, int(level or 0))
        self._saved(f"{kind} {level}".strip(), 1)
        return True

    def _add_word(self, _: Item) -> bool:
        """Ask for a word for the dictionary; the finding stays to be answered."""
        echo("[the word, and Enter; or Enter for none] ", end="")
        word = self.line().strip()
        if not word:
            self._say("no word was added")
            return False
        try:
            self.session.add_word(word)
        except ValueError as error:
            self._say(f"no word was added: {str(error).removeprefix('Decisions: word: ')}")
            return False
        self._saved(f"“{word}” is in the dictionary when the text is repaired", 1)
        return False

    def _skip(self, _: Item) -> bool:
        self._at += 1
        return True

    def _undo(self) -> bool:
        """Take the last answer back, and go to what it was given to; return whether there was one."""
        before = self.session.answers
        if not self.session.undo():
            self._say("there is no answer to take back")
            return False
        changed = {number for number, _ in before.items() ^ self.session.answers.items()}
        answered = (at for at, item in enumerate(self.session.items) if item.number in changed)
        self._at = next(answered, self._at)  # a word is the answer to none
        self._saved("taken back", len(changed))
        return True

    def _redo(self) -> bool:
        """Give the answer again that was taken back last; return whether there was one."""
        before = len(self.session.open)
        if not self.session.redo():
            self._say("there is no answer to give again")
            return False
        self._saved("given again", before - len(self.session.open))
        return True

    def _saved(self, what: str, count: int) -> None:
        self.save()
        self._say(f"{what}{f' ({count:,} findings)' if count > 1 else ''}; saved")

    def _key(self, prompt: str) -> str:
        """Ask for a key, and show it: a terminal does not."""
        echo(f"[{prompt}] ", end="")
        key = self.keys()
        echo(key)
        return key

    def _say(self, text: str) -> None:
        echo(self.screen.text(text))


def _label(item: Item, key: str) -> str:
    choice = item.choice(key)
    return choice.label if choice else ""
