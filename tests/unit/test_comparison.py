"""Comparison tables from hand-made frames."""

from __future__ import annotations

from typing import Any

import pandas as pd
import pytest
from defatlas.coding.codebook import Dimension, Framework
from defatlas.comparison import (
    city_against_cluster,
    definitions_by_concept,
    dimension_table,
    framework_overlap,
    group_table,
    heterogeneity_table,
    initiatives_by_level,
    initiatives_table,
    prevails,
)
from defatlas.schemas import CLUSTERS, DEFINITIONS, DOCUMENTS, INITIATIVES, frame_of
from study_tables import TRAITS, cluster, definition, document, initiative, study

MEASURED: dict[str, Any] = {
    "concept": "smart city", "wording": "paraphrase", "framework": "traits", "verdict": "measured",
    "mean_distance": 0.6666, "interval": [0.61, 0.7], "null_interval": [0.5, 0.68], "p_value": 0.04999,
    "hill_numbers": [2.0, 1.95, 1.9], "definitions": 202, "uncoded": 3, "sources": 150, "pairs": 19701,
    "shares": {"devices": [40, 202], "residents": [131, 202]},
}  # fmt: skip
UNTESTED = {
    "concept": "cluster", "wording": "both", "framework": None, "verdict": "not testable",
    "reason": "no framework of the codebook applies to cluster", "definitions": 0,
}  # fmt: skip


def defined(definition_id: str, document_id: str, **values: object) -> dict[str, Any]:
    """A definition of some document."""
    row = definition(definition_id, "alpha2010", "It also has parks.", "parks")
    return row | {"document_id": document_id} | values


def test_definitions_are_counted_by_concept_term_and_wording() -> None:
    documents = [document("a2010"), document("b2008", verified=False), document("c2000", year=None)]
    definitions = [
        defined("1", "a2010"),
        defined("2", "a2010", kind="characterisation"),
        defined("3", "b2008"),
        defined("4", "c2000", wording="paraphrase"),
        defined("5", "b2008", concept="digital city"),
        defined("6", "c2000", concept="cluster", family="cluster"),
    ]
    found = definitions_by_concept(frame_of(definitions, DEFINITIONS), frame_of(documents, DOCUMENTS))
    assert found.to_numpy().tolist() == [
        ["cluster", "cluster", "verbatim", 1, 0, 1, 1, "–"],
        ["smart city", "digital city", "verbatim", 1, 0, 1, 0, "2008"],
        ["smart city", "smart city", "paraphrase", 1, 0, 1, 1, "–"],
        ["smart city", "smart city", "verbatim", 2, 1, 2, 1, "2008–2010"],
    ]
    assert list(found) == [
        "Concept", "Term", "Wording", "Definitions", "Characterisations", "Sources", "Of which checked", "Years",
    ]  # fmt: skip


def test_dimensions_are_ordered_by_their_share_with_numerator_and_denominator() -> None:
    found = dimension_table([MEASURED, UNTESTED], [TRAITS])
    assert found.to_numpy().tolist() == [
        ["smart city", "paraphrase", "traits", "Residents", "65 % (131/202)"],
        ["smart city", "paraphrase", "traits", "Devices & networks", "20 % (40/202)"],
    ]


def test_heterogeneity_has_one_row_per_concept_and_wording() -> None:
    alone = MEASURED | {"wording": "verbatim", "interval": [None, None]}
    found = heterogeneity_table([UNTESTED, MEASURED, alone])
    assert list(found)[:4] == ["Concept", "Wording", "Framework", "Mean Jaccard distance"]
    rows = found.to_dict("records")
    assert rows[0]["Mean Jaccard distance"] == "no framework of the codebook applies to cluster"
    assert (rows[0]["Definitions"], rows[0]["Pairs"], rows[0]["Framework"]) == (0, "–", "–")
    assert rows[1] == {
        "Concept": "smart city", "Wording": "paraphrase", "Framework": "traits", "Mean Jaccard distance": "0.667",
        "95 % interval (sources)": "0.610–0.700", "Chance, 95 % range": "0.500–0.680", "p against chance": "0.050",
        "Hill numbers 0, 1, 2": "2.0, 1.9, 1.9", "Definitions": 202, "Name no dimension": 3, "Sources": 150,
        "Pairs": 19701,
    }  # fmt: skip
    assert rows[2]["95 % interval (sources)"] == "–"


def test_groups_show_their_share_and_their_exemplar() -> None:
    made = study()
    clusters = [
        cluster("d1", 1, label="Devices", stability=0.876, exemplar=True),
        cluster("d3", 1, label="Devices", stability=0.876),
        cluster("d2", 0, label="names no dimension", stability=None),
    ]
    found = group_table(frame_of(clusters, CLUSTERS), made["definitions"], made["documents"])
    assert found.to_numpy().tolist() == [
        [0, "names no dimension", "33 % (1/3)", "–", "–", "–"],
        [1, "Devices", "67 % (2/3)", "0.88", "a city full of sensors", "Alpha (2010)"],
    ]


def initiatives() -> pd.DataFrame:
    """Four initiatives, not in the order of print."""
    rows = [
        initiative(
            "Zeta", "national", origin="city_first", helix="triple", country="FR", year=2014, sectors="energy; ICT"
        ),
        initiative("Alpha", "national", origin="cluster_first", helix="quadruple"),
        initiative("Mu", "local", kind="living lab", origin="both", stakeholders="citizens; industry"),
        initiative("Nu", ""),
    ]
    return frame_of(rows, INITIATIVES)


def test_initiatives_are_ordered_by_level_and_name() -> None:
    found = initiatives_table(initiatives())
    assert found.to_numpy().tolist() == [
        ["Mu", "Living lab", "Local", "–", "–", "Both ways", "–", "–", "citizens; industry"],
        ["Alpha", "Cluster", "National", "–", "–", "Cluster first", "Quadruple", "–", "–"],
        ["Zeta", "Cluster", "National", "FR", "2014", "Smart city first", "Triple", "energy; ICT", "–"],
        ["Nu", "Cluster", "–", "–", "–", "–", "–", "–", "–"],
    ]


def test_each_cell_by_level_is_a_share_of_the_level() -> None:
    found = initiatives_by_level(initiatives()).set_index("Level")
    assert found["Initiatives"].to_dict() == {
        "Local": "1", "Regional": "0", "National": "2", "European": "0", "All levels": "4",
    }  # fmt: skip
    assert found.loc["National"].to_dict() == {
        "Initiatives": "2",
        "Cluster first": "50 % (1/2)",
        "Smart city first": "50 % (1/2)",
        "Both ways": "0 % (0/2)",
        "Triple helix": "50 % (1/2)",
        "Quadruple helix": "50 % (1/2)",
        "Origin that prevails": "neither, 1 to 1, p = 1.00",
        "Helix that prevails": "neither, 1 to 1, p = 1.00",
    }
    assert found.loc["Regional", "Triple helix"] == "–"
    assert found.loc["All levels", "Both ways"] == "25 % (1/4)"
    assert found.loc["Regional", "Origin that prevails"] == "–"


def test_which_of_two_prevails() -> None:
    # two-sided sign test: 5 of 6 has p = 2 * (1 + 6) / 2**6
    names = {"a": "First", "b": "Second"}
    assert prevails(pd.Series(["a"] * 5 + ["b", "both", ""]), names) == "First, 5 to 1, p = 0.22"
    assert prevails(pd.Series(["b"] * 6), names) == "Second, 6 to 0, p = 0.03"
    assert prevails(pd.Series(["a"] * 7), names) == "First, 7 to 0, p = 0.02"  # 2/2⁷
    assert prevails(pd.Series(["a"] * 8), names) == "First, 8 to 0, p = 0.01"  # 2/2⁸ = 0.0078
    assert prevails(pd.Series(["a"] * 9), names) == "First, 9 to 0, p < 0.01"  # 2/2⁹ = 0.0039
    assert prevails(pd.Series(["a"] * 20), names) == "First, 20 to 0, p < 0.01"


@pytest.mark.parametrize(
    ("table", "columns"),
    [
        (definitions_by_concept(frame_of([], DEFINITIONS), frame_of([], DOCUMENTS)), 8),
        (dimension_table([], [TRAITS]), 5),
        (dimension_table([UNTESTED], [TRAITS]), 5),
        (heterogeneity_table([]), 12),
        (group_table(frame_of([], CLUSTERS), frame_of([], DEFINITIONS), frame_of([], DOCUMENTS)), 6),
        (initiatives_table(frame_of([], INITIATIVES)), 9),
    ],
)
def test_nothing_to_show_gives_headings_only(table: pd.DataFrame, columns: int) -> None:
    assert table.shape == (0, columns)


def test_no_initiatives_are_counted_as_none() -> None:
    found = initiatives_by_level(frame_of([], INITIATIVES))
    assert found["Initiatives"].tolist() == ["0"] * 5
    assert set(found.drop(columns=["Level", "Initiatives"]).to_numpy().ravel()) == {"–"}


def test_frameworks_coincide_where_the_same_definitions_name_both() -> None:
    def framework(name: str, *dimensions: str) -> Framework:
        made = (Dimension(d, d.capitalize(), "", "Words.", (d,), (), (), ()) for d in dimensions)
        return Framework(name, name.capitalize(), "alpha2010", ("smart city",), tuple(made))

    definitions = pd.DataFrame(
        {"definition_id": list("abcd"), "document_id": list("wxyz"), "family": "smart city", "wording": "verbatim"}
    )
    named = {"lamps": "abc", "poles": "ab", "trees": "d"}
    codes = pd.DataFrame(
        [
            {"definition_id": key, "framework": "one" if dimension == "lamps" else "two", "dimension": dimension}
            for dimension, keys in named.items()
            for key in keys
        ]
    )
    frameworks = [framework("one", "lamps"), framework("two", "poles", "trees")]
    found = framework_overlap(definitions, codes, frameworks, "smart city", 200, 1).set_index("Dimension")
    assert found.loc["Lamps", "Coincides most with"] == "Poles"
    assert found.loc["Lamps", "Name both, of those that name either"] == "67 % (2/3)"
    # phi of the table (2, 1; 0, 1) is (2 * 1 - 1 * 0) / sqrt(3 * 1 * 2 * 2) = 0.577
    assert found.loc["Lamps", "Phi"] == "0.58"
    compared = city_against_cluster(definitions, codes, frameworks, ["smart city", "cluster"])
    assert compared.iloc[0].tolist() == ["One", "Lamps", "75 % (3/4)", "–"]
