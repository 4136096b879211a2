"""Refuse what a function cannot take, in one line that says what to call first."""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import fields
from numbers import Integral, Real
from typing import TYPE_CHECKING, Any, TypeVar

from .languages.messages import _, enumeration

if TYPE_CHECKING:
    from collections.abc import Collection

    import pandas as pd

S = TypeVar("S")
FIRST = {
    "Document": "analysis.load('page.txt') or analysis.parse(text)",
    "Audit": "analysis.audit(document)",
    "Repair": "analysis.repair(document)",
    "Tokeniser": "analysis.Tokeniser()",
    "Corpus": "analysis.read_corpus('texts')",
    "Reuse": "analysis.reuse(corpus)",
    "AuditSettings": "analysis.AuditSettings()",
    "RepairSettings": "analysis.RepairSettings()",
    "Concepts": "analysis.read_concepts('concepts.yaml')",
    "Network": "analysis.network(tokens)",
    "ConceptCounts": "analysis.count_concepts(documents, concepts)",
}
COUNT = "analysis.frequencies(tokens)"
MOST = 1_000_000_000  # of anything that is counted: no document has more
# The columns that a table must have, and what returns such a table.
TABLES: dict[str, tuple[tuple[str, ...], str]] = {
    "tokens": (("term", "kind"), "analysis.Tokeniser().tokens(document)"),
    "sections": (("title", "level", "start", "end"), "analysis.sections(document)"),
    "section titles": (("title",), "analysis.sections(document)"),
    "section sizes": (("title", "characters", "share"), "analysis.sections(document)"),
    "sentences": (("block", "start", "end"), "analysis.sentences(document)"),
    "findings": (
        ("kind", "start", "end", "evidence", "confidence", "edits"),
        "analysis.faults(document) or analysis.copies(analysis.audit(document))",
    ),
    "faults": (("kind", "start", "end"), "analysis.faults(document)"),
    "frequencies": (("term", "count", "rank"), COUNT),
    "counts": (("term", "count"), COUNT),
    "measured terms": (("term",), COUNT),
    "counts by section": (("section", "term", "count", "per_10k"), "analysis.frequencies(tokens, by='section')"),
    "rates by section": (("section", "term", "per_10k"), "analysis.frequencies(tokens, by='section')"),
    "changes": (("term", "before", "after", "change"), f"analysis.compare({COUNT}, other)"),
    "shares": (("share_before", "share_after"), f"analysis.compare({COUNT}, other)"),
    "keyness": (("term", "count", "rest", "g2", "log_ratio"), "analysis.keyness(tokens)"),
    "dispersion": (("term", "count", "dp"), "analysis.dispersion(tokens)"),
    "trend": (("term", "part", "start", "end", "count", "per_10k"), "analysis.trend(tokens, document, terms)"),
    "choices": (("class", "kind", "choice", "why", "other", "terms", "changes"), "analysis.choices(audit)"),
    "terms": (("term", "kind", "count"), "analysis.survey(corpus).terms"),
    "documents": (("doc",), "analysis.survey(corpus).documents"),
    "matches": (("concept", "start", "end"), "analysis.concept_matches(document, concepts)"),
    "network changes": (("source", "target", "state", "score_before"), "analysis.network_change(before, after)"),
    "boilerplate": (("text", "count"), "analysis.reuse(corpus).boilerplate"),
}
COLUMNS = {
    "section": "analysis.with_sections(tokens, analysis.sections(document))",
    "part": "analysis.with_parts(tokens)",
    "sentence": "analysis.with_sentences(tokens, analysis.sentences(document))",
    "tag": "analysis.Tokeniser().tokens(document, tags=True)",
    **dict.fromkeys(("text", "block", "start", "end"), TABLES["tokens"][1]),
}


def require(value: object, kind: type, caller: str, argument: str) -> None:
    """Raise TypeError unless *value* is of the class *kind*.

    >>> require("page.txt", str, "load", "source")
    >>> require("page.txt", int, "trend", "parts")
    Traceback (most recent call last):
    TypeError: trend: parts must be of the type int, not str
    """
    if not isinstance(value, kind):
        first = FIRST.get(kind.__name__)
        message = _("{name} must be of the type {wanted}, not {given}")
        if first:
            message = _("{name} must be of the type {wanted}, not {given}; call {first} first")
        values = {"name": argument, "wanted": kind.__name__, "given": type_name(value), "first": first}
        raise TypeError(f"{caller}: {message.format(**values)}")


def settings_of(kind: type[S], settings: S | None, caller: str, **given: Any) -> S:
    """Return *settings*, or those of the arguments that were *given*, but for None.

    Raises
    ------
    TypeError : if *settings* are not of the class *kind*.
    ValueError : if there are both.

    >>> from analysis import AuditSettings
    >>> settings_of(AuditSettings, None, "audit", min_length=20).min_length
    20
    >>> settings_of(AuditSettings, AuditSettings(), "audit", min_length=20)
    Traceback (most recent call last):
    ValueError: audit: min_length is given beside settings; pass AuditSettings(min_length=20)
    """
    given = {name: value for name, value in given.items() if value is not None}
    if settings is None:
        return kind(**given)
    require(settings, kind, caller, "settings")
    usual = {each.name: each.default for each in fields(kind)}  # type: ignore[arg-type]
    for name, value in given.items():
        if not isinstance(value, type(usual[name])) or value != usual[name]:
            message = _("{name} is given beside settings; pass {kind}({name}={value!r})")
            raise ValueError(f"{caller}: {message.format(name=name, kind=kind.__name__, value=value)}")
    return settings


def require_integer(caller: str, **values: object) -> None:
    """Raise unless all values, but for None, are whole numbers (TypeError) of a size that can be meant (ValueError).

    >>> require_integer("audit", min_length=30)
    >>> require_integer("audit", min_length=2.5)
    Traceback (most recent call last):
    TypeError: audit: min_length must be a whole number, not float
    """
    for argument, value in values.items():
        if value is None:
            continue
        if not isinstance(value, Integral) or isinstance(value, bool):
            message = _("{name} must be a whole number, not {given}")
            raise TypeError(f"{caller}: {message.format(name=argument, given=type_name(value))}")
        if abs(int(value)) > MOST:
            raise ValueError(f"{caller}: " + _("{name} must be at most {most:,}").format(name=argument, most=MOST))


def require_number(caller: str, **values: object) -> None:
    """Raise unless all values, but for None, are numbers (TypeError) and finite (ValueError).

    >>> require_number("audit", similarity=float("nan"))
    Traceback (most recent call last):
    ValueError: audit: similarity must be a finite number, not nan
    """
    for argument, value in values.items():
        if value is None:
            continue
        if not isinstance(value, Real) or isinstance(value, bool):
            message = _("{name} must be a number, not {given}")
            raise TypeError(f"{caller}: {message.format(name=argument, given=type_name(value))}")
        if not math.isfinite(value):
            message = _("{name} must be a finite number, not {value}")
            raise ValueError(f"{caller}: {message.format(name=argument, value=value)}")


def require_text(caller: str, **values: object) -> None:
    """Raise TypeError unless all values, but for None, are text.

    >>> require_text("frequencies", by=["section"])
    Traceback (most recent call last):
    TypeError: frequencies: by must be a text, not list
    """
    for argument, value in values.items():
        if value is not None and not isinstance(value, str):
            message = _("{name} must be a text, not {given}")
            raise TypeError(f"{caller}: {message.format(name=argument, given=type_name(value))}")


def require_table(value: Any, table: str, caller: str, argument: str) -> None:
    """Raise unless *value* is a pandas DataFrame (TypeError) with the columns of a *table* (ValueError).

    >>> import pandas as pd
    >>> require_table(pd.DataFrame({"term": []}), "counts", "compare", "before")
    Traceback (most recent call last):
    ValueError: compare: before has no column 'count'; call analysis.frequencies(tokens) first
    """
    import pandas as pd

    columns, first = TABLES[table]
    if not isinstance(value, pd.DataFrame):
        message = _("{name} must be a pandas DataFrame, not {given}; call {first} first")
        raise TypeError(f"{caller}: {message.format(name=argument, given=type_name(value), first=first)}")
    for name in columns:
        if name not in value:
            message = _("{name} has no column {column!r}; call {first} first")
            raise ValueError(f"{caller}: {message.format(name=argument, column=name, first=first)}")


def require_column(table: pd.DataFrame, name: str, argument: str = "by") -> None:
    """Raise ValueError unless a table of tokens has a column.

    >>> import pandas as pd
    >>> require_column(pd.DataFrame({"term": []}), "part")
    Traceback (most recent call last):
    ValueError: by: 'part' is no column; there are term; call analysis.with_parts(tokens) first
    """
    if name not in table:
        message = _("{name!r} is no column; there are {columns}")
        if name in COLUMNS:
            message = _("{name!r} is no column; there are {columns}; call {first} first")
        values = {"name": name, "columns": enumeration(map(str, table.columns)), "first": COLUMNS.get(name)}
        raise ValueError(f"{argument}: {message.format(**values)}")


def as_tokens(tokens: Any, caller: str, columns: Collection[str] = (), argument: str = "tokens") -> pd.DataFrame:
    """Return a table of tokens with the types that `Tokeniser.tokens` gives it, which CSV loses.

    Raises
    ------
    TypeError : if it is no DataFrame.
    ValueError : if it lacks ``term``, ``kind`` or one of *columns*, or has a row without a value there.

    >>> import pandas as pd
    >>> as_tokens(pd.DataFrame({"term": ["政协"], "kind": ["word"]}), "frequencies")["term"].dtype.name
    'category'
    """
    require_table(tokens, "tokens", caller, argument)
    for name in columns:
        require_column(tokens, name, f"{caller}: {argument}")
    for name in ("term", "kind", *columns):
        if (missing := tokens[name].isna().to_numpy()).any():
            row = tokens.index[missing.argmax()]
            message = _("row {row!r} has no {name}; read a CSV file of tokens with keep_default_na=False")
            raise ValueError(f"{caller}: {argument}: {message.format(row=row, name=name)}")
    lost = [name for name in ("term", "kind") if tokens[name].dtype.name != "category"]
    whole = [name for name in ("block", "start", "end") if name in columns and tokens[name].dtype.kind not in "iu"]
    if not lost and not whole:
        return tokens
    types = dict.fromkeys(lost, "str") | {name: _integer_type(tokens[name], caller, argument) for name in whole}
    return tokens.astype(types).astype(dict.fromkeys(lost, "category"))


def _integer_type(values: pd.Series, caller: str, argument: str) -> str:
    """Return the type of whole numbers, if the values are such."""
    if values.dtype.kind == "f" and (values == values.round()).all():
        return "int64"
    message = _("{name} must hold whole numbers, not {given}").format(name=values.name, given=values.dtype)
    raise ValueError(f"{caller}: {argument}: {message}")


def require_several(values: object, caller: str, argument: str) -> None:
    """Raise TypeError for one text where several are wanted: it would be taken for its characters.

    >>> require_several("政协", "trend", "terms")
    Traceback (most recent call last):
    TypeError: trend: terms must be a list of texts, not str; pass ['政协']
    """
    if isinstance(values, str):
        message = _("{name} must be a list of texts, not str; pass [{value!r}]")
        raise TypeError(f"{caller}: {message.format(name=argument, value=values[:20])}")
    if not isinstance(values, Iterable) or hasattr(values, "columns"):
        message = _("{name} must be a list of texts, not {given}")
        raise TypeError(f"{caller}: {message.format(name=argument, given=type_name(values))}")


def require_section_numbers(table: pd.DataFrame, sections: pd.DataFrame, caller: str, argument: str) -> None:
    """Raise ValueError if a table counts in sections that there are not."""
    if len(table) and not 0 <= table["section"].min() <= table["section"].max() < len(sections):
        message = _(
            "{name} and sections are not of one document: {name} has section {section}, and there are {n} from 0; pass "
            "analysis.sections(document) of the document that was counted"
        )
        values = {"name": argument, "section": table["section"].max(), "n": len(sections)}
        raise ValueError(f"{caller}: {message.format(**values)}")


def require_counts(values: Any, what: str) -> None:
    """Raise ValueError unless all values are numbers from 0; whole or not, such as weights.

    >>> require_counts([3, -1], "count")
    Traceback (most recent call last):
    ValueError: count: -1 in row 1 is no number from 0
    """
    import numpy as np
    import pandas as pd

    if isinstance(values, pd.DataFrame):
        message = _("{name} must be one column of numbers, not {given}")
        raise TypeError(message.format(name=what, given=type_name(values)))
    given = pd.Series(values)
    if not pd.api.types.is_numeric_dtype(given):
        raise ValueError(_("{name} must hold numbers, not {given}").format(name=what, given=given.dtype))
    numbers = given.to_numpy(float, na_value=np.nan)
    if (wrong := ~(np.isfinite(numbers) & (numbers >= 0))).any():
        at = wrong.argmax()
        message = _("{value} in row {row} is no number from 0")
        raise ValueError(f"{what}: {message.format(value=given.iloc[at], row=given.index[at])}")


def type_name(value: object) -> str:
    """Return the name of a value's type, with the package that it is from where that is another one.

    >>> from decimal import Decimal
    >>> type_name("page.txt"), type_name(Decimal(1))
    ('str', 'decimal.Decimal')
    """
    package = type(value).__module__.partition(".")[0]
    name = type(value).__name__
    return name if package in ("builtins", __name__.partition(".")[0]) else f"{package}.{name}"
