import pytest
from commands import run
from conftest import SEED


def test_a_source_comes_back_from_its_clean_text_and_its_ledger(tmp_path):
    clean, ledger, source = (tmp_path / name for name in ("clean.md", "ledger.json", "source.txt"))
    assert run("repair", SEED, "-o", clean, "--ledger", ledger).exit_code == 0
    assert run("restore", clean, "--ledger", ledger, "-o", source).exit_code == 0
    assert source.read_bytes() == SEED.read_bytes()
    clean.write_text(clean.read_text("utf-8") + "还有。", "utf-8")
    wrong = run("restore", clean, "--ledger", ledger, "-o", tmp_path / "other.txt")
    last = clean.read_text("utf-8").count("\n") + 1
    said = f"analysis: {clean}: line {last} goes on behind the end of the ledger: '还有。'\n"
    assert (wrong.exit_code, wrong.stderr) == (2, said)
    assert not (tmp_path / "other.txt").exists()


@pytest.mark.parametrize(
    ("held", "said"),
    [(b"[]", "no ledger of a repair"), (b"\xff", "not UTF-8 at byte 1"), (b"{", "no JSON")],
)
def test_what_is_wrong_with_the_ledger_is_said_with_its_name(tmp_path, held, said):
    (tmp_path / "clean.md").write_text("甲", "utf-8")
    (tmp_path / "ledger.json").write_bytes(held)
    wrong = run("restore", tmp_path / "clean.md", "--ledger", tmp_path / "ledger.json", "-o", tmp_path / "other.txt")
    assert (wrong.exit_code, len(wrong.stderr.splitlines())) == (2, 1)
    assert wrong.stderr.startswith(f"analysis: {tmp_path / 'ledger.json'}: {said}")
