import dask
import pandas as pd
import pytest
from conftest import ROOT
from legible import check

import analysis


def found(documents, places, reprints=()):
    """A result of which only what pictures look at is filled: places are class, letters and documents in order."""
    classes = pd.DataFrame([(number, size) for number, (size, _) in enumerate(places)], columns=["class", "letters"])
    rows = [
        (number, documents[doc], "again" if nth else "first")
        for number, (_, docs) in enumerate(places)
        for nth, doc in enumerate(docs)
    ]
    tables = {
        "classes": classes.assign(redundant=classes["letters"]),
        "occurrences": pd.DataFrame(rows, columns=["class", "doc", "role"]),
        "reprints": pd.DataFrame(reprints, columns=["cluster", "doc", "date", "letters", "similarity", "role"]),
    }
    return analysis.Reuse(tables.__getitem__)


NAMES = [f"{n:02}_很长的名字{'长' * n}_<b>$x^2$" for n in range(40)]
MANY = found(
    NAMES,
    [(30 + 7 * n, [n, (n * 7 + 1) % 40, (n * 11 + 2) % 40]) for n in range(40)],
    [(n // 2, NAMES[n], f"2021-{1 + n % 12:02}-03", 300, 0.9, "copy" if n % 2 else "keep") for n in range(40)],
)


@pytest.mark.parametrize("reuse", [MANY, found([], [])], ids=["many", "none"])
def test_pictures_of_many_and_of_none_are_described_and_legible(reuse):
    check("matrix", analysis.reuse_matrix(reuse))
    check("reprints", analysis.reprint_plot(reuse))


def test_a_matrix_says_who_holds_what_of_whom():
    reuse = found(["甲", "乙", "丙"], [(100, [0, 1]), (40, [0, 1, 2])])
    picture = analysis.reuse_matrix(reuse)
    assert picture.alt == ("Shaded table of documents: 2 by 1. 乙 holds 140 letters of 甲. 丙 holds 40 letters of 甲.")
    grouped = analysis.reuse_matrix(reuse, pd.Series({"甲": "日报", "乙": "晚报", "丙": "晚报"}))
    assert grouped.alt == "Shaded table of groups: 1 by 1. 晚报 holds 180 letters of 日报."


def test_what_is_left_out_of_a_picture_is_said():
    assert analysis.reuse_matrix(MANY).caption.endswith("The 16 of each that have most are shown.")
    assert analysis.reprint_plot(MANY).caption.endswith("The largest 16 of 20 clusters are shown.")


def test_clusters_stand_in_the_order_of_the_corpus_where_a_date_is_lacking():
    rows = [(0, "甲", "", 300, 1.0, "keep"), (0, "乙", "2021-03-02", 290, 0.9, "copy")]
    assert "in the order of the corpus" in analysis.reprint_plot(found([], [], rows)).caption


def test_the_seed_corpus_gives_the_known_flow_between_its_papers():
    with dask.config.set(scheduler="synchronous"):
        corpus = analysis.read_corpus(ROOT / "seeds" / "corpus")
        reuse, documents = analysis.reuse(corpus), analysis.survey(corpus, raw=True, find_faults=False).documents
    papers = analysis.group_of(documents, "_(.+)_")
    flow = reuse.pairs().assign(doc=lambda t: t["doc"].map(papers), first=lambda t: t["first_doc"].map(papers))
    assert {*zip(flow["doc"], flow["first"], strict=True)} == {
        ("临水晚报", "河湾日报"),
        ("青桥周刊", "河湾日报"),
        ("青桥周刊", "临水晚报"),
    }


def test_documents_that_are_one_group_are_not_compared_and_a_group_without_a_name_is_called_so():
    reuse = found(["甲", "乙"], [(100, [0, 1])])
    assert (
        analysis.reuse_matrix(reuse, pd.Series({"甲": "", "乙": ""})).caption == "There are not two groups to compare."
    )
    some = analysis.reuse_matrix(reuse, pd.Series({"甲": "", "乙": "晚报"}))
    assert some.alt == "Shaded table of groups: 1 by 1. 晚报 holds 100 letters of (no group)."
