"""Run the measurements of docs/accuracy.md, and write one folder that says all of them: ``make results``.

``python benchmarks/results.py SHARED [FOLDER [NAME ...]]`` writes into FOLDER (``results`` by default), for each run,
or those named,

- ``NAME.md``: what the command printed, and each table in it as ``NAME-1.csv`` and on;
- ``versions.json``: commit, Python, system and packages; ``data.json``: the sha256 of each data set and fitted model;
- ``CITATION.cff``, ``accuracy.md`` and ``scale.md`` as they are;
- ``ro-crate-metadata.json``: what each file is, which command and seeds it is from, and who may use the data, as an
  RO-Crate 1.1 (https://w3id.org/ro/crate/1.1).

A run that ends with an error is told, and is in the crate as failed. Speed is not measured here: it is of a machine.
"""

import csv
import json
import platform
import shutil
import subprocess
import sys
from datetime import UTC, datetime
from hashlib import sha256
from importlib import metadata
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parent.parent
ALL = ("prose", "lines", "corpus")
# Name: the command behind `python`, with its seeds, what it measures, and on which of `DATA`. SHARED stands for the
# folder of data.
RUNS = {
    "faults": (
        "benchmarks/accuracy.py --faults SHARED/prose 9101 9102",
        "Page faults that were planted, by genre",
        ("prose",),
    ),
    "unseen": (
        "benchmarks/accuracy.py --faults SHARED 9101",
        "Page faults planted in statutes that nothing is fitted on",
        ("corpus",),
    ),
    "columns": (
        "benchmarks/columns.py SHARED",
        "Lines of several columns that stand between each other; needs chromium",
        ALL,
    ),
    "harm": ("benchmarks/harm.py SHARED 600", "What is changed in sound texts", ("lines", "corpus")),
    "differences": ("benchmarks/differences.py SHARED 7521", "Copies told from versions", ALL),
    "repeats": ("benchmarks/repeats.py SHARED 7307", "What is said twice, and splices", ALL),
    "typeset": ("benchmarks/typeset.py SHARED 27 7203", "Pages of a PDF; needs chromium and poppler-utils", ALL),
    "peers": ("benchmarks/peers.py SHARED 602", "Beside other tools; needs `make bench` to have installed them", ALL),
}
DATA = {
    "prose": (
        "Sixteen Chinese texts in five genres",
        "free of copyright by law or in the public domain: SOURCES.json",
    ),
    "lines": ("Texts whose line ends are known", "newspaper: CC BY 4.0 (ECPO); the others are free of copyright"),
    "corpus": ("Statutes", "free of copyright: PRC Copyright Law, article 5"),
}
CRATE = "ro-crate-metadata.json"
CONTEXT = "https://w3id.org/ro/crate/1.1/context"
LICENCE = "https://spdx.org/licenses/MIT"
FORMATS = {".md": "text/markdown", ".csv": "text/csv", ".json": "application/json", ".cff": "text/yaml"}


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


def run(name: str, command: list[str], folder: Path) -> dict[str, Any]:
    """Run a command and write what it printed; return how it went."""
    begun = datetime.now(UTC)
    done = subprocess.run([sys.executable, *command], cwd=ROOT, capture_output=True, text=True)
    ended = datetime.now(UTC)
    if done.returncode:
        print(f"{name}: failed: {done.stderr.strip().splitlines()[-1:]}", file=sys.stderr)
        return {"name": name, "begun": begun, "ended": ended, "files": []}
    (folder / f"{name}.md").write_text(done.stdout, "utf-8")
    files = [f"{name}.md"]
    for number, rows in enumerate(tables(done.stdout), 1):
        files.append(f"{name}-{number}.csv")
        with (folder / files[-1]).open("w", encoding="utf-8", newline="") as file:
            csv.writer(file, lineterminator="\n").writerows(rows)
    return {"name": name, "begun": begun, "ended": ended, "files": files}


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


def crate(folder: Path, done: list[dict[str, Any]], made: str, version: str, revision: str) -> dict[str, Any]:
    """Return the description of a folder: an RO-Crate's graph, in which every file of it is."""
    files = sorted(path.name for path in folder.iterdir() if path.name != CRATE)
    software = {
        "@id": "#zh-analysis",
        "@type": "SoftwareApplication",
        "name": "zh-analysis",
        "version": f"{version} ({revision[:12]})" if revision else version,
        "license": {"@id": LICENCE},
    }
    data = [
        {"@id": f"#data-{name}", "@type": "Dataset", "name": title, "conditionsOfAccess": licence}
        for name, (title, licence) in DATA.items()
    ]
    actions = [
        {
            "@id": f"#run-{one['name']}",
            "@type": "CreateAction",
            "name": RUNS[one["name"]][1],
            "description": "python " + RUNS[one["name"]][0],
            "startTime": one["begun"].isoformat(timespec="seconds"),
            "endTime": one["ended"].isoformat(timespec="seconds"),
            "actionStatus": {"@id": f"http://schema.org/{'Completed' if one['files'] else 'Failed'}ActionStatus"},
            "instrument": {"@id": "#zh-analysis"},
            "object": [{"@id": f"#data-{name}"} for name in RUNS[one["name"]][2]],
            "result": [{"@id": name} for name in one["files"]],
        }
        for one in done
    ]
    parts = [
        {
            "@id": name,
            "@type": "File",
            "name": name,
            "encodingFormat": FORMATS[Path(name).suffix],
            "contentSize": str((folder / name).stat().st_size),
        }
        for name in files
    ]
    descriptor = {
        "@id": CRATE,
        "@type": "CreativeWork",
        "conformsTo": {"@id": "https://w3id.org/ro/crate/1.1"},
        "about": {"@id": "./"},
    }
    root = {
        "@id": "./",
        "@type": "Dataset",
        "name": "Measurements of zh-analysis",
        "description": "How well faults and copies in Chinese text are found, with the commands, seeds and versions.",
        "datePublished": made,
        "license": {"@id": LICENCE},
        "hasPart": [{"@id": name} for name in files],
        "mentions": [{"@id": one["@id"]} for one in actions],
    }
    licence = {
        "@id": LICENCE,
        "@type": "CreativeWork",
        "name": "MIT",
        "description": "The MIT licence, of the software and of these tables; the data have their own.",
    }
    status = [
        {"@id": f"http://schema.org/{name}ActionStatus", "@type": "ActionStatusType", "name": name}
        for name in ("Completed", "Failed")
    ]
    return {"@context": CONTEXT, "@graph": [descriptor, root, software, licence, *status, *data, *actions, *parts]}


def main(shared: str, folder: str = "results", *names: str) -> None:
    """Write the folder."""
    out = Path(folder)
    if out.exists() and any(out.iterdir()) and not (out / CRATE).is_file():
        sys.exit(f"{out}: is there, and not from an earlier run; name another folder")
    shutil.rmtree(out, ignore_errors=True)
    out.mkdir(parents=True)
    done = [
        run(name, command.replace("SHARED", shared).split(), out)
        for name, (command, _about, _data) in RUNS.items()
        if not names or name in names
    ]
    (revision, made), version = commit(), metadata.version("zh-analysis")
    (out / "versions.json").write_text(json.dumps({"commit": revision, **versions()}, indent=1) + "\n", "utf-8")
    (out / "data.json").write_text(json.dumps(sums(Path(shared)), indent=1) + "\n", "utf-8")
    for path in (ROOT / "CITATION.cff", ROOT / "docs" / "accuracy.md", ROOT / "docs" / "scale.md"):
        shutil.copyfile(path, out / path.name)
    described = crate(out, done, made, version, revision)
    (out / CRATE).write_text(json.dumps(described, indent=1, ensure_ascii=False) + "\n", "utf-8")


if __name__ == "__main__":
    main(*sys.argv[1:])
