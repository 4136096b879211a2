"""Classes of the places in a corpus that hold the same letters, as tables."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from ..languages.messages import _
from .exchange import Groups, read_requests
from .lettered import by_part, split
from .matches import fresh
from .results import write_task_table

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from .lettered import Parts

SHOWN = 2000  # characters of a passage that a table shows: a paragraph is seldom longer
CLASSES = {
    "class": "int64",
    "kind": "str",
    "count": "int64",
    "documents": "int64",
    "letters": "int64",
    "redundant": "int64",
    "text": "str",
}


def find_classes(parts: Parts, places: Sequence[Path], bucket: int, out: Path) -> None:
    """Write, of a range of keys, the classes of places that hold the same, and these in order of their documents."""
    _asked, rows, _answered = read_requests(places, "places", bucket)
    keys, span = rows["hash"], rows["span"]
    docs, doc = np.unique(span["doc"], return_inverse=True)
    documents = [(*parts.name(of), of) for of in docs.tolist()]
    # A document without a date comes after those that have one.
    by_date = sorted(range(len(documents)), key=lambda n: (not documents[n][1], documents[n][1], documents[n][2]))
    rank = np.empty(len(documents), np.int64)
    rank[by_date] = np.arange(len(documents))
    order = np.lexsort((span["start"], rank[doc], keys))
    keys, span, doc = keys[order], span[order], doc[order]
    once = fresh(keys, span)
    keys, span, doc = keys[once], span[once], doc[once]
    classes = Groups.of_sorted(keys)
    first = span[classes.head]
    texts = np.empty(len(first), object)
    for part, some in by_part(split(first["doc"])[0]):
        texts[some] = parts[part].texts(first[some], SHOWN)
    count, letters = classes.count, first["letters"]
    number = (keys >> np.uint64(1)).astype(np.int64)
    table = {"class": number[classes.head]}
    table["kind"] = np.where(classes.sums(span["whole"]) > 1, "repeat", "passage")
    table |= {"count": count, "documents": classes.distinct(doc), "letters": letters}
    write_task_table(out, "classes", table | {"redundant": letters * (count - 1), "text": texts})
    is_first = np.zeros(len(keys), bool)
    is_first[classes.head] = True
    head = classes.head[classes.number]
    firsts = zip(is_first.tolist(), doc[head].tolist(), span["line"][head].tolist(), strict=True)
    found = {"class": number, "doc": [documents[n][0] for n in doc.tolist()]}
    found |= {"start": span["start"], "end": span["end"], "line": span["line"].astype(np.int64)}
    found["role"] = np.where(is_first, "first", "again")
    earliest, first_one, elsewhere = (
        _("the earliest, of {date}"),
        _("comes first"),
        _("stands also in {doc}, line {line}"),
    )
    found["reason"] = [
        (earliest.format(date=documents[n][1]) if documents[n][1] else first_one)
        if first_of_all
        else elsewhere.format(doc=documents[n][0], line=line)
        for first_of_all, n, line in firsts
    ]
    write_task_table(out, "occurrences", found)
