"""What is installed, and from where: the lock file, the conda environment and the built package say the same."""

import re
import subprocess
import sys
import tomllib
import zipfile

import yaml
from conftest import ROOT

PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
NAMED = [
    *PROJECT["project"]["dependencies"],
    *PROJECT["project"]["optional-dependencies"]["formats"],
    *PROJECT["dependency-groups"]["dev"],
]
CONDA_NAMES = {"matplotlib-base": "matplotlib", "jupyter-client": "jupyter-client"}
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


def test_the_wheel_holds_notebooks_font_and_templates_and_no_tests(tmp_path):
    subprocess.run(
        [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", tmp_path],
        cwd=ROOT,
        check=True,
        capture_output=True,
    )
    names = zipfile.ZipFile(next(tmp_path.glob("*.whl"))).namelist()
    assert "analysis/notebooks/04_duplicate_audit.ipynb" in names
    assert {"analysis/fonts/NotoSansSC-GBK.otf", "analysis/py.typed", "analysis/__init__.pyi"} <= set(names)
    assert "analysis/templates/page/index.html.j2" in names
    assert not [name for name in names if "test" in name or name.endswith("build.py")]


def test_importing_the_package_loads_none_of_the_heavy_ones():
    heavy = ("pandas", "numpy", "matplotlib", "jieba", "rjieba")
    code = f"import analysis, sys; print([m for m in {heavy} if m in sys.modules])"
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert run.stdout.strip() == "[]"
