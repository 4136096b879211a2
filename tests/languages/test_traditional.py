from analysis.languages.traditional import traditional


def test_characters_words_and_quotation_marks_are_those_of_taiwan():
    assert (
        traditional("“断段”与‘错拼’：本软件把文件里的信息存成报告。")
        == "「斷段」與『錯拼』：本軟體把檔案裡的資訊存成報告。"
    )


def test_what_is_no_chinese_stays():
    assert traditional('`count` {n} %(n)s <a href="x">') == '`count` {n} %(n)s <a href="x">'
