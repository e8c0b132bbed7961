"""The two figures of the source paper, redrawn."""

import pandas as pd
from defatlas.figures.links import city_states, eight_factors


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
    assert [(row["label"], row["step"], row["count"], row["place"]) for row in values] == [
        ("Dry city", 1, "0 of 9", "none"),
        ("Wet city", 2, "5 of 9", "Alpha (2010)"),
    ]
