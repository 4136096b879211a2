"""What a difference in letters is: by the numbers, the letters and the words beside it."""

import pytest

from analysis.duplicates.typed import changes, machine_type, meaning_type, number_type, plain_type


def types(one, other, type_of):
    return [type_of(change) for change in changes(one, other)]


@pytest.mark.parametrize(
    ("one", "other", "kind"),
    [
        ("第三条", "第五条", "ordinal"),
        ("（三）修桥", "（五）修桥", "ordinal"),
        ("三、修桥", "五、修桥", "ordinal"),
        ("3.修桥", "5.修桥", "ordinal"),
        ("他说（三）是对的", "他说（五）是对的", "ordinal"),
        ("三桥、五桥", "二桥、五桥", "number"),
        ("桥三、路", "桥五、路", "number"),
        ("5月3日来", "5月8日来", "date"),
        ("三日内来", "五日内来", "number"),
        ("2021年来", "2019年来", "date"),
        ("修了21年桥", "修了19年桥", "number"),
        ("修了021年桥", "修了019年桥", "number"),
        ("年3座桥", "年5座桥", "date"),
        ("三座桥", "五座桥", "number"),
        ("修桥", "修路", ""),
        ("一三座桥", "一座桥", "number"),
    ],
)
def test_a_number_counts_orders_or_is_of_a_date(one, other, kind):
    assert types(one, other, number_type) == [kind]


@pytest.mark.parametrize(
    ("one", "other", "kind"),
    [
        ("应当公开", "应当不公开", "negation"),
        ("修好了桥", "修好了桥和村里的两条老路", "clause"),
        ("修好了桥", "修好了桥和村里的老路", "word"),
        ("经过审查", "经过处理", "word"),
    ],
)
def test_a_difference_that_no_machine_made_says_something_else(one, other, kind):
    assert types(one, other, meaning_type) == [kind]


@pytest.mark.parametrize(
    ("one", "other", "kind"),
    [("飞快的跑", "飞快地跑", "variant"), ("科长来了", "科科长来了", "doubled"), ("第三条", "第五条", "ordinal")],
)
def test_what_is_plain_is_told_without_the_model(one, other, kind):
    assert types(one, other, plain_type) == [kind]


def test_a_machine_misreads_what_is_there_and_loses_what_is_not():
    assert types("同意", "同章", machine_type) == ["misread"]
    assert types("申请人", "申人", machine_type) == ["lost"]
