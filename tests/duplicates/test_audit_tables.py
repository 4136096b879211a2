"""The rows of an audit, with the marks beside what repeats."""

import analysis
from analysis.duplicates.audit_tables import LISTED, names_of

LINE = "会议由市政协主席主持大家都发了言会后又到河边去看了新修的桥和两岸的柳树"


def test_documents_of_one_name_are_numbered_and_no_number_is_given_twice():
    documents = [analysis.parse("好。", name) for name in ("甲", "甲", "甲 (2)", "甲")]
    assert names_of(documents) == ["甲", "甲 (2)", "甲 (2) (2)", "甲 (3)"]


def test_an_occurrence_has_the_marks_that_stand_beside_all_places_or_end_its_block():
    one, other = "秋天到了山上的枫叶全都红了老人们每天清早提着鸟笼", "码头上的货船等着涨潮水手们坐在缆绳旁边补渔网"
    third, fourth = "果园今年挂果早技术员让大家把过密的枝条剪下来", "剧团的道具箱里有三顶草帽两把木剑和一面铜锣"
    blocks = (f"{one}，{LINE}，{other}。", f"{third}，{LINE}，{fourth}。", f"（{LINE}）。")
    found = analysis.audit(analysis.parse("\n\n".join(blocks)))
    text = found.document.text
    places = sorted(text[row.start : row.end] for row in found.occurrences.itertuples())
    assert places == [LINE, LINE, f"（{LINE}）。"]


def test_of_very_many_places_no_more_are_listed_than_a_table_holds():
    count = LISTED + 200
    found = analysis.audit(analysis.parse("\n\n".join(["春天来了。"] * count)), min_length=4)
    assert found.classes["count"].tolist() == [count]
    assert len(found.occurrences) == LISTED
