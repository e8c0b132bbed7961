"""Groups of definitions: average linkage on Jaccard distances, their stability, and whether there are any."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.cluster.hierarchy import fcluster, linkage
from scipy.spatial.distance import squareform
from sklearn.manifold import ClassicalMDS
from sklearn.metrics import silhouette_score

from defatlas.analysis.code_matrix import CodeMatrix, Distances, jaccard_distances
from defatlas.analysis.heterogeneity import null_matrices

Labels = NDArray[np.int64]


@dataclass(frozen=True)
class Grouping:
    """Groups of the rows of a code matrix.

    Attributes:
        labels: n group numbers from 1 by falling size; all 1 when there are too few definitions to group.
        silhouette: mean silhouette width of the chosen number of groups (NaN when not grouped).
        null_silhouettes: the same for matrices with equal row and column totals, each at its own best number of groups.
        p_value: share of null silhouettes at least as large, (r + 1) / (draws + 1).
        stability: group number → mean Jaccard similarity to its best match in bootstrap resamples (Hennig 2007).
    """

    labels: Labels
    silhouette: float
    null_silhouettes: NDArray[np.float64]
    p_value: float
    stability: dict[int, float]


def _by_size(labels: NDArray[np.int64]) -> Labels:
    """Number groups from 1 by falling size, ties by first row."""
    names, first, counts = np.unique(labels, return_index=True, return_counts=True)
    order = sorted(range(len(names)), key=lambda i: (-counts[i], first[i]))
    number = {names[i]: place for place, i in enumerate(order, start=1)}
    return np.array([number[label] for label in labels], dtype=np.int64)


def best_partition(distances: Distances, smallest: int, largest: int) -> tuple[Labels, float]:
    """Cut the average-linkage tree at the number of groups with the largest mean silhouette width.

    Returns:
        Labels, and the silhouette width; all ones and NaN when no cut gives at least two groups.
    """
    n = len(distances)
    best, best_width = np.ones(n, dtype=np.int64), float("nan")
    if n < 3:
        return best, best_width
    tree = linkage(squareform(distances, checks=False), method="average")
    for k in range(smallest, min(largest, n - 1) + 1):
        labels = fcluster(tree, k, criterion="maxclust")
        if len(np.unique(labels)) < 2:
            continue
        width = float(silhouette_score(distances, labels, metric="precomputed"))
        if not best_width >= width:
            best, best_width = labels.astype(np.int64), width
    return _by_size(best), best_width


def group_stability(
    distances: Distances, labels: Labels, resamples: int, rng: np.random.Generator
) -> dict[int, float]:
    """Return each group's mean best Jaccard similarity over bootstrap resamples cut into as many groups."""
    k = len(np.unique(labels))
    totals = dict.fromkeys(map(int, np.unique(labels)), 0.0)
    counted = dict.fromkeys(totals, 0)
    for _ in range(resamples):
        rows = np.unique(rng.integers(0, len(labels), size=len(labels)))
        if len(rows) <= k:
            continue
        tree = linkage(squareform(distances[np.ix_(rows, rows)], checks=False), method="average")
        again = fcluster(tree, k, criterion="maxclust")
        for group in totals:
            original = labels[rows] == group
            if original.any():
                totals[group] += max(
                    float((original & (again == other)).sum() / (original | (again == other)).sum())
                    for other in np.unique(again)
                )
                counted[group] += 1
    return {group: totals[group] / counted[group] if counted[group] else float("nan") for group in totals}


def group_definitions(
    matrix: CodeMatrix, smallest: int, largest: int, null_draws: int, seed: int, resamples: int = 100
) -> Grouping:
    """Group the definitions of a matrix (rows that name a dimension; see `CodeMatrix.named`)."""
    rng = np.random.default_rng(seed)
    distances = jaccard_distances(matrix.codes)
    labels, width = best_partition(distances, smallest, largest)
    if np.isnan(width):
        return Grouping(labels, width, np.array([]), 1.0, {})
    null = np.array(
        [
            best_partition(jaccard_distances(null), smallest, largest)[1]
            for null in null_matrices(matrix.codes, null_draws, rng)
        ]
    )
    at_least = int((null >= width - 1e-12).sum())
    return Grouping(
        labels, width, null, (at_least + 1) / (null_draws + 1), group_stability(distances, labels, resamples, rng)
    )


def medoids(distances: Distances, labels: Labels) -> NDArray[np.bool_]:
    """Mark in each group the row with the smallest summed distance to its group, the first on a tie."""
    marked = np.zeros(len(labels), dtype=bool)
    for group in np.unique(labels):
        rows = np.flatnonzero(labels == group)
        marked[rows[np.argmin(distances[np.ix_(rows, rows)].sum(axis=1).round(12))]] = True
    return marked


def group_label(matrix: CodeMatrix, labels: Labels, group: int, names: dict[str, str]) -> str:
    """Name a group by the (at most three) dimensions that it names more often than the other definitions do."""
    inside = matrix.codes[labels == group].mean(axis=0)
    outside = matrix.codes[labels != group].mean(axis=0) if (labels != group).any() else np.zeros_like(inside)
    order = np.argsort(-(inside - outside).round(12), kind="stable")
    chosen = [i for i in order if inside[i] - outside[i] > 0.1 and inside[i] >= 0.5][:3]
    return " + ".join(names[matrix.dimensions[i]] for i in chosen) or "mixed"


def map_positions(distances: Distances) -> NDArray[np.float64]:
    """Return n × 2 positions by classical scaling (Torgerson 1952), each axis with its largest entry positive."""
    if len(distances) < 3:
        return np.zeros((len(distances), 2))
    positions = ClassicalMDS(n_components=2, metric="precomputed").fit_transform(distances)
    signs = np.sign(positions[np.abs(positions).round(9).argmax(axis=0), [0, 1]])
    scaled: NDArray[np.float64] = np.round(positions * np.where(signs == 0, 1, signs), 9)
    return scaled + 0.0
