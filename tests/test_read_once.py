"""Each text is read once: classified, cut into tokens, folded and searched for repeats, whatever is asked of it."""

import pickle
from collections import Counter
from pathlib import Path

import nbformat
import pytest
from click.testing import CliRunner

import analysis
from analysis import Tokeniser
from analysis.cli.main import main
from analysis.document import annotations
from analysis.duplicates import audits, spans
from analysis.structure import model

ROOT = Path(__file__).parent.parent
SEED = ROOT / "seeds" / "000_ed0ec8543009b9f7.txt"
NOTEBOOKS = sorted((ROOT / "notebooks").glob("0[1-4]*.ipynb"))  # the fifth is of a corpus


@pytest.fixture
def read(monkeypatch):
    """Count what is done to each text: by what, with which settings, and its hash."""
    counts = Counter()

    def counted(module, name, key):
        done = getattr(module, name)

        def counting(*given):
            counts[name, *key(*given)] += 1
            return done(*given)

        monkeypatch.setattr(module, name, counting)

    counted(model, "_seen", lambda text, _: [hash(text)])
    counted(Tokeniser, "_place", lambda self, document: [self, hash(document.text)])
    counted(spans, "letters", lambda text, *_: [hash(text)])
    counted(audits, "find_repeats", lambda texts, *settings: [*settings, hash(texts.text)])
    return counts


@pytest.mark.parametrize("command", ["structure", "audit", "choices", "repair", "terms", "cloud", "network"])
def test_a_command_reads_each_text_once(command, read, tmp_path):
    output = {"repair": ["-o", str(tmp_path / "clean.md")], "cloud": ["-o", str(tmp_path / "cloud.png")]}
    result = CliRunner().invoke(main, [command, str(SEED), *output.get(command, [])])
    assert result.exit_code == 0, result.output
    assert read
    assert set(read.values()) == {1}


@pytest.mark.parametrize("notebook", NOTEBOOKS, ids=lambda path: path.stem)
def test_a_notebook_reads_each_text_once(notebook, read, monkeypatch):
    monkeypatch.chdir(notebook.parent)
    names = {"display": lambda *_: None}
    for cell in nbformat.read(notebook, 4).cells:
        if cell.cell_type == "code" and "lab" not in cell.metadata.get("tags", []):
            exec(cell.source, names)
    assert {name for name, *_ in read} >= {"_seen", "_place", "letters", "find_repeats"}
    assert set(read.values()) == {1}


def test_what_is_asked_after_a_repair_reads_the_mended_text_no_more(read):
    done = analysis.repair(analysis.load(SEED))
    before = Counter(read)
    analysis.audit(done.document)
    analysis.audit(done.source)
    analysis.faults(done.document)
    analysis.block_kinds(done.source)
    assert read == before


def test_results_of_a_document_do_not_go_with_it_to_another_process():
    document = analysis.parse("# 春游\n\n大家一早就坐车出发了。")
    before = len(pickle.dumps(document))
    analysis.sections(document)
    analysis.audit(document)
    assert len(pickle.dumps(document)) == before
    assert pickle.loads(pickle.dumps(document)) == document


def test_only_the_documents_looked_at_last_keep_their_results():
    documents = [analysis.parse(f"第{number}次春游，大家一早就坐车出发了。") for number in range(3 * annotations.MOST)]
    for document in documents:
        analysis.block_kinds(document)
    kept = [document for document in documents if annotations.NAME in vars(document)]
    assert kept == documents[-annotations.MOST :]


def test_of_large_documents_only_the_two_looked_at_last_keep_their_results(monkeypatch):
    monkeypatch.setattr(annotations, "MOST_CHARACTERS", 20)
    documents = [analysis.parse(f"第{number}次春游，大家一早就坐车出发了。") for number in range(4)]
    for document in [*documents, documents[0]]:
        analysis.block_kinds(document)
    assert [annotations.NAME in vars(document) for document in documents] == [True, False, False, True]


def test_what_is_shared_by_several_audits_cannot_be_changed():
    found = analysis.audit(analysis.parse("春天来了，花开了。"))
    with pytest.raises(ValueError, match="read-only"):
        found.multiplicity[0] = 2
