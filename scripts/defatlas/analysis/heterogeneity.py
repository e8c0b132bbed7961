"""How heterogeneous a set of coded definitions is: estimates, intervals over sources, and a null model."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from defatlas.analysis.code_matrix import CodeMatrix, Distances, Matrix, jaccard_distances

FIRST_TRADES, TRADES = 20, 10  # rounds of the curveball algorithm before the first random matrix, and between two
LARGEST = 5000  # above it, distances rest on a sample of so many definitions


class TooFewDefinitionsError(ValueError):
    """Fewer than two definitions name a dimension, so that there is no pair to compare."""


@dataclass(frozen=True)
class Heterogeneity:
    """Mean pairwise Jaccard distance of definitions, with what it rests on.

    Attributes:
        mean_distance: mean over all pairs of definitions that name a dimension, each pair once (0 alike, 1 disjoint).
        interval: 95 % percentile bootstrap interval over sources; NaN with fewer than three sources, which resampling
            cannot vary.
        null_mean, null_interval: mean and 95 % range of the same statistic over matrices with the same row and
            column totals.
        p_value: two-sided, (r + 1) / (draws + 1).
        hill_numbers: effective numbers of dimensions of order 0, 1 and 2.
        core: dimensions that at least half of the definitions name.
        core_support: dimension → share of the resamples of sources in which at least half name it; empty without an
            interval.
        mean_distance_by_family: the mean distance with each quotation family counted once.
        effective_definitions: number of quotation families.
        sampling_error: standard error of mean_distance where it rests on a sample of `LARGEST` definitions, else 0.
        shares: dimension → (number of definitions that name it, number of definitions).
        definitions, uncoded, sources, pairs: counts; `uncoded` name no dimension and are left out of pairs.
    """

    mean_distance: float
    interval: tuple[float, float]
    null_mean: float
    null_interval: tuple[float, float]
    p_value: float
    hill_numbers: tuple[float, float, float]
    core: tuple[str, ...]
    core_support: dict[str, float]
    mean_distance_by_family: float
    effective_definitions: int
    sampling_error: float
    shares: dict[str, tuple[int, int]]
    definitions: int
    uncoded: int
    sources: int
    pairs: int


def mean_pairwise(distances: Distances, weights: NDArray[np.float64] | None = None) -> NDArray[np.float64]:
    """Return the mean distance over pairs of different definitions.

    Args:
        distances: n × n, zero diagonal.
        weights: b × n, how often each definition is drawn in each of b resamples; None for one draw of each.

    Returns:
        b means: Σ wᵢwⱼdᵢⱼ / Σ wᵢwⱼ over i ≠ j, so that copies of one definition are not compared with each other.
    """
    if weights is None:
        weights = np.ones((1, len(distances)))
    pairs = weights.sum(axis=1) ** 2 - (weights**2).sum(axis=1)
    totals = np.einsum("bi,ij,bj->b", weights, distances, weights, optimize=True)
    means: NDArray[np.float64] = np.divide(totals, pairs, out=np.full(len(weights), np.nan), where=pairs > 0)
    return means


def source_weights(sources: tuple[str, ...], resamples: int, rng: np.random.Generator) -> NDArray[np.float64]:
    """Draw sources with replacement; return resamples × n weights of the definitions that stand in them.

    Sources are numbered as they first appear, so that their names have no part in what is drawn.
    """
    which, names = pd.factorize(np.array(sources, dtype=object))
    counts = rng.multinomial(len(names), np.full(len(names), 1 / len(names)), size=resamples)
    weights: NDArray[np.float64] = counts[:, which].astype(float)
    return weights


def hill_numbers(counts: NDArray[np.int64]) -> tuple[float, float, float]:
    """Return the Hill numbers of order 0, 1 and 2 of dimension counts (Hill 1973; Jost 2006).

    ⁰D is the number of dimensions named, ¹D the exponential of Shannon entropy, ²D the inverse Simpson concentration.
    """
    shares = counts[counts > 0] / counts.sum() if counts.sum() else np.array([])
    if not len(shares):
        return 0.0, 0.0, 0.0
    return float(len(shares)), float(np.exp(-(shares * np.log(shares)).sum())), float(1 / (shares**2).sum())


def trade(codes: Matrix, rounds: int, rng: np.random.Generator) -> None:
    """Make rounds of curveball trades in place.

    In each round the rows are paired at random (with an odd number, one sits out), and each pair deals anew the
    dimensions that only one of the two has, so that each keeps its number (global curveball: Carstens, Berger & Strona
    2018).
    """
    half = len(codes) // 2
    for _ in range(rounds):
        paired = rng.permutation(len(codes))
        first, second = paired[:half], paired[half : 2 * half]
        differ = codes[first] != codes[second]
        kept = (codes[first] & differ).sum(axis=1, keepdims=True)
        places = np.where(differ, rng.random(differ.shape), np.inf).argsort(axis=1).argsort(axis=1)
        dealt = differ & (places < kept)
        codes[second] = np.where(differ, ~dealt, codes[second])
        codes[first] = np.where(differ, dealt, codes[first])


def null_matrices(codes: Matrix, draws: int, rng: np.random.Generator) -> Iterator[Matrix]:
    """Yield random matrices with the row and column totals of `codes`, by the curveball algorithm (Strona et al. 2014).

    One chain: twenty rounds of trades before the first matrix and ten between matrices; with two, successive ones were
    so alike that the p-values of two seeds differed by twice.
    """
    chain = codes.copy()
    trade(chain, FIRST_TRADES, rng)
    for _ in range(draws):
        trade(chain, TRADES, rng)
        yield chain.copy()


def sampling_error(distances: Distances, population: int) -> float:
    """Return the standard error of the mean pairwise distance of a sample of `population` definitions.

    2 s / √n · √(1 - n / N), with s the standard deviation of the n definitions' mean distances (Hoeffding 1948).
    """
    n = len(distances)
    means = distances.sum(axis=1) / (n - 1)
    return float(2 * means.std(ddof=1) / np.sqrt(n) * np.sqrt(1 - n / population))


def between_families(distances: Distances, families: Sequence[str]) -> float:
    """Return the mean distance of two families, each the mean over their definitions; NaN with fewer than two."""
    which, names = pd.factorize(np.array(families, dtype=object))
    if len(names) < 2:
        return float("nan")
    weights = 1 / np.bincount(which)[which]
    apart = which[:, None] != which
    total = np.einsum("i,ij,j->", weights, distances * apart, weights)
    return float(total / (len(names) * (len(names) - 1)))


def core_support(matrix: CodeMatrix, weights: NDArray[np.float64]) -> dict[str, float]:
    """Return how often at least half of the definitions name a dimension, over resamples (rows of weights)."""
    totals = weights.sum(axis=1, keepdims=True)
    inside = (2 * (weights @ matrix.codes) >= totals) & (totals > 0)
    return dict(zip(matrix.dimensions, inside.mean(axis=0).tolist(), strict=True))


def measure(
    matrix: CodeMatrix, bootstrap: int, null_draws: int, seed: int, families: Mapping[str, str] | None = None
) -> Heterogeneity:
    """Measure the heterogeneity of definitions on one framework.

    Args:
        matrix: their codes.
        bootstrap: resamples of sources.
        null_draws: matrices with the same totals.
        seed: of both.
        families: quotation family of each definition; None for one each.

    Raises:
        TooFewDefinitionsError: when fewer than two definitions name a dimension.
    """
    named = matrix.named
    n = len(named.codes)
    if n < 2:
        raise TooFewDefinitionsError(f"{n} of {len(matrix.codes)} definitions name a dimension; two are needed")
    rng = np.random.default_rng(seed)
    whole, error = named, 0.0
    if n > LARGEST:
        named = named.at(np.sort(rng.choice(n, LARGEST, replace=False)))
    distances = jaccard_distances(named.codes)
    if n > LARGEST:
        error = sampling_error(distances, n)
    observed = float(mean_pairwise(distances)[0])
    low = high = float("nan")
    support: dict[str, float] = {}
    of = families or {}
    if len(set(named.sources)) > 2:
        drawn = mean_pairwise(distances, source_weights(named.sources, bootstrap, rng))
        low, high = (float(end) for end in np.nanpercentile(drawn, [2.5, 97.5]))
        support = core_support(matrix, source_weights(matrix.sources, bootstrap, np.random.default_rng(seed)))
    null = np.array([mean_pairwise(jaccard_distances(m))[0] for m in null_matrices(named.codes, null_draws, rng)])
    extreme = int((np.abs(null - null.mean()) >= abs(observed - null.mean()) - 1e-12).sum())
    counts = whole.codes.sum(axis=0)
    return Heterogeneity(
        mean_distance=observed,
        interval=(low, high),
        null_mean=float(null.mean()),
        null_interval=(float(np.percentile(null, 2.5)), float(np.percentile(null, 97.5))),
        p_value=(extreme + 1) / (null_draws + 1),
        hill_numbers=hill_numbers(counts),
        core=tuple(
            d for d, c in zip(named.dimensions, matrix.codes.sum(axis=0), strict=True) if 2 * c >= len(matrix.codes)
        ),
        core_support=support,
        mean_distance_by_family=between_families(distances, [of.get(i, i) for i in named.definition_ids]),
        effective_definitions=len({of.get(i, i) for i in matrix.definition_ids}),
        sampling_error=error,
        shares={d: (int(c), len(matrix.codes)) for d, c in zip(named.dimensions, counts, strict=True)},
        definitions=len(matrix.codes),
        uncoded=len(matrix.codes) - n,
        sources=len(set(matrix.sources)),
        pairs=n * (n - 1) // 2,
    )
