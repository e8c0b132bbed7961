"""The two figures of the source paper, redrawn."""

from pathlib import Path

import pandas as pd
import pytest
from defatlas.figures.links import city_states, eight_factors
from defatlas.figures.theme import save
from defatlas.figures.widths import DOUBLE, SINGLE
from vega_lite import is_legible, printed


def test_factors_stand_inner_ones_first_and_say_their_counts() -> None:
    shares = pd.DataFrame(
        {
            "label": ["Lamps", "People", "Law"],
            "group": ["inner", "outer", "inner"],
            "numerator": [2, 3, 1],
            "denominator": 4,
        }
    )
    drawn = eight_factors(shares, "smart city", "verbatim")
    assert drawn["description"].endswith("name each factor: Lamps 2/4; Law 1/4; People 3/4.")
    assert "verbatim" in drawn["title"]["subtitle"]


def test_states_rise_in_their_order() -> None:
    states = pd.DataFrame({"label": ["Dry city", "Wet city"], "documents": [0, 5], "sources": ["", "Alpha (2010)"]})
    drawn = city_states(states, 9)
    (values,) = drawn["datasets"].values()
    assert [(row["label"], row["place"]) for row in values] == [
        ("Dry city", "0 of 9"),
        ("Wet city", "5 of 9\nAlpha (2010)"),
    ]
    assert values[0]["top"] < values[1]["top"] < values[1]["first_line"]  # the words begin two lines above the step
    assert values[1]["first_line"] - values[1]["top"] > values[0]["first_line"] - values[0]["top"]


@pytest.mark.parametrize("width", [DOUBLE, SINGLE])
def test_long_names_are_broken_and_not_cut(tmp_path: Path, width: int) -> None:
    label, name = "Water sensitive city", "Ministry of Lamps and Harbours of the Northern Government (2015)"
    states = pd.DataFrame({"label": [f"{label} {n}" for n in range(6)], "documents": 1, "sources": name})
    save(city_states(states, 254, width), tmp_path / "states")
    assert is_legible(tmp_path / "states.svg", width)
    assert sum(name in text for text in printed(tmp_path / "states.svg").texts) == 6
    shares = pd.DataFrame(
        {"label": ["Management and organisation of it"], "group": [""], "numerator": 4, "denominator": 4}
    )
    save(eight_factors(shares, "smart city", "verbatim", width), tmp_path / "factors")
    assert is_legible(tmp_path / "factors.svg", width)
