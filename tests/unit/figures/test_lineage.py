"""The graph of who takes whose definition: places by year, and what is left out is said."""

from __future__ import annotations

from typing import Any

from defatlas.figures.lineage import lay_out, lineage
from defatlas.figures.theme import save
from defatlas.figures.widths import DOUBLE
from defatlas.schemas import DOCUMENTS, INHERITANCE, frame_of
from study_tables import document
from vega_lite import is_legible, printed


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


def test_each_work_has_a_row_with_the_years_and_names_of_those_that_take_from_it():
    layout = lay_out(frame_of(EDGES, INHERITANCE), DOCUMENTS_TABLE)
    works = layout.works.set_index("name")
    assert works[["row", "year", "takers", "number", "last"]].to_dict("index") == {
        "Alpha (2010)": {"row": 0, "year": 2010, "takers": "Beta (2012); Gamma (2015)", "number": 2, "last": 2015},
        "Outside et al. (1999b)": {"row": 1, "year": 1999, "takers": "Gamma (2015)", "number": 1, "last": 2015},
    }
    assert sorted(layout.taken[["row", "year", "ground", "name"]].itertuples(index=False, name=None)) == [
        (0, 2012, "cited", "Beta (2012)"),
        (0, 2015, "quoted", "Gamma (2015)"),
        (1, 2015, "cited", "Gamma (2015)"),
    ]
    assert layout.all_works == 2


def test_with_few_rows_the_most_inherited_are_kept():
    layout = lay_out(frame_of(EDGES, INHERITANCE), DOCUMENTS_TABLE, most=1)
    assert list(layout.works["name"]) == ["Alpha (2010)"]
    assert layout.all_works == 2


def test_many_takers_are_counted_behind_the_first_and_earliest():
    papers = [document(f"paper{letter}{year}") for year, letter in zip(range(2016, 2010, -1), "abcdef", strict=True)]
    edges = [edge(paper["document_id"], "Alpha (2010)", "alpha2010") for paper in papers]
    layout = lay_out(frame_of(edges, INHERITANCE), frame_of([*PAPERS[:1], *papers], DOCUMENTS))
    (work,) = layout.works.to_dict("records")
    assert work["takers"] == "Paperf (2011); Papere (2012); Paperd (2013); 3 more"
    assert (work["number"], work["last"]) == (6, 2016)


def test_names_are_whole_and_no_line_runs_over_one(tmp_path):
    long = "Department of Lamps and Harbours of the Northern Government and its Islands"
    papers = [document("alpha2010", citation=f"{long} (2010)"), document("beta2012", citation=f"{long}, Office (2012)")]
    made = lineage(frame_of(EDGES[:1], INHERITANCE), frame_of(papers, DOCUMENTS), "Verbatim wording.")
    save(made, tmp_path / "lineage")
    assert is_legible(tmp_path / "lineage.svg", DOUBLE)
    assert f"{long} (2010)" in printed(tmp_path / "lineage.svg").texts
    names = [layer for layer in made["layer"] if layer["mark"]["type"] == "text"]
    assert all("value" in layer["encoding"]["x"] for layer in names)  # beside the years, not among them
    places = {layer["encoding"]["x"]["value"] for layer in names}
    years = made["layer"][0]["encoding"]["x"]["scale"]["domain"]
    across = [(year - years[0]) / (years[1] - years[0]) * (DOUBLE - 8) for year in (2010, 2012)]
    assert min(places) < min(across) and max(across) < max(places)


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
