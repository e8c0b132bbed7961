"""Figures about groups: every way of grouping is shown once, the square is the consensus, the tree has every leaf."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd
import pytest
from defatlas.figures.grouping import consensus_matrix, consensus_tree, specification_curve, square
from vega_lite import is_valid, titles_of

SPECIFICATIONS = pd.DataFrame(
    [
        {"representation": r, "method": m, "groups": k, "silhouette": s, "null_silhouette": 0.2, "p_adjusted": p}
        for r, m, k, s, p in [
            ("codes", "spectral", 2, 0.3, 0.2),
            ("codes", "k-medoids", 3, 0.1, 0.9),
            ("words", "spectral", 2, 0.5, 0.02),
        ]
    ]
)


def pairs(n: int, seed: int = 0) -> pd.DataFrame:
    """A consensus table of n definitions."""
    values = np.random.default_rng(seed).random((n, n)).round(3)
    return pd.DataFrame(
        {"place_a": a, "place_b": b, "together": values[a, b], "definition_a": f"d{a}", "definition_b": f"d{b}"}
        for a in range(n)
        for b in range(a + 1, n)
    )


def datasets(specification: dict[str, Any]) -> list[list[dict[str, Any]]]:
    """The datasets of a specification, the longest last."""
    return sorted(specification["datasets"].values(), key=len)


def test_the_curve_shows_every_way_of_grouping_above_its_choices() -> None:
    drawn = specification_curve(SPECIFICATIONS, "smart city", "On codes: no structure beyond chance")
    assert is_valid(drawn)
    points, choices = datasets(drawn)[-2:]
    assert [point["beyond"] for point in points] == [-0.1, 0.1, 0.3]
    assert [point["found"] for point in points] == ["not beyond chance"] * 2 + ["p adjusted below 0.05"]
    assert len(choices) == 9
    assert titles_of(drawn) == (
        "3 ways of grouping the definitions of smart city",
        "On codes: no structure beyond chance",
    )
    assert "1 of 3 ways of grouping are beyond chance; 0 of 2 on codes, 1 of 1 on words" in drawn["description"]


def test_the_square_is_symmetric_and_whole() -> None:
    table = pairs(5)
    together = square(table)
    assert (together == together.T).all() and (np.diag(together) == 1).all()
    assert together[1, 3] == table[(table["place_a"] == 1) & (table["place_b"] == 3)]["together"].iloc[0]
    assert square(table.iloc[:0]).tolist() == [[1.0]]


@pytest.mark.parametrize("n", [3, 70, 71, 150])
def test_the_matrix_has_no_more_cells_than_can_be_drawn_and_keeps_the_mean(n: int) -> None:
    table = pairs(n)
    drawn = consensus_matrix(table, "smart city", "found")
    assert is_valid(drawn)
    (cells,) = datasets(drawn)
    assert len(cells) <= 4900
    if n in (3, 70, 150):  # blocks of equal size, but the last of 71
        mean = np.mean([cell["together"] for cell in cells])
        assert mean == pytest.approx(square(table).mean(), abs=2e-3 if n < 100 else 0.01)


def test_the_tree_has_every_definition_once_in_its_group() -> None:
    drawn = consensus_tree(pairs(6), {place: f"{1 + place % 2}: name" for place in range(6)}, "smart city", "found")
    assert is_valid(drawn)
    leaves, branches = datasets(drawn)
    assert [leaf["x"] for leaf in leaves] == [0, 1, 2, 3, 4, 5]
    assert len(branches) == 5 * 4
    assert "1: name: 3; 2: name: 3" in drawn["description"]
