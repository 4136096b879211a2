from generators import PARAGRAPH

from analysis import audit, parse
from analysis.duplicates.kinds import KINDS, NEARLY, NOT_COPIES


def test_what_is_no_copy_and_what_is_only_nearly_the_same_are_kinds():
    assert {*NEARLY, *NOT_COPIES} <= {*KINDS}


def test_a_variant_is_near_and_no_copy():
    found = audit(parse(f"{PARAGRAPH}他今年三十岁。\n\n{PARAGRAPH}他今年五十岁。"))
    (kind,) = found.classes["kind"]
    assert kind in NEARLY
    assert kind in NOT_COPIES
    assert found.redundancy == 0
