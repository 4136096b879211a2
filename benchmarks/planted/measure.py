"""How well spans that were found fit spans that were planted: PAN's measures, and recall by case."""

import math
import statistics
from collections.abc import Sequence

Span = tuple[int, int]
COVERED = 0.8  # share of a planted span that must be found


def shared(one: Span, other: Span) -> int:
    """Return how many characters two spans share."""
    return max(0, min(one[1], other[1]) - max(one[0], other[0]))


def _covered(span: Span, by: Sequence[Span]) -> float:
    """Return the share of *span* that lies in the union of others."""
    done, at = 0, span[0]
    for start, end in sorted(by):
        start, end = max(start, at), min(end, span[1])
        if end > start:
            done, at = done + end - start, end
    return done / (span[1] - span[0])


def precision(found: Sequence[Span], truth: Sequence[Span]) -> list[float]:
    """PAN's macro precision, by detection r: |union over s of (s and r)| / |r| (Potthast et al. 2010, COLING, 999)."""
    return [_covered(span, [other for other in truth if shared(span, other)]) for span in found]


def recall(found: Sequence[Span], truth: Sequence[Span]) -> list[float]:
    """PAN's macro recall, by case s: |union over r of (s and r)| / |s|."""
    return [_covered(span, [other for other in found if shared(span, other)]) for span in truth]


def granularity(found: Sequence[Span], truth: Sequence[Span]) -> list[int]:
    """PAN's granularity: for each case that is detected, by how many detections.

    Cases are planted inside others; a detection counts for the case it fits best.
    """
    counts = [0] * len(truth)
    for span in found:
        fits = [shared(span, case) / (max(span[1], case[1]) - min(span[0], case[0])) for case in truth]
        if max(fits, default=0) > 0:
            counts[fits.index(max(fits))] += 1
    return [count for count in counts if count]


def plagdet(precisions: Sequence[float], recalls: Sequence[float], counts: Sequence[int]) -> float:
    """F1 / log2(1 + granularity)."""
    p, r = (statistics.fmean(values) if values else 0 for values in (precisions, recalls))
    f1 = 2 * p * r / (p + r) if p + r else 0
    return f1 / math.log2(1 + (statistics.fmean(counts) if counts else 1))


def is_found(case: Sequence[Span], classes: Sequence[Sequence[Span]]) -> bool:
    """Say whether one class has every span of a case, for the most part."""
    return any(all(_covered(span, spans) >= COVERED for span in case) for spans in classes)


def boundary_errors(case: Sequence[Span], classes: Sequence[Sequence[Span]]) -> list[int]:
    """Return by how many characters starts and ends are off, in the class that fits the case best."""
    near = [[max(spans, key=lambda other: shared(span, other)) for span in case] for spans in classes]
    fits = [sum(shared(span, other) for span, other in zip(case, there, strict=True)) for there in near]
    best = near[fits.index(max(fits))]
    return [abs(span[side] - other[side]) for span, other in zip(case, best, strict=True) for side in (0, 1)]
