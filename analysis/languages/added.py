"""What kinds of findings are called that `register_finding` added."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from .chosen import SIMPLIFIED, TRADITIONAL, language

if TYPE_CHECKING:
    from collections.abc import Mapping


class AddedName(NamedTuple):
    """What a kind is called and means, by language, and its sign in pictures."""

    names: Mapping[str, str]
    meanings: Mapping[str, str]
    sign: str


ADDED: dict[str, AddedName] = {}


def spoken(words: Mapping[str, str], otherwise: str) -> str:
    """Return one of several texts: that of the language that is spoken, in traditional Chinese also the simplified one.

    >>> spoken({"en": "doubled mark", "zh-Hans": "重复的标点"}, "doubled"), spoken({}, "doubled")
    ('doubled mark', 'doubled')
    """
    tag = language()
    return words.get(tag) or (words.get(SIMPLIFIED) if tag == TRADITIONAL else "") or otherwise
