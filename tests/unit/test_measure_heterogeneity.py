"""The rule that measures heterogeneity: which definitions it takes together, and what it says when it cannot."""

from __future__ import annotations

import json
import math
from pathlib import Path
from typing import Any

import measure_heterogeneity
import pytest
from defatlas.schemas import (
    CO_OCCURRENCE,
    CODES,
    DEFINITIONS,
    DOCUMENTS,
    RAREFACTION,
    frame_of,
    read_table,
    write_table,
)
from study_tables import code, definition, document, write_study


def measured(paths: dict[str, Path], concepts: list[str], **values: Any) -> list[dict[str, Any]]:
    """The entries that the rule writes."""
    settings = {"framework": "traits", "bootstrap": 100, "null_draws": 20, "permutations": 30, "seed": 1}
    results = paths["documents"].parent
    measure_heterogeneity.main(
        *(paths[name] for name in ("documents", "definitions", "codes", "codebook")),
        concepts,
        **(settings | values),
        results=results,
    )
    text = (results / "heterogeneity.json").read_text(encoding="utf-8")
    assert "NaN" not in text  # which is no JSON
    entries: list[dict[str, Any]] = json.loads(text)
    return entries


@pytest.fixture
def paths(tmp_path: Path) -> dict[str, Path]:
    """The study's files."""
    return write_study(tmp_path)


def test_one_wording_gives_one_entry_by_hand(paths: dict[str, Path]) -> None:
    (entry,) = measured(paths, ["smart city"])
    # devices; residents; both: distances 1, 1/2, 1/2
    assert entry["mean_distance"] == pytest.approx(2 / 3)
    assert (entry["verdict"], entry["wording"], entry["framework"]) == ("measured", "verbatim", "traits")
    assert (entry["definitions"], entry["uncoded"], entry["sources"], entry["pairs"]) == (3, 0, 3, 3)
    assert entry["shares"] == {"devices": [2, 3], "residents": [2, 3]}
    assert entry["core"] == ["devices", "residents"]
    assert entry["hill_numbers"] == pytest.approx([2, 2, 2])
    assert entry["weighting"] == "each definition once"
    assert entry["effective_definitions"] == 3
    assert entry["mean_distance_by_family"] == pytest.approx(2 / 3)
    assert entry["richness"]["combinations"]["observed"] == 3
    assert entry["text_distance"]["of"] == 3 and 0 < entry["text_distance"]["mean_cosine_distance"] < 1
    curve = read_table(paths["documents"].parent / "rarefaction.csv", RAREFACTION).set_index(["kind", "definitions"])
    assert curve["expected"].to_dict() == pytest.approx(
        {("dimensions", 1): 4 / 3, ("dimensions", 2): 2, ("dimensions", 3): 2}
        | {("combinations", n): n for n in (1, 2, 3)}
    )


def test_pairs_of_dimensions_by_hand(paths: dict[str, Path]) -> None:
    measured(paths, ["smart city", "cluster"])
    (row,) = read_table(paths["documents"].parent / "co_occurrence.csv", CO_OCCURRENCE).to_dict("records")
    # devices; residents; both: with these totals every matrix has one definition that names both
    assert (row["concept"], row["framework"], row["wording"]) == ("smart city", "traits", "verbatim")
    assert (row["dimension"], row["with"]) == ("devices", "residents")
    assert (row["named"], row["with_named"], row["together"], row["of"], row["expected"]) == (2, 2, 1, 3, 1)
    assert row["phi"] == pytest.approx((3 * 1 - 2 * 2) / 2)
    assert math.isnan(row["p_value"]) and math.isnan(row["p_adjusted"])


def test_two_wordings_are_measured_apart_and_together(paths: dict[str, Path]) -> None:
    definitions = read_table(paths["definitions"], DEFINITIONS)
    definitions.loc[0, "wording"] = "paraphrase"
    write_table(definitions, paths["definitions"], DEFINITIONS)
    entries = {entry["wording"]: entry for entry in measured(paths, ["smart city"])}
    assert list(entries) == ["both", "paraphrase", "verbatim"]
    assert entries["both"]["mean_distance"] == pytest.approx(2 / 3)
    assert entries["verbatim"]["mean_distance"] == pytest.approx(1 / 2)
    assert entries["verbatim"]["interval"] == [None, None]  # two sources
    assert entries["paraphrase"]["verdict"] == "not testable"
    assert entries["paraphrase"]["reason"] == "1 of 1 definitions name a dimension; two are needed"


def test_what_cannot_be_measured_says_why(paths: dict[str, Path]) -> None:
    write_table(frame_of([], DEFINITIONS), paths["definitions"], DEFINITIONS)
    write_table(frame_of([], CODES), paths["codes"], CODES)
    entries = measured(paths, ["smart city", "cluster", "smart city"])
    assert [entry["concept"] for entry in entries] == ["smart city", "cluster"]  # each concept once
    assert [entry["reason"] for entry in entries] == [
        "0 of 0 definitions name a dimension; two are needed",
        "no framework of the codebook applies to cluster",
    ]
    assert [(entry["verdict"], entry["definitions"]) for entry in entries] == [("not testable", 0)] * 2


def test_unchecked_sources_do_not_count(paths: dict[str, Path]) -> None:
    documents = read_table(paths["documents"], DOCUMENTS)
    documents.loc[2, "verified"] = False
    write_table(documents, paths["documents"], DOCUMENTS)
    (entry,) = measured(paths, ["smart city"])
    assert (entry["definitions"], entry["mean_distance"]) == (2, 1)


def test_names_and_order_change_no_number(paths: dict[str, Path]) -> None:
    texts = {"alpha2010": "d1", "beta2012": "d2", "gamma2015": "d3"}
    renamed = {"alpha2010": ("zeta1999", "d9"), "beta2012": ("eta1999", "d0"), "gamma2015": ("alpha1999", "d5")}
    before = measured(paths, ["smart city"], null_draws=30)
    definitions, codes = read_table(paths["definitions"], DEFINITIONS), read_table(paths["codes"], CODES)
    documents = read_table(paths["documents"], DOCUMENTS).iloc[::-1]
    documents["document_id"] = documents["document_id"].map({old: new for old, (new, _) in renamed.items()})
    ids = {texts[old]: new for old, (_, new) in renamed.items()}
    definitions["document_id"] = definitions["document_id"].map({old: new for old, (new, _) in renamed.items()})
    for frame in (definitions, codes):
        frame["definition_id"] = frame["definition_id"].map(ids)
    write_table(documents, paths["documents"], DOCUMENTS)
    write_table(definitions.iloc[[1, 2, 0]], paths["definitions"], DEFINITIONS)
    write_table(codes.iloc[::-1], paths["codes"], CODES)
    assert measured(paths, ["smart city"], null_draws=30) == before


def test_numbers_are_rounded_and_unknown_ones_are_null() -> None:
    given = {"a": (0.1234567890123456, math.nan), "b": [1, "x", None], "c": {"d": 2 / 3}}
    rounded = measure_heterogeneity._rounded(given)
    assert rounded == {"a": [0.123456789012, None], "b": [1, "x", None], "c": {"d": 0.666666666667}}


def test_the_concept_counts_its_neighbours(paths: dict[str, Path]) -> None:
    rows = [
        definition("d1", "alpha2010", "A smart city is a city full of sensors.", "a city full of sensors"),
        definition("d3", "alpha2010", "A smart city is a city full of sensors.", "a city full of sensors")
        | {"concept": "digital city"},
        definition("d4", "alpha2010", "It also has parks.", "parks") | {"family": "cluster", "concept": "cluster"},
    ]
    write_table(frame_of(rows, DEFINITIONS), paths["definitions"], DEFINITIONS)
    codes = [code(i, "devices", "alpha2010", "sensors") for i in ("d1", "d3")]
    write_table(frame_of(codes, CODES), paths["codes"], CODES)
    write_table(frame_of([document("alpha2010")], DOCUMENTS), paths["documents"], DOCUMENTS)
    (entry,) = measured(paths, ["smart city"])
    assert (entry["definitions"], entry["mean_distance"], entry["sources"]) == (2, 0, 1)
