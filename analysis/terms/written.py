"""How a text writes its terms: in traditional characters, where these are counted as simplified."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace
from typing import Any, TypeVar

import pandas as pd

from .._checks import as_tokens
from ..words.gaps import bridged
from ..words.scripts import fold, simplified
from .networks import Network

S = TypeVar("S", pd.DataFrame, pd.Series, Network, str)
NAMED = ("term", "node", "collocate", "source", "target")  # columns, and indices, that hold terms


@dataclass(frozen=True)
class WrittenForms:
    """Writes terms as a text does; from `written_forms`."""

    forms: dict[str, str]  #: of each term that the text writes otherwise

    def __call__(self, shown: S) -> S:
        """Return a table, a column of terms, a network, a term or an n-gram with its terms as they are written.

        Of a table these are the columns, or the index, that are called term, node, collocate, source or target, and
        from `new_words` word and parts. Counts and order stay.
        """
        written: S = self._written(shown)
        return written

    def _written(self, shown: Any) -> Any:
        if isinstance(shown, str):
            return " ".join(self.forms.get(term, term) for term in shown.split(" "))
        if not self.forms:
            return shown
        if isinstance(shown, Network):
            return replace(shown, nodes=self._written(shown.nodes), edges=self._written(shown.edges))
        if shown.index.name in NAMED:
            shown = shown.set_axis(pd.Index([*map(self._written, shown.index)], name=shown.index.name))
        if isinstance(shown, pd.Series):
            return self._column(shown) if shown.name in NAMED else shown
        written = {name: self._column(shown[name]) for name in NAMED if name in shown}
        if {"word", "parts"} <= {*shown}:
            parts = shown["parts"].map(self._written)
            is_joined = shown["word"] == shown["parts"].str.replace(" ", "")
            word = shown["word"].where(~is_joined, parts.str.replace(" ", ""))
            written |= {"word": word, "parts": parts}
        return shown.assign(**written)

    def _column(self, terms: pd.Series) -> pd.Series:
        if isinstance(terms.dtype, pd.CategoricalDtype):
            return terms.cat.rename_categories([*map(self._written, terms.cat.categories)])
        return terms.map(self._written)


def written_forms(*tokens: pd.DataFrame) -> WrittenForms:
    """Return what shows terms as a text writes them; traditional text is counted as simplified, see `Tokeniser`.

    Of several forms of a term the one that stands there most often is taken, of two as frequent the first. A text that
    was not read as simplified has nothing to be written otherwise.

    Parameters
    ----------
    tokens : from `Tokeniser.tokens`; of a text as it came and as repaired, for instance.

    Returns
    -------
    `WrittenForms`, to be called with a table of terms, such as `frequencies` returns, a column of them, a `Network`, or
    a term.

    >>> from analysis import Tokeniser, frequencies, parse
    >>> tokens = Tokeniser().tokens(parse("圖書館開門，圖書館關門。"))
    >>> frequencies(tokens)["term"].head(1).tolist()
    ['图书馆']
    >>> written_forms(tokens)(frequencies(tokens))["term"].head(1).tolist()
    ['圖書館']
    """
    counts: Counter[tuple[str, str]] = Counter()  # of a term and its form, in the order of the text
    for table in tokens:
        found = as_tokens(table, "written_forms", ("text",))
        pairs = found.groupby(["term", "text"], observed=True, sort=False).size()
        for (term, text), count in pairs.items():
            counts[term, fold(bridged(text))] += count
    most = {term: form for (term, form), _count in reversed(counts.most_common())}
    # A term that is no simplified form, such as the lemma of a file of tokens, is left as it is.
    return WrittenForms({term: form for term, form in most.items() if form != term == fold(simplified(form))})
