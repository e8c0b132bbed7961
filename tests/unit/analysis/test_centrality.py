"""Centrality by hand."""

from __future__ import annotations

import numpy as np
import pytest
from defatlas.analysis.centrality import centrality
from defatlas.analysis.code_matrix import CodeMatrix


def matrix(codes: list[list[int]]) -> CodeMatrix:
    """A code matrix with a source for each definition."""
    names = tuple(f"d{i}" for i in range(len(codes)))
    return CodeMatrix(names, names, tuple("abc"), np.array(codes, dtype=bool).reshape(-1, 3))


def test_by_hand() -> None:
    found = centrality(matrix([[1, 1, 0], [1, 0, 0], [0, 1, 1], [0, 0, 0]]))
    # distances: 0-1 1/2, 0-2 2/3, 1-2 1
    assert found.mean_distance.tolist() == pytest.approx([7 / 12, 3 / 4, 5 / 6, 1])
    assert found.rank.tolist() == [1, 2, 3, 4]
    assert found.percentile.tolist() == [25, 50, 75, 100]
    assert found.core == ("a", "b")
    assert found.core_named.tolist() == [2, 1, 1, 0]


def test_equal_ones_share_the_best_rank_and_one_alone_has_no_distance() -> None:
    assert centrality(matrix([[1, 0, 0], [1, 0, 0], [0, 1, 0]])).rank.tolist() == [1, 1, 3]
    assert np.isnan(centrality(matrix([[1, 0, 0]])).mean_distance).all()
    assert centrality(matrix([])).core_named.tolist() == []
