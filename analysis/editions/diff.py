"""A repair as a unified diff, which `patch` and `git apply` take: it makes the clean text of the source's file."""

from __future__ import annotations

import re
from bisect import bisect_right
from codecs import BOM_UTF8
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from .edition import Edition

CONTEXT = 3  # lines that stay, before and behind those that change
NEWLINE, LINE = re.compile("\n"), re.compile("[^\n]*\n|[^\n]+")  # `patch` knows no other line end
NO_NEWLINE = b"\n\\ No newline at end of file\n"


@dataclass(frozen=True, slots=True)
class Change:
    """Lines of the source, counted from 0, and the lines of the clean text that are there instead."""

    start: int
    end: int
    clean_start: int
    clean_end: int


def unified_diff(edition: Edition) -> bytes:
    """Return the diff, of the bytes of the source's file; without a difference it is empty.

    The clean text is in the source's encoding there. Where that is not possible the diff is of the texts in UTF-8: of a
    format that is not text, of UTF-16 and the like, whose lines do not end in a single byte, and where the encoding
    lacks a character of the clean text.
    """
    old, new = _encoded_lines(edition)
    changes = [trimmed for change in _changes(edition) if (trimmed := _trimmed(change, old, new))]
    if not changes:
        return b""
    head = f"--- {_quoted(f'a/{edition.file_name}')}\n+++ {_quoted(f'b/{edition.file_name}')}\n".encode()
    return head + b"".join(_hunk(group, old, new) for group in _groups(changes))


def _encoded_lines(edition: Edition) -> tuple[list[bytes], list[bytes]]:
    """Return the lines of the source and of the clean text, with their newlines, as bytes."""
    old, new = edition.source.text, edition.clean.text
    origin = edition.source.source
    encoding = origin.encoding if _can_encode_lines(origin.encoding, old, new) else "utf-8"
    mark = BOM_UTF8 if origin.byte_order_mark and origin.encoding == encoding == "utf-8" else b""
    return _lines(old, encoding, mark), _lines(new, encoding, mark)


def _can_encode_lines(encoding: str, *texts: str) -> bool:
    """Say whether texts can be encoded line by line, each line ended by the one byte that ends it in ASCII."""
    try:
        return "\n".encode(encoding) == b"\n" and all(
            b"".join(_lines(text, encoding)) == text.encode(encoding) for text in texts
        )
    except UnicodeEncodeError:
        return False


def _lines(text: str, encoding: str, mark: bytes = b"") -> list[bytes]:
    lines = [line.encode(encoding) for line in LINE.findall(text)]
    return [mark + lines[0], *lines[1:]] if mark and lines else lines


@dataclass(frozen=True)
class _Lines:
    """Where the lines of a text begin; behind a last line that is ended, one more could begin."""

    text: str

    @cached_property
    def starts(self) -> list[int]:
        return [0, *(match.end() for match in NEWLINE.finditer(self.text))]

    def number(self, offset: int) -> int:
        """Return the number of the line, from 0, that an offset is in."""
        return bisect_right(self.starts, offset) - 1

    def is_start(self, offset: int) -> bool:
        return self.starts[self.number(offset)] == offset

    def number_behind(self, offset: int) -> int:
        """Return the number of the first line behind the one that an offset is in, at most how many there are."""
        count = len(self.starts) - self.is_start(len(self.text))
        return min(self.number(offset) + 1, count)


def _changes(edition: Edition) -> list[Change]:
    """Return the lines that the passages change, in order; changes of one line are one change."""
    old, new = _Lines(edition.source.text), _Lines(edition.clean.text)
    changes: list[Change] = []
    for passage in edition.changes:
        end, clean_end = passage.start + len(passage.old), passage.clean_start + len(passage.new)
        start, clean_start = old.number(passage.start), new.number(passage.clean_start)
        if old.is_start(end) and new.is_start(clean_end):
            change = Change(start, old.number(end), clean_start, new.number(clean_end))
        else:
            change = Change(start, old.number_behind(end), clean_start, new.number_behind(clean_end))
        if changes and (start < changes[-1].end or clean_start < changes[-1].clean_end):
            before = changes.pop()
            change = Change(before.start, change.end, before.clean_start, change.clean_end)
        changes.append(change)
    return changes


def _trimmed(change: Change, old: Sequence[bytes], new: Sequence[bytes]) -> Change | None:
    """Return a change without the lines at its edges that are equal; nothing if all are."""
    start, end, clean_start, clean_end = change.start, change.end, change.clean_start, change.clean_end
    while start < end and clean_start < clean_end and old[start] == new[clean_start]:
        start, clean_start = start + 1, clean_start + 1
    while start < end and clean_start < clean_end and old[end - 1] == new[clean_end - 1]:
        end, clean_end = end - 1, clean_end - 1
    return Change(start, end, clean_start, clean_end) if (start, clean_start) != (end, clean_end) else None


def _groups(changes: list[Change]) -> Iterator[list[Change]]:
    """Yield the changes of each hunk: those whose context meets."""
    group = changes[:1]
    for change in changes[1:]:
        if change.start - group[-1].end > 2 * CONTEXT:
            yield group
            group = []
        group.append(change)
    yield group


def _hunk(group: list[Change], old: Sequence[bytes], new: Sequence[bytes]) -> bytes:
    first, last = group[0], group[-1]
    start, end = max(first.start - CONTEXT, 0), min(last.end + CONTEXT, len(old))
    clean_start, clean_end = first.clean_start - (first.start - start), last.clean_end + (end - last.end)
    rows, at = [f"@@ -{_extent(start, end)} +{_extent(clean_start, clean_end)} @@\n".encode()], start
    for change in group:
        rows += [_row(b" ", line) for line in old[at : change.start]]
        rows += [_row(b"-", line) for line in old[change.start : change.end]]
        rows += [_row(b"+", line) for line in new[change.clean_start : change.clean_end]]
        at = change.end
    rows += [_row(b" ", line) for line in old[at:end]]
    return b"".join(rows)


def _extent(start: int, end: int) -> str:
    """Return the first line, from 1, and how many there are; of no lines, the line that they would be behind."""
    return f"{start + 1 if end > start else start},{end - start}"


def _row(mark: bytes, line: bytes) -> bytes:
    return mark + line if line.endswith(b"\n") else mark + line + NO_NEWLINE


def _quoted(name: str) -> str:
    r"""Return a name as git writes it: quoted if a mark is in it, and ended by a tab if a space is.

    >>> _quoted('a/"b".txt'), _quoted("a/b c.txt")
    ('"a/\\"b\\".txt"', 'a/b c.txt\t')
    """
    if '"' in name or "\\" in name:
        return '"{}"'.format(name.replace("\\", "\\\\").replace('"', '\\"'))
    return f"{name}\t" if " " in name else name
