"""Differences between groups of definitions: coefficients against libraries, and false positives near the level."""

from __future__ import annotations

import math

import numpy as np
import pytest
from defatlas.analysis.code_matrix import jaccard_distances
from defatlas.analysis.difference import adjusted, chi_squares, differences, permuted_groups, pseudo_f, trend
from scipy.stats import chi2_contingency, kendalltau
from skbio.stats.distance import DistanceMatrix, permanova
from statsmodels.stats.multitest import multipletests


def corpus(seed: int, sources: int = 24) -> tuple[np.ndarray, list[str], list[str]]:
    """Definitions of sources of one to three, alike within a source; groups of sources drawn at random."""
    rng = np.random.default_rng(seed)
    codes, groups, names = [], [], []
    for number in range(sources):
        own, group = rng.random(5) < 0.45, str(rng.integers(0, 2))
        for _ in range(rng.integers(1, 4)):
            codes.append(np.where(rng.random(5) < 0.8, own, rng.random(5) < 0.45))
            groups.append(group)
            names.append(f"s{number}")
    groups[0], groups[-1] = "0", "1"
    groups[: names.count("s0")] = ["0"] * names.count("s0")
    groups[-names.count(names[-1]) :] = ["1"] * names.count(names[-1])
    return np.array(codes), groups, names


def test_the_ratio_is_that_of_scikit_bio_and_chi_square_that_of_scipy() -> None:
    rng = np.random.default_rng(0)
    codes = rng.random((20, 4)) < 0.5
    codes[:, 3] |= ~codes.any(axis=1)
    groups = np.repeat([0, 1, 2], [9, 6, 5])
    distances = jaccard_distances(codes)
    theirs = permanova(DistanceMatrix(distances), groups.astype(str), permutations=0)["test statistic"]
    assert pseudo_f(distances, groups[None, :], 3)[0] == pytest.approx(theirs)
    found = chi_squares(codes, groups[None, :], 3)[0]
    for dimension in range(4):
        table = [[(codes[groups == g, dimension] == v).sum() for v in (True, False)] for g in range(3)]
        assert found[dimension] == pytest.approx(chi2_contingency(table, correction=False).statistic)


def test_sources_move_as_a_whole() -> None:
    rng = np.random.default_rng(1)
    drawn = permuted_groups(np.array([0, 0, 1, 1, 1, 0]), list("aabbbc"), 200, rng)
    assert (drawn[:, 0] == drawn[:, 1]).all() and (drawn[:, 2:5] == drawn[:, 2:3]).all()
    assert set(map(tuple, drawn[:, [0, 2, 5]].tolist())) == {(0, 1, 0), (1, 0, 0), (0, 0, 1)}
    mixed = permuted_groups(np.array([0, 1, 1, 1, 2]), list("aabbc"), 200, rng)
    assert set(mixed[:, 4].tolist()) == {2}  # no other source with one definition
    assert {tuple(sorted(row)) for row in mixed[:, :2].tolist()} == {(0, 1), (1, 1)}


def test_a_planted_difference_is_found_where_it_is() -> None:
    codes, groups, names = corpus(3, 40)
    codes[:, 2] = (np.array(groups) == "1") ^ (np.random.default_rng(5).random(len(groups)) < 0.1)
    every, single = differences(codes, groups, names, 499, 1)
    assert every.p_value < 0.01 and every.effect > 0.05
    assert [d.p_value < 0.01 for d in single] == [False, False, True, False, False]
    assert single[2].effect > 0.6


def test_false_positives_of_the_tests_are_near_their_level() -> None:
    outcomes = [differences(*corpus(seed), 99, seed) for seed in range(200)]
    every = np.array([outcome[0].p_value for outcome in outcomes])
    single = np.array([[d.p_value for d in outcome[1]] for outcome in outcomes])
    assert 0.01 <= (every <= 0.05).mean() <= 0.09  # 5 % ± 2.6 standard errors
    assert 0.03 <= (single <= 0.05).mean() <= 0.07
    years = np.random.default_rng(8)
    p_values = []
    for seed in range(200):
        codes, _, names = corpus(seed)
        of_source = {name: int(years.integers(2000, 2020)) for name in names}
        p_values.append(trend(codes[:, 0], [of_source[name] for name in names], names, 99, seed).p_value)
    assert 0.01 <= np.nanmean(np.array(p_values) <= 0.05) <= 0.09


def test_moving_definitions_instead_of_sources_would_find_too_much() -> None:
    """Why sources are moved: definitions of one source are alike."""
    naive = []
    for seed in range(60):
        codes, groups, names = corpus(seed, 12)
        naive.append(differences(codes, groups, [str(i) for i in range(len(names))], 99, seed)[0].p_value)
    assert np.mean(np.array(naive) <= 0.05) > 0.1


def test_a_trend_is_kendalls_and_its_permutations_are_of_the_same_score() -> None:
    years = [2001, 2002, 2002, 2005, 2006, 2008, 2009, 2009]
    values = np.array([0, 0, 0, 1, 0, 1, 1, 1], dtype=bool)
    found = trend(values, years, [str(i) for i in range(8)], 4999, 1)
    assert found.statistic == pytest.approx(kendalltau(values, years).statistic)
    assert found.p_value == pytest.approx(4 / 70, abs=0.01)  # of 70 ways, two are as high and two as low
    assert math.isnan(trend(values, [2001] * 8, list("abcdefgh"), 99, 1).p_value)
    assert math.isnan(trend(np.ones(8, dtype=bool), years, list("abcdefgh"), 99, 1).p_value)


def test_names_of_groups_and_sources_have_no_part_in_it() -> None:
    codes, groups, names = corpus(4)
    first = differences(codes, groups, names, 99, 1)
    second = differences(codes, [f"group {g}" for g in groups], [f"x{n}" for n in names], 99, 1)
    assert first == second


def test_what_cannot_differ() -> None:
    with pytest.raises(ValueError, match="two are needed"):
        differences(np.ones((3, 2), dtype=bool), ["a"] * 3, list("abc"), 99, 1)
    every, single = differences(np.zeros((4, 2), dtype=bool), list("aabb"), list("abcd"), 99, 1)
    assert math.isnan(every.p_value)
    assert [(d.statistic, d.p_value) for d in single] == [(0, 1), (0, 1)]


def test_adjustment_is_that_of_statsmodels() -> None:
    p_values = [0.001, 0.04, 0.03, 0.9]
    assert adjusted(p_values) == pytest.approx(multipletests(p_values, method="fdr_bh")[1])
    assert adjusted([float("nan"), 0.02])[1] == 0.02 and math.isnan(adjusted([float("nan"), 0.02])[0])
