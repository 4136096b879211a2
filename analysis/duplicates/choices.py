"""What an audit decided for each class, why, and what the counts of terms would be under the other choice."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from .._checks import as_tokens, require, require_integer, require_several, type_name
from ..languages.messages import _
from ..terms.selection import is_selected
from ..terms.written import written_forms
from ..words.token_marks import require_tokens_of
from ..words.tokens import Tokeniser
from .alternatives import Terms, alternatives, decisions, terms_of
from .audits import Audit

if TYPE_CHECKING:
    from collections.abc import Sequence

CHOICES = {
    "class": "int64",
    "kind": "str",
    "count": "int64",
    "roles": "str",
    "choice": "str",
    "why": "str",
    "doc": "str",
    "start": "int64",
    "end": "int64",
    "line": "int64",
    "letters": "int64",
    "other": "str",
    "terms": "int64",
    "changes": "str",
}
TERMS = {
    "class": "int64",
    "kind": "str",
    "choice": "str",
    "term": "str",
    "count": "int64",
    "other_count": "int64",
    "change": "int64",
}


def choices(
    audit: Audit,
    tokeniser: Tokeniser | None = None,
    tokens: pd.DataFrame | Sequence[pd.DataFrame] | None = None,
    top: int = 5,
    **counting: Any,
) -> pd.DataFrame:
    """Explain for each class what was chosen, why, and what the counts would be under the other choice.

    Where the roles say **copy**, these occurrences go and the counts are without them. Everything else stays and is
    counted at each place: what is **held** until a person decides, a **variant** since it says something else, and the
    writer's own (**keep**). So the counts are those of the text without its copies, as `repair` leaves it before it
    mends anything else. The other choice is made for one class at a time: all of its occurrences stay, or one stays
    and the others go. What a longer copy takes with it is no choice of the class inside.

    A token goes when more than half of its letters do. `choice_terms` lists all terms, a row for each.

    Parameters
    ----------
    audit : what `analysis.audit` returned.
    tokeniser : which words there are; ``Tokeniser()`` by default. Each document is tokenised once.
    tokens : from `Tokeniser.tokens`, in place of *tokeniser*: the table of the document, or of several documents a list
        of tables in their order.
    top : how many terms ``changes`` names at most.
    counting : what terms are counted, as for `frequencies`: *stop_words*, *min_characters*, *kinds*.

    Returns
    -------
    DataFrame with a row for each row of ``audit.classes``: ``class``, ``kind``, ``count`` (occurrences); ``roles`` (how
    many have which); ``choice`` (copy: copies go; held, variant, keep: all stay), ``why``; ``doc``, ``start``, ``end``,
    ``line`` of the occurrence that stays under both choices; ``letters`` (those that one choice counts and the other
    does not); ``other`` (the other choice: all stay, or one stays); ``terms`` (how many change) and ``changes``: those
    that change most, as the text writes them, each with its count as chosen → under the other choice, in all documents
    together. Doubled
    characters are no choice between occurrences: their row has no terms.

    Raises
    ------
    ValueError : if the tokens are of another text, or both *tokeniser* and *tokens* are given, or *top* is below 0.

    >>> from analysis import audit, parse
    >>> text = "春天来了，河边的柳树绿了。\\n\\n孩子们在岸上放着风筝，笑着跑着。\\n\\n"
    >>> choices(audit(parse(text * 2), min_length=10), top=2)[["choice", "line", "letters", "other", "changes"]]
      choice  line  letters     other               changes
    0   copy     1       25  all stay  孩子 1 → 2; 岸上 1 → 2
    """
    require_integer("choices", top=top)
    if top < 0:
        raise ValueError("choices: " + _("top must be a whole number from 0, not {top!r}").format(top=top))
    tables = _tables("choices", audit, tokeniser, tokens)
    counted, as_written = (
        _counted(audit, tables, counting),
        written_forms(*(table for table in tables if "text" in table)),
    )
    places = _Places(audit)
    decided = decisions(audit)
    rows: list[tuple[object, ...]] = []
    for decision, effect in zip(decided, alternatives(audit, decided, counted), strict=True):
        group = decision.group
        named = zip(effect.terms[:top], effect.counts[:top], effect.others[:top], strict=True)
        rows.append(
            (
                decision.number,
                group.kind,
                group.count,
                ", ".join(f"{n} {role}" for role, n in Counter(group.roles).items()),
                decision.choice,
                decision.why,
                *places.of(decision.number, decision.keeper),
                effect.letters,
                decision.other,
                len(effect.terms),
                "; ".join(f"{as_written(term)} {count} → {other}" for term, count, other in named),
            )
        )
    for row in audit.classes.iloc[len(rows) :].itertuples():
        why = _("{evidence}: `faults` has the edit").format(evidence=row.evidence)
        place = places.of(row.Index, 0)
        rows.append((row.Index, row.kind, row.count, "1 held", "held", why, *place, row.redundant, "", 0, ""))
    return pd.DataFrame(rows, columns=[*CHOICES]).astype(CHOICES)


def choice_terms(
    audit: Audit,
    tokeniser: Tokeniser | None = None,
    tokens: pd.DataFrame | Sequence[pd.DataFrame] | None = None,
    **counting: Any,
) -> pd.DataFrame:
    """List for each class every term whose count would be another under the other choice; see `choices`.

    Parameters
    ----------
    audit, tokeniser, tokens, counting : as for `choices`.

    Returns
    -------
    DataFrame with ``class``, ``kind``, ``choice``, ``term``, ``count`` (as chosen), ``other_count`` (under the other
    choice) and ``change`` (from the one to the other); by class, the largest changes first, then the more frequent.

    Raises
    ------
    ValueError : as for `choices`.

    >>> from analysis import audit, parse
    >>> text = "春天来了，河边的柳树绿了，春天。"
    >>> found = audit(parse(f"{text}\\n\\n{text}\\n\\n春天到了。"), min_length=10)
    >>> choice_terms(found)[["choice", "term", "count", "other_count", "change"]].head(2)
      choice term  count  other_count  change
    0   copy   春天      3            5       2
    1   copy   柳树      1            2       1
    """
    counted = _counted(audit, _tables("choice_terms", audit, tokeniser, tokens), counting)
    decided = decisions(audit)
    tables = [
        pd.DataFrame(
            {
                "class": decision.number,
                "kind": decision.group.kind,
                "choice": decision.choice,
                "term": effect.terms,
                "count": effect.counts,
                "other_count": effect.others,
                "change": effect.others - effect.counts,
            }
        )
        for decision, effect in zip(decided, alternatives(audit, decided, counted), strict=True)
    ]
    tables = [each for each in tables if len(each)]
    whole = pd.concat(tables, ignore_index=True) if tables else pd.DataFrame(columns=[*TERMS])
    return whole.astype(TERMS)


class _Places:
    """Where occurrences stand, as the audit lists them; and those that it does not list."""

    def __init__(self, audit: Audit) -> None:
        self.audit = audit
        listed = audit.occurrences
        self.first = np.searchsorted(listed["class"].to_numpy(), np.arange(len(audit.classes) + 1))
        self.listed = [*listed[["doc", "start", "end", "line"]].itertuples(index=False, name=None)]

    def of(self, number: int, place: int) -> tuple[str, int, int, int]:
        """Return the document, start, end and line of an occurrence of a class."""
        row = self.first[number] + place
        if row < self.first[number + 1]:
            found: tuple[str, int, int, int] = self.listed[row]
            return found
        texts = self.audit._texts
        start, end = texts.raw(self.audit._groups[number].spans[place])
        doc = texts.doc_at(start)
        return self.audit.names[doc], start - texts.bases[doc], end - texts.bases[doc], texts.line(start)


def _counted(audit: Audit, tables: Sequence[pd.DataFrame], counting: dict[str, Any]) -> Terms:
    """Return the tokens of the documents that are counted, with their letters."""
    chosen = [table[is_selected(table, **counting)].sort_values("start", kind="stable") for table in tables]
    return terms_of(audit._texts, chosen)


def _tables(
    caller: str,
    audit: Audit,
    tokeniser: Tokeniser | None,
    tokens: pd.DataFrame | Sequence[pd.DataFrame] | None,
) -> list[pd.DataFrame]:
    """Return the tokens of each document; refuse those of other documents."""
    require(audit, Audit, caller, "audit")
    if tokeniser is not None:
        require(tokeniser, Tokeniser, caller, "tokeniser")
    if tokens is None:
        cut = tokeniser or Tokeniser()
        tables: Sequence[pd.DataFrame] = [cut.tokens(document) for document in audit.documents]
    elif tokeniser is not None:
        raise ValueError(
            f"{caller}: " + _("tokeniser and tokens are given; tokens were made by one already, so pass one of them")
        )
    else:
        tables = [tokens] if isinstance(tokens, pd.DataFrame) else _several(tokens, caller)
    if len(tables) != len(audit.documents):
        raise ValueError(
            f"{caller}: "
            + _("tokens are of {n} documents, and {audited} were audited").format(
                n=len(tables), audited=len(audit.documents)
            )
        )
    checked = []
    for table, document in zip(tables, audit.documents, strict=True):
        table = as_tokens(table, caller, ("start", "end"))
        first = _("Tokeniser().tokens of {name!r}").format(name=document.name)
        require_tokens_of(table, document, caller, "tokens", first)
        checked.append(table)
    return checked


def _several(tokens: Any, caller: str) -> list[pd.DataFrame]:
    require_several(tokens, caller, "tokens")
    if not isinstance(tokens, list | tuple):
        raise TypeError(
            f"{caller}: " + _("tokens must be a table or a list of tables, not {given}").format(given=type_name(tokens))
        )
    return [*tokens]
