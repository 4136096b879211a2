"""What a folder of results says of itself to machines: an RO-Crate 1.1 (https://w3id.org/ro/crate/1.1)."""

from collections.abc import Iterable
from pathlib import Path
from typing import Any, NamedTuple

CRATE = "ro-crate-metadata.json"
CONTEXT = "https://w3id.org/ro/crate/1.1/context"
LICENCE = "https://spdx.org/licenses/MIT"
MAKERS = "#developers"
FORMATS = {".md": "text/markdown", ".csv": "text/csv", ".json": "application/json", ".cff": "text/yaml"}


class Known(NamedTuple):
    """Which software it was."""

    version: str
    revision: str  #: the commit; empty outside a repository
    day: str
    makers: str


def crate(
    folder: Path,
    done: list[dict[str, Any]],
    taken: list[dict[str, str]],
    data: dict[str, tuple[str, str, tuple[tuple[str, str], ...]]],
    known: Known,
) -> dict[str, Any]:
    """Return the description of a folder: an RO-Crate's graph, in which every file of it is.

    Parameters
    ----------
    folder : all of whose files are described, but that of the crate.
    done : the runs: ``name``, ``run``, ``begun``, ``ended``, ``files``; no file where it failed.
    taken : files that are from the documentation: ``path``, ``page``, ``about``, ``day``.
    data : by name the title of each data set, who may use it, and its licences, address and name.
    known : of the software.
    """
    files = sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file())
    files = [name for name in files if name != CRATE]
    descriptor = {
        "@id": CRATE,
        "@type": "CreativeWork",
        "conformsTo": {"@id": "https://w3id.org/ro/crate/1.1"},
        "about": {"@id": "./"},
    }
    actions = [action(one) for one in done]
    root = {
        "@id": "./",
        "@type": "Dataset",
        "name": "Measurements of zh-analysis",
        "description": "How well faults and copies in Chinese text are found, with the commands, seeds and versions. "
        "What is in taken/ was not run now: it is as the documentation has it.",
        "datePublished": known.day,
        "version": known.version,
        "license": {"@id": LICENCE},
        "author": {"@id": MAKERS},
        "creator": {"@id": MAKERS},
        "publisher": {"@id": MAKERS},
        "hasPart": [{"@id": name} for name in files],
        "mentions": linked(one["@id"] for one in actions),
    }
    software = {
        "@id": "#zh-analysis",
        "@type": "SoftwareApplication",
        "name": "zh-analysis",
        "version": f"{known.version} ({known.revision[:12]})" if known.revision else known.version,
        "license": {"@id": LICENCE},
        "creator": {"@id": MAKERS},
    }
    licences = {address: name for _, _, some in data.values() for address, name in some}
    named = [
        {"@id": MAKERS, "@type": "Organization", "name": known.makers},
        {
            "@id": LICENCE,
            "@type": "CreativeWork",
            "name": "MIT",
            "description": "The MIT licence, of the software and of these tables; the data have their own.",
        },
        *(
            {"@id": address, "@type": "CreativeWork", "name": name, "description": f"Of data that was read: {name}."}
            for address, name in licences.items()
        ),
        *(
            {"@id": f"http://schema.org/{name}ActionStatus", "@type": "ActionStatusType", "name": name}
            for name in ("Completed", "Failed")
        ),
    ]
    sets = [
        {
            "@id": f"#data-{name}",
            "@type": "Dataset",
            "name": title,
            "description": f"{title}. Read where it lies; nothing of it is here.",
            "conditionsOfAccess": terms,
            "license": linked(address for address, _ in some),
        }
        for name, (title, terms, some) in data.items()
    ]
    origins = {one["path"]: one for one in taken}
    parts = [part(folder, name, origins.get(name)) for name in files]
    return {"@context": CONTEXT, "@graph": [descriptor, root, software, *named, *sets, *actions, *parts]}


def linked(names: Iterable[str]) -> dict[str, str] | list[dict[str, str]]:
    """Return links to entities; the link itself where it is one."""
    found = [{"@id": name} for name in names]
    return found[0] if len(found) == 1 else found


def action(one: dict[str, Any]) -> dict[str, Any]:
    """Return what a crate says of a run."""
    run = one["run"]
    return {
        "@id": f"#run-{one['name']}",
        "@type": "CreateAction",
        "name": run.about,
        "description": " && ".join(f"python {command}" for command in run.commands),
        "startTime": one["begun"].isoformat(timespec="seconds"),
        "endTime": one["ended"].isoformat(timespec="seconds"),
        "actionStatus": {"@id": f"http://schema.org/{'Completed' if one['files'] else 'Failed'}ActionStatus"},
        "agent": {"@id": MAKERS},
        "instrument": {"@id": "#zh-analysis"},
        "object": linked(f"#data-{name}" for name in run.data),
        "result": linked(one["files"]),
    }


def part(folder: Path, name: str, origin: dict[str, str] | None) -> dict[str, Any]:
    """Return what a crate says of a file; of one that was taken over also from where, and when that was measured."""
    known = {
        "@id": name,
        "@type": "File",
        "name": name,
        "encodingFormat": FORMATS[Path(name).suffix],
        "contentSize": str((folder / name).stat().st_size),
    }
    if origin:
        known |= {"description": origin["about"], "dateCreated": origin["day"], "isBasedOn": {"@id": origin["page"]}}
    return known
