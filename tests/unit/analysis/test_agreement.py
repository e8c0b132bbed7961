"""Agreement coefficients: published worked examples, nltk, scikit-learn, and the paradox of kappa."""

from __future__ import annotations

import math

import numpy as np
import pytest
from defatlas.analysis.agreement import cohen_kappa, compare, nominal_alpha
from hypothesis import given, settings
from hypothesis import strategies as st
from nltk.metrics.agreement import AnnotationTask
from sklearn.metrics import cohen_kappa_score


def coded(both: int, first: int, second: int, neither: int) -> tuple[np.ndarray, np.ndarray]:
    """Two codings with these counts of a fourfold table."""
    cells = [(True, True)] * both + [(True, False)] * first + [(False, True)] * second + [(False, False)] * neither
    return np.array([a for a, _ in cells]), np.array([b for _, b in cells])


@pytest.mark.parametrize(
    ("cells", "observed", "kappa"),
    [((40, 9, 6, 45), 0.85, 0.70), ((80, 10, 5, 5), 0.85, 0.32), ((20, 5, 10, 15), 0.70, 0.40)],
)
def test_kappa_and_its_paradox_as_published(cells: tuple[int, int, int, int], observed: float, kappa: float) -> None:
    # the first two: Feinstein & Cicchetti (1990), equal agreement and unequal kappa, since prevalence differs
    found = compare(*coded(*cells), ["s"] * sum(cells), 100, 1)
    assert found.agreed / found.units == observed
    assert round(found.kappa, 2) == kappa
    assert all(map(math.isnan, found.kappa_interval))  # one source


def test_alpha_of_krippendorffs_examples() -> None:
    meg = np.array([0, 1, 0, 0, 0, 0, 0, 0, 1, 0], dtype=bool)
    owen = np.array([1, 1, 1, 0, 0, 1, 0, 0, 0, 0], dtype=bool)
    assert round(compare(meg, owen, ["s"] * 10, 100, 1).alpha, 3) == 0.095
    values = [
        [1, 2, 3, 3, 2, 1, 4, 1, 2, 0, 0, 0],
        [1, 2, 3, 3, 2, 2, 4, 1, 2, 5, 0, 3],
        [0, 3, 3, 3, 2, 3, 4, 2, 2, 5, 1, 0],
        [1, 2, 3, 3, 2, 4, 4, 1, 2, 5, 1, 0],
    ]  # four observers, twelve units, 0 for not coded
    counts = np.array([[column.count(c) for c in range(1, 6)] for column in zip(*values, strict=True)], dtype=float)
    assert round(float(nominal_alpha(counts)[0]), 3) == 0.743


@settings(deadline=None, max_examples=60)
@given(st.lists(st.tuples(st.booleans(), st.booleans()), min_size=2, max_size=30), st.integers(0, 99))
def test_both_coefficients_are_those_of_the_libraries(pairs: list[tuple[bool, bool]], seed: int) -> None:
    first, second = np.array(pairs).T
    weights = np.random.default_rng(seed).integers(1, 4, (1, len(pairs)))
    repeated = [np.repeat(values, weights[0]) for values in (first, second)]
    found = compare(first, second, [str(i) for i in range(len(pairs))], 100, seed)
    if len(set(first.tolist()) | set(second.tolist())) < 2:
        assert math.isnan(found.kappa) and math.isnan(found.alpha)
        return
    assert found.kappa == pytest.approx(cohen_kappa_score(first, second))
    assert cohen_kappa(first, second, weights)[0] == pytest.approx(cohen_kappa_score(*repeated))
    for values, alpha in (
        ([first, second], found.alpha),
        (repeated, nominal_alpha(np.column_stack([~first * 1.0 + ~second, first * 1.0 + second]), weights)[0]),
    ):
        rows = [(coder, str(unit), str(v)) for coder in (0, 1) for unit, v in enumerate(values[coder].tolist())]
        assert alpha == pytest.approx(AnnotationTask(rows).alpha())


def test_intervals_come_from_resampling_sources() -> None:
    first, second = coded(14, 3, 4, 12)
    found = compare(first, second, [str(i) for i in range(33)], 2000, 1)
    assert found.kappa_interval[0] < found.kappa < found.kappa_interval[1]
    assert found.alpha_interval[0] < found.alpha < found.alpha_interval[1]
    error = 1.96 * 0.142  # asymptotic standard error of kappa, Fleiss, Cohen & Everitt (1969), by statsmodels
    assert found.kappa_interval == pytest.approx((found.kappa - error, found.kappa + error), abs=0.08)
    clustered = compare(first, second, [str(i // 11) for i in range(33)], 2000, 1)
    assert clustered.kappa == found.kappa and clustered.kappa_interval != found.kappa_interval


def test_no_unit_gives_no_value() -> None:
    found = compare(np.array([], dtype=bool), np.array([], dtype=bool), [], 100, 1)
    assert (found.units, found.agreed) == (0, 0) and math.isnan(found.kappa) and math.isnan(found.alpha)


def test_kappa_of_more_than_two_values() -> None:
    first, second = np.array(list("aaabbc")), np.array(list("aacbca"))
    assert cohen_kappa(first, second)[0] == pytest.approx(cohen_kappa_score(first, second))
    # by hand: observed 5/6; by chance (3·3 + 2·1 + 1·2) / 36 = 13/36
    assert cohen_kappa(np.array(list("aaabbc")), np.array(list("aaabcc")))[0] == pytest.approx((30 - 13) / (36 - 13))
