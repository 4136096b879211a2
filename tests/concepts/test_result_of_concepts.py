import pytest

import analysis
from analysis import count_concepts, parse

PAGES = [
    parse("居民和居民开会。", "晚报_2021-03-02"),
    parse("老年人开会。", "晚报_2021-03-09"),
    parse("居民开会。", "日报_2021-04-01"),
    parse("居民散步。", "无日期"),
]
FOUND = count_concepts(PAGES, {"民生": {"group": {"养老": ["老年人"], "居民": ["居民"]}}, "会": ["开会"]})


def test_totals_are_sums_over_the_documents():
    columns = ["group", "concept", "documents", "raw", "repaired", "weighted"]
    assert FOUND.totals()[columns].to_numpy().tolist() == [
        ["民生", "养老", 1, 1, 1, 1.0],
        ["民生", "居民", 3, 4, 4, 4.0],
        ["", "会", 3, 3, 3, 3.0],
    ]
    words = FOUND.documents["raw_words"].sum()
    assert FOUND.totals()["raw_per_10k"].tolist() == [count / words * 1e4 for count in (1, 4, 3)]


def test_dates_are_put_together_by_period():
    columns = ["date", "concept", "documents", "raw"]
    assert FOUND.by_date()[columns].to_numpy().tolist() == [
        ["2021-03", "养老", 2, 1],
        ["2021-03", "居民", 2, 2],
        ["2021-03", "会", 2, 2],
        ["2021-04", "养老", 1, 0],
        ["2021-04", "居民", 1, 1],
        ["2021-04", "会", 1, 1],
    ]
    assert FOUND.by_date("year")["documents"].tolist() == [3, 3, 3]
    assert FOUND.by_date("day")["date"].nunique() == 3
    with pytest.raises(ValueError, match="period: 'week'; choose from day, month, year"):
        FOUND.by_date("week")


def test_the_counts_are_a_table_that_statistics_take():
    table = FOUND.tokens()
    assert table.query("kind == 'concept'")[["doc", "term", "count"]].to_numpy().tolist() == [
        ["晚报_2021-03-02", "居民", 2],
        ["晚报_2021-03-02", "会", 1],
        ["晚报_2021-03-09", "养老", 1],
        ["晚报_2021-03-09", "会", 1],
        ["日报_2021-04-01", "居民", 1],
        ["日报_2021-04-01", "会", 1],
        ["无日期", "居民", 1],
    ]
    counts = analysis.frequencies(table)
    assert counts[["term", "count", "range"]].to_numpy().tolist() == [["居民", 4, 3], ["会", 3, 3], ["养老", 1, 1]]
    assert counts["per_10k"][0] == 4 / FOUND.documents["repaired_words"].sum() * 1e4
    keys = analysis.keyness(table.assign(paper=table["doc"].str[:2]), by="paper")
    assert {*keys["term"]} == {"居民", "会", "养老"}
    with pytest.raises(ValueError, match="side: 'weighted'; choose from raw, repaired"):
        FOUND.tokens("weighted")


def test_the_change_is_that_of_two_tables_of_counts():
    assert FOUND.change()[["term", "before", "after", "change"]].to_numpy().tolist() == [
        ["居民", 4, 4, 0],
        ["会", 3, 3, 0],
        ["养老", 1, 1, 0],
    ]


def test_it_shows_its_totals():
    assert "4 documents" in FOUND._repr_html_()
    assert "居民" in FOUND._repr_html_()
