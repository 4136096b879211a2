"""Find the classes of spans that stand more than once, each with its kind and with what becomes of its places."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from ..languages.messages import _
from ..text_index.passages import repeated_windows
from .counted import counted
from .decided import as_copies, equal_passages, is_decided, missing_from
from .equal_classes import equal_classes
from .judging import classify_repeats
from .kinds import NOT_COPIES
from .near import near_blocks, near_runs
from .retention import assign_roles, near_groups
from .spans import Group

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ..text_index.passages import Repeats
    from .decided import Wanted
    from .near import Run
    from .spans import Texts

SIMILAR = 0.8  # of near repeats that are looked for where a person decided on a passage
COUNTED = 30  # letters of passages that are judged to be counted, even if only longer ones are looked for


class FoundRepeats(NamedTuple):
    """What is there more than once, whatever of it is shown."""

    groups: tuple[Group, ...]
    multiplicity: np.ndarray
    is_copy: np.ndarray


def find_repeats(texts: Texts, min_length: int, similarity: float, wanted: Sequence[Wanted] = ()) -> FoundRepeats:
    """Return what is there more than once in at least *min_length* letters, and nearly so by *similarity*.

    What a person *wanted* of it decides what stays.
    """
    codes = texts.letters.codes
    repeats = repeated_windows(codes, min_length)
    groups = own = _groups(texts, repeats, similarity, wanted)
    within = None
    if min_length > COUNTED:  # judged as ever, so that to look for longer ones alone never adds to what is redundant
        own = _groups(texts, repeated_windows(codes, COUNTED), similarity, wanted)
        within = _in_long_ones(texts, repeats, own)
        for start, end in (span for group in own if is_decided(group, wanted) for span in group.spans):
            within[start:end] = True
    texts.release_counts()
    multiplicity, is_copy = counted(texts, [group for group in own if group.kind not in NOT_COPIES], within)
    multiplicity.flags.writeable = is_copy.flags.writeable = False  # several audits of a text share them
    return FoundRepeats(tuple(groups), multiplicity, is_copy)


def _groups(texts: Texts, repeats: Repeats, similarity: float, wanted: Sequence[Wanted]) -> list[Group]:
    """Return the classes of spans with their kinds and roles.

    What a person decided on is among them, though it is too short, or too little alike, to be looked for.
    """
    groups = _classified(texts, repeats, similarity)
    missing = missing_from(groups, wanted)
    wanted = as_copies(wanted, missing)
    alike = min(similarity, SIMILAR)
    for length in (COUNTED, max(min((end - start for (start, end), *_rest in missing), default=2), 2)):
        if missing and (length < repeats.length or alike < similarity):
            least = repeated_windows(texts.letters.codes, min(length, repeats.length))
            some = [group for group in _classified(texts, least, alike) if missing_from([group], missing) != missing]
            groups += some
            missing = missing_from(some, missing)
    for one in missing:
        spans = equal_passages(texts.letters.codes, one)
        if len(spans) > 1:
            groups.append(Group(spans, len(spans), "repeat", evidence=_("equal to the letter")))
    return assign_roles(texts, groups, wanted)


def _classified(texts: Texts, repeats: Repeats, similarity: float) -> list[Group]:
    """Return the classes of spans with their kinds."""
    codes, read = texts.letters.codes, texts.read_codes
    near = near_blocks(codes, texts.edges, repeats.length, similarity, read) if similarity < 1 else []
    runs = near_runs(read, texts.edges, near, similarity)
    groups = equal_classes(texts, repeats, runs, near, repeats.length)
    groups = [g for g in groups if g.period] + classify_repeats(texts, [g for g in groups if not g.period])
    return groups + near_groups(texts, _by_source(runs))


def _in_long_ones(texts: Texts, repeats: Repeats, groups: list[Group]) -> np.ndarray:
    """Say of each letter whether it is in a passage of the least length that is there again, or nearly."""
    change = np.zeros(len(repeats.codes) + 1, np.int64)
    np.add.at(change, repeats.places, 1)
    np.add.at(change, repeats.places + repeats.length, -1)
    found = np.cumsum(change[:-1]) > 0
    for group in groups:
        for start, end in group.spans if group.kind == "near repeat" else ():
            first, last = texts.block_at(start), texts.block_at(end - 1)
            found[start:end] |= np.diff(texts.edges[first : last + 1]).max() >= repeats.length
    return found


def _by_source(runs: list[Run]) -> list[list[Run]]:
    """Return the runs that repeat the same blocks, together."""
    groups: dict[tuple[int, int], list[Run]] = {}
    for run in runs:
        groups.setdefault((run.source_first, run.source_last), []).append(run)
    return [*groups.values()]
