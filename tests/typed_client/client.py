"""What a package that uses ours would write: checked by mypy --strict against the installed wheel, and run."""

from __future__ import annotations

import sys
from pathlib import Path

import analysis
from analysis import Document, Repair, Tokeniser


def report_of(path: Path) -> tuple[str, int]:
    """Return the clean text of a file, and how many letters of it stood in copies."""
    document: Document = analysis.load(path)
    repaired: Repair = analysis.repair(document, settings=analysis.RepairSettings(certain=0.9))
    audit = analysis.audit(document, min_length=30)
    tokens = Tokeniser(words=["政协"]).tokens(repaired.document)
    counts = analysis.frequencies(tokens)
    assert analysis.restore(repaired) == document.text
    kept: float = audit.redundancy
    return repaired.document.text, round(kept * len(counts))


def mine(document: Document) -> list[tuple[int, int, str, float, tuple[tuple[int, int, str], ...]]]:
    """Find a text that begins with a mark."""
    return [(0, 1, "a mark", 0.5, ())] if document.text.startswith("。") else []


if __name__ == "__main__":
    analysis.register_finding("mine", mine)
    analysis.register_reader(".rot", lambda data: data.decode()[::-1])
    print(report_of(Path(sys.argv[1]))[0][:2])
