"""The rule that groups definitions: a row for each, the test against chance, and what it says when it cannot."""

from __future__ import annotations

import itertools
import json
from pathlib import Path
from typing import Any

import group_definitions
import numpy as np
import pandas as pd
import pytest
from defatlas.schemas import CLUSTERS, CODES, DEFINITIONS, DOCUMENTS, frame_of, read_table, write_table
from study_tables import code, definition, document, write_study

SENTENCE, DEFINIENS = "A smart city is a city full of sensors.", "a city full of sensors"


def grouped(paths: dict[str, Path], concept: str = "smart city", **values: Any) -> tuple[pd.DataFrame, dict[str, Any]]:
    """The table and the test that the rule writes."""
    settings = {"framework": "traits", "smallest": 2, "largest": 4, "null_draws": 20, "seed": 1} | values
    folder = paths["documents"].parent
    names = ["new_clusters.parquet", "grouping.json", "specifications.csv", "consensus.parquet", "group_terms.csv"]
    out = [folder / name for name in names]
    files = (paths[name] for name in ("documents", "definitions", "codes", "codebook"))
    group_definitions.main(*files, concept, *settings.values(), None, *out)
    return read_table(out[0], CLUSTERS), json.loads(out[1].read_text(encoding="utf-8"))


@pytest.fixture
def paths(tmp_path: Path) -> dict[str, Path]:
    """The study's files."""
    return write_study(tmp_path)


def replaced(paths: dict[str, Path], named: list[tuple[str, str]]) -> None:
    """Put other definitions in place of the study's: (id, dimensions separated by spaces), a document for each."""
    sources = [f"source{number}" for number in range(len(named))]
    rows = [definition(i, "alpha2010", SENTENCE, DEFINIENS) for i, _ in named]
    placed = [row | {"document_id": source} for row, source in zip(rows, sources, strict=True)]
    codes = [code(i, dimension, "alpha2010", "sensors") for i, dimensions in named for dimension in dimensions.split()]
    documents = [document("alpha2010") | {"document_id": source} for source in sources]
    write_table(frame_of(documents, DOCUMENTS), paths["documents"], DOCUMENTS)
    write_table(frame_of(placed, DEFINITIONS), paths["definitions"], DEFINITIONS)
    write_table(frame_of(codes, CODES), paths["codes"], CODES)


def test_two_plain_groups_are_found_named_and_placed(paths: dict[str, Path]) -> None:
    replaced(paths, [*((f"a{i}", "devices") for i in range(5)), *((f"b{i}", "residents") for i in range(4)), ("z", "")])
    table, test = grouped(paths)
    clusters = table.set_index("definition_id")
    assert clusters["cluster"].to_dict() == {**{f"a{i}": 1 for i in range(5)}, **{f"b{i}": 2 for i in range(4)}, "z": 0}
    labels = clusters.groupby("cluster")["label"].unique().map(list).to_dict()
    assert labels == {0: ["names no dimension"], 1: ["Devices & networks"], 2: ["Residents"]}
    assert clusters.groupby("cluster")["exemplar"].sum().to_dict() == {0: 0, 1: 1, 2: 1}
    assert clusters.loc["a0", "stability"] == 1
    assert pd.isna(clusters.loc["z", "stability"])
    assert clusters["x"].abs().round(9).groupby(clusters["cluster"]).nunique().to_dict() == {0: 1, 1: 1, 2: 1}
    assert (clusters.loc["a0", "x"] > 0) != (clusters.loc["b0", "x"] > 0)
    assert (test["definitions"], test["groups"], test["silhouette"]) == (10, 2, 1)
    # with two dimensions the totals leave no other matrix, so that even this is what chance gives
    assert (test["p_value"], test["verdict"]) == (1, "no structure beyond chance")


def test_files_in_another_order_and_under_other_names_give_the_same_groups(paths: dict[str, Path]) -> None:
    named = [
        *((f"a{i}", "devices") for i in range(3)),
        ("m0", "devices residents"),
        *((f"b{i}", "residents") for i in range(4)),
    ]
    replaced(paths, named)
    before, test = grouped(paths)
    replaced(paths, [(f"x{9 - number}", dimensions) for number, (_, dimensions) in enumerate(named)][::-1])
    after, again = grouped(paths)
    assert again == test
    columns = ["cluster", "label", "stability", "x", "y"]
    naming = {f"x{9 - number}": i for number, (i, _) in enumerate(named)}
    renamed = after.assign(definition_id=after["definition_id"].map(naming)).sort_values("definition_id")
    pd.testing.assert_frame_equal(renamed[columns].reset_index(drop=True), before[columns])


@pytest.mark.parametrize(
    ("named", "groups"),
    [([("a", "devices"), ("b", "residents")], 1), ([("a", "devices")] * 1, 1), ([("a", ""), ("b", "")], 0)],
)
def test_too_few_to_group_are_kept_as_one_group(
    paths: dict[str, Path], named: list[tuple[str, str]], groups: int
) -> None:
    replaced(paths, named)
    table, test = grouped(paths)
    assert table["definition_id"].tolist() == [i for i, _ in named]
    assert (test["verdict"], test["p_value"], test["groups"]) == ("not testable", None, groups)
    assert set(table["cluster"]) == ({1} if groups else {0})


def test_no_definition_and_no_framework_say_so(paths: dict[str, Path]) -> None:
    table, test = grouped(paths, "living lab")
    assert table.empty
    assert test == {"verdict": "not testable", "reason": "no definition of living lab was found"}
    definitions = read_table(paths["definitions"], DEFINITIONS).assign(family="living lab")
    write_table(definitions, paths["definitions"], DEFINITIONS)
    assert grouped(paths, "living lab")[1]["reason"] == "no framework applies to living lab"


@pytest.fixture
def four_dimensions(paths: dict[str, Path]) -> dict[str, Path]:
    """The study's files, with two more dimensions in the codebook."""
    codebook = paths["codebook"] / "traits.yaml"
    text = codebook.read_text(encoding="utf-8")
    block = text[text.index("  - id: residents") :]
    more = (block.replace("id: residents", f"id: {name}").replace("Residents", name) for name in ("third", "fourth"))
    codebook.write_text(text + "".join(more), encoding="utf-8")
    return paths


def test_structure_beyond_chance_is_called_groups(four_dimensions: dict[str, Path]) -> None:
    pairs = itertools.chain.from_iterable([["devices third"] * 8, ["residents fourth"] * 8])
    replaced(four_dimensions, [(f"d{number:02d}", dimensions) for number, dimensions in enumerate(pairs)])
    table, test = grouped(four_dimensions)
    assert test["verdict"] == "groups"
    assert test["p_value"] == pytest.approx(1 / 21)
    assert test["null_silhouette_mean"] < test["silhouette"] == 1
    assert table["cluster"].value_counts().to_dict() == {1: 8, 2: 8}
    assert set(table["label"]) == {"Devices & networks + third", "Residents + fourth"}


def test_the_verdict_turns_at_five_percent(four_dimensions: dict[str, Path]) -> None:
    names, found = ["devices", "residents", "third", "fourth"], []
    for seed in range(4):
        named = np.random.default_rng(seed).random((20, 4)) < 0.5
        rows = [" ".join(itertools.compress(names, row)) for row in named]
        replaced(four_dimensions, [(f"d{number:02d}", dimensions) for number, dimensions in enumerate(rows)])
        _, test = grouped(four_dimensions)
        found.append(test["p_value"])
        assert test["verdict"] == ("groups" if test["p_value"] < 0.05 else "no structure beyond chance")
    assert any(0.05 < p < 0.5 for p in found)
