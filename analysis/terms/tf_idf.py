"""Which terms are typical of a part: tf-idf."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd

from .._checks import as_tokens, require_text
from .frequencies import tally


def tf_idf(tokens: pd.DataFrame, by: str = "section", **counting: Any) -> pd.DataFrame:
    """Weigh each term of each part by how few parts hold it: tf · idf.

    tf is the term's share of the part's tokens, idf = ln(n / range) with n the number of parts, so that a term that
    stands everywhere weighs nothing (Spärck Jones 1972, Journal of Documentation 28(1), 11-21).

    Parameters
    ----------
    tokens : one row per token, with the column *by*.
    by : the column whose values are the parts: sections, or documents.
    counting : what else `frequencies` takes: weights, stop words, the shortest length, kinds.

    Returns
    -------
    DataFrame with *by*, ``term``, ``count``, ``range`` (parts that hold it, int) and ``tf_idf`` (float); by part, then
    by descending weight, ties in code point order.

    Raises
    ------
    ValueError : if *by* is no column.

    >>> from analysis import Tokeniser, parse
    >>> tokens = Tokeniser().tokens(parse("工作工作\\n\\n工作政协"))
    >>> tf_idf(tokens, by="block").round(3)
       block term  count  range  tf_idf
    0      0   工作      2      2   0.000
    1      1   政协      1      1   0.347
    2      1   工作      1      2   0.000
    """
    require_text("tf_idf", by=by)
    counts = tally(as_tokens(tokens, "tf_idf"), by, **counting)
    held, count = counts.matrix.indices, counts.matrix.data
    number = np.diff(counts.matrix.indptr)[counts.rows]
    table = pd.DataFrame({by: counts.parts[held], "term": counts.terms[counts.rows], "count": count, "range": number})
    table["tf_idf"] = count / counts.sizes[held] * np.log(len(counts.parts) / number)
    return table.sort_values([by, "tf_idf", "term"], ascending=[True, False, True], ignore_index=True)
