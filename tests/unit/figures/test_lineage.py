"""The graph of who takes whose definition: places by year, and what is left out is said."""

from __future__ import annotations

from typing import Any

from defatlas.figures.lineage import lay_out, lineage
from defatlas.figures.theme import save
from defatlas.schemas import DOCUMENTS, INHERITANCE, frame_of
from study_tables import document


def edge(document_id: str, ancestor: str, key: str = "", ground: str = "cited") -> dict[str, Any]:
    row = {"definition_id": document_id, "document_id": document_id, "concept": "smart city", "ancestor": ancestor}
    return row | {"ancestor_document_id": key, "ground": ground, "similarity": None}


EDGES = [
    edge("beta2012", "Alpha (2010)", "alpha2010"),
    edge("gamma2015", "Alpha (2010)", "alpha2010", "quoted"),
    edge("gamma2015", "Outside et al. (1999b)"),
    edge("delta2016", "Outside et al. (n.d.)"),
    edge("undated2010", "Alpha (2010)", "alpha2010"),
]
PAPERS = [document(name) for name in ("alpha2010", "beta2012", "gamma2015", "delta2016")]
DOCUMENTS_TABLE = frame_of([*PAPERS, document("undated2010", year=None)], DOCUMENTS)


def test_works_and_takers_stand_at_their_years_in_lanes_of_their_own():
    layout = lay_out(frame_of(EDGES, INHERITANCE), DOCUMENTS_TABLE)
    nodes = layout.nodes.set_index("name")
    assert nodes["year"].to_dict() == {
        "Alpha (2010)": 2010,
        "Beta (2012)": 2012,
        "Gamma (2015)": 2015,
        "Outside et al. (1999b)": 1999,
    }
    assert sorted(nodes["lane"]) == [0, 1, 2, 3]
    assert nodes["taken"].to_dict() == {
        "Alpha (2010)": 2,
        "Beta (2012)": 0,
        "Gamma (2015)": 0,
        "Outside et al. (1999b)": 1,
    }
    ends = [nodes.loc[nodes["lane"] == lane].index[0] for lane in layout.edges["from_lane"]]
    assert sorted(zip(ends, layout.edges["to_year"], layout.edges["ground"], strict=True)) == [
        ("Alpha (2010)", 2012, "cited"),
        ("Alpha (2010)", 2015, "quoted"),
        ("Outside et al. (1999b)", 2015, "cited"),
    ]
    assert (layout.ancestors, layout.all_ancestors, layout.borrowers) == (2, 2, 2)


def test_with_few_lanes_the_most_inherited_are_kept():
    layout = lay_out(frame_of(EDGES, INHERITANCE), DOCUMENTS_TABLE, most_lanes=3)
    assert set(layout.nodes["name"]) == {"Alpha (2010)", "Beta (2012)", "Gamma (2015)"}
    assert (layout.ancestors, layout.all_ancestors) == (1, 2)


def test_the_order_of_rows_changes_nothing(tmp_path):
    drawn = [
        lineage(frame_of(rows, INHERITANCE), DOCUMENTS_TABLE, "Verbatim wording.") for rows in (EDGES, EDGES[::-1])
    ]
    for number, specification in enumerate(drawn):
        save(specification, tmp_path / str(number))
    assert (tmp_path / "0.svg").read_bytes() == (tmp_path / "1.svg").read_bytes()
    assert "Taken by most documents: Alpha (2010): 2" in drawn[0]["description"]
    assert "2 of 2 works" in drawn[0]["title"]["subtitle"][0]


def test_without_inheritance_the_figure_says_so():
    drawn = lineage(frame_of([], INHERITANCE), DOCUMENTS_TABLE, "No definitions were found.")
    assert "no dated document takes its definition" in drawn["description"]
