"""Who takes whose definition, in hand-made corpora."""

from __future__ import annotations

from typing import Any

import pytest
from defatlas.lineage.inheritance import Works, borrowed_by_notes, cited_ancestors, trace
from defatlas.schemas import DEFINITIONS, DOCUMENTS, frame_of
from study_tables import document

BASE = "a city whose harbour, trams and lamps are steered by one office with data from sensors in every street"
PEOPLE = {
    "ferry2001": "Ferry, Ada; Quay, Ben",
    "pier2005": "Piër, Cleo",
    "dock2009": "Dock, Dan",
    "elm2012": "Elm, Eve",
}


def row(key: str, document_id: str, cited: str = "", family: str = "", **values: Any) -> dict[str, Any]:
    blank: dict[str, Any] = dict.fromkeys(DEFINITIONS.columns, "")
    blank |= {name: -1 for name in DEFINITIONS.columns if name.endswith(("start", "end"))}
    blank |= {"concept": "smart city", "family": "smart city", "wording": "verbatim", "kind": "definition"}
    blank |= {"negated": False, "probability": None, "family_id": family or key, "definiens": BASE}
    return blank | {"definition_id": key, "document_id": document_id, "cited_sources": cited} | values


def traced(*rows, **years):
    """Families and edges of definitions, as lists of tuples."""
    documents = frame_of(
        [document(name, authors=names, year=years.get(name, int(name[-4:]))) for name, names in PEOPLE.items()],
        DOCUMENTS,
    )
    definitions = frame_of(rows, DEFINITIONS)
    families, edges = trace(definitions, documents, cited_ancestors(definitions, Works(documents)))
    found = edges[["definition_id", "ancestor", "ancestor_document_id", "ground"]].to_numpy().tolist()
    return families, [tuple(edge) for edge in found]


def test_a_cited_document_of_the_corpus_is_found_by_first_author_and_year():
    _, edges = traced(row("d1", "elm2012", "Ferry and Quay (2001, p. 4); Pier (2005); Nobody et al. (1999, p. 3)"))
    assert edges == [
        ("d1", "Ferry (2001)", "ferry2001", "cited"),
        ("d1", "Pier (2005)", "pier2005", "cited"),
        ("d1", "Nobody et al. (1999)", "", "cited"),
    ]


def test_a_document_is_no_ancestor_of_itself():
    assert traced(row("d1", "pier2005", "Pier (2005)"))[1] == []


def test_a_work_outside_of_the_corpus_has_one_name():
    rows = [row("d1", "elm2012", "Lamp et al. (1999)"), row("d2", "dock2009", "Lamp, Mast and Net (1999, p. 2)")]
    _, edges = traced(*rows, row("d3", "pier2005", "Lamp et al. (1999, p. 7)"), row("d4", "ferry2001", "Lamp (1998)"))
    assert [ancestor for _, ancestor, _, _ in edges] == ["Lamp et al. (1999)"] * 3 + ["Lamp (1998)"]


def test_of_two_documents_of_one_author_and_year_neither_is_meant():
    twice = [document("ferry2001", authors="Ferry, Ada"), document("ferryb2001", authors="Ferry, Ada")]
    definitions = frame_of([row("d1", "elm2012", "Ferry (2001)")], DEFINITIONS)
    cited = cited_ancestors(definitions, Works(frame_of(twice, DOCUMENTS)))
    assert [(a.text, a.document_id) for a in cited["d1"]] == [("Ferry (2001)", "")]


def test_a_note_names_the_key_of_the_originator():
    rows = frame_of(
        [row("d1", "elm2012", "ferry2001", wording="paraphrase"), row("d2", "elm2012", "Ferry (2001)")], DEFINITIONS
    )
    documents = frame_of([document(name, authors=names) for name, names in PEOPLE.items()], DOCUMENTS)
    cited = cited_ancestors(rows, Works(documents))
    assert borrowed_by_notes(rows, cited) == {"d1": "ferry2001"}


def test_a_key_that_the_extraction_found_counts_before_author_and_year():
    rows = frame_of([row("d1", "elm2012", "Ferry (2001); Somebody (1999)")], DEFINITIONS)
    documents = frame_of([document(name, authors=names) for name, names in PEOPLE.items()], DOCUMENTS)
    for keys, found in (("pier2005; elm2012:7", ["pier2005", ""]), ("pier2005", ["ferry2001", ""])):
        cited = cited_ancestors(rows.assign(cited_keys=keys), Works(documents))
        assert [ancestor.document_id for ancestor in cited["d1"]] == found


def test_who_quotes_without_citing_inherits_from_the_work_that_the_family_cites():
    families, edges = traced(
        row("d1", "pier2005", "Ferry & Quay (2001)"),
        row("d2", "dock2009", family="d1"),
        row("d3", "elm2012", "Ferry & Quay (2001)", family="d1"),
        row("d4", "ferry2001", family="d1"),
    )
    assert sorted(edges) == [
        ("d1", "Ferry (2001)", "ferry2001", "cited"),
        ("d2", "Ferry (2001)", "ferry2001", "quoted"),
        ("d3", "Ferry (2001)", "ferry2001", "cited"),
    ]
    [family] = families.to_dict("records")
    assert (family["definitions"], family["documents"], family["citing"]) == (4, 4, 2)
    assert (family["origin"], family["origin_document_id"]) == ("Ferry (2001)", "ferry2001")


def test_in_a_family_that_cites_nobody_the_later_take_from_the_earliest():
    rows = [row("d1", "ferry2001"), row("d2", "dock2009", family="d1"), row("d3", "elm2012", family="d1")]
    families, edges = traced(*rows, elm2012=2001)
    assert edges == [("d2", "Ferry (2001)", "ferry2001", "quoted")]  # of two of one year, who took cannot be told
    assert families["earliest_year"].tolist() == [2001] and families["origin"].tolist() == [""]


def test_similarity_is_that_of_the_words():
    rows = [row("d1", "ferry2001"), row("d2", "dock2009", family="d1", definiens=BASE.replace("lamps", "tramps"))]
    definitions = frame_of(rows, DEFINITIONS)
    documents = frame_of([document(name, authors=names) for name, names in PEOPLE.items()], DOCUMENTS)
    _, edges = trace(definitions, documents, {})
    assert edges["similarity"].tolist() == [pytest.approx(0.975, abs=0.02)]


def test_no_definitions_leave_empty_tables():
    families, edges = traced()
    assert families.empty and edges == []
