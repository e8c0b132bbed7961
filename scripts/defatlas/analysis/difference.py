"""Do groups of definitions differ in what they name? Permutation tests that move sources, not definitions."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.typing import NDArray
from scipy.stats import false_discovery_control, kendalltau, rankdata

from defatlas.analysis.code_matrix import Distances, Matrix, jaccard_distances

Groups = NDArray[np.int64]
_AT_ONCE = 256  # permutations, for memory
LARGEST = 5000  # above it, the distances of a sample of so many definitions are tested


@dataclass(frozen=True)
class Difference:
    """Outcome of a test of one dimension, or of all at once.

    Attributes:
        statistic: pseudo-F of all dimensions, or chi-square of one.
        effect: ω² of the distances explained (never below -1), or Cramér's V.
        p_value: (r + 1) / (permutations + 1).
    """

    statistic: float
    effect: float
    p_value: float


def permuted_groups(
    groups: Groups, sources: Sequence[str], permutations: int, rng: np.random.Generator
) -> NDArray[np.int64]:
    """Return permutations × n group numbers, moved among sources.

    Where every source has one group, the groups of sources are shuffled. Where sources hold definitions of several
    groups, whole rows of groups are exchanged among sources with equally many definitions (whole-block exchange,
    Winkler et al. 2015) and shuffled within.
    """
    which, names = pd.factorize(np.array(sources, dtype=object))
    order = np.argsort(which, kind="stable")
    blocks = np.split(order, np.cumsum(np.bincount(which, minlength=len(names)))[:-1]) if len(names) else []
    drawn = np.empty((permutations, len(groups)), dtype=np.int64)
    if all(len(set(groups[block].tolist())) == 1 for block in blocks):
        of_source = np.array([groups[block[0]] for block in blocks], dtype=np.int64)
        for row in drawn:
            row[:] = rng.permutation(of_source)[which]
        return drawn
    sizes: dict[int, list[NDArray[np.int64]]] = {}
    for block in blocks:
        sizes.setdefault(len(block), []).append(block)
    for row in drawn:
        for alike in sizes.values():
            for to, origin in enumerate(rng.permutation(len(alike))):
                row[alike[to]] = rng.permutation(groups[alike[origin]])
    return drawn


def pseudo_f(distances: Distances, drawn: NDArray[np.int64], number: int) -> NDArray[np.float64]:
    """Return the pseudo-F ratio of each row of group numbers 0 … number - 1 (PERMANOVA, Anderson 2001).

    F = (SS_A / (a - 1)) / (SS_W / (n - a)), SS_T = Σ d² / n over pairs, SS_W = Σ over groups of Σ d² / n_g.
    """
    n = drawn.shape[1]
    squared = distances**2
    total = squared.sum() / 2 / n
    within = np.zeros(len(drawn))
    for group in range(number):
        member = (drawn == group).astype(float)
        size = member.sum(axis=1)
        inner = np.einsum("bi,bi->b", member @ squared, member) / 2
        within += np.divide(inner, size, out=np.zeros(len(drawn)), where=size > 0)
    ratio: NDArray[np.float64] = np.divide(
        (total - within) / (number - 1), within / (n - number), out=np.full(len(drawn), np.inf), where=within > 1e-12
    )
    return ratio


def chi_squares(codes: Matrix, drawn: NDArray[np.int64], number: int) -> NDArray[np.float64]:
    """Return rows × dimensions: Pearson's chi-square of group against named or not; 0 where all or none name it."""
    n = len(codes)
    shares = codes.mean(axis=0)
    spread = shares * (1 - shares)
    squares = np.zeros((len(drawn), codes.shape[1]))
    for group in range(number):
        member = (drawn == group).astype(float)
        size = member.sum(axis=1, keepdims=True)
        off = member @ codes - size * shares
        squares += np.divide(off**2, size, out=np.zeros_like(squares), where=size > 0)
    found: NDArray[np.float64] = np.divide(squares, spread, out=np.zeros_like(squares), where=spread > 0)
    return found if n else squares


def _p_values(observed: NDArray[np.float64], drawn: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return (r + 1) / (permutations + 1), r the permutations at least as extreme but for rounding."""
    shares: NDArray[np.float64] = ((drawn >= observed - 1e-9).sum(axis=0) + 1) / (len(drawn) + 1)
    return shares


def differences(
    codes: Matrix, groups: Sequence[str], sources: Sequence[str], permutations: int, seed: int
) -> tuple[Difference, list[Difference]]:
    """Test whether groups of definitions differ, over all dimensions at once and for each dimension.

    Args:
        codes: n × m; rows that name nothing count for single dimensions and are left out of the distances.
        groups: of each definition; at least two different ones.
        sources: of each definition.
        permutations: of sources.
        seed: of the permutations.

    Returns:
        The test of all dimensions (p NaN where fewer than two groups name anything), and one per dimension.

    Raises:
        ValueError: with fewer than two groups.
    """
    numbers, names = pd.factorize(np.array(groups, dtype=object), sort=True)
    if len(names) < 2:
        raise ValueError("one group cannot differ; two are needed")
    rng = np.random.default_rng(seed)
    drawn = permuted_groups(numbers.astype(np.int64), sources, permutations, rng)
    every = np.vstack([numbers, drawn])
    parts = [every[first : first + _AT_ONCE] for first in range(0, len(every), _AT_ONCE)]
    squares = np.vstack([chi_squares(codes, part, len(names)) for part in parts])
    effects = np.sqrt(squares[0] / max(len(codes), 1))
    single = [
        Difference(float(s), float(v), float(p))
        for s, v, p in zip(squares[0], effects, _p_values(squares[0], squares[1:]), strict=True)
    ]
    rows = np.flatnonzero(codes.any(axis=1))
    if len(rows) > LARGEST:
        rows = np.sort(rng.choice(rows, LARGEST, replace=False))
    return _all_at_once(codes, rows, parts, len(names)), single


def _all_at_once(codes: Matrix, named: NDArray[np.int64], parts: list[NDArray[np.int64]], number: int) -> Difference:
    """Test the Jaccard distances of the rows that name a dimension, given by their places."""
    observed = parts[0][0][named]
    present = len(np.unique(observed))
    if present < 2 or len(observed) <= number:
        return Difference(float("nan"), float("nan"), float("nan"))
    distances = jaccard_distances(codes[named])
    ratios = np.concatenate([pseudo_f(distances, part[:, named], number) for part in parts])
    n, degrees = len(observed), number - 1
    effect = degrees * (ratios[0] - 1) / (degrees * (ratios[0] - 1) + n) if np.isfinite(ratios[0]) else 1.0
    return Difference(float(ratios[0]), float(effect), float(_p_values(ratios[:1], ratios[1:, None])[0]))


def trend(
    values: NDArray[np.bool_], years: Sequence[int], sources: Sequence[str], permutations: int, seed: int
) -> Difference:
    """Test whether what is true of definitions becomes more or less frequent over the years.

    Returns:
        Kendall's τ_b of value against year, twice (statistic and effect), and a two-sided p over permutations of the
        years of sources; NaN where values or years do not vary.
    """
    if len(set(years)) < 2 or len(set(values.tolist())) < 2:
        return Difference(float("nan"), float("nan"), float("nan"))
    tau = float(kendalltau(values.astype(int), years).statistic)
    drawn = permuted_groups(np.array(years, dtype=np.int64), sources, permutations, np.random.default_rng(seed))
    # pairs in order less pairs out of order, by the sum of ranks; tau is in proportion to it
    every = np.vstack([np.array(years), drawn])
    n = every.shape[1]
    scores = np.abs((2 * rankdata(every, axis=1) - (n + 1))[:, values].sum(axis=1))
    p_value = _p_values(scores[:1], scores[1:, None])[0]
    return Difference(tau, tau, float(p_value))


def adjusted(p_values: Sequence[float]) -> list[float]:
    """Return p-values adjusted by Benjamini & Hochberg (1995), which bounds the false discovery rate; NaN stays."""
    values = np.array(p_values, dtype=float)
    tested = ~np.isnan(values)
    if tested.any():
        values[tested] = false_discovery_control(values[tested])
    return [float(value) for value in values]
