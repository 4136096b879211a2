"""The programs that cut text into words: rjieba, and jieba as the reference."""

from __future__ import annotations

import warnings
from collections.abc import Callable
from functools import cache, lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import rjieba

    from .word_lists import Word

Cut = Callable[[str], list[str]]


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


ENGINES: dict[str, Callable[[tuple[Word, ...], bool], Cut]] = {"rjieba": _rjieba, "jieba": _jieba}
