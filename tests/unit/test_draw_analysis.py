"""The rule that draws the analysis: every figure is there, or says why it is not."""

from __future__ import annotations

import draw_analysis
import pandas as pd
import pytest
from defatlas.schemas import TABLES, frame_of
from study_tables import EXAMPLES, study
from vega_lite import is_valid

NAMES = ("changes", "clusters", "consensus", "emergence", "group_terms", "rarefaction", "specifications")
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
