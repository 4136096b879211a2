"""The text of characters side by side: where room between them is a space, and where it only justifies a line."""

from __future__ import annotations

from itertools import pairwise

import numpy as np

USUAL, FEW = 0.25, 4  # the quantile of a line's gaps that is usual; of so few, the least is
HAN_SPACE = 0.2  # em beyond the usual gap of a line, between two Han characters that a space parts
NUMBER_SPACE = 0.15  # the same behind the number of a heading
LONGEST_NUMBER = 8  # characters, of a heading
WORD_GAP = 0.18  # em between two Latin words of which the text layer has no space
OVERHANG = 0.06  # em by which an f reaches over what comes after it
SPACED_OUT = 1 / 3  # share of the places between Han characters with a space, from which on spaces only justify


def spaced(texts: list[str], boxes: np.ndarray, sizes: np.ndarray) -> str:
    """Return a line's text, with a space where words are apart and without those that only justify it."""
    gaps = (boxes[1:, 0] - boxes[:-1, 2]) / np.maximum(sizes[1:], 1)
    usual = float(np.quantile(gaps, USUAL if len(gaps) > FEW else 0)) if len(gaps) else 0.0
    pairs = [*pairwise(texts)]
    is_apart = [
        _are_parted(left, right, at) and gap > _least_gap(left, right, usual)
        for at, (gap, (left, right)) in enumerate(zip(gaps.tolist(), pairs, strict=True))
    ]
    parts = texts[:1]
    for apart, (_, right) in zip(is_apart, pairs, strict=True):
        parts += [" ", right] if apart else [right]
    return without_justifying("".join(parts))


def _least_gap(left: str, right: str, usual: float) -> float:
    """Return how wide a gap between two characters is at least when it is a space, in em."""
    if is_narrow(left) and is_narrow(right):
        return WORD_GAP - OVERHANG if left == "f" else WORD_GAP
    return usual + (NUMBER_SPACE if is_narrow(left) else HAN_SPACE)


def _are_parted(left: str, right: str, place: int) -> bool:
    """Say whether a gap between two characters can be a space: about marks there is room of its own.

    Programs put room between Han and other letters, too; it is a space behind the number that a line begins with.
    """
    if is_narrow(left) != is_narrow(right):
        return place < LONGEST_NUMBER and left.isdigit() and right.isalpha()
    return is_narrow(left) or (left.isalpha() and right.isalpha())


def without_justifying(text: str) -> str:
    """Return a line without the spaces between its Han characters where these are too many to part words.

    >>> without_justifying("一 个 字 一 个 字 地 排"), without_justifying("第一章 绪论")
    ('一个字一个字地排', '第一章 绪论')
    """
    if " " not in text:
        return text
    kept: list[str] = []
    between = pairs = 0
    for number, character in enumerate(text):
        left, right = text[number - 1 : number], text[number + 1 : number + 2]
        if character == " " and left and right and not is_narrow(left) and not is_narrow(right):
            between += 1
        else:
            pairs += not is_narrow(character)
            kept.append(character)
    return "".join(kept) if pairs >= 6 and between > SPACED_OUT * pairs else text


def is_narrow(character: str) -> bool:
    """Say whether a character is a letter or a figure of a script that parts words by spaces.

    >>> is_narrow("a"), is_narrow("，"), is_narrow("字")
    (True, False, False)
    """
    return character.isascii() and not character.isspace()
