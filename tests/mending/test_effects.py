from analysis import Tokeniser, causes, compare, frequencies, parse, repair


def test_the_changes_of_each_term_add_up(seed):
    done, cut = repair(seed), Tokeniser().tokens
    before, after = cut(seed), cut(done.document)
    found = causes(before, after, done)
    kinds = ["word", "latin", "number", "punctuation", "space"]
    counts = [frequencies(tokens, min_characters=1, kinds=kinds) for tokens in (before, after)]
    change = compare(*counts).set_index("term")["change"]
    assert found.groupby("term")["change"].sum().loc[lambda c: c != 0].to_dict() == change[change != 0].to_dict()


def test_a_change_names_the_finding_and_its_line(seed):
    done, cut = repair(seed), Tokeniser().tokens
    found = causes(cut(seed), cut(done.document), done).set_index("term")
    assert found.loc["天下", ["change", "kind", "line"]].tolist() == [1, "broken paragraph", 93]
    assert found.loc["企业", "kind"].unique().tolist() == ["repeat"]
    assert set(found.loc["企业", "line"]) == {103, 117}


def test_where_nothing_was_mended_nothing_changed():
    document = parse("会议讨论机制。")
    tokens = Tokeniser().tokens(document)
    assert causes(tokens, tokens, repair(document)).empty


def test_a_change_is_put_to_the_edit_it_touches_and_what_stayed_is_not_told():
    document = parse(
        "会议由市政\n\n协主席主持，大家都发了言。\n\n工程队连夜抢修，终于恢复了供\n\n电，附近的三个小区没有受到影响。"
    )
    done, cut = repair(document), Tokeniser().tokens
    found = causes(cut(document), cut(done.document), done)
    assert found[["term", "change", "line"]].to_numpy().tolist() == [
        ["协", -1, 1],
        ["市政", -1, 1],
        ["市政协", 1, 1],
        ["供", -1, 5],
        ["供电", 1, 5],
        ["电", -1, 5],
    ]


def test_a_change_at_the_very_beginning_is_found_in_the_source_too():
    done = repair(parse("环环境境保保护护很好。\n\n工程队连夜抢修，终于恢复了供\n\n电，附近的小区没有受到影响。"))
    tokens = Tokeniser().tokens
    found = causes(tokens(done.source), tokens(done.document), done)
    assert found.loc[found["term"] == "环境保护", ["change", "kind", "line"]].to_numpy().tolist() == [
        [1, "doubled characters", 1]
    ]
