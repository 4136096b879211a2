"""What others add is found, mended, named, decided on, read and shown as what is the package's own."""

import os
import re
import runpy
import subprocess
import sys

import nbformat
import pytest
from conftest import ROOT

import analysis
from analysis.languages.chosen import kept
from analysis.languages.names import kind_meaning, kind_name, kind_signs
from analysis.reports.notebooks import notebooks

TEXT = "春天来了！！花开了。\n\n河水涨了三寸。\n"


def doubled_bangs(document):
    for match in re.finditer("！！", document.text):
        edit = (match.start() + 1, match.end(), "")
        yield match.start(), match.end(), "printed twice", 0.99, (edit,)


@pytest.fixture
def bangs():
    named = {"en": "doubled exclamation mark", "zh-Hans": "双叹号"}
    meant = {"en": "An exclamation mark that is printed twice.", "zh-Hans": "印了两次的叹号。"}
    analysis.register_finding("doubled bang", doubled_bangs, named, meant, sign="!")
    yield
    analysis.unregister("doubled bang")


@pytest.mark.usefixtures("bangs")
def test_a_kind_that_was_added_is_found_and_mended_and_the_source_comes_back():
    document = analysis.parse(TEXT)
    found = analysis.faults(document)
    assert found[["kind", "start", "end", "evidence", "confidence"]].to_numpy().tolist() == [
        ["doubled bang", 4, 6, "printed twice", 0.99]
    ]
    repaired = analysis.repair(document)
    assert repaired.document.text == "春天来了！花开了。\n\n河水涨了三寸。\n"
    assert analysis.restore(repaired) == TEXT
    assert analysis.faults(document, kinds=["caption"]).empty


@pytest.mark.usefixtures("bangs")
def test_it_is_called_by_its_name_in_each_language():
    assert (kind_name("doubled bang"), kind_signs()) == ("doubled exclamation mark", {"doubled bang": "!"})
    with kept():
        analysis.use_language("zh-Hant")
        assert (kind_name("doubled bang"), kind_meaning("doubled bang")) == ("双叹号", "印了两次的叹号。")


@pytest.mark.usefixtures("bangs")
def test_a_decision_on_it_is_kept_in_a_file(tmp_path):
    document = analysis.parse(TEXT, "page")
    refused = analysis.Decisions("page").reject(document, analysis.faults(document).iloc[0])
    refused.save(tmp_path / "page.decisions.json")
    again = analysis.repair(document, decisions=analysis.read_decisions(tmp_path / "page.decisions.json"))
    assert again.document.text == TEXT


@pytest.mark.parametrize(
    "call", ["register_finding('', len)", "register_reader('rtf', len)", "register_page('a.ipynb')"]
)
def test_what_cannot_be_added_is_an_error(call):
    with pytest.raises(ValueError, match=r"^register_"):
        eval(f"analysis.{call}")
    with pytest.raises(TypeError, match="must be a function, not str"):
        analysis.register_finding("kind", "find")
    with pytest.raises(TypeError, match="must be a function, not str"):
        analysis.register_reader(".rtf", "read")


def test_a_format_that_was_added_is_read_from_a_file_and_a_folder_and_an_error_of_its_reader_names_the_file(tmp_path):
    (tmp_path / "a.rot").write_bytes("。春天来了".encode())
    (tmp_path / "b.rot").write_bytes(b"\xff")
    analysis.register_reader(".rot", lambda data: data.decode()[::-1])
    try:
        document = analysis.load(tmp_path / "a.rot")
        assert (document.text, document.source.format) == ("了来天春。", "rot")
        assert [one.name for one in analysis.load_all(tmp_path / "a*")] == ["a"]
        with pytest.raises(analysis.DocumentError, match=r"b\.rot: UnicodeDecodeError"):
            analysis.load_all(tmp_path)
    finally:
        analysis.unregister(".rot")
    with pytest.raises(analysis.DocumentError, match="holds no file that ends in"):
        analysis.load_all(tmp_path)


def test_a_page_that_was_added_comes_behind_those_of_the_package(tmp_path):
    own = notebooks()
    nbformat.write(nbformat.v4.new_notebook(), tmp_path / "10_rhymes.ipynb")
    analysis.register_page(tmp_path / "10_rhymes.ipynb")
    analysis.register_page(tmp_path / "10_rhymes.ipynb")
    try:
        assert notebooks() == [*own, tmp_path / "10_rhymes.ipynb"]
    finally:
        analysis.unregister(tmp_path / "10_rhymes.ipynb")
    assert notebooks() == own


PLUGIN = """
from pathlib import Path
import analysis

def bangs(document):
    at = document.text.find("！！")
    if at >= 0:
        yield at, at + 2, "printed twice", 0.99, ((at + 1, at + 2, ""),)

def register():
    analysis.register_finding("doubled bang", bangs, {"en": "Doubled & bang"}, {"en": "Printed twice."}, "!")
    analysis.register_reader(".rot", lambda data: data.decode()[::-1])
    analysis.register_page(Path(__file__).with_name("10_my_page.ipynb"))
"""


def installed(folder, code):
    """Install a package of one module into a folder, and return the environment that has it."""
    (folder / "my_plugin.py").write_text(code, "utf-8")
    about = folder / "my_plugin-1.dist-info"
    about.mkdir()
    (about / "METADATA").write_text("Metadata-Version: 2.1\nName: my-plugin\nVersion: 1\n")
    (about / "entry_points.txt").write_text("[zh_analysis]\nmine = my_plugin:register\n")
    return os.environ | {"PYTHONPATH": os.pathsep.join([str(folder), str(ROOT)])}


def test_an_entry_point_adds_it_to_every_process_of_a_report(tmp_path):
    """Kinds, a format and a page, in the command, in the kernels of its notebooks and in its pages."""
    code = "source = ''\nencoding = None\nwords = ()\ncutting = {}\nmending = {}"
    cells = [
        nbformat.v4.new_markdown_cell("# My page\n\nIs anything printed twice?"),
        nbformat.v4.new_code_cell(code, metadata={"tags": ["parameters"]}),
        nbformat.v4.new_code_cell("import analysis\nlist(analysis.faults(analysis.load(source, encoding))['kind'])"),
    ]
    nbformat.write(nbformat.v4.new_notebook(cells=cells), tmp_path / "10_my_page.ipynb")
    known = installed(tmp_path, PLUGIN)
    (tmp_path / "page.rot").write_text(TEXT[::-1], "utf-8")
    command = [sys.executable, "-m", "analysis", "report", "page.rot", "-o", "out"]
    done = subprocess.run(command, cwd=tmp_path, env=known, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    overview = (tmp_path / "out" / "page" / "index.html").read_text("utf-8")
    assert "Doubled &amp; bang" in overview
    assert "Printed twice." in overview
    page = (tmp_path / "out" / "page" / "10_my_page.html").read_text("utf-8")
    assert "doubled bang" in page


def said_by(folder, code, *command):
    (folder / "page.txt").write_text(TEXT, "utf-8")
    known = installed(folder, code)
    return subprocess.run([sys.executable, *command], cwd=folder, env=known, capture_output=True, text=True)


BROKEN_POINT = "def register():\n    raise KeyError('no such thing')\n"
BROKEN_FIND = (
    "import analysis\ndef find(document):\n    return 1 / 0\ndef register(): analysis.register_finding('mine', find)\n"
)


def test_an_entry_point_that_fails_is_the_same_error_at_every_look_up(tmp_path):
    script = """
import analysis
for call in (lambda: analysis.faults(analysis.parse("甲。")), lambda: analysis.load("page.txt")) * 2:
    try:
        call()
    except ValueError as error:
        print(error)
"""
    done = said_by(tmp_path, BROKEN_POINT, "-c", script)
    line = "the entry point mine = my_plugin:register: KeyError: 'no such thing'"
    assert done.stdout.splitlines() == [line] * 4, done.stderr
    analysis_said = said_by_command(tmp_path)
    assert (analysis_said.returncode, analysis_said.stderr) == (2, f"analysis: {line}\n")


def said_by_command(folder):
    known = os.environ | {"PYTHONPATH": os.pathsep.join([str(folder), str(ROOT)])}
    command = [sys.executable, "-m", "analysis", "repair", "page.txt", "-o", "clean.md", "--quiet"]
    return subprocess.run(command, cwd=folder, env=known, capture_output=True, text=True)


def test_an_extension_that_raises_is_its_own_error_in_a_command_and_in_a_corpus(tmp_path):
    (tmp_path / "texts").mkdir()
    (tmp_path / "texts" / "a.txt").write_text(TEXT, "utf-8")
    script = """
import analysis
print(analysis.survey(analysis.read_corpus("texts"), "work").errors["reason"].tolist())
"""
    done = said_by(tmp_path, BROKEN_FIND, "-c", f"if __name__ == '__main__':\n{re.sub('(?m)^', '    ', script)}")
    line = "the finding ‘mine’, registered by my_plugin.find: ZeroDivisionError: division by zero"
    assert line in done.stdout, done.stderr
    assert "ExtensionError" not in done.stdout
    command = said_by_command(tmp_path)
    assert (command.returncode, command.stderr) == (2, f"analysis: {line}\n")


def test_what_an_entry_point_adds_is_taken_back_before_the_first_look_up(tmp_path):
    script = """
import analysis
analysis.unregister("doubled bang")
analysis.unregister(".rot")
print(len(analysis.faults(analysis.load("page.txt"))))
"""
    nbformat.write(nbformat.v4.new_notebook(), tmp_path / "10_my_page.ipynb")
    done = said_by(tmp_path, PLUGIN, "-c", script)
    assert done.stdout == "0\n", done.stderr


@pytest.mark.parametrize("page", ["how-to/extend.md", "zh/how-to/extend.md"])
def test_the_package_that_the_documentation_shows_installs_its_page(tmp_path, page):
    """What is built is what the page shows; pip installs it as a reader would, but for the network."""
    shown = runpy.run_path(str(ROOT / "docs" / "examples.py"), run_name="examples")
    for name, body in shown["files_of"](ROOT / "docs" / page).items():
        shown["write"](tmp_path / "source" / name, body)
    offline = ["--no-index", "--no-build-isolation", "--no-deps", "--disable-pip-version-check", "--quiet"]
    command = [sys.executable, "-m", "pip", "install", *offline, "--target", tmp_path / "site", tmp_path / "source"]
    done = subprocess.run(command, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    known = os.environ | {"PYTHONPATH": os.pathsep.join([str(tmp_path / "site"), str(ROOT)])}
    listed = "from analysis.reports.notebooks import notebooks; print(notebooks()[-1])"
    done = subprocess.run([sys.executable, "-c", listed], cwd=tmp_path, env=known, capture_output=True, text=True)
    assert done.stdout.strip() == str(tmp_path / "site" / "my_extension" / "10_marks.ipynb"), done.stderr
    if not page.startswith("zh"):  # the files are the same
        (tmp_path / "page.txt").write_text(TEXT, "utf-8")
        command = [sys.executable, "-m", "analysis", "report", "page.txt", "-o", "out"]
        done = subprocess.run(command, cwd=tmp_path, env=known, capture_output=True, text=True)
        assert done.returncode == 0, done.stderr
        made = (tmp_path / "out" / "page" / "10_marks.html").read_text("utf-8")
        assert "Which marks does this text use" in made
        assert "share" in re.findall(r"<th[^>]*>([^<]*)</th>", made)
