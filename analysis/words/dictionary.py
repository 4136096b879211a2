"""What is known of words: what a part-of-speech tag means, and how often each stands in general Chinese."""

from __future__ import annotations

import re
import string
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ..languages.messages import N_, _
from .scripts import fold

if TYPE_CHECKING:
    import pandas as pd

# The dictionary holds letters and digits at their usual width only; each has one full-width form.
NARROW = {ord(c) + 0xFEE0: c for c in string.ascii_letters + string.digits}
WIDE = re.compile("[０-９Ａ-Ｚａ-ｚ]+")
# ICTCLAS' tags as far as jieba's dictionary uses them.
TAGS = {
    "a": N_("adjective"),
    "ad": N_("adjective as adverb"),
    "ag": N_("adjective morpheme"),
    "an": N_("adjective as noun"),
    "b": N_("distinguishing word (attributive only)"),
    "c": N_("conjunction"),
    "d": N_("adverb"),
    "df": N_("adverb 不要"),
    "dg": N_("adverb morpheme"),
    "e": N_("interjection"),
    "eng": N_("letters other than Han"),
    "f": N_("direction or locality"),
    "g": N_("morpheme"),
    "h": N_("prefix"),
    "i": N_("idiom"),
    "in": N_("idiom as noun"),
    "j": N_("abbreviation"),
    "k": N_("suffix"),
    "l": N_("fixed expression"),
    "ln": N_("fixed expression as noun"),
    "m": N_("numeral"),
    "mg": N_("numeral morpheme"),
    "mq": N_("numeral with measure word"),
    "n": N_("noun"),
    "ng": N_("noun morpheme"),
    "nr": N_("person"),
    "nrfg": N_("person, full name"),
    "nrt": N_("person, transliterated"),
    "ns": N_("place"),
    "nt": N_("organisation"),
    "nz": N_("other proper noun"),
    "o": N_("onomatopoeia"),
    "p": N_("preposition"),
    "q": N_("measure word"),
    "qg": N_("measure morpheme"),
    "r": N_("pronoun"),
    "rg": N_("pronoun morpheme"),
    "rr": N_("personal pronoun"),
    "rz": N_("demonstrative pronoun"),
    "s": N_("place word"),
    "t": N_("time"),
    "tg": N_("time morpheme"),
    "u": N_("particle"),
    "ud": N_("particle 得"),
    "ug": N_("particle 过"),
    "uj": N_("particle 的"),
    "ul": N_("particle 了"),
    "uv": N_("particle 地"),
    "uz": N_("particle 着"),
    "v": N_("verb"),
    "vd": N_("verb as adverb"),
    "vg": N_("verb morpheme"),
    "vi": N_("intransitive verb"),
    "vn": N_("verb as noun"),
    "vq": N_("verb 去过"),
    "x": N_("not in the dictionary: a guessed word, punctuation, space"),
    "y": N_("modal particle"),
    "yg": N_("modal morpheme"),
    "z": N_("descriptive word"),
    "zg": N_("descriptive morpheme"),
}


def narrow(text: str) -> str:
    """Return *text* with full-width letters and digits at their usual width, each in its place.

    >>> narrow("用ＡＰＰ上线２０２１年")
    '用APP上线2021年'
    """
    return WIDE.sub(lambda wide: wide[0].translate(NARROW), text)


def parts_of_speech() -> pd.DataFrame:
    """Return what each part-of-speech tag means: ``tag`` and ``meaning`` (str), in the language that is chosen.

    >>> parts_of_speech().set_index("tag")["meaning"]["vn"]
    'verb as noun'
    """
    import pandas as pd

    named = [(tag, _(meaning)) for tag, meaning in TAGS.items()]
    return pd.DataFrame(named, columns=["tag", "meaning"], dtype="str")


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

    import pandas as pd

    columns: dict[str, Any] = {
        "names": ["term", "count"],
        "usecols": [0, 1],
        "dtype": {"term": "str", "count": "int64"},
    }
    table = pd.read_csv(_path(), sep=" ", quoting=csv.QUOTE_NONE, keep_default_na=False, **columns)
    return table.assign(term=table["term"].map(fold)).groupby("term", as_index=False, sort=False)["count"].sum()


def word_counts() -> dict[str, int]:
    """Return how often each word, folded, stands in the texts behind jieba's dictionary; see `general_counts`.

    >>> word_counts()["政协"]
    2695
    """
    with _path().open(encoding="utf-8") as lines:
        pairs = (line.split(" ", 2) for line in lines)
        return {word.casefold(): int(count) for word, count, _tag in pairs}


def _path() -> Path:
    jieba: Any = find_spec("jieba")  # found, not imported: that takes long
    return Path(jieba.origin).with_name("dict.txt")
