"""Partitions of definitions: the average-linkage tree, its best cut, and what describes a group."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray
from scipy.cluster.hierarchy import cophenet, leaves_list, linkage
from scipy.spatial.distance import squareform

from defatlas.analysis.code_matrix import CodeMatrix, Distances

Labels = NDArray[np.int64]


def _by_size(labels: NDArray[np.int64]) -> Labels:
    """Number groups from 1 by falling size, ties by first row."""
    names, first, counts = np.unique(labels, return_index=True, return_counts=True)
    order = sorted(range(len(names)), key=lambda i: (-counts[i], first[i]))
    number = {names[i]: place for place, i in enumerate(order, start=1)}
    return np.array([number[label] for label in labels], dtype=np.int64)


def silhouette_width(distances: Distances, labels: NDArray[np.int64]) -> float:
    """Return the mean silhouette width of a partition into at least two groups (Rousseeuw 1987).

    s = (b - a) / max(a, b), with a the mean distance to the rest of a row's own group and b that to the nearest other
    group; 0 for a row that is alone in its group.
    """
    names, own, sizes = np.unique(labels, return_inverse=True, return_counts=True)
    rows = np.arange(len(labels))
    totals = distances @ (own[:, None] == np.arange(len(names)))
    within = totals[rows, own] / np.maximum(sizes[own] - 1, 1)
    means = totals / sizes
    means[rows, own] = np.inf
    nearest = means.min(axis=1)
    larger = np.maximum(within, nearest)
    widths = np.divide(nearest - within, larger, out=np.zeros(len(labels)), where=larger > 0)
    return float(widths[sizes[own] > 1].sum() / len(labels))


def tree_cuts(distances: Distances, smallest: int, largest: int) -> list[Labels]:
    """Cut the average-linkage tree at every height that gives `smallest` to `largest` groups, highest cut first.

    Rows that the tree joins at equal heights are never separated, so a number of groups may have no cut. The label of
    a row is the number of the first row in its group.
    """
    n = len(distances)
    if n < 3:
        return []
    joined = squareform(cophenet(linkage(squareform(distances, checks=False), method="average")).round(12))
    heights = np.unique(joined)[::-1]
    cuts = ((joined <= height).argmax(axis=1) for height in heights[1 : largest + 1])
    return [labels for labels in cuts if smallest <= len(np.unique(labels)) <= min(largest, n - 1)]


def leaf_order(distances: Distances) -> list[int]:
    """Return the rows in the order of the average-linkage dendrogram."""
    if len(distances) < 2:
        return list(range(len(distances)))
    return [int(row) for row in leaves_list(linkage(squareform(distances, checks=False), method="average"))]


def best_partition(distances: Distances, smallest: int, largest: int) -> tuple[Labels, float]:
    """Cut the average-linkage tree at the number of groups with the largest mean silhouette width, the fewest on a tie.

    Returns:
        Labels, and the silhouette width; all ones and NaN when no cut gives at least two groups.
    """
    best, best_width = np.ones(len(distances), dtype=np.int64), float("nan")
    for labels in tree_cuts(distances, smallest, largest):
        width = round(silhouette_width(distances, labels), 12)
        if not best_width >= width:
            best, best_width = labels, width
    return _by_size(best), best_width


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
    squared = distances**2
    doubly_centred = -0.5 * (squared - squared.mean(axis=0) - squared.mean(axis=1)[:, None] + squared.mean())
    values, vectors = np.linalg.eigh(doubly_centred)
    positive = np.where(values[:-3:-1] > 1e-9 * values[-1], values[:-3:-1], 0)  # what is left of zero is rounding
    positions = vectors[:, :-3:-1] * np.sqrt(positive)
    signs = np.sign(positions[np.abs(positions).round(9).argmax(axis=0), [0, 1]])
    scaled: NDArray[np.float64] = np.round(positions * np.where(signs == 0, 1, signs), 9)
    return scaled + 0.0
