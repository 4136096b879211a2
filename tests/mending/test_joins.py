from analysis import Tokeniser, faults, parse, repair, restore
from analysis.mending.joins import line_wraps

NOVEL = (
    "　　天亮的时候，有人来敲门，他起身去开门，门外站着一个陌生人，手里提着\n"
    "一只旧皮箱，帽子压得很低，看不清脸，只听见他说，请问这里是不是姓张的人\n"
    "家，我从很远的地方来，想打听一个人的下落，他姓王，是个教书的，十年前在\n"
    "这条街上住过。\n"
    "　　他愣了一下，说，你找谁，这条街上姓王的有好几家，教书的倒没有听说过，\n"
    "你到前面的茶馆里去问问看，那里的老板在这里住了一辈子，街上的人他没有不\n"
    "认得的。\n"
)
CLEAN = "".join(f"　　{line}\n" for line in NOVEL.replace("\n", "").split("　　")[1:])


def counts(text, *terms):
    found = Tokeniser().counts(parse(text))
    return [found.get((term, "word"), 0) for term in terms]


def test_each_line_end_inside_a_paragraph_is_a_finding_with_its_edit():
    wraps = [*line_wraps(parse(NOVEL))]
    places = [place for place, c in enumerate(NOVEL[:-1]) if c == "\n" and NOVEL[place + 1] != "　"]
    assert [wrap.edits for wrap in wraps] == [((place, place + 1, ""),) for place in places]
    assert {wrap.kind for wrap in wraps} == {"line wrap"}
    assert min(wrap.confidence for wrap in wraps) >= 0.9


def test_a_wrapped_text_is_repaired_to_its_paragraphs():
    done = repair(parse(NOVEL))
    assert done.document.text == CLEAN
    assert restore(done) == NOVEL
    assert repair(done.document).document.text == CLEAN


def test_a_line_end_cuts_no_word_whether_the_text_is_repaired_or_not():
    words = ("人家", "没有", "一只", "认得")
    assert counts(NOVEL, *words) == counts(CLEAN, *words) == [1, 2, 1, 1]


def test_a_word_cut_in_two_has_the_offsets_of_both_halves_and_counts_as_one():
    tokens = Tokeniser().tokens(parse(NOVEL)).set_index("term")
    word = tokens.loc["人家"]
    assert NOVEL[word["start"] : word["end"]] == word["text"] == "人\n家"
    assert word["kind"] == "word"


def test_prose_in_a_code_fence_is_prose():
    document = parse(f"```\n{NOVEL}```\n")
    assert [block.kind for block in document.blocks] == ["paragraph", "paragraph"]
    assert counts(f"```\n{NOVEL}```\n", "人家") == [1]
    assert [block.kind for block in parse(f"看：\n\n```\n{NOVEL}```\n").blocks] == ["paragraph", "code"]
    assert [block.kind for block in parse("```\nx = f(1)  # 甲\n```\n").blocks] == ["code"]


def test_lines_that_end_on_purpose_stay():
    verse = "床前明月光，\n疑是地上霜。\n举头望明月，\n低头思故乡。\n"
    talk = "说话人1 00:00\n今天我们聊一聊社区食堂的事情，您先说说\n\n说话人2 00:12\n好的，我们那个食堂是去年开的\n"
    table = "货币资金 88,738,734,000.00\n衍生金融资产 118,106,000.00\n买入返售金融资产 79,590,000.00\n"
    address = "江城市建设路12号\n邮编 430000\n电话 027-8888888\n"
    for text in (verse, talk, table, address):
        assert repair(parse(text)).document.text == text


def test_a_caption_between_two_halves_is_set_behind_the_paragraph():
    text = (
        "工程队连夜抢修，终于在天亮之前恢复了供\n\n\n图为工人在检修设备 本报记者 周明远 摄\n\n\n"
        "电，附近的三个小区没有受到影响。\n\n大家都说，这样的事情要早作准备。\n"
    )
    done = repair(parse(text), certain=0.7)
    assert done.document.text == (
        "工程队连夜抢修，终于在天亮之前恢复了供电，附近的三个小区没有受到影响。\n\n\n"
        "图为工人在检修设备 本报记者 周明远 摄\n\n大家都说，这样的事情要早作准备。\n"
    )
    assert restore(done) == text


def test_minus_signs_and_latin_words_keep_what_is_theirs():
    minus = (
        "　　公司今年第三季度的营业收入略有增长，净\n利润为2.7亿元，去年同期是7.7亿元，同比-\n"
        "64.9%，降幅较大，主要是因为原材料涨价，\n运费也比去年高出许多，而产品没有涨价。\n"
    )
    latin = (
        "　　研究中文文本的方法很多，本文的综述参考了\nText Mining in Chinese: A Comprehensive Review,\n"
        "IEEE Transactions on Knowledge，并作了补充，\n读者可以自己去比较各种方法的长处和短处。\n"
    )
    assert repair(parse(minus), certain=0.5).document.text == minus[:-1].replace("\n", "") + "\n"
    assert "Comprehensive Review, IEEE Transactions" in repair(parse(latin), certain=0.5).document.text


def test_sound_text_of_the_seed_holds_no_line_wrap(seed):
    assert "line wrap" not in set(faults(seed)["kind"])


def test_a_sentence_that_ends_a_paragraph_here_and_runs_on_elsewhere_is_no_fault():
    first = "权利人超过三年起诉的，如果侵权行为在起诉时仍在持续，在该权利保护期内，人民法院应当判决被告停止侵权行为；"
    second = "侵权损害赔偿数额应当自权利人向人民法院起诉之日起向前推算三年计算。"
    elsewhere = f"第一条　{first}{second}\n\n第二条　本条例自公布之日起施行。"
    found = faults(parse(f"{elsewhere}\n\n{first}\n\n{second}\n"), kinds=["broken paragraph"])
    assert not found["evidence"].str.contains("runs on").any()


def test_a_title_set_in_several_lines_below_its_heading_stays_as_it_is():
    title = "最高人民法院\n\n关于审理森林资源民事纠纷案件适用法律\n\n若干问题的解释\n\n"
    text = f"# {title.replace(chr(10), '')}\n\n{title}为妥善审理森林资源民事纠纷案件，制定本解释。\n"
    assert repair(parse(text)).document.text == text


def test_a_line_with_the_very_words_of_a_marked_heading_is_joined_with_nothing():
    text = (
        "## 尽心上\n\n孟子曰：“尽其心者，知其性也。知其性，则知天矣。”\n\n　　尽心上\n\n"
        "孟子曰：“莫非命也，顺受其正。”\n\n　　尽心上\n\n孟子曰：“求则得之，舍则失之。”\n"
    )
    assert repair(parse(text)).document.text == text


def test_line_ends_of_code_are_none_of_a_paragraph():
    text = f"```\n甲 = 1\n乙 = 2\n```\n\n{NOVEL}"
    assert min(wrap.start for wrap in line_wraps(parse(text))) > text.index("```\n\n")
    assert not [*line_wraps(parse("```\n甲 = 1\n乙 = 2\n```\n\n春天来了。\n"))]


def test_a_latin_text_keeps_a_blank_behind_its_marks():
    text = "本文参考了 Text Mining in Chinese: A Review,\nIEEE Transactions on Knowledge，并作了补充。\n"
    assert "A Review, IEEE Transactions" in repair(parse(text)).document.text
