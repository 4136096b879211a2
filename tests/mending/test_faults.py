import pytest
from generators import ANY_TEXT
from hypothesis import given

from analysis import faults, parse, repair, restore


def spans(table, kind):
    return table.loc[table["kind"] == kind, ["start", "end"]].values.tolist()


def kinds(text):
    return faults(parse(text))["kind"].tolist()


def test_the_seed_as_it_is_known_to_be(seed):
    found = faults(seed)
    assert [start for start, _ in spans(found, "broken paragraph")] == [807, 1398, 1644, 2461, 3268, 3471, 4736, 5909]
    assert [end for _, end in spans(found, "truncated paragraph")] == [1133, 2781, 4143, 5313]
    assert spans(found, "lost heading") == [[4145, 4158]]
    assert spans(found, "caption") == [[400, 431], [435, 448], [452, 475]]
    assert spans(found, "byline") == [[385, 396]]
    assert spans(found, "orphan start") == []
    assert spans(found, "unbalanced pair") == []
    assert spans(found, "space inside a word") == []


def test_each_finding_of_the_seed_says_what_it_saw(seed):
    said = faults(seed).set_index("start")["evidence"]
    assert said[1398].startswith("市政协 is a word across the gap; ")
    assert said[1644].startswith("意见 is a word across the gap; ")
    assert "the next line closes what it did not open" in said[2461]
    assert said[4145] == "the heading on line 119 has the same letters"


def test_a_lost_heading_is_not_joined_to_the_paragraph_before_it():
    text = "前面的话都说完了。\n\n一段没有写完的话，说到这里\n\n牢记使命\n\n第一段。\n\n## 牢记使命\n\n第一段。\n"
    assert kinds(text) == ["truncated paragraph", "lost heading"]


def test_a_heading_is_known_by_the_numbering_of_the_others():
    text = "# 法\n\n## 第一章 总则\n\n第一条 甲。\n\n第二章 分则\n\n第二条 乙。\n\n## 第三章 附则\n\n第三条 丙。"
    found = faults(parse(text))
    assert found[["kind", "start"]].values.tolist() == [["lost heading", text.index("第二章")]]
    assert found["edits"].iloc[0] == ((text.index("第二章"), text.index("第二章"), "## "),)


def test_articles_items_speeches_and_verse_are_no_faults():
    assert kinds("第一条 甲方应当履行下列义务：\n\n（一）按时交货；\n\n（二）保证质量。\n\n第二条 乙方付款。") == []
    assert kinds("“我先说一段，还没有说完。\n\n“这是第二段，现在说完了。”\n\n他走了。") == []
    assert kinds("关关雎鸠，在河之洲，\n\n窈窕淑女，君子好逑。") == []
    assert kinds("委员长，\n\n副委员长若干人，\n\n秘书长。") == []


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("大家都同意这个方案，并且\n\n，决定明天动工，不再等待。", "broken paragraph"),
        ("前面说完了。\n\n，这一段没有开头。", "orphan start"),
        ("他说：“我来。\n\n于是就来了。", "unbalanced pair"),
        ("他说,我来。", "half-width punctuation"),
        ("各级政 协委员都来了。", "space inside a word"),
        ("环环境境保保护护，人人有责。", "doubled characters"),
        ("会议昨天闭幕。本报记者 张三", "byline"),
        ("路修好了，大家都去看。（下转第四版）", "truncated paragraph"),
        ("（上接第一版）大家都去看新修的路。", "orphan start"),
        ("路修好了，大家（下转第四版）\n\n（上接第一版）都去看。", "broken paragraph"),
        (
            "# 题\n\n甲说的话。\n\n丁说的话。\n\n一、回顾\n\n做完了。\n\n二、安排\n\n再说。",
            "unmarked heading",
        ),
        ("工地一角。\n\n图为施工现场 李四摄\n\n工程顺利。", "caption"),
    ],
)
def test_each_kind_in_small(text, kind):
    found = faults(parse(text))
    assert {*found["kind"]} == {kind}
    assert found["confidence"].between(0, 1).all()


ORDINARY = "环境保护很重要，保护环境是大家的事。大家都来保护环境，护好山水。环境变好了，大家都说好。"


def test_a_block_that_begins_inside_a_word_of_this_text_is_an_orphan():
    text = f"{ORDINARY}\n\n{ORDINARY}\n\n境保护工作做得好的地方，应当把经验说给大家听。"
    found = faults(parse(text), kinds=["orphan start"])
    assert found[["start", "evidence"]].values.tolist() == [
        [text.index("境保护工作"), "begins with 境保, which seems to begin inside a word"]
    ]
    assert 0.4 <= found["confidence"][0] <= 0.8  # as sure as any is in documents left out of the fit, at most


def test_columns_out_of_order_are_told_by_the_words_they_cut():
    columns = (
        "今年春天，市里的会议由市政",
        "“文化”一词，说的是新的综",
        "协主席主持，大家听完以后都发了言，说这件事办得很好。",
        "合体开工了，来的人很高兴。",
    )
    text = "\n\n".join(("县里的会开了三天，大家说了很多话。", *columns))
    swap = faults(parse(text), kinds=["order swap"])
    assert swap["evidence"].tolist() == ["goes on from line 3, which is cut off: 市政协 is a word across the gap"]
    start = text.index(columns[2])
    assert spans(swap, "order swap") == [[start, start + len(columns[2])]]
    assert not repair(parse(text)).findings.query("kind == 'order swap'")["applied"].any()
    moved = repair(parse(text), swap.assign(confidence=1.0))
    assert f"\n\n{columns[0]}{columns[2]}\n\n“文化”" in moved.document.text
    assert restore(moved) == text


def broken_by_pages(page_end):
    pages = (f"这是第{n}页上的一段话，会议由市政\n\n— {n} —\n{page_end}\n协主席主持，大家都发了言。" for n in "123")
    return "\n\n".join(pages)


def test_a_paragraph_broken_by_a_page_s_edge_is_joined_across_it():
    text = broken_by_pages("\f")
    assert [*dict.fromkeys(kinds(text))] == ["broken paragraph", "page furniture"]
    done = repair(parse(text))
    assert done.document.text.count("会议由市政协主席主持，大家都发了言。") == 3
    assert "—" not in done.document.text
    assert restore(done) == text


def test_page_numbers_between_halves_are_known_without_page_ends():
    text = broken_by_pages("")
    assert [*dict.fromkeys(kinds(text))] == ["broken paragraph", "page furniture"]
    done = repair(parse(text))
    assert done.document.text.count("会议由市政协主席主持，大家都发了言。") == 3
    assert "—" not in done.document.text
    assert restore(done) == text


@pytest.mark.parametrize(
    "text",
    [
        "".join(
            f"说话人{n % 2 + 1}\n{said}\n\n"
            for n, said in enumerate(["您先说说", "老人方便多了", "贵不贵", "十五块", "来的人多吗", "一百来人"])
        ),
        "".join(
            f"第{n}页开头。\n\n还有一段，他说\n\n甲方代表\n\n好的就这样办\n\n再说一段。\n\n说完了。\n\f"
            for n in "一二三"
        ),
    ],
    ids=["no page ends", "in the middle of a page"],
)
def test_names_of_speakers_are_not_dropped_as_running_heads(text):
    assert repair(parse(text)).document.text == text


def test_an_amount_beside_page_numbers_stays():
    pages = [
        f"某公司年报\n{n}\n{season}季卖出的货物总共值这么多钱：\n{amount}\n其中一半是布匹，{season}季的布最好卖。\n\f"
        for n, season, amount in zip("123", "春夏秋", ("1,000.00", "489,398.50", "7.25"), strict=True)
    ]
    clean = repair(parse("".join(pages))).document.text
    assert all(amount in clean for amount in ("1,000.00", "489,398.50", "7.25"))
    assert clean.count("某公司年报") == 1  # the title, above the first page


def test_a_heading_behind_an_indent_gets_its_mark_once():
    body = "　　孟子曰：尽其心者，知其性也。知其性，则知天矣。"
    done = repair(parse(f"## 尽心上\n\n{body}\n\n　　尽心上\n\n{body}\n"))
    assert done.document.text.count("## 尽心上\n") == done.document.text.count("#") // 2 == 2
    assert restore(done) == done.source.text
    assert repair(done.document).document.text == done.document.text


def test_kinds_can_be_chosen():
    text = "他说,我来。\n\n各级政 协委员都来了。"
    assert faults(parse(text), kinds=["space inside a word"])["kind"].tolist() == ["space inside a word"]
    with pytest.raises(ValueError, match="kinds: 'typo'; choose from line wrap"):
        faults(parse(text), kinds=["typo"])


@given(ANY_TEXT)
def test_findings_lie_in_the_text_in_order_and_are_as_sure_as_they_say(text):
    found = faults(parse(text))
    assert found["start"].is_monotonic_increasing
    for row in found.itertuples():
        assert 0 <= row.start <= row.end <= len(text)
        assert 0 <= row.confidence <= 1
        assert all(0 <= start <= end <= len(text) for start, end, _ in row.edits)


def test_columns_out_of_order_are_told_by_the_quotation_they_leave_open():
    """Of two marks that are open the inner one counts, and only who closes it without opening one goes on there."""
    columns = (
        "今年春天，他在会上说：“桥要修，路也要",
        "县里的文件里还有一句话，说得更清楚，来的人都记得",
        "修，灯还要亮。”大家听完以后都发了言。",
    )
    text = "\n\n".join(("县里的会开了三天，大家说了很多话。", *columns))
    swap = faults(parse(text), kinds=["order swap"])
    assert swap["evidence"].tolist() == ["goes on from line 3, which is cut off: “ is closed there"]
    end, begin = text.index(columns[0]) + len(columns[0]), text.index(columns[2])
    assert swap["edits"][0] == ((end, end, columns[2]), (begin, len(text), ""))


def test_a_page_that_is_nothing_but_its_number_is_furniture():
    assert faults(parse("— 1 —"))[["kind", "edits"]].to_numpy().tolist() == [["page furniture", ((0, 5, ""),)]]


def test_a_line_of_the_page_goes_with_its_indent_and_the_heading_behind_it_stays_one():
    text = "第一段说完了。\n\n　　— 1 —\n\n## 雨天\n\n第二段说完了。"
    found = faults(parse(text), kinds=["page furniture"])
    assert found["edits"].tolist() == [((9, 18, ""),)]
    assert text[:9] + text[18:] == "第一段说完了。\n\n## 雨天\n\n第二段说完了。"
