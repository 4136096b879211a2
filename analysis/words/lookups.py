"""What the dictionary alone says of a piece of text: its words, and whether one stands across a seam."""

from __future__ import annotations

from contextlib import contextmanager
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from ..breaks.dictionary import dictionary, dictionary_key, using
from .engines import rjieba_with
from .gaps import as_written
from .scripts import HAN, simplified
from .tokens import Tokeniser
from .word_lists import in_simplified_characters

if TYPE_CHECKING:
    from collections.abc import Hashable, Iterator

    import rjieba

    from ..document.documents import Document
    from .engines import Cut
    from .word_lists import Word

SEAM = 8  # characters on either side of a seam that can be of a word across it


@contextmanager
def words_of(tokeniser: Tokeniser | None, *documents: Document) -> Iterator[None]:
    """Look words up in a tokeniser's dictionary for as long as the block runs; of none, in the one in use.

    If its *simplify* is ``auto``, one of the documents in traditional characters is enough to read all as simplified.

    >>> with words_of(Tokeniser(words=["双向发力"])):
    ...     word_across("做到双", "向发力")
    '双向发力'
    """
    simplify = tokeniser is not None and any(tokeniser.of(document).simplify for document in documents)
    simplify |= tokeniser is not None and tokeniser.simplify is True
    if tokeniser is None or (not tokeniser.words and not simplify):
        yield
        return
    words: Any = tokeniser.words  # as its `__post_init__` left them
    words = in_simplified_characters(words) if simplify else words
    jieba = rjieba_with(words)
    with using((words, simplify), _Simplifying(jieba) if simplify else jieba):
        yield


@dataclass(frozen=True)
class _Simplifying:
    """A dictionary that reads traditional text as simplified, and gives back its words as they are written."""

    jieba: rjieba.Jieba

    def cut(self, text: str, hmm: bool) -> list[str]:
        read = simplified(text)
        return as_written(text, read, self.jieba.cut(read, hmm))

    def tag(self, text: str, hmm: bool) -> list[tuple[str, str]]:
        read = simplified(text)
        words, tags = zip(*self.jieba.tag(read, hmm), strict=True) if read else ((), ())
        return [*zip(as_written(text, read, [*words]), tags, strict=True)]

    def has_word(self, word: str) -> bool:
        return self.jieba.has_word(simplified(word))

    def suggest_freq(self, word: str) -> int:
        return self.jieba.suggest_freq(simplified(word))


@lru_cache(maxsize=8)  # each may hold a dictionary
def _cutter(hmm: bool, words: tuple[Word, ...], simplify: bool) -> Cut:
    return Tokeniser(words=words, hmm=hmm, simplify=simplify).cut


def first_tokens(text: str) -> list[str]:
    """Return the tokens, of dictionary words alone, of the first eight characters; at least one, maybe empty.

    >>> first_tokens("市政协完善工作机制")
    ['市政协', '完善', '工作', '机']
    """
    return _cutter(False, *dictionary_key())(text[:SEAM]) or [""]


def tagged_words(text: str, hmm: bool = False) -> tuple[tuple[str, str], ...]:
    """Return the words of a text, of the dictionary alone or with *hmm* the likely ones too, and each part of speech.

    >>> tagged_words("河南省政协")
    (('河南省', 'ns'), ('政协', 'j'))
    """
    return _tagged_words(text, hmm, dictionary_key())


@lru_cache(maxsize=1 << 10)
def _tagged_words(text: str, hmm: bool, _: Hashable) -> tuple[tuple[str, str], ...]:
    return tuple(dictionary().tag(text, hmm))


def dictionary_words(text: str) -> tuple[str, ...]:
    """Return the words of a text, of the dictionary alone.

    >>> dictionary_words("河南省政协")
    ('河南省', '政协')
    """
    return _dictionary_words(text, dictionary_key())


@lru_cache(maxsize=1 << 12)
def _dictionary_words(text: str, _: Hashable) -> tuple[str, ...]:
    return tuple(dictionary().cut(text, False))


def in_dictionary(word: str) -> bool:
    """Say whether the dictionary has a word, and does not only guess it.

    >>> in_dictionary("科长"), in_dictionary("科科")
    (True, False)
    """
    return dictionary().has_word(word)


def word_frequency(word: str) -> int:
    """Return about how often a word is there in 60 million of general Chinese, by the dictionary; 0 if it has none.

    >>> word_frequency("维修") > word_frequency("缮修") > word_frequency("维缮") == 0
    True
    """
    return _word_frequency(word, dictionary_key())


@lru_cache(maxsize=1 << 12)
def _word_frequency(word: str, _: Hashable) -> int:
    # What is suggested for a word that the dictionary has is its frequency, or one more: as that is rounded.
    return dictionary().suggest_freq(word) if in_dictionary(word) else 0


def word_across(before: str, after: str, hmm: bool = False) -> str:
    """Return the Chinese word of the dictionary (with *hmm*, the likely word) across the seam of two texts, or nothing.

    Latin letters and digits on both sides are no word: they would be one whatever they are.

    >>> word_across("会议由市政", "协主席主持"), word_across("见第34", "48页")
    ('市政协', '')
    """
    left, right = before[-SEAM:], after[:SEAM]
    position = 0
    for token in _cutter(hmm, *dictionary_key())(left + right):
        if position < len(left) < position + len(token):
            return token if HAN.search(token) and all(map(str.isalnum, token)) else ""
        position += len(token)
    return ""
