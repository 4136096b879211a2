from analysis.concepts.rules import AllOf, AnyOf, Pattern, Term


def test_a_rule_is_called_in_one_line():
    both = AllOf((Term("改革"), AnyOf((Term("开放"), Pattern("开.放")))), 5, (Term("城市"),))
    assert both.label == "near(改革, any(开放, /开.放/); within 5; not 城市)"
    assert AllOf((Term("改革"), Term("开放")), "sentence").label == "all(改革, 开放; within sentence)"


def test_a_term_is_looked_for_as_it_is_counted_and_in_simplified_characters():
    assert Term("ＡＰＰ").forms(simplify=True) == [("app",)]
    assert Term("養老 服務").forms(simplify=True) == [("養老", "服務"), ("养老", "服务")]
    assert Term("養老").forms(simplify=False) == [("養老",)]


def test_a_part_with_a_wildcard_is_a_regular_expression():
    ((one, other),) = Term(r"ＡＰ* 甲\?").forms(simplify=False)
    assert (one.fullmatch("app") is not None, one.fullmatch("bp"), other) == (True, None, "甲?")


def test_a_pattern_is_narrowed_as_the_text_is():
    assert [form.pattern for form in Pattern("第１[０-９]条ＡＰＰ").forms(simplify=True)] == ["第1[0-9]条APP"]


def test_a_pattern_too():
    assert [form.pattern for form in Pattern("養.?老").forms(simplify=True)] == ["養.?老", "养.?老"]
