"""Which copies go, and what goes with them."""

import pytest
from generators import PARAGRAPH

from analysis import audit, copies, parse


def without(text):
    """Return a text without what `copies` takes out of it."""
    found = copies(audit(parse(text)))
    for edits in reversed(found["edits"].tolist()):
        for start, end, new in reversed(edits):
            text = text[:start] + new + text[end:]
    return text


@pytest.mark.parametrize(
    ("text", "left"),
    [
        (f"{PARAGRAPH}\n\n{PARAGRAPH}\n\n结尾。", f"{PARAGRAPH}\n\n结尾。"),
        (f"开头。\n\n{PARAGRAPH}\n\n{PARAGRAPH}", f"开头。\n\n{PARAGRAPH}"),
        (f"# 春\n\n{PARAGRAPH}\n\n# 春\n\n{PARAGRAPH}\n\n## 完\n\n好。", f"# 春\n\n{PARAGRAPH}\n\n## 完\n\n好。"),
    ],
)
def test_a_copy_goes_with_its_heading_and_the_gap_behind_it_or_at_the_end_before_it(text, left):
    assert without(text) == left


def test_marks_at_the_edge_of_a_block_go_with_it():
    inside = f"（{PARAGRAPH.removesuffix('。')}）"
    assert without(f"开头。\n\n{inside}\n\n{inside}\n\n结尾。") == f"开头。\n\n{inside}\n\n结尾。"


def test_copies_of_several_documents_are_refused():
    with pytest.raises(ValueError, match="2 documents were audited"):
        copies(audit([parse(PARAGRAPH), parse(PARAGRAPH)]))
