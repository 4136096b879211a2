"""What is known of words: what a part-of-speech tag means, and how often each stands in general Chinese."""

from __future__ import annotations

import re
import string
from pathlib import Path
from typing import TYPE_CHECKING, Any

from .scripts import fold

if TYPE_CHECKING:
    import pandas as pd

# The dictionary holds letters and digits at their usual width only; each has one full-width form.
NARROW = {ord(c) + 0xFEE0: c for c in string.ascii_letters + string.digits}
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
