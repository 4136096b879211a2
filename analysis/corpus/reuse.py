"""What stands more than once in a corpus, exact to the letter: found, verified and put into classes, on Dask.

Of every passage of so many letters a sampled fingerprint is the same wherever it stands (winnowing); only windows whose
fingerprint stands more than once are hashed whole, and tied to the first of them in the corpus. Windows that follow one
another on both sides are a match, which is verified on the letters and made as long as it can be. Nothing is compared
two by two, and what goes between partitions are hashes and places.

References: Schleimer, Wilkerson & Aiken (2003), Winnowing, SIGMOD, 76-85.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property, partial
from typing import TYPE_CHECKING, Any

from .._checks import require, require_integer, require_number
from ..duplicates.audit_tables import OCCURRENCES
from ..languages.messages import _
from . import boilerplate as everywhere
from . import lettered, matches, repeat_classes, repeated_windows, reprints
from .arrays import save, saved
from .documents import Corpus
from .lettered import Parts
from .reading import ERRORS
from .results import build_tables, collect, concat_tables, reader
from .stages import Work

if TYPE_CHECKING:
    import os
    from collections.abc import Callable, Sequence
    from pathlib import Path

    import pandas as pd

    from .documents import Reading
    from .stages import Stage

SHARE, FEWEST, MOST = 10, 5, 1000  # boilerplate: in one document out of so many, at least and at most so many of them
TABLES = {
    "classes": repeat_classes.CLASSES,
    "occurrences": OCCURRENCES,
    "boilerplate": everywhere.TABLE,
    "reprints": reprints.TABLE,
    "errors": ERRORS,
}


@dataclass(frozen=True)
class Reuse:
    """What stands more than once in a corpus, as tidy tables; see `reuse` for their columns."""

    _tables: Callable[[str], pd.DataFrame] = field(repr=False)

    def __repr__(self) -> str:
        return f"<Reuse: {len(self.classes):,} classes of passages, {self.reprints['cluster'].nunique():,} clusters>"

    @cached_property
    def classes(self) -> pd.DataFrame:
        """One row per passage that stands more than once, those that repeat most letters first."""
        return self._tables("classes").sort_values(["redundant", "class"], ascending=[False, True], ignore_index=True)

    @cached_property
    def occurrences(self) -> pd.DataFrame:
        """One row per place of each class."""
        return self._tables("occurrences")

    @cached_property
    def boilerplate(self) -> pd.DataFrame:
        """One row per line or passage that is in many documents."""
        order = ["documents", "count", "letters", "text"]
        return self._tables("boilerplate").sort_values(order, ascending=[False] * 3 + [True], ignore_index=True)

    @cached_property
    def reprints(self) -> pd.DataFrame:
        """One row per document that is nearly another one."""
        return self._tables("reprints")

    @cached_property
    def errors(self) -> pd.DataFrame:
        """One row per document that could not be read."""
        return self._tables("errors")

    def pairs(self) -> pd.DataFrame:
        """Return which document holds what stands first in which other one, most letters first.

        Columns: ``doc``, ``first_doc`` (str), ``passages``, ``letters`` (int): the passages that *doc* has from it, and
        their letters, those within longer ones counted once more.
        """
        places = self.occurrences.merge(self.classes[["class", "letters"]], on="class")
        first = places[places["role"] == "first"].set_index("class")["doc"]
        places = places.assign(first_doc=places["class"].map(first))
        places = places[places["doc"] != places["first_doc"]]
        found = places.groupby(["doc", "first_doc"])["letters"].agg(passages="size", letters="sum").reset_index()
        found = found.astype({"passages": "int64", "letters": "int64"})
        return found.sort_values(["letters", "doc", "first_doc"], ascending=[False, True, True], ignore_index=True)


def reuse(
    corpus: Corpus,
    out: str | os.PathLike[str] | None = None,
    min_length: int | None = 30,
    similarity: float | None = 0.8,
    boilerplate: int | None = None,
    progress: Callable[[int, int], object] | None = None,
) -> Reuse:
    """Find what stands more than once in a corpus, within documents and across them, on Dask.

    Every passage of *min_length* letters that stands twice is found, and lies in a place of a class, or in boilerplate;
    none is reported that was not verified on the letters. A match that has at both places fewer than *min_length*
    letters beside boilerplate is told as that alone. A document's end ends every match. A class has the places
    where its passage is the longest match with the first in the corpus; those within a longer passage are places of
    that one. The texts are those that were read, not as repaired. Rows do not depend on partitions, workers or chunks.
    For the scheduler see `survey`; all workers must see the folder *out*, or without one this machine's folder for
    temporary files.

    Parameters
    ----------
    corpus : from `read_corpus`.
    out : a folder, made when all is done, with a table of Parquet files each; what was interrupted goes on where it was
        if it is started again in the same way.
    min_length : letters that a passage has at least; ``None`` to look for near-identical documents and
        lines alone.
    similarity : 0..1, at least that of near-identical documents: 1 - edits / letters of the longer; ``None`` to look
        for none.
    boilerplate : documents in which a line or passage is boilerplate: told as one row, not place by place. By default
        a tenth of the documents, at least 5 and at most 1,000.
    progress : called with the number of tasks done and of all.

    Returns
    -------
    A `Reuse` of five DataFrames:

    - ``classes``: ``class`` (int, the same wherever the passage is found), ``kind`` (repeat: mostly whole lines, at two
      places at least; else passage), ``count`` (places), ``documents``, ``letters``, ``redundant`` (letters beyond
      one copy), ``text`` (its first 2,000 characters);
    - ``occurrences``: ``class``, ``doc``, ``start``, ``end`` (offsets in code points of the document's text), ``line``,
      ``role`` (first, or again: by the documents' dates, then by the order of the corpus), ``reason``;
    - ``boilerplate``: ``kind`` (page furniture: short lines, mostly at the ends of documents; line; passage),
      ``documents``, ``count``, ``letters``, ``text``, ``samples`` (documents); numerals in lines are not looked at;
    - ``reprints``: near-identical documents, equal ones among them; lines that are boilerplate are not compared, unless
      a document is hardly anything else: ``cluster``, ``doc``, ``date``, ``letters``, ``similarity`` (to the one
      that is kept), ``role`` (keep or copy), ``reason``, and for each type of difference how many there are from the
      one that is kept: ``punctuation_changes`` to ``clause_changes`` (`analysis.differences.TYPES`);
    - ``errors``, as `survey` has them.

    Raises
    ------
    ValueError : if *min_length* is below 4, *similarity* not above 0 and at most 1, or *boilerplate* below 2.
    WorkerError : when workers die; what they did is kept where *out* is named.
    FileExistsError : when *out* holds anything but the tables of an earlier run.

    >>> from analysis import read_corpus
    >>> reuse(read_corpus("seeds/*.txt")).classes[["kind", "count", "letters"]].head(2)
          kind  count  letters
    0  repeat      2      941
    1  repeat      2      309
    """
    require_number("reuse", similarity=similarity)
    require_integer("reuse", min_length=min_length, boilerplate=boilerplate)
    require(corpus, Corpus, "reuse", "corpus")
    if min_length is not None and min_length < 4:
        raise ValueError(
            "min_length: " + _("{min_length}; a passage has at least 4 letters").format(min_length=min_length)
        )
    if similarity is not None and not 0 < similarity <= 1:
        raise ValueError("similarity: " + _("{similarity}; it is above 0 and at most 1").format(similarity=similarity))
    if boilerplate is not None and boilerplate < 2:
        raise ValueError(
            "boilerplate: " + _("{boilerplate}; it is in at least 2 documents").format(boilerplate=boilerplate)
        )
    return Reuse(
        build_tables(out, TABLES, lambda folder: find(corpus, folder, min_length, similarity, boilerplate, progress))
    )


def read_reuse(folder: str | os.PathLike[str]) -> Reuse:
    """Open what `reuse`, or ``analysis corpus``, wrote; a table is read when it is first looked at."""
    return Reuse(reader(folder, TABLES))


def find(
    corpus: Corpus,
    folder: Path,
    min_length: int | None,
    similarity: float | None,
    boilerplate: int | None,
    progress: Callable[[int, int], object] | None,
) -> None:
    """Write the tables into a folder, as `reuse` says."""
    settings, numbers = ["reuse", min_length, similarity, boilerplate], [*range(len(corpus))]
    stages = 3 if min_length is None else 6
    with Work(folder, corpus, settings, stages * len(corpus), progress) as work:
        first = partial(_letters, corpus.reading, len(corpus), min_length, similarity is not None)
        letters = work.run("letters", first, [*enumerate(corpus.partitions)])
        docs = sum(len(saved(place / "letters")["docs"]) for place in letters)
        limit = boilerplate or min(max(-(-docs // SHARE), FEWEST), MOST)
        shared = work.run("shared", partial(_shared, letters, limit, min_length, similarity is not None), numbers)
        lines = everywhere.lines_of(shared)
        save(work.folder / "everywhere", hash=lines["hash"].sort_values().to_numpy())
        windowed = work.run("windows", partial(_windows, letters, shared, min_length, similarity), numbers)
        classed: Sequence[Path] = ()
        if min_length is not None:
            firsts = work.run("firsts", partial(repeated_windows.reply_windows, windowed), numbers)
            matched = work.run("matches", partial(_matches, letters, windowed, firsts, min_length, limit), numbers)
            classed = work.run("classes", partial(_classes, letters, matched), numbers)
        for name, places in (("classes", classed), ("occurrences", classed), ("errors", letters)):
            collect(folder, name, TABLES[name], places)
        everywhere.table(lines, classed).to_parquet(folder / "boilerplate.parquet", index=False)
        found = concat_tables([], reprints.TABLE)
        if similarity is not None:
            found = reprints.clusters(Parts(letters), windowed, similarity, saved(work.folder / "everywhere")["hash"])
        found.to_parquet(folder / "reprints.parquet", index=False)


def _letters(reading: Reading, parts: int, length: int | None, near: bool, task: tuple[int, Any], out: Path) -> None:
    """First stage, of a partition: its letters, and what it asks of fingerprints, grams and lines."""
    number, part = task
    lettered.write(part, reading, out)
    partition = lettered.Lettered(out)
    if length is not None:
        repeated_windows.request_fingerprints(out, parts, partition, length)
    if near:
        reprints.request_grams(out, number, parts, partition)
    everywhere.send_lines(out, number, parts, partition)


def _shared(letters: Stage, limit: int, length: int | None, near: bool, bucket: int, out: Path) -> None:
    """Second stage, of a range of hashes: what fingerprints stand twice, who holds a gram, what lines are all over."""
    if length is not None:
        repeated_windows.reply_fingerprints(letters, bucket, out)
    if near:
        reprints.reply_grams(letters, bucket, out)
    everywhere.find_lines(Parts(letters), bucket, limit, length or everywhere.SHORT, out)


def _windows(
    letters: Stage, shared: Stage, length: int | None, similarity: float | None, number: int, out: Path
) -> None:
    """Third stage, of a partition: the windows that may stand twice, and documents that are nearly earlier ones."""
    parts = Parts(letters)
    if length is not None:
        repeated_windows.request_windows(parts, shared, number, length, out)
    if similarity is not None:
        lines = saved(letters.folder.parent / "everywhere")["hash"]
        reprints.save_links(parts, shared, number, similarity, lines, out)


def _matches(letters: Stage, windowed: Stage, firsts: Stage, length: int, limit: int, number: int, out: Path) -> None:
    """Fifth stage, of a partition: its passages that stand before. The fourth is `reply_windows`."""
    lines = saved(letters.folder.parent / "everywhere")["hash"]
    matches.send_matches(matches.Search(Parts(letters), number, length, lines), windowed, firsts, limit, out)


def _classes(letters: Stage, matched: Stage, bucket: int, out: Path) -> None:
    """Last stage, of a range of keys: classes of places that hold the same, and passages that are boilerplate."""
    parts = Parts(letters)
    repeat_classes.find_classes(parts, matched, bucket, out)
    everywhere.find_passages(parts, matched, bucket, out)
