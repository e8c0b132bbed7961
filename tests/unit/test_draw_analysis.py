"""The rule that draws the analysis: every figure is there, or says why it is not."""

from __future__ import annotations

from pathlib import Path

import draw_analysis
import pandas as pd
import pytest
from defatlas.figures.theme import save
from defatlas.figures.widths import DOUBLE, SINGLE, widths_of
from defatlas.schemas import TABLES, frame_of
from study_tables import EXAMPLES, TRAITS, study
from vega_lite import is_legible, is_valid

NAMES = ("changes", "consensus", "co_occurrence", "emergence", "group_terms", "rarefaction", "specifications")
GROUPING = {"verdict": "no structure beyond chance", "p_value": 0.15}


def tables() -> dict[str, pd.DataFrame]:
    """Small tables of every kind."""
    examples = {name: frame_of(EXAMPLES[name], TABLES[name]) for name in NAMES if name in EXAMPLES}
    pair = {"definition_a": "d2", "place_a": 1, "definition_b": "d3", "place_b": 2, "together": 0.25}
    examples["consensus"] = frame_of([*EXAMPLES["consensus"][:1], pair, EXAMPLES["consensus"][1]], TABLES["consensus"])
    return {**examples, "clusters": study()["clusters"]}


def test_every_figure_is_drawn() -> None:
    drawn = draw_analysis.specifications(tables(), GROUPING, "smart city", {"devices": "Devices"})
    assert list(drawn) == list(draw_analysis.TITLES)
    assert all(is_valid(specification) for specification in drawn.values())
    assert not any("too few" in specification["description"] for specification in drawn.values())


@pytest.mark.parametrize("width", [DOUBLE, SINGLE])
def test_every_figure_is_legible_at_its_widths(tmp_path: Path, width: int) -> None:
    for name, made in draw_analysis.specifications(
        tables(), GROUPING, "smart city", {"devices": "Devices of the management and organisation"}, width
    ).items():
        if width in widths_of(name):
            save(made, tmp_path / name)
            assert is_legible(tmp_path / f"{name}.svg", width), name


def test_without_data_every_figure_says_so() -> None:
    empty = {name: table.iloc[:0] for name, table in tables().items()}
    drawn = draw_analysis.specifications(empty, {"verdict": "not testable"}, "smart city", {})
    assert all(specification["description"].endswith("too few definitions") for specification in drawn.values())


@pytest.mark.parametrize(
    ("grouping", "sentence"),
    [
        (GROUPING, "On codes: no structure beyond chance (p = 0.150, corrected for the number of ways)"),
        ({"verdict": "groups", "p_value": 0.0167}, "On codes: groups beyond chance (p = 0.017, corrected for "
            "the number of ways)"),
        ({"verdict": "not testable"}, "Too few definitions to test for groups"),
    ],
)  # fmt: skip
def test_the_verdict_is_said(grouping: dict[str, object], sentence: str) -> None:
    assert draw_analysis.verdict_of(grouping) == sentence


def test_words_of_a_group_for_print() -> None:
    found = draw_analysis.terms_for_people(tables()["group_terms"], tables()["clusters"])
    assert found["Words"].tolist() == ["lamp (1/2, z = 2.5); boat (1/2, z = 2.5)", "–"]
    assert found["Definitions"].tolist() == [2, 1]


def test_pairs_of_dimensions_for_print() -> None:
    rows = frame_of(EXAMPLES["co_occurrence"], TABLES["co_occurrence"])
    rows.loc[1, ["phi_low", "phi_high", "p_value", "p_adjusted", "expected"]] = [-0.75, 0.004, 0.02, 0.04, 0.0]
    found = draw_analysis.pairs_for_people(rows, [TRAITS]).to_dict("records")
    common = {"Framework": "Two traits", "Dimension": "Devices & networks", "And dimension": "Residents"}
    common |= {"Named together": "33 % (1/3)"}
    assert found == [
        {"Concept": "smart city", **common, "By chance": "1.0", "Times chance": "1.00", "Phi (95 % interval)": "−0.50",
         "p": "–", "p adjusted": "–"},
        {"Concept": "cluster", **common, "By chance": "0.0", "Times chance": "–",
         "Phi (95 % interval)": "−0.50 (−0.75 to 0.00)", "p": "0.020", "p adjusted": "0.040"},
    ]  # fmt: skip
    assert draw_analysis.interval(float("nan"), float("nan"), float("nan")) == "–"


def test_without_pairs_the_table_has_its_headings() -> None:
    found = draw_analysis.pairs_for_people(frame_of([], TABLES["co_occurrence"]), [])
    assert list(found.columns) == draw_analysis.PAIRS and found.empty
