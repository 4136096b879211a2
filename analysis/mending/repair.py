"""Mend a document by its findings, with every character of the source accounted for in a ledger.

The ledger and the clean text give the source back exactly (`restore`). What is not certain is not done but held.
"""

from __future__ import annotations

import os
from bisect import bisect_right
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING

import pandas as pd

from .._checks import require, settings_of
from ..breaks.ends import CERTAIN
from ..decisions.records import Decisions
from ..document.documents import Document
from ..editions.edition import edition
from ..editions.forms import ENDINGS, FORMS, LEDGER, form_of
from ..languages.messages import _, enumeration
from ..languages.names import kind_name
from ..output.files import refuse_same_files, write_file
from ..output.json import json_text
from .carried_out import carried_out
from .edits import given_findings
from .rounds import mended
from .settings import RepairSettings

if TYPE_CHECKING:
    from pathlib import Path

    from ..words.tokens import Tokeniser

VERSION = 2  # of the ledger as JSON


@dataclass(frozen=True)
class Repair:
    """A clean document, and how it came from its source."""

    document: Document  #: the clean one
    source: Document
    ledger: pd.DataFrame  #: see `repair`
    findings: pd.DataFrame  #: all of them, with ``applied`` (bool), ``held`` (why not) and ``decided`` (by whom)
    settings: RepairSettings = field(default=RepairSettings(), repr=False)
    _refused: dict[tuple[object, ...], str] = field(default_factory=dict, repr=False)  #: why, by subject of a decision

    def __repr__(self) -> str:
        applied = int(self.findings["applied"].sum())
        return f"<Repair of {self.source.name!r}: {applied} of {len(self.findings)} findings mended>"

    def _repr_html_(self) -> str:
        from ..output.displays import table_html

        kinds = self.findings.groupby("kind", sort=False)["applied"].agg(["sum", "size"]).reset_index()
        names, held = kinds["kind"].map(kind_name), kinds["size"] - kinds["sum"]
        table = pd.DataFrame({_("finding"): names, _("mended"): kinds["sum"], _("held"): held})
        caption = _("Repair of {name}: {before} characters before, {after} after").format(
            name=self.source.name, before=f"{len(self.source.text):,}", after=f"{len(self.document.text):,}"
        )
        return table_html(caption, table)

    @cached_property
    def kept_places(self) -> tuple[list[int], list[int]]:
        """Where what is kept begins in the clean text, and in the source."""
        kept = self.ledger[self.ledger["action"] == "kept"]
        return kept["clean_start"].tolist(), kept["start"].tolist()

    @cached_property
    def decisions(self) -> pd.DataFrame:
        """What a person decided, a row for each: `Decisions.fit` of the source, with what came of it.

        ``fits`` is false, too, and ``why`` says why, where the passage is there and the decision could not be carried
        out: what it joins is a heading or is dropped, another edit is there, or there is no such repeat to decide on.

        >>> from analysis import Decisions, parse
        >>> document = parse("他们说，\\n\\n## 第二节\\n\\n完了。")
        >>> done = repair(document, decisions=Decisions().join(document, 4))
        >>> done.decisions[["choice", "fits", "why"]].values.tolist()
        [['join', False, 'line 3 is a heading, which is joined to nothing']]
        """
        taken = self.settings.decisions if isinstance(self.settings.decisions, Decisions) else Decisions()
        return carried_out(taken, self.source, self.findings, self._refused, self.ledger, self.document.text)

    def source_span(self, start: int, end: int) -> tuple[int, int]:
        """Return the span of the source, in code points, from the first to the last character of one of the clean text.

        What was inserted stands in the source where it went in.

        >>> from analysis import parse
        >>> done = repair(parse("工程队连夜抢修，终于恢复了供\\n\\n电，附近的三个小区没有受到影响。"))
        >>> done.document.text[13:15], done.source_span(13, 15)
        ('供电', (13, 17))
        """
        return self._source_offset(start), self._source_offset(end - 1) + 1 if end > start else self._source_offset(end)

    def line(self, offset: int) -> int:
        """Return the line of the source, from 1, where a character of the clean text stands.

        >>> from analysis import parse
        >>> done = repair(parse("工程队连夜抢修，终于恢复了供\\n\\n电，附近的三个小区没有受到影响。"))
        >>> done.line(14), done.document.line(14)
        (3, 1)
        """
        return self.source.line(self._source_offset(offset))

    def _source_offset(self, offset: int) -> int:
        clean, source = self.kept_places
        row = bisect_right(clean, offset) - 1
        if row < 0:
            return 0
        following = source[row + 1] if row + 1 < len(source) else len(self.source.text)
        return min(source[row] + offset - clean[row], following)

    def to_json(self) -> str:
        """Return the ledger as JSON, from which `undo` gives the source back.

        ``version``, and of the source ``sha256`` (of its bytes), ``text_sha256``, ``encoding``, ``byte_order_mark`` and
        ``format``; the ``entries``, in order of the text, and the findings that were ``held``, with why. Offsets are
        ``[start, end)`` in code points: of the source, and as ``clean_…`` of the clean text. An entry of the action
        ``kept`` has its text in the clean document; all others hold theirs.
        """
        source, held = self.source.source, self.findings[~self.findings["applied"]].drop(columns="applied")
        whole = {
            "version": VERSION,
            "sha256": source.sha256,
            "text_sha256": self.source.text_sha256,
            "encoding": source.encoding,
            "byte_order_mark": source.byte_order_mark,
            "format": source.format,
            "entries": self.ledger.to_dict("records"),
            "held": held.to_dict("records"),
        }
        return json_text(whole, indent=1)

    def to_bytes(self, ending: str) -> bytes:
        """Return what `save` writes into a file whose name has this ending.

        >>> from analysis import parse
        >>> print(repair(parse("终于恢复了供\\n\\n电，附近没有受到影响。")).to_bytes(".diff").decode())
        --- a/text
        +++ b/text
        @@ -1,3 +1,1 @@
        -终于恢复了供
        -
        -电，附近没有受到影响。
        \\ No newline at end of file
        +终于恢复了供电，附近没有受到影响。
        \\ No newline at end of file
        <BLANKLINE>
        """
        if ending == LEDGER:
            return self.to_json().encode()
        return FORMS[ending](edition(self.source, self.document, self.ledger, self.findings))

    def save(self, path: str | os.PathLike[str]) -> Path:
        """Write the repair in the form that the ending of a path chooses.

        ``.docx`` is the source with each edit as a tracked change and its evidence as a comment, ``.xml`` TEI P5 with
        the edits encoded in the text, ``.critic.md`` CriticMarkup; these hold both texts to the letter. ``.diff`` and
        ``.patch`` are a unified diff from the source to the clean text, ``.json`` is the ledger, ``.md`` and ``.txt``
        the clean text. The same repair gives the same bytes; what is at the path is replaced, unless it is the source.

        Parameters
        ----------
        path : of the file; its folder must exist.

        Returns
        -------
        The path.

        Raises
        ------
        ValueError : for another ending, and if the path is that of the source.
        OSError : if it cannot be written.

        >>> import tempfile
        >>> from analysis import parse
        >>> done = repair(parse("终于恢复了供\\n\\n电，附近没有受到影响。"))
        >>> with tempfile.TemporaryDirectory() as folder:
        ...     done.save(f"{folder}/page.critic.md").read_text("utf-8")[:22]
        '终于恢复了供{--\\n\\n--}{>>broke'
        """
        ending = form_of(path)
        if ending is None:
            raise ValueError(
                f"{os.fspath(path)}: " + _("a repair is saved as {endings}").format(endings=enumeration(ENDINGS))
            )
        refuse_same_files(filter(None, [self.source.source.path]), [path])
        return write_file(path, self.to_bytes(ending))


def repair(
    document: Document,
    findings: pd.DataFrame | None = None,
    also: tuple[str, ...] = (),
    certain: float = CERTAIN,
    min_length: int = 30,
    similarity: float = 0.8,
    tokeniser: Tokeniser | None = None,
    decisions: Decisions | str | os.PathLike[str] | None = None,
    settings: RepairSettings | None = None,
) -> Repair:
    """Mend a document.

    Done in this order, each edit once, an edit that touches one before it held: copies dropped, then page faults, of
    which joins heed what stands elsewhere in the text (see `duplicates.seams`). Then again near what was edited, until
    nothing more is certain there, and of copies everywhere: what was joined may be seen to be one. An edit is
    applied when its confidence is at least *certain* and its kind is not one of those mended on request.

    Parameters
    ----------
    document : what `load` or `parse` returned.
    findings : from `copies` and `faults`, or a selection of their rows, to be mended once; all by default. Or those of
        a repair, also when they come back from CSV or JSON: where ``applied`` is true or false, it decides, and not
        the confidence; so the findings of a repair give that repair again, and a person can change what is mended.
        The order of the rows does not matter.
    also : kinds mended only on request: ``half-width punctuation``, ``space inside a word``, ``unmarked heading``.
    certain : the least confidence (0..1) with which a finding is mended; the rest is held.
    min_length, similarity : of the repeats that are looked for; see `audit`.
    tokeniser : its words are in the dictionary wherever it is looked at which words stand there.
    decisions : what a person decided, which comes before all else: `Decisions`, or the file of them; which of them
        fit, and were carried out, is said by `Repair.decisions`.
    settings : *also* and all below it in one, in place of these.

    Returns
    -------
    `Repair` with the clean document and the ledger, one row per piece of the source, in order: ``action`` (kept,
    dropped, inserted, replaced), ``start``, ``end`` (in the source), ``clean_start``, ``clean_end`` (in the clean
    text), ``source_text``, ``clean_text`` (empty for what is kept), ``kind`` and ``evidence`` of the finding, and
    ``decided``, by whom and when, where a person did; of a document with pages also where it is on them, see
    `Document.with_boxes`.
    The ``findings`` are all of them, in order, with ``applied``, ``held`` and ``decided``; the ``edits`` of those
    applied are what they changed in the end, over the source. What a later round changed again is held, and its edit is
    the later one's.

    Raises
    ------
    ValueError : if the findings are of another text, or one has an edit that the text has no place for, or two that
        overlap; the message names the row. Or as `RepairSettings`, or if an argument is given beside *settings*.

    >>> from analysis import parse
    >>> done = repair(parse("工程队连夜抢修，终于恢复了供\\n\\n电，附近的三个小区没有受到影响。"))
    >>> done.document.text
    '工程队连夜抢修，终于恢复了供电，附近的三个小区没有受到影响。'
    >>> restore(done) == done.source.text
    True
    """
    require(document, Document, "repair", "document")
    chosen = {"also": also, "certain": certain, "min_length": min_length, "similarity": similarity}
    settings = settings_of(RepairSettings, settings, "repair", tokeniser=tokeniser, decisions=decisions, **chosen).of(
        document
    )
    given = None if findings is None else given_findings(findings, document)
    done = mended(document, given, settings)
    refused = {one.decision.subject: one.refused for one in done.decided if one.refused}
    return Repair(done.document, document, done.ledger, done.findings, settings, refused)


def restore(done: Repair) -> str:
    """Return the source's text, from the clean text and the ledger alone.

    >>> from analysis import parse
    >>> restore(repair(parse("没有毛病的一句话。")))
    '没有毛病的一句话。'
    """
    require(done, Repair, "restore", "done")
    clean = done.document.text
    return "".join(
        clean[row.clean_start : row.clean_end] if row.action == "kept" else row.source_text
        for row in done.ledger.itertuples()
    )
