"""The words of the dictionary at a seam of two texts: across it, before and behind it."""

from __future__ import annotations

from .dictionary import dictionary
from .pairs import simplified_text


def word_between(left: str, right: str, likely: bool) -> str:
    """Return the word of the dictionary (or the *likely* word) across the seam of two texts, or nothing.

    >>> word_between("会议由市政", "协主席主持", likely=False)
    '市政协'
    """
    return words_at(left, right, likely)[1]


def words_at(left: str, right: str, likely: bool) -> tuple[str, str, str]:
    """Return the words before, across and behind the seam of two texts, as jieba parts them; empty where there is none.

    >>> words_at("致使研究开", "当事人应当", likely=False)
    ('开', '', '当事人')
    """
    text, position, before = left + right, 0, ""
    for token in dictionary().cut(simplified_text(text), likely):
        end = position + len(token)
        if position == len(left):
            return before, "", text[position:end]
        if position < len(left) < end:
            return "", text[position:end] if token.isalnum() else "", ""
        before, position = text[position:end], end
    return before, "", ""
