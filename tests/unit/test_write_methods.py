"""The methods paragraph: the numbers of a run, in words."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
import write_methods
from defatlas.schemas import CANDIDATES, CLAIMS, DOCUMENTS, DUPLICATES, frame_of, write_table
from study_tables import EXAMPLES, duplicate, study, write_study

SETTINGS = {"concept": "smart city", "reference": "cluster", "bootstrap": 70, "null_draws": 33, "seed": 5}
ENTRY: dict[str, Any] = {
    "concept": "smart city", "wording": "verbatim", "framework": "traits", "verdict": "measured",
    "mean_distance": 0.6667, "interval": [0.5, 0.75], "null_interval": [0.61, 0.71], "p_value": 0.25,
    "hill_numbers": [2.0, 1.9, 1.8], "core": ["devices"], "definitions": 3, "uncoded": 0, "sources": 3,
}  # fmt: skip
GROUPING = {"groups": 2, "verdict": "no structure beyond chance", "p_value": 0.4}


@pytest.fixture
def paths(tmp_path: Path) -> dict[str, Path]:
    """The tables of a small run."""
    tables = write_study(tmp_path)
    for name, content in (("heterogeneity", [ENTRY]), ("grouping", GROUPING)):
        tables[name] = tmp_path / f"{name}.json"
        tables[name].write_text(json.dumps(content), encoding="utf-8")
    tables["claims"], tables["candidates"] = tmp_path / "claims.csv", tmp_path / "candidates.parquet"
    write_table(frame_of(EXAMPLES["claims"], CLAIMS), tables["claims"], CLAIMS)
    write_table(study()["definitions"].assign(reason=""), tables["candidates"], CANDIDATES)
    return tables


def methods(paths: dict[str, Path], tmp_path: Path) -> str:
    """The text that the rule writes."""
    codebook = paths.pop("codebook")
    write_methods.main(paths, codebook, SETTINGS, tmp_path / "methods.md")
    return (tmp_path / "methods.md").read_text(encoding="utf-8")


def test_the_numbers_are_those_of_the_run(paths: dict[str, Path], tmp_path: Path) -> None:
    text = methods(paths, tmp_path)
    for words in (
        "We analysed 3 documents (3 in their own words; 2010 to 2015)",
        "1 further files",
        "3 sentences were weighed",
        "3 definitions are quotations",
        "N = 3 definitions from 3 sources, effective N = 3",
        "is 0.667 (95 % bootstrap interval over sources, 70 resamples: 0.500 to 0.750)",
        "(33 draws of the curveball algorithm) give 0.610 to 0.710 (two-sided p = 0.250)",
        "at least half of the definitions name Devices & networks.",
        "2 groups, verdict: no structure beyond chance (p = 0.400",
        "2 were supported, 0 contradicted and 0 not testable",
        "seed 5",
    ):
        assert words in text


def test_what_was_not_measured_is_not_told(paths: dict[str, Path], tmp_path: Path) -> None:
    paths["heterogeneity"].write_text("[]", encoding="utf-8")
    paths["grouping"].write_text('{"verdict": "too few definitions"}', encoding="utf-8")
    write_table(frame_of([], CLAIMS), paths["claims"], CLAIMS)
    text = methods(paths, tmp_path)
    assert "Jaccard" not in text
    assert "claims" not in text
    assert "were not grouped: too few definitions." in text


def test_the_same_run_gives_the_same_bytes(paths: dict[str, Path], tmp_path: Path) -> None:
    first = methods(dict(paths), tmp_path)
    assert methods(paths, tmp_path) == first


def test_duplicates_and_other_languages_are_told_from_what_could_not_be_read(paths: dict[str, Path], tmp_path: Path):
    made = study()
    documents = made["documents"].copy()
    documents.loc[2, "status"] = "other language"
    write_table(documents, paths["documents"], DOCUMENTS)
    write_table(
        frame_of([duplicate("broken", "alpha2010", path="broken.pdf")], DUPLICATES), paths["duplicates"], DUPLICATES
    )
    text = methods(paths, tmp_path)
    assert "We analysed 2 documents (2 in their own words; 2010 to 2012)" in text
    assert "0 further files or records could not be read" in text
    assert "1 were set aside as copies or versions of these documents, and 1 in other languages were left out." in text
