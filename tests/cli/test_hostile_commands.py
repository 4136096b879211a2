"""Every hostile file through every command: a status that is stated, no traceback, and outputs that can be read."""

import json

import pytest
from click.testing import CliRunner
from hostile import make_hostile

from analysis.cli.main import main
from analysis.document.converter import end_idle

# Each is unfolded for seconds before it is refused; a test in test_converter.py is on that.
SLOW = {"many_operations.pdf", "two_million_paragraphs.docx"}
COMMANDS = {
    "structure": ["--format", "json"],
    "audit": ["--format", "json", "--html", "marked"],
    "choices": ["--format", "json", "--no-stop-words"],
    "repair": ["--format", "json", "-o", "clean.md", "--ledger", "ledger.json"],
    "terms": ["--format", "json", "--raw"],
    "concordance": ["--format", "json", "--regex"],
    "convert": ["-q", "-o", "one.conllu"],
}


@pytest.fixture(scope="module")
def hostile(tmp_path_factory):
    yield [path for path in make_hostile(tmp_path_factory.mktemp("hostile")) if path.name not in SLOW]
    end_idle()


def run(command, path, *options):
    word = ["[的一]"] if command == "concordance" else []
    return CliRunner().invoke(main, [command, *options, "--", str(path), *word], prog_name="analysis")


def refuse_constant(name):
    raise ValueError(f"{name} is no JSON")


@pytest.mark.parametrize("command", COMMANDS)
def test_each_file_ends_in_a_status_that_is_stated_and_its_output_is_json(command, hostile, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    for path in hostile:
        done = run(command, path, *COMMANDS[command])
        assert done.exit_code in ((0, 1, 2) if command == "concordance" else (0, 2)), (path, done.output)
        assert "internal error" not in done.stderr, (path, done.stderr)
        assert "Traceback" not in done.output, path
        said = [line for line in done.stderr.splitlines() if "much of it cannot be read" not in line]
        assert done.exit_code == 0 or len(said) == 1, (path, done.stderr)
        for line in done.stdout.splitlines():
            json.loads(line, parse_constant=refuse_constant)
    assert not [*tmp_path.rglob("*.part")]


def test_each_file_can_be_reviewed_and_steers_no_terminal(hostile, tmp_path):
    for number, path in enumerate(hostile):
        command = ["review", "--applied", "--decisions", str(tmp_path / f"{number}.json"), "--", str(path)]
        done = CliRunner().invoke(main, command, input="y\nn\nm\ne\n2\n2\n1\nu\na\nn\n", prog_name="analysis")
        assert done.exit_code in (0, 2), (path, done.output)
        assert "internal error" not in done.stderr, (path, done.stderr)
        assert done.stdout.replace("\n", "").isprintable(), path


def test_each_text_comes_back_from_its_repair(hostile, tmp_path, monkeypatch):
    from analysis import DocumentError, load

    monkeypatch.chdir(tmp_path)
    for path in hostile[::4]:
        try:
            document = load(path)
        except DocumentError:
            continue
        assert run("repair", path, "-o", "clean.md", "--ledger", "ledger.json").exit_code == 0
        clean = (tmp_path / "clean.md").read_bytes().decode()
        entries = json.loads((tmp_path / "ledger.json").read_text("utf-8"))["entries"]
        pieces = [
            clean[e["clean_start"] : e["clean_end"]] if e["action"] == "kept" else e["source_text"] for e in entries
        ]
        assert "".join(pieces) == document.text, path


def test_a_cloud_of_each_is_drawn_or_refused(hostile, tmp_path):
    for path in hostile[::8]:
        options = ["-o", str(tmp_path / "cloud.png"), "--measure", "count", "-n", "5", "--size", "64x64", "--raw"]
        done = run("cloud", path, *options)
        assert done.exit_code in (0, 2), (path, done.output)
        assert "internal error" not in done.stderr, (path, done.stderr)
