"""What the colours of a cloud say: part of speech, section, or change."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pandas as pd
from matplotlib.colors import LinearSegmentedColormap, to_hex

from .._checks import require_section_numbers, require_several, require_table
from ..document.marks import require_same_document
from ..languages.messages import _
from .drawing import MUTED, ON_BLACK, ON_WHITE, section_names

if TYPE_CHECKING:
    from collections.abc import Mapping

OTHER, AS_IT_WAS = "other", "as it was"  # groups that stay in the background


GROUPS = {
    "noun": ("n", "ng", "an", "vn", "s", "f", "t", "tg"),
    "verb": ("v", "vd", "vg", "vi", "vq"),
    "adjective, adverb": ("a", "ad", "ag", "b", "z", "zg", "d", "dg"),
    "name": ("nr", "nrfg", "nrt", "ns", "nt", "nz", "j"),
    "set phrase": ("i", "in", "l", "ln"),
}


def by_part_of_speech(terms: pd.Series, tags: list[str]) -> pd.Series:
    """Return the colour group of each term by its tag: noun, verb, adjective or adverb, name, set phrase, other.

    Parameters
    ----------
    terms : to be drawn.
    tags : theirs, from `Tokeniser.tags`; abbreviations are put to the names.

    >>> from analysis import Tokeniser
    >>> terms = pd.Series(["政协", "完善", "双向发力"])
    >>> by_part_of_speech(terms, Tokeniser().tags(terms)).tolist()
    ['name', 'verb', 'other']
    """
    require_several(terms, "by_part_of_speech", "terms")
    require_several(tags, "by_part_of_speech", "tags")
    if len(terms) != len(tags):
        raise ValueError(
            "by_part_of_speech: "
            + _("{tags} tags for {terms} terms; pass tokeniser.tags(terms)").format(tags=len(tags), terms=len(terms))
        )
    group = {tag: name for name, tags in GROUPS.items() for tag in tags}
    return pd.Series([group.get(tag, OTHER) for tag in tags], index=pd.Index(terms), dtype="str")


def by_section(counts: pd.DataFrame, sections: pd.DataFrame) -> pd.Series:
    """Return the colour group of each term: the section in which it is densest, the first of equals.

    A title that a section before it has is numbered.

    Parameters
    ----------
    counts : from `analysis.frequencies` with ``by="section"``.
    sections : from `analysis.sections`.

    >>> from analysis import Tokeniser, frequencies, parse, sections, with_sections
    >>> document = parse("# 春\\n\\n春天，雨水\\n\\n# 冬\\n\\n雨水，雨水")
    >>> table = sections(document)
    >>> counts = frequencies(with_sections(Tokeniser().tokens(document), table), by="section")
    >>> by_section(counts, table).to_dict()
    {'春天': '春', '雨水': '冬'}
    """
    require_table(counts, "rates by section", "by_section", "counts")
    require_table(sections, "section titles", "by_section", "sections")
    require_same_document(counts, sections, "by_section", ("counts", "sections"))
    require_section_numbers(counts, sections, "by_section", "counts")
    names: dict[int, str] = {}
    for number, name in enumerate(section_names(sections)):
        taken = name in {OTHER, AS_IT_WAS, *names.values()}
        names[number] = f"{name} ({number + 1})" if taken else name
    densest = counts.sort_values(["per_10k", "section"], ascending=[False, True]).drop_duplicates("term").sort_index()
    return densest.set_index("term")["section"].map(names).astype("str")


def by_change(change: pd.DataFrame) -> pd.Series:
    """Return the colour group of each term of a table from `analysis.compare`: whether its count fell, rose or stayed.

    >>> from analysis import compare
    >>> before = pd.DataFrame({"term": ["甲", "乙"], "count": [3, 2], "rank": [1, 2]})
    >>> after = pd.DataFrame({"term": ["乙", "甲"], "count": [2, 1], "rank": [1, 2]})
    >>> by_change(compare(before, after)).to_dict()
    {'甲': 'fewer', '乙': 'as it was'}
    """
    require_table(change, "changes", "by_change", "change")
    direction = np.sign(change["change"].to_numpy()).astype(int)
    return pd.Series(np.array([AS_IT_WAS, "more", "fewer"])[direction], index=pd.Index(change["term"]), dtype="str")


def named_groups(colour: Mapping[str, str] | pd.Series | None) -> dict[str, str] | None:
    """Return the groups that colours say, or None where they say nothing."""
    if colour is None:
        return None
    return {str(term): str(group) for term, group in reversed([*colour.items()]) if not pd.isna(group)}


def colours_of(
    words: pd.DataFrame, places: np.ndarray, groups: dict[str, str] | None, dark: bool
) -> tuple[list[str], dict[str, str]]:
    """Return the colour of each word, and what each colour stands for among those that have a place."""
    palette = ON_BLACK if dark else ON_WHITE
    if groups is None:
        steps = ["#60ccfc", "#c9ecff"] if dark else ["#2b7a78", "#0072B2", "#0b2545"]
        shades = LinearSegmentedColormap.from_list("ink", steps)
        rank = words["value"].rank(method="dense", pct=True)  # equal words are of one colour
        return [to_hex(shades(share)) for share in rank], {}
    group_of = words["term"].map(groups).fillna(OTHER)
    drawn = group_of[~np.isnan(places[:, 0])]
    weight = words["value"].groupby(drawn).sum().sort_values(ascending=False, kind="stable")
    aside = {OTHER: palette[-1], AS_IT_WAS: MUTED[dark]}
    coloured = [group for group in weight.index if group not in aside]
    kept = sum(group in aside for group in weight.index)
    shown = len(palette) - kept - (OTHER not in weight.index and len(coloured) + kept > len(palette))
    named = dict(zip(coloured, palette[: min(shown, len(palette))], strict=False))
    group_of = group_of.where(group_of.isin([*named, *aside]), OTHER)
    named |= {group: colour for group, colour in aside.items() if (group_of[drawn.index] == group).any()}
    return group_of.map(named | aside).tolist(), named
