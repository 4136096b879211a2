"""Concepts counted in one document or many: as the texts came, as repaired, each copy weighted, and why they differ."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from .._checks import settings_of
from ..corpus.reading import ERRORS
from ..duplicates.audits import audit
from ..mending.effects import causes
from ..mending.repair import repair
from ..mending.settings import RepairSettings
from ..structure.sections import outline
from ..terms.selection import CONCEPT, is_counted
from .each_text import each_text
from .matching import as_concepts, concept_matches
from .result import NAMES, RAW, REPAIRED, VIEWS, ConceptCounts, with_rates

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from ..corpus.documents import Corpus
    from ..document.documents import Document
    from ..mending.repair import Repair
    from ..words.tokens import Tokeniser
    from .dictionary import Concepts

DOCUMENTS = {"doc": "str", "date": "str", "raw_words": "int64", "repaired_words": "int64"}
COUNTS = {RAW: "int64", REPAIRED: "int64", "weighted": "float64"}
SECTIONS = {"doc": "str", "section": "int64", "title": "str", **NAMES, **COUNTS}
MATCHES = {
    "doc": "str",
    "side": "str",
    **NAMES,
    "rule": "str",
    "section": "int64",
    "line": "int64",
    "start": "int64",
    "end": "int64",
    "text": "str",
    "weight": "float64",
}
CAUSES = {"doc": "str", "concept": "str", "change": "int64", "kind": "str", "line": "int64", "evidence": "str"}


def count_concepts(
    documents: Document | Iterable[Document] | Corpus,
    concepts: Concepts | Mapping[str, object],
    tokeniser: Tokeniser | None = None,
    settings: RepairSettings | None = None,
) -> ConceptCounts:
    """Count concepts in documents as they came and as repaired, and tell what moved the counts.

    Each document is repaired, and the concepts are looked for in both texts (see `concept_matches`). The weighted count
    takes the text as it came, and a passage that is there m times counts 1 / m (see `Audit.weights`). A text in which
    nothing is mended counts the same as it came and as repaired; weighted, too, if nothing is in it twice.

    Parameters
    ----------
    documents : one or several, or a corpus, which is read document by document.
    concepts : from `read_concepts`, or a mapping that it takes.
    tokeniser : what cuts words; ``Tokeniser()`` by default.
    settings : how the texts are repaired, with the tokeniser in it.

    Returns
    -------
    `ConceptCounts`, whose tables are, all in order of the documents, then of the dictionary:

    - ``documents``: ``doc``, ``date`` (from the name or a column, as 2021-03-02, or empty), ``raw_words`` and
      ``repaired_words`` (tokens but punctuation and space).
    - ``counts``: for each document and concept, also where it is not found, ``doc``, ``date``, ``group``, ``concept``,
      ``raw``, ``repaired`` (int), ``weighted``, ``raw_per_10k``, ``repaired_per_10k`` (float).
    - ``sections``: ``doc``, ``section``, ``title``, ``group``, ``concept``, ``raw``, ``repaired``, ``weighted``, where
      there are any. The sections are those of the text as it came, also for what was found as repaired.
    - ``matches``: ``doc``, ``side`` (raw or repaired: which text), ``group``, ``concept``, ``rule``, ``section``,
      ``line`` (of the file), ``start``, ``end`` (offsets in that text), ``text``, ``weight``.
    - ``causes``: ``doc``, ``concept``, ``change``, ``kind``, ``line``, ``evidence``; as `causes` for terms. The changes
      of a concept add up to repaired - raw.
    - ``errors``: ``doc``, ``path``, ``place``, ``reason`` of what could not be read of a corpus.

    Raises
    ------
    ValueError : as `read_concepts`, and if there is an argument beside *settings*.

    >>> from analysis import parse
    >>> page = parse("会议开了三天，由市政\\n\\n协主席主持,讨论机制。", "晚报_2021-03-02")
    >>> found = count_concepts(page, {"政协": ["*政协"]})
    >>> found.counts[["doc", "concept", "raw", "repaired"]]
                    doc concept  raw  repaired
    0  晚报_2021-03-02      政协    0         1
    >>> found.causes[["concept", "change", "kind", "line"]]
      concept  change              kind  line
    0      政协       1  broken paragraph     1
    """
    known = as_concepts(concepts, "count_concepts")
    settings = settings_of(RepairSettings, settings, "count_concepts", tokeniser=tokeniser)
    parts: dict[str, list[pd.DataFrame]] = {"sections": [], "matches": [], "causes": [], "errors": []}
    rows, counts = [], []
    for doc, date, document in each_text(documents, "count_concepts", parts["errors"]):
        done = repair(document, settings=settings)
        found = _matches(document, done, known)
        words = [int(is_counted(done.settings.tokeniser.tokens(text)).sum()) for text in (document, done.document)]
        rows.append((doc, date, *words))
        counts.append(_counted(found, known).assign(doc=doc, date=date, raw_words=words[0], repaired_words=words[1]))
        parts["sections"].append(_by_section(found, done, known).assign(doc=doc))
        parts["matches"].append(found.assign(doc=doc))
        parts["causes"].append(_causes(found, done).assign(doc=doc))
    table = _typed(counts, {**DOCUMENTS, **NAMES, **COUNTS})
    words_of = table.pop("raw_words").to_numpy(), table.pop("repaired_words").to_numpy()
    return ConceptCounts(
        known,
        pd.DataFrame(rows, columns=[*DOCUMENTS]).astype(DOCUMENTS),
        with_rates(table, *words_of),
        _typed(parts["sections"], SECTIONS),
        _typed(parts["matches"], MATCHES),
        _typed(parts["causes"], CAUSES),
        _typed(parts["errors"], ERRORS),
    )


def _matches(document: Document, done: Repair, concepts: Concepts) -> pd.DataFrame:
    """Return what is found in a text as it came, and as repaired."""
    settings, sections = done.settings, np.array([row["start"] for row in outline(document, done.settings.decisions)])  # type: ignore[arg-type]
    tables = []
    for side, text in ((RAW, document), (REPAIRED, done.document)):
        found = concept_matches(text, concepts, settings.tokeniser, settings.decisions)
        starts = found["start"].tolist()
        if side == REPAIRED:
            starts = [done.source_span(start, end)[0] for start, end in zip(starts, found["end"].tolist(), strict=True)]
            found["line"] = [document.line(start) for start in starts]
        section = (np.searchsorted(sections, starts, side="right") - 1).clip(0)
        weight = audit(document, settings=settings).weights(_as_tokens(found)) if side == RAW and len(found) else 1.0
        tables.append(found.assign(side=side, section=section, weight=weight))
    return _typed(tables, {name: kind for name, kind in MATCHES.items() if name != "doc"})


def _as_tokens(matches: pd.DataFrame) -> pd.DataFrame:
    """Return matches as the functions take them that look at tokens by their places."""
    table = matches[["start", "end"]].assign(term=matches["concept"], kind=CONCEPT)
    table.attrs = matches.attrs
    return table


def _counted(found: pd.DataFrame, concepts: Concepts) -> pd.DataFrame:
    """Return the counts of each concept, 0 where it is not found."""
    names = pd.DataFrame([(each.group, each.name) for each in concepts.concepts], columns=[*NAMES]).astype(NAMES)
    sides = _sides(found, ["concept"])
    for view in VIEWS:
        names[view] = names["concept"].map(sides[view]).fillna(0)
    return names.astype(COUNTS)


def _sides(found: pd.DataFrame, keys: list[str]) -> pd.DataFrame:
    """Return how many matches are found for each of *keys*, in both texts, and weighted."""
    raw, repaired = (found[found["side"] == side].groupby(keys)["weight"] for side in (RAW, REPAIRED))
    return pd.DataFrame({RAW: raw.size(), REPAIRED: repaired.size(), "weighted": raw.sum()}).fillna(0).astype(COUNTS)


def _by_section(found: pd.DataFrame, done: Repair, concepts: Concepts) -> pd.DataFrame:
    order = {each.name: number for number, each in enumerate(concepts.concepts)}
    table = _sides(found, ["section", "concept"]).reset_index()
    titles = [row["title"] for row in outline(done.source, done.settings.decisions)]  # type: ignore[arg-type]
    table = table.assign(
        title=[titles[section] for section in table["section"]],
        group=[concepts.concepts[order[name]].group for name in table["concept"]],
    )
    return table.assign(number=table["concept"].map(order)).sort_values(["section", "number"])


def _causes(found: pd.DataFrame, done: Repair) -> pd.DataFrame:
    sides = [_as_tokens(found[found["side"] == side]) for side in (RAW, REPAIRED)]
    for table, text in zip(sides, (done.source, done.document), strict=True):
        table.attrs = {"document": {"name": text.name, "sha256": text.text_sha256}}
    before, after = sides
    return causes(before, after, done).rename(columns={"term": "concept"})


def _typed(tables: list[pd.DataFrame], kinds: Mapping[str, str]) -> pd.DataFrame:
    """Return tables one below the other, with columns of these kinds, and no mark of one document."""
    filled = [table[[*kinds]] for table in tables if len(table)]
    for table in filled:
        table.attrs = {}
    return (pd.concat(filled, ignore_index=True) if filled else pd.DataFrame(columns=[*kinds])).astype(dict(kinds))
