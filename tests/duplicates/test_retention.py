"""Which occurrence of a class is kept, which are copies, and why."""

from analysis import parse
from analysis.duplicates.retention import assign_roles
from analysis.duplicates.spans import Group, Texts

SPRING = "春天来了，河边的柳树绿了，孩子们放学以后在岸上放着风筝，到天黑才肯回家去。"
AUTUMN = "到了秋天，山上的枫叶全都红了，老人们每天清早提着鸟笼走到亭子里去。"


def decided(*groups, text):
    """The roles and reasons of classes, each given as its kind and its passages with their number in the text."""
    texts = Texts((parse(text),))
    found = []
    for kind, *passages in groups:
        spans = []
        for passage in dict.fromkeys(passages):
            begin = -1
            for _ in range(passages.count(passage)):
                begin = text.index(passage, begin + 1)
                letters = [sum(map(str.isalnum, text[:at])) for at in (begin, begin + len(passage))]
                spans.append((letters[0], letters[1]))
        found.append(Group(tuple(spans), len(spans), kind, reasons=("", *["number: 三 / 五"] * (len(spans) - 1))))
    return [[*zip(group.roles, group.reasons, strict=True)] for group in assign_roles(texts, found)]


def test_of_equal_paragraphs_in_a_row_the_first_is_kept():
    text = f"{SPRING}\n\n{SPRING}\n\n{SPRING}\n\n{AUTUMN}"
    assert decided(("repeat", SPRING, SPRING, SPRING), text=text) == [
        [("keep", "comes first"), ("copy", "stands also at line 1"), ("copy", "stands also at line 1")]
    ]


def test_what_lies_in_a_copy_goes_with_it():
    text = f"{SPRING}\n\n{SPRING}\n\n{AUTUMN}"
    part = SPRING[5:20]
    for kind, reason in (("splice", "whose text it is"), ("natural repeat", "the writer's own")):
        _, (first, second) = decided(("repeat", SPRING, SPRING), (kind, part, part), text=text)
        assert first[0] == ("held" if kind == "splice" else "keep")
        assert first[1].startswith(reason)
        assert second == ("copy", "inside a copy")


def test_a_class_whose_places_all_lie_in_copies_is_all_copies():
    text = f"{SPRING}\n\n{SPRING}\n\n{SPRING}\n\n{AUTUMN}"
    texts = Texts((parse(text),))
    size = sum(map(str.isalnum, SPRING))
    rows = Group(((0, size), (size, 2 * size), (2 * size, 3 * size)), 3, "repeat")
    inner = Group(((size, size + 9), (2 * size, 2 * size + 9)), 2, "repeat")
    assert [group.roles for group in assign_roles(texts, [rows, inner])] == [("keep", "copy", "copy"), ("copy", "copy")]


def test_versions_stay_with_what_they_say_instead():
    text = f"{SPRING}\n\n{AUTUMN}\n\n{SPRING.replace('孩子', '老人')}"
    (found,) = decided(("variant", SPRING, SPRING.replace("孩子", "老人")), text=text)
    assert found == [("keep", "comes first"), ("variant", "says something else: number: 三 / 五")]


def test_what_is_within_a_version_is_held_wherever_else_it_stands():
    """The paragraph below the first version and below the second: of a row that is held none goes."""
    texts = Texts((parse(f"{SPRING}\n\n{AUTUMN}\n\n又一天。\n\n{SPRING}\n\n{AUTUMN}\n\n完。"),))
    size, small = (sum(map(str.isalnum, text)) for text in (SPRING, AUTUMN))
    second = size + small + 3
    versions = Group(((0, size + small), (second, second + size + small)), 2, "variant", reasons=("", "other"))
    inner = Group(((0, size), (second, second + size)), 2, "repeat")
    assert [group.roles for group in assign_roles(texts, [versions, inner])] == [("keep", "variant"), ("keep", "held")]


def test_rounds_of_a_periodic_run_may_be_meant():
    texts = Texts((parse("哈哈哈哈哈哈。"),))
    (found,) = assign_roles(texts, [Group(((0, 1), (1, 6)), 6, "periodic run", period=1)])
    assert found.roles == ("keep", "held")
    assert found.reasons == ("comes first", "the same 1 letters again and again: may be meant")


def test_the_one_with_a_marked_heading_is_kept_even_if_it_comes_last():
    title = "春天的公园里花都开了"
    text = f"{title}\n\n{SPRING}\n\n{AUTUMN}\n\n## {title}\n\n{SPRING}\n\n完。"
    texts = Texts((parse(text),))
    size = sum(map(str.isalnum, title + SPRING))
    second = size + sum(map(str.isalnum, AUTUMN))
    (found,) = assign_roles(texts, [Group(((0, size), (second, second + size)), 2, "repeat")])
    assert found.roles[1] == "keep"
    assert found.reasons[1] == "its headings are marked"


def test_an_occurrence_inside_a_longer_block_cannot_be_taken_out():
    text = f"{SPRING}\n\n{AUTUMN}\n\n有人说，{SPRING}后来就散了。"
    (found,) = decided(("repeat", SPRING, SPRING), text=text)
    assert found == [
        ("held", "elsewhere it is a part of a longer paragraph"),
        ("keep", "no block of its own, so it cannot be taken out"),
    ]


def test_of_two_that_are_parts_of_longer_blocks_none_goes():
    text = f"有人说，{SPRING}后来就散了。\n\n{AUTUMN}\n\n大家说，{SPRING}然后回家。"
    (found,) = decided(("repeat", SPRING, SPRING), text=text)
    assert found == [("keep", "comes first"), ("held", "no block of its own: taken out, it would leave a hole")]


def test_what_is_more_likely_meant_than_not_is_held():
    long = SPRING * 12
    texts = Texts((parse(f"{long}\n\n{AUTUMN}\n\n{long}\n\n完。"),))
    size, between = (sum(map(str.isalnum, text)) for text in (long, AUTUMN))
    spans = ((0, size), (size + between, 2 * size + between))
    roles = {fault: assign_roles(texts, [Group(spans, 2, "repeat", fault=fault)])[0] for fault in (0.49, 0.5)}
    assert roles[0.49].roles == ("keep", "held")
    assert roles[0.49].reasons[1] == "more likely meant than not (51%)"
    assert roles[0.5].roles == ("keep", "copy")
