"""What a concept is made of: terms, patterns, and rules that combine them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from fnmatch import translate
from functools import cached_property
from typing import TypeAlias

from ..words.dictionary import narrow
from ..words.scripts import fold, simplified
from .patterns import bounded, in_simplified_characters

SENTENCE, PARAGRAPH, DOCUMENT = "sentence", "paragraph", "document"
UNITS = (SENTENCE, PARAGRAPH, DOCUMENT)
Within: TypeAlias = "int | str | None"
Part: TypeAlias = "str | re.Pattern[str]"
PIECE = re.compile(r"(?P<any>[*?])|\\(?P<literal>[*?])|(?P<text>\\|[^*?\\]+)")  # of a term


@dataclass(frozen=True)
class Term:
    """One word or several in a row, with blanks between where a word has ``*`` or ``?``."""

    text: str

    @property
    def label(self) -> str:
        """What a table of matches calls it."""
        return self.text

    def forms(self, simplify: bool) -> list[tuple[Part, ...]]:
        """Return the parts between blanks as they are counted, and with *simplify* in simplified characters too.

        A part with ``*`` or ``?`` is a regular expression over a word. Both are wildcards only as they are written
        here: full-width ``？`` is what a text has, and so is ``\\?``.
        """
        texts = [self.text, *([simplified(self.text)] if simplify else [])]
        return [*dict.fromkeys(tuple(_part(part) for part in text.split()) for text in texts)]


def _part(text: str) -> Part:
    """Return a part of a term, folded: characters, or with a wildcard in it a regular expression."""
    pieces = [*PIECE.finditer(text)]
    if not any(piece["any"] for piece in pieces):
        return fold("".join(piece["literal"] or piece["text"] for piece in pieces))
    folded = (piece["any"] or "".join(map(_plain, fold(piece["literal"] or piece["text"]))) for piece in pieces)
    return re.compile(translate("".join(folded)))


def _plain(character: str) -> str:
    """Return a character as `translate` takes it for nothing but itself."""
    return f"[{character}]" if character in "*?[" else character


@dataclass(frozen=True)
class Pattern:
    """A regular expression over the characters of a paragraph."""

    text: str

    @property
    def label(self) -> str:
        """What a table of matches calls it."""
        return f"/{self.text}/"

    def forms(self, simplify: bool) -> list[re.Pattern[str]]:
        """Return it compiled, and with *simplify* in simplified characters too.

        Letters and digits are narrowed as those of the text are, in which there are no full-width ones.
        """
        text = narrow(self.text)
        texts = [text, *([in_simplified_characters(text)] if simplify else [])]
        return [bounded(text) for text in dict.fromkeys(texts)]


@dataclass(frozen=True)
class AnyOf:
    """Each match of one of the rules; where *without* is given, those that it does not take away."""

    rules: tuple[Rule, ...]
    without: tuple[Rule, ...] = ()
    within: Within = None  #: how far *without* reaches; None is the place of the match itself

    @cached_property
    def label(self) -> str:
        """What a table of matches calls it."""
        return _called("any", self.rules, self.without, self.within)


@dataclass(frozen=True)
class AllOf:
    """A match of each of the rules, no more than *within* apart, none overlapping another."""

    rules: tuple[Rule, ...]
    within: int | str
    without: tuple[Rule, ...] = ()

    @cached_property
    def label(self) -> str:
        """What a table of matches calls it."""
        return _called("near" if isinstance(self.within, int) else "all", self.rules, self.without, self.within)


Rule: TypeAlias = "Term | Pattern | AnyOf | AllOf"


def _called(name: str, rules: tuple[Rule, ...], without: tuple[Rule, ...], within: Within) -> str:
    """Return a rule in one line, such as ``near(改革, 开放; within 5; not 城市)``."""
    parts = [", ".join(rule.label for rule in rules)]
    parts += [] if within is None else [f"within {within}"]
    parts += [f"not {', '.join(rule.label for rule in without)}"] if without else []
    return f"{name}({'; '.join(parts)})"
