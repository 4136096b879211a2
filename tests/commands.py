"""A command, run in this process."""

from click.testing import CliRunner, Result

from analysis.cli.main import main


def run(*arguments: object) -> Result:
    """Return what a command prints, and its status."""
    return CliRunner().invoke(main, [*map(str, arguments)])
