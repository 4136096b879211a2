"""Classes of equal spans in texts, sound ones and some with planted faults, and what each of them is."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from analysis import parse
from analysis.duplicates import meant
from analysis.duplicates.equal_classes import equal_classes
from analysis.duplicates.near import near_blocks, near_runs
from analysis.duplicates.spans import Texts
from analysis.text_index.passages import repeated_windows

from .measure import shared
from .repeated import FAULTS, planted_in

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    import numpy as np

    from analysis.duplicates.spans import Group

    from .measure import Span
    from .reuse import Case

LENGTH, ALIKE = 30, 0.8  # as `audit` has them by default
FITS = 0.8  # of a planted span and a found one, what they share of both together, at least


class Labelled(NamedTuple):
    """A class of equal spans: what it is, what is seen of it, and where it is."""

    kind: str  #: of what was planted, or ``sound``
    seen: np.ndarray
    document: str
    text: str

    @property
    def is_fault(self) -> bool:
        """Whether nobody meant it."""
        return self.kind in FAULTS


def exact_groups(text: str) -> tuple[Texts, list[Group]]:
    """Return the classes that the audit judges in a text."""
    texts = Texts((parse(text),))
    codes, _ = texts.letters
    near = near_blocks(codes, texts.edges, LENGTH, ALIKE)
    runs = near_runs(codes, texts.edges, near, ALIKE)
    groups = equal_classes(texts, repeated_windows(codes, LENGTH), runs, near, LENGTH)
    return texts, [group for group in groups if not group.period]


def labelled_classes(documents: Sequence[tuple[str, str]], seed: str, judged: bool = False) -> Iterator[Labelled]:
    """Yield the classes of documents, by name and text; with a *seed*, after something was planted in them.

    Of these, what neither was planted nor stood in the document before is left out: pieces that met by chance.
    """
    for number, (name, sound) in enumerate(documents):
        text, cases = planted_in(sound, f"{seed} {name} {number}", judged) if seed else (sound, [])
        texts, groups = exact_groups(text)
        if not groups:
            continue
        before = "".join(filter(str.isalnum, sound))
        for group, seen in zip(groups, meant.features(texts, groups), strict=True):
            raws = [texts.raw(span) for span in group.spans]
            passage = text[slice(*raws[0])]
            case = best_case(cases, raws)
            stood = before.count("".join(filter(str.isalnum, passage))) > 1
            if case or stood:
                yield Labelled(case.kind if case else "sound", seen, name, passage)


def best_case(cases: Sequence[Case], spans: Sequence[Span]) -> Case | None:
    """Return the case of which two places are two of the spans, or nothing."""
    fits = [(_fit(case.spans, spans), number) for number, case in enumerate(cases)]
    best, number = max(fits, default=(0.0, 0))
    return cases[number] if best >= FITS else None


def _fit(planted: Sequence[Span], found: Sequence[Span]) -> float:
    """Return how well the second best of planted spans fits one that was found."""
    fits = sorted(max(shared(a, b) / (max(a[1], b[1]) - min(a[0], b[0])) for b in found) for a in planted)
    return fits[-2] if len(fits) > 1 else 0.0
