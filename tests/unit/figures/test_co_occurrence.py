"""The triangle of pairs: every pair once, most named first, and a star only after adjustment."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pandas as pd
import pytest
from defatlas.figures.co_occurrence import co_occurrence
from defatlas.figures.theme import save
from defatlas.figures.widths import DOUBLE, SINGLE
from vega_lite import is_legible, is_valid, printed, rows_of

LABELS = {"law": "Law", "lamps": "Lamps & masts", "people": "People"}


def pair(first: str, second: str, **values: Any) -> dict[str, Any]:
    """A row of the table."""
    named = {"law": 2, "lamps": 9, "people": 5}
    row = {"concept": "smart city", "framework": "f", "dimension": first, "with": second, "named": named[first]}
    return row | {"with_named": named[second], "of": 10, "p_adjusted": 0.5} | values


PAIRS = pd.DataFrame(
    [
        pair("law", "lamps", together=1, expected=2.0),
        pair("law", "people", together=0, expected=0.0, p_adjusted=None),
        pair("lamps", "people", together=6, expected=4.0, p_adjusted=0.01),
    ]
)


def test_every_pair_is_one_tile_below_the_diagonal() -> None:
    drawn = co_occurrence(PAIRS, LABELS, "smart city")
    assert is_valid(drawn)
    assert [(row["row"], row["column"], row["said"], row["both"]) for row in rows_of(drawn)] == [
        (0, 0, "Lamps & masts (9)", ""),
        (1, 0, "1.50*", "6"),
        (1, 1, "People (5)", ""),
        (2, 0, "0.50", "1"),
        (2, 1, "–", "0"),  # chance gives none
        (2, 2, "Law (2)", ""),
    ]
    assert "over 2 pairs" in drawn["title"]["subtitle"][-1]
    assert drawn["description"].endswith("Beyond chance after adjustment: Lamps & masts with People 1.50 times.")


@pytest.mark.parametrize("width", [DOUBLE, SINGLE])
def test_long_names_fit(tmp_path: Path, width: int) -> None:
    labels = dict.fromkeys(LABELS, "Management and organisation of lamps")
    save(co_occurrence(PAIRS, labels, "smart city", width), tmp_path / "pairs")
    assert is_legible(tmp_path / "pairs.svg", width)
    assert "1.50*" in printed(tmp_path / "pairs.svg").texts
