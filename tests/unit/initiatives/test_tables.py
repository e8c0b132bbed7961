"""Evidence made into tables: which value counts, and what the tables for print show."""

from __future__ import annotations

from typing import Any

import pandas as pd
from defatlas.coding.codebook import Dimension, Framework
from defatlas.initiatives.discourse import Initiative
from defatlas.initiatives.evidence import Evidence, strongest
from defatlas.initiatives.tables import evidence_rows, mined_rows, printed_evidence, printed_initiatives, with_taken
from defatlas.schemas import INITIATIVE_EVIDENCE, MINED_INITIATIVES, frame_of


def said(attribute: str, value: str, basis: str = "stated", start: int = 0, who: str = "ring") -> Evidence:
    """A statement whose words are its value."""
    words = value or "it"
    return Evidence(who, attribute, value, basis, "d", "7", "", start, start + len(words), words, f"It says {words}.")


def framework(name: str, *ids: str) -> Framework:
    """A list with these entries."""
    dimensions = (Dimension(i, i, "", "A definition.", (i,), (), (i,), ("no",)) for i in ids)
    return Framework(name, name, "sample2001", ("cluster",), tuple(dimensions))


LISTS = {"sector": framework("sectors", "energy", "water_waste"), "stakeholder": framework("stakeholders", "science")}
FOUND = [
    said("mention", ""),
    said("kind", "smart city"),
    said("kind", "cluster", start=3),
    said("level", "european", "place"),
    said("level", "national", "framed", start=2),
    said("level", "local", "framed", start=4),
    said("level", "local", "framed", start=6),
    said("country", "PT", "inferred"),
    said("origin", "city_first", "others"),
    said("origin", "cluster_first", "kind"),
    said("helix", "triple", "most"),
    said("helix", "", "stated"),
    said("sector", "water_waste"),
    said("sector", "energy", start=9),
    said("aim", "to sail", start=12),
    said("mention", "", start=30),
]


def tables() -> tuple[pd.DataFrame, pd.DataFrame]:
    """The two tables of one initiative."""
    rows = evidence_rows(FOUND, "verbatim")
    mined = frame_of(mined_rows([Initiative("ring", "Tide Ring", True)], rows, LISTS), MINED_INITIATIVES)
    return mined, INITIATIVE_EVIDENCE.validate(with_taken(pd.DataFrame(rows), mined)[list(INITIATIVE_EVIDENCE.columns)])


def test_the_strongest_basis_counts_then_the_majority_then_the_first() -> None:
    assert strongest([]) == ("", "")
    assert strongest([said("level", "local", "place"), said("level", "national", "heading")]) == ("national", "heading")
    twice = [said("level", "local"), said("level", "national"), said("level", "national")]
    assert strongest(twice) == ("national", "stated")
    assert strongest(twice[:2]) == ("local", "stated")


def test_a_row_per_initiative() -> None:
    (row,) = tables()[0].to_dict("records")
    assert row["kind"] == "cluster"  # "smart city" is often but a part of a name
    assert (row["level"], row["level_basis"]) == ("local", "framed")
    assert (row["origin"], row["origin_basis"]) == ("cluster_first", "kind")
    assert (row["helix"], row["helix_basis"]) == ("", "stated")  # ruled out, against what is said of most
    assert (row["country"], row["sectors"], row["stakeholders"]) == ("PT", "energy; water_waste", "")
    assert (row["aim"], row["mentions"], row["documents"], row["wording"]) == ("to sail", 2, 1, "verbatim")


def test_an_initiative_of_several_countries_has_none() -> None:
    rows = evidence_rows([said("mention", ""), said("level", "european"), said("country", "PT")], "verbatim")
    assert mined_rows([Initiative("ring", "Tide Ring", True)], rows, LISTS)[0]["country"] == ""


def test_both_wordings_are_said() -> None:
    rows = evidence_rows([said("mention", "")], "verbatim") + evidence_rows([said("mention", "")], "paraphrase")
    assert mined_rows([Initiative("ring", "Tide Ring", True)] * 2, rows, LISTS)[0]["wording"] == "both"


def test_evidence_says_whether_it_was_taken() -> None:
    evidence = tables()[1]
    level = evidence[evidence["attribute"] == "level"]
    assert level[["value", "taken"]].to_numpy().tolist() == [
        ["european", False],
        ["national", False],
        ["local", True],
        ["local", True],
    ]


def test_tables_for_print() -> None:
    mined, evidence = tables()
    shown: dict[str, Any] = printed_initiatives(mined).to_dict("records")[0]
    assert shown["Level"] == "Local"
    assert shown["Origin"] == "Cluster first"
    assert shown["Helix"] == "–"
    assert shown["Sectors"] == "energy; water waste"
    documents = pd.DataFrame({"document_id": ["d"], "citation": ["Okoro (2020)"]})
    printed = printed_evidence(evidence, mined, documents)
    assert set(printed["Source"]) == {"Okoro (2020)"}
    assert printed["Attribute"].tolist() == [
        *("Level", "Origin", "Helix", "Kind", "Country", "Sector", "Sector", "Aim"),  # no mentions, nothing not taken
    ]
    assert printed.loc[printed["Attribute"] == "Level", ["Value", "Statements"]].to_numpy().tolist() == [["Local", 2]]
    assert set(printed["initiative_id"]) == {"ring"}
    assert printed.loc[printed["Attribute"] == "Origin", ["Value", "Of a group"]].to_numpy().tolist() == [
        ["Cluster first", "yes"]
    ]


def test_nothing_mined_gives_empty_tables() -> None:
    mined = frame_of(mined_rows([], [], LISTS), MINED_INITIATIVES)
    evidence = frame_of([], INITIATIVE_EVIDENCE)
    assert len(printed_initiatives(mined)) == 0
    assert len(printed_evidence(evidence, mined, pd.DataFrame({"document_id": [""], "citation": [""]}))) == 0
