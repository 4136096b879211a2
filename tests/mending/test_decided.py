"""What a person decided holds, whatever the package would have done."""

from bisect import bisect_right
from types import SimpleNamespace

import pytest
from generators import ANY_TEXT
from hypothesis import given
from hypothesis import strategies as st

from analysis import Decisions, RepairSettings, audit, copies, load, parse, repair, restore

BROKEN = "工程队连夜抢修，终于恢复了供\n\n电，附近的三个小区没有受到影响。"
TWICE = "春天来了，河边的柳树绿了。\n\n孩子们在岸上放着风筝，笑着跑着。\n\n"
LIST = "老王修了路。\n\n小李修了桥。\n\n"


def mended(text, decide, **settings):
    """Return the clean text of a repair with what *decide* adds to no decisions."""
    document = parse(text)
    done = repair(document, decisions=decide(Decisions(), document), **settings)
    assert restore(done) == text
    return done.document.text


def finding(document, kind, **settings):
    found = repair(document, **settings).findings
    return found[found["kind"] == kind].iloc[0]


def test_a_rejected_join_is_not_made():
    assert mended(BROKEN, lambda d, text: d.reject(text, finding(text, "broken paragraph"))) == BROKEN


def test_a_gap_that_is_parted_stays_and_one_that_is_joined_goes():
    assert mended(BROKEN, lambda d, text: d.part(text, 15)) == BROKEN
    assert mended(LIST, lambda d, text: d.join(text, 7)) == LIST.replace("。\n\n小", "。小")


def test_an_accepted_finding_is_mended_though_it_is_not_certain():
    text = "他还去见了,大家都说好。"
    assert mended(text, lambda d, doc: d.accept(doc, finding(doc, "half-width punctuation"))) == text.replace(",", "，")


def test_a_marked_finding_is_marked_in_the_clean_text():
    text = "大家都来了。\n\n会议开了三天，大家都发了言，说这件事办得很好，以后还要"
    assert mended(text, lambda d, doc: d.mark(doc, finding(doc, "truncated paragraph"))) == text.replace(
        "还要", "还⟦要⟧"
    )


@pytest.mark.parametrize(
    ("kind", "level", "clean"),
    [
        ("heading", 3, "# 题\n\n### 老王修了路。\n\n小李修了桥。\n"),
        ("page furniture", 0, "# 题\n\n小李修了桥。\n"),
        ("caption", 0, "# 题\n\n老王修了路。\n\n小李修了桥。\n"),
    ],
)
def test_a_block_becomes_what_it_was_decided_to_be(kind, level, clean):
    text = "# 题\n\n老王修了路。\n\n小李修了桥。\n"
    assert mended(text, lambda d, doc: d.block(doc, 1, kind, level)) == clean


def test_a_heading_that_is_none_loses_its_mark_and_another_level_replaces_it():
    text = "# 题\n\n## 老王修了路\n\n小李修了桥。\n"
    assert mended(text, lambda d, doc: d.block(doc, 1, "paragraph")) == text.replace("## ", "")
    assert mended(text, lambda d, doc: d.block(doc, 1, "heading", 4)) == text.replace("## ", "#### ")


def test_what_is_no_running_text_is_joined_with_nothing():
    assert mended(BROKEN, lambda d, text: d.block(text, 0, "caption")) == BROKEN


def test_a_repeat_that_was_meant_stays_and_is_counted_at_each_place():
    def meant(decided, document):
        return decided.repeat(document, 0, len(TWICE) - 2, "meant")

    assert mended(TWICE * 2, meant, min_length=10) == TWICE * 2
    document = parse(TWICE * 2)
    found = audit(document, 10, decisions=meant(Decisions(), document))
    assert (found.redundancy, audit(document, 10).redundancy) == (0, 0.5)


def test_the_place_that_a_person_keeps_stays_and_the_other_goes():
    text = f"{TWICE}后来下了雨。\n\n{TWICE}"
    second = text.rindex("春天"), len(text) - 2
    assert mended(text, lambda d, doc: d.repeat(doc, *second, "keep"), min_length=10) == f"后来下了雨。\n\n{TWICE}"


def test_a_splice_goes_where_a_person_says_that_it_does_not_belong():
    passage = "积极推动企业健康发展，农业和农村委员会积极落实为群众办实事的各项要求，主动下访"
    text = f"主席带队走访了企业，{passage}。\n\n协调了三个部门以后，{passage}。\n\n别的事也办了不少。"
    document = parse(text)
    (first, second) = (text.index(passage), text.rindex(passage))
    done = repair(document, decisions=Decisions().repeat(document, first, first + len(passage), "keep"))
    assert passage in done.document.text[:second]
    assert done.document.text.count(passage) == 1
    assert restore(done) == text


def test_words_of_decisions_are_in_the_dictionary():
    document = parse("有些老师傅看过沁河\n\n渠道路从此不再泥泞。")
    assert repair(document, decisions=Decisions().word("沁河渠")).findings["evidence"][0].startswith("沁河渠 is a word")


def test_the_ledger_and_the_findings_say_who_decided():
    document = parse(BROKEN)
    decided = Decisions().accept(document, finding(document, "broken paragraph"), by="李明", date="2026-11-27")
    done = repair(document, decisions=decided, certain=1)
    said = "decided by 李明 on 2026-11-27"
    assert done.ledger["decided"].tolist() == ["", said, ""]
    assert done.findings.set_index("kind").loc["broken paragraph", ["applied", "decided"]].tolist() == [True, said]


def test_decisions_on_the_seed_hold_when_the_file_is_edited(seed):
    """Those that still fit apply, and the others are listed; in another encoding, with other line ends and settings."""
    found = repair(seed).findings
    chosen = found[found["kind"].isin(["broken paragraph", "repeat", "truncated paragraph"])]
    decided = Decisions()
    for row in chosen.itertuples():
        decided = decided.reject(seed, row)
    assert decided.fit(seed)["fits"].all()
    at = [bisect_right(seed.blocks, row.start, key=lambda block: block.start) - 1 for row in chosen.itertuples()]
    changed, gone = (seed.text[seed.blocks[number].start : seed.blocks[number].end] for number in (at[0], at[-1]))
    edited = seed.text.replace(changed, changed[:-9], 1).replace(gone, "另一段话。", 1)
    for data in (f"新的一段。\n\n{edited}".encode("gb18030"), f"新的一段。\n\n{edited}".replace("\n", "\r\n").encode()):
        document = load(data)
        fit = decided.fit(document)
        assert 0 < (~fit["fits"]).sum() < 6
        assert fit.loc[~fit["fits"], "why"].str.len().all()
        done = repair(document, settings=RepairSettings(min_length=40, decisions=decided))
        assert restore(done) == document.text
        found = done.findings[done.findings["decided"] != ""]
        assert len(found) >= 10
        assert not found["applied"].any()


def test_a_folder_has_a_file_for_each_document(tmp_path):
    document = parse(BROKEN, "page")
    Decisions().part(document, 15).save(tmp_path / "page.decisions.json")
    assert repair(document, decisions=tmp_path).document.text == BROKEN
    with pytest.warns(UserWarning, match="no decisions on other"):
        assert repair(parse(BROKEN, "other"), decisions=tmp_path).document.text != BROKEN


ON_FINDINGS, ON_GAPS = ("accept", "reject", "mark"), ("join", "part")
CHOICES = st.sampled_from([*ON_FINDINGS, *ON_GAPS, "heading", "paragraph", "caption", "page furniture"])


@given(ANY_TEXT, st.lists(st.tuples(CHOICES, st.integers(0, 10**6)), max_size=8))
def test_whatever_is_decided_the_source_can_be_given_back(text, wanted):
    document = parse(text)
    found = repair(document).findings
    decided = Decisions()
    for choice, number in wanted:
        if choice in ON_GAPS:
            decided = getattr(decided, choice)(document, number % (len(text) + 1))
        elif choice in ON_FINDINGS and len(found):
            decided = getattr(decided, choice)(document, found.iloc[number % len(found)])
        elif document.blocks and choice not in ON_FINDINGS:
            decided = decided.block(document, number % len(document.blocks), choice, 1 + number % 6)
    done = repair(document, decisions=decided)
    assert restore(done) == text
    assert repair(document, done.findings).document.text == done.document.text


def test_copies_that_were_decided_are_certain():
    document = parse(TWICE * 2)
    found = audit(document, 10, decisions=Decisions().repeat(document, 0, len(TWICE) - 2, "keep"))
    assert copies(found)["confidence"].tolist() == [1.0, 1.0]


def test_a_break_that_was_accepted_is_mended_although_it_is_not_found_any_more():
    document = parse("会议开了三天，大家都发了言。\n\n会后去看了新修的桥。")
    assert repair(document).findings.empty
    row = SimpleNamespace(kind="broken paragraph", start=14, end=16)
    done = repair(document, decisions=Decisions().accept(document, row, by="李明"))
    assert done.document.text == "会议开了三天，大家都发了言。会后去看了新修的桥。"
    assert done.findings["decided"].tolist() == ["decided by 李明"]
    assert restore(done) == document.text


def test_an_accepted_heading_is_one_though_it_is_not_found_any_more():
    text = "## 牢记使命\n\n第一段话说完了。\n\n# 题\n\n别的话也说完了。\n\n牢记使命\n\n第二段话说完了。\n"
    document = parse(text)
    row = finding(document, "lost heading")
    decided = Decisions().accept(document, row).block(document, 0, "paragraph")  # what the heading was known by
    done = repair(document, decisions=decided)
    assert done.document.text.rstrip().endswith("## 牢记使命\n\n第二段话说完了。")
    assert restore(done) == text


def test_a_copy_that_is_left_stays_and_the_other_place_too(seed):
    row = finding(seed, "repeat")
    passage = seed.text[row.start : row.end]
    done = repair(seed, decisions=Decisions().reject(seed, row))
    assert repair(seed).document.text.count(passage[-200:]) == 1
    assert done.document.text.count(passage[-200:]) == 2


def test_a_place_inside_a_copy_that_goes_cannot_stay_in_place_of_another(seed):
    """Lines 111 and 117 are in the section that goes; what is decided of them is of the section that stays."""
    places = audit(seed).occurrences
    splice = places[places["class"] == 1]
    plain = repair(seed).document.text
    passage = seed.text[splice["start"].iloc[0] : splice["end"].iloc[0]]
    for row in splice.itertuples():
        clean = repair(seed, decisions=Decisions().repeat(seed, row.start, row.end, "keep")).document.text
        assert (clean.count(passage), clean.count("牢记初心使命")) == (1, plain.count("牢记初心使命"))
    assert plain.count(passage) == 2


def test_both_of_the_last_blocks_can_go():
    text = "春天来了，花开了。\n\n燕子飞回来了。\n\n版权所有，不得转载。\n\n本报电话：12345678。\n"
    clean = mended(text, lambda d, doc: d.block(doc, 2, "page furniture").block(doc, 3, "advertisement"))
    assert clean == "春天来了，花开了。\n\n燕子飞回来了。\n\n"


def findings_of(text, decide, **settings):
    document = parse(text)
    done = repair(document, decisions=decide(Decisions(), document), **settings)
    again = repair(document, done.findings)
    columns = ["kind", "line", "applied", "held", "decided"]
    assert again.document.text == done.document.text
    assert again.findings[columns].to_numpy().tolist() == done.findings[columns].to_numpy().tolist()
    return done.findings


def test_a_kind_that_needs_no_edit_is_among_the_findings():
    found = findings_of(LIST, lambda d, doc: d.block(doc, 1, "caption", by="李明"))
    assert found[["kind", "line", "applied", "decided"]].to_numpy().tolist() == [
        ["decided kind", 3, False, "decided by 李明"]
    ]
    assert found["evidence"].tolist() == ["caption: decided by 李明"]
    assert found["held"].tolist() == ["decided, and no edit is needed"]


def test_a_finding_that_says_the_same_is_accepted_by_what_its_block_is():
    text = "# 春游\n\n图为车站 王芳摄\n\n到的时候天黑了。"
    for kind, said in (("caption", "nothing in the text can mend it"), ("note", "decided by 李明")):
        found = findings_of(text, lambda d, doc, kind=kind: d.block(doc, 1, kind, by="李明")).set_index("kind")
        assert found.loc["caption", ["decided", "held"]].tolist() == ["decided by 李明", said]


TALE = "春天来了，河边的柳树绿了，山上的桃花也开了。\n\n孩子们在岸上放着风筝，笑着跑着，一直玩到太阳下山。\n\n"
NOTICE = "工程队连夜抢修，终于在天亮之前恢复了供电，附近的三个小区没有受到影响，居民委员会代表大家表示感谢。"
TALES = f"{TALE}后来下了雨。\n\n{TALE}然后天晴了。\n\n{TALE}"


@pytest.mark.parametrize(
    ("choice", "rows"),
    [
        ("meant", [["natural repeat", 1, False], ["natural repeat", 7, False], ["natural repeat", 13, False]]),
        ("keep", [["repeat", 1, False], ["repeat", 7, True], ["repeat", 13, True]]),
    ],
)
def test_each_place_of_a_repeat_that_was_decided_on_is_among_the_findings(choice, rows):
    def decide(decided, document):
        return decided.repeat(document, 0, len(TALE) - 2, choice, by="李明")

    found = findings_of(TALES, decide, min_length=20)
    assert found[["kind", "line", "applied"]].to_numpy().tolist() == rows
    assert found["decided"].tolist() == ["decided by 李明"] * 3
    assert found.loc[~found["applied"], "held"].unique().tolist() == ["decided by 李明"]


def test_a_place_that_a_person_leaves_is_among_the_findings():
    text = f"{NOTICE}\n\n后来下了雨。\n\n{NOTICE}"
    document = parse(text)
    row = finding(document, "repeat", min_length=20)
    found = findings_of(text, lambda d, doc: d.reject(doc, row, by="李明"), min_length=20)
    assert found.loc[found["line"] == row.line, ["applied", "decided"]].to_numpy().tolist() == [
        [False, "decided by 李明"]
    ]


@pytest.mark.parametrize("choice", ["join", "part"])
def test_a_paragraph_that_is_cut_off_is_decided_on_by_its_gap(choice):
    text = "大家都来了。\n\n会议开了三天，大家都发了言，说这件事办得很好，以后还要\n\n第二天下了雨。"
    found = findings_of(text, lambda d, doc: getattr(d, choice)(doc, doc.blocks[1].end, by="李明")).set_index("kind")
    assert found.loc["truncated paragraph", ["applied", "held", "decided"]].tolist() == [
        False,
        "decided by 李明",
        "decided by 李明",
    ]
    assert ("broken paragraph" in found.index) == (choice == "join")


def test_a_paragraph_that_begins_anywhere_is_decided_on_by_its_gap():
    text = "大家都来了。\n\n，以后还要办下去，办得更好，让大家都满意。"
    found = findings_of(text, lambda d, doc: d.join(doc, doc.blocks[0].end, by="李明")).set_index("kind")
    assert found.loc["orphan start", ["applied", "decided"]].tolist() == [False, "decided by 李明"]


@pytest.mark.parametrize("number", [0, 1, 2])
def test_of_several_places_one_goes_if_it_alone_was_called_a_copy(number):
    text, size = "\n\n".join([NOTICE] * 3), len(NOTICE)
    start = number * (size + 2)
    clean = mended(text, lambda d, doc: d.repeat(doc, start, start + size, "copy"), min_length=15)
    assert clean.count(NOTICE) == 2
