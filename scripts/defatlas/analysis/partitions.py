"""Three ways of parting definitions into k groups by their distances; nothing in them is drawn at random."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np
from numpy.typing import NDArray
from scipy.linalg import eigh
from scipy.sparse.linalg import eigsh
from scipy.spatial.distance import pdist, squareform

from defatlas.analysis.code_matrix import Distances
from defatlas.analysis.grouping import Labels, tree_cuts

Partitions = dict[int, Labels]
_DENSE = 600  # above it, only the leading eigenvectors are computed


def average_linkage(distances: Distances, numbers: Sequence[int]) -> Partitions:
    """Cut the average-linkage tree into each number of groups; numbers without a cut are left out (see `tree_cuts`)."""
    found = tree_cuts(distances, min(numbers), max(numbers))
    return {k: labels for labels in found if (k := len(np.unique(labels))) in set(numbers)}


def k_medoids(distances: Distances, numbers: Sequence[int]) -> Partitions:
    """Part around medoids: the first ones by BUILD (Kaufman & Rousseeuw 1990), then by turns (Park & Jun 2009).

    Each row joins its nearest medoid and each group takes the row with the smallest summed distance as medoid, until
    nothing changes. Ties go to the first row, so that the order of the rows alone decides them.
    """
    starts = _build(distances, min(max(numbers), len(distances))) if len(distances) else []
    found: Partitions = {}
    for k in numbers:
        if k <= len(starts):
            labels = _by_turns(distances, starts[:k])
            if len(np.unique(labels)) == k < len(distances):
                found[k] = labels
    return found


def _build(distances: Distances, number: int) -> list[int]:
    """Choose medoids one by one, each lowering the summed distance to the nearest medoid the most.

    Stops early when every row is at distance 0 from a medoid.
    """
    chosen = [int(distances.sum(axis=1).round(9).argmin())]
    nearest = distances[chosen[0]].copy()
    while len(chosen) < number and nearest.max() > 0:
        # in blocks, for memory
        gains = [
            np.maximum(nearest - distances[first : first + 512], 0).sum(axis=1)
            for first in range(0, len(distances), 512)
        ]
        chosen.append(int(np.concatenate(gains).round(9).argmax()))
        nearest = np.minimum(nearest, distances[chosen[-1]])
    return chosen


def _by_turns(distances: Distances, medoids: list[int], rounds: int = 50) -> Labels:
    """Move medoids until they stay; return for each row the number of its medoid."""
    labels = distances[:, medoids].round(12).argmin(axis=1)
    for _ in range(rounds):
        moved = []
        for group in range(len(medoids)):
            rows = np.flatnonzero(labels == group)
            inner = distances[np.ix_(rows, rows)].sum(axis=1).round(9)
            moved.append(int(rows[inner.argmin()]) if len(rows) else medoids[group])
        if moved == medoids:
            break
        medoids = moved
        labels = distances[:, medoids].round(12).argmin(axis=1)
    last: Labels = labels.astype(np.int64)
    return last


def spectral(distances: Distances, numbers: Sequence[int]) -> Partitions:
    """Part the leading eigenvectors of the normalised similarities (Ng, Jordan & Weiss 2002), by `k_medoids`.

    Similarity is 1 - distance, below zero cut to zero; k-medoids stands in for the k-means of the paper, which starts
    at random.
    """
    if len(distances) < 3:
        return {}
    vectors = _leading(np.maximum(1 - distances, 0), min(max(numbers), len(distances) - 1))
    found: Partitions = {}
    for k in numbers:
        if k <= vectors.shape[1]:
            rows = vectors[:, :k]
            lengths = np.linalg.norm(rows, axis=1, keepdims=True)
            unit = np.divide(rows, lengths, out=np.zeros_like(rows), where=lengths > 1e-9).round(7)
            found |= k_medoids(squareform(pdist(unit)), [k])
    return found


def _leading(similarities: NDArray[np.float64], number: int) -> NDArray[np.float64]:
    """Return the eigenvectors of the largest eigenvalues of D^-½ A D^-½, largest first; those near zero are left out.

    A keeps its diagonal of ones, so that two rows with the same similarities have the same place.
    """
    degrees = similarities.sum(axis=1)
    scale = np.divide(1, np.sqrt(degrees), out=np.zeros(len(degrees)), where=degrees > 1e-12)
    normal = similarities * scale * scale[:, None]
    n = len(normal)
    if n <= _DENSE:
        values, vectors = eigh(normal, subset_by_index=[n - number, n - 1])
    else:
        values, vectors = eigsh(normal, k=number, which="LA", v0=np.ones(n))
    leading: NDArray[np.float64] = vectors[:, values > 1e-9][:, ::-1]
    return leading


METHODS: dict[str, Callable[[Distances, Sequence[int]], Partitions]] = {
    "average linkage": average_linkage,
    "k-medoids": k_medoids,
    "spectral": spectral,
}
