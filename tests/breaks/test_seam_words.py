from analysis.breaks.seam_words import word_between


def test_a_word_is_told_only_where_it_lies_across_the_seam():
    assert word_between("会议由市政", "协主席", likely=False) == "市政协"
    assert word_between("会议。", "主席", likely=False) == ""
