import pytest
from conftest import ROOT
from hypothesis import given, settings
from hypothesis import strategies as st

import analysis
from analysis import RepairSettings, Tokeniser, count_concepts, parse, read_concepts, read_corpus

TWICE = "老年人在社区食堂吃上了热饭，志愿者每天把饭菜送到行动不便的居民家里，街道还给他们装了扶手和夜灯。"
PAGE = f"# 养老\n\n{TWICE}\n\n# 医疗\n\n医院在山下。\n\n# 养老\n\n{TWICE}\n\n"
PAGE += "会议开了三天，由市政\n\n协主席主持,讨论机制。\n"
CONCEPTS = {
    "民生": {"group": {"养老": ["老年人", {"near": ["社区", "食堂"], "within": 2}], "居民": ["居民"]}},
    "政协": ["市政协"],
    "外交": ["外交"],
}


MORE = RepairSettings(certain=0.5)  # a single section that is printed twice is no certain copy


def counted(text=PAGE, concepts=CONCEPTS, name="晚报_2021-03-02"):
    return count_concepts(parse(text, name), concepts, settings=MORE)


def test_counts_by_hand_of_a_page_that_is_printed_twice_and_broken():
    found = counted()
    columns = ["doc", "date", "group", "concept", "raw", "repaired", "weighted"]
    assert found.counts[columns].to_numpy().tolist() == [
        ["晚报_2021-03-02", "2021-03-02", "民生", "养老", 4, 2, 2.0],
        ["晚报_2021-03-02", "2021-03-02", "民生", "居民", 2, 1, 1.0],
        ["晚报_2021-03-02", "2021-03-02", "", "政协", 0, 1, 0.0],
        ["晚报_2021-03-02", "2021-03-02", "", "外交", 0, 0, 0.0],
    ]
    words = found.documents.iloc[0]
    assert found.counts["raw_per_10k"].tolist() == [count / words["raw_words"] * 1e4 for count in (4, 2, 0, 0)]
    assert found.counts["repaired_per_10k"].tolist() == [
        count / words["repaired_words"] * 1e4 for count in (2, 1, 1, 0)
    ]


def test_causes_name_the_finding_and_add_up_to_the_change():
    found = counted()
    assert found.causes[["concept", "change", "kind", "line"]].to_numpy().tolist() == [
        ["养老", -2, "repeat", 9],
        ["居民", -1, "repeat", 9],
        ["政协", 1, "broken paragraph", 13],
    ]


def test_sections_are_those_of_the_text_as_it_came():
    found = counted()
    assert found.sections[["section", "title", "concept", "raw", "repaired", "weighted"]].to_numpy().tolist() == [
        [0, "养老", "养老", 2, 2, 1.0],
        [0, "养老", "居民", 1, 1, 0.5],
        [2, "养老", "养老", 2, 0, 1.0],
        [2, "养老", "居民", 1, 0, 0.5],
        [2, "养老", "政协", 0, 1, 0.0],
    ]


def test_matches_are_places_in_the_text_of_their_side():
    document = parse(PAGE)
    found = count_concepts(document, CONCEPTS, settings=MORE)
    clean = analysis.repair(document, settings=MORE).document
    for row in found.matches.itertuples():
        assert (document if row.side == "raw" else clean).text[row.start : row.end] == row.text
        assert row.text[:2] in PAGE.split("\n")[row.line - 1]
    sizes = found.matches.groupby(["side", "concept"]).size()
    for row in found.counts.itertuples():
        assert (sizes.get(("raw", row.concept), 0), sizes.get(("repaired", row.concept), 0)) == (row.raw, row.repaired)


def test_documents_of_one_name_are_told_apart_by_their_paths(tmp_path):
    for folder in "甲乙":
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "page.txt").write_text("居民", "utf-8")
    found = count_concepts(analysis.load_all(tmp_path), CONCEPTS)
    assert found.documents["doc"].tolist() == ["乙/page.txt", "甲/page.txt"]


def test_a_corpus_is_read_document_by_document_and_what_cannot_be_read_is_said(tmp_path):
    (tmp_path / "2021-03-02_好.txt").write_text("居民和居民。", "utf-8")
    (tmp_path / "坏.txt").write_bytes(b"\x00\xff\xfe\x00" * 40)
    found = count_concepts(read_corpus(tmp_path), CONCEPTS)
    assert found.documents[["doc", "date"]].to_numpy().tolist() == [["2021-03-02_好", "2021-03-02"]]
    assert found.errors["doc"].tolist() == ["坏"]
    assert found.totals().query("raw > 0")[["concept", "documents", "raw"]].to_numpy().tolist() == [["居民", 1, 2]]


def test_a_table_of_texts_is_a_corpus_too():
    import pandas as pd

    table = pd.DataFrame({"text": ["居民", "老年人"], "name": ["甲", "乙"], "date": ["2021-03-02", "2021-04-02"]})
    found = count_concepts(read_corpus(table, name="name"), CONCEPTS)
    assert found.documents["date"].tolist() == ["2021-03-02", "2021-04-02"]
    assert found.counts.query("raw > 0")[["doc", "concept"]].to_numpy().tolist() == [["甲", "居民"], ["乙", "养老"]]


def test_the_seed_corpus_counts_what_is_written_in_it():
    found = count_concepts(read_corpus(ROOT / "seeds" / "corpus"), {"伞": ["伞", "*伞"], "河": {"pattern": "河"}})
    texts = [path.read_text("utf-8") for path in sorted((ROOT / "seeds" / "corpus").glob("*.md"))]
    assert found.totals().set_index("concept").loc["河", "raw"] == sum(text.count("河") for text in texts)
    assert len(found.documents) + len(found.errors) == len(texts)


@pytest.mark.parametrize("text", ["", "no Han letters here", "。", "\n\n\n"])
def test_texts_without_a_concept_count_none(text):
    found = counted(text)
    assert found.counts[["raw", "repaired", "weighted"]].to_numpy().sum() == 0
    assert len(found.counts) == 4
    assert found.matches.empty
    assert found.causes.empty
    assert found.sections.empty


def test_no_document_gives_empty_tables_with_their_columns():
    found = count_concepts([], read_concepts(CONCEPTS))
    assert found.counts.empty
    assert [*found.totals()][:3] == ["group", "concept", "documents"]
    assert found.by_date().empty


@settings(max_examples=25, deadline=None)
@given(st.lists(st.sampled_from(["老年人在社区食堂吃饭。", "居民很多。", "市政协开会。"]), max_size=4))
def test_a_sound_text_counts_the_same_as_it_came_and_as_repaired(sentences):
    text = "".join(sentences)
    found = counted(text)
    if analysis.repair(parse(text)).document.text == text:
        assert found.counts["raw"].tolist() == found.counts["repaired"].tolist()
        assert found.causes.empty


@settings(max_examples=25, deadline=None)
@given(st.lists(st.sampled_from([TWICE, "会议由市政\n\n协主席主持，大家都发了言。", "居民开会。", "# 题"]), max_size=5))
def test_the_changes_of_a_concept_add_up(parts):
    found = counted("\n\n".join(parts))
    changes = found.causes.groupby("concept")["change"].sum()
    for row in found.counts.itertuples():
        assert changes.get(row.concept, 0) == row.repaired - row.raw


def test_words_and_settings_reach_the_counting():
    text = "南京市长江大桥"
    cutter = Tokeniser(words=["南京市长"])
    assert count_concepts(parse(text), {"长": ["市长"]}).counts["raw"].tolist() == [0]
    assert count_concepts(parse(text), {"长": ["市长"]}, cutter).counts["raw"].tolist() == [1]
    given_settings = RepairSettings(tokeniser=cutter)
    assert count_concepts(parse(text), {"长": ["市长"]}, settings=given_settings).counts["raw"].tolist() == [1]


def test_what_are_no_documents_is_refused():
    with pytest.raises(TypeError, match="documents must be documents or a corpus, not str"):
        count_concepts("page.txt", CONCEPTS)
    with pytest.raises(TypeError, match="documents must be of the type Document, not str"):
        count_concepts(["page.txt"], CONCEPTS)
