"""What a tokeniser knows: words of one's own in jieba's file format, and what its part-of-speech tags mean."""

from __future__ import annotations

import os
import re
import string
from dataclasses import astuple, dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeAlias

from ..document.files import printable, read_bytes
from ..languages.messages import _
from .scripts import fold

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    import pandas as pd

    Words: TypeAlias = "Iterable[str | tuple | Word] | str | os.PathLike[str] | pd.DataFrame"

MOST = 10**12  # of a frequency: far above any, and their sum is still a number for both engines
# The dictionary holds letters and digits at their usual width only; each has one full-width form.
NARROW = {ord(c) + 0xFEE0: c for c in string.ascii_letters + string.digits}
# A tag is one as jieba's are: a few Latin letters; what else stands behind a word is to be its frequency.
TAG = re.compile("(?!(?:nan|inf|infinity)$)[a-z]{1,16}", re.IGNORECASE)
WIDE = re.compile("[０-９Ａ-Ｚａ-ｚ]+")
# ICTCLAS' tags as far as jieba's dictionary uses them.
TAGS = {
    "a": "adjective",
    "ad": "adjective as adverb",
    "ag": "adjective morpheme",
    "an": "adjective as noun",
    "b": "distinguishing word (attributive only)",
    "c": "conjunction",
    "d": "adverb",
    "df": "adverb 不要",
    "dg": "adverb morpheme",
    "e": "interjection",
    "eng": "letters other than Han",
    "f": "direction or locality",
    "g": "morpheme",
    "h": "prefix",
    "i": "idiom",
    "in": "idiom as noun",
    "j": "abbreviation",
    "k": "suffix",
    "l": "fixed expression",
    "ln": "fixed expression as noun",
    "m": "numeral",
    "mg": "numeral morpheme",
    "mq": "numeral with measure word",
    "n": "noun",
    "ng": "noun morpheme",
    "nr": "person",
    "nrfg": "person, full name",
    "nrt": "person, transliterated",
    "ns": "place",
    "nt": "organisation",
    "nz": "other proper noun",
    "o": "onomatopoeia",
    "p": "preposition",
    "q": "measure word",
    "qg": "measure morpheme",
    "r": "pronoun",
    "rg": "pronoun morpheme",
    "rr": "personal pronoun",
    "rz": "demonstrative pronoun",
    "s": "place word",
    "t": "time",
    "tg": "time morpheme",
    "u": "particle",
    "ud": "particle 得",
    "ug": "particle 过",
    "uj": "particle 的",
    "ul": "particle 了",
    "uv": "particle 地",
    "uz": "particle 着",
    "v": "verb",
    "vd": "verb as adverb",
    "vg": "verb morpheme",
    "vi": "intransitive verb",
    "vn": "verb as noun",
    "vq": "verb 去过",
    "x": "not in the dictionary: a guessed word, punctuation, space",
    "y": "modal particle",
    "yg": "modal morpheme",
    "z": "descriptive word",
    "zg": "descriptive morpheme",
}


@dataclass(frozen=True, slots=True)
class Word:
    """A word of one's own; without a frequency it gets one so high that it is kept whole wherever it can stand."""

    text: str
    frequency: int | None = None
    tag: str | None = None


def narrow(text: str) -> str:
    """Return *text* with full-width letters and digits at their usual width, each in its place.

    >>> narrow("用ＡＰＰ上线２０２１年")
    '用APP上线2021年'
    """
    return WIDE.sub(lambda wide: wide[0].translate(NARROW), text)


def parts_of_speech() -> pd.DataFrame:
    """Return what each part-of-speech tag means: ``tag`` and ``meaning`` (str).

    >>> parts_of_speech().set_index("tag")["meaning"]["vn"]
    'verb as noun'
    """
    import pandas as pd

    return pd.DataFrame([*TAGS.items()], columns=["tag", "meaning"], dtype="str")


def general_counts() -> pd.DataFrame:
    """Return how often each word stands in the texts behind jieba's dictionary: 60 million words of general Chinese.

    To hold a text against, with `keyness`. The texts were never published; newspapers and novels, by all accounts. Good
    for telling what a text is about, no measure of the language.

    Returns
    -------
    DataFrame with ``term`` (str, folded as the terms of tokens are) and ``count`` (int), a row for each word of the
    dictionary.

    >>> general_counts().set_index("term")["count"][["工作", "政协"]].tolist()
    [66367, 2695]
    """
    import csv
    from importlib.util import find_spec

    import pandas as pd

    jieba: Any = find_spec("jieba")  # found, not imported: that takes long
    path = Path(jieba.origin).with_name("dict.txt")
    columns: dict[str, Any] = {
        "names": ["term", "count"],
        "usecols": [0, 1],
        "dtype": {"term": "str", "count": "int64"},
    }
    table = pd.read_csv(path, sep=" ", quoting=csv.QUOTE_NONE, keep_default_na=False, **columns)
    return table.assign(term=table["term"].map(fold)).groupby("term", as_index=False, sort=False)["count"].sum()


def words_of(words: Words) -> tuple[Word, ...]:
    """Return words given as a text, a list, a table or a file of jieba's format.

    Raises
    ------
    ValueError : naming the word or the file's line, where a word is empty or holds white space, a frequency is no
        number from 1 to 10^12, a tag is not 1 to 16 Latin letters, or a line has more than word, frequency and tag.
    DocumentError : a ValueError, too, if the file cannot be read: see `load`.

    >>> words_of([("双向发力", 20, "l"), "提质增效"])
    (Word(text='双向发力', frequency=20, tag='l'), Word(text='提质增效', frequency=None, tag=None))
    """
    if isinstance(words, os.PathLike):
        return words_in(read_bytes(os.fspath(words)), printable(os.fspath(words)))
    if hasattr(words, "itertuples"):
        table: pd.DataFrame = words
        if "word" not in table:
            raise ValueError("words: " + _("a table of words has a column word, and may have frequency and tag"))
        columns = [name for name in ("word", "frequency", "tag") if name in table]
        named = (dict(zip(columns, row, strict=True)) for row in table[columns].itertuples(index=False))
        return tuple(_word("words", *(_known(row.get(name)) for name in ("word", "frequency", "tag"))) for row in named)
    listed = (words,) if isinstance(words, str) else tuple(words)
    return tuple(
        _word("words", *((word,) if isinstance(word, str) else astuple(word) if isinstance(word, Word) else word))
        for word in listed
    )


def words_file(words: Words) -> bytes:
    """Return words as a file of jieba's format.

    >>> words_file([("双向发力", 20, "l"), "提质增效"]).decode()
    '双向发力 20 l\\n提质增效\\n'
    """
    lines = (" ".join(str(part) for part in astuple(word) if part is not None) for word in words_of(words))
    return "".join(f"{line}\n" for line in lines).encode()


def _known(value: object) -> object:
    """Return what a cell of a table holds, None for what is missing."""
    import pandas as pd

    return None if pd.api.types.is_scalar(value) and pd.isna(value) else value


def words_in(data: bytes, label: str) -> tuple[Word, ...]:
    """Return the words in the bytes of a file of jieba's format; *label* is what an error calls it.

    Raises
    ------
    ValueError : as `words_of`.
    """
    return tuple(_in_lines(data, label))


def _in_lines(data: bytes, label: str) -> Iterator[Word]:
    try:
        lines = data.decode("utf-8-sig").splitlines()
    except UnicodeDecodeError as error:
        raise ValueError(f"{label}: " + _("byte {start}: not valid utf-8").format(start=error.start)) from None
    for number, line in enumerate(lines, 1):
        place = f"{label}: line {number}"
        parts: list[Any] = line.split()
        if len(parts) == 2 and TAG.fullmatch(parts[1]):
            parts.insert(1, None)
        if len(parts) > 3:
            raise ValueError(
                f"{place}: " + _("{line!r} is more than a word, its frequency and its tag").format(line=line.strip())
            )
        if parts:
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
            raise ValueError(
                f"{place}: "
                + _("the frequency of {text!r} is {frequency!r}, no number from 1 to 10^12").format(
                    text=text, frequency=frequency
                )
            )
        frequency = int(digits)
    if tag is not None and not TAG.fullmatch(str(tag)):
        raise ValueError(
            f"{place}: "
            + _("the tag of {text!r} is {tag!r}, not a few Latin letters, such as n or nr").format(text=text, tag=tag)
        )
    return Word(narrow(text), frequency, None if tag is None else str(tag))
