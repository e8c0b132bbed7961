"""Mined beside coded attributes: shares and kappa computed by hand, and the list of differences."""

from __future__ import annotations

import pandas as pd
import pytest
from defatlas.coding.coder import Coder
from defatlas.initiatives.agreement import agreement_table, coded_parts, disagreement_table, kappa
from defatlas.initiatives.mining import Miner
from defatlas.schemas import INITIATIVE_EVIDENCE, INITIATIVES, MINED_INITIATIVES, frame_of
from study_tables import initiative, mined, said_of

PARTS = {
    "sectors": {"a": frozenset({"energy"}), "b": frozenset[str](), "c": frozenset({"ict"}), "d": frozenset[str]()},
    "stakeholders": dict.fromkeys("abcd", frozenset[str]()),
}
CATEGORIES = {"sectors": ["energy", "ict"], "stakeholders": ["science"]}
CODED = frame_of(
    [
        initiative("A", "local", helix="triple"),
        initiative("B", "national", helix="quadruple"),
        initiative("C", "national", helix=""),
        initiative("D", "local", helix="triple"),  # named in no document
    ],
    INITIATIVES,
)
MINED = frame_of(
    [
        mined("A", level="local", helix="triple", kind="cluster", sectors="energy"),
        mined("B", level="", helix="triple", kind="cluster", sectors="energy; ict"),
        mined("C", level="national", helix="triple", kind="network"),
    ],
    MINED_INITIATIVES,
)


@pytest.mark.parametrize(
    ("pairs", "value"),
    [
        ([], "–"),
        ([("x", "x")], "–"),
        ([("x", "x"), ("y", "y")], "1.00"),
        ([("x", "x"), ("x", "y"), ("y", "x"), ("y", "y")], "0.00"),
        # observed 3/4; by chance (3/4)(1/2) + (1/4)(1/2) = 1/2; kappa (3/4 - 1/2) / (1/2)
        ([("x", "x"), ("x", "x"), ("x", "y"), ("y", "y")], "0.50"),
    ],
)
def test_kappa(pairs: list[tuple[str, str]], value: str) -> None:
    assert kappa(pairs) == value


def test_agreement_counts_what_was_coded_and_named() -> None:
    rows = agreement_table(CODED, MINED, PARTS, CATEGORIES).set_index("Attribute")
    assert rows.loc["Level", "Agree"] == "67 % (2/3)"
    assert rows.loc["Level", "Coded, not mined"] == 1
    assert rows.loc["Helix", "Agree"] == "50 % (1/2)"
    assert rows.loc["Helix", "Mined, not coded"] == 1
    assert rows.loc["Kind", "Agree"] == "67 % (2/3)"
    assert rows.loc["Origin", ["Compared", "Agree"]].tolist() == [0, "–"]
    assert rows.loc["Sectors", ["Compared", "Agree"]].tolist() == [4, "75 % (3/4)"]  # A and C, two sectors each


def test_every_difference_is_listed_with_its_sentence() -> None:
    evidence = frame_of(
        [said_of("b", "sensors", attribute="helix", value="triple", sentence="It has sensors.")], INITIATIVE_EVIDENCE
    )
    rows = disagreement_table(CODED, MINED, evidence, PARTS)
    found = rows[["Initiative", "Attribute", "Coded", "Mined"]].to_numpy().tolist()
    assert found == [
        ["B", "Level", "National", "–"],
        ["B", "Helix", "Quadruple", "Triple"],
        ["B", "Sectors", "–", "energy; ict"],
        ["C", "Kind", "cluster", "network"],
        ["C", "Helix", "–", "Triple"],
        ["C", "Sectors", "ict", "–"],
    ]
    assert rows.loc[1, ["How", "Sentence"]].tolist() == ["Said of it", "It has sensors."]


def test_nothing_mined_is_no_agreement_and_no_difference() -> None:
    rows = agreement_table(CODED, MINED.iloc[:0], PARTS, CATEGORIES)
    assert set(rows["Compared"]) == {0}
    assert set(rows["Agree"].iloc[:-1]) == {"–"}
    assert len(disagreement_table(CODED, MINED.iloc[:0], frame_of([], INITIATIVE_EVIDENCE), PARTS)) == 0


def test_coded_words_are_put_into_the_lists_of_the_mining(miner_and_coder: tuple[Miner, Coder]) -> None:
    coded = pd.DataFrame(
        [{"initiative_id": "a", "sectors": "renewable energy; tourism", "stakeholders": "industry; citizens"}]
    )
    assert coded_parts(coded, miner_and_coder[1]) == {
        "sectors": {"a": frozenset({"energy", "tourism_culture"})},
        "stakeholders": {"a": frozenset({"industry", "citizens"})},
    }
