"""Agreement between coders on yes-or-no codes: kappa, alpha, percent agreement and prevalence, with intervals."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from defatlas.analysis.heterogeneity import source_weights

Values = NDArray[np.float64]


@dataclass(frozen=True)
class Agreement:
    """Agreement of two coders on n units that both coded.

    Attributes:
        units: n.
        named: how many units the first and the second coder gave the code.
        agreed: units on which both say the same.
        kappa: Cohen's (1960); NaN where both coders use one value only.
        alpha: Krippendorff's (2019) for nominal data; NaN where only one value occurs.
        kappa_interval, alpha_interval: 95 % percentile bootstrap over sources; NaN with fewer than three sources.
    """

    units: int
    named: tuple[int, int]
    agreed: int
    kappa: float
    alpha: float
    kappa_interval: tuple[float, float]
    alpha_interval: tuple[float, float]


def cohen_kappa(first: NDArray[Any], second: NDArray[Any], weights: Values | None = None) -> Values:
    """Return Cohen's kappa of two nominal codings, once per row of weights.

    κ = (p_o - p_e) / (1 - p_e), p_e = Σ_c p₁c p₂c over the values c (Cohen 1960).

    Args:
        first, second: n codes, of two values or more.
        weights: b × n, how often each unit counts; None for once each.

    Returns:
        b values; NaN where p_e is 1.
    """
    weights = np.ones((1, len(first))) if weights is None else weights
    total, agreed = weights.sum(axis=1), weights @ (first == second)
    values = np.unique(np.concatenate([first, second]))
    # n² p_o and n² p_e are whole numbers, so that no kappa of 0 comes out a hair from it.
    chance = sum(
        ((weights @ (first == value)) * (weights @ (second == value)) for value in values), np.zeros(len(weights))
    )
    free = total**2 - chance
    kappa: Values = np.divide(total * agreed - chance, free, out=np.full(len(weights), np.nan), where=free > 0)
    return kappa


def nominal_alpha(counts: Values, weights: Values | None = None) -> Values:
    """Return Krippendorff's alpha for nominal data, once per row of weights.

    α = 1 - D_o / D_e with D_o = Σ_u (m_u² - Σ_c n_uc²) / (m_u - 1) / n and D_e = (n² - Σ_c n_c²) / (n (n - 1)), over
    the units with at least two values (Krippendorff 2019, ch. 12).

    Args:
        counts: u × c, how many coders gave unit u the value c.
        weights: b × u, how often each unit counts; None for once each.

    Returns:
        b values; NaN where all values are the same.
    """
    weights = np.ones((1, len(counts))) if weights is None else weights
    values = counts.sum(axis=1)
    paired = values >= 2
    counts, values, weights = counts[paired], values[paired], weights[:, paired]
    disagreement = weights @ ((values**2 - (counts**2).sum(axis=1)) / np.maximum(values - 1, 1))
    totals = weights @ counts
    n = totals.sum(axis=1)
    expected = n**2 - (totals**2).sum(axis=1)
    ratio = np.divide(disagreement * (n - 1), expected, out=np.full(len(weights), np.nan), where=expected > 1e-12)
    alpha: Values = 1 - ratio
    return alpha


def compare(
    first: NDArray[np.bool_], second: NDArray[np.bool_], sources: Sequence[str], resamples: int, seed: int
) -> Agreement:
    """Compare two codings of the same n units, with bootstrap intervals over the sources of the units."""
    ones = first.astype(float) + second.astype(float)
    counts = np.column_stack([2 - ones, ones])
    blank = float("nan"), float("nan")
    kappas, alphas = blank, blank
    if len(set(sources)) > 2:
        weights = source_weights(tuple(sources), resamples, np.random.default_rng(seed))
        kappas, alphas = _interval(cohen_kappa(first, second, weights)), _interval(nominal_alpha(counts, weights))
    return Agreement(
        len(first),
        (int(first.sum()), int(second.sum())),
        int((first == second).sum()),
        float(cohen_kappa(first, second)[0]) if len(first) else float("nan"),
        float(nominal_alpha(counts)[0]) if len(first) else float("nan"),
        kappas,
        alphas,
    )


def _interval(drawn: Values) -> tuple[float, float]:
    """Return the 2.5th and 97.5th percentile; NaN where more than half of the resamples give no value."""
    if np.isnan(drawn).mean() > 0.5:
        return float("nan"), float("nan")
    low, high = np.nanpercentile(drawn, [2.5, 97.5])
    return float(low), float(high)
