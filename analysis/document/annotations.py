"""What was worked out of a document, kept with it, so that each text is read once however many results are asked of it.

The results live as long as their document, but only those of the documents looked at last: a program that goes through
a thousand holds the results of a few.
"""

from __future__ import annotations

import weakref
from collections import OrderedDict
from threading import Lock
from typing import TYPE_CHECKING, TypeVar, cast

from ..breaks.dictionary import dictionary_key

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable

    from .documents import Document

T = TypeVar("T")
NAME = "_annotations"
ALWAYS, MOST = 2, 16  # documents whose results are kept whatever their size (a text and its repair), and at most
MOST_CHARACTERS = 50_000_000  # of the documents whose results are kept, beyond those of `ALWAYS`
NONE = object()

_latest: OrderedDict[int, weakref.ref[Document]] = OrderedDict()
_lock = Lock()


def annotation(document: Document, key: Hashable, compute: Callable[[], T]) -> T:
    """Return what *compute* gives, which it is asked for once for a document, a key and the dictionary in use.

    The result must never be changed, and must not hold the document.

    >>> from analysis import parse
    >>> document, asked = parse("甲"), []
    >>> [annotation(document, "length", lambda: asked.append(1) or len(document.text)) for _ in range(2)], asked
    ([1, 1], [1])
    """
    kept = vars(document).setdefault(NAME, {})
    key = (key, dictionary_key())
    found = kept.get(key, NONE)
    if found is NONE:
        found = kept[key] = compute()
    _most_recent(document)
    return cast("T", found)


def _most_recent(document: Document) -> None:
    """Let the results of the documents go that were looked at long ago."""
    with _lock:
        _latest[id(document)] = weakref.ref(document)
        _latest.move_to_end(id(document))
        size = 0
        for number, (key, reference) in enumerate(reversed([*_latest.items()])):
            other = reference()
            size += len(other.text) if other else 0
            if other is None or (number >= ALWAYS and (number >= MOST or size > MOST_CHARACTERS)):
                del _latest[key]
                if other is not None:
                    vars(other).pop(NAME, None)
