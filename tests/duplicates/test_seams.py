"""What the same text elsewhere says of the end of a block."""

import pytest

from analysis import audit, parse
from analysis.duplicates.seams import seams

ONE, OTHER = "会议由市政", "协主席主持，大家都发了言。"


BOTH = f"{ONE}{OTHER}"


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (f"{ONE}\n\n{OTHER}\n\n别的。\n\n{BOTH}", {5: (True, 7)}),
        (f"{BOTH}\n\n别的。\n\n{ONE}\n\n{OTHER}", {len(BOTH) + 12: (True, 1)}),
        (f"{ONE}\n\n别的。\n\n{BOTH}", {5: (False, 5)}),
        (f"{BOTH}\n\n别的。\n\n{ONE}", {len(BOTH) + 12: (False, 1)}),
        (f"{BOTH}\n\n别的。\n\n{BOTH}", {}),
    ],
    ids=["runs on below", "runs on above", "goes on otherwise", "ends with the text", "ends alike"],
)
def test_a_block_that_ends_here_runs_on_or_goes_on_otherwise_elsewhere(text, said):
    assert seams(audit(parse(text), min_length=5)) == said


def test_only_ends_of_the_first_document_are_told():
    whole, cut = parse(BOTH), parse(f"{ONE}\n\n{OTHER}")
    assert seams(audit([whole, cut], min_length=5)) == {}
    assert seams(audit([cut, whole], min_length=5)) == {5: (True, 1)}
