"""The rule that draws: which figures there are, what they show, and why one is empty."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pytest
from defatlas.analysis.code_matrix import CodeMatrix
from defatlas.figures.theme import save
from defatlas.figures.widths import DOUBLE, SINGLE, widths_of
from defatlas.schemas import CLUSTERS, CODES, DEFINITIONS, DOCUMENTS, INITIATIVES, frame_of
from draw_figures import FigureData, grouping_sentence, heterogeneity_rows, shares_with_intervals, specifications
from study_tables import TRAITS, study
from vega_lite import is_legible, is_valid, rows_of

MEASURED: dict[str, Any] = {
    "concept": "smart city", "wording": "verbatim", "verdict": "measured", "mean_distance": 0.6, "interval": [0.5, 0.7],
    "null_interval": [0.4, 0.8], "definitions": 3,
}  # fmt: skip
GROUPED = {"verdict": "groups", "groups": 2, "silhouette": 0.6, "null_silhouette_mean": 0.3, "p_value": 0.005}
NOT_GROUPED = {"verdict": "not testable", "reason": "no definition of smart city was found"}


def data(**values: Any) -> FigureData:
    """The study's figure data."""
    made = study()
    tables = {name: made[name] for name in ("documents", "definitions", "codes", "clusters", "initiatives")}
    settings = {"frameworks": [TRAITS], "concepts": ["smart city", "cluster"], "framework": "traits", "bootstrap": 200}
    return replace(FigureData(**tables, **settings, entries=[MEASURED], grouping=GROUPED, seed=1), **values)


def matrix(codes: list[list[int]], sources: str) -> CodeMatrix:
    """A matrix of the two traits."""
    rows = tuple(str(number) for number in range(len(codes)))
    return CodeMatrix(rows, tuple(sources), ("devices", "residents"), np.array(codes, dtype=bool))


def test_every_figure_of_the_study_is_drawn() -> None:
    figures = specifications(data())
    assert list(figures) == ["timeline", "dimensions", "heterogeneity", "heat_map", "map", "initiatives"]
    assert all(is_valid(figure) for figure in figures.values())
    assert [(row["label"], row["text"]) for row in rows_of(figures["dimensions"])] == [
        ("Devices & networks", "2/3"),
        ("Residents", "2/3"),
    ]
    assert sorted((row["row"], row["label"]) for row in rows_of(figures["heat_map"])) == [
        (0, "Devices & networks"),
        (1, "Devices & networks"),
        (1, "Residents"),
        (2, "Residents"),
    ]
    assert sum(row["size"] for row in rows_of(figures["map"])) == 3


def test_a_dimension_named_twice_is_one_cell() -> None:
    codes = study()["codes"]
    again = codes.iloc[[0]].assign(evidence_start=0, evidence_end=1, evidence="A")
    figures = specifications(data(codes=pd.concat([codes, again], ignore_index=True)))
    assert len(rows_of(figures["heat_map"])) == 4


@pytest.mark.parametrize("width", [DOUBLE, SINGLE])
@pytest.mark.parametrize("studied", [True, False])
def test_every_figure_is_legible_at_its_widths(tmp_path: Path, width: int, studied: bool) -> None:
    chosen = data() if studied else data(frameworks=[], initiatives=frame_of([], INITIATIVES))
    for name, made in specifications(chosen, width).items():
        if width in widths_of(name):
            save(made, tmp_path / name)
            assert is_legible(tmp_path / f"{name}.svg", width), name


def reason(figure: dict[str, Any]) -> str:
    """Why a figure is empty."""
    (row,) = rows_of(figure)
    return str(row["text"])


def test_an_empty_study_says_why_for_each_figure() -> None:
    entry = {"concept": "smart city", "verdict": "not testable", "reason": "0 of 0 definitions name a dimension"}
    schemas = {"documents": DOCUMENTS, "definitions": DEFINITIONS, "codes": CODES, "clusters": CLUSTERS}
    empty = {name: frame_of([], schema) for name, schema in (schemas | {"initiatives": INITIATIVES}).items()}
    figures = specifications(data(**empty, entries=[entry], grouping=NOT_GROUPED))
    assert {name: reason(figure) for name, figure in figures.items()} == {
        "timeline": "no definition of smart city or cluster was found",
        "dimensions": "no checked source defines smart city",
        "heterogeneity": "0 of 0 definitions name a dimension",
        "heat_map": "no checked source defines smart city",
        "map": "no checked source defines smart city",
        "initiatives": "no initiative is listed",
    }


def test_what_is_missing_is_named() -> None:
    figures = specifications(data(frameworks=[]))
    assert (
        reason(figures["dimensions"]) == reason(figures["map"]) == "no framework of the codebook applies to smart city"
    )
    made = study()
    unnamed = specifications(data(clusters=made["clusters"].assign(cluster=0), codes=frame_of([], CODES)))
    assert reason(unnamed["heat_map"]) == reason(unnamed["map"]) == "no definition of smart city names a dimension"
    assert rows_of(unnamed["dimensions"])[0]["text"] == "0/3"
    unchecked = specifications(data(documents=made["documents"].assign(verified=False)))
    assert reason(unchecked["dimensions"]) == "no checked source defines smart city"
    assert rows_of(unchecked["timeline"])


def test_shares_and_their_intervals_by_hand() -> None:
    # two sources name devices and two do not, so that a resample's share is Binomial(4, 1/2) / 4
    shares = shares_with_intervals(matrix([[1, 1], [1, 1], [0, 1], [0, 1]], "abcd"), TRAITS, 4000, 1)
    devices, residents = shares.to_dict("records")
    assert (devices["share"], devices["numerator"], devices["denominator"]) == (0.5, 2, 4)
    assert (devices["low"], devices["high"]) == (0, 1)  # each of the ends has probability 1/16
    assert (residents["share"], residents["low"], residents["high"]) == (1, 1, 1)


def test_definitions_of_one_source_count_once_in_the_interval() -> None:
    rows = [[1, 0]] * 10 + [[0, 1]] * 10
    many = shares_with_intervals(matrix(rows, "abcdefghijklmnopqrst"), TRAITS, 2000, 1)
    few = shares_with_intervals(matrix(rows, "aaaaabbbbbcccccddddd"), TRAITS, 2000, 1)
    assert few["high"][0] - few["low"][0] > 1.5 * (many["high"][0] - many["low"][0])
    two = shares_with_intervals(matrix([[1, 0], [0, 1]], "ab"), TRAITS, 200, 1)
    assert two[["low", "high"]].isna().all(axis=None)


def test_an_entry_without_an_interval_is_drawn_as_a_dot() -> None:
    rows = heterogeneity_rows([MEASURED | {"interval": [None, None]}, {"verdict": "not testable"}])
    pd.testing.assert_frame_equal(
        rows,
        pd.DataFrame(
            {"name": ["smart city (verbatim)"], "value": [0.6], "low": [0.6], "high": [0.6], "null_low": [0.4],
             "null_high": [0.8], "definitions": [3]}
        ),
    )  # fmt: skip


@pytest.mark.parametrize(
    ("grouping", "sentence"),
    [
        (
            GROUPED,
            "2 groups; clearest way of grouping: silhouette 0.60, chance 0.30, p = 0.005: more than chance gives",
        ),
        (GROUPED | {"verdict": "no structure beyond chance", "p_value": 0.5}, "p = 0.500: no structure beyond chance"),
        (NOT_GROUPED, "Too few definitions to test for groups"),
    ],
)
def test_the_verdict_on_groups_is_said(grouping: dict[str, Any], sentence: str) -> None:
    assert grouping_sentence(grouping).endswith(sentence)
