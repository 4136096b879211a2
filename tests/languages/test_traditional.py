import pytest

from analysis.languages.traditional import traditional


def test_characters_words_and_quotation_marks_are_those_of_taiwan():
    assert (
        traditional("“断段”与‘错拼’：本软件把文件里的信息存成报告。")
        == "「斷段」與『錯拼』：本軟體把檔案裡的資訊存成報告。"
    )


def test_what_is_no_chinese_stays():
    assert traditional('`count` {n} %(n)s <a href="x">') == '`count` {n} %(n)s <a href="x">'


def test_terms_are_those_that_taiwan_has():
    simplified = "类型、参数、词云、置信度、项目符号、权限、文件名的后缀；在终端机或终端里按回车，回车则不改。"
    assert traditional(simplified) == (
        "類型、參數、文字雲、信賴度、項目符號、權限、副檔名；在終端機或終端機裡按 Enter 鍵，按 Enter 鍵則不改。"
    )


@pytest.mark.parametrize(
    ("simplified", "written"),
    [
        ("不只读正文", "不只讀正文"),
        ("只读文件系统", "唯讀檔案系統"),
        ("还是只在一处", "還是只在一處"),
        ("只属于某一段，只出现一次", "只屬於某一段，只出現一次"),
        ("三只鸟，每只鸟", "三隻鳥，每隻鳥"),
        ("本里、词典里，十公里", "本裡、詞典裡，十公里"),
        ("联系有多紧密", "關聯有多緊密"),
        ("行、列各取字数最多的", "列、欄各取字數最多的"),
        ("{rows} 行，{columns} 列", "{rows} 列，{columns} 欄"),
        ("第 {line} 行", "第 {line} 行"),
    ],
)
def test_words_that_taiwan_writes_otherwise(simplified, written):
    assert traditional(simplified) == written
