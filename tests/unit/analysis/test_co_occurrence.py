"""Which dimensions are named together: by hand, by identities, and at the level that a test promises."""

from __future__ import annotations

from itertools import pairwise

import numpy as np
import pytest
from defatlas.analysis.co_occurrence import Pair, co_occurrence, counts_together, phi
from defatlas.analysis.code_matrix import CodeMatrix


def measured(codes: list[list[int]], sources: str = "", draws: int = 1999) -> dict[str, Pair]:
    """The pairs of a matrix with the dimensions a, b, c, …, by name."""
    values = np.array(codes, dtype=bool)
    rows = tuple(str(number) for number in range(len(values)))
    dimensions = tuple("abcdefgh"[: values.shape[1]])
    matrix = CodeMatrix(rows, tuple(sources or "abcdefghijklmnopqrstuvwxyz"[: len(values)]), dimensions, values)
    return {pair.first + pair.second: pair for pair in co_occurrence(matrix, 200, draws, 1)}


def test_two_definitions_by_hand() -> None:
    # one definition names two of a, b and c, the other the third: three matrices have these totals, equally likely
    pairs = measured([[1, 1, 0], [0, 0, 1]])
    assert [pair.together for pair in pairs.values()] == [1, 0, 0]
    assert [pair.named for pair in pairs.values()] == [(1, 1)] * 3
    assert [pair.expected for pair in pairs.values()] == pytest.approx([1 / 3] * 3, abs=0.05)
    assert [pair.phi for pair in pairs.values()] == pytest.approx([1, -1, -1])
    # as far from 1/3 as 1 is only 1, in a third of the matrices; as far as 0 are all of them
    assert [pair.p_value for pair in pairs.values()] == pytest.approx([1 / 3, 1, 1], abs=0.05)
    assert [pair.p_adjusted for pair in pairs.values()] == pytest.approx([1, 1, 1], abs=0.05)
    assert all(np.isnan(pair.interval).all() for pair in pairs.values())  # two sources


def test_what_totals_fix_is_not_tested() -> None:
    (pair,) = measured([[1, 0], [0, 1]]).values()
    assert (pair.together, pair.expected, pair.phi) == (0, 0, -1)
    assert np.isnan([pair.p_value, pair.p_adjusted]).all()


def test_a_dimension_that_all_name_has_no_phi() -> None:
    pairs = measured([[1, 1, 0], [1, 0, 1], [1, 1, 1], [1, 0, 0]])
    assert np.isnan([pairs["ab"].phi, pairs["ac"].phi, *pairs["ab"].interval]).all()
    assert pairs["bc"].phi == 0
    assert pairs["bc"].interval[0] < 0 < pairs["bc"].interval[1]


def test_phi_is_the_correlation_of_the_columns() -> None:
    codes = np.random.default_rng(3).random((30, 4)) < 0.4
    found = phi(counts_together(codes), np.array([30.0]))[0]
    assert found == pytest.approx(np.corrcoef(codes.T.astype(float)))
    # 3 of 10 name both, 5 the one and 4 the other
    by_hand = phi(np.array([[[5.0, 3.0], [3.0, 4.0]]]), np.array([10.0]))
    assert by_hand[0, 0, 1] == pytest.approx(10 / np.sqrt(600))


def test_chance_gives_as_many_pairs_as_there_are() -> None:
    codes = (np.random.default_rng(5).random((25, 5)) < 0.5).astype(int)
    pairs = measured(codes.tolist(), draws=50)
    lengths = codes.sum(axis=1)
    assert sum(pair.expected for pair in pairs.values()) == pytest.approx((lengths * (lengths - 1) / 2).sum())
    assert sum(pair.together for pair in pairs.values()) == (lengths * (lengths - 1) / 2).sum()


def test_a_planted_pair_is_found_and_long_definitions_plant_none() -> None:
    draw = np.random.default_rng(7)
    planted = draw.random((60, 5)) < 0.4
    planted[:, 1] = planted[:, 0]
    pairs = measured(planted.astype(int).tolist(), "abcdefghij" * 6, draws=499)
    assert pairs["ab"].p_adjusted == pytest.approx(0.02)  # the least of ten pairs: 10 × 1/500
    assert pairs["ab"].interval[0] > 0.9
    # short and long definitions: every pair correlates, none is remarkable
    lengths = np.where(draw.random(80) < 0.5, 0.15, 0.85)
    mixed = measured((draw.random((80, 5)) < lengths[:, None]).astype(int).tolist(), "abcdefgh" * 10, draws=499)
    assert min(pair.phi for pair in mixed.values()) > 0.2
    assert min(pair.p_adjusted for pair in mixed.values()) > 0.05


def test_without_a_difference_one_pair_of_twenty_is_below_5_percent() -> None:
    draw = np.random.default_rng(11)
    found = [
        pair.p_value
        for _ in range(40)
        for pair in measured((draw.random((24, 5)) < 0.45).astype(int).tolist(), draws=99).values()
    ]
    assert np.mean(np.array(found) <= 0.05) < 0.09


def test_no_definitions_have_no_pairs_and_the_order_is_that_of_the_codebook() -> None:
    nothing = CodeMatrix((), (), ("a", "b"), np.zeros((0, 2), dtype=bool))
    assert co_occurrence(nothing, 10, 10, 1) == []
    names = list(measured([[1, 0, 1], [0, 1, 1]], draws=9))
    assert names == ["ab", "ac", "bc"]
    assert all(first < second for first, second in pairwise(names))
