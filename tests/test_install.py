"""What is installed, and from where: the lock file, the conda environment and the built package say the same."""

import os
import re
import runpy
import subprocess
import sys
import sysconfig
import tarfile
import tomllib
import zipfile
from pathlib import Path

import nbformat
import pytest
import yaml
from conftest import ROOT

import analysis
from analysis.reports.notebooks import notebooks

PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
NAMED = [
    *PROJECT["project"]["dependencies"],
    *PROJECT["project"]["optional-dependencies"]["formats"],
    *PROJECT["dependency-groups"]["dev"],
]
CONDA_NAMES = {"brotli-python": "brotli", "matplotlib-base": "matplotlib", "jupyter-client": "jupyter-client"}
# Not on conda-forge under these names, so pip brings them there.
BY_PIP = {"axe-playwright-python", "editables", "playwright", "pypdfium2", "opencc", "rjieba", "stopwordsiso"}


def parsed(requirement):
    name, bounds = re.fullmatch(r"([\w.-]+)\s*(.*)", requirement).groups()
    name = name.lower().replace("_", "-")
    return CONDA_NAMES.get(name, name), bounds.replace(" ", "")


def test_the_conda_environment_names_the_same_packages_with_the_same_bounds():
    environment = yaml.safe_load((ROOT / "environment.yml").read_text("utf-8"))
    conda = dict(parsed(entry) for entry in environment["dependencies"] if isinstance(entry, str))
    pip = next(entry["pip"] for entry in environment["dependencies"] if isinstance(entry, dict))
    assert conda.pop("python") == PROJECT["project"]["requires-python"]
    assert conda.pop("pip") == ""
    assert pip.pop() == "--editable ."
    wanted = dict(map(parsed, NAMED))
    assert dict(map(parsed, pip)) == {name: bounds for name, bounds in wanted.items() if name in BY_PIP}
    assert conda == {name: bounds for name, bounds in wanted.items() if name not in BY_PIP}


def test_who_cites_it_cites_this_version():
    cited = yaml.safe_load((ROOT / "CITATION.cff").read_text("utf-8"))
    assert (cited["version"], cited["cff-version"]) == (PROJECT["project"]["version"], "1.2.0")
    dated = re.findall(r"^## ([\d.]+) - ([\d-]+)$", (ROOT / "CHANGELOG.md").read_text("utf-8"), re.M)
    assert dated[0] == (cited["version"], str(cited["date-released"]))


def test_every_package_is_named_with_the_reason_for_it():
    lines = (ROOT / "pyproject.toml").read_text("utf-8").splitlines()
    for requirement in NAMED:
        line = next(line for line in lines if line.startswith(f'  "{requirement}"'))
        assert re.search(r"# .{8,}", line), line


def test_the_lock_file_pins_all_with_hashes_and_names_no_index():
    lock = (ROOT / "requirements.lock").read_text("utf-8")
    pinned = re.findall(r"^([\w.-]+)==\S+.*\\\n    --hash=sha256:", lock, re.MULTILINE)
    assert {parsed(requirement)[0] for requirement in NAMED} <= set(pinned)
    assert len(pinned) == len(re.findall(r"^[\w.-]+==", lock, re.MULTILINE))
    assert not re.search(r"https?://|^--?(i|f|index|extra|find)", lock, re.MULTILINE)


@pytest.fixture(scope="module")
def wheel(tmp_path_factory):
    place = tmp_path_factory.mktemp("wheel")
    build = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", place]
    subprocess.run(build, cwd=ROOT, check=True, capture_output=True)
    return next(place.glob("*.whl"))


def test_the_wheel_holds_notebooks_font_and_templates_and_no_tests(wheel):
    with zipfile.ZipFile(wheel) as archive:
        names = archive.namelist()
    assert "analysis/notebooks/04_duplicate_audit.ipynb" in names
    assert {"analysis/fonts/NotoSansSC-GBK.otf", "analysis/py.typed", "analysis/__init__.pyi"} <= set(names)
    templates = {path.relative_to(ROOT).as_posix() for path in (ROOT / "analysis").rglob("*.j2")}
    assert {"analysis/output/table.html.j2", "analysis/reports/templates/cells/index.html.j2"} < templates < set(names)
    assert not [name for name in names if "test" in name or name.endswith("build.py")]


@pytest.fixture(scope="module")
def elsewhere(wheel, tmp_path_factory):
    """A fresh environment with the wheel, in a folder of its own; the packages it needs are lent by this one."""
    place = tmp_path_factory.mktemp("elsewhere")
    uv = [sys.executable, "-m", "uv", "--quiet"]
    subprocess.run([*uv, "venv", "--python", sys.executable, place / "venv"], check=True)
    subprocess.run([*uv, "pip", "install", "--offline", "--no-deps", "--python", place / "venv", wheel], check=True)
    where = next((place / "venv").rglob("site-packages"))
    (where / "lent.pth").write_text(sysconfig.get_path("purelib"), "utf-8")
    (place / "别的.txt").write_text("# 春天\n\n春天来了，花开了。\n\n## 花\n\n花开得很好，春天真好。\n", "utf-8")
    return place


def test_what_is_built_is_the_same_bytes_each_time(tmp_path):
    """With the sdist, which holds what it is made from and nothing that was made."""
    module = runpy.run_path(str(ROOT / ".ci" / "dist.py"), run_name="dist")
    first, second = (module["build"](tmp_path / name) for name in ("one", "other"))
    assert [path.suffix for path in first] == [".whl", ".gz"]
    assert [path.read_bytes() for path in first] == [path.read_bytes() for path in second]
    with tarfile.open(first[1]) as archive:
        names = {name.partition("/")[2] for name in archive.getnames()}
    assert {"README.md", "LICENSE", "analysis/py.typed", "docs/index.md", "tests/test_install.py"} <= names
    assert not [name for name in names if name.startswith(("reports/", "site/", "dist/", ".venv"))]


def test_the_types_of_what_is_public_hold_for_whoever_installs_it(elsewhere):
    """Under mypy's strictest rules, and what they promise is so when it runs."""
    client = ROOT / "tests" / "typed_client" / "client.py"
    run_in(elsewhere, "python", "-m", "mypy", "--strict", "--no-incremental", client)
    assert run_in(elsewhere, "python", client, "别的.txt") == "# \n"


def run_in(place, *command):
    """What a command of the fresh environment prints, run in its folder, where nothing of this one is known."""
    hidden = {"PYTHONPATH", "VIRTUAL_ENV", "JUPYTER_CONFIG_DIR"}
    known = {name: value for name, value in os.environ.items() if name not in hidden}
    known["JUPYTER_PATH"] = str(Path(sysconfig.get_path("data"), "share", "jupyter"))  # lent, too
    scripts = place / "venv" / ("Scripts" if os.name == "nt" else "bin")
    done = subprocess.run([scripts / command[0], *command[1:]], cwd=place, env=known, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    return done.stdout


def test_the_installed_command_reports_on_a_document_of_the_user(elsewhere):
    assert run_in(elsewhere, "analysis", "report", "别的.txt").split() == [str(Path("reports", "别的", "index.html"))]
    pages = sorted(path.name for path in (elsewhere / "reports" / "别的").glob("*.html"))
    assert len(pages) == 2 + len(notebooks())
    assert "春天" in (elsewhere / "reports" / "别的" / "02_term_frequencies.html").read_text("utf-8")


def test_a_notebook_of_the_user_works_with_the_installed_package(elsewhere):
    cells = [
        "import analysis\nfrom pathlib import Path\nassert Path(analysis.__file__).is_relative_to(Path.cwd())",
        "tokens = analysis.Tokeniser().tokens(analysis.load('别的.txt'))",
        "analysis.word_cloud(analysis.frequencies(tokens))",
    ]
    book = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell(cell) for cell in cells])
    nbformat.write(book, elsewhere / "mine.ipynb")
    run_in(elsewhere, "python", "-m", "nbconvert", "--execute", "--to", "notebook", "--inplace", "mine.ipynb")
    shown = nbformat.read(elsewhere / "mine.ipynb", 4).cells[-1].outputs[0].data["text/html"]
    assert re.search(r'alt="Word cloud of \d+ terms\. The largest: 春天 \(3\)', shown)


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_the_command_completes_itself_in_a_shell(shell):
    asked = os.environ | {"_ANALYSIS_COMPLETE": f"{shell}_source"}
    command = [sys.executable, "-c", "from analysis.cli.main import main; main(prog_name='analysis')"]
    said = subprocess.run(command, env=asked, capture_output=True, text=True, check=True).stdout
    assert "_ANALYSIS_COMPLETE" in said


def test_the_page_of_public_names_is_what_the_docstrings_say():
    """`make docs` writes it."""
    build = runpy.run_path(str(ROOT / "docs" / "build.py"), run_name="build")
    assert (ROOT / "docs" / "api.md").read_text("utf-8") == build["page"]()
    assert all(f"`{name}" in build["page"]() for name in analysis.__all__)


def test_importing_the_package_loads_none_of_the_heavy_ones():
    heavy = ("pandas", "numpy", "matplotlib", "jieba", "rjieba")
    code = f"import analysis, sys; print([m for m in {heavy} if m in sys.modules])"
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert run.stdout.strip() == "[]"
