"""Find text that stands in a document, or in several, more than once; say what kind of repeat it is and which to keep.

`passages` finds what is equal to the letter, `near` what is nearly so, `roles` judges it; here it becomes tables.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cached_property
from itertools import takewhile
from os.path import commonprefix
from typing import TYPE_CHECKING, NamedTuple

import numpy as np
import pandas as pd

from .._checks import as_tokens, require, require_number, require_several, require_whole
from ..document.annotations import annotation
from ..document.documents import Document
from ..document.marks import mark_of
from ..text_index.passages import BEYOND, repeated_windows
from ..words.token_marks import require_tokens_of
from .counted import counted
from .equal_classes import equal_classes
from .judging import judged
from .near import near_blocks, near_runs
from .roles import near_groups, with_roles
from .spans import Texts

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Sequence

    from ..text_index.passages import Repeats
    from .near import Run
    from .spans import Group, Span

KINDS = ("repeat", "near repeat", "variant", "splice", "periodic run", "doubled characters", "natural repeat")
NEARLY = ("near repeat", "variant")  # kinds whose places differ in their letters
NOT_COPIES = ("variant", "natural repeat")  # what each of its places says for itself
COUNTED = 30  # letters of passages that are judged to be counted, even if only longer ones are looked for
MARGIN = 16  # characters of punctuation beside a match that are looked at
LISTED, LETTERS_A_ROW = 1000, 30  # occurrences listed at least, however short the text; and one for so many letters
DOUBLED = re.compile("(?:([\\u4e00-\\u9fff])\\1){4,}")
CLASSES = {
    "kind": "str",
    "count": "int64",
    "letters": "int64",
    "redundant": "int64",
    "similarity": "float64",
    "evidence": "str",
    "text": "str",
}
OCCURRENCES = {
    "class": "int64",
    "doc": "str",
    "start": "int64",
    "end": "int64",
    "line": "int64",
    "role": "str",
    "reason": "str",
}


@dataclass(frozen=True)
class Audit:
    """What `audit` found.

    classes : one row per set of spans that are the same, those that repeat most letters first: ``kind`` (one of
        `KINDS`), ``count`` (spans), ``letters`` (of the first), ``redundant`` (letters beyond one copy; 0 for variants
        and natural repeats), ``similarity`` (0..1; 1 is equal to the letter), ``evidence`` (in words), ``text`` (of the
        first).
    occurrences : one row per span: ``class`` (row of *classes*), ``doc`` (the document's name), ``start``, ``end``
        (offsets in code points of its ``text``), ``line``, ``role`` (keep, copy, held: a copy that may be meant, or
        variant: another version, that stays), ``reason``. Not all are listed where there are very many: two of each
        class, and of the rest in all no more than a place for every thirty letters, or a thousand.
    multiplicity : for each code point, how many times the passage it belongs to is there; 1 when once.
    is_copy : for each code point, whether it stands in a repeat and another place was chosen to count it.
    """

    documents: tuple[Document, ...]
    min_length: int
    similarity: float
    classes: pd.DataFrame = field(repr=False)
    occurrences: pd.DataFrame = field(repr=False)
    multiplicity: np.ndarray = field(repr=False)
    is_copy: np.ndarray = field(repr=False)
    _groups: tuple[Group, ...] = field(repr=False)  #: the classes with all their spans: those listed, then the others

    def __repr__(self) -> str:
        return f"<Audit of {self._said}>"

    @property
    def _said(self) -> str:
        what = repr(self.names[0]) if len(self.names) == 1 else f"{len(self.names):,} documents"
        classes = f"{len(self.classes):,} {'class' if len(self.classes) == 1 else 'classes'} of repeats"
        return f"{what}: {classes}, {self.redundancy:.1%} of the letters in copies"

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
        return _names(self.documents)

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
        rows = {"letters in all": f"{len(place):,}"}
        for kind in dict.fromkeys(self.classes["kind"]):
            of_kind = self.classes[self.classes["kind"] == kind]
            rows[kind] = (
                f"{len(of_kind):,} {'class' if len(of_kind) == 1 else 'classes'}, {of_kind['count'].sum():,} places"
            )
        rows["letters that stand in a copy"] = f"{self.is_copy[place].sum():,}"
        rows["share of the text that is redundant"] = f"{self.redundancy:.1%}"
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
            raise ValueError(f"{caller}: doc: {doc}; {len(self.documents)} documents were audited, numbered from 0")
        tokens = as_tokens(tokens, caller, ("start", "end"))
        mark = mark_of(tokens)
        numbers = [n for n, other in enumerate(self.documents) if mark and other.text_sha256 == mark["sha256"]]
        if numbers and doc not in numbers:
            place = f"document number {numbers[0]}"
            raise ValueError(f"{caller}: tokens are of {place} of those audited; pass doc={numbers[0]}")
        first = "Tokeniser().tokens(found.document)" if len(self.documents) == 1 else f"those of document number {doc}"
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
) -> Audit:
    """Find what stands in a document, or in several together, more than once.

    Every stretch of *min_length* letters that was there before is found, and lies in an occurrence whose class has the
    earlier place too. An exact match is as long as it can be on both sides; but it ends at the edge of a block that
    its places share when fewer than *min_length* letters lie beyond, and what lies within a near repeat is told as
    that. Near repeats are blocks and runs of them.

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

    Raises
    ------
    ValueError : if *min_length* is below 2, *similarity* not above 0 and at most 1, there is no document, or a kind is
        none of `KINDS`.

    >>> from analysis import parse
    >>> found = audit(parse("春天来了,花开了。\\n\\n春天来了，花开了!"), min_length=6)
    >>> found.occurrences[["class", "start", "end", "role"]]
       class  start  end  role
    0      0      0    9  keep
    1      0     11   20  copy
    """
    require_number("audit", similarity=similarity)
    require_whole("audit", min_length=min_length)
    documents = _documents(documents)
    if min_length < 2:
        raise ValueError(f"min_length: {min_length}; a passage has at least 2 letters")
    if not 0 < similarity <= 1:
        raise ValueError(f"similarity: {similarity}; it is above 0 and at most 1")
    require_several(kinds, "audit", "kinds")
    if wrong := [kind for kind in kinds if kind not in KINDS]:
        raise ValueError(f"kinds: {wrong[0]!r}; choose from {', '.join(KINDS)}")
    if not documents:
        raise ValueError("documents: there is none to audit")
    texts = Texts(documents)
    if len(documents) == 1:
        key = ("repeats", min_length, similarity)
        found = annotation(documents[0], key, lambda: _repeats(texts, min_length, similarity))
    else:
        found = _repeats(texts, min_length, similarity)
    # Those that are listed first, in the order of their rows.
    groups = sorted(found.groups, key=lambda g: (g.kind not in kinds, -_redundant(g), g.spans[0], g.kind))
    shown = [group for group in groups if group.kind in kinds]
    twice = [*doubled(texts.text)] if "doubled characters" in kinds else []
    tables = _tables(texts, shown, twice)
    return Audit(documents, min_length, similarity, *tables, found.multiplicity, found.is_copy, tuple(groups))


class _Repeats(NamedTuple):
    """What is there more than once, whatever of it is shown."""

    groups: tuple[Group, ...]
    multiplicity: np.ndarray
    is_copy: np.ndarray


def _repeats(texts: Texts, min_length: int, similarity: float) -> _Repeats:
    codes = texts.letters.codes
    repeats = repeated_windows(codes, min_length)
    groups = own = _groups(texts, repeats, similarity)
    within = None
    if min_length > COUNTED:  # judged as ever, so that to look for longer ones alone never adds to what is redundant
        own = _groups(texts, repeated_windows(codes, COUNTED), similarity)
        within = _in_long_ones(texts, repeats, own)
    multiplicity, is_copy = counted(texts, [group for group in own if group.kind not in NOT_COPIES], within)
    multiplicity.flags.writeable = is_copy.flags.writeable = False  # several audits of a text share them
    return _Repeats(tuple(groups), multiplicity, is_copy)


def _groups(texts: Texts, repeats: Repeats, similarity: float) -> list[Group]:
    """Return the classes of spans with their kinds and roles."""
    near = near_blocks(texts.letters.codes, texts.edges, repeats.length, similarity) if similarity < 1 else []
    runs = near_runs(texts.letters.codes, texts.edges, near, similarity)
    groups = equal_classes(texts, repeats, runs, near, repeats.length)
    groups = [g for g in groups if g.period] + judged(texts, [g for g in groups if not g.period])
    return with_roles(texts, groups + near_groups(texts, _by_source(runs)))


def _in_long_ones(texts: Texts, repeats: Repeats, groups: list[Group]) -> np.ndarray:
    """Say of each letter whether it is in a passage of the least length that is there again, or nearly."""
    change = np.zeros(len(repeats.codes) + 1, np.int64)
    np.add.at(change, repeats.places, 1)
    np.add.at(change, repeats.places + repeats.length, -1)
    found = np.cumsum(change[:-1]) > 0
    for group in groups:
        for start, end in group.spans if group.kind == "near repeat" else ():
            first, last = texts.block_at(start), texts.block_at(end - 1)
            found[start:end] |= np.diff(texts.edges[first : last + 1]).max() >= repeats.length
    return found


def _documents(documents: Document | Sequence[Document]) -> tuple[Document, ...]:
    """Return one or several documents as several; a text or a path is none."""
    if isinstance(documents, Document | str | bytes) or not isinstance(documents, Iterable):
        require(documents, Document, "audit", "documents")
        return (documents,)
    several = tuple(documents)
    for each in several:
        require(each, Document, "audit", "each of documents")
    return several


def seams(found: Audit) -> dict[int, tuple[bool, int]]:
    """Return what repeats say of the ends of blocks: whether the text runs on there, where it stands elsewhere.

    By the offset of a block's end in the first document: true, and the line of the place where no block ends there;
    or false, and the line of one where the text goes on otherwise.

    >>> from analysis import parse
    >>> one, other = "会议由市政", "协主席主持，大家都发了言。"
    >>> seams(audit(parse(f"{one}\\n\\n{other}\\n\\n别的。\\n\\n{one}{other}"), min_length=10))
    {5: (True, 7)}
    """
    texts = Texts(found.documents)
    place, ends, limit = texts.letters.place, texts.ends, len(found.document.text)
    said: dict[int, tuple[bool, int]] = {}
    exact = found.classes.index[(found.classes["similarity"] == 1) & (found.classes["kind"] != "periodic run")]
    base = dict(zip(found.names, texts.bases, strict=True))
    for _, rows in found.occurrences[found.occurrences["class"].isin(exact)].groupby("class"):
        spans = [
            np.searchsorted(place, np.array([row.start, row.end], np.int32) + base[row.doc]).tolist()
            for row in rows.head(LISTED).itertuples()
        ]
        inner = [
            {end - start for end in ends[bisect_left(ends, start + 1) : bisect_left(ends, stop + 1)]}
            for start, stop in spans
        ]
        broken = set.union(*inner)
        for offset in sorted(broken):
            whole = next((start for (start, _), own in zip(spans, inner, strict=True) if offset not in own), None)
            for (start, stop), own in zip(spans, inner, strict=True) if whole is not None else ():
                at = int(place[start + offset - 1]) + 1
                if offset in own and at <= limit:
                    end = _block_end(found.document, at)
                    line = texts.line(int(place[whole + offset - 1]))
                    said.setdefault(end, (start + offset < stop, line))
    return said


def _block_end(document: Document, offset: int) -> int:
    """Return the end of the block that holds the letter before *offset*."""
    at = bisect_left(document.blocks, offset, key=lambda block: block.end)
    return document.blocks[at].end if at < len(document.blocks) else offset


def _by_source(runs: list[Run]) -> list[list[Run]]:
    """Return the runs that repeat the same blocks, together."""
    groups: dict[tuple[int, int], list[Run]] = {}
    for run in runs:
        groups.setdefault((run.source_first, run.source_last), []).append(run)
    return [*groups.values()]


def doubled(text: str) -> Iterator[tuple[int, int, str]]:
    """Yield the places where each character stands twice, and what shows it; 哈哈哈哈 is none.

    >>> [*doubled("环环境境保保护护，哈哈哈哈哈哈哈哈。")]
    [(0, 8, 'each of 4 characters stands twice')]
    """
    for match in DOUBLED.finditer(text):
        if len(set(match[0])) > 2:
            yield *match.span(), f"each of {len(match[0]) // 2} characters stands twice"


def _tables(texts: Texts, groups: list[Group], twice: list[tuple[int, int, str]]) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Return the tables of classes and occurrences."""
    listed = max(LISTED, len(texts.letters.codes) // LETTERS_A_ROW)
    names = _names(texts.documents)
    classes, occurrences = [], []

    def occurrence(number: int, start: int, end: int, role: str, reason: str) -> None:
        doc = texts.doc_at(start)
        base = texts.bases[doc]
        line = texts.documents[doc].line(start - base)
        occurrences.append((number, names[doc], start - base, end - base, line, role, reason))

    for number, group in enumerate(groups):
        raw = [texts.raw(span) for span in group.spans]
        alike = [raw] if group.kind not in NEARLY else [[span] for span in raw]
        spans = raw if group.period else [span for some in alike for span in _widened(texts, some)]
        size = group.spans[0][1] - group.spans[0][0]
        text = " ".join(texts.text[slice(*spans[0])].split())
        classes.append((group.kind, group.count, size, _redundant(group), group.similarity, group.evidence, text))
        shown = len(spans) if len(spans) <= 2 else max(2, min(len(spans), listed - len(occurrences)))
        for span, role, reason in [*zip(spans, group.roles, group.reasons, strict=True)][:shown]:
            occurrence(number, *span, role, reason)
    for number, (start, end, said) in enumerate(twice, len(groups)):
        size = (end - start) // 2
        classes.append(("doubled characters", 1, 2 * size, size, 1.0, said, texts.text[start:end]))
        occurrence(number, start, end, "held", "every second character is a copy")
    return _typed(classes, CLASSES), _typed(occurrences, OCCURRENCES)


def _typed(rows: list[tuple], columns: dict[str, str]) -> pd.DataFrame:
    return pd.DataFrame(rows, columns=[*columns]).astype(columns)


def _redundant(group: Group) -> int:
    """Return the letters of a class beyond one copy."""
    if group.kind in NOT_COPIES:
        return 0
    if group.period:
        return group.spans[-1][1] - group.spans[-1][0]
    sizes = [end - start for start, end in group.spans]
    return sum(sizes) - sizes[0] + (group.count - len(sizes)) * sizes[0]


def _names(documents: Sequence[Document]) -> list[str]:
    """Return the documents' names, with a number behind one that was there before."""
    names: dict[str, int] = {}
    for document in documents:
        name, again = document.name, 1
        while name in names:
            again += 1
            name = f"{document.name} ({again})"
        names[name] = again
    return [*names]


def _widened(texts: Texts, spans: list[Span]) -> list[Span]:
    """Return the spans with the punctuation beside them that belongs to the match.

    Out to the edge of the block where only punctuation lies between; else as far as it is the same beside all spans.
    """
    text, blocks = texts.text, texts.spans
    starts, ends = zip(*spans, strict=True)
    rows = np.searchsorted(blocks[:, 0], [starts, ends - np.array(1)], side="right") - 1
    before = [
        _punctuation(text[max(edge, start - MARGIN) : start][::-1])
        for edge, start in zip(blocks[rows[0], 0], starts, strict=True)
    ]
    after = [
        _punctuation(text[end : min(edge, end + MARGIN)]) for edge, end in zip(blocks[rows[1], 1], ends, strict=True)
    ]
    left, right = len(commonprefix(before)), len(commonprefix(after))
    return [
        (
            start - (len(head) if start - len(head) == blocks[first, 0] else left),
            end + (len(tail) if end + len(tail) == blocks[last, 1] else right),
        )
        for start, end, head, tail, first, last in zip(starts, ends, before, after, *rows, strict=True)
    ]


def _punctuation(text: str) -> str:
    """Return what *text* begins with before its first letter."""
    return "".join(takewhile(lambda c: not c.isalnum(), text))
