"""How often two literatures meet, against what chance gives when each keeps its own size."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray
from scipy.stats import hypergeom

LEAST_UNITS = 10  # below, no interval is given


def expected_together(first: int, second: int, units: int) -> float:
    """Return how many units would mention both sides if the mentions were independent: first * second / units."""
    return first * second / units if units else float("nan")


def p_rarer(both: int, first: int, second: int, units: int) -> float:
    """Return the probability of at most `both` joint mentions when `first` and `second` are drawn at random.

    The exact (hypergeometric) permutation distribution; two-sided by doubling the smaller tail, at most 1.
    """
    law = hypergeom(units, first, second)
    return float(min(1.0, 2 * min(law.cdf(both), law.sf(both - 1))))


def ratio_interval(
    flags: NDArray[np.bool_], groups: NDArray[np.int64], resamples: int, seed: int
) -> tuple[float | None, float | None]:
    """Return the 95 % percentile interval of observed over expected joint mentions, resampling documents.

    Args:
        flags: units × 2, whether each side is mentioned.
        groups: number of the document of each unit, 0 to n - 1.
        resamples: number of bootstrap samples of documents.
        seed: of the random draws.

    Returns:
        Both ends; None when there are fewer than LEAST_UNITS documents or one side is never mentioned.
    """
    count = int(groups.max()) + 1 if len(groups) else 0
    if count < LEAST_UNITS or not flags.any(axis=0).all():
        return None, None
    per_document = np.zeros((count, 4))
    columns = np.column_stack([np.ones(len(flags)), flags[:, 0], flags[:, 1], flags.all(axis=1)])
    np.add.at(per_document, groups, columns)
    generator = np.random.default_rng(seed)
    weights = generator.multinomial(count, np.full(count, 1 / count), size=resamples)
    units, first, second, both = (weights @ per_document).T
    expected = first * second
    ratios = np.divide(both * units, expected, out=np.full(resamples, np.nan), where=expected > 0)
    low, high = np.nanpercentile(ratios, [2.5, 97.5])
    return float(low), float(high)


def bridge(frame: pd.DataFrame, unit: str, period: str, resamples: int, seed: int) -> dict[str, Any]:
    """Return one row of the bridging table.

    Args:
        frame: one row per unit with the columns document_id, first and second (bool).
        unit: what a row is: document, passage or reference list.
        period: a year, or "all".
        resamples, seed: of the bootstrap over documents.
    """
    flags = frame[["first", "second"]].to_numpy(dtype=bool).reshape(-1, 2)
    units, both = len(flags), int(flags.all(axis=1).sum())
    first, second = (int(total) for total in flags.sum(axis=0))
    expected = expected_together(first, second, units)
    groups = pd.factorize(frame["document_id"])[0].astype(np.int64)
    low, high = ratio_interval(flags, groups, resamples, seed)
    defined = bool(first and second)
    return {
        "unit": unit,
        "period": period,
        "units": units,
        "first": first,
        "second": second,
        "both": both,
        "expected": expected if units else 0.0,
        "ratio": both / expected if defined else None,
        "ratio_low": low,
        "ratio_high": high,
        "p_value": p_rarer(both, first, second, units) if defined else None,
    }


def bridging_rows(units: Iterable[tuple[str, pd.DataFrame]], resamples: int, seed: int) -> list[dict[str, Any]]:
    """Return the rows of every unit, for all years and for each.

    Args:
        units: pairs of a unit's name and its frame (document_id, year, wording, first, second).
        resamples, seed: of the bootstrap.
    """
    rows = []
    for name, frame in units:
        for wording, part in frame.groupby("wording", sort=True):
            rows.append({"wording": wording, **bridge(part, name, "all", resamples, seed)})
            for year, of_year in part.dropna(subset="year").groupby("year", sort=True):
                rows.append({"wording": wording, **bridge(of_year, name, str(int(year)), resamples, seed)})
    return rows
