import pytest

from analysis import load_all, parse
from analysis.concepts.each_text import each_text


def test_documents_of_one_name_are_told_apart_by_their_paths(tmp_path):
    for folder in "甲乙":
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "page.txt").write_text("居民", "utf-8")
    (tmp_path / "另_2021-03-02.txt").write_text("居民", "utf-8")
    found = [*each_text(load_all(tmp_path), "count", [])]
    assert sorted(row[:2] for row in found) == [
        ("乙/page.txt", ""),
        ("另_2021-03-02", "2021-03-02"),
        ("甲/page.txt", ""),
    ]


def test_documents_of_one_name_without_a_path_are_numbered_and_keep_their_date():
    pages = [parse("甲", "晚报_2021-03-02"), parse("乙", "晚报_2021-03-02"), parse("丙", "另")]
    assert [row[:2] for row in each_text(pages, "count", [])] == [
        ("晚报_2021-03-02", "2021-03-02"),
        ("晚报_2021-03-02 (2)", "2021-03-02"),
        ("另", ""),
    ]


@pytest.mark.parametrize("wrong", ["page.txt", 7, None])
def test_what_are_no_documents_is_refused(wrong):
    with pytest.raises(TypeError, match="count: documents must be documents or a corpus"):
        [*each_text(wrong, "count", [])]
