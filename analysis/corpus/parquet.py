"""Read a table of Parquet in ranges of rows, none of which takes more memory than it should.

A cell that is the same in many rows is there once in the file: some kilobytes can unfold to any size.
"""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from ..document.files import DocumentError, printable
from ..languages.messages import _

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    import pandas as pd

ROWS, BYTES = 50_000, 64_000_000  # of a range, at most; bytes as the file has them, unpacked
MOST_BYTES = 1_000_000_000  # of a range's cells, each row with its own
MOST_VALUES = 50_000_000  # of a row group's cells that are lists
READERS = 16  # files whose ends are read at once: those of a store take their time
INDEX = "__index_level_"  # what pandas calls an index without a name


@dataclass(frozen=True)
class _Rows:
    """Some rows of one file."""

    path: str
    group: int  #: of rows, of the file's
    start: int  #: of the group's rows
    stop: int
    keys: dict[str, Any] = field(default_factory=dict)  #: what the folder's name says, as in ``year=2020``


def read_ranges(path: str) -> Any:
    """Return a Dask DataFrame of a Parquet file, of a folder's or of a pattern's; of the files only the ends are read.

    A range of rows is computed, or ends in a `DocumentError` when its cells unfold to more than `MOST_BYTES`.

    Parameters
    ----------
    path : a file, a folder or a pattern, here or in a store. Of a folder's name such as ``year=2020`` a column is made.

    Raises
    ------
    DocumentError : when there is no such file, or the lists in a column hold more than `MOST_VALUES` cells.
    """
    import dask
    import dask.dataframe
    import pyarrow as pa
    import pyarrow.dataset as ds

    files, paths, base = _found(path)
    fragments = list(
        ds.dataset(
            paths, format="parquet", filesystem=files, partitioning="hive", partition_base_dir=base
        ).get_fragments()
    )
    with ThreadPoolExecutor(READERS) as pool:
        list(pool.map(lambda each: each.ensure_complete_metadata(), fragments))  # so that an error is raised
    keys = [ds.get_partition_keys(each.partition_expression) for each in fragments]
    schema = _schema([*(each.physical_schema for each in fragments), pa.Table.from_pylist(keys).schema])
    ranges = [rows for each, own in zip(fragments, keys, strict=True) for rows in _ranges(each, own)]
    empty = _frame(schema.empty_table())
    if not ranges:
        return dask.dataframe.from_pandas(empty, npartitions=1)
    with dask.config.set({"dataframe.convert-string": False}):  # lists are no text
        return dask.dataframe.from_map(_rows, ranges, files=files, schema=schema, meta=empty, enforce_metadata=False)


def _found(path: str) -> tuple[Any, list[str], str]:
    """Return the store, the files in it in order of their names, and the folder that they are below."""
    import fsspec
    from dask.utils import natural_sort_key

    files, root = fsspec.core.url_to_fs(path)
    if files.isdir(root):
        shown = [each for each in files.find(root) if not _is_hidden(each[len(root) :])]
        return files, _known(path, sorted(shown, key=natural_sort_key)), root
    if fsspec.core.has_magic(root):
        return files, _known(path, sorted(files.glob(root), key=natural_sort_key)), ""
    return files, [root], root.rpartition("/")[0]


def _known(path: str, paths: list[str]) -> list[str]:
    if not paths:
        raise DocumentError(f"{printable(path)}: " + _("no such file"))
    return paths


def _is_hidden(below: str) -> bool:
    return any(part.startswith((".", "_")) for part in below.split("/"))


def _schema(schemas: Sequence[Any]) -> Any:
    """Return the columns that all files have together, but for an index without a name."""
    import pyarrow as pa

    plain = [
        pa.schema([each.with_type(each.type.value_type) if pa.types.is_dictionary(each.type) else each for each in own])
        for own in schemas
    ]
    found = pa.unify_schemas(plain, promote_options="permissive")
    return pa.schema([each.remove_metadata() for each in found if not each.name.startswith(INDEX)])


def _ranges(fragment: Any, keys: dict[str, Any]) -> Iterator[_Rows]:
    """Cut a file's groups of rows into ranges of no more than `ROWS` and about `BYTES`."""
    for group in fragment.row_groups:
        metadata = fragment.metadata.row_group(group.id)
        columns = [metadata.column(number) for number in range(metadata.num_columns)]
        for column in columns:
            if column.num_values > max(metadata.num_rows, MOST_VALUES):
                raise DocumentError(
                    f"{printable(fragment.path)}: "
                    + _("the lists in the column {column!r} hold {cells:,} cells, more than {most:,}").format(
                        column=column.path_in_schema.split(".")[0], cells=column.num_values, most=MOST_VALUES
                    )
                )
        size = sum(column.total_uncompressed_size for column in columns)
        step = max(1, min(ROWS, metadata.num_rows * BYTES // max(size, 1)))
        for start in range(0, metadata.num_rows, step):
            yield _Rows(fragment.path, group.id, start, min(start + step, metadata.num_rows), keys)


def _rows(rows: _Rows, files: Any, schema: Any, *, columns: Sequence[str]) -> pd.DataFrame:
    """Return some columns of a range of rows; Dask says which, of a parameter of this name."""
    import pyarrow as pa

    wanted = pa.schema([schema.field(name) for name in columns])
    count = rows.stop - rows.start
    found = _read(rows, files, wanted.names)
    arrays = [
        found[field.name].cast(field.type)
        if field.name in found
        else pa.repeat(pa.scalar(rows.keys.get(field.name), field.type), count)
        for field in wanted
    ]
    # A table without columns would have no rows.
    return _frame(pa.table([*arrays, pa.nulls(count)], [*wanted.names, INDEX])).drop(columns=INDEX)


def _read(rows: _Rows, files: Any, names: Sequence[str]) -> dict[str, Any]:
    """Return the columns that a file has of those that are wanted, each cell that comes again held once."""
    import pyarrow as pa
    import pyarrow.parquet as pq

    with files.open(rows.path, "rb") as opened:
        group = pq.ParquetFile(opened).metadata.row_group(rows.group)
        columns = [group.column(number) for number in range(group.num_columns)]
        texts = [column.path_in_schema for column in columns if column.physical_type == "BYTE_ARRAY"]
        file = pq.ParquetFile(opened, read_dictionary=texts, buffer_size=1 << 20, pre_buffer=False)
        held = [name for name in file.schema_arrow.names if name in names]
        batches = list(_batches(file, rows, held)) if held else []
    size = sum(_unfolded(column) for batch in batches for column in batch.columns)
    if size > MOST_BYTES:
        raise DocumentError(
            f"{printable(rows.path)}: "
            + _(
                "rows {start:,} to {stop:,} of its group {group} unfold to {size:,.0f} MB, more than {most:,.0f}"
            ).format(
                start=rows.start,
                stop=rows.stop,
                group=rows.group,
                size=size / 1e6,
                most=MOST_BYTES / 1e6,
            )
        )
    return {name: pa.chunked_array([batch[name] for batch in batches]) for name in held}


def _batches(file: Any, rows: _Rows, names: Sequence[str]) -> Iterator[Any]:
    """Yield what is of a range of rows; those before it are passed by, some at a time."""
    begin = 0
    for batch in file.iter_batches(rows.stop - rows.start, [rows.group], names, use_threads=False):
        start = max(rows.start - begin, 0)
        part = batch.slice(start, max(rows.stop - begin - start, 0))
        if part.num_rows:
            yield part
        begin += batch.num_rows
        if begin >= rows.stop:
            return


def _unfolded(array: Any) -> int:
    """Return the bytes that an array's texts take when each is there as often as it comes."""
    import pyarrow as pa
    import pyarrow.compute as pc

    if pa.types.is_dictionary(array.type):
        return pc.sum(pc.take(pc.binary_length(array.dictionary), array.indices)).as_py() or 0
    if pa.types.is_map(array.type):
        return _unfolded(array.keys) + _unfolded(array.items)
    if pa.types.is_struct(array.type):
        return sum(map(_unfolded, array.flatten()))
    if pa.types.is_nested(array.type):
        return _unfolded(array.flatten())
    return int(array.nbytes)


def _frame(table: Any) -> pd.DataFrame:
    frame: pd.DataFrame = table.to_pandas(ignore_metadata=True, integer_object_nulls=True)  # no number is rounded
    return frame
