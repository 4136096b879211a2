"""Each measure gives what its paper prints, and what scipy gives on random tables."""

import numpy as np
import pytest
from scipy import stats

from analysis.terms.contingency import adjusted, cells, chi_squared, g2, p_value


def table(o11, o12, o21, o22):
    """Return a table as the functions take it."""
    return o11, o11 + o12, o11 + o21, o11 + o12 + o21 + o22


@pytest.fixture
def tables():
    random = np.random.default_rng(5)
    return [tuple(random.integers(0, high, 4).tolist()) for high in (4, 9, 40, 3000) for _ in range(60)]


def test_g2_of_dunning_1993_page_72():
    assert g2(*table(10, 0, 3, 31764)).round(2) == 167.23


def test_chi_squared_of_dunning_1993_page_73():
    assert chi_squared(*table(3, 0, 0, 31774)).round() == 31777


def test_fishers_p_of_pedersen_1996_page_10():
    p, exact = p_value([1], [4], [4], [8])
    assert (p.round(3).item(), exact.item()) == (0.486, True)


def test_all_agree_with_scipy(tables):
    for four in tables:
        square = np.array(four).reshape(2, 2)
        if (square.sum(axis=0) == 0).any() or (square.sum(axis=1) == 0).any():
            continue
        given = [np.array([x]) for x in table(*four)]
        chi = stats.chi2_contingency(square, correction=False)
        ratio = stats.chi2_contingency(square, correction=False, lambda_="log-likelihood")
        p, exact = p_value(*given)
        assert chi_squared(*given).item() == pytest.approx(chi.statistic, abs=1e-9)
        assert g2(*given).item() == pytest.approx(ratio.statistic, abs=1e-8)
        assert exact.item() == (chi.expected_freq.min() < 5)
        expected = stats.fisher_exact(square).pvalue if exact.item() else ratio.pvalue
        assert p.item() == pytest.approx(expected, rel=1e-6, abs=1e-12)


def test_fisher_holds_for_a_rare_term_in_a_large_text():
    p, exact = p_value([3], [4], [100], [1_000_000])
    assert exact.item()
    assert p.item() == pytest.approx(stats.fisher_exact([[3, 1], [97, 999_899]]).pvalue)


def test_an_empty_margin_says_nothing():
    for four in ((0, 0, 5, 5), (0, 5, 0, 5), (0, 0, 0, 0), (5, 0, 0, 0)):
        given = [np.array([x]) for x in table(*four)]
        assert (g2(*given).item(), chi_squared(*given).item(), p_value(*given)[0].item()) == (0, 0, pytest.approx(1))


def test_weighted_counts_get_no_exact_test():
    assert not p_value([0.5], [1.5], [2], [9])[1].item()


def test_observed_and_expected_have_the_same_sum(tables):
    observed, expected = cells(*np.array([table(*four) for four in tables]).T)
    assert observed.sum(axis=0) == pytest.approx(expected.sum(axis=0))


def test_adjusted_by_hand():
    """Benjamini & Hochberg: p · m / rank, never below that of a larger p: .01 · 3 / 1, .04 · 3 / 2, .05 · 3 / 3."""
    assert adjusted(np.array([0.04, 0.01, 0.05])).tolist() == pytest.approx([0.05, 0.03, 0.05])
    assert len(adjusted(np.zeros(0))) == 0


@pytest.mark.parametrize("measure", [cells, g2, chi_squared, p_value])
def test_an_impossible_table_is_refused_by_every_measure(measure):
    with pytest.raises(ValueError, match="table 1: a = 9 is more than row = 3"):
        measure([2, 9], [3, 3], [4, 10], [10, 10])
