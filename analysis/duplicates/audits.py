"""Find text that stands in a document, or in several, more than once; say what kind of repeat it is and which to keep.

`passages` finds what is equal to the letter, `near` what is nearly so, `roles` judges it, `audit_tables` lists it.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from .._checks import as_tokens, require_several, settings_of
from ..decisions.files import of_document
from ..decisions.folders import for_several
from ..document.annotations import annotation
from ..document.documents import Document, as_documents
from ..document.marks import mark_of
from ..languages.chosen import language
from ..languages.messages import _, enumeration, ngettext
from ..text_index.passages import BEYOND
from ..words.lookups import words_of
from ..words.token_marks import require_tokens_of
from .audit_tables import all_occurrences, build_tables, names_of, redundant_letters
from .decided import wanted_repeats
from .doubled import doubled
from .groups import find_repeats
from .kinds import KINDS
from .settings import AuditSettings
from .spans import Texts

if TYPE_CHECKING:
    import os
    from collections.abc import Collection, Sequence

    from ..decisions.records import Decisions
    from ..words.tokens import Tokeniser
    from .audit_tables import Twice
    from .groups import FoundRepeats
    from .spans import Group


@dataclass(frozen=True)
class Audit:
    """What `audit` found.

    classes : one row per set of spans that are the same, those that repeat most letters first: ``kind`` (one of
        `KINDS`), ``count`` (spans), ``letters`` (of the first), ``redundant`` (letters beyond one copy; 0 for variants
        and natural repeats), ``similarity`` (0..1; 1 is equal to the letter, in one script), ``evidence`` (in words),
        ``text`` (of the first).
    occurrences : one row per span: ``class`` (row of *classes*), ``doc`` (the document's name), ``start``, ``end``
        (offsets in code points of its ``text``), ``line``, ``role`` (keep, copy, held: a copy that may be meant, or
        variant: another version, that stays), ``reason``. Not all are listed where there are very many: two of each
        class, and of the rest in all no more than a place for every thirty letters, or a thousand. What is for people
        to read ends there; `all_occurrences` has all.
    multiplicity : for each code point, how many times the passage it belongs to is there; 1 when once.
    is_copy : for each code point, whether it stands in a repeat and another place was chosen to count it.
    """

    documents: tuple[Document, ...]
    settings: AuditSettings
    classes: pd.DataFrame = field(repr=False)
    occurrences: pd.DataFrame = field(repr=False)
    multiplicity: np.ndarray = field(repr=False)
    is_copy: np.ndarray = field(repr=False)
    _twice: tuple[Twice, ...] = field(repr=False)  #: doubled characters
    _groups: tuple[Group, ...] = field(repr=False)  #: the classes with all their spans: those listed, then the others

    def __repr__(self) -> str:
        return f"<Audit of {self._said}>"

    @property
    def _said(self) -> str:
        one, count = repr(self.names[0]), len(self.classes)
        what = one if len(self.names) == 1 else _("{n} documents").format(n=f"{len(self.names):,}")
        stated = ngettext(
            "{what}: {n} class of repeats, {share} of the letters in copies",
            "{what}: {n} classes of repeats, {share} of the letters in copies",
            count,
        )
        return stated.format(what=what, n=f"{count:,}", share=f"{self.redundancy:.1%}")

    def _repr_html_(self) -> str:
        from ..output.displays import table_html

        return table_html(self._said, self.classes[["kind", "count", "letters", "redundant", "evidence", "text"]])

    @property
    def document(self) -> Document:
        """The document, or the first of them."""
        return self.documents[0]

    @cached_property
    def names(self) -> list[str]:
        """The documents' names; one that was there before has a number behind it."""
        return names_of(self.documents)

    @cached_property
    def all_occurrences(self) -> pd.DataFrame:
        """Return *occurrences* with the rows that are too many to list: what limits a table for readers limits no edit.

        >>> from analysis import parse
        >>> found = audit(parse("春天来了，河边的柳树绿了。\\n\\n" * 1500), min_length=10)
        >>> len(found.occurrences), len(found.all_occurrences)
        (1000, 1500)
        """
        shown = self._groups[: len(self.classes) - len(self._twice)]
        if len(self.occurrences) == sum(len(group.spans) for group in shown) + len(self._twice):
            return self.occurrences
        return all_occurrences(self._texts, shown, self._twice)

    @cached_property
    def redundancy(self) -> float:
        """Return the share, 0..1, of the letters that stand in a copy."""
        place = self._texts.letters.place[self._texts.letters.codes < BEYOND]
        return float(self.is_copy[place].mean()) if len(place) else 0.0

    @cached_property
    def _texts(self) -> Texts:
        return Texts(self.documents)

    def summary(self) -> pd.DataFrame:
        """Return what was found, a row for each kind and two for the whole: ``finding`` and ``value`` (str)."""
        place = self._texts.letters.place[self._texts.letters.codes < BEYOND]
        rows = {_("letters in all"): f"{len(place):,}"}
        for kind in dict.fromkeys(self.classes["kind"]):
            of_kind = self.classes[self.classes["kind"] == kind]
            stated = ngettext("{n} class, {places} places", "{n} classes, {places} places", len(of_kind))
            rows[kind] = stated.format(n=f"{len(of_kind):,}", places=f"{of_kind['count'].sum():,}")
        rows[_("letters that stand in a copy")] = f"{self.is_copy[place].sum():,}"
        rows[_("share of the text that is redundant")] = f"{self.redundancy:.1%}"
        return pd.DataFrame({"finding": rows.keys(), "value": rows.values()}, dtype="str")

    def weights(self, tokens: pd.DataFrame, doc: int = 0) -> np.ndarray:
        """Return what each token counts when a passage that is there m times counts once: the mean of 1 / m.

        No copy has to be chosen for that. The table must be of the same document, number *doc* of those audited.

        Raises
        ------
        ValueError : if it is of another text: of another of those audited, or of the repaired one.

        >>> from analysis import Tokeniser, parse
        >>> document = parse("花开花落\\n\\n花开花落")
        >>> audit(document, min_length=4).weights(Tokeniser().tokens(document)).tolist()
        [0.5, 0.5]
        """
        tokens = self._tokens_of(tokens, doc, "weights")
        return self._means(1 / self.multiplicity, tokens, doc)

    def without_copies(self, tokens: pd.DataFrame, doc: int = 0) -> pd.DataFrame:
        """Return the rows of *tokens*, of document number *doc*, that do not stand, for the most part, in a copy.

        Raises
        ------
        ValueError : if they are of another text, as for `weights`.
        """
        tokens = self._tokens_of(tokens, doc, "without_copies")
        return tokens[self._means(self.is_copy, tokens, doc) <= 0.5]

    def _tokens_of(self, tokens: pd.DataFrame, doc: int, caller: str) -> pd.DataFrame:
        """Return the tokens with their types; refuse those of another document."""
        caller = f"Audit.{caller}"
        if not 0 <= doc < len(self.documents):
            raise ValueError(
                f"{caller}: doc: "
                + _("{doc}; {n} documents were audited, numbered from 0").format(doc=doc, n=len(self.documents))
            )
        tokens = as_tokens(tokens, caller, ("start", "end"))
        mark = mark_of(tokens)
        numbers = [n for n, other in enumerate(self.documents) if mark and other.text_sha256 == mark["sha256"]]
        if numbers and doc not in numbers:
            raise ValueError(
                f"{caller}: "
                + _("tokens are of document number {number} of those audited; pass doc={number}").format(
                    number=numbers[0]
                )
            )
        first = "Tokeniser().tokens(found.document)"
        if len(self.documents) > 1:
            first = _("those of document number {number}").format(number=doc)
        require_tokens_of(tokens, self.documents[doc], caller, "tokens", first)
        return tokens

    def _means(self, values: np.ndarray, tokens: pd.DataFrame, doc: int) -> np.ndarray:
        sums = np.r_[0, np.cumsum(values, dtype=float)]
        start, end = (tokens[side].to_numpy() + self._texts.bases[doc] for side in ("start", "end"))
        return (sums[end] - sums[start]) / (end - start)

    def links(self) -> pd.DataFrame:
        """Return each occurrence beside the one of its class that is kept, or else the first, in order of the text.

        Columns: ``class``, ``kind``, ``similarity``, ``letters``, ``role`` of the occurrence; ``doc``, ``start``,
        ``end``, ``line``, and the same of the other one as ``kept_doc``, ``kept_start``, ``kept_end``, ``kept_line``.
        """
        spans = self.occurrences.drop(columns="reason")
        rank = spans["role"].ne("keep")
        kept = spans.assign(rank=rank).sort_values(["class", "rank"], kind="stable").groupby("class").head(1)
        place = ["doc", "start", "end", "line"]
        others = spans.drop(index=kept.index)
        kept = kept[["class", *place]].rename(columns={name: f"kept_{name}" for name in place})
        table = others.merge(kept, on="class")
        for name in ("kind", "similarity", "letters"):
            table[name] = table["class"].map(self.classes[name])
        columns = ["class", "kind", "similarity", "letters", "role", *place, *(f"kept_{name}" for name in place)]
        return table[columns].sort_values(["doc", "start", "end"], ignore_index=True)


def audit(
    documents: Document | Sequence[Document],
    min_length: int = 30,
    similarity: float = 0.8,
    kinds: Collection[str] = KINDS,
    tokeniser: Tokeniser | None = None,
    decisions: Decisions | str | os.PathLike[str] | None = None,
    settings: AuditSettings | None = None,
) -> Audit:
    """Find what stands in a document, or in several together, more than once.

    Every stretch of *min_length* letters that was there before is found, and lies in an occurrence whose class has the
    earlier place too. An exact match is as long as it can be on both sides; but it ends at the edge of a block that
    its places share when fewer than *min_length* letters lie beyond, and what lies within a near repeat is told as
    that. Near repeats are blocks and runs of them; a block in traditional characters is nearly the same as one in
    simplified ones if it is once it is read as simplified.

    Kinds: **repeat**, blocks and runs of them, equal to the letter; **near repeat**, with edits such as a machine
    makes; **variant**, with a difference that carries meaning, another number, name or word; **splice**, a passage
    in blocks that differ beside it; **periodic run**, fewer than *min_length* letters again and again; **doubled
    characters** (字字节节); **natural repeat**, which the writer meant: a formula, a quotation, numbered items.

    Parameters
    ----------
    documents : what `load` or `parse` returned, one or several.
    min_length : letters that an exact passage, and a block that is nearly repeated, has at least; below 30 a genre's
        set phrases count too.
    similarity : 0..1, at least that of near repeats: 1 - edits / letters of the longer.
    kinds : those listed in the tables, out of `KINDS`; all by default. What is found, and how much of the text is
        redundant, does not depend on it.
    tokeniser : its words are in the dictionary when misread characters are told from other words.
    decisions : what a person decided about repeats, and words of the dictionary; see `AuditSettings`.
    settings : *min_length*, *similarity*, *tokeniser* and *decisions* in one, in place of these.

    Raises
    ------
    ValueError : if *min_length* is below 2, *similarity* not above 0 and at most 1, there is no document, a kind is
        none of `KINDS`, or an argument is given beside *settings*.

    >>> from analysis import parse
    >>> found = audit(parse("春天来了,花开了。\\n\\n春天来了，花开了!"), min_length=6)
    >>> found.occurrences[["class", "start", "end", "role"]]
       class  start  end  role
    0      0      0    9  keep
    1      0     11   20  copy
    """
    given = {"min_length": min_length, "similarity": similarity, "tokeniser": tokeniser, "decisions": decisions}
    settings = settings_of(AuditSettings, settings, "audit", **given)
    documents = as_documents(documents, "audit")
    if len(documents) == 1:
        settings = settings.of(documents[0])
    else:
        settings = replace(settings, decisions=for_several(settings.decisions, documents))
    require_several(kinds, "audit", "kinds")
    if wrong := [kind for kind in kinds if kind not in KINDS]:
        raise ValueError(
            "kinds: " + _("{given!r}; choose from {choices}").format(given=wrong[0], choices=enumeration(KINDS))
        )
    if not documents:
        raise ValueError("documents: " + _("there is none to audit"))
    texts = Texts(documents)
    found = _repeats(texts, settings)
    # Those that are listed first, in the order of their rows.
    groups = sorted(found.groups, key=lambda g: (g.kind not in kinds, -redundant_letters(g), g.spans[0], g.kind))
    shown = [group for group in groups if group.kind in kinds]
    twice = [*doubled(texts.text)] if "doubled characters" in kinds else []
    tables = build_tables(texts, shown, twice)
    return Audit(documents, settings, *tables, found.multiplicity, found.is_copy, tuple(twice), tuple(groups))


def _repeats(texts: Texts, settings: AuditSettings) -> FoundRepeats:
    """Return what is repeated; of one document it is kept with it."""
    long, alike = settings.min_length, settings.similarity
    wanted = wanted_repeats(texts, [of_document(settings.decisions, document) for document in texts.documents])
    with words_of(settings.tokeniser, *texts.documents):
        if len(texts.documents) > 1:
            return find_repeats(texts, long, alike, wanted)
        key = ("repeats", long, alike, wanted)
        return annotation(texts.documents[0], (*key, language()), lambda: find_repeats(texts, long, alike, wanted))
