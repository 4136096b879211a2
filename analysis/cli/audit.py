"""``analysis audit``: what stands there more than once."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from ..languages.messages import N_, _, enumeration
from ..languages.names import value_name
from ..output.streams import echo
from .files import audited, refuse_to_lose
from .help_pages import command
from .mending import Auditing, what_is_audited
from .options import (
    FORMAT,
    PathType,
    Share,
    report_folder,
)
from .printing import echo_rows, echo_table, note
from .program import NEGATIVE

if TYPE_CHECKING:
    from collections.abc import Iterable

    import pandas as pd

    from ..duplicates.audits import Audit

MARKED = "marked pages"  # what a manifest says of their folder


@command(
    "analysis audit page.txt --fail-if-redundant 0.05",
    "analysis audit chapters/*.txt --format json --html marked",
    negative=N_("more than --fail-if-redundant is redundant"),
)
@what_is_audited
@click.option(
    "--fail-if-redundant",
    type=Share(0, 1),
    metavar="SHARE",
    help=N_("Exit with 1 when more than this share of the letters, from 0 to 1, stands in copies."),
)
@click.option(
    "--html",
    type=PathType(path_type=Path, file_okay=False),
    callback=report_folder,
    metavar="FOLDER",
    help=N_("Save each FILE there as a page with its repeats marked; over no file but such pages of before."),
)
@FORMAT
def audit(
    files: tuple[Path, ...],
    fail_if_redundant: float | None,
    html: Path | None,
    form: str,
    encoding: str | None,
    kinds: tuple[str, ...],
    given: Auditing,
) -> None:
    """List the passages that FILE, or all FILEs together, hold more than once, and which occurrence to keep.

    JSON has a line for each class and document: doc, kind, class, spans (in code points), lines, role (of each span:
    keep, copy, or held, which may be intended), reason, similarity, letters, evidence. CSV likewise. The pages of
    --html also say what each choice does to the counts, as the command choices does.

    If one FILE cannot be read, nothing is audited.
    """
    refuse_to_lose([*files, *given.files], [])
    found = audited(files, encoding, kinds, given)
    if html:
        _write_marked(found, files, html)
    rows = _classes_by_document(found)
    if form == "table":
        echo_table(_as_table(rows), nothing=_("no repeat found"))
        share = f"{found.redundancy:.1%}"
        echo("\n" + _("{share} of the letters stand in a copy").format(share=share))
    else:
        echo_rows(rows, form)
    if fail_if_redundant is not None and found.redundancy > fail_if_redundant:
        message = _("{share} is redundant, more than {limit}")
        said = message.format(share=f"{found.redundancy:.1%}", limit=f"{fail_if_redundant:.1%}")
        echo(f"analysis: {said}", err=True)
        sys.exit(NEGATIVE)


def _classes_by_document(found: Audit) -> list[dict[str, Any]]:
    """Return a row for each class and each document that holds some of it."""
    return [
        {
            "doc": doc,
            "kind": found.classes["kind"][number],
            "class": int(number),
            "spans": own[["start", "end"]].to_numpy().tolist(),
            "lines": own["line"].tolist(),
            "role": own["role"].tolist(),
            "reason": own["reason"].tolist(),
            "similarity": round(float(found.classes["similarity"][number]), 4),
            "letters": int(found.classes["letters"][number]),
            "evidence": found.classes["evidence"][number],
        }
        for (number, doc), own in found.occurrences.groupby(["class", "doc"], sort=False)
    ]


def _as_table(rows: list[dict[str, Any]]) -> pd.DataFrame:
    import pandas as pd

    several = len({row["doc"] for row in rows}) > 1
    table = [
        ({"doc": row["doc"]} if several else {})
        | {name: row[name] for name in ("class", "kind", "letters")}
        | {"alike": f"{row['similarity']:.1%}"}
        | {
            "at line": enumeration(
                f"{line} {value_name('role', role)}" for line, role in zip(row["lines"], row["role"], strict=True)
            )
        }
        | {"evidence": row["evidence"]}
        for row in rows
    ]
    return pd.DataFrame(table)


def _write_marked(found: Audit, files: tuple[Path, ...], folder: Path) -> None:
    """Write each document as a page with its repeats marked, all of them or none, and over no page of the user's."""
    from ..duplicates.choices import choices
    from ..output.locks import locked
    from ..output.manifests import put_files, refuse_foreign_files
    from ..reports.marked import mark_up

    names = [f"{name}.html" for name in _distinct(found.names)]
    folded = {name.casefold() for name in names}
    refuse_to_lose(files, [folder / name for name in names])
    with locked(folder):
        refuse_foreign_files(folder, MARKED, lambda name: name.casefold() in folded)
        chosen = choices(found)
        pages = {name: mark_up(found, number, chosen).page().encode() for number, name in enumerate(names)}
        put_files(folder, MARKED, pages)
    for name in names:
        note(str(folder / name), err=True)


def _distinct(names: Iterable[str]) -> list[str]:
    """Return names that every file system takes, no two of them equal."""
    from ..reports.jobs import safe_name

    taken: dict[str, str] = {}
    for safe in map(safe_name, names):
        name, number = safe, 2
        while name.casefold() in taken:
            name, number = f"{safe}-{number}", number + 1
        taken[name.casefold()] = name
    return [*taken.values()]
