"""Grouping: the parts against scikit-learn and scipy, planted groups, and the answer that there are none."""

from __future__ import annotations

import numpy as np
import pytest
from defatlas.analysis.code_matrix import CodeMatrix, jaccard_distances
from defatlas.analysis.grouping import (
    best_partition,
    group_label,
    map_positions,
    medoids,
    silhouette_width,
    tree_cuts,
)
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.cluster.hierarchy import fcluster, linkage
from scipy.spatial.distance import pdist, squareform
from sklearn.manifold import ClassicalMDS
from sklearn.metrics import adjusted_rand_score, silhouette_score


def matrix(codes: np.ndarray) -> CodeMatrix:
    """A code matrix with a source for each definition."""
    names = tuple(f"d{i:03d}" for i in range(len(codes)))
    return CodeMatrix(names, names, tuple("abcdefghi"[: codes.shape[1]]), codes.astype(bool))


def planted(seed: int, sizes: tuple[int, ...] = (20, 15, 10)) -> tuple[np.ndarray, np.ndarray]:
    """Codes of groups that each name three dimensions of their own, with one cell in twelve turned over."""
    truth = np.repeat(np.arange(len(sizes)), sizes)
    codes = np.repeat(np.eye(len(sizes), dtype=bool), 3, axis=1)[truth]
    codes ^= np.random.default_rng(seed).random(codes.shape) < 1 / 12
    return codes, truth


def structureless(seed: int, n: int = 45, m: int = 8) -> np.ndarray:
    """Codes in which every dimension is named independently of the others."""
    codes = np.random.default_rng(seed).random((n, m)) < np.linspace(0.2, 0.7, m)
    codes[~codes.any(axis=1), -1] = True
    return codes


def random_distances(seed: int, n: int) -> np.ndarray:
    """Distances of random points, all different."""
    return squareform(pdist(np.random.default_rng(seed).random((n, 3))))


def test_the_silhouette_by_hand() -> None:
    distances = np.array([[0, 1, 4, 5], [1, 0, 3, 6], [4, 3, 0, 2], [5, 6, 2, 0]], dtype=float)
    # own 1, other 4.5; own 1, other 4.5; own 2, other 3.5; own 2, other 5.5
    expected = (3.5 / 4.5 + 3.5 / 4.5 + 1.5 / 3.5 + 3.5 / 5.5) / 4
    assert silhouette_width(distances, np.array([1, 1, 2, 2])) == pytest.approx(expected)
    # the last row is alone and counts as 0; for the first ones it is never the nearest other group
    expected = (3 / 4 + 2 / 3 + 0 + 0) / 4
    assert silhouette_width(distances, np.array([7, 7, 2, 3])) == pytest.approx(expected)


@settings(deadline=None, max_examples=60)
@given(st.integers(0, 10**6), st.integers(3, 20), st.data())
def test_the_silhouette_is_that_of_scikit_learn(seed: int, n: int, data: st.DataObject) -> None:
    codes = np.random.default_rng(seed).random((n, 4)) < 0.5
    labels = np.array(data.draw(st.lists(st.integers(0, 3), min_size=n, max_size=n)))
    if not 2 <= len(set(labels.tolist())) < n:
        return
    for distances in (jaccard_distances(codes), random_distances(seed, n)):
        expected = silhouette_score(distances, labels, metric="precomputed")
        assert silhouette_width(distances, labels) == pytest.approx(expected, abs=1e-12)


@settings(deadline=None, max_examples=40)
@given(st.integers(0, 10**6), st.integers(3, 16))
def test_without_ties_the_cuts_are_those_of_scipy(seed: int, n: int) -> None:
    distances = random_distances(seed, n)
    tree = linkage(squareform(distances), method="average")
    cuts = tree_cuts(distances, 2, 5)
    assert [len(set(cut.tolist())) for cut in cuts] == list(range(2, min(5, n - 1) + 1))
    for k, cut in enumerate(cuts, start=2):
        assert adjusted_rand_score(fcluster(tree, k, criterion="maxclust"), cut) == 1


@settings(deadline=None, max_examples=40)
@given(st.integers(0, 10**6), st.integers(4, 20))
def test_definitions_that_name_the_same_are_never_separated(seed: int, n: int) -> None:
    codes = np.random.default_rng(seed).random((n, 3)) < 0.5
    for cut in tree_cuts(jaccard_distances(codes), 2, 8):
        assert 2 <= len(set(cut.tolist())) <= 8
        for row in np.unique(codes, axis=0):
            assert len(set(cut[(codes == row).all(axis=1)].tolist())) == 1


def test_equal_distances_have_no_cut() -> None:
    assert tree_cuts(1 - np.eye(5), 2, 4) == []
    labels, width = best_partition(1 - np.eye(5), 2, 4)
    assert labels.tolist() == [1] * 5
    assert np.isnan(width)


@pytest.mark.parametrize("n", [0, 1, 2])
def test_fewer_than_three_definitions_are_one_group(n: int) -> None:
    labels, width = best_partition(1 - np.eye(n), 2, 8)
    assert labels.tolist() == [1] * n
    assert np.isnan(width)


def test_the_number_of_groups_is_chosen_by_the_silhouette_and_within_bounds() -> None:
    # 2, 5, 3 and 4 points, no two of them equally far apart
    clumps = np.array([30, 30.5, 0, 1, 2.1, 3.3, 4.6, 10, 11.05, 12.5, 20, 21.01, 22.3, 23.8])
    distances = squareform(pdist(clumps[:, None]))
    labels, width = best_partition(distances, 2, 8)
    assert labels.tolist() == [4] * 2 + [1] * 5 + [3] * 3 + [2] * 4  # numbered by falling size
    assert width == pytest.approx(silhouette_score(distances, labels, metric="precomputed"))
    assert set(best_partition(distances, 3, 3)[0].tolist()) == {1, 2, 3}
    assert set(best_partition(distances, 5, 5)[0].tolist()) == {1, 2, 3, 4, 5}


def test_medoids_by_hand() -> None:
    distances = np.array(
        [[0, 1, 2, 9, 9], [1, 0, 1, 9, 9], [2, 1, 0, 9, 9], [9, 9, 9, 0, 3], [9, 9, 9, 3, 0]], dtype=float
    )
    assert medoids(distances, np.array([1, 1, 1, 2, 2])).tolist() == [False, True, False, True, False]
    # closer by a tenth only; and where the sums tie but for rounding, the first
    assert medoids(distances / 10, np.array([1, 1, 1, 2, 2])).tolist() == [False, True, False, True, False]
    rounding = np.array([[0, 0.1, 0.2 + 1e-16], [0.1, 0, 0.2], [0.2, 0.2, 0]])
    assert medoids(rounding, np.array([1, 1, 1])).tolist() == [True, False, False]
    assert medoids(np.zeros((0, 0)), np.array([], dtype=int)).tolist() == []


def test_a_group_is_named_by_what_it_names_more_often_than_the_rest() -> None:
    codes = np.array([[1, 1, 0, 1], [1, 1, 0, 0], [1, 0, 0, 1], [1, 0, 1, 1]], dtype=bool)
    labels = np.array([1, 1, 2, 2])
    names = {"a": "Always", "b": "Sometimes", "c": "Rarely", "d": "Often"}
    assert group_label(matrix(codes), labels, 1, names) == "Sometimes"
    assert group_label(matrix(codes), labels, 2, names) == "Rarely + Often"  # both half more often; codebook order
    assert group_label(matrix(codes[:, :1]), labels, 1, names) == "mixed"
    assert group_label(matrix(codes), np.ones(4, dtype=int), 1, names) == "Always + Often + Sometimes"


def test_the_map_recovers_a_known_configuration_up_to_sign() -> None:
    known = np.array([[-3.0, 0.5], [-1, -1], [0, 0.5], [4, 0]])
    known -= known.mean(axis=0)
    known = known @ np.linalg.svd(known)[2].T  # to its principal axes
    found = map_positions(squareform(pdist(known)))
    for axis in (0, 1):
        sign = 1 if known[np.abs(known[:, axis]).argmax(), axis] > 0 else -1
        np.testing.assert_allclose(found[:, axis], sign * known[:, axis], atol=1e-8)


@pytest.mark.parametrize("seed", range(4))
def test_the_map_is_that_of_scikit_learn_up_to_sign(seed: int) -> None:
    distances = jaccard_distances(structureless(seed, 12))
    expected = ClassicalMDS(n_components=2, metric="precomputed").fit_transform(distances)
    np.testing.assert_allclose(np.abs(map_positions(distances)), np.abs(expected), atol=1e-7)


def test_points_on_a_line_have_no_second_axis() -> None:
    line = np.array([[0.0], [1], [3], [7]])
    found = map_positions(squareform(pdist(line)))
    np.testing.assert_allclose(found[:, 0], line[:, 0] - 2.75, atol=1e-8)
    assert found[:, 1].tolist() == [0.0] * 4
    assert map_positions(np.zeros((4, 4))).tolist() == [[0.0, 0.0]] * 4
    assert map_positions(np.array([[0.0, 1], [1, 0]])).tolist() == [[0.0, 0.0]] * 2
