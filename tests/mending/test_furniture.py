"""What goes as a line of the page, and what stays though its words would pass for one."""

import pytest

from analysis import faults, parse, repair


def clean(text):
    return repair(parse(text)).document.text


@pytest.mark.parametrize(
    "text",
    [
        "阅读理解\n\n先读题目。\n",
        "# 手册\n\n打印机的使用\n\n先把电源打开，再放好纸。\n\n点击“打印”按钮\n\n返回上一步\n",
        "第一场\n时间：傍晚\n地点：老宅客厅\n秀英：爷爷，茶来了。\n",
        "姓名：周某\n日期：2018-5-6\n主诉：反复咳嗽两周\n",
        "2020年1月3日 星期五 晴\n今天去河边走了走，风很大。\n",
        "北京 2019年3月\n\n天气很好。\n\n上海 2019年5月\n\n下了雨。\n",
        "1984\n\n四月间，天气寒冷晴朗，钟敲了十三下。\n",
        "他走了。\n\nChapter 1\n\n天气很冷。\n\nChapter 2\n\n他回来了。\n",
        "1001 学生一帀 计算机科学与技术 84\n1002 学生丟帑 计算机科学与技术 68\n1003 学生举帢 计算机科学与技术 63",
        "2021-03-04 10:22:31 INFO 服务启动\n2021-03-04 10:22:35 WARN 连接超时\n2021-03-04 10:22:40 INFO 连接成功\n",
        "2333\n666\n",
        "评论：这部电影不错\n回复：同感\n",
    ],
    ids=[
        "exercise",
        "manual",
        "play",
        "record",
        "diary",
        "places",
        "year",
        "chapters",
        "marks",
        "log",
        "chat",
        "answers",
    ],
)
def test_a_line_does_not_go_by_its_words_alone(text):
    assert clean(text) == text


def test_a_running_head_between_the_halves_of_a_sentence_goes_and_so_do_those_like_it():
    head = "江城晚报 2019年3月{}日 星期二"
    text = "\n\n".join(
        ["请各位按照规定填写并妥善保", head.format(5), "管各项记录。", "定期检查。", head.format(6), "公开结果。"]
    )
    assert clean(f"{text}\n") == "请各位按照规定填写并妥善保管各项记录。\n\n定期检查。\n\n公开结果。\n"


def test_scraps_in_a_row_go_and_one_for_itself_is_proposed():
    body = "各位代表：\n\n现在，我代表镇政府，向大会报告工作，请予审议。\n"
    assert clean(f"# 报告\n\n下载\n\n打印\n\n全屏\n\n收藏\n\n{body}") == f"# 报告\n\n{body}"
    alone = f"# 报告\n\n{body}\n打印本页\n"
    assert clean(alone) == alone
    found = faults(parse(alone), kinds=["page furniture"])
    assert (found["confidence"] <= 0.6).all()
    assert len(found) == 1


def test_what_stands_at_the_edges_of_two_pages_goes_and_at_one_it_stays():
    page = "某市年鉴 2019\n\n这是第{}页上的一段话，说的是去年的收成和今年的打算。\n\n说完了，大家就散了。\n"
    text = "\f".join(page.format(number) for number in "一二三四")
    assert "某市年鉴 2019" not in clean(text)
    assert "某市年鉴 2019" in clean(text.replace("某市年鉴 2019", "", 3))
