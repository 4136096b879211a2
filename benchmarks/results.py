"""Run the measurements of docs/accuracy.md, and write one folder that says all of them: ``make results``.

``python benchmarks/results.py SHARED [FOLDER [NAME ...]]`` writes into FOLDER (``results`` by default), for each run,
or those named,

- ``NAME.md``: what the command printed, and each table in it as ``NAME-1.csv`` and on;
- ``taken/``: of each section of docs/accuracy.md and docs/scale.md that no command printed now (it failed, was not
  named, needs what is not in SHARED, or is of a machine) the tables as the documentation has them, with its command and
  the day on which it was measured;
- ``versions.json``: commit, Python, system and packages; ``data.json``: the sha256 of each data set and fitted model;
- ``CITATION.cff``, ``method.md``, ``accuracy.md`` and ``scale.md`` as they are;
- ``ro-crate-metadata.json``: what each file is, which command and seeds it is from, and who may use the data, as an
  RO-Crate 1.1 (https://w3id.org/ro/crate/1.1).

A run that ends with an error is told, is in the crate as failed, and makes the command fail once all is written.
Speed is not measured here: it is of a machine.
"""

import csv
import json
import os
import platform
import re
import shutil
import subprocess
import sys
from dataclasses import dataclass
from datetime import UTC, datetime
from hashlib import sha256
from importlib import metadata
from io import StringIO
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from planted.crates import CRATE, Known, crate

ROOT = Path(__file__).parent.parent
DOCS = ROOT / "docs"
ALL = ("prose", "lines", "corpus")


@dataclass(frozen=True)
class Run:
    """A measurement: commands behind `python`, with their seeds, one after another.

    SHARED stands for the folder of data, PAGES for one of pages that the first command sets.
    """

    commands: tuple[str, ...]
    about: str
    data: tuple[str, ...]
    section: str = ""  #: of docs/accuracy.md, whose tables it prints


@dataclass(frozen=True)
class Taken:
    """A section of a page that is not run here."""

    how: str  #: it was measured
    why: str  #: it is not run


RUNS = {
    "faults": Run(
        ("benchmarks/accuracy.py --faults SHARED/prose 9101 9102",),
        "Page faults that were planted, by genre",
        ("prose",),
        "Faults that were planted",
    ),
    "unseen": Run(
        ("benchmarks/accuracy.py --faults SHARED 9101",),
        "Page faults planted in statutes that nothing is fitted on",
        ("corpus",),
        "Faults planted in texts that nothing is fitted on",
    ),
    "columns": Run(
        ("benchmarks/columns.py SHARED",),
        "Lines of several columns that stand between each other; needs chromium",
        ALL,
        "Lines of several columns that stand between each other",
    ),
    "harm": Run(
        ("benchmarks/harm.py SHARED 600",),
        "What is changed in sound texts",
        ("lines", "corpus"),
        "What is changed in sound texts",
    ),
    "differences": Run(
        ("benchmarks/differences.py SHARED 7521",), "Copies told from versions", ALL, "Copies and versions"
    ),
    "repeats": Run(
        ("benchmarks/repeats.py SHARED 7307",), "What is said twice, and splices", ALL, "What is said twice"
    ),
    "typeset": Run(
        ("benchmarks/typeset.py SHARED 27 7203",),
        "Pages of a PDF; needs chromium and poppler-utils",
        ALL,
        "Pages of a PDF",
    ),
    "peers": Run(
        ("benchmarks/peers.py SHARED 602",),
        "Beside other tools; needs `make bench` to have installed them",
        ALL,
        "Beside other tools",
    ),
    "lines": Run(
        ("-m planted.typeset SHARED PAGES --count 90", "benchmarks/lines.py SHARED document PAGES"),
        "Where a text goes on across a line's end; needs chromium and poppler-utils",
        ALL,
        "Where a text goes on across a line's end",
    ),
    "kinds": Run(
        ("-m planted.typeset SHARED PAGES --count 90", "benchmarks/kinds.py SHARED document PAGES"),
        "What each block is; needs chromium and poppler-utils",
        ALL,
    ),
    "own-lines": Run(
        ("benchmarks/own_lines.py SHARED",),
        "A model that learns from corrections",
        ALL,
        "With corrections of one's own",
    ),
}
TAKEN = {
    "How well text is cut into words": Taken(
        "with `python benchmarks/segmentation.py FOLDER`",
        "the gold sets have licences of their own, and are not among the data",
    ),
    "Time and memory": Taken("by hand", "it is of a machine, and beside a version that is no longer there"),
    "Measured": Taken("with `python benchmarks/corpus.py TEXTS --write`", "speed is of a machine"),
}
DESCRIPTIVE = {"How the work is divided"}  # whose table measures nothing
DAY = re.compile(r"[Mm]easured on (\d{4}-\d\d-\d\d)")
PUBLIC = ("https://creativecommons.org/publicdomain/mark/1.0/", "Public domain")
DATA = {
    "prose": (
        "Sixteen Chinese texts in five genres",
        "free of copyright by law or in the public domain: SOURCES.json",
        (PUBLIC,),
    ),
    "lines": (
        "Texts whose line ends are known",
        "newspaper: CC BY 4.0 (ECPO); the others are free of copyright",
        (("https://creativecommons.org/licenses/by/4.0/", "CC BY 4.0"), PUBLIC),
    ),
    "corpus": ("Statutes", "free of copyright: PRC Copyright Law, article 5", (PUBLIC,)),
}


def tables(text: str) -> list[list[list[str]]]:
    """Return the tables of a Markdown text, as rows of cells.

    >>> tables("told\\n\\n| a | b |\\n| --- | --- |\\n| 1 | 2 |\\n")
    [[['a', 'b'], ['1', '2']]]
    """
    found: list[list[list[str]]] = []
    inside = False
    for line in text.splitlines():
        if line.startswith("|"):
            cells = [cell.strip() for cell in line.strip().strip("|").split(" | ")]
            if not inside:
                found.append([])
            if set("".join(cells)) != {"-"}:
                found[-1].append(cells)
        inside = line.startswith("|")
    return found


def run(name: str, commands: list[str], folder: Path, ran: set[str]) -> dict[str, Any]:
    """Run commands one after another, but those that *ran*, and write what the last printed; return how it went."""
    begun = datetime.now(UTC)
    below = [str(ROOT), str(ROOT / "benchmarks"), os.environ.get("PYTHONPATH", "")]
    known = os.environ | {"PYTHONPATH": os.pathsep.join(filter(None, below))}
    for command in (one for one in commands if one not in ran):
        done = subprocess.run([sys.executable, *command.split()], cwd=ROOT, env=known, capture_output=True, text=True)
        if done.returncode:
            break
        ran.add(command)
    told = {"name": name, "run": RUNS[name], "begun": begun, "ended": datetime.now(UTC), "files": []}
    if done.returncode:
        print(f"{name}: failed: {done.stderr.strip().splitlines()[-1:]}", file=sys.stderr)
        return told
    return told | {"files": write_tables(name, done.stdout, folder)}


def write_tables(name: str, text: str, folder: Path, below: str = "") -> list[str]:
    """Write a text, and each table in it as CSV; return the names of the files, with the folder that they are in."""
    (folder / below).mkdir(exist_ok=True)
    files = {f"{below}{name}.md": text}
    for number, rows in enumerate(tables(text), 1):
        with StringIO(newline="") as file:
            csv.writer(file, lineterminator="\n").writerows(rows)
            files[f"{below}{name}-{number}.csv"] = file.getvalue()
    for path, content in files.items():
        (folder / path).write_text(content, "utf-8", newline="")
    return [*files]


def sections(page: str) -> dict[str, str]:
    """Return what is below each heading of a page of the documentation, of those with a table of what was measured."""
    parts = re.split(r"^#+ (.+)$", (DOCS / f"{page}.md").read_text("utf-8"), flags=re.M)
    pairs = zip(parts[1::2], parts[2::2], strict=True)
    return {title: text.strip() for title, text in pairs if tables(text) and title not in DESCRIPTIVE}


def take(done: list[dict[str, Any]], folder: Path) -> list[dict[str, str]]:
    """Write the tables of the documentation that no run printed now; return each file, with where it is from."""
    names = {run.section: name for name, run in RUNS.items() if run.section}
    printed = {one["name"] for one in done if one["files"]}
    tried = {one["name"] for one in done}
    found = []
    for page in ("accuracy", "scale"):
        for title, text in sections(page).items():
            name = names.get(title)
            if name in printed:
                continue
            if name:
                how = f"with `{' && '.join(f'python {one}' for one in RUNS[name].commands)}`"
                why = "its run failed" if name in tried else "it was not among the runs that were chosen"
            else:
                how, why = TAKEN[title].how, TAKEN[title].why
            days = sorted(set(DAY.findall(text)))
            told = f"Taken from docs/{page}.md, not run now: {why}. Measured on {', '.join(days)} {how}."
            slug = re.sub(r"\W+", "-", (title if page == "accuracy" else f"{page} {title}").lower()).strip("-")
            files = write_tables(slug, f"{told}\n\n# {title}\n\n{text}\n", folder, "taken/")
            found += [{"path": path, "page": f"{page}.md", "about": told, "day": days[-1]} for path in files]
    return found


def versions() -> dict[str, Any]:
    """Return what was at work."""
    packages = {one.metadata["Name"].lower(): one.version for one in metadata.distributions()}
    return {
        "python": platform.python_version(),
        "system": platform.platform(),
        "packages": dict(sorted(packages.items())),
    }


def commit() -> tuple[str, str]:
    """Return the last commit and when it was made; empty outside a repository."""
    done = subprocess.run(["git", "log", "-1", "--format=%H %cI"], cwd=ROOT, capture_output=True, text=True)
    found = done.stdout.split()
    return (found[0], found[1]) if len(found) == 2 else ("", datetime.now(UTC).isoformat(timespec="seconds"))


def sums(shared: Path) -> dict[str, str]:
    """Return the sha256 of each data set (of its files' sums, in order of their names) and of each fitted model."""
    found = {}
    for name in DATA:
        files = sorted(path for path in (shared / name).rglob("*") if path.is_file())
        each = "".join(sha256(path.read_bytes()).hexdigest() for path in files)
        found[name] = sha256(each.encode()).hexdigest()
    models = sorted([*(ROOT / "analysis").rglob("*.json"), *(ROOT / "analysis").rglob("*.npz")])
    return found | {path.relative_to(ROOT).as_posix(): sha256(path.read_bytes()).hexdigest() for path in models}


def main(shared: str, folder: str = "results", *names: str) -> None:
    """Write the folder."""
    out = Path(folder)
    if out.exists() and any(out.iterdir()) and not (out / CRATE).is_file():
        sys.exit(f"{out}: is there, and not from an earlier run; name another folder")
    shutil.rmtree(out, ignore_errors=True)
    out.mkdir(parents=True)
    with TemporaryDirectory() as pages:
        ran: set[str] = set()
        done = [
            run(name, [one.replace("SHARED", shared).replace("PAGES", pages) for one in each.commands], out, ran)
            for name, each in RUNS.items()
            if not names or name in names
        ]
    taken = take(done, out)
    revision, made = commit()
    (out / "versions.json").write_text(json.dumps({"commit": revision, **versions()}, indent=1) + "\n", "utf-8")
    (out / "data.json").write_text(json.dumps(sums(Path(shared)), indent=1) + "\n", "utf-8")
    for path in (ROOT / "CITATION.cff", DOCS / "method.md", DOCS / "accuracy.md", DOCS / "scale.md"):
        shutil.copyfile(path, out / path.name)
    makers = re.findall(r"^  - name: (.+)$", (ROOT / "CITATION.cff").read_text("utf-8"), re.M)[0]
    known = Known(metadata.version("zh-analysis"), revision, made, makers)
    described = crate(out, done, taken, DATA, known)
    (out / CRATE).write_text(json.dumps(described, indent=1, ensure_ascii=False) + "\n", "utf-8")
    if failed := [one["name"] for one in done if not one["files"]]:
        sys.exit(f"{out}: is written; these runs failed: {', '.join(failed)}")


if __name__ == "__main__":
    main(*sys.argv[1:])
