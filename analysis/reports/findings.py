"""The findings of a repair as a report shows them: numbered in order of the text, with what became of each."""

from __future__ import annotations

from bisect import bisect_right
from typing import TYPE_CHECKING, Any, NamedTuple

from ..languages.messages import forms
from ..mending.edits import COPIES
from ..mending.finding import ON_REQUEST
from ..mending.ledger import WITHIN

if TYPE_CHECKING:
    from collections.abc import Iterable

    import pandas as pd

    from ..mending.repair import Repair

# What a page, a scan or a copy did to the text; the other kinds are of how it is typed, or how its page is set.
DAMAGE = frozenset(
    {
        *COPIES,
        "broken paragraph",
        "truncated paragraph",
        "orphan start",
        "order swap",
        "lost heading",
        "doubled heading",
        "page furniture",
        "unreadable text",
        "misread?",
        "unbalanced pair",
        "doubled characters",
    }
) - {"variant"}
MENDED, OPEN, ON_DEMAND, DECIDED, GONE = "mended", "open", "on demand", "decided", "gone"  # what became of a finding


class Finding(NamedTuple):
    """A finding as a report shows it; offsets are of the source."""

    number: int  #: from 1, in order of the text
    kind: str
    start: int
    end: int
    line: int
    page: int  #: of a document that has pages, else 0
    evidence: str
    confidence: float
    outcome: str  #: mended; open: for a person to decide; on demand; decided: to be left; gone with another edit
    decided: str  #: by whom and when, where a person did
    edits: tuple[tuple[int, int, str], ...]

    @property
    def is_damage(self) -> bool:
        """Whether it says that the text was damaged."""
        return self.kind in DAMAGE


class Group(NamedTuple):
    """The findings of one kind."""

    kind: str
    findings: list[Finding]

    @property
    def is_damage(self) -> bool:
        """Whether its findings say that the text was damaged."""
        return self.kind in DAMAGE

    def is_unsure(self, certain: float) -> bool:
        """Whether most of them are less sure than what is mended."""
        return 2 * sum(one.confidence < certain and one.outcome != MENDED for one in self.findings) > len(self.findings)

    def count(self, outcome: str) -> int:
        """Return how many of them came to this."""
        return sum(finding.outcome == outcome for finding in self.findings)

    def alike(self) -> list[list[Finding]]:
        """Return them in lists of those that have the same evidence and outcome, in order of the first of each."""
        alike: dict[tuple[object, ...], list[Finding]] = {}
        for finding in self.findings:
            key = finding.evidence, finding.outcome, finding.decided, round(finding.confidence, 2)
            alike.setdefault(key, []).append(finding)
        return [*alike.values()]


def findings_of(done: Repair) -> list[Finding]:
    """Return what was found in a document, numbered from 1 in order of the text.

    >>> from analysis import parse, repair
    >>> done = repair(parse("工程队连夜抢修，终于恢复了供\\n\\n电，附近的三个小区没有受到影响。"))
    >>> [(one.number, one.kind, one.line, one.outcome) for one in findings_of(done)]
    [(1, 'broken paragraph', 1, 'mended')]
    """
    table = _in_order(done)
    dropped = _dropped(table)
    return [
        Finding(
            number,
            row.kind,
            row.start,
            row.end,
            row.line,
            int(getattr(row, "page", 0) or 0),
            row.evidence,
            row.confidence,
            _outcome(row, dropped),
            row.decided,
            tuple(row.edits),
        )
        for number, row in enumerate(table.itertuples(index=False), 1)
    ]


def numbers_of(done: Repair) -> list[int]:
    """Return the numbers that `findings_of` gives, in the order of the rows of ``done.findings``."""
    rows = [*_in_order(done).index]
    numbers = dict(zip(rows, range(1, len(rows) + 1), strict=True))
    return [numbers[row] for row in range(len(rows))]


def _in_order(done: Repair) -> pd.DataFrame:
    return done.findings.reset_index(drop=True).sort_values(["start", "end", "kind"], kind="stable")


def grouped(findings: Iterable[Finding]) -> list[Group]:
    """Return findings by kind: first what was damaged, then the rest, the kinds in order of the text."""
    of_kind: dict[str, list[Finding]] = {}
    for finding in findings:
        of_kind.setdefault(finding.kind, []).append(finding)
    groups = [Group(kind, found) for kind, found in of_kind.items()]
    return sorted(groups, key=lambda group: not group.is_damage)


def _dropped(table: pd.DataFrame) -> list[tuple[int, int]]:
    """Return the spans that the edits made take out, joined where they touch."""
    edits = sorted(edit[:2] for edits in table.loc[table["applied"], "edits"] for edit in edits if not edit[2])
    spans: list[tuple[int, int]] = []
    for start, end in edits:
        if spans and start <= spans[-1][1]:
            spans[-1] = spans[-1][0], max(end, spans[-1][1])
        else:
            spans.append((start, end))
    return spans


def _outcome(row: Any, dropped: list[tuple[int, int]]) -> str:
    """Return what became of a finding; open are those that a review asks about."""
    if row.applied:
        return MENDED
    if row.decided:
        return DECIDED
    start, end = row.start, row.end
    at = bisect_right(dropped, (start, float("inf"))) - 1
    if row.held in forms(WITHIN) or (at >= 0 and end <= dropped[at][1]):
        return GONE
    return ON_DEMAND if row.kind in ON_REQUEST else OPEN
