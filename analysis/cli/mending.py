"""The options that say how a text is audited and mended, and the settings that they make."""

from __future__ import annotations

import shlex
from dataclasses import dataclass, fields, replace
from functools import wraps
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from ..breaks.ends import CERTAIN
from ..document.files import printable
from ..languages.messages import N_, _
from ..mending.finding import ON_REQUEST
from ..output.streams import INPUT, STANDARD, echo
from .files import added_words, read_named
from .options import ENGINE, FILE, KIND, SIMILARITY, SIMPLIFY, WORDS, OneOf, PathType, Share, least_letters, reading
from .program import one_line

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from ..decisions.folders import DecisionFolder
    from ..decisions.records import Decisions
    from ..document.documents import Document
    from ..duplicates.settings import AuditSettings
    from ..mending.settings import RepairSettings
    from ..words.tokens import Tokeniser

S = TypeVar("S", bound="AuditSettings")
ALSO = click.option("--also", multiple=True, type=OneOf(ON_REQUEST), help=N_("Mend this too; can be given again."))
DECISIONS = click.option(
    "--decisions",
    type=PathType(path_type=Path),
    metavar="PATH",
    help=N_(
        "What was decided in a review: a file, or a folder with a file page.txt.decisions.json for each page.txt; of "
        "several files it is named by the path below the folder that they have in common."
    ),
)
CERTAINTY = click.option(
    "--certain",
    default=CERTAIN,
    show_default=True,
    type=Share(0, 1),
    help=N_("Least confidence with which a finding is mended: 0.5 mends more, 0.95 less."),
)


@dataclass(frozen=True)
class Decided:
    """What words there are, and what was decided, as a command is told."""

    words: Path | None
    simplify: bool | None
    engine: str
    decisions: Path | None

    @property
    def files(self) -> list[Path | None]:
        """The files that are read for it."""
        return [self.words, self.decisions]

    def tokeniser(self) -> Tokeniser:
        """Return the tokeniser; if its words cannot be read, say so and end."""
        from ..words.tokens import Tokeniser

        simplify = "auto" if self.simplify is None else self.simplify
        return Tokeniser(added_words(self.words), self.engine, simplify=simplify)  # type: ignore[arg-type]

    def settings(self) -> AuditSettings:
        """Return the settings of an audit."""
        from ..duplicates.settings import AuditSettings

        return AuditSettings(**self._chosen())

    def _chosen(self) -> dict[str, Any]:
        """Return the arguments of settings; if the decisions cannot be read, say so and end."""
        named = (each.name for each in fields(self) if each.name not in ("words", "simplify", "engine", "decisions"))
        given = {name: getattr(self, name) for name in named}
        return given | {"tokeniser": self.tokeniser(), "decisions": decisions_in(self.decisions)}


@dataclass(frozen=True)
class Auditing(Decided):
    """What is found, as a command is told."""

    min_length: int
    similarity: float


@dataclass(frozen=True)
class Mending(Auditing):
    """What is mended, as a command is told."""

    also: tuple[str, ...]
    certain: float

    def options(self) -> list[str]:
        """Return the options that say the same in another command, but for the decisions, as a shell takes them."""
        from ..mending.settings import RepairSettings

        usual = RepairSettings()
        named = ("min_length", "similarity", "certain")
        chosen = [(name, getattr(self, name)) for name in named if getattr(self, name) != getattr(usual, name)]
        chosen += [("engine", self.engine)] if self.engine != usual.tokeniser.engine else []
        chosen += [("also", kind) for kind in self.also] + ([("words", self.words)] if self.words else [])
        given = [f"--{name.replace('_', '-')} {shlex.quote(printable(str(value)))}" for name, value in chosen]
        return given + ([] if self.simplify is None else ["--simplify" if self.simplify else "--no-simplify"])

    def settings(self) -> RepairSettings:
        """Return the settings of a repair."""
        from ..mending.settings import RepairSettings

        return RepairSettings(**self._chosen())


def settings_for(settings: S, document: Document) -> S:
    """Return the settings for a document; say on standard error which decisions on it do not fit it, and why.

    Said is, too, that there are none on it in a folder of them; that they cannot be read is an error.
    """
    from ..decisions.folders import folder_in
    from ..decisions.records import Decisions

    try:
        chosen = settings.of(document)
    except ValueError as error:
        raise click.ClickException(str(error)) from None
    if isinstance(chosen.decisions, Decisions):
        fit = chosen.decisions.fit(document)
        for row in fit[~fit["fits"]].itertuples():
            message = _("a decision does not fit: {place}: {decision}: {why}")
            decision = f"{row.choice} {row.kind or row.about}"
            said = message.format(place=place_said(row), decision=decision, why=row.why)
            _say(f"{document.name}: {said}")
    elif folder := folder_in(settings.decisions):
        _say(folder.none_on(document))
    return chosen


def settings_for_each(settings: S, documents: Sequence[Document]) -> S:
    """Return the settings for several documents; say of each as `settings_for`, and what decisions are of none."""
    from ..decisions.folders import for_several, name_and_source

    settings = replace(settings, decisions=for_several(settings.decisions, documents))
    for document in documents:
        settings_for(settings, document)
    if len(documents) > 1:
        say_unused(settings, map(name_and_source, documents))
    return settings


def say_unused(settings: AuditSettings, documents: Iterable[tuple[str, str]]) -> None:
    """Say which files in a folder of decisions are of none of the documents, each a name and a path."""
    from ..decisions.folders import folder_in

    if folder := folder_in(settings.decisions):
        _say(folder.unused(documents))


def place_said(row: Any) -> str:
    """Return where a decision was, for a person: its line, or the passage where a line was not kept."""
    return _("line {line:,}").format(line=row.line) if row.line else f"“{row.passage}”"


def _say(message: str) -> None:
    if message:
        echo(f"analysis: {one_line(message)}", err=True)


def decisions_in(path: Path | None) -> Decisions | DecisionFolder | None:
    """Return the decisions of a file, or the folder in which each document has its own."""
    from ..decisions.files import parse_decisions
    from ..decisions.folders import DecisionFolder

    if path is None:
        return None
    try:
        if path.is_dir():
            folder = DecisionFolder(str(path), is_quiet=True)
            folder.require_some()
            return folder
        return parse_decisions(read_named(path), INPUT if str(path) == STANDARD else printable(str(path)))
    except ValueError as error:
        raise click.ClickException(str(error)) from None


def _given(kind: type[Decided], *options: Callable[[Any], Any]) -> Callable[[Any], Any]:
    """Return a decorator that gives a command some options, and their values to it as one argument, ``given``."""

    def decorator(command: Callable[..., Any]) -> Callable[..., Any]:
        @wraps(command)
        def with_given(**values: Any) -> Any:
            return command(given=kind(**{each.name: values.pop(each.name) for each in fields(kind)}), **values)

        for option in reversed(options):
            with_given = option(with_given)
        return with_given

    return decorator


decided_given = _given(Decided, DECISIONS, WORDS, SIMPLIFY, ENGINE)
audit_given = _given(Auditing, least_letters(2), SIMILARITY, DECISIONS, WORDS, SIMPLIFY, ENGINE)
repair_given = _given(Mending, least_letters(2), SIMILARITY, ALSO, CERTAINTY, DECISIONS, WORDS, SIMPLIFY, ENGINE)


def what_is_audited(command: Callable[..., Any]) -> Callable[..., Any]:
    """Give a command the files that are audited together, and the options that say how; `audited` takes them."""
    files = click.argument("files", nargs=-1, required=True, type=FILE, metavar="FILE...")
    for option in (KIND, audit_given, reading, files):
        command = option(command)
    return command
