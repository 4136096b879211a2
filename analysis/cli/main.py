"""The command line: ``analysis`` and its commands, each a function of the library with its output printed."""

from __future__ import annotations

from importlib import metadata

import click

from ..languages.messages import N_, _
from ..output.streams import echo
from .audit import audit
from .choices import choices
from .cloud import cloud
from .concepts import concepts
from .concordance import concordance
from .convert import convert
from .corpus import corpus
from .network import network
from .options import quiet_option
from .program import Program
from .repair import repair
from .report import report
from .restore import restore
from .review import review
from .spoken import language_option
from .structure import structure
from .terms import terms


def print_version(context: click.Context, _option: click.Parameter, is_wanted: bool) -> None:
    """Print which version this is, and exit."""
    if is_wanted and not context.resilient_parsing:
        echo(_("analysis, version {version}").format(version=metadata.version("zh-analysis")))
        context.exit()


@click.group(
    cls=Program,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 80},
    examples=["analysis report page.txt --open", "cat page.txt | analysis repair - -o - > clean.md"],
    negative=N_("the answer is no: concordance found nothing, or\n       audit --fail-if-redundant found too much"),
)
@click.option(
    "--version",
    is_flag=True,
    is_eager=True,
    expose_value=False,
    callback=print_version,
    help=N_("Show the version and exit."),
)
def main() -> None:
    """Audit Chinese long-form text for faults, repair it, and only then count words.

    FILE is text or Markdown in UTF-8, UTF-16, GB18030 or Big5; with the extra zh-analysis[formats] also HTML, Word,
    EPUB or PDF. At most 512 MB and 2,000,000 lines are read of one document, and HTML, Word, EPUB and PDF have a minute
    to be converted, and 256 MB and 200,000 lines to unfold to. As the name of any file that is read or written, -
    stands for standard input or output; a file of that name is ./-.

    No output may be an input or another output. An output appears when it is complete: what was there before is
    replaced in one step, a link is followed, a device or pipe is written to. What a terminal's encoding lacks is
    printed as \\uXXXX.

    A terminal shows tables as wide as it is, and how far long work is; into a file or a pipe go complete rows, and
    --format json has all there is. NO_COLOR=1 leaves colours out. To let bash complete commands and options (zsh and
    fish likewise): eval "$(_ANALYSIS_COMPLETE=bash_source analysis)"
    """


for command in (
    *(report, structure, audit, choices, review, repair, restore),
    *(terms, concordance, cloud, concepts, network, convert, corpus),
):
    command.params += [quiet_option(), language_option()]
    main.add_command(command)
main.params += [quiet_option(), language_option()]
