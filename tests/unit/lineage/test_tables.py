"""Tables of lineage count what they say, by hand."""

from __future__ import annotations

from typing import Any

import pandas as pd
from defatlas.lineage.tables import ancestors, effective_numbers, largest_families, never_defined
from defatlas.schemas import DOCUMENTS, FAMILIES, INHERITANCE, USES, frame_of
from study_tables import document


def test_each_family_counts_once_by_concept_and_wording():
    rows = [("a", "x"), ("b", "x"), ("c", "x"), ("d", "d"), ("e", "e")]
    table = pd.DataFrame(rows, columns=["definition_id", "family_id"]).assign(
        family="smart city", wording=["verbatim"] * 4 + ["paraphrase"], kind="definition"
    )
    aside = table.iloc[:1].assign(definition_id="f", kind="characterisation")
    found = effective_numbers(pd.concat([table, aside]))
    assert found.drop(columns="Concept").to_numpy().tolist() == [
        ["paraphrase", 1, 1, 0, "0 % (0/1)", 1],
        ["verbatim", 4, 2, 1, "75 % (3/4)", 3],
    ]


def edge(key: str, document_id: str, ancestor: str, ground: str = "cited", **values: Any) -> dict[str, Any]:
    row = {"definition_id": key, "document_id": document_id, "concept": "smart city", "ancestor": ancestor}
    return row | {"ancestor_document_id": "", "ground": ground, "similarity": None} | values


def test_ancestors_are_ranked_by_the_documents_that_take_from_them():
    edges = [
        edge("d1", "alpha2010", "Pier (2001)"),
        edge("d2", "alpha2010", "Pier (2001)"),
        edge("d3", "beta2012", "Quay (2002)", ancestor_document_id="quay2002"),
        edge("d4", "gamma2015", "Quay (2002)", "quoted", ancestor_document_id="quay2002"),
    ]
    assert ancestors(frame_of(edges, INHERITANCE)).drop(columns="Concept").to_numpy().tolist() == [
        ["Quay (2002)", "yes", 2, "50 % (1/2)", 2],
        ["Pier (2001)", "no", 1, "100 % (1/1)", 2],
    ]
    assert ancestors(frame_of([], INHERITANCE)).empty


def test_the_largest_families_come_first():
    row = {"concept": "smart city", "wording": "verbatim", "definiens": "a city", "earliest_year": 2010, "citing": 1}
    row |= {"earliest_document_id": "alpha2010", "origin": "Pier (2001)", "origin_document_id": ""}
    families = frame_of(
        [
            row | {"family_id": "a", "definitions": 3, "documents": 2},
            row | {"family_id": "b", "definitions": 3, "documents": 3, "origin": ""},
        ],
        FAMILIES,
    )
    found = largest_families(families, frame_of([document("alpha2010")], DOCUMENTS))
    assert found["Of which cite the origin"].tolist() == ["33 % (1/3)", "50 % (1/2)"]
    assert found["Origin that they cite"].tolist() == ["–", "Pier (2001)"]
    assert set(found["Earliest member"]) == {"Alpha (2010)"}


def test_who_uses_and_never_defines_is_counted_by_year_and_source_type():
    papers = [
        document("one2010", path="one.pdf", source_type="policy"),
        document("two2011", path="two.pdf"),
        document("three2014", path="three.pdf"),
        document("four2015", path="four.pdf", year=None, source_type=""),
        document("five2012", path="export.ris#1"),
        document("note2012", wording="paraphrase"),
    ]
    counts = {"one2010": (3, 0, 1), "two2011": (1, 1, 0), "three2014": (0, 1, 0), "four2015": (2, 0, 0)}
    counts |= {"five2012": (1, 0, 0), "note2012": (5, 0, 0)}
    uses = [
        {"document_id": key, "concept": "smart city", "mentions": m, "definitions": d, "characterisations": c}
        for key, (m, d, c) in counts.items()
    ]
    found = never_defined(frame_of(uses, USES), frame_of(papers, DOCUMENTS))
    assert found.drop(columns="Concept").to_numpy().tolist() == [
        ["abstract", "All", "–", "100 % (1/1)", "100 % (1/1)", "0 % (0/1)"],
        ["abstract", "Source type", "academic", "100 % (1/1)", "100 % (1/1)", "0 % (0/1)"],
        ["abstract", "Year", "2010–2014", "100 % (1/1)", "100 % (1/1)", "0 % (0/1)"],
        ["full text", "All", "–", "75 % (3/4)", "67 % (2/3)", "50 % (1/2)"],
        ["full text", "Source type", "academic", "50 % (1/2)", "0 % (0/1)", "–"],
        ["full text", "Source type", "policy", "100 % (1/1)", "100 % (1/1)", "100 % (1/1)"],
        ["full text", "Source type", "unknown", "100 % (1/1)", "100 % (1/1)", "0 % (0/1)"],
        ["full text", "Year", "2010–2014", "67 % (2/3)", "50 % (1/2)", "100 % (1/1)"],
        ["full text", "Year", "unknown", "100 % (1/1)", "100 % (1/1)", "0 % (0/1)"],
    ]


def test_a_corpus_of_notes_has_nobody_who_never_defines():
    uses = {"document_id": "note2012", "concept": "smart city", "mentions": 1, "definitions": 0, "characterisations": 0}
    notes = frame_of([document("note2012", wording="paraphrase")], DOCUMENTS)
    assert never_defined(frame_of([uses], USES), notes).empty
