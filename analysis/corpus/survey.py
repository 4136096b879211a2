"""Survey a corpus on Dask, and look at what was found: tables of its documents, faults and terms."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field, replace
from functools import cached_property
from itertools import chain
from typing import TYPE_CHECKING

import pandas as pd

from .._checks import require, require_counts, require_table, require_text, settings_of
from ..decisions.folders import folder_in
from ..document.documents import parse
from ..languages.messages import _
from ..mending.settings import RepairSettings
from ..words.tokens import Tokeniser
from .boilerplate import remaining_texts
from .counting import TABLES, count_documents
from .documents import Corpus
from .results import build_tables, reader

if TYPE_CHECKING:
    import os
    from collections.abc import Callable


@dataclass(frozen=True)
class Survey:
    """What was found in a corpus, as tidy tables; see `survey` for their columns."""

    _tables: Callable[[str], pd.DataFrame] = field(repr=False)

    def __repr__(self) -> str:
        return f"<Survey of {len(self.documents):,} documents; {len(self.errors):,} could not be read>"

    @cached_property
    def documents(self) -> pd.DataFrame:
        """One row per document."""
        return self._tables("documents")

    @cached_property
    def faults(self) -> pd.DataFrame:
        """One row per page fault."""
        return self._tables("faults")

    @cached_property
    def counts(self) -> pd.DataFrame:
        """One row per document and term: a table of tokens with equal ones put together."""
        return self._tables("counts")

    @cached_property
    def terms(self) -> pd.DataFrame:
        """One row per term, the most frequent first."""
        return self._tables("terms")

    @cached_property
    def errors(self) -> pd.DataFrame:
        """One row per document that could not be read."""
        return self._tables("errors")


def survey(
    corpus: Corpus,
    out: str | os.PathLike[str] | None = None,
    tokeniser: Tokeniser | None = None,
    raw: bool = False,
    find_faults: bool = True,
    progress: Callable[[int, int], object] | None = None,
    settings: RepairSettings | None = None,
) -> Survey:
    """Read, mend and count every document of a corpus, on Dask.

    The scheduler is Dask's: a `distributed.Client` that is open, or else what ``dask.config`` says, or else all local
    cores, a process each: in a script, call this below ``if __name__ == "__main__":``, as `multiprocessing` wants it.
    Rows are in order of the corpus, however it is partitioned.

    Parameters
    ----------
    corpus : from `read_corpus`.
    out : a folder that all workers can write to. It gets a Parquet file for each table, when all is done; a survey that
        was interrupted goes on where it was, if it is started again on the same files in the same way.
    tokeniser : what words there are; ``Tokeniser()`` by default.
    raw : whether to count the text as it came, not as repaired.
    find_faults : whether to look for page faults where the text is counted as it came; not to saves more than half of
        the time.
    progress : called with the number of partitions done and of all.
    settings : of the repair, with the *tokeniser*, in place of it.

    Returns
    -------
    A `Survey` of five DataFrames:

    - ``documents``: ``doc``, ``path``, ``date``, ``title``, ``sha256`` (str), ``characters``, ``kept`` (of them, after
      the repair), ``blocks``, ``sections``, ``tokens``, ``faults`` (int), and the other columns of a table, with an
      underscore behind the name where it is one of these (``title_``);
    - ``faults``: ``doc`` and the columns of `analysis.faults`, with ``applied``, whether it was mended (bool), and
      ``decided``, by whom, where a person decided;
    - ``counts``: ``doc``, ``term``, ``kind``, ``count``: a token table with equal tokens put together, which
      `frequencies`, `dispersion`, `keyness` and `tf_idf` take as they take one of tokens;
    - ``terms``: ``term``, ``kind``, ``count``, ``documents`` (that hold it): the same of the whole corpus, which
      `frequencies` takes, and which is as small as its vocabulary;
    - ``errors``: ``doc``, ``path``, ``place``, ``reason`` of what could not be read.

    >>> from analysis import read_corpus
    >>> survey(read_corpus("seeds/*.txt")).documents[["doc", "characters", "kept", "sections"]]
                        doc  characters  kept  sections
    0  000_ed0ec8543009b9f7        6143  4961         6
    """
    require(corpus, Corpus, "survey", "corpus")
    if tokeniser is not None:
        require(tokeniser, Tokeniser, "survey", "tokeniser")
    settings = settings_of(RepairSettings, settings, "survey", tokeniser=tokeniser)
    given = folder_in(settings.decisions)
    if given is not None:
        given.require_some()
        settings = replace(settings, decisions=replace(given, is_quiet=True))  # a corpus is decided on in part, mostly
    done = Survey(
        build_tables(out, TABLES, lambda folder: count_documents(corpus, folder, settings, raw, find_faults, progress))
    )
    if given is not None:
        rows = (table[["doc", "path"]].itertuples(index=False) for table in (done.documents, done.errors))
        given.warn_of_unused(chain.from_iterable(rows))
    return done


def read_survey(folder: str | os.PathLike[str]) -> Survey:
    """Open what `survey`, or ``analysis corpus``, wrote; a table is read when it is first looked at."""
    return Survey(reader(folder, TABLES))


def group_of(documents: pd.DataFrame, by: str) -> pd.Series:
    """Return the group that each document is in, by its name: what `keyness` compares.

    Parameters
    ----------
    documents : of a survey.
    by : a column of the table; or else a pattern (a regular expression) whose first group is looked for in the names.

    Raises
    ------
    ValueError : when *by* is no column, and no pattern with a group.

    >>> group_of(pd.DataFrame({"doc": ["2021_晚报_1", "2021_日报_7"]}), "_(.*)_").tolist()
    ['晚报', '日报']
    """
    require_text("group_of", by=by)
    require_table(documents, "documents", "group_of", "documents")
    names = documents["doc"]
    if by in documents:
        return pd.Series(documents[by].astype("str").to_numpy(), names.to_numpy())
    try:
        found = names.str.extract(by, expand=False)
    except (re.error, ValueError):
        raise ValueError(
            "by: " + _("{by!r} is no column, and no pattern with one group in brackets").format(by=by)
        ) from None
    if isinstance(found, pd.DataFrame):
        found = found.iloc[:, 0]
    return pd.Series(found.fillna("").to_numpy(), names.to_numpy())


def without_boilerplate(
    terms: pd.DataFrame, boilerplate: pd.DataFrame, tokeniser: Tokeniser | None = None
) -> pd.DataFrame:
    """Return the terms of a corpus less those of its boilerplate, each as often as the line or passage stands there.

    What one row holds of another that stands in more places is not taken twice.

    Parameters
    ----------
    terms : of a survey.
    boilerplate : of `reuse` on the same corpus.
    tokeniser : that of the survey.

    >>> terms = pd.DataFrame({"term": ["晚报", "花"], "kind": "word", "count": [7, 3], "documents": [5, 2]})
    >>> without_boilerplate(terms, pd.DataFrame({"text": ["晚报"], "count": [5]}))["count"].tolist()
    [2, 3]
    """
    require_table(terms, "terms", "without_boilerplate", "terms")
    require_table(boilerplate, "boilerplate", "without_boilerplate", "boilerplate")
    require_counts(boilerplate["count"], "without_boilerplate: boilerplate: count")
    if tokeniser is not None:
        require(tokeniser, Tokeniser, "without_boilerplate", "tokeniser")
    tokeniser, less = tokeniser or Tokeniser(), Counter[tuple[str, str]]()
    for text, count in remaining_texts(boilerplate):
        for pair, times in tokeniser.counts(parse(text)).items():
            less[pair] += times * count
    taken = [less[pair] for pair in zip(terms["term"], terms["kind"], strict=True)]
    return terms.assign(count=(terms["count"] - taken).clip(lower=0))
