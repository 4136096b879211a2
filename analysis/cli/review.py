"""``analysis review``: a person decides on what was found."""

from __future__ import annotations

import os
import shlex
import shutil
import sys
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from ..document.files import printable
from ..duplicates.kinds import KINDS as REUSE
from ..languages.messages import N_, _
from ..mending.finding import KINDS as FAULTS
from ..output.columns import display_width, plain
from ..output.files import errors_at
from ..output.streams import echo
from .decided_files import DecidedFile, decided_before, reads_input, target_of_page, targets_of
from .files import REPAIR, at_work, load_readable, refuse_to_lose, write_outputs
from .help_pages import command
from .mending import Mending, repair_given
from .options import FILE, OneOf, PathType, Share, is_whole_page, reading
from .program import FAILED, one_line

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ..decisions.records import Decisions
    from ..mending.repair import Repair
    from ..reviews.screen import Screen
    from .keys import Keys

KINDS = (*dict.fromkeys((*FAULTS, *REUSE)),)
BREAK = " \\"  # at the end of a line of a command that goes on
WIDEST = 100  # columns; longer lines are hard to read


@command(
    "analysis review page.txt --by 李明",
    "analysis review pages/*.txt --decisions decided --below 0.9",
    "analysis review page.txt --html review.html",
)
@click.argument("files", nargs=-1, required=True, type=FILE, metavar="FILE...")
@click.option(
    "--kind",
    "kinds",
    multiple=True,
    type=OneOf(KINDS),
    metavar="KIND",
    help=N_("Only findings of this kind, such as 'broken paragraph'; can be given again."),
)
@click.option("--below", type=Share(0, 1), metavar="SHARE", help=N_("Only findings with a confidence below this one."))
@click.option("--applied", is_flag=True, help=N_("Also what repair mends by itself, to be refused."))
@click.option("--decided", "again", is_flag=True, help=N_("Only what was decided before, to decide otherwise."))
@click.option(
    "--html",
    type=PathType(path_type=Path, dir_okay=False),
    metavar="PAGE",
    help=N_("Write a page of HTML on which to decide in a browser, without network; of one FILE."),
)
@click.option("--by", default="", metavar="NAME", help=N_("Who decides; kept with each decision, and the date."))
@reading
@repair_given
def review(
    files: tuple[Path, ...],
    encoding: str | None,
    kinds: tuple[str, ...],
    below: float | None,
    applied: bool,
    again: bool,
    html: Path | None,
    by: str,
    given: Mending,
) -> None:
    """Decide on what was found in FILE, one finding after another; nothing is changed in FILE itself.

    Each finding is shown in its text, as it is and as it would be, with the evidence and what each answer would do to
    the counts. A key answers: y yes, n no, 0-9 and A-Z one of the choices that are listed, m mark the passage, e say
    what the block is, w add a word to the dictionary, s skip, a all of this kind, u undo, r redo, q quit, ? help. From
    what is no terminal, a line is a key.

    Answers are saved one by one beside FILE, into FILE.decisions.json, or where --decisions says: a file, or of several
    FILEs a folder, with a file of that name for each. What is there already is gone on with: what was decided is not
    asked again, but with --decided. `analysis repair --decisions` does as was decided. A page of --html saves its
    decisions by download, under the same name.
    """
    from .keys import Keys, is_terminal

    wants = {"kinds": kinds or None, "below": below, "with_applied": applied or again}
    if html is not None:
        _write_page(files, encoding, html, wants, one_line(printable(by)), given)
        return
    targets = targets_of(files, given.decisions)
    refuse_to_lose([*files, given.words], targets)
    decided = [decided_before(target) for target in targets]
    keys = Keys(from_terminal=is_terminal() or reads_input(files))
    signed = {"by": one_line(printable(by)), "date": date.today().isoformat()}
    options = [*_read_as(encoding), *given.options()]
    wrong = 0
    for number, (file, target, before) in enumerate(zip(files, targets, decided, strict=True), 1):
        done = _repaired(file, encoding, given, before, again)
        if done is None:
            wrong += 1
            continue
        if len(files) > 1:
            place = _("{number:,} of {count:,}").format(number=number, count=len(files))
            echo(f"\n{place} · {plain(done.source.name)}")
        if not _reviewed(done, file, target, before, keys, wants, signed, options, again):
            break
    if wrong:
        sys.exit(FAILED)


def _write_page(
    files: Sequence[Path], encoding: str | None, html: Path, wants: dict[str, Any], by: str, given: Mending
) -> None:
    """Write the page on which a FILE is decided on, with what was decided before."""
    from ..reviews.page import review_page

    if len(files) > 1:
        raise click.UsageError(_("--html is a page for one FILE, and there are {n:,}").format(n=len(files)))
    target = target_of_page(files[0], given.decisions)
    refuse_to_lose([*files, given.words, target], [html])
    before = decided_before(target) if target else None
    done = _repaired(files[0], encoding, given, before, is_undecided=True)
    if done is None:
        sys.exit(FAILED)
    page = review_page(done, before, by, **wants)
    with errors_at(html):
        html.parent.mkdir(parents=True, exist_ok=True)
    write_outputs([(html, page)])


def _repaired(
    file: Path, encoding: str | None, given: Mending, before: Decisions | None, is_undecided: bool
) -> Repair | None:
    """Return a file as repaired, as decided before; None if it cannot be read, which has been said.

    Undecided, all that was decided can be decided otherwise; only the words that were added are there.
    """
    from ..mending.repair import repair

    documents, _ = load_readable((file,), encoding)
    if not documents:
        return None
    settings = replace(replace(given, decisions=None).settings(), decisions=before)
    if is_undecided:
        settings = replace(settings.of(documents[0]), decisions=None)
    with at_work(documents, REPAIR):
        return repair(documents[0], settings=settings)


def _reviewed(
    done: Repair,
    file: Path,
    target: Path,
    before: Decisions | None,
    keys: Keys,
    wants: dict[str, Any],
    signed: dict[str, str],
    options: Sequence[str],
    again: bool,
) -> bool:
    """Let a person decide on what was found in a document; return whether to go on to the next."""
    from ..reviews.items import items
    from ..reviews.session import Session
    from ..reviews.terminal import Review

    screen = _screen()
    session = Session(done.source, items(done, **wants), before, **signed)
    if again:
        session.keep_decided()
    elif not session.items and before:
        echo(screen.text(_("{n:,} decided before; --decided asks again").format(n=len(before))))
    if before and (unfitting := screen.unfitting(before.fit(done.source))):
        echo(unfitting)

    kept = DecidedFile(target, before)

    def save() -> None:
        if said := kept.save(session.decisions):
            echo(screen.text(said))

    try:
        goes_on = Review(session, screen, keys, keys.line, save, done.settings.tokeniser).run()
    except KeyboardInterrupt as error:
        echo("")  # the line of the question
        if session.answers:
            error.add_note(_("what was answered is kept in {file}").format(file=printable(str(target))))
        raise
    echo("\n" + screen.summary(session))
    if target.exists():
        message = _("The decisions are in {file}. To do as was decided:")
        echo(screen.text(message.format(file=printable(str(target)))))
        echo(_command([shlex.quote(printable(str(file))), *options], target, screen.columns))
    return goes_on


def _screen() -> Screen:
    """Return how to draw: as wide as the terminal is, with colour where there is one that has it and wants it."""
    from ..reviews.screen import Screen

    if sys.stdout is None or not sys.stdout.isatty():
        return Screen()
    is_plain = os.environ.get("NO_COLOR") or os.environ.get("TERM") == "dumb"
    return Screen(min(shutil.get_terminal_size().columns or 80, WIDEST), not is_plain)


def _read_as(encoding: str | None) -> list[str]:
    """Return the options that say how FILE is read, as a shell takes them."""
    given = [f"--encoding {shlex.quote(printable(encoding))}"] if encoding else []
    return given + (["--whole-page"] if is_whole_page() else [])


def _command(given: Sequence[str], target: Path, columns: int) -> str:
    """Return the command that does as was decided, on several lines where one has no room."""
    first, *more = given
    lines = [f"  analysis repair {first}"]
    for part in (*more, f"--decisions {shlex.quote(printable(str(target)))}", "-o clean.md"):
        if display_width(f"{lines[-1]} {part}") <= columns - len(BREAK):
            lines[-1] += f" {part}"
        else:
            lines.append(f"    {part}")
    return f"{BREAK}\n".join(lines)
