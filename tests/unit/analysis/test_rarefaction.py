"""Richness and rarefaction: a published community, scikit-bio, and every subset counted by hand."""

from __future__ import annotations

import itertools
import math

import numpy as np
import pytest
from defatlas.analysis.heterogeneity import hill_numbers
from defatlas.analysis.rarefaction import expected_kinds, interval_of_kinds, richness
from hypothesis import given, settings
from hypothesis import strategies as st
from skbio.diversity.alpha import chao1

# Spiders under girdled trees, 168 of 26 species; figures as published with iNEXT (Hsieh, Ma & Chao 2016)
SPIDERS = np.array([46, 22, 17, 15, 15, 9, 8, 6, 6, 4] + [2] * 4 + [1] * 12)


def test_a_published_community() -> None:
    found = richness(SPIDERS, 168, one_each=True)
    assert (found.definitions, found.observed) == (168, 26)
    assert round(found.estimate, 3) == 43.893
    assert round(found.coverage, 4) == 0.9289
    assert [round(value, 2) for value in hill_numbers(SPIDERS)] == [26.0, 12.06, 7.84]
    assert found.next_new == pytest.approx(1 - found.coverage)


@settings(deadline=None, max_examples=60)
@given(st.lists(st.integers(1, 6), min_size=1, max_size=15))
def test_chao_is_that_of_scikit_bio(counts: list[int]) -> None:
    kinds, n = np.array(counts), sum(counts)
    found = richness(kinds, n, one_each=True)
    twice = counts.count(2)
    theirs = chao1(kinds, bias_corrected=not twice)
    assert found.estimate - len(counts) == pytest.approx((theirs - len(counts)) * (n - 1) / n)
    assert found.interval[0] <= found.estimate + 1e-9 <= found.interval[1] + 2e-9
    assert found.interval[0] >= found.observed
    assert 0 <= found.coverage <= 1


def test_rarefaction_is_the_mean_over_all_subsets() -> None:
    definitions = [{"a"}, {"a", "b"}, {"b", "c"}, {"a"}, {"d", "a"}]
    counts = np.array([sum(kind in named for named in definitions) for kind in "abcd"])
    sizes = np.arange(6)
    found = expected_kinds(counts, 5, sizes)
    for m in sizes.tolist():
        subsets = [len(set().union(*part)) for part in itertools.combinations(definitions, m)]
        assert found[m] == pytest.approx(np.mean(subsets))
    low, high = interval_of_kinds(counts, 5, sizes, richness(counts, 5, one_each=False).estimate)
    assert (low <= found + 1e-9).all() and (found <= high + 1e-9).all()


def test_several_kinds_each_give_the_expected_number_of_new_ones() -> None:
    # N = 10, f1 = 3, f2 = 1: 3/10 x 27/29 new dimensions; 3/14 x 27/29 of all codes are on unseen ones
    found = richness(np.array([1, 1, 1, 2, 9]), 10, one_each=False)
    assert found.next_new == pytest.approx(0.3 * 27 / 29)
    assert found.coverage == pytest.approx(1 - 3 / 14 * 27 / 29)
    assert found.estimate == pytest.approx(5 + 0.9 * 9 / 2)


@pytest.mark.parametrize(("counts", "n"), [([], 0), ([0, 0], 3)])
def test_nothing_seen_gives_nothing(counts: list[int], n: int) -> None:
    found = richness(np.array(counts, dtype=np.int64), n, one_each=False)
    assert (found.observed, found.estimate) == (0, 0.0) and math.isnan(found.coverage)


def test_all_seen_often_is_complete() -> None:
    found = richness(np.array([5, 6, 7]), 9, one_each=False)
    assert (found.estimate, found.coverage, found.next_new, found.interval) == (3.0, 1.0, 0.0, (3.0, 3.0))
