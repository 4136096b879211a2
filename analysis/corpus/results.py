"""The tables of a corpus: folders of Parquet files, made whole or not at all, and read when they are looked at."""

from __future__ import annotations

import re
import shutil
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pandas as pd

from ..output.folders import NEW, WORK, replace_folder, temporary_folder, working_folder
from ..output.locks import LOCK
from ..output.manifests import refuse_foreign

if TYPE_CHECKING:
    import os
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    Columns = Mapping[str, str]

HOLDS = "corpus"  # what its manifest says of a folder of tables
RESULT = re.compile(r"[a-z]{1,40}\.parquet|index\.html")
DONE = re.compile(r"\.[0-9a-f]{16}")  # what tasks have done
WORK_FILES = re.compile(f"{RESULT.pattern}|{DONE.pattern}")


@contextmanager
def atomic_folder(out: Path, names: Sequence[str]) -> Iterator[Path]:
    """Lend the folder in which *out* is made; it takes the name when all went well, and stays to go on from if not.

    What tasks had done stays in it, in folders whose names begin with a dot, and nothing else.

    Raises
    ------
    FileExistsError : when *out* holds anything but what an earlier run wrote, or something else is in the place of the
        folder in which it is made.
    BlockingIOError : when another run is writing to it.
    """
    out = out.resolve()
    refuse_foreign(out, HOLDS)
    with working_folder(out, WORK_FILES) as work:
        _clear(work, (path.name for path in work.iterdir() if not DONE.fullmatch(path.name)))
        yield work
        (work / NEW).mkdir()
        for name in names:
            if (work / name).exists():
                (work / name).rename(work / NEW / name)
        replace_folder(work / NEW, out, HOLDS)
        _clear(work, (path.name for path in work.iterdir()))


def _clear(work: Path, names: Iterable[str]) -> None:
    """Remove from a working folder, which holds nothing but what is ours."""
    for path in [work / name for name in names if name not in (LOCK, WORK)]:
        shutil.rmtree(path) if path.is_dir() else path.unlink()


def build_tables(
    out: str | os.PathLike[str] | None, tables: Mapping[str, Columns], make: Callable[[Path], None]
) -> Callable[[str], pd.DataFrame]:
    """Let *make* write tables into a folder, *out* or else one for the time being; return what reads them, by name."""
    if out is None:
        with temporary_folder() as folder:
            make(folder)
            read = {name: table(folder, name, columns) for name, columns in tables.items()}
        return read.__getitem__
    with atomic_folder(Path(out), [f"{name}.parquet" for name in tables]) as place:
        make(place)
    return reader(out, tables)


def reader(folder: str | os.PathLike[str], tables: Mapping[str, Columns]) -> Callable[[str], pd.DataFrame]:
    """Return what reads the tables of a folder, by name."""
    return lambda name: table(Path(folder), name, tables[name])


def write_task_table(place: Path, name: str, columns: pd.DataFrame | Mapping[str, Any]) -> None:
    """Write a table, or its columns, as a task's; of one without rows nothing."""
    import pyarrow as pa
    import pyarrow.parquet as pq

    rows = pa.table(columns)
    if len(rows):
        pq.write_table(rows, place / f"{name}.parquet")


def collect(folder: Path, name: str, columns: Columns, places: Sequence[Path]) -> None:
    """Make one table of those that tasks wrote: a folder of Parquet files, in order, none of them read.

    What is there already, of the same partition, stays.
    """
    target = folder / f"{name}.parquet"
    target.mkdir(exist_ok=True)
    for number, place in enumerate(places):
        file, copy = place / f"{name}.parquet", target / f"{number:06}.parquet"
        if file.exists() and not copy.exists():
            try:
                copy.hardlink_to(file)
            except OSError:  # where files have one name only
                shutil.copyfile(file, copy)
    if not any(target.iterdir()):
        concat_tables([], columns).to_parquet(target / "000000.parquet", index=False)


def table(folder: Path, name: str, columns: Columns) -> pd.DataFrame:
    """Return a table that was collected, or written whole, with the types that its columns have."""
    path = folder / f"{name}.parquet"
    files = sorted(path.glob("*.parquet")) if path.is_dir() else [path]  # a file manager may leave more there
    return concat_tables([pd.read_parquet(file) for file in files], columns)


def tables_of(places: Sequence[Path], name: str, columns: Columns) -> pd.DataFrame:
    """Return one table of those that tasks wrote."""
    files = [place / f"{name}.parquet" for place in places]
    return concat_tables([pd.read_parquet(file) for file in files if file.exists()], columns)


def concat_tables(pieces: Sequence[pd.DataFrame], columns: Columns) -> pd.DataFrame:
    """Return one table of a kind, its columns in order, whatever the pieces lack."""
    filled = [piece for piece in pieces if len(piece)]
    others = [*dict.fromkeys(column for piece in filled for column in piece if column not in columns)]
    # What is missing in all rows of a piece has no type.
    filled = [
        piece.drop(columns=[name for name in others if name in piece and piece[name].isna().all()]) for piece in filled
    ]
    atomic_folder = pd.concat(filled, ignore_index=True) if filled else pd.DataFrame(columns=[*columns])
    atomic_folder = atomic_folder.reindex(columns=[*columns, *others]).astype(dict(columns))
    for name in others:
        atomic_folder[name] = _uniform(atomic_folder[name])
    return atomic_folder


def _uniform(column: pd.Series) -> pd.Series:
    """Return a column of a type that does not depend on which rows have a value."""
    if column.isna().all():
        return column.astype("str")
    if column.dtype != object:
        return column
    kind = pd.api.types.infer_dtype(column, skipna=True)
    if kind == "boolean":
        return column.astype("boolean")
    return column.map(str, na_action="ignore").astype("str")
