"""The files of a corpus: their names, and in which partition each is."""

from __future__ import annotations

import os
import re
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ..document.files import DocumentError, encodable, is_local, printable
from ..document.listing import Found, find_files, may_hold, parts_of_pattern
from ..document.loading import endings
from ..languages.messages import _, enumeration
from .tables import TABLES

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

# Of files that make a partition, by default; beyond MANY partitions more.
BYTES, MOST_PARTITION_BYTES = 8_000_000, 64_000_000
MANY = 256
WILDCARD = re.compile(r"[*?\[]")
Row = tuple[str, str, int, str, str]  # name, path, size, state of a file, and what keeps it from being read


def files_of(source: str, follow_links: bool) -> list[Row]:
    """Return a row for each file, in order of the paths; a name is the path below the folder."""
    import fsspec

    files, root = fsspec.core.url_to_fs(source)
    base = _base(files, root)
    found = find_files(root, endings(), follow_links) if is_local(files) else sorted(_found_elsewhere(files, root))
    if not found:
        raise DocumentError(f"{printable(source)}: " + _("holds no file to read"))
    if [each.path for each in found] == [root]:
        _refuse_file(source, root, found[0].problem)
    names = _unique_names([each.path.removeprefix(base).lstrip("/") for each in found])
    return [
        (name, files.unstrip_protocol(each.path) if "://" in source else each.path, *each[1:4])
        for name, each in zip(names, found, strict=True)
    ]


def local_place(source: str, made: Path) -> tuple[Path | None, bool]:
    """Return where a source is read from, links resolved, and whether it would read what is made in a folder.

    Parameters
    ----------
    source : as for `read_corpus`; of a pattern the place is the folder that it starts from, of what is not on this
        machine there is none.
    made : the folder, links resolved.

    >>> place, names_made = local_place("file:///texts/**/*.txt", Path("/texts/out"))
    >>> place.name, names_made
    ('texts', True)
    """
    import fsspec

    root = source
    if "://" in source or "::" in source:
        try:
            files, root = fsspec.core.url_to_fs(source)
        except (ImportError, ValueError, OSError):  # said when it is read
            return None, False
        if not is_local(files):
            return None, False
    if os.path.lexists(root) or not WILDCARD.search(root):
        place = Path(os.path.realpath(root))
        return place, place.is_dir() and made.is_relative_to(place)
    base, below = parts_of_pattern(root)
    place = Path(os.path.realpath(base))
    return place, made.is_relative_to(place) and may_hold(str(made.relative_to(place)), below)


def _base(files: Any, root: str) -> str:
    """Return the folder that names are below: which files there are must not change it."""
    if files.isdir(root):
        return root.rstrip("/")
    if is_local(files) and os.path.lexists(root):
        return root.rpartition("/")[0]
    if is_local(files):
        return parts_of_pattern(root)[0].as_posix()
    return WILDCARD.split(root)[0].rpartition("/")[0]


def _found_elsewhere(files: Any, root: str) -> Iterator[Found]:
    if files.isdir(root):
        named = files.find(root, detail=True).items()
        found = {path: info for path, info in named if Path(path).suffix.lower() in endings()}
    else:
        found = {path: info for path, info in files.glob(root, detail=True).items() if info["type"] == "file"}
    for path, info in found.items():
        yield Found(path, info["size"] or 0, str(info.get("mtime") or info.get("ETag") or ""))


def _refuse_file(source: str, path: str, problem: str) -> None:
    """Raise when the only file, one that was named, cannot be read, or is no text."""
    if problem:
        raise DocumentError(f"{printable(source)}: {problem}")
    if Path(path).suffix.lower() not in endings():
        raise DocumentError(
            f"{printable(source)}: "
            + _("neither a text ({texts}) nor a table ({tables})").format(
                texts=enumeration(endings()), tables=enumeration(TABLES)
            )
        )


def _unique_names(paths: Sequence[str]) -> list[str]:
    """Return paths without their endings, where they differ in more than that."""
    full, seen = [], Counter[str]()
    for path in map(encodable, paths):  # a file can have the very name by which another is known
        seen[path] += 1
        full.append(path if seen[path] == 1 else f"{path} ({seen[path]})")
    names = [str(Path(name).with_suffix("")) for name in full]
    # Files that differ in their ending only keep it, and so does one whose name would then be another's.
    while len(taken := Counter(names)) < len(names):
        names = [path if taken[name] > 1 else name for name, path in zip(names, full, strict=True)]
    return names


def partitions_of(rows: Sequence[Row], count: int | None) -> Iterator[tuple[Any, ...]]:
    """Cut the files into runs of about equal size: what is left, over the parts that are left."""
    sizes = [max(row[2], 1) for row in rows]  # where a store does not tell, all are equal
    left = sum(sizes)
    size = min(max(BYTES, left // MANY), MOST_PARTITION_BYTES)
    parts = min(count or max(1, -(-left // size)), len(rows))
    part: list[Any] = []
    own = 0
    for after, row, weight in zip(range(len(rows) - 1, -1, -1), rows, sizes, strict=True):
        part.append(row)
        own += weight
        if after == 0 or (parts > 1 and (after < parts or own * parts >= left)):
            yield tuple(part)
            part, left, parts, own = [], left - own, parts - 1, 0
