import pytest

from analysis.document.bounds import PARAGRAPHS, FormatError, check


def test_the_most_that_a_file_may_have_is_allowed_and_one_more_is_not():
    check(200_000, 200_000, PARAGRAPHS)
    with pytest.raises(FormatError, match="unfolds to 200,001 paragraphs; 200,000 are the most"):
        check(200_001, 200_000, PARAGRAPHS)
