"""How well one definition stands for all others: its mean distance to them, and what of the consensus core it names."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.spatial.distance import cdist

from defatlas.analysis.code_matrix import CodeMatrix

_ROWS_AT_ONCE = 512


@dataclass(frozen=True)
class Centrality:
    """Each of n definitions as a summary of the others.

    Attributes:
        mean_distance: mean Jaccard distance to the other definitions that name a dimension; 1 for one that names none.
        rank: 1 for the smallest mean distance; equal ones share the best rank.
        percentile: share of the definitions with a smaller or equal mean distance, itself included, in percent.
        core: dimensions that at least half of the definitions name.
        core_named: how many of them the definition names.
    """

    mean_distance: NDArray[np.float64]
    rank: NDArray[np.int64]
    percentile: NDArray[np.float64]
    core: tuple[str, ...]
    core_named: NDArray[np.int64]


def centrality(matrix: CodeMatrix) -> Centrality:
    """Rank definitions as summaries of the corpus; the medoid has rank 1."""
    codes = matrix.codes
    named = codes.any(axis=1)
    others = codes[named]
    sums = np.zeros(len(codes))
    for first in range(0, len(codes), _ROWS_AT_ONCE):
        part = codes[first : first + _ROWS_AT_ONCE]
        sums[first : first + len(part)] = cdist(part, others, metric="jaccard").sum(axis=1) if len(others) else 0
    count = len(others) - named  # a definition is not compared with itself
    mean = np.divide(sums, count, out=np.full(len(codes), np.nan), where=count > 0).round(12)
    rank = np.array([1 + int((mean < value).sum()) for value in mean], dtype=np.int64)
    below = np.array([(mean <= value).mean() * 100 if not np.isnan(value) else np.nan for value in mean])
    in_core = 2 * codes.sum(axis=0) >= max(len(codes), 1)
    core = tuple(d for d, inside in zip(matrix.dimensions, in_core, strict=True) if inside)
    return Centrality(mean, rank, below, core, codes[:, in_core].sum(axis=1))
