"""The network of terms in documents as they came, and in the same as repaired."""

from __future__ import annotations

from itertools import chain
from typing import TYPE_CHECKING, Any

import pandas as pd

from .._checks import settings_of
from ..languages.messages import _
from ..mending.repair import repair
from ..mending.settings import RepairSettings
from ..structure.sections import sentences, with_sentences
from ..terms.networks import Network, network
from ..terms.selection import is_counted
from ..terms.written import written_forms
from .each_text import each_text

if TYPE_CHECKING:
    from collections.abc import Iterable

    from ..corpus.documents import Corpus
    from ..document.documents import Document
    from ..words.tokens import Tokeniser

SENTENCE = 5  # words of a sentence that no two writers write by chance


def network_pair(
    documents: Document | Iterable[Document] | Corpus,
    window: int | str = "sentence",
    tokeniser: Tokeniser | None = None,
    settings: RepairSettings | None = None,
    once: bool = False,
    **chosen: Any,
) -> tuple[Network, Network]:
    """Return the network of documents as they came, and that of the same terms in them as repaired.

    `network_change` of the two says which pairs are there by damage alone. The terms are the most frequent of the
    repaired texts, and are shown as the texts write them most often. What cannot be read of a corpus is left out.

    Parameters
    ----------
    documents : one or several, or a corpus, which is read document by document.
    window : words to either side, or ``sentence``; see `network`.
    tokeniser : what cuts words; ``Tokeniser()`` by default.
    settings : how the texts are repaired, with the tokeniser in it.
    once : whether a sentence of five words or more that several documents have counts in the first of them alone.
        Otherwise the words of a notice that is printed around every text are the strongest pairs of all.
    chosen : the other parameters of `network`: measure, min_score, min_count, nodes, stop_words, min_characters, kinds.

    Raises
    ------
    ValueError : as `network`, and if there is an argument beside *settings*.
    TypeError : for terms, which are those of the repaired texts.

    >>> from analysis import parse
    >>> page = parse("会议由市政\\n\\n协主席主持，大家都发了言。市政协办公。")
    >>> before, after = network_pair(page, window=2, min_count=1)
    >>> [dict(side.nodes[["term", "count"]].to_numpy())["市政协"] for side in (before, after)]
    [1, 2]
    """
    if "terms" in chosen:
        message = _("terms are the most frequent of the repaired texts; call network for each side to choose them")
        raise TypeError(f"network_pair: {message}")
    settings = settings_of(RepairSettings, settings, "network_pair", tokeniser=tokeniser)
    sides: tuple[list[pd.DataFrame], list[pd.DataFrame]] = [], []
    for doc, _date, document in each_text(documents, "network_pair", []):
        done = repair(document, settings=settings)
        for side, text in zip(sides, (document, done.document), strict=True):
            side.append(tokens_of(text, done.settings).assign(doc=doc))
    if once:
        sides = _in_first_document(sides[0]), _in_first_document(sides[1])
    before, after = (joined(side) for side in sides)
    found = network(after, window, **chosen)
    terms = found.nodes["term"]
    former = network(before, window, **chosen, terms=terms if len(terms) > 1 else None)
    as_written = written_forms(*chain(*sides))
    return as_written(former), as_written(found)


def _in_first_document(tables: list[pd.DataFrame]) -> list[pd.DataFrame]:
    """Return the tokens of each document without the sentences that one before it has."""
    first: dict[str, int] = {}  # document of each sentence
    kept = []
    for number, table in enumerate(tables):
        sentences = table[is_counted(table)].groupby("sentence", sort=False)["term"].agg(list)
        long = sentences[sentences.map(len) >= SENTENCE].map(" ".join)
        known = [at for at, words in long.items() if first.setdefault(words, number) < number]
        kept.append(table[~table["sentence"].isin(known)])
    return kept


def tokens_of(text: Document, settings: RepairSettings) -> pd.DataFrame:
    """Return the tokens of a text with the sentence of each.

    >>> from analysis import RepairSettings, parse
    >>> tokens_of(parse("甲。乙。"), RepairSettings())["sentence"].tolist()
    [0, 0, 1, 1]
    """
    return with_sentences(settings.tokeniser.tokens(text), sentences(text, settings.decisions))


def joined(tables: list[pd.DataFrame]) -> pd.DataFrame:
    """Return the tokens of several documents one below the other; those of one stay as they are.

    >>> joined([]).columns[:3].tolist()
    ['block', 'term', 'kind']
    """
    if len(tables) == 1:
        return tables[0]
    columns = {"block": "int64", "term": "str", "kind": "str", "start": "int64", "end": "int64", "sentence": "int64"}
    plain = [table[[*columns, "doc"]].astype({"term": "str", "kind": "str"}) for table in tables]
    for table in plain:
        table.attrs = {}
    return pd.concat([pd.DataFrame(columns=[*columns, "doc"]).astype(columns), *plain], ignore_index=True)
