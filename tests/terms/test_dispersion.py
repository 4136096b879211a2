"""Each measure gives what its paper prints; and equals its formula, written out, on random tokens."""

import numpy as np
import pandas as pd
import pytest

from analysis import Tokeniser, dispersion, parse, with_parts


def tokens_of(counts, sizes):
    """Return tokens in which the term 词 has these counts in parts of these sizes."""
    rows = [
        (part, "词" if i < count else "别")
        for part, (count, size) in enumerate(zip(counts, sizes, strict=True))
        for i in range(size)
    ]
    return table(*zip(*rows, strict=True))


def table(parts, terms):
    return pd.DataFrame({"part": parts, "term": pd.Categorical(terms), "kind": pd.Categorical(["word"] * len(terms))})


def of(term, tokens):
    return dispersion(tokens, by="part", min_characters=1).set_index("term").loc[term]


@pytest.mark.parametrize(
    ("measure", "counts", "size", "printed"),
    [
        ("juilland_d", [0, 4, 3, 2, 1], 10, 0.6464),  # Carroll (1970), p. 14
        ("carroll_d2", [2, 1, 1, 1, 0], 10, 0.8277),  # Carroll (1970), p. 62 of the printing in CSHVB 3(2)
        ("rosengren_s", [1, 2, 3, 4, 5], 10, 0.93685),  # Gries (2008), p. 407, prints .937
        ("dp", [3, 3, 3], 3, 0),  # Gries (2008), p. 416
        ("dp_norm", [2, 1, 0], 3, 0.5),  # Lijffijt & Gries (2012), p. 148
    ],
)
def test_a_worked_example_of_its_paper(measure, counts, size, printed):
    assert of("词", tokens_of(counts, [size] * len(counts)))[measure] == pytest.approx(printed, abs=5e-5)


def test_average_reduced_frequency_as_in_gries_2008_page_410():
    """Distances of the letter a: 2, 10, 2, 9, 2, 5, 2, 3, 3, 1, 3, 2, 1, 3, 2, those above 50 / 15 cut to it."""
    letters = "bamnibeupkbasatbewqnbcagabestabaghabeaatbahaabeaxa"
    assert of("a", table(np.repeat(range(5), 10), [*letters]))["arf"] == pytest.approx(10.8)


def test_parts_of_unequal_size_as_in_gries_2020_chapter_5():
    """The letter a stands 1, 2, 3, 4 and 5 times in parts of 9, 10, 10, 10 and 11 letters."""
    sizes = [9, 10, 10, 10, 11]
    row = of("a", table(np.repeat(range(5), sizes), [*"bamnibeupbasatbewqnbcagabestabaghabeaatbahaabeaxat"]))
    assert (row["count"], row["range"]) == (15, 5)
    measured = row[["dp", "juilland_d", "carroll_d2", "rosengren_s"]].tolist()
    assert measured == pytest.approx([0.18, 0.785, 0.938, 0.95], abs=6e-4)


def test_all_equal_their_formulas_on_random_tokens():
    random = np.random.default_rng(8)
    terms, parts = random.integers(0, 12, 400), np.sort(random.integers(0, 7, 400))
    tokens = table(parts, [f"词{n}" for n in terms])
    for number in range(12):
        row = of(f"词{number}", tokens)
        sizes = np.bincount(parts, minlength=7)
        count = np.bincount(parts[terms == number], minlength=7)
        f, rate = count.sum(), count / sizes
        share = rate[rate > 0] / rate.sum()
        at = np.flatnonzero(terms == number)
        gaps, mean = [*np.diff(at), at[0] + 400 - at[-1]], 400 / f
        assert row["dp"] == pytest.approx(np.abs(count / f - sizes / 400).sum() / 2)
        assert row["dp_norm"] == pytest.approx(row["dp"] / (1 - sizes.min() / 400))
        assert row["juilland_d"] == pytest.approx(1 - rate.std() / rate.mean() / 6**0.5)
        assert row["carroll_d2"] == pytest.approx(-(share * np.log2(share)).sum() / np.log2(7))
        assert row["rosengren_s"] == pytest.approx((np.sqrt(sizes / 400 * count)).sum() ** 2 / f)
        assert row["arf"] == pytest.approx(sum(min(gap, mean) for gap in gaps) / mean)


def test_one_part_says_nothing_and_an_empty_one_is_left_out():
    tokens = Tokeniser().tokens(parse("工作政协\n\n……\n\n工作"))
    assert dispersion(tokens, by="block").set_index("term")["range"].to_dict() == {"工作": 2, "政协": 1}
    one = dispersion(tokens.assign(part=0), by="part")
    assert one[["dp", "dp_norm", "juilland_d", "carroll_d2"]].isna().all(axis=None)
    assert one["arf"].notna().all()
    assert dispersion(tokens.head(0), by="block").empty
    with pytest.raises(ValueError, match="by: 'part' is no column"):
        dispersion(tokens, by="part")


def test_parts_of_equal_size(tokens):
    sizes = with_parts(tokens, 7)[~tokens["kind"].isin(["punctuation", "space"])]["part"].value_counts()
    assert len(sizes) == 7
    assert sizes.max() - sizes.min() <= 1
    assert dispersion(with_parts(tokens, 7), by="part")["dp"].between(0, 1).all()


def test_of_one_part_no_measure_says_how_even_a_term_is():
    table = dispersion(Tokeniser().tokens(parse("工作政协工作")), by="block")
    assert table[["dp", "dp_norm", "juilland_d", "carroll_d2", "rosengren_s"]].isna().all(axis=None)
    assert table["arf"].notna().all()
