"""The course of a review in a terminal: from finding to finding, a key for each answer."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from ..decisions.decision import CHOICES
from ..languages.messages import _
from ..languages.names import kind_name
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
                key = self._key(_("All shown: u takes the last answer back, q quits, Enter goes on"))
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
                echo(self.screen.entries([(name, _(text)) for name, text in HELP]))
            elif key not in (*commands, "u", "r", ""):
                self._say(_("{key} is no key here; ? lists those that are").format(key=key))
        return False

    def _answer(self, item: Item, key: str) -> bool:
        before = len(self.session.open)
        self.session.answer(item, key)
        self._saved(_label(item, key), before - len(self.session.open))
        return True

    def _answer_all(self, item: Item) -> bool:
        alike = [one for one in self.session.open if one.kind == item.kind]
        key = self._key(
            _("answer for all {n} of {kind}, or Enter for none").format(n=f"{len(alike):,}", kind=kind_name(item.kind))
        )
        if not item.choice(key):
            self._say(_("nothing was answered"))
            return False
        before = len(self.session.open)
        self.session.answer_all(item, key)
        self._saved(_label(item, key), before - len(self.session.open))
        return True

    def _set_kind(self, item: Item) -> bool:
        """Ask what the block of an item is, and for the level of a heading."""
        block = self.session.document.blocks[item.block]
        text = self.session.document.text[block.start : block.end][:30]
        self._say(_("The block “{text}…” is a").format(text=text))
        echo(self.screen.entries([(key, kind_name(kind)) for key, kind in KINDS.items()]))
        kind = KINDS.get(self._key(_("its key, or Enter for none")), "")
        level = self._key(_("its level, 1 to 6")) if kind == "heading" else ""
        if not kind or (kind == "heading" and level not in [*LEVELS]):
            self._say(_("nothing was changed"))
            return False
        self.session.set_kind(item, kind, int(level or 0))
        self._saved(f"{kind_name(kind)} {level}".strip(), 1)
        return True

    def _add_word(self, __: Item) -> bool:
        """Ask for a word for the dictionary; the finding stays to be answered."""
        prompt = _("the word, and Enter; or Enter for none")
        echo(f"[{prompt}] ", end="")
        word = self.line().strip()
        if not word:
            self._say(_("no word was added"))
            return False
        try:
            self.session.add_word(word)
        except ValueError as error:
            problem = str(error).removeprefix("Decisions: word: ")
            self._say(_("no word was added: {problem}").format(problem=problem))
            return False
        self._saved(_("“{word}” is in the dictionary when the text is repaired").format(word=word), 1)
        return False

    def _skip(self, __: Item) -> bool:
        self._at += 1
        return True

    def _undo(self) -> bool:
        """Take the last answer back, and go to what it was given to; return whether there was one."""
        before = self.session.answers
        if not self.session.undo():
            self._say(_("there is no answer to take back"))
            return False
        changed = {number for number, __ in before.items() ^ self.session.answers.items()}
        answered = (at for at, item in enumerate(self.session.items) if item.number in changed)
        self._at = next(answered, self._at)  # a word is the answer to none
        self._saved(_("taken back"), len(changed))
        return True

    def _redo(self) -> bool:
        """Give the answer again that was taken back last; return whether there was one."""
        before = len(self.session.open)
        if not self.session.redo():
            self._say(_("there is no answer to give again"))
            return False
        self._saved(_("given again"), before - len(self.session.open))
        return True

    def _saved(self, what: str, count: int) -> None:
        self.save()
        stated = _("{what} ({n} findings); saved") if count > 1 else _("{what}; saved")
        self._say(stated.format(what=what, n=f"{count:,}"))

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
