"""How many kinds there are among n definitions, how many fewer would show, and how many have not been seen yet.

A kind is a dimension, or a combination of codes. The formulas are those of species richness in ecology, where kinds are
species and definitions are sampling units.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.special import gammaln

Counts = NDArray[np.int64]


@dataclass(frozen=True)
class Richness:
    """Kinds seen, and an estimate of all there are.

    Attributes:
        definitions: sampling units.
        observed: kinds seen.
        estimate: lower-bound estimate of all kinds, Chao1 or Chao2.
        interval: 95 %, log-normal (Chao 1987).
        coverage: share of what a further definition would show that has been seen (Chao & Jost 2012).
        next_new: probability that one more definition shows a new kind, or the expected number of new ones.
    """

    definitions: int
    observed: int
    estimate: float
    interval: tuple[float, float]
    coverage: float
    next_new: float


def expected_kinds(counts: Counts, definitions: int, sizes: NDArray[np.int64]) -> NDArray[np.float64]:
    """Return the expected number of kinds among m of the definitions, for each m of `sizes`.

    S(m) = S - Σ_k C(N - x_k, m) / C(N, m) (Hurlbert 1971 for combinations, of which each definition has one; Colwell
    et al. 2012 for dimensions, of which it has many).

    Args:
        counts: in how many definitions each kind stands.
        definitions: N.
        sizes: each from 0 to N.
    """
    kinds = counts[counts > 0]
    expected: NDArray[np.float64] = (1 - _unseen(kinds, definitions, sizes)).sum(axis=1)
    return expected


def _unseen(kinds: Counts, definitions: int, sizes: NDArray[np.int64]) -> NDArray[np.float64]:
    """Return sizes × kinds: probability that m definitions do not show the kind."""
    rest, m = (definitions - kinds)[None, :], sizes[:, None]
    possible = rest >= m
    kept = np.where(possible, rest - m, 0)
    logs = gammaln(rest + 1) - gammaln(kept + 1) - gammaln(definitions + 1) + gammaln(definitions - m + 1)
    return np.where(possible, np.exp(logs), 0.0)


def interval_of_kinds(
    counts: Counts, definitions: int, sizes: NDArray[np.int64], estimate: float
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Return 95 % limits of the expected kinds, S(m) ± 1.96 s.

    s² = Σ_k (1 - α_k(m))² - S(m)² / Ŝ, with α_k(m) the probability that kind k is unseen and Ŝ the estimated number of
    kinds: the variance when the definitions are themselves a sample (Colwell et al. 2012).
    """
    seen = 1 - _unseen(counts[counts > 0], definitions, sizes)
    expected = seen.sum(axis=1)
    variance = (seen**2).sum(axis=1) - expected**2 / max(estimate, 1e-12)
    spread = 1.96 * np.sqrt(np.maximum(variance, 0))
    return np.maximum(expected - spread, 0), expected + spread


def richness(counts: Counts, definitions: int, one_each: bool) -> Richness:
    """Estimate the number of kinds from those that stand in one or two definitions.

    Ŝ = S + (N - 1)/N · f₁² / (2 f₂), or S + (N - 1)/N · f₁ (f₁ - 1) / 2 where f₂ is 0 (Chao 1984, 1987): Chao1
    where each definition has one kind, Chao2 where it may have several.

    Args:
        counts: in how many definitions each kind stands.
        definitions: N.
        one_each: every definition has exactly one kind.
    """
    kinds = counts[counts > 0]
    observed, once, twice = len(kinds), int((kinds == 1).sum()), int((kinds == 2).sum())
    if not definitions or not observed:
        return Richness(definitions, 0, 0.0, (0.0, 0.0), float("nan"), float("nan"))
    factor = (definitions - 1) / definitions
    unseen = factor * (once**2 / (2 * twice) if twice else once * (once - 1) / 2)
    rare = 0.0  # share of the kinds found once that stands for the unseen ones
    if once and definitions > 1:
        pairs = (definitions - 1) * (once if twice else once - 1)
        rare = pairs / (pairs + 2 * max(twice, 1))
    elif once:
        rare = 1.0
    share_new = once / int(kinds.sum()) * rare
    next_new = share_new if one_each else once / definitions * rare
    estimate = observed + unseen
    return Richness(
        definitions, observed, estimate, _log_normal(observed, once, twice, factor, unseen), 1 - share_new, next_new
    )


def _log_normal(observed: int, once: int, twice: int, factor: float, unseen: float) -> tuple[float, float]:
    """Return the 95 % limits of Chao (1987): S + T / K to S + T K, with T the unseen kinds."""
    if unseen <= 0:
        return float(observed), float(observed)
    if twice:
        r = once / twice
        variance = twice * (factor * r**2 / 2 + factor**2 * r**3 + factor**2 * r**4 / 4)
    else:
        variance = (
            factor * once * (once - 1) / 2
            + factor**2 * once * (2 * once - 1) ** 2 / 4
            - factor**2 * once**4 / 4 / (observed + unseen)
        )
    spread = np.exp(1.96 * np.sqrt(np.log(1 + max(variance, 0) / unseen**2)))
    return float(observed + unseen / spread), float(observed + unseen * spread)
