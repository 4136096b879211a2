"""How well engines cut words, as measured on gold sets: numbers of docs/accuracy.md, which a test holds to it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .._checks import require
from ..document.documents import Document
from .tokens import Tokeniser
from .varieties import variety

if TYPE_CHECKING:
    import pandas as pd

AS_IT_STANDS = "rjieba(simplify=False)"  # traditional text that is not read as simplified
# F1 of words on test sets, by what they are in: of SIGHAN 2005, and of Universal Dependencies.
MEASURED = {
    ("modern", "simplified"): {
        "PKU": {"rjieba": 0.818, "jieba": 0.818, "characters": 0.352},
        "MSR": {"rjieba": 0.826, "jieba": 0.826, "characters": 0.334},
        "zh_gsdsimp": {"rjieba": 0.795, "jieba": 0.795, "characters": 0.43},
    },
    ("modern", "traditional"): {
        "AS": {"rjieba": 0.837, "jieba": 0.837, "characters": 0.391, AS_IT_STANDS: 0.75},
        "CityU": {"rjieba": 0.825, "jieba": 0.825, "characters": 0.364, AS_IT_STANDS: 0.741},
    },
    ("Cantonese", ""): {"yue_hk": {"rjieba": 0.82, "jieba": 0.819, "characters": 0.613, AS_IT_STANDS: 0.763}},
    ("classical", ""): {"lzh_kyoto": {"rjieba": 0.398, "jieba": 0.398, "characters": 0.953, AS_IT_STANDS: 0.407}},
}


def engine_accuracy(document: Document, tokeniser: Tokeniser | None = None) -> pd.DataFrame:
    """Return how well engines cut text such as a document, on gold sets that nothing of ours was fitted on.

    A word is right if both its ends are; F1 is the harmonic mean of the share of words cut that are right and of the
    share of words that are found. Gold sets differ in what a word is, so that differences of some hundredths say
    little.

    Parameters
    ----------
    document : the text; `variety` says which gold sets are like it.
    tokeniser : the one in use; ``Tokeniser()`` by default.

    Returns
    -------
    DataFrame with ``gold`` (the set, as docs/accuracy.md calls it), ``engine`` (str), ``f1`` (float, 0..1)
    and ``in_use`` (bool: whether the tokeniser cuts this text so; none is where its engine was not measured, or a
    model of your own); by gold set, then descending F1.

    >>> from analysis import parse
    >>> table = engine_accuracy(parse("市政协完善机制"))
    >>> table[table["in_use"]][["gold", "engine", "f1"]]
             gold  engine     f1
    0         PKU  rjieba  0.818
    3         MSR  rjieba  0.826
    6  zh_gsdsimp  rjieba  0.795
    """
    import pandas as pd

    require(document, Document, "engine_accuracy", "document")
    tokeniser = Tokeniser() if tokeniser is None else tokeniser
    require(tokeniser, Tokeniser, "engine_accuracy", "tokeniser")
    found = variety(document)
    script = "traditional" if found.script == "traditional" else "simplified"
    sets = MEASURED.get((found.language, script)) or MEASURED[found.language, ""]
    used: object = tokeniser.engine
    if used == "rjieba" and script == "traditional" and tokeniser.of(document).simplify is False:
        used = AS_IT_STANDS
    rows = [
        (gold, engine, f1, engine == used)
        for gold, engines in sets.items()
        for engine, f1 in sorted(engines.items(), key=lambda pair: -pair[1])
    ]
    kinds = {"gold": "str", "engine": "str", "f1": "float64", "in_use": "bool"}
    return pd.DataFrame(rows, columns=[*kinds]).astype(kinds)
