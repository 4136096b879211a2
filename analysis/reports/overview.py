"""What the first page of a report says: is the text sound, what is wrong and where, and what that did to the counts."""

from __future__ import annotations

import shlex
from collections import Counter, defaultdict
from dataclasses import dataclass
from pathlib import PurePath
from typing import TYPE_CHECKING, NamedTuple

from markupsafe import Markup

from ..decisions.folders import ENDING
from ..decisions.records import Decisions
from ..duplicates.audits import audit
from ..mending.contexts import contexts
from ..mending.effects import causes
from ..mending.settings import RepairSettings
from ..output.html import render
from ..terms.comparison import compare, total_variation
from ..terms.frequencies import frequencies
from ..terms.selection import stop_words
from ..terms.written import written_forms
from .findings import MENDED, OPEN, grouped, numbers_of

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from typing import Any

    import pandas as pd

    from ..mending.repair import Repair
    from .findings import Finding

SOUND, DOUBTFUL, DAMAGED = "sound", "doubtful", "damaged"
PLAIN = ("unreadable text",)  # kinds of damage that anybody sees
MOST_TERMS = 8  # whose counts are shown
MOST_EDITS = 100  # that are shown one by one, with what stood there before and after


class Cause(NamedTuple):
    """What moved the count of a term: so many places more or fewer by a finding."""

    kind: str
    line: int
    number: int  #: of the finding; 0 where it has none
    change: int


class MovedTerm(NamedTuple):
    """A term whose count the repair changed."""

    term: str
    before: int
    after: int
    causes: list[Cause]


class Edit(NamedTuple):
    """What was mended: the text before and after."""

    number: int
    kind: str
    line: int
    before: str
    after: str
    complete_before: str  #: with the middle of a long passage
    complete_after: str


@dataclass(frozen=True)
class Counts:
    """What the repair did to the counts of terms, stop words left out."""

    before: int  #: places of all terms
    after: int
    share: float  #: of the distribution that moved, 0..1
    terms: list[MovedTerm]  #: that changed most
    changed: int  #: terms that changed

    @property
    def stated_share(self) -> str:
        """The share in words: what moved is never said to be nothing.

        >>> Counts(80_721, 80_720, 0.0001, [], 3).stated_share
        '< 0.1%'
        """
        return f"{self.share:.1%}" if self.share >= 0.0005 else "< 0.1%"


def verdict(findings: Sequence[Finding], certain: float) -> str:
    """Say whether a text is sound: damaged with a finding that is *certain*, doubtful with one that is not.

    Where nothing is mended and each finding waits for a person, it is for them to say; but that characters stand for
    nothing is nothing to judge.

    >>> verdict([], 0.8)
    'sound'
    """
    damage = [finding for finding in findings if finding.is_damage]
    if all(finding.outcome == OPEN and finding.kind not in PLAIN for finding in damage):
        return DOUBTFUL if damage else SOUND
    is_sure = any(finding.confidence >= certain or finding.outcome == MENDED for finding in damage)
    return DAMAGED if is_sure else DOUBTFUL


def overview(done: Repair, findings: Sequence[Finding], parameters: Mapping[str, Any]) -> Markup:
    """Return what the first page says of a repair, as HTML; each finding leads to its place on the page of the text.

    Parameters
    ----------
    done : from `repair`.
    findings : from `findings_of`, of the same.
    parameters : what else a command needs to find the same again, by the names of its options.
    """
    found = audit(done.source, settings=done.settings)
    edits = _edits(done)
    html = render(
        "reports/templates/overview.html.j2",
        verdict=verdict(findings, done.settings.certain),
        groups=grouped(findings),
        certain=done.settings.certain,
        redundancy=found.redundancy,
        mended=sum(finding.is_damage and finding.outcome == MENDED for finding in findings),
        found=len(findings),
        damage=sum(finding.is_damage for finding in findings),
        open=[finding for finding in findings if finding.outcome == OPEN],
        counts=_counts(done, findings),
        edits=edits[:MOST_EDITS],
        edit_count=len(edits),
        decisions=_decided(done),
        review=command("review", done, parameters),
        report=command("report", done, parameters),
        decisions_file=shlex.quote(f"{_file_name(done)}{ENDING}"),
    )
    # It was rendered by the template, in which the text is escaped.
    return Markup(html)  # noqa: S704


def numbers(done: Repair, findings: Sequence[Finding]) -> dict[str, str]:
    """Return what a list of reports says of one of them."""
    found = audit(done.source, settings=done.settings)
    outcomes = Counter(finding.outcome for finding in findings)
    return {
        "verdict": verdict(findings, done.settings.certain),
        "characters": f"{len(done.source.text):,}",
        "findings": f"{len(findings):,}",
        "mended": f"{outcomes[MENDED]:,}",
        "open": f"{outcomes[OPEN]:,}",
        "in copies": f"{found.redundancy:.1%}",
    }


def _counts(done: Repair, findings: Sequence[Finding]) -> Counts:
    """Return what the repair did to the counts, with the finding behind each change."""
    cut, stopped = done.settings.tokeniser.tokens, stop_words()
    before, after = cut(done.source), cut(done.document)
    raw, clean = (frequencies(tokens, stop_words=stopped) for tokens in (before, after))
    change = compare(raw, clean)
    moved = change[change["change"] != 0]
    shown = moved.head(MOST_TERMS)
    behind = _causes(causes(before, after, done), {*shown["term"]}, findings)
    as_written = written_forms(before, after)
    terms = [
        MovedTerm(as_written(row.term), int(row.before), int(row.after), behind[row.term])
        for row in shown.itertuples(index=False)
    ]
    return Counts(int(raw["count"].sum()), int(clean["count"].sum()), total_variation(change), terms, len(moved))


def _causes(table: pd.DataFrame, terms: set[str], findings: Sequence[Finding]) -> dict[str, list[Cause]]:
    """Return what moved each term: the largest part first, places of one finding together."""
    numbered = {(one.kind, one.line): one.number for one in reversed(findings) if one.outcome == MENDED}
    behind: dict[str, list[Cause]] = defaultdict(list)
    for row in table[table["term"].isin(terms)].itertuples(index=False):
        number = numbered.get((row.kind, row.line), 0)
        behind[row.term].append(Cause(row.kind, row.line, number, int(row.change)))
    return behind


def _edits(done: Repair) -> list[Edit]:
    """Return what was mended, in order of the text."""
    numbered = [number for number, edits in zip(numbers_of(done), done.findings["edits"], strict=True) if edits]
    short, complete = (contexts(done, complete=complete).itertuples(index=False) for complete in (False, True))
    return sorted(
        Edit(number, row.kind, row.line, row.before, row.after, all_of.before, all_of.after)
        for number, row, all_of in zip(numbered, short, complete, strict=True)
        if row.applied
    )


def _decided(done: Repair) -> list[dict[str, Any]]:
    """Return the decisions that were given, with where they are in the text, in order of the text."""
    if not isinstance(done.settings.decisions, Decisions):
        return []
    rows = done.settings.decisions.fit(done.source).to_dict("records")
    for row in rows:
        row["line"] = done.source.line(row["start"]) if row["start"] >= 0 else row["line"]
    return sorted(rows, key=lambda row: (row["start"] < 0, row["start"]))


def _file_name(done: Repair) -> str:
    """Return the name of the file that a document is from."""
    path = done.source.source.path
    return PurePath(path).name if path else done.source.name


def command(name: str, done: Repair, parameters: Mapping[str, Any]) -> str:
    """Return the command that looks at the document with the same settings.

    >>> from analysis import parse, repair
    >>> command("review", repair(parse("春天来了。", "spring.md"), min_length=20), {})
    'analysis review spring.md --min-length 20'
    """
    words = ["analysis", name, _file_name(done)]
    usual, chosen = RepairSettings(), done.settings
    for option in ("min_length", "similarity", "certain"):
        if (value := getattr(chosen, option)) != getattr(usual, option):
            words += [f"--{option.replace('_', '-')}", str(value)]
    for kind in chosen.also:
        words += ["--also", kind]
    if chosen.tokeniser.engine != usual.tokeniser.engine:
        words += ["--engine", str(chosen.tokeniser.engine)]
    if chosen.tokeniser.simplify != "auto":
        words.append("--simplify" if chosen.tokeniser.simplify else "--no-simplify")
    for option, value in parameters.items():
        words += [f"--{option}", str(value)]
    return shlex.join(words)
