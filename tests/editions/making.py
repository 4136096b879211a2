"""Editions whose edits a test chooses."""

import analysis
from analysis.editions.edition import Edition, Passage


def edition_of(*pairs, name="text"):
    """Return the edition of a source and a clean text that are given as passages: one text for both, or a pair."""
    passages, old, new = [], "", ""
    for pair in pairs:
        before, after = (pair, pair) if isinstance(pair, str) else pair
        if before or after:
            passages.append(Passage(len(old), len(new), before, after, "repeat", "said --} <b>\x01 ++}", 0.5))
        old, new = old + before, new + after
    return Edition(analysis.parse(old, name), analysis.parse(new, name), tuple(passages))
