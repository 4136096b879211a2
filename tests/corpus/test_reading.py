"""What is known of a document of a corpus beside its text: its date."""

import pytest

from analysis.corpus.reading import date_of


@pytest.mark.parametrize(
    ("doc", "date"),
    [
        ("2019-12-31_export/2021-03-02_晚报", "2021-03-02"),
        ("2020-01-05/20210302/版3", "2021-03-02"),
        ("2021-03-02/0号_20210399", "2021-03-02"),
        ("版3", ""),
    ],
)
def test_of_several_dates_in_a_path_the_last_that_there_is_counts(doc, date):
    assert date_of(doc, f"{doc}.txt", {}, None) == date


def test_a_column_named_date_goes_before_the_path():
    assert date_of("2020-01-01", "2020-01-01.txt", {"date": "2021年3月2日"}, None) == "2021-03-02"
    assert date_of("2020-01-01", "", {}, None) == ""
