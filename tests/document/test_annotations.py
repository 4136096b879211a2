"""What was worked out of a document is kept with it, of those looked at last."""

import pytest

from analysis import parse
from analysis.document import annotations
from analysis.document.annotations import ALWAYS, MOST, annotation


def kept(documents, again):
    """Return which of the documents have their results still: what is asked for once more is computed, or not."""
    asked = []
    for number, document in enumerate(documents):
        annotation(document, "number", lambda number=number: asked.append(number))
    del asked[:]
    for number in again:
        annotation(documents[number], "number", lambda number=number: asked.append(number))
    return [number for number in again if number not in asked]


def test_the_results_of_the_documents_looked_at_last_are_kept():
    documents = [parse(f"第{number}篇。") for number in range(MOST + 1)]
    assert kept(documents, [1, MOST]) == [1, MOST]
    assert kept(documents, [0]) == []


@pytest.mark.parametrize(("most", "still"), [(3 * 4, [1, 2, 3]), (3 * 4 - 1, [2, 3])])
def test_large_documents_are_fewer_but_a_text_and_its_repair_are_always_kept(monkeypatch, most, still):
    monkeypatch.setattr(annotations, "MOST_CHARACTERS", most)
    documents = [parse(f"第{number}篇。") for number in range(4)]
    assert ALWAYS == 2
    assert kept(documents, [3, 2, 1]) == still[::-1]


def test_what_was_computed_is_not_computed_again_even_if_it_is_nothing():
    document, asked = parse("好。"), []
    for _ in range(2):
        assert annotation(document, "nothing", lambda: asked.append(1)) is None
    assert asked == [1]
