"""The page of a report that shows the text itself: every block, what was found in it, and what became of it."""

from __future__ import annotations

from bisect import bisect_right
from itertools import groupby
from typing import TYPE_CHECKING, NamedTuple

from markupsafe import Markup

from ..duplicates.audits import audit
from ..figures import palette
from ..figures.palette import KIND_COLOURS, REUSE_COLOURS, SIGNS
from ..languages.names import kind_signs
from ..output.html import render
from ..structure.sections import outline
from .marked_blocks import label, spots_of, tint
from .text_rows import HEADINGS, Row, rows_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ..mending.repair import Repair
    from .findings import Finding
    from .marked_blocks import Spot

LEFT_OUT = "natural repeat"  # which its writer meant: the page on repeats marks them
MOST_ROWS = 120  # of a part of the page that is folded as one
FEW_ROWS = 60  # of a text that is short enough to be open in all its parts
FOLDED = 3  # rows in which nothing was found, one after the other, from which they are folded


class Run(NamedTuple):
    """Rows, one after the other, in which something was found, or nothing."""

    rows: list[Row]
    is_folded: bool


class Part(NamedTuple):
    """A section of the text, or a stretch of a long one."""

    anchor: str
    title: str
    first: int  #: line
    last: int
    level: int
    runs: list[Run]
    found: int  #: findings in it
    is_open: bool


def text_body(done: Repair, findings: Sequence[Finding]) -> Markup:
    """Return what the page shows of a repair, as HTML without script.

    Parameters
    ----------
    done : from `repair`.
    findings : from `findings_of`, of the same; each has an anchor, ``f`` and its number.

    >>> from analysis import parse, repair
    >>> from analysis.reports.findings import findings_of
    >>> done = repair(parse("工程队连夜抢修，终于恢复了供\\n\\n电，附近的三个小区没有受到影响。"))
    >>> 'id="f1"' in text_body(done, findings_of(done))
    True
    """
    found = audit(done.source, settings=done.settings)
    spots = [spot for spot in spots_of(found) if spot.kind != LEFT_OUT]
    parts = _parts(done, rows_of(done, findings, spots))
    kinds = {block.kind for part in parts for run in part.runs for row in run.rows for block in row.blocks}
    # Headings have the ink's colour, which on a dark page is light.
    colours = KIND_COLOURS | dict.fromkeys(HEADINGS, "var(--ink)")
    html = render(
        "reports/templates/text.html.j2",
        parts=parts,
        label=label,
        tint=tint,
        signs={
            kind: sign for kind, sign in (SIGNS | kind_signs()).items() if any(one.kind == kind for one in findings)
        },
        repeats={kind: palette.tint(colour) for kind, colour in REUSE_COLOURS.items() if _has(spots, kind)},
        kinds={kind: colours[kind] for kind in palette.APART if kind in kinds},
        colours=colours,
        apart=palette.APART,
        count=len(findings),
    )
    # It was rendered by the template, in which the text is escaped.
    return Markup(html)  # noqa: S704


def _has(spots: Sequence[Spot], kind: str) -> bool:
    return any(spot.kind == kind for spot in spots)


def _parts(done: Repair, rows: list[Row]) -> list[Part]:
    """Return the sections with their rows; long ones in stretches."""
    sections = outline(done.source)
    lines = [section["line"] for section in sections]
    numbered = ((max(bisect_right(lines, row.line) - 1, 0), row) for row in rows)
    is_short = len(rows) <= FEW_ROWS
    parts: list[Part] = []
    for number, pairs in groupby(numbered, key=lambda pair: pair[0]):
        within = [row for _, row in pairs]
        title, level = (sections[number]["title"], sections[number]["level"]) if sections else ("", 0)
        for start in range(0, len(within), MOST_ROWS):
            stretch = within[start : start + MOST_ROWS]
            count = sum(len(row.findings) for row in stretch)
            is_open = is_short or any(not row.is_plain for row in stretch)
            last = stretch[-1].blocks[-1].line
            anchor = f"s{len(parts) + 1}"
            parts.append(Part(anchor, title, stretch[0].line, last, level, _runs(stretch, is_short), count, is_open))
    return parts


def _runs(rows: list[Row], is_short: bool) -> list[Run]:
    """Return rows in runs: those in which nothing was found are folded, but for headings and in short texts."""
    runs = []
    for is_plain, group in groupby(
        rows, key=lambda row: row.is_plain and row.blocks[0].kind not in ("title", "heading")
    ):
        run = [*group]
        runs.append(Run(run, is_plain and not is_short and len(run) >= FOLDED))
    return runs


def _signs(kinds: set[str]) -> dict[str, str]:
    """Return the signs of the kinds of findings that the page shows."""
    return {kind: sign for kind, sign in (SIGNS | kind_signs()).items() if kind in kinds}
