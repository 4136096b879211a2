"""Find every passage of letters that was there before: exact to the letter, in near-linear time and bounded output.

Matching looks at letters alone (letters and digits, width and ASCII case folded), so that ``##``, commas of either
width and stray spaces do not split a match; every letter knows its place in the text.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Sequence

# An odd multiplier, from the golden ratio; products wrap around at 64 bits.
MIX = np.uint64(0x9E3779B97F4A7C15)
BASE = 0xD1342543DE82EF95  # of the polynomial hash of a window
BEYOND = 0x110000  # the first number that is no code point: ends of documents match nothing
UNSEEN = 0xFFFFFFFF  # no code point's fold
CHUNK = 1 << 15  # letters looked at in one go: what fits into a processor's own memory is several times faster


class Letters(NamedTuple):
    """The folded code points of a text's letters, and where each stands in the text."""

    codes: np.ndarray
    place: np.ndarray


class Factor(NamedTuple):
    """A copy instruction over letters: ``[target, target + length)`` is the same as from *source*, which is before it.

    Where source and target overlap, the text from the source on repeats with the period ``target - source``.
    """

    target: int
    source: int
    length: int


@dataclass(frozen=True)
class Repeats:
    """The windows of *length* letters that stand in a text more than once.

    places : where they stand, in order.
    first : where the same window stands first, for each of them; for the first itself, its own place.
    """

    codes: np.ndarray
    length: int
    places: np.ndarray
    first: np.ndarray


def code_points(text: str) -> np.ndarray:
    """Return the code points of *text*, in as few bytes as they fit into.

    >>> code_points("甲").dtype, code_points("𠀀").dtype
    (dtype('uint16'), dtype('uint32'))
    """
    raw = np.frombuffer(text.encode("utf-16-le", "surrogatepass"), np.uint16)
    if len(raw) > len(text):  # those above U+FFFF take two
        raw = np.frombuffer(text.encode("utf-32-le", "surrogatepass"), np.uint32)
    return raw


def letters(text: str | np.ndarray, ends: Sequence[int] = ()) -> Letters:
    """Return the letters of *text*, or of its code points.

    At each of the offsets *ends*, in order, where a document ends and has no letter, stands one that is like no other.

    >>> letters("Ａ，b").codes.tolist(), letters("Ａ，b").place.tolist()
    ([97, 98], [0, 2])
    """
    raw = code_points(text) if isinstance(text, str) else text
    marks, boundaries = np.array(ends, np.int64), np.arange(BEYOND, BEYOND + len(ends), dtype=np.uint32)
    codes, place = np.empty(len(raw), np.uint32), np.empty(len(raw), np.int32)
    count = 0
    for start in range(0, len(raw), CHUNK):
        some = _folded(raw[start : start + CHUNK])
        low, high = np.searchsorted(marks, [start, start + CHUNK])
        some[marks[low:high] - start] = boundaries[low:high]
        kept = np.flatnonzero(some != 0)
        codes[count : count + len(kept)] = some[kept]
        place[count : count + len(kept)] = kept + start
        count += len(kept)
    return Letters(codes[:count], place[:count])


def _folded(raw: np.ndarray) -> np.ndarray:
    """Return folded code points, 0 for what is no letter."""
    table = _table(raw.itemsize)
    found = table.take(raw)
    if (found == UNSEEN).any():
        fresh = np.unique(raw[found == UNSEEN])
        table[fresh] = [_fold(code) if chr(code).isalnum() else 0 for code in fresh.tolist()]
        found = table.take(raw)
    return found


@cache
def _table(itemsize: int) -> np.ndarray:
    """Return the folds of all code points of so many bytes, filled in as texts need them."""
    return np.full(BEYOND if itemsize > 2 else 1 << 16, UNSEEN, np.uint32)


def _fold(code: int) -> int:
    """Fold the full-width forms of ASCII to ASCII, and ASCII capitals to small letters: never more than one letter."""
    code = code - 0xFEE0 if 0xFF01 <= code <= 0xFF5E else code
    return code + 32 if 65 <= code <= 90 else code


def windows(codes: np.ndarray, length: int) -> np.ndarray:
    """Return a 64-bit hash of each window of *length* codes: a polynomial, built by doubling in log2(length) steps."""
    power = codes.astype(np.uint64)
    power *= MIX
    power ^= power >> np.uint64(29)
    size, done, left = 1, 0, length
    result = np.zeros(len(codes) + 1, np.uint64)
    while left:
        if left & 1:
            count = len(codes) - done - size + 1
            result = result[:count]
            result *= np.uint64(pow(BASE, size, 1 << 64))
            result += power[done : done + count]
            done += size
        left >>= 1
        if left:
            shifted = power[size:]
            power = power[:-size] * np.uint64(pow(BASE, size, 1 << 64))
            power += shifted
            size *= 2
    result ^= result >> np.uint64(32)
    result *= MIX
    return result


def repeated_windows(codes: np.ndarray, length: int) -> Repeats:
    """Return every window of *length* codes that stands there more than once, each verified on the codes.

    Hash bits over position bits make one number a window, so that a plain sort puts equal windows side by side, in
    order of the text.
    """
    none = np.zeros(0, np.int64)
    if len(codes) <= length:
        return Repeats(codes, length, none, none)
    keys = np.empty(len(codes) - length + 1, np.uint64)
    low = np.uint64((1 << len(keys).bit_length()) - 1)
    for start in range(0, len(keys), CHUNK):
        some = windows(codes[start : start + CHUNK + length - 1], length)
        some &= ~low
        some |= np.arange(start, start + len(some), dtype=np.uint64)
        keys[start : start + CHUNK] = some
    keys.sort()
    same = np.zeros(len(keys) + 1, bool)
    for start in range(0, len(keys) - 1, CHUNK):
        some = keys[start : start + CHUNK + 1]
        same[start + 1 : start + len(some)] = (some[1:] ^ some[:-1]) <= low
    members = np.flatnonzero(same[1:] | same[:-1])
    at, is_first = keys[members] & low, ~same[members]
    del keys, same, members
    # Sorted by place: the first place goes below it in the same number.
    packed = (at << np.uint64(32)) | at[np.flatnonzero(is_first)][np.cumsum(is_first) - 1]
    packed.sort()
    at, first = (packed >> np.uint64(32)).astype(np.int64), (packed & np.uint64(0xFFFFFFFF)).astype(np.int64)
    return Repeats(codes, length, at, _verified(codes, length, at, first))


def _verified(codes: np.ndarray, length: int, at: np.ndarray, first: np.ndarray) -> np.ndarray:
    """Return *first*, set right where two different windows had one hash.

    Where a window and the one before it are moved by the same shift, its last letter alone is new.
    """
    if not len(at):
        return first
    begins = _begins(at, first)
    equal = codes[at + length - 1] == codes[first + length - 1]
    starts = np.flatnonzero(begins)
    all_windows = np.lib.stride_tricks.sliding_window_view(codes, length)
    for some in np.array_split(starts, len(starts) // CHUNK + 1):
        equal[some] = (all_windows[at[some]] == all_windows[first[some]]).all(axis=1)
    if equal.all():
        return first
    chain = np.cumsum(begins)
    doubtful = np.isin(first, first[np.isin(chain, chain[~equal])])
    seen: dict[bytes, int] = {}
    first = first.copy()
    for row in np.flatnonzero(doubtful).tolist():
        place = int(at[row])
        first[row] = seen.setdefault(codes[place : place + length].tobytes(), place)
    return first


def _begins(at: np.ndarray, first: np.ndarray) -> np.ndarray:
    """Say of each repeated window whether it does not go on, by the same shift, from the one before it."""
    begins = np.ones(len(at), bool)
    begins[1:] = (at[1:] != at[:-1] + 1) | (first[1:] != first[:-1] + 1)
    return begins


def factors(repeats: Repeats) -> list[Factor]:
    """Return copy instructions that tie every repeated window to its first place, in order of their ends.

    Each is as long as it can be on both sides; targets may overlap.
    """
    codes, again = repeats.codes, repeats.places > repeats.first
    at, first = repeats.places[again], repeats.first[again]
    starts = np.flatnonzero(_begins(at, first))
    target, source = at[starts], first[starts]
    length = np.diff(np.r_[starts, len(at)]) + repeats.length - 1
    end = target + length
    right = end < len(codes)
    right[right] = codes[end[right]] == codes[(source + length)[right]]
    left = source > 0
    left[left] = codes[target[left] - 1] == codes[source[left] - 1]
    found: list[Factor] = []
    explained = 0
    rows = (array.tolist() for array in (target, source, length, left, right))
    for t, s, size, more_left, more_right in zip(*rows, strict=True):
        if t + size <= explained:
            continue
        after = size + (common(codes[s + size :], codes[t + size :]) if more_right else 0)
        before = common(codes[:s][::-1], codes[:t][::-1]) if more_left else 0
        found.append(Factor(t - before, s - before, after + before))
        explained = t + after
    return found


def common(left: np.ndarray, right: np.ndarray) -> int:
    """Return how many elements two arrays have in common from their start.

    >>> common(np.array([1, 2, 3]), np.array([1, 2, 4, 5]))
    2
    """
    done, step, limit = 0, 64, min(len(left), len(right))
    while done < limit:
        size = min(step, limit - done)
        unequal = left[done : done + size] != right[done : done + size]
        if unequal.any():
            return done + int(unequal.argmax())
        done, step = done + size, step * 2
    return done
