"""Figures about number and time: the numbers given are the numbers shown."""

from __future__ import annotations

import pandas as pd
from defatlas.figures.change import differences, emergence, rarefaction
from vega_lite import is_valid, rows_of

CURVES = pd.DataFrame(
    {"concept": c, "kind": k, "definitions": n, "expected": float(n), "low": n - 0.5, "high": n + 0.5, "new": 1 / n}
    for c in ("smart city", "cluster")
    for k in ("dimensions", "combinations")
    for n in (1, 2)
)
CHANGES = pd.DataFrame(
    [
        {"comparison": "period", "framework": "traits", "dimension": "all", "effect": 0.2, "p_adjusted": 0.01},
        {"comparison": "period", "framework": "traits", "dimension": "devices", "effect": 0.4, "p_adjusted": 0.01},
        {"comparison": "year", "framework": "traits", "dimension": "devices", "effect": -0.1, "p_adjusted": 0.6},
        {"comparison": "year", "framework": "", "dimension": "wired city", "effect": -0.5, "p_adjusted": 0.01},
    ]
)
TERMS = pd.DataFrame(
    {"term": term, "period": period, "definitions": count, "share": share}
    for term, period, count, share in [
        ("wired city", "1990–1994", 2, 1.0),
        ("wired city", "1995–1999", 0, 0.0),
        ("smart city", "1990–1994", 0, 0.0),
        ("smart city", "1995–1999", 5, 1.0),
    ]
)


def test_rarefaction_shows_combinations_alone_and_says_the_last_step() -> None:
    drawn = rarefaction(CURVES)
    assert is_valid(drawn)
    assert {row["kind"] for row in rows_of(drawn)} == {"combinations"}
    assert "smart city: 2 combinations in 2 definitions, the last adds 0.50" in drawn["description"]


def test_differences_mark_what_stays_after_adjustment() -> None:
    drawn = differences(CHANGES, {"devices": "Devices & networks"})
    assert is_valid(drawn)
    assert [(row["comparison"], row["text"]) for row in rows_of(drawn)] == [("period", "0.40*"), ("year", "−0.10")]
    assert drawn["description"].endswith("Below 0.05 after adjustment: Devices & networks by period.")


def test_the_terms_stand_in_the_order_of_their_number() -> None:
    drawn = emergence(TERMS, "smart city")
    assert is_valid(drawn)
    assert len(rows_of(drawn)) == 2
    assert drawn["description"].endswith("smart city from 1995–1999; wired city from 1990–1994.")
