"""How a text writes its terms: in traditional characters, where these are counted as simplified."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field, replace
from itertools import islice, product
from typing import Any, TypeVar

import pandas as pd

from .._checks import as_tokens, type_name
from ..languages.messages import _
from ..words.gaps import bridged
from ..words.scripts import fold, simplified
from .networks import Network

S = TypeVar("S", pd.DataFrame, pd.Series, Network, str)
NAMED = ("term", "node", "collocate", "source", "target")  # columns, and indices, that hold terms


MOST_WAYS = 256  # in which an n-gram of terms with several forms may be written, that are looked for


@dataclass(frozen=True)
class WrittenForms:
    """Writes terms as a text does; from `written_forms`."""

    forms: dict[str, str]  #: of each term that the text writes otherwise
    several: dict[str, list[str]] = field(default_factory=dict, repr=False)  #: forms of terms that have more than one
    source: str = field(default="", repr=False)  #: the tokens, joined: where n-grams of such terms are looked for

    def __call__(self, shown: S) -> S:
        """Return a table, a column of terms, a network, a term or an n-gram with its terms as they are written.

        Of a table these are the columns, or the index, that are called term, node, collocate, source or target. Counts
        and order stay.
        """
        if not isinstance(shown, pd.DataFrame | pd.Series | Network | str):
            message = _("shown must be a table, a column, a network or a term, not {given}")
            raise TypeError("written_forms: " + message.format(given=type_name(shown)))
        written: S = self._written(shown)
        return written

    def _written(self, shown: Any) -> Any:
        if isinstance(shown, str):
            return self._term(shown)
        if not self.forms:
            return shown
        if isinstance(shown, Network):
            return replace(shown, nodes=self._written(shown.nodes), edges=self._written(shown.edges))
        if shown.index.name in NAMED:
            shown = shown.set_axis(pd.Index([*map(self._written, shown.index)], name=shown.index.name))
        if isinstance(shown, pd.Series):
            return self._column(shown) if shown.name in NAMED else shown
        return shown.assign(**{name: self._column(shown[name]) for name in NAMED if name in shown})

    def _term(self, term: str) -> str:
        """Return a term, or an n-gram as it is written as a whole: 余紫雲, where 餘 is written for 余 elsewhere."""
        parts = term.split(" ")
        usual = [self.forms.get(part, part) for part in parts]
        if len(parts) > 1 and any(part in self.several for part in parts):
            ways = product(*(self.several.get(part, [form]) for part, form in zip(parts, usual, strict=True)))
            return " ".join(max(islice(ways, MOST_WAYS), key=lambda way: self.source.count("".join(way))))
        return " ".join(usual)

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
    source = ""
    for table in tokens:
        found = as_tokens(table, "written_forms", ("text",))
        pairs = found.groupby(["term", "text"], observed=True, sort=False).size()
        for (term, text), count in pairs.items():
            counts[term, fold(bridged(text))] += count
        source += fold(bridged("".join(found["text"]))) + "\n"
    every: dict[str, list[str]] = {}
    for (term, form), _count in counts.most_common():
        every.setdefault(term, []).append(form)
    # A term that is no simplified form, such as the lemma of a file of tokens, is left as it is.
    forms = {term: ways[0] for term, ways in every.items() if ways[0] != term == fold(simplified(ways[0]))}
    several = {
        term: ways for term, ways in every.items() if len(ways) > 1 and {fold(simplified(w)) for w in ways} == {term}
    }
    return WrittenForms(forms, several, source)
