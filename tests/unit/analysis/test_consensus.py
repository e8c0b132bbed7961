"""Consensus over specifications, partitions, representations and distinguishing terms, against hand and libraries."""

from __future__ import annotations

import numpy as np
import pytest
from defatlas.analysis.consensus import (
    Specification,
    agreement_with,
    chance_test,
    consensus_matrix,
    consensus_stability,
    specifications,
)
from defatlas.analysis.distinguishing_terms import distinguishing_terms, log_odds
from defatlas.analysis.grouping import leaf_order
from defatlas.analysis.partitions import METHODS, k_medoids
from defatlas.analysis.representations import (
    codes_representation,
    cosine_distances,
    latent_distances,
    vector_distances,
    weighted,
    word_matrix,
    words_of,
)
from scipy.spatial.distance import pdist, squareform
from sklearn.cluster import SpectralClustering
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.metrics import adjusted_rand_score
from sklearn.metrics.pairwise import cosine_distances as cosine_of_sklearn


def spec(representation: str, labels: list[int]) -> Specification:
    """A specification with these labels."""
    return Specification(representation, "k-medoids", len(set(labels)), np.array(labels), 0.5)


def clumps(seed: int = 0) -> tuple[np.ndarray, np.ndarray]:
    """Distances of 8, 6 and 5 points in three places, and where they belong."""
    rng = np.random.default_rng(seed)
    truth = np.repeat([0, 1, 2], [8, 6, 5])
    places = np.array([[0, 0], [1, 0], [0.2, 0.9]])[truth] + rng.normal(0, 0.06, (19, 2))
    distances = squareform(pdist(places))
    return np.minimum(distances / distances.max(), 1), truth


def test_codes_and_text_count_half_each() -> None:
    together = consensus_matrix([spec("codes", [1, 1, 2]), spec("words", [1, 2, 2]), spec("words", [1, 2, 3])])
    assert together.tolist() == [[1, 0.5, 0], [0.5, 1, 0.25], [0, 0.25, 1]]
    assert consensus_matrix([spec("codes", [1, 1]), spec("codes", [1, 2])]).tolist() == [[1, 0.5], [0.5, 1]]


@pytest.mark.parametrize("method", METHODS)
def test_every_method_finds_plain_groups(method: str) -> None:
    distances, truth = clumps()
    found = METHODS[method](distances, [2, 3, 4])
    assert adjusted_rand_score(truth, found[3]) == 1
    assert {k: len(np.unique(labels)) for k, labels in found.items()} == {2: 2, 3: 3, 4: 4}


@pytest.mark.parametrize("seed", range(4))
def test_spectral_groups_are_those_of_scikit_learn(seed: int) -> None:
    distances, _ = clumps(seed)
    theirs = SpectralClustering(3, affinity="precomputed", random_state=0).fit_predict(1 - distances)
    assert adjusted_rand_score(theirs, METHODS["spectral"](distances, [3])[3]) == 1


def test_medoids_cannot_be_bettered_by_moving_one_within_its_group() -> None:
    rng = np.random.default_rng(4)
    distances = squareform(pdist(rng.random((25, 2))))
    labels = k_medoids(distances, [4])[4]
    centres = [
        min(np.flatnonzero(labels == g), key=lambda i: distances[i, labels == labels[i]].sum()) for g in range(4)
    ]
    assert (distances[:, centres].argmin(axis=1) == labels).all()
    assert k_medoids(np.zeros((4, 4)), [2, 3]) == {}


def test_idf_weights_are_those_of_scikit_learn() -> None:
    texts = ["towns plan lamps", "lamps light towns nicely", "boats and lamps", "boats plan nothing here"]
    presence, vocabulary = word_matrix(texts)
    theirs = TfidfVectorizer(vocabulary=vocabulary, binary=True).fit_transform(texts).toarray()
    np.testing.assert_allclose(weighted(presence), theirs, atol=1e-12)
    np.testing.assert_allclose(cosine_distances(theirs), cosine_of_sklearn(theirs), atol=1e-8)
    full = latent_distances(presence, components=99)
    assert full.shape == (4, 4) and (full == full.T).all()


def test_words_leave_out_stop_words_and_numbers() -> None:
    assert words_of("The city of 2020, a well-run CITY") == ["city", "well-run", "city"]


def test_texts_without_words_are_far_from_others_and_alike() -> None:
    distances = cosine_distances(np.array([[1.0, 0], [0, 0], [0, 0]]))
    assert distances.tolist() == [[0, 1, 1], [1, 0, 0], [1, 0, 0]]
    assert vector_distances(np.eye(2))(np.array([[True, False], [False, True]])).tolist() == [[0, 2], [2, 0]]


def test_the_correction_takes_the_best_of_all_specifications_of_a_draw() -> None:
    codes = np.random.default_rng(3).random((30, 6)) < 0.4
    codes[~codes.any(axis=1), 0] = True
    made = codes_representation("codes", codes)
    found = specifications(["codes"], [made.distances(codes)], range(2, 5))
    test = chance_test([made], found, range(2, 5), 39, np.random.default_rng(1))
    observed = np.array([s.silhouette for s in found.values()])
    assert test.p_values.tolist() == [
        ((test.null[:, i] >= observed[i] - 1e-9).sum() + 1) / 40 for i in range(len(found))
    ]
    assert (test.adjusted >= test.p_values - 1e-12).all()
    assert test.by_representation == {"codes": test.adjusted.min()}


def test_agreement_is_one_with_itself() -> None:
    labels = np.array([1, 1, 2, 2])
    found = {("codes", "m", 2): spec("codes", [5, 5, 3, 3]), ("codes", "n", 2): spec("codes", [1, 2, 1, 2])}
    assert agreement_with(labels, found) == [1.0, -0.5]


def test_groups_far_apart_are_stable_and_a_split_of_one_is_not() -> None:
    distances, truth = clumps()
    clear = consensus_stability(["codes"], [distances], truth, 4, np.random.default_rng(1), 20)
    assert min(clear.values()) > 0.9
    halves = np.where(truth == 0, np.arange(19) % 2 + 5, truth)
    split = consensus_stability(["codes"], [distances], halves, 3, np.random.default_rng(1), 20)
    assert max(split[5], split[6]) < 0.7 < split[1]


def test_leaves_that_join_first_stand_beside_each_other() -> None:
    distances = squareform(pdist(np.array([[0.0], [10], [0.1], [10.1]])))
    order = leaf_order(distances)
    assert abs(order.index(0) - order.index(2)) == 1 and abs(order.index(1) - order.index(3)) == 1
    assert leaf_order(np.zeros((1, 1))) == [0]


def test_log_odds_by_hand() -> None:
    # 3 of 4 words against 1 of 4, prior of one each: ln(4/2) - ln(2/4), variance 1/4 + 1/2
    scores = log_odds(np.array([3.0, 1]), np.array([1.0, 3]), np.array([1.0, 1]))
    expected = (np.log(4 / 2) - np.log(2 / 4)) / np.sqrt(1 / 4 + 1 / 2)
    np.testing.assert_allclose(scores, [expected, -expected])


def test_terms_of_a_group_are_its_own() -> None:
    texts = ["lamps lamps town"] * 12 + ["boats boats town"] * 12
    found = distinguishing_terms(texts, np.repeat([1, 2], 12))
    assert [(term, within, of_all) for term, _, within, of_all in found[1]] == [("lamps", 12, 12)]
    assert [term for term, *_ in found[2]] == ["boats"]
    assert distinguishing_terms(texts, np.ones(24, dtype=int)) == {1: []}
