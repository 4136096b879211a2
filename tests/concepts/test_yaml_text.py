from types import MappingProxyType

import pytest

from analysis.concepts.yaml_text import nodes_of, nodes_of_yaml


def test_scalars_are_the_texts_as_they_are_written():
    found = nodes_of_yaml("年: [2020, no, 0x1F, 1.50, ~]".encode(), "c.yaml").value["年"].value
    assert [node.value for node in found] == ["2020", "no", "0x1F", "1.50", ""]


def test_nodes_know_their_lines():
    found = nodes_of_yaml("甲:\n  - 子\n  - 丑\n乙:\n  near: [寅]\n".encode(), "c.yaml").value
    assert [node.line for node in found["甲"].value] == [2, 3]
    assert (found["乙"].line, found["乙"].value["near"].line) == (4, 5)


@pytest.mark.parametrize(
    ("text", "error"),
    [
        ("甲: [子\n\n", "c.yaml: line 3: no valid YAML: "),
        ("甲: 子\n甲: 丑\n", "c.yaml: line 2: '甲' is there twice"),
        ("甲: &a [子]\n乙: *a\n", "c.yaml: line 2: an alias, which a dictionary of concepts has not"),
        ("甲:\n  " + "[" * 30 + "]" * 30, "c.yaml: line 2: nested more than 20 levels deep"),
        ("? [子]\n: 丑\n", "c.yaml: line 1: a name must be a text"),
        ("甲: 子\n--- \n乙: 丑\n", "c.yaml: line 2: no valid YAML: "),
        ("甲: \0", "c.yaml: line 1: no valid YAML: "),
        ("甲: 子\n乙: \x1b", "c.yaml: line 2: no valid YAML: "),
        (
            "甲: 子\n乙: [养老，老人]\n",
            "c.yaml: line 2: ， parts no items of a list, a comma and",
        ),
        ("甲:\n  near: [子, 丑、寅]\n", "c.yaml: line 2: 、 parts no items"),
        ("甲: [子；丑]", "c.yaml: line 1: ； parts no items"),
    ],
)
def test_what_cannot_be_read_is_said_with_its_line(text, error):
    with pytest.raises(ValueError, match=r"^c\.yaml: ") as raised:
        nodes_of_yaml(text.encode(), "c.yaml")
    assert str(raised.value).startswith(error)
    assert "\n" not in str(raised.value)


def test_bytes_that_are_no_text_and_more_than_a_dictionary_has_are_refused():
    with pytest.raises(ValueError, match=r"c\.yaml: line 2, byte 5: not valid utf-8"):
        nodes_of_yaml("甲\n".encode() + b"\xff", "c.yaml")
    with pytest.raises(ValueError, match="at most 16,000,000 bytes"):
        nodes_of_yaml(b"#" * 16_000_001, "c.yaml")


def test_an_object_that_yaml_could_make_is_only_text():
    assert nodes_of_yaml(b"a: !!python/object/apply:os.getcwd []", "c.yaml").value["a"].value == []


def test_utf_16_with_its_mark_is_read():
    assert [*nodes_of_yaml("甲: 子".encode("utf-16"), "c.yaml").value] == ["甲"]


def test_a_full_width_comma_is_part_of_a_term_that_is_quoted_or_on_a_line_of_its_own():
    found = nodes_of_yaml("甲: ['改革，开放', \"丑、寅\"]\n乙:\n- 改革，开放\n".encode(), "c.yaml").value
    assert [node.value for node in found["甲"].value + found["乙"].value] == ["改革，开放", "丑、寅", "改革，开放"]


@pytest.mark.parametrize("wrong", [{"子", "丑"}, (each for each in "子丑"), b"\xe5", object(), True, range(2)])
def test_what_is_neither_mapping_list_text_nor_number_is_refused(wrong):
    for value in ({"甲": wrong}, {"甲": [wrong]}, {"甲": {"any": wrong}}):
        with pytest.raises(TypeError, match="a dictionary of concepts holds mappings, lists, texts and numbers, not"):
            nodes_of(value)


def test_any_mapping_is_taken_and_two_keys_of_one_name_are_not():
    inner = MappingProxyType({"any": ("子", 2020)})
    assert nodes_of(MappingProxyType({"甲": inner})) == nodes_of({"甲": {"any": ["子", "2020"]}})
    with pytest.raises(ValueError, match="'1' is there twice"):
        nodes_of({1: ["子"], "1": ["丑"]})


def test_a_mapping_of_a_program_gives_the_same_without_lines():
    assert nodes_of({"甲": ("子", 5, None)}).value["甲"].value == [nodes_of("子"), nodes_of("5"), nodes_of("")]
    deep: list = []
    deep.append(deep)
    with pytest.raises(ValueError, match="nested more than 20 levels deep"):
        nodes_of({"甲": deep})
