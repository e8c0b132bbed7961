"""Groups of definitions that do not hang on one choice: a consensus over representations, methods, group numbers.

Each combination of a representation, a method and a number of groups is a *specification*. The consensus matrix counts
how often two definitions share a group (Monti et al. 2003); the test against chance looks at all specifications.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from sklearn.metrics import adjusted_rand_score

from defatlas.analysis.code_matrix import Distances
from defatlas.analysis.grouping import Labels, best_partition, silhouette_width, tree_cuts
from defatlas.analysis.heterogeneity import FIRST_TRADES, TRADES, trade
from defatlas.analysis.partitions import METHODS
from defatlas.analysis.representations import Representation

CODES = "codes"  # the representation that the verdict rests on
RESAMPLES = 50


@dataclass(frozen=True)
class Specification:
    """One way of grouping, and what came of it.

    Attributes:
        representation, method, groups: the choices.
        labels: n group numbers.
        silhouette: mean silhouette width in the distances of the representation.
    """

    representation: str
    method: str
    groups: int
    labels: Labels
    silhouette: float


@dataclass(frozen=True)
class ChanceTest:
    """Silhouettes of all specifications against those of random matrices with the same row and column totals.

    Attributes:
        null: draws × specifications; 0 where a random matrix has no such partition.
        p_values: one-sided for each specification by itself, (r + 1) / (draws + 1).
        adjusted: corrected for the number of specifications by the largest standardised silhouette of each draw
            (step one of Westfall & Young 1993), within each representation.
        by_representation: the smallest of `adjusted` of each representation: is any of its specifications better than
            chance would make the best of them?
    """

    null: NDArray[np.float64]
    p_values: NDArray[np.float64]
    adjusted: NDArray[np.float64]
    by_representation: dict[str, float]


def specifications(
    names: Sequence[str], distances: Sequence[Distances], numbers: Sequence[int]
) -> dict[tuple[str, str, int], Specification]:
    """Return every specification that exists, by representation, method and number of groups."""
    found = {}
    for name, matrix in zip(names, distances, strict=True):
        for method, partitions in METHODS.items():
            for k, labels in partitions(matrix, numbers).items():
                width = round(silhouette_width(matrix, labels), 9)
                found[name, method, k] = Specification(name, method, k, labels, width)
    return found


def consensus_matrix(found: Sequence[Specification]) -> NDArray[np.float64]:
    """Return n × n the share of specifications that put two rows into one group; 1 for a row with itself.

    Codes and text count half each, however many specifications there are of either.
    """
    coded = [specification.representation == CODES for specification in found]
    together = np.zeros((len(found[0].labels), len(found[0].labels)))
    for specification, of_codes in zip(found, coded, strict=True):
        same = specification.labels[:, None] == specification.labels
        together += same / (coded.count(of_codes) * len(set(coded)))
    return np.minimum(together.round(9), 1)


def chance_test(
    representations: Sequence[Representation],
    found: dict[tuple[str, str, int], Specification],
    numbers: Sequence[int],
    draws: int,
    rng: np.random.Generator,
) -> ChanceTest:
    """Test specifications against null matrices, one chain of the curveball algorithm for each representation.

    Standardising takes the observed value into the pool of draws, so that the observed matrix and the drawn ones are
    treated alike.
    """
    keys = list(found)
    chains = [representation.presence.copy() for representation in representations]
    names = [representation.name for representation in representations]
    null = np.zeros((draws, len(keys)))
    for chain in chains:
        trade(chain, FIRST_TRADES, rng)
    for draw in range(draws):
        for chain in chains:
            trade(chain, TRADES, rng)
        drawn = specifications(names, [r.distances(c) for r, c in zip(representations, chains, strict=True)], numbers)
        null[draw] = [drawn[key].silhouette if key in drawn else 0.0 for key in keys]
    observed = np.array([found[key].silhouette for key in keys])
    pool = np.vstack([observed, null])
    spread = pool.std(axis=0)
    scores = np.divide(pool - pool.mean(axis=0), spread, out=np.zeros_like(pool), where=spread > 1e-12).round(9)
    adjusted = np.ones(len(keys))
    for name in names:
        own = np.array([key[0] == name for key in keys], dtype=bool)
        if own.any():
            adjusted[own] = _share_above(scores[0, own], scores[1:, own].max(axis=1, keepdims=True))
    smallest = {name: min(p for p, key in zip(adjusted, keys, strict=True) if key[0] == name) for name, _, _ in keys}
    return ChanceTest(null, _share_above(pool[0], pool[1:]), adjusted, {n: float(p) for n, p in smallest.items()})


def _share_above(observed: NDArray[np.float64], drawn: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return (r + 1) / (draws + 1), with r the number of draws at least as large as each observed value."""
    shares: NDArray[np.float64] = ((drawn >= observed - 1e-9).sum(axis=0) + 1) / (len(drawn) + 1)
    return shares


def consensus_partition(
    names: Sequence[str], distances: Sequence[Distances], smallest: int, largest: int
) -> tuple[dict[tuple[str, str, int], Specification], NDArray[np.float64], Labels]:
    """Return all specifications, their consensus matrix, and its partition.

    The partition is the average-linkage cut of 1 - consensus with the largest silhouette width; all ones when no
    specification exists.
    """
    found = specifications(names, distances, range(smallest, largest + 1))
    n = len(distances[0])
    if not found:
        return found, np.ones((n, n)), np.ones(n, dtype=np.int64)
    together = consensus_matrix(list(found.values()))
    return found, together, best_partition((1 - together).round(12), smallest, largest)[0]


def consensus_stability(
    names: Sequence[str],
    distances: Sequence[Distances],
    labels: Labels,
    largest: int,
    rng: np.random.Generator,
    resamples: int = RESAMPLES,
) -> dict[int, float]:
    """Return each group's mean best Jaccard similarity over bootstrap resamples (Hennig 2007).

    The whole consensus is redone, with the distances as they are. NaN for a group that no resample could test.
    """
    groups = np.unique(labels)
    similar: dict[int, list[float]] = {int(group): [] for group in groups}
    for _ in range(resamples if len(groups) > 1 else 0):
        rows = np.unique(rng.integers(0, len(labels), size=len(labels)))
        inner = [matrix[np.ix_(rows, rows)] for matrix in distances]
        found = specifications(names, inner, range(2, largest + 1))
        if not found:
            continue
        together = consensus_matrix(list(found.values()))
        cuts = tree_cuts((1 - together).round(12), 2, len(groups))
        for group in groups[np.isin(groups, labels[rows])] if cuts else []:
            before = labels[rows] == group
            after = [cuts[-1] == other for other in np.unique(cuts[-1])]
            similar[int(group)].append(max(float((before & a).sum() / (before | a).sum()) for a in after))
    return {group: float(np.mean(values)) if values else float("nan") for group, values in similar.items()}


def agreement_with(labels: Labels, found: dict[tuple[str, str, int], Specification]) -> list[float]:
    """Return the adjusted Rand index (Hubert & Arabie 1985) of each specification with a partition."""
    return [round(float(adjusted_rand_score(labels, s.labels)), 9) for s in found.values()]
