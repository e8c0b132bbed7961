"""Which dimensions the same definitions name, against what chance gives with the same totals."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import combinations

import numpy as np
from numpy.typing import NDArray

from defatlas.analysis.code_matrix import CodeMatrix, Matrix
from defatlas.analysis.difference import adjusted
from defatlas.analysis.heterogeneity import null_matrices, source_weights

_AT_ONCE = 256  # resamples, for memory


@dataclass(frozen=True)
class Pair:
    """Two dimensions of a framework, the first before the second in the codebook.

    Attributes:
        first, second: the dimensions.
        named: definitions that name each.
        together: definitions that name both.
        expected: mean number that name both over random matrices with the same row and column totals.
        phi: correlation of naming the one and naming the other; NaN where all or none name one of them.
        interval: 95 % percentile bootstrap interval of phi over sources; NaN with fewer than three sources.
        p_value: two-sided, (r + 1) / (draws + 1), of `together` against these matrices.
        p_adjusted: the same after Benjamini & Hochberg (1995) over all pairs that chance could vary.
    """

    first: str
    second: str
    named: tuple[int, int]
    together: int
    expected: float
    phi: float
    interval: tuple[float, float]
    p_value: float
    p_adjusted: float


def counts_together(codes: Matrix, weights: NDArray[np.float64] | None = None) -> NDArray[np.float64]:
    """Return for each row of weights (or once) how many rows of a 0/1 matrix have both columns: b × m × m."""
    drawn = np.ones((1, len(codes))) if weights is None else weights
    values = codes.astype(float)
    return np.stack([(values * row[:, None]).T @ values for row in drawn])


def phi(together: NDArray[np.float64], totals: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return the phi coefficients of all pairs: (n n_ij - n_i n_j) / √(n_i (n - n_i) n_j (n - n_j)) (Yule 1912).

    Args:
        together: b × m × m, the diagonal holding how many have each.
        totals: b, of how many.
    """
    single = np.diagonal(together, axis1=1, axis2=2)
    n = totals[:, None, None]
    spread = single * (totals[:, None] - single)
    product = spread[:, :, None] * spread[:, None, :]
    above = n * together - single[:, :, None] * single[:, None, :]
    found: NDArray[np.float64] = np.divide(
        above, np.sqrt(product), out=np.full(together.shape, np.nan), where=product > 0
    )
    return found


def _intervals(matrix: CodeMatrix, resamples: int, seed: int) -> NDArray[np.float64]:
    """Return 2 × m × m: the 2.5th and 97.5th percentile of phi over resamples of sources."""
    m = len(matrix.dimensions)
    if len(set(matrix.sources)) < 3:
        return np.full((2, m, m), np.nan)
    weights = source_weights(matrix.sources, resamples, np.random.default_rng(seed))
    drawn = []
    for first in range(0, len(weights), _AT_ONCE):
        part = weights[first : first + _AT_ONCE]
        drawn.append(phi(counts_together(matrix.codes, part), part.sum(axis=1)))
    values = np.concatenate(drawn)
    values[:, np.isnan(values).all(axis=0)] = 0  # never shown: phi itself is NaN there
    ends: NDArray[np.float64] = np.nanpercentile(values, [2.5, 97.5], axis=0)
    return ends


def co_occurrence(matrix: CodeMatrix, bootstrap: int, draws: int, seed: int) -> list[Pair]:
    """Measure every pair of dimensions.

    A definition that names more dimensions has more pairs, and dimensions that most name often meet: so chance is
    what random matrices with the same row and column totals give (Gotelli 2000; Strona et al. 2014), not independence.

    Args:
        matrix: codes of the definitions; those that name nothing count in phi.
        bootstrap: resamples of sources.
        draws: random matrices.
        seed: of both.
    """
    codes = matrix.codes
    if not len(codes):
        return []
    together = counts_together(codes)
    coefficient = phi(together, np.array([float(len(codes))]))[0]
    low, high = _intervals(matrix, bootstrap, seed)
    named = matrix.named.codes
    null = np.concatenate(
        [counts_together(drawn) for drawn in null_matrices(named, draws, np.random.default_rng(seed))]
    )
    mean = null.mean(axis=0)
    extreme = (np.abs(null - mean) >= np.abs(together - mean) - 1e-9).sum(axis=0)
    pairs = list(combinations(range(len(matrix.dimensions)), 2))
    fixed = (null == null[0]).all(axis=0)  # chance can give nothing else: nothing is tested
    values = [float("nan") if fixed[i, j] else float((extreme[i, j] + 1) / (draws + 1)) for i, j in pairs]
    return [
        Pair(
            matrix.dimensions[i],
            matrix.dimensions[j],
            (int(together[0, i, i]), int(together[0, j, j])),
            int(together[0, i, j]),
            float(mean[i, j]),
            float(coefficient[i, j]),
            (float("nan"), float("nan")) if np.isnan(coefficient[i, j]) else (float(low[i, j]), float(high[i, j])),
            p,
            q,
        )
        for (i, j), p, q in zip(pairs, values, adjusted(values), strict=True)
    ]
