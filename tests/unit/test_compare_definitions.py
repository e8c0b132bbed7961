"""The rule that compares definitions: planted differences, periods, terms over time and the working definition."""

from __future__ import annotations

from pathlib import Path

import compare_definitions
import numpy as np
import pandas as pd
import pytest
from defatlas.schemas import (
    CENTRALITY,
    CHANGES,
    CODES,
    DEFINITIONS,
    DOCUMENTS,
    EMERGENCE,
    WORKING_DEFINITION,
    frame_of,
    read_table,
    write_table,
)
from study_tables import code, definition, document, write_study

SENTENCE, DEFINIENS = "A smart city is a city full of sensors.", "a city full of sensors"
Outcome = dict[str, pd.DataFrame]


def compared(paths: dict[str, Path], working: str = "", concept: str = "smart city") -> Outcome:
    """The tables that the rule writes."""
    folder = paths["documents"].parent
    names = {"changes": CHANGES, "emergence": EMERGENCE, "centrality": CENTRALITY, "working": WORKING_DEFINITION}
    files = [paths[name] for name in ("documents", "definitions", "codes", "codebook")]
    outputs = [folder / f"new_{name}.csv" for name in names]
    compare_definitions.main(*files, concept, "traits", working, 199, 100, 1, *outputs, folder / "tables")
    return {name: read_table(path, schema) for (name, schema), path in zip(names.items(), outputs, strict=True)}


@pytest.fixture
def paths(tmp_path: Path) -> dict[str, Path]:
    """Forty definitions of as many sources: residents are named from 2010 on, devices at random."""
    written = write_study(tmp_path)
    rng = np.random.default_rng(1)
    documents, rows, codes = [], [], []
    for number in range(40):
        source, year = f"source{number}", 1991 + number
        documents.append(document("alpha2010") | {"document_id": source, "year": year})
        term = "wired city" if number < 8 else "smart city"
        row = definition(f"d{number:02d}", "alpha2010", SENTENCE, DEFINIENS, concept=term)
        rows.append(row | {"document_id": source})
        named = ["residents"] * (year >= 2010) + ["devices"] * int(rng.random() < 0.5)
        codes += [code(f"d{number:02d}", dimension, "alpha2010", "sensors") for dimension in named]
    write_table(frame_of(documents, DOCUMENTS), written["documents"], DOCUMENTS)
    write_table(frame_of(rows, DEFINITIONS), written["definitions"], DEFINITIONS)
    write_table(frame_of(codes, CODES), written["codes"], CODES)
    return written


def test_what_changes_is_found_and_what_does_not_is_not(paths: dict[str, Path]) -> None:
    changes = compared(paths)["changes"].set_index(["comparison", "framework", "dimension"])
    assert changes.loc[("period", "traits", "residents"), "p_adjusted"] < 0.05
    assert changes.loc[("period", "traits", "devices"), "p_adjusted"] > 0.05
    assert changes.loc[("period", "traits", "all"), "groups"] == "1991–2004 14; 2005–2017 13; 2018–2030 13"
    assert changes.loc[("period", "traits", "residents"), "groups"] == "1991–2004 0/14; 2005–2017 8/13; 2018–2030 13/13"
    assert changes.loc[("year", "traits", "residents"), "effect"] > 0.5
    assert changes.loc[("year", "traits", "residents"), "p_value"] == 1 / 200
    assert changes.loc[("year", "", "wired city"), "effect"] < 0
    assert not any(comparison == "source type" for comparison, *_ in changes.index)  # all academic
    assert changes.loc[("term", "traits", "all"), "definitions"] == 40
    assert ("smart city and wired city", "traits", "all") in changes.index


def test_terms_over_time(paths: dict[str, Path]) -> None:
    emergence = compared(paths)["emergence"].set_index(["term", "period"])
    assert emergence.loc[("wired city", "1990–1994"), ["definitions", "of_all", "share"]].tolist() == [4, 4, 1]
    assert emergence.loc[("smart city", "1995–1999"), ["definitions", "of_all", "share"]].tolist() == [1, 5, 0.2]


def test_the_working_definition_is_the_one_that_names_most_elements(paths: dict[str, Path]) -> None:
    text = (paths["codebook"] / "traits.yaml").read_text(encoding="utf-8")
    elements = text.replace("framework: traits", "framework: elements").replace(
        "source: sample2001", "source: source39"
    )
    (paths["codebook"] / "elements.yaml").write_text(elements, encoding="utf-8")
    codes = read_table(paths["codes"], CODES)
    own = [code("d39", d, "alpha2010", "sensors") | {"framework": "elements"} for d in ("devices", "residents")]
    other = [code("d00", "devices", "alpha2010", "sensors") | {"framework": "elements"}]
    write_table(pd.concat([codes, frame_of(own + other, CODES)]), paths["codes"], CODES)
    found = compared(paths, "elements")
    assert found["centrality"].set_index("definition_id")["working"].sum() == 1
    assert found["centrality"].set_index("definition_id").loc["d39", ["working", "elements_named"]].tolist() == [
        True,
        2,
    ]
    parts = found["working"].set_index(["part", "name"])
    assert parts.loc[("element", "devices"), ["named", "numerator", "denominator", "shared"]].tolist() == [
        "yes", 1, 39, "no",
    ]  # fmt: skip
    assert parts.loc[("dimension", "residents"), ["named", "numerator", "shared"]].tolist() == ["yes", 20, "yes"]
    assert parts.loc[("summary", "elements"), "value"] == 0
    assert found["centrality"]["rank"].is_monotonic_increasing


def test_nothing_to_compare_gives_empty_tables(paths: dict[str, Path]) -> None:
    assert all(table.empty for table in compared(paths, concept="living lab").values())
    assert compared(paths, "no such framework")["working"].empty


@pytest.mark.parametrize(
    ("years", "expected"),
    [
        ([2001, 2002, 2003], ["2001", "2002", "2003"]),
        ([2001, None, 2001], ["2001", "", "2001"]),
        ([None], [""]),
        ([2000, 2010, 2010, 2010], ["2000–2010"] * 4),
    ],
)
def test_periods_hold_about_as_many_sources_each(years: list[int | None], expected: list[str]) -> None:
    assert compare_definitions.periods(pd.Series(years, dtype="Int64")).tolist() == expected
