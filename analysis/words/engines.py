"""What cuts text into words: rjieba, jieba as the reference, characters, blanks, or a function of a user's."""

from __future__ import annotations

import re
import warnings
from collections.abc import Callable
from functools import cache, lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from ..languages.messages import _
from .scripts import HAN

if TYPE_CHECKING:
    from collections.abc import Iterator

    import rjieba

    from .word_lists import Word

Cut = Callable[[str], list[str]]

SHOWN = 12  # characters of a text, and of a token, in an error
# Han characters one by one; letters, digits and white space of other scripts in a row.
CHARACTER = re.compile(f"{HAN.pattern}|(?:(?!{HAN.pattern})[^\\W\\d_])+|\\d+|\\s+|.", re.DOTALL)
BLANKS = re.compile(r"\s+|\S+")


@lru_cache(maxsize=8)  # each holds a dictionary
def rjieba_with(words: tuple[Word, ...]) -> rjieba.Jieba:
    """Return rjieba with its dictionary and these words."""
    import rjieba

    segmenter = rjieba.Jieba()
    for word in words:
        segmenter.add_word(word.text, word.frequency, word.tag)
    return segmenter


def _rjieba(words: tuple[Word, ...], hmm: bool) -> Cut:
    import rjieba

    if not words:
        return rjieba.cut if hmm else lambda text: rjieba.cut(text, False)
    segmenter = rjieba_with(words)
    return lambda text: segmenter.cut(text, hmm)


@cache
def _jieba(words: tuple[Word, ...], hmm: bool) -> Cut:
    import platformdirs

    segmenter = jieba_module().Tokenizer()
    # Its cache is loaded unchecked, so it must not lie in a folder where others can write.
    segmenter.tmp_dir = str(Path(platformdirs.user_cache_dir("zh-analysis", ensure_exists=True)))
    for word in words:
        segmenter.add_word(word.text, word.frequency, word.tag)
    return lambda text: segmenter.lcut(text, HMM=hmm)


def jieba_module():
    """Import jieba without the warnings that its age raises on a newer Python, and without its progress messages."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        import jieba
    jieba.setLogLevel("WARNING")
    return jieba


WITH_DICTIONARY: dict[str, Callable[[tuple[Word, ...], bool], Cut]] = {"rjieba": _rjieba, "jieba": _jieba}
GIVEN = "given"
OTHERS: dict[str, Cut] = {"characters": CHARACTER.findall, GIVEN: BLANKS.findall}
ENGINES = (*WITH_DICTIONARY, *OTHERS)


def checked(cut: Cut) -> Cut:
    """Return a program of a user's, held to the promise that its tokens, joined, are the text.

    White space that it leaves out, or adds around tokens, is as the text has it. Anything else is an error.

    >>> checked(str.split)("政协 工作")
    ['政协', ' ', '工作']
    >>> checked(lambda text: ["政协"])("政协工作")
    Traceback (most recent call last):
    ValueError: engine <lambda>: the text has '工作' behind '政协', and the engine ends
    """
    name = getattr(cut, "__name__", type(cut).__name__)
    return lambda text: [*_in_place(text, cut(text), name)]


def _in_place(text: str, pieces: object, name: str) -> Iterator[str]:
    """Yield the tokens of an engine with the white space of the text."""
    if not isinstance(pieces, list | tuple) or not all(isinstance(piece, str) for piece in pieces):
        message = _("engine {name}: it returned {given}, not a list of str")
        raise TypeError(message.format(name=name, given=type(pieces).__name__))
    at = 0
    for piece in map(str.strip, pieces):
        if not piece:
            continue
        gap = BLANKS.match(text, at)
        if gap and gap[0].isspace():
            yield gap[0]
            at = gap.end()
        if not text.startswith(piece, at):
            raise ValueError(_differs(name, text, at, piece[:SHOWN]))
        yield piece
        at += len(piece)
    if text[at:].isspace():
        yield text[at:]
    elif at < len(text):
        raise ValueError(_differs(name, text, at, ""))


def _differs(name: str, text: str, at: int, piece: str) -> str:
    before, there = text[max(at - SHOWN, 0) : at], text[at : at + SHOWN]
    if not there:
        message = _("engine {name}: the text ends, and the engine gives {piece!r}")
    elif not piece:
        message = _("engine {name}: the text has {there!r} behind {before!r}, and the engine ends")
    elif not before:
        message = _("engine {name}: the text has {there!r}, and the engine gives {piece!r}")
    else:
        message = _("engine {name}: the text has {there!r} behind {before!r}, and the engine gives {piece!r}")
    return message.format(name=name, there=there, before=before, piece=piece)
