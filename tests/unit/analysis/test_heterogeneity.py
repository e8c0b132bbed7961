"""Heterogeneity: estimates by hand, textbook values, and a null model that does what it says."""

from __future__ import annotations

import itertools
import math
from collections import Counter

import numpy as np
import pytest
from defatlas.analysis import heterogeneity
from defatlas.analysis.code_matrix import CodeMatrix, jaccard_distances
from defatlas.analysis.heterogeneity import (
    TooFewDefinitionsError,
    between_families,
    core_support,
    hill_numbers,
    mean_pairwise,
    measure,
    null_matrices,
    source_weights,
)
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

DISTANCES = np.array([[0, 0.5, 1], [0.5, 0, 0.25], [1, 0.25, 0]])


def matrix(codes: np.ndarray, sources: list[str] | None = None) -> CodeMatrix:
    """A code matrix; by default each definition has a source of its own."""
    names = [f"s{i:03d}" for i in range(len(codes))]
    ids = tuple(f"d{i:03d}" for i in range(len(codes)))
    return CodeMatrix(ids, tuple(sources or names), tuple("abcdefgh"[: codes.shape[1]]), codes.astype(bool))


def independent(seed: int, n: int = 40, m: int = 6) -> np.ndarray:
    """Codes without structure: every definition names every dimension or not by the toss of the same coin."""
    codes = np.random.default_rng(seed).random((n, m)) < 0.5
    codes[~codes.any(axis=1), 0] = True
    return codes


def planted(n: int = 40) -> np.ndarray:
    """Two groups that name nothing in common."""
    return np.repeat([[1, 1, 1, 0, 0, 0], [0, 0, 0, 1, 1, 1]], n // 2, axis=0).astype(bool)


def test_the_mean_over_pairs_by_hand() -> None:
    assert mean_pairwise(DISTANCES).tolist() == [pytest.approx((0.5 + 1 + 0.25) / 3)]


def test_copies_of_a_definition_weigh_more_but_are_not_compared_with_each_other() -> None:
    weights = np.array([[2, 1, 0], [2, 1, 1], [1, 1, 1], [3, 0, 0], [0, 0, 0]], dtype=float)
    # 2, 1, 1: pairs of different definitions are 2 of d(1, 2), 2 of d(1, 3), 1 of d(2, 3)
    expected = [0.5, (2 * 0.5 + 2 * 1 + 0.25) / 5, 1.75 / 3, np.nan, np.nan]
    np.testing.assert_allclose(mean_pairwise(DISTANCES, weights), expected)


def test_definitions_of_one_source_are_drawn_together() -> None:
    weights = source_weights(("s", "t", "s", "u"), 4000, np.random.default_rng(1))
    assert weights.shape == (4000, 4)
    assert (weights[:, 0] == weights[:, 2]).all()
    assert set(weights[:, [0, 1, 3]].sum(axis=1)) == {3.0}  # three sources are drawn each time
    # each source is drawn Binomial(3, 1/3) times: mean 1, variance 2/3
    np.testing.assert_allclose(weights.mean(axis=0), 1, atol=0.05)
    np.testing.assert_allclose(weights.var(axis=0), 2 / 3, atol=0.05)


def test_the_names_of_the_sources_have_no_part_in_the_draw() -> None:
    first, second = (
        source_weights(names, 50, np.random.default_rng(3)) for names in (("s", "t", "s"), ("z", "a", "z"))
    )
    np.testing.assert_array_equal(first, second)


def test_hill_numbers_of_the_horse_race() -> None:
    # Cover & Thomas, Elements of Information Theory, chapter 2: eight horses win with probability 1/2, 1/4, 1/8, 1/16
    # and four times 1/64; the entropy is 2 bits, so that the race is worth 4 equal horses
    expected = (8, 4, 1 / (1 / 4 + 1 / 16 + 1 / 64 + 1 / 256 + 4 / 4096))
    assert hill_numbers(np.array([32, 16, 8, 4, 1, 1, 1, 1])) == pytest.approx(expected)


def test_hill_numbers_of_equal_shares_are_their_number() -> None:
    assert hill_numbers(np.array([5, 0, 5, 5, 5])) == pytest.approx((4, 4, 4))  # Jost (2006), the defining property
    assert hill_numbers(np.array([0, 0])) == (0, 0, 0)
    assert hill_numbers(np.array([], dtype=int)) == (0, 0, 0)


@settings(deadline=None, max_examples=100)
@given(st.lists(st.integers(1, 500), min_size=1, max_size=12))
def test_hill_numbers_double_when_everything_is_doubled_and_fall_with_their_order(counts: list[int]) -> None:
    once, twice = hill_numbers(np.array(counts)), hill_numbers(np.array(counts * 2))
    assert twice == pytest.approx([2 * value for value in once])  # the replication principle: Hill (1973)
    assert once[0] >= once[1] - 1e-9
    assert once[1] >= once[2] - 1e-9


@settings(deadline=None, max_examples=60)
@given(arrays(bool, st.tuples(st.integers(0, 7), st.integers(1, 6))), st.integers(0, 9))
def test_null_matrices_keep_both_totals(codes: np.ndarray, seed: int) -> None:
    before = codes.copy()
    for drawn in null_matrices(codes, 5, np.random.default_rng(seed)):
        np.testing.assert_array_equal(drawn.sum(axis=0), codes.sum(axis=0))
        np.testing.assert_array_equal(drawn.sum(axis=1), codes.sum(axis=1))
    np.testing.assert_array_equal(codes, before)


def same_totals(codes: np.ndarray) -> list[bytes]:
    """Every 0/1 matrix with the totals of a small one, by trying them all."""
    cells = (np.array(bits).reshape(codes.shape) for bits in itertools.product([False, True], repeat=codes.size))
    return [
        other.tobytes()
        for other in cells
        if (other.sum(axis=0) == codes.sum(axis=0)).all() and (other.sum(axis=1) == codes.sum(axis=1)).all()
    ]


@pytest.mark.parametrize(
    ("rows", "number"),
    [([[1, 0, 0], [0, 1, 0], [0, 0, 1]], 6), ([[1, 1, 0], [1, 0, 0], [0, 0, 1], [0, 1, 0]], 12)],
)
def test_every_matrix_with_the_same_totals_is_drawn_equally_often(rows: list[list[int]], number: int) -> None:
    codes = np.array(rows, dtype=bool)
    possible = same_totals(codes)
    assert len(possible) == number
    drawn = Counter(m.tobytes() for m in null_matrices(codes, 400 * number, np.random.default_rng(5)))
    assert set(drawn) == set(possible)
    # 400 expected of each; draws of a chain lean on each other, so that the spread is wider than a binomial's 20
    assert max(abs(count - 400) for count in drawn.values()) < 80


def test_the_draws_move_away_from_what_was_observed() -> None:
    codes = planted()
    drawn = list(null_matrices(codes, 20, np.random.default_rng(2)))
    assert len({m.tobytes() for m in drawn}) == 20
    kept = [float((m & codes).sum() / codes.sum()) for m in drawn]
    assert np.mean(kept) == pytest.approx(0.5, abs=0.08)  # half of the cells fall where they were by chance


def test_a_study_of_four_definitions_by_hand() -> None:
    codes = np.array([[1, 1, 0], [1, 0, 0], [1, 0, 1], [0, 0, 0]])
    found = measure(matrix(codes, ["s", "s", "t", "u"]), 100, 20, 1)
    assert found.mean_distance == pytest.approx((1 / 2 + 2 / 3 + 1 / 2) / 3)
    assert (found.definitions, found.uncoded, found.sources, found.pairs) == (4, 1, 3, 3)
    assert found.shares == {"a": (3, 4), "b": (1, 4), "c": (1, 4)}
    assert found.core == ("a",)
    # a 3 times, b and c once: entropy 3/5 ln 5/3 + 2/5 ln 5, concentration 11/25
    assert found.hill_numbers == pytest.approx((3, np.exp(0.6 * np.log(5 / 3) + 0.4 * np.log(5)), 25 / 11))


def test_a_dimension_named_by_exactly_half_belongs_to_the_core() -> None:
    assert measure(matrix(np.array([[1, 1], [1, 0]])), 100, 20, 1).core == ("a", "b")
    assert measure(matrix(np.array([[1, 1], [1, 0], [1, 0]])), 100, 20, 1).core == ("a",)


@pytest.mark.parametrize("rows", [[], [[1, 0]], [[1, 0], [0, 0], [0, 0]]])
def test_too_few_definitions_are_not_measured(rows: list[list[int]]) -> None:
    codes = np.array(rows, dtype=bool).reshape(-1, 2)
    with pytest.raises(TooFewDefinitionsError, match=rf"^{min(len(rows), 1)} of {len(rows)} definitions name"):
        measure(matrix(codes), 100, 20, 1)


def test_one_seed_gives_one_result() -> None:
    codes = matrix(independent(0))
    assert measure(codes, 100, 20, 7) == measure(codes, 100, 20, 7)
    assert measure(codes, 100, 20, 7).interval != measure(codes, 100, 20, 8).interval


def test_the_interval_is_wider_when_few_sources_repeat_themselves() -> None:
    codes = np.repeat(independent(4, 8), 5, axis=0)
    alone = measure(matrix(codes), 400, 20, 1)
    together = measure(matrix(codes, [f"s{i // 5}" for i in range(40)]), 400, 20, 1)
    widths = [high - low for low, high in (alone.interval, together.interval)]
    assert widths[1] > 1.5 * widths[0]
    for found in (alone, together):
        assert found.interval[0] <= found.mean_distance <= found.interval[1]


def test_the_intervals_hold_95_percent() -> None:
    codes = independent(2)
    found = measure(matrix(codes), 4000, 600, 1)
    distances, rng = jaccard_distances(codes), np.random.default_rng(99)
    drawn = mean_pairwise(distances, source_weights(tuple(map(str, range(40))), 4000, rng))
    # for a normal distribution, 95 % lie within 1.96 standard deviations and 90 % within 1.64
    assert found.interval[1] - found.interval[0] == pytest.approx(2 * 1.96 * drawn.std(), rel=0.08)
    null = np.array([mean_pairwise(jaccard_distances(m))[0] for m in null_matrices(codes, 600, rng)])
    assert (null < found.null_interval[0]).mean() == pytest.approx(0.025, abs=0.015)
    assert (null > found.null_interval[1]).mean() == pytest.approx(0.025, abs=0.015)


@pytest.mark.parametrize("sources", [["s"] * 4, ["s", "s", "t", "t"]])
def test_two_sources_have_no_interval(sources: list[str]) -> None:
    found = measure(matrix(independent(1, 4), sources), 100, 20, 1)
    assert np.isnan(found.interval).all()
    assert found.mean_distance > 0


def test_p_is_small_for_planted_structure_only() -> None:
    found = measure(matrix(planted()), 100, 99, 1)
    assert found.p_value == pytest.approx(1 / 100)
    assert found.mean_distance < found.null_interval[0] < found.null_mean < found.null_interval[1]
    p_values = [measure(matrix(independent(seed)), 100, 39, 1).p_value for seed in range(12)]
    assert sum(p <= 0.05 for p in p_values) <= 2
    assert np.mean(p_values) > 0.3


def test_p_is_one_where_the_totals_allow_nothing_else() -> None:
    found = measure(matrix(np.array([[1, 1], [1, 1], [1, 0]])), 100, 20, 1)
    assert found.p_value == 1
    assert found.null_mean == pytest.approx(found.mean_distance)


def test_families_count_once() -> None:
    distances = np.array([[0, 0.2, 1.0, 0.5], [0.2, 0, 0.6, 0.5], [1.0, 0.6, 0, 0.1], [0.5, 0.5, 0.1, 0]])
    # families {0, 1}, {2}, {3}: 0.8, 0.5, 0.1
    assert between_families(distances, ["a", "a", "b", "c"]) == pytest.approx((0.8 + 0.5 + 0.1) / 3)
    assert math.isnan(between_families(distances, ["a"] * 4))


def test_support_of_the_core_is_the_share_of_resamples() -> None:
    codes = np.array([[1, 0], [1, 1], [0, 1]], dtype=bool)
    matrix = CodeMatrix(("a", "b", "c"), ("a", "b", "c"), ("x", "y"), codes)
    weights = np.array([[1, 1, 1], [3, 0, 0], [0, 1, 2], [0, 0, 3.0]])
    assert core_support(matrix, weights) == {"x": 0.5, "y": 0.75}


def test_a_sample_of_pairs_states_its_error(monkeypatch: pytest.MonkeyPatch) -> None:
    codes = np.random.default_rng(2).random((300, 6)) < 0.4
    names = tuple(f"d{i}" for i in range(300))
    matrix = CodeMatrix(names, names, tuple("abcdef"), codes).named
    exact = measure(matrix, 100, 20, 1)
    assert exact.sampling_error == 0
    monkeypatch.setattr(heterogeneity, "LARGEST", 60)
    found = [measure(matrix, 100, 20, seed) for seed in range(40)]
    drawn = np.array([h.mean_distance for h in found])
    stated = np.mean([h.sampling_error for h in found])
    assert 0.6 < drawn.std() / stated < 1.5
    assert abs(drawn.mean() - exact.mean_distance) < stated
    assert found[0].shares == exact.shares
