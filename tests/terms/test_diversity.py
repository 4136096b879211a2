"""Each measure against its formula, written out, and against worked examples."""

import numpy as np
import pytest
from scipy import stats

from analysis import Tokeniser, diversity, parse
from analysis.terms.diversity import measures, mtld

# The text of McCarthy & Jarvis (2010), p. 384: "of the people by the people for the people".
PEOPLE = np.array([0, 1, 2, 3, 1, 2, 4, 1, 2])


def test_mtld_of_mccarthy_and_jarvis_2010_page_384():
    """The ratio falls below .72 at the sixth token (4 types of 6); then three of three: one factor of nine tokens."""
    assert mtld(PEOPLE) == 9


def test_a_rest_counts_as_the_part_of_a_factor_that_it_has_gone():
    """1 1 is a factor; 2 3 4 5 6 6 stands at 5 / 6, so it is (1 - 5 / 6) / .28 of another."""
    assert mtld(np.array([1, 1, 2, 3, 4, 5, 6, 6])) == pytest.approx(8 / (1 + (1 - 5 / 6) / 0.28))


def test_all_equal_their_formulas_on_random_tokens():
    random = np.random.default_rng(2)
    for n, types in ((60, 9), (300, 40), (101, 101)):
        codes = random.integers(0, types, n)
        found, count = measures(codes, window=25), np.unique(codes, return_counts=True)[1]
        windows = [len(set(codes[i : i + 25])) / 25 for i in range(n - 24)]
        assert found["mattr"] == pytest.approx(np.mean(windows))
        assert found["hd_d"] == pytest.approx(sum(1 - stats.hypergeom.pmf(0, n, c, 42) for c in count) / 42)
        assert found["yule_k"] == pytest.approx(1e4 * ((count**2).sum() - n) / n**2)
        assert found["hapax_share"] == (count == 1).sum() / len(count)


def test_the_fits_find_what_was_planted():
    count = (1e6 * np.arange(1, 2001.0) ** -1.1).astype(int)
    assert measures(np.repeat(np.arange(2000), count))["zipf"] == pytest.approx(1.1, abs=0.01)
    # The n-th token is of type √n, rounded up, so that V = √N but for the rounding.
    found = measures(np.ceil(np.sqrt(np.arange(1, 40_001))).astype(int))
    assert (found["heaps_k"], found["heaps_beta"]) == (pytest.approx(1, abs=0.2), pytest.approx(0.5, abs=0.02))


def test_what_cannot_be_measured_is_missing():
    empty, one = measures(np.zeros(0, int)), measures(np.array([1]))
    assert (empty["tokens"], empty["types"]) == (0, 0)
    assert np.isnan([value for name, value in empty.items() if name not in ("tokens", "types")]).all()
    assert (one["ttr"], one["yule_k"], one["mattr"]) == (1, 0, 1)
    assert np.isnan([one["mtld"], one["hd_d"], one["zipf"]]).all()


def test_parts_are_measured_each_by_itself():
    tokens = Tokeniser().tokens(parse("工作政协\n\n。\n\n工作工作"))
    table = diversity(tokens, by="block")
    assert table[["block", "tokens", "types"]].values.tolist() == [[0, 2, 2], [1, 0, 0], [2, 2, 1]]
    assert diversity(tokens.head(0), by="block").columns.tolist() == table.columns.tolist()
    with pytest.raises(ValueError, match="by: 'part'"):
        diversity(tokens, by="part")
    with pytest.raises(ValueError, match="window: 0"):
        diversity(tokens, window=0)


def test_heaps_law_is_fitted_at_fifty_lengths_evenly_spaced_in_their_logarithms():
    codes = np.random.default_rng(3).integers(0, 400, 900)
    lengths = sorted({round(900 ** (step / 49)) for step in range(50)})
    types = [len({*codes[:length].tolist()}) for length in lengths]
    beta, log_k = np.polyfit(np.log(lengths), np.log(types), 1)
    found = measures(codes, window=25)
    assert (found["heaps_k"], found["heaps_beta"]) == (pytest.approx(np.exp(log_k)), pytest.approx(beta))


def test_the_moving_average_is_over_a_hundred_tokens_unless_said():
    tokens = Tokeniser().tokens(parse("".join(f"春天{chr(0x4E00 + n * n)}，" for n in range(150))))
    by_default, hundred, fewer = (
        diversity(tokens, **more)["mattr"].iloc[0] for more in ({}, {"window": 100}, {"window": 99})
    )
    assert by_default == hundred != fewer
