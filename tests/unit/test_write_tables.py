"""The rule that writes tables: which there are, and that each says what it rests on."""

from __future__ import annotations

import csv
import json
from pathlib import Path
from typing import Any

import pytest
import write_tables
from defatlas.schemas import CLUSTERS, DEFINITIONS, DOCUMENTS, INITIATIVES, frame_of, read_table, write_table
from study_tables import write_study

NAMES = ["definitions_by_concept", "dimensions", "groups", "heterogeneity", "initiatives", "initiatives_by_level"]
ENTRY: dict[str, Any] = {
    "concept": "smart city", "wording": "verbatim", "framework": "traits", "verdict": "measured",
    "mean_distance": 2 / 3, "interval": [None, None], "null_interval": [0.5, 0.8], "p_value": 1.0,
    "hill_numbers": [2.0, 2.0, 2.0], "definitions": 3, "uncoded": 0, "sources": 3, "pairs": 3,
    "shares": {"devices": [2, 3], "residents": [2, 3]},
}  # fmt: skip


def tables(paths: dict[str, Path], entries: list[dict[str, Any]]) -> dict[str, list[list[str]]]:
    """The rows of every table that the rule writes, by name."""
    folder = paths["documents"].parent
    heterogeneity = folder / "heterogeneity.json"
    heterogeneity.write_text(json.dumps(entries), encoding="utf-8")
    names = ("documents", "definitions", "clusters", "initiatives", "codebook")
    files = {name: paths[name] for name in names}
    write_tables.main(**files, heterogeneity=heterogeneity, concept="smart city", tables=folder / "tables")
    assert sorted(path.name for path in (folder / "tables").iterdir()) == sorted(
        f"{name}.{ending}" for name in NAMES for ending in ("csv", "md", "tex")
    )
    return {
        name: list(csv.reader((folder / "tables" / f"{name}.csv").open(encoding="utf-8", newline=""))) for name in NAMES
    }


@pytest.fixture
def paths(tmp_path: Path) -> dict[str, Path]:
    """The study's files."""
    return write_study(tmp_path)


def test_the_tables_of_the_study(paths: dict[str, Path]) -> None:
    found = tables(paths, [ENTRY])
    assert found["definitions_by_concept"][1:] == [
        ["smart city", "smart city", "verbatim", "3", "0", "3", "3", "2010–2015"]
    ]
    assert found["dimensions"][1] == ["smart city", "verbatim", "traits", "Devices & networks", "67 % (2/3)"]
    assert found["heterogeneity"][1][3:5] == ["0.667", "–"]
    assert found["groups"][1] == ["1", "mixed", "67 % (2/3)", "0.50", "a city full of sensors", "Alpha (2010)"]
    assert [row[0] for row in found["initiatives"]] == ["Initiative", "Delta", "Epsilon"]
    assert found["initiatives_by_level"][-1][:2] == ["All levels", "2"]


def test_each_table_says_which_wording_it_rests_on(paths: dict[str, Path]) -> None:
    definitions = read_table(paths["definitions"], DEFINITIONS)
    definitions.loc[0, "wording"] = "paraphrase"
    write_table(definitions, paths["definitions"], DEFINITIONS)
    tables(paths, [ENTRY])
    folder = paths["documents"].parent / "tables"
    for name in ("definitions_by_concept", "dimensions", "heterogeneity", "groups"):
        for ending in ("md", "tex"):
            text = (folder / f"{name}.{ending}").read_text(encoding="utf-8")
            assert "Wording of the definitions: paraphrase and verbatim." in text


def test_a_corpus_without_definitions_gives_tables_without_rows(paths: dict[str, Path]) -> None:
    for name, schema in (
        ("documents", DOCUMENTS),
        ("definitions", DEFINITIONS),
        ("clusters", CLUSTERS),
        ("initiatives", INITIATIVES),
    ):
        write_table(frame_of([], schema), paths[name], schema)
    found = tables(paths, [])
    assert {name: len(rows) for name, rows in found.items()} == {**dict.fromkeys(NAMES, 1), "initiatives_by_level": 6}
