"""Each document has its own file in a folder of decisions, and what is of nobody is named."""

import pytest

from analysis import Decisions, load
from analysis.decisions.files import of_document
from analysis.decisions.folders import DecisionFolder, for_several, name_and_source


@pytest.fixture
def corpus(tmp_path):
    """Two files of one name, in folders of two years."""
    for year in ("2020", "2021"):
        (tmp_path / "corpus" / year).mkdir(parents=True)
        (tmp_path / "corpus" / year / "page.txt").write_text(f"{year}年来了。", "utf-8")
    return tmp_path / "corpus"


def keep(folder, name):
    file = folder / f"{name}.decisions.json"
    file.parent.mkdir(parents=True, exist_ok=True)
    Decisions(name).word("甲来").save(file)


def names(folder, documents):
    return [getattr(of_document(folder, document), "document", None) for document in documents]


def test_two_files_of_one_name_have_each_their_own_decisions(corpus, tmp_path):
    keep(tmp_path / "decided", "2020/page.txt")
    keep(tmp_path / "decided", "2021/page.txt")
    documents = [load(corpus / year / "page.txt") for year in ("2020", "2021")]
    assert names(for_several(tmp_path / "decided", documents), documents) == ["2020/page.txt", "2021/page.txt"]
    assert names(tmp_path / "decided", documents) == ["2020/page.txt", "2021/page.txt"]  # one by one, too
    by_path = [load(corpus / name, name=name.removesuffix(".txt")) for name in ("2020/page.txt", "2021/page.txt")]
    assert names(tmp_path / "decided", by_path) == ["2020/page.txt", "2021/page.txt"]  # as a corpus names them


def test_they_do_not_share_those_on_one_of_them(corpus, tmp_path):
    keep(tmp_path / "decided", "page.txt")
    documents = [load(corpus / year / "page.txt") for year in ("2020", "2021")]
    folder = for_several(DecisionFolder(str(tmp_path / "decided"), is_quiet=True), documents)
    assert names(folder, documents) == [None, None]
    assert folder.unused(map(name_and_source, documents)).endswith("decided: page.txt.decisions.json is of no document")


def test_what_was_named_from_further_down_is_of_the_one_document_that_is_called_so(corpus, tmp_path):
    """Such as after a review of ``corpus/2020/*.txt``, whose files lie all in one folder."""
    (corpus / "2021" / "page.txt").rename(corpus / "2021" / "other.txt")
    keep(tmp_path / "decided", "page.txt")
    keep(tmp_path / "decided", "gone.txt")
    folder = DecisionFolder(str(tmp_path / "decided"))
    pages = [(name, str(corpus / f"{name}.txt")) for name in ("2020/page", "2021/other")]
    assert [folder.file_of(*page) for page in pages] == [None, None]  # nobody knows how many there are
    known = folder.matching(source for _, source in pages)
    assert [known.file_of(*page) for page in pages] == [tmp_path / "decided" / "page.txt.decisions.json", None]
    assert known.unused(pages).endswith("decided: gone.txt.decisions.json is of no document")


def test_what_is_of_no_document_is_named(corpus, tmp_path):
    for name in ("2020/page.txt", *(f"{number:02}" for number in range(12))):
        keep(tmp_path / "decided", name)
    folder = DecisionFolder(str(tmp_path / "decided"))
    with pytest.warns(UserWarning, match=r"00.decisions.json, .*, 09.decisions.json and 2 more are of no document$"):
        folder.warn_of_unused([("2020/page", str(corpus / "2020/page.txt"))])
