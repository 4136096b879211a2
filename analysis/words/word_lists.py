"""Words of one's own: from a list, a table, or a file in the forms that people have them in."""

from __future__ import annotations

import csv
import os
import re
from dataclasses import astuple, dataclass, replace
from functools import lru_cache
from typing import TYPE_CHECKING, Any, TypeAlias

from ..document.files import printable, read_bytes
from ..languages.messages import _
from .dictionary import narrow
from .scripts import simplified

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    import pandas as pd

    Words: TypeAlias = "Iterable[str | tuple | Word] | str | os.PathLike[str] | pd.DataFrame"

MOST = 10**12  # of a frequency: far above any, and their sum is still a number for both engines
# A tag is one as jieba's are: a few Latin letters; what else stands behind a word is to be its frequency.
TAG = re.compile("(?!(?:nan|inf|infinity)$)[a-z]{1,16}", re.IGNORECASE)
COLUMNS = ("word", "frequency", "tag")
# What the columns are called in the first line of a file that has one.
NAMES = {
    **dict.fromkeys(("word", "term", "词", "词语", "词条", "詞", "詞語", "詞條"), "word"),
    **dict.fromkeys(("frequency", "freq", "count", "词频", "频率", "频次", "詞頻", "頻率", "頻次"), "frequency"),
    **dict.fromkeys(("tag", "pos", "词性", "詞性"), "tag"),
}
COMMAS = re.compile("[,，;；]")
COMMENT = re.compile(r"(?:^\s*|\s)#(?:\s.*|$)|^\s*#.*")
LETTERS = re.compile(r"[^\W\d_]")
QUOTED = re.compile('"[^"]*"')


@dataclass(frozen=True, slots=True)
class Word:
    """A word of one's own; without a frequency it is kept whole wherever it stands."""

    text: str
    frequency: int | None = None
    tag: str | None = None


class WordList(tuple[Word, ...]):
    """Words, hashed once: a hundred thousand of them are a key that is looked up often."""

    _hash: int | None = None

    def __hash__(self) -> int:
        if self._hash is None:
            self._hash = super().__hash__()
        return self._hash

    def __eq__(self, other: object) -> bool:
        return self is other or super().__eq__(other)

    def __reduce__(self) -> tuple[Any, ...]:
        """Leave the hash where it is: in another process it is another."""
        return type(self), (tuple(self),)


def words_of(words: Words) -> WordList:
    """Return words given as a text, a list, a table or a file.

    A file is UTF-8 (or UTF-16 with its mark), a word a line: alone, or in jieba's format with its frequency and tag
    behind it, in this order, parted by blanks, tabs or commas (half or full width; semicolons, too). Where a line's
    parts are all words, each is one. A first line that names the columns (``word``, ``frequency``, ``tag``, or 词语,
    词频, 词性, among others) may have them in any order; others are left out. What stands behind a ``#`` is a comment.

    Raises
    ------
    ValueError : naming the word or the file's line, where a word is empty or holds white space, a frequency is no
        number from 1 to 10^12, a tag is not 1 to 16 Latin letters, or a line has more than word, frequency and tag.
    DocumentError : a ValueError, too, if the file cannot be read: see `load`.

    >>> words_of([("双向发力", 20, "l"), "提质增效"])
    (Word(text='双向发力', frequency=20, tag='l'), Word(text='提质增效', frequency=None, tag=None))
    """
    if isinstance(words, WordList):
        return words
    if isinstance(words, os.PathLike):
        return words_in(read_bytes(os.fspath(words)), printable(os.fspath(words)))
    if hasattr(words, "itertuples"):
        table: pd.DataFrame = words
        if "word" not in table:
            raise ValueError("words: " + _("a table of words has a column word, and may have frequency and tag"))
        columns = [name for name in COLUMNS if name in table]
        named = (dict(zip(columns, row, strict=True)) for row in table[columns].itertuples(index=False))
        return WordList(_word("words", *(_known(row.get(name)) for name in COLUMNS)) for row in named)
    listed = (words,) if isinstance(words, str) else tuple(words)
    return WordList(
        _word("words", *((word,) if isinstance(word, str) else astuple(word) if isinstance(word, Word) else word))
        for word in listed
    )


@lru_cache(maxsize=8)
def in_simplified_characters(words: WordList) -> WordList:
    """Return words in simplified characters; the list itself if they are.

    >>> in_simplified_characters(words_of("雙向發力"))
    (Word(text='双向发力', frequency=None, tag=None),)
    """
    texts = simplified("\n".join(word.text for word in words)).split("\n")
    pairs = [*zip(words, texts, strict=True)] if words else []
    if all(word.text == text for word, text in pairs):
        return words
    return WordList(word if word.text == text else replace(word, text=text) for word, text in pairs)


def words_file(words: Words) -> bytes:
    """Return words as a file that `words_of` reads: in jieba's format, or with a line of columns if that says less.

    >>> words_file([("双向发力", 20, "l"), "提质增效"]).decode()
    '双向发力 20 l\\n提质增效\\n'
    >>> words_file(["不忘初心，牢记使命"]).decode()
    'word,frequency,tag\\n"不忘初心，牢记使命",,\\n'
    """
    given = words_of(words)
    rows = [["" if part is None else str(part) for part in astuple(word)] for word in given]
    plain = "".join(f"{' '.join(filter(None, row))}\n" for row in rows).encode()
    try:
        if words_in(plain, "words") == given:
            return plain
    except ValueError:
        pass
    quoted = ([f'"{word.replace(chr(34), chr(34) * 2)}"', *rest] for word, *rest in rows)
    return "".join(f"{','.join(row)}\n" for row in ([*COLUMNS], *quoted)).encode()


def _known(value: object) -> object:
    """Return what a cell of a table holds, None for what is missing."""
    import pandas as pd

    return None if pd.api.types.is_scalar(value) and pd.isna(value) else value


def words_in(data: bytes, label: str) -> WordList:
    """Return the words in the bytes of a file; *label* is what an error calls it. See `words_of`.

    Raises
    ------
    ValueError : as `words_of`.
    """
    return WordList(_in_lines(data, label))


def _in_lines(data: bytes, label: str) -> Iterator[Word]:
    encoding = "utf-16" if data[:2] in (b"\xff\xfe", b"\xfe\xff") else "utf-8-sig"
    try:
        lines = data.decode(encoding).splitlines()
    except UnicodeDecodeError as error:
        name = encoding.removesuffix("-sig")
        raise ValueError(
            f"{label}: " + _("byte {start}: not valid {name}").format(start=error.start + 1, name=name)
        ) from None
    columns, is_first = None, True
    for number, line in enumerate(lines, 1):
        if not line or line.isspace() or ("#" in line and not (line := _without_comment(line)).strip()):
            continue
        place = f"{label}: " + _("line {line}").format(line=number)
        try:
            if is_first:
                is_first, columns = False, _columns(line)
                if columns:
                    continue
            if columns:
                cells = dict(zip(columns, _fields(line), strict=False))
                yield _word(place, cells.get("word", ""), cells.get("frequency") or None, cells.get("tag") or None)
            else:
                yield from _in_line(line, place)
        except csv.Error as error:
            raise ValueError(f"{place}: {error}") from None


def _without_comment(line: str) -> str:
    """Return a line without its comment; a # inside quotation marks begins none."""
    return line if line.startswith('"') else COMMENT.sub("", line, count=1)


def _columns(line: str) -> list[str] | None:
    """Return what the columns are if a line names them, one of them that of the words."""
    names = [NAMES.get(field.lower(), field) for field in _fields(line)]
    return names if "word" in names else None


def _fields(line: str) -> list[str]:
    """Return the parts of a line between tabs or commas, without the quotation marks around them."""
    if '"' in line:
        comma = "\t" if "\t" in line else next(iter(COMMAS.findall(QUOTED.sub("", line))), ",")
        return [field.strip() for field in next(csv.reader([line], delimiter=comma))]
    return [field.strip() for field in (line.split("\t") if "\t" in line else COMMAS.split(line))]


def _in_line(line: str, place: str) -> Iterator[Word]:
    """Yield the words of a line in jieba's format, or of one that commas part."""
    if line.startswith('"') or COMMAS.search(line):
        fields = _fields(line)
        while len(fields) > 1 and not fields[-1]:
            fields.pop()  # a comma behind the last
        if len(fields) > 1 and all(LETTERS.search(field) and not TAG.fullmatch(field) for field in fields):
            yield from (_word(place, field) for field in fields)
            return
        parts: list[Any] = [fields[0], *(field or None for field in fields[1:])]
    else:
        parts = line.split()
    if len(parts) == 2 and parts[1] and TAG.fullmatch(parts[1]):
        parts.insert(1, None)
    if len(parts) > 3:
        raise ValueError(
            f"{place}: " + _("{line!r} is more than a word, its frequency and its tag").format(line=line.strip())
        )
    yield _word(place, *parts)


def _word(place: str, text: object, frequency: Any = None, tag: object = None) -> Word:
    if not isinstance(text, str) or not text or any(map(str.isspace, text)):
        raise ValueError(f"{place}: " + _("{text!r} is empty or holds white space").format(text=text))
    if not text.isprintable() and any("\ud800" <= c <= "\udfff" for c in text):
        raise ValueError(f"{place}: " + _("{text!r} holds a lone surrogate, which is no character").format(text=text))
    if frequency is not None:
        digits = str(frequency).removesuffix(".0")
        # jieba takes 0 to forbid a word, and so for the whole process.
        if not digits.isdecimal() or not 1 <= int(digits[:20]) <= MOST:
            message = _("the frequency of {text!r} is {frequency!r}, no number from 1 to 10^12")
            raise ValueError(f"{place}: " + message.format(text=text, frequency=frequency))
        frequency = int(digits)
    if tag is not None and not TAG.fullmatch(str(tag)):
        message = _("the tag of {text!r} is {tag!r}, not a few Latin letters, such as n or nr")
        raise ValueError(f"{place}: " + message.format(text=text, tag=tag))
    return Word(narrow(text), frequency, None if tag is None else str(tag))
