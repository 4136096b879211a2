"""Blocks with a label at each passage that stands more than once."""

import pytest
from bs4 import BeautifulSoup
from generators import PARAGRAPH

from analysis import audit, mark_up, parse
from analysis.figures import palette
from analysis.figures.palette import REUSE_COLOURS
from analysis.reports.marked_blocks import FOLDED, LINKED, label, tint


def page(*blocks):
    return BeautifulSoup(mark_up(audit(parse("\n\n".join(blocks)))).html, "html.parser")


@pytest.mark.parametrize(("number", "name"), [(0, "A"), (25, "Z"), (26, "AA"), (51, "AZ"), (52, "BA"), (702, "AAA")])
def test_classes_are_lettered(number, name):
    assert label(number) == name


def test_a_kind_has_the_colour_that_it_has_in_pictures():
    assert tint("splice") == f"--tint: {palette.tint(REUSE_COLOURS['splice'])}"


@pytest.mark.parametrize(("count", "folded"), [(FOLDED - 1, 0), (FOLDED, 1)])
def test_paragraphs_in_a_row_without_a_repeat_are_folded_from_three_on(count, folded):
    others = [f"第{number}天下了雨。" for number in range(count)]
    assert len(page(PARAGRAPH, *others, PARAGRAPH).find_all("details")) == folded


def test_a_label_leads_to_the_nearest_places_and_not_to_itself():
    found = page(*[PARAGRAPH] * (LINKED + 5))
    labels = [tag.get_text() for tag in found.select("p .label")]
    assert labels[0] == "A1 keep = " + " ".join(f"A{n}" for n in range(2, LINKED + 2))
    assert labels[-1].endswith(" ".join(f"A{n}" for n in range(5, LINKED + 5)))


def test_only_copies_are_marked_as_such():
    found = page(PARAGRAPH, PARAGRAPH)
    assert [("copy" in mark.get("class", [])) for mark in found.select("p mark")] == [False, True]
