"""Figures about definitions: valid specifications that show the numbers given."""

from __future__ import annotations

import math

import pandas as pd
import pytest
from defatlas.figures.definitions import definition_map, dimension_shares, heat_map, heterogeneity, timeline
from defatlas.schemas import DEFINITIONS, DOCUMENTS, frame_of
from study_tables import definition, document, study
from vega_lite import is_valid, rows_of, titles_of

SHARES = pd.DataFrame(
    {
        "label": ["Policy", "Technology & data"],
        "share": [0.1, 0.8],
        "low": [0.05, 0.7],
        "high": [0.2, 0.9],
        "numerator": [1, 8],
        "denominator": [10, 10],
    }
)
DISTANCES = pd.DataFrame(
    {
        "name": ["smart city (verbatim)", "cluster (verbatim)"],
        "value": [0.62, 0.5],
        "low": [0.6, 0.43],
        "high": [0.7, 0.6],
        "null_low": [0.55, 0.5],
        "null_high": [0.6, 0.55],
        "definitions": [202, 40],
    }
)


def test_the_timeline_counts_by_year_and_says_how_many_have_one() -> None:
    sentence = ("alpha2010", "It also has parks.", "parks")
    rows = [
        definition("1", *sentence),
        definition("2", *sentence),
        definition("3", *sentence) | {"document_id": "undated"},
        definition("4", *sentence) | {"document_id": "beta2012", "family": "cluster"},
        definition("5", *sentence) | {"family": "living lab"},
    ]
    documents = [
        document("alpha2010"),
        document("beta2012"),
        document("undated1999", year=None) | {"document_id": "undated"},
    ]
    figure = timeline(frame_of(rows, DEFINITIONS), frame_of(documents, DOCUMENTS), ["smart city", "cluster"])
    assert is_valid(figure)
    assert titles_of(figure) == ("When the corpus defines its concepts", "3 of 4 definitions have a dated source")
    assert rows_of(figure) == [
        {"family": "cluster", "year": 2012, "size": 1},
        {"family": "smart city", "year": 2010, "size": 2},
    ]
    assert "cluster from 2012; smart city from 2010" in figure["description"]


def test_a_timeline_without_dates_says_so() -> None:
    made = study()
    figure = timeline(made["definitions"], made["documents"].assign(year=pd.NA), ["smart city"])
    assert figure["description"] == "When the corpus defines its concepts: no definition has a dated source"


def test_shares_are_shown_with_numerator_denominator_and_interval() -> None:
    figure = dimension_shares(SHARES, "smart city", "Eight factors")
    assert is_valid(figure)
    assert titles_of(figure) == (
        "What definitions of smart city name",
        "Eight factors; 95 % intervals from resampling sources",
    )
    assert [(row["label"], row["text"], row["low"], row["high"]) for row in rows_of(figure)] == [
        ("Policy", "1/10", 0.05, 0.2),
        ("Technology & data", "8/10", 0.7, 0.9),
    ]
    assert "naming each dimension: Technology & data 80%; Policy 10%." in figure["description"]
    full = dimension_shares(SHARES.assign(high=1.0), "smart city", "Eight factors")
    assert full["padding"]["right"] >= full["padding"]["left"] + 30  # for "8/10" behind an interval that ends at 1
    assert figure["padding"]["right"] < full["padding"]["right"]


def test_shares_from_too_few_sources_have_no_interval() -> None:
    figure = dimension_shares(SHARES.assign(low=math.nan, high=math.nan), "smart city", "Eight factors")
    assert is_valid(figure)
    assert titles_of(figure)[1] == "Eight factors; too few sources for intervals"
    assert [(row["low"], row["high"]) for row in rows_of(figure)] == [(0.1, 0.1), (0.8, 0.8)]


def test_the_heat_map_counts_definitions_not_cells() -> None:
    cells = pd.DataFrame(
        {"row": [0, 0, 1, 2], "group_label": ["1: A", "1: A", "1: A", "2: B"], "label": ["x", "y", "x", "z"]}
    )
    figure = heat_map(cells, "smart city", "2 groups")
    assert is_valid(figure)
    assert "Definitions per group: 1: A: 2; 2: B: 1." in figure["description"]
    assert len(rows_of(figure)) == 4
    assert figure["encoding"]["y"]["sort"] == ["x", "y", "z"]  # two definitions name x
    assert figure["encoding"]["x"]["title"].startswith("3 definitions")


def test_distances_are_shown_beside_chance_and_the_frame_is_left_alone() -> None:
    before = DISTANCES.copy()
    figure = heterogeneity(DISTANCES)
    pd.testing.assert_frame_equal(DISTANCES, before)
    assert is_valid(figure)
    assert [row["text"] for row in rows_of(figure)] == ["0.62, N = 202", "0.50, N = 40"]
    assert "smart city (verbatim): 0.62 (0.60 to 0.70)" in figure["description"]
    full = heterogeneity(DISTANCES.assign(high=1.0))
    assert full["padding"]["right"] >= full["padding"]["left"] + 50
    low, high = figure["layer"][0]["encoding"]["x"]["scale"]["domain"]
    assert (low, high) == (pytest.approx(0.3), 1)  # room to the left of 0.43


@pytest.mark.parametrize("lowest", [0.0, 0.04, 0.149, 0.15, 0.53, 0.549, 0.999])
def test_the_axis_of_distances_starts_left_of_everything(lowest: float) -> None:
    figure = heterogeneity(DISTANCES.assign(low=lowest))
    assert 0 <= figure["layer"][0]["encoding"]["x"]["scale"]["domain"][0] <= min(lowest, 0.5)


def test_definitions_that_name_the_same_become_one_larger_dot() -> None:
    points = pd.DataFrame({"x": [0.5, 0.5, -1], "y": [0.0, 0, 1], "group_label": ["1: A", "1: A", "2: B"]})
    figure = definition_map(points, "smart city", "2 groups")
    assert is_valid(figure)
    assert [row["size"] for row in rows_of(figure)] == [2, 1]
    assert figure["description"] == "Map of 3 definitions at 2 places, coloured by group."
