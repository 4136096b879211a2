from commands import run
from conftest import SEED


def test_a_source_comes_back_from_its_clean_text_and_its_ledger(tmp_path):
    clean, ledger, source = (tmp_path / name for name in ("clean.md", "ledger.json", "source.txt"))
    assert run("repair", SEED, "-o", clean, "--ledger", ledger).exit_code == 0
    assert run("restore", clean, "--ledger", ledger, "-o", source).exit_code == 0
    assert source.read_bytes() == SEED.read_bytes()
    clean.write_text(clean.read_text("utf-8") + "还有。", "utf-8")
    wrong = run("restore", clean, "--ledger", ledger, "-o", tmp_path / "other.txt")
    assert (wrong.exit_code, wrong.stderr) == (2, "analysis: clean goes on behind the end of the ledger: '还有。'\n")
    assert not (tmp_path / "other.txt").exists()
