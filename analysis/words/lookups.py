"""What the dictionary alone says of a piece of text: its words, and whether one stands across a seam."""

from __future__ import annotations

from functools import cache, lru_cache
from typing import TYPE_CHECKING

from .scripts import HAN
from .tokens import Tokeniser

if TYPE_CHECKING:
    from .engines import Cut

SEAM = 8  # characters on either side of a seam that can be of a word across it


@cache
def _cutter(hmm: bool) -> Cut:
    return Tokeniser(hmm=hmm).cut


def first_tokens(text: str) -> list[str]:
    """Return the tokens, of dictionary words alone, of the first eight characters; at least one, maybe empty.

    >>> first_tokens("市政协完善工作机制")
    ['市政协', '完善', '工作', '机']
    """
    return _cutter(False)(text[:SEAM]) or [""]


@lru_cache(maxsize=1 << 10)
def tagged_words(text: str, hmm: bool = False) -> tuple[tuple[str, str], ...]:
    """Return the words of a text, of the dictionary alone or with *hmm* the likely ones too, and each part of speech.

    >>> tagged_words("河南省政协")
    (('河南省', 'ns'), ('政协', 'j'))
    """
    import rjieba

    return tuple(rjieba.tag(text, hmm))


@lru_cache(maxsize=1 << 12)
def dictionary_words(text: str) -> tuple[str, ...]:
    """Return the words of a text, of the dictionary alone.

    >>> dictionary_words("河南省政协")
    ('河南省', '政协')
    """
    import rjieba

    return tuple(rjieba.cut(text, False))


def in_dictionary(word: str) -> bool:
    """Say whether the dictionary has a word, and does not only guess it.

    >>> in_dictionary("科长"), in_dictionary("科科")
    (True, False)
    """
    import rjieba

    return rjieba.has_word(word)


def word_across(before: str, after: str, hmm: bool = False) -> str:
    """Return the Chinese word of the dictionary (with *hmm*, the likely word) across the seam of two texts, or nothing.

    Latin letters and digits on both sides are no word: they would be one whatever they are.

    >>> word_across("会议由市政", "协主席主持"), word_across("见第34", "48页")
    ('市政协', '')
    """
    left, right = before[-SEAM:], after[:SEAM]
    position = 0
    for token in _cutter(hmm)(left + right):
        if position < len(left) < position + len(token):
            return token if HAN.search(token) and all(map(str.isalnum, token)) else ""
        position += len(token)
    return ""
