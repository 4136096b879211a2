import pytest
from commands import run
from pdf_pages import PdfPage, pdf_of


@pytest.mark.parametrize(("options", "shown"), [([], False), (["--whole-page"], True)])
def test_a_web_page_is_read_without_its_footer_unless_all_is_wanted(tmp_path, options, shown):
    page = tmp_path / "page.html"
    text = "<p>春天来了，公园里的花都开了。孩子们在草地上放风筝。</p>" * 3
    page.write_text(f"<div class=article>{text}</div><div class=footer><p>版权所有</p></div>", "utf-8")
    done = run("repair", page, "-o", tmp_path / "clean.md", *options)
    assert done.exit_code == 0, done.output
    assert ("版权所有" in (tmp_path / "clean.md").read_text("utf-8")) is shown


def test_a_text_of_which_much_cannot_be_read_is_said_to_be_one_before_anything_is_counted(tmp_path):
    (tmp_path / "a.txt").write_text("标准" + "\ue000" * 8, "utf-8")
    done = run("terms", tmp_path / "a.txt")
    assert (
        done.stderr
        == "analysis: a: much of it cannot be read (8 private-use characters); what is counted is the rest\n"
    )
    (tmp_path / "a.txt").write_text("本标准规定了桥的要求。" * 9 + "\ue000", "utf-8")
    assert run("terms", tmp_path / "a.txt").stderr == ""


def test_pages_on_which_nothing_was_read_are_named(tmp_path):
    full, empty = PdfPage(), PdfPage()
    full.line("会议由市政协主席主持。", 40, 60)
    (tmp_path / "a.pdf").write_bytes(pdf_of(full, empty))
    done = run("terms", tmp_path / "a.pdf")
    said = "nothing was read on page 2; where they are scans, zh-analysis[ocr] reads them"
    assert done.stderr == f"analysis: a: {said}\n"
