"""Which Chinese a text is in: its script, and whether it is modern, classical or Cantonese."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from .._checks import require
from ..document.annotations import annotation
from ..document.documents import Document
from ..languages.chosen import language
from ..languages.messages import _, clauses
from .scripts import HAN, is_simplified, is_traditional

if TYPE_CHECKING:
    from collections.abc import Iterable

# Words of one character, in either script, that are frequent in one variety and rare in the others.
CLASSICAL_WORDS = "之其也矣曰乎焉哉兮吾者而于於汝"
MODERN_WORDS = "的了们們这這那是个個在和"
CANTONESE_WORDS = "嘅咗喺唔哋啲嚟冇嗰咁佢嘢咩噉"
# Shares of the Han characters. Of pieces of 150 characters of UD Kyoto 99% are told for classical, of PKU, MSR, CityU
# and GSDSimp none, of AS 1%, of 10,754 of statutes .1%; all of UD Cantonese-HK are told for Cantonese, of CityU 1%.
CLASSICAL, TIMES_MODERN, CANTONESE = 0.04, 3, 0.01
LEAST = 50  # Han characters: of fewer nothing is said


@dataclass(frozen=True)
class Variety:
    """Which Chinese a text is in, as `variety` found.

    script : ``traditional``, ``simplified``, or nothing where no character tells.
    language : ``modern``, ``classical`` or ``Cantonese``.
    engine : that of `Tokeniser` which cuts such text best.
    evidence : what it was known by, in words.
    """

    script: str
    language: str
    engine: str
    evidence: str


def variety(document: Document) -> Variety:
    """Say which Chinese a document is in, and which engine of `Tokeniser` suits it. Nothing is switched by it.

    Classical is a text of whose Han characters 4% are words such as 之, 也 and 曰, three times as many as such as
    的, 了 and 是; Cantonese one of which 1% are such as 嘅, 唔 and 啲. A text of fewer than 50 Han is neither.

    >>> from analysis import parse
    >>> found = variety(parse("學而時習之，不亦說乎？有朋自遠方來，不亦樂乎？人不知而不慍，不亦君子乎？" * 3))
    >>> found.script, found.language, found.engine
    ('traditional', 'classical', 'characters')
    """
    require(document, Document, "variety", "document")
    return annotation(document, ("variety", language()), lambda: _variety(document.text))


def _variety(text: str) -> Variety:
    han = len(HAN.findall(text))
    script = "traditional" if is_traditional(text) else "simplified" if is_simplified(text) else ""
    classical, modern, cantonese = (
        _count(text, words) / max(han, 1) for words in (CLASSICAL_WORDS, MODERN_WORDS, CANTONESE_WORDS)
    )
    shares = _(
        "of the Han characters {classical} are words such as 之, 也 and 曰, {modern} such as 的, 了 and 是"
    ).format(classical=f"{classical:.1%}", modern=f"{modern:.1%}")
    if han >= LEAST and classical >= CLASSICAL and classical > TIMES_MODERN * modern:
        return Variety(script, "classical", "characters", shares)
    if han >= LEAST and cantonese >= CANTONESE:
        stated = _("{share} are words such as 嘅, 唔 and 啲; {rest}").format(share=f"{cantonese:.1%}", rest=shares)
        return Variety(script, "Cantonese", "rjieba", stated)
    if han < LEAST:
        shares = clauses([shares, _("too little text to tell: taken for modern")])
    elif classical >= modern:
        shares = clauses([shares, _("undecided: taken for modern")])
    return Variety(script, "modern", "rjieba", shares)


def _count(text: str, characters: Iterable[str]) -> int:
    return sum(map(text.count, characters))
