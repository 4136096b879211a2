"""Build the wheel and the sdist into dist/, check them, and install the wheel: ``make dist``.

Built twice, they must be the same bytes: the time in them is that of the last commit. Then twine and pyroma look at
them, and the wheel is installed with its newest dependencies, in an environment of its own, for every Python from 3.11
to 3.14 that is at hand, and with the lowest that `pyproject.toml` allows for the first of these; the program and
`tests/typed_client` run there, and mypy checks the client. Which Pythons were not at hand is said.
"""

import filecmp
import os
import shutil
import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

ROOT = Path(__file__).parent.parent
CLIENT = ROOT / "tests" / "typed_client" / "client.py"
PYTHONS = ("3.11", "3.12", "3.13", "3.14")
UV = (sys.executable, "-m", "uv", "--quiet")


def build(place: Path) -> list[Path]:
    """Build both into a folder; return them."""
    time = subprocess.run(["git", "log", "-1", "--format=%ct"], cwd=ROOT, capture_output=True, text=True).stdout.strip()
    known = {**os.environ, "SOURCE_DATE_EPOCH": time or "1577836800"}
    command = [sys.executable, "-m", "hatchling", "build", "-d", place]
    subprocess.run(command, cwd=ROOT, env=known, check=True, capture_output=True)
    return sorted(place.iterdir())


def interpreter(version: str) -> str:
    """Return the path of a Python that is installed here; empty without one."""
    find = [sys.executable, "-m", "uv", "python", "find", "--no-project", version]  # quietly it would say nothing
    found = subprocess.run(find, capture_output=True, text=True)
    return found.stdout.strip() if found.returncode == 0 else ""


def look_at(files: list[Path]) -> None:
    """Let twine and pyroma check what was built, from an environment of their own."""
    with TemporaryDirectory() as place:
        python = Path(place, "Scripts" if os.name == "nt" else "bin", "python")
        subprocess.run([*UV, "venv", "--clear", "--python", sys.executable, place], check=True)
        locked = [*UV, "pip", "install", "--require-hashes", "--no-deps", "-r", ROOT / "requirements-dist.lock"]
        subprocess.run([*locked, "--python", python], check=True)
        subprocess.run([python, "-m", "twine", "check", "--strict", *files], check=True)
        sdist = next(path for path in files if path.suffix == ".gz")
        # Two of its ten points are for an address and a home on the web, which the project does not have yet.
        subprocess.run([python, "-m", "pyroma", "--min", "8", "--file", sdist], check=True)


def try_out(wheel: Path, python: str, lowest: bool = False) -> None:
    """Install the wheel for a Python, with the newest or the lowest versions of what it depends on, and use it."""
    with TemporaryDirectory() as place:
        made = Path(place, "venv")
        known = {name: value for name, value in os.environ.items() if name not in ("PYTHONPATH", "VIRTUAL_ENV")}
        subprocess.run([*UV, "venv", "--python", python, made], check=True, env=known)
        own = made / ("Scripts" if os.name == "nt" else "bin")
        install = [*UV, "pip", "install", "--python", own / "python", wheel, "mypy"]
        if lowest:  # of the wheel itself these would be dependencies of a dependency, and the newest
            bounds = [*UV, "pip", "compile", ROOT / "pyproject.toml", "--python", own / "python"]
            bounds += ["--resolution", "lowest-direct", "--output-file", Path(place, "lowest.txt")]
            subprocess.run(bounds, check=True, env=known, cwd=place, stdout=subprocess.DEVNULL)
            install += ["-r", Path(place, "lowest.txt")]
        subprocess.run(install, check=True, env=known, cwd=place)
        page = next((ROOT / "seeds").glob("*.txt"))
        for command in (
            [own / "analysis", "--version"],
            [own / "analysis", "repair", page, "-o", "clean.md", "--ledger", "ledger.json", "--quiet"],
            [own / "analysis", "restore", "clean.md", "--ledger", "ledger.json", "-o", "again.txt"],
            [own / "python", CLIENT, page],
            [own / "python", "-m", "mypy", "--strict", "--no-incremental", CLIENT],
        ):
            subprocess.run(command, check=True, env=known, cwd=place, stdout=subprocess.DEVNULL)
        if not filecmp.cmp(page, Path(place, "again.txt"), shallow=False):
            raise SystemExit(f"{python}: restore did not give the source back")


def main() -> None:
    """Do it."""
    with TemporaryDirectory() as one, TemporaryDirectory() as other:
        first, second = build(Path(one)), build(Path(other))
        differing = [a.name for a, b in zip(first, second, strict=True) if not filecmp.cmp(a, b, shallow=False)]
        if differing:
            raise SystemExit(f"not the same bytes twice: {', '.join(differing)}")
        shutil.rmtree(ROOT / "dist", ignore_errors=True)
        (ROOT / "dist").mkdir()
        files = [Path(shutil.copy(path, ROOT / "dist")) for path in first]
    print("the same bytes twice:", ", ".join(path.name for path in files))
    look_at(files)
    wheel = next(path for path in files if path.suffix == ".whl")
    lowest = True
    for version in PYTHONS:
        python = interpreter(version)
        if python:
            try_out(wheel, python)
        print(f"Python {version}: {'installed, run, and its types checked' if python else 'not at hand'}", flush=True)
        if python and lowest:
            try_out(wheel, python, lowest)
            print(f"Python {version}: the same with the lowest versions that are allowed", flush=True)
            lowest = False


if __name__ == "__main__":
    main()
