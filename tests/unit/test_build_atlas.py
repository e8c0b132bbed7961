"""The rule that builds the atlas: what it says in words, and the page it makes of a results folder."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from build_atlas import for_readers, main
from defatlas.schemas import (
    CANDIDATES,
    CLUSTERS,
    CODES,
    DEFINITIONS,
    DOCUMENTS,
    PASSAGES,
    REJECTED,
    frame_of,
    read_table,
    write_table,
)
from lxml import html
from study_tables import write_study

MEASURED: dict[str, Any] = {
    "concept": "smart city", "wording": "verbatim", "verdict": "measured", "mean_distance": 0.666, "definitions": 3,
    "interval": [0.5, 0.75], "null_interval": [0.6, 0.7], "core": ["devices"],
    "shares": {"devices": [2, 3], "residents": [1, 3]},
}  # fmt: skip
UNTESTED = {"concept": "cluster", "wording": "both", "verdict": "not testable", "reason": "0 of 0 definitions name"}
GROUPED = {"verdict": "groups", "groups": 2, "silhouette": 0.61, "null_silhouette_mean": 0.3, "p_value": 0.005}
NOT_GROUPED = {"verdict": "not testable", "reason": "too few"}


@pytest.fixture
def results(tmp_path: Path) -> Path:
    """A results folder with a codebook beside its tables."""
    write_study(tmp_path)
    write_table(read_table(tmp_path / "definitions.parquet", DEFINITIONS), tmp_path / "definitions.csv", DEFINITIONS)
    write_table(frame_of([], CANDIDATES), tmp_path / "rejected_candidates.csv", CANDIDATES)
    (tmp_path / "heterogeneity.json").write_text(json.dumps([UNTESTED, MEASURED]), encoding="utf-8")
    (tmp_path / "grouping.json").write_text(json.dumps(GROUPED), encoding="utf-8")
    for name in ("timeline", "initiatives"):
        (tmp_path / f"{name}.svg").write_text(f'<svg aria-label="The {name}."></svg>', encoding="utf-8")
    (tmp_path / "initiatives_by_level.csv").write_text("Level,N\nLocal,50 % (1/2)\n", encoding="utf-8")
    return tmp_path


def page(results: Path) -> html.HtmlElement:
    """The page that the rule writes."""
    figures = [results / "timeline.svg", results / "initiatives.svg"]
    tables = [results / "initiatives_by_level.csv"]
    tables += [path for path in (results / "claims.csv", results / "corrections.csv") if path.exists()]
    initiatives = results / "initiatives.csv"
    where = (results / "captions", results / "atlas.html")
    main(results, results / "codebook", initiatives, "smart city", figures, tables, *where)
    return html.document_fromstring((results / "atlas.html").read_text(encoding="utf-8"))


def data_of(found: html.HtmlElement) -> dict[str, Any]:
    """What the page's script is given."""
    return dict(json.loads(found.get_element_by_id("data").text))


def test_the_page_of_the_study(results: Path) -> None:
    found = page(results)
    assert found.findtext(".//h1") == "Atlas of definitions: smart city"
    tiles = [" ".join(tile.text_content().split()) for tile in found.xpath("//ul[@class='tiles']/li")]
    assert tiles[:4] == [
        "3 sources read, 2010 to 2015",
        "3 definitions of 1 concept",
        "3 definitions of smart city and its neighbour terms from checked sources (N)",
        "3 of them when those quoted from each other count once (effective N)",
    ]
    assert tiles[4].startswith("0.67 mean Jaccard distance")
    assert "2 of them" not in found.get_element_by_id("overview").text_content()
    data = data_of(found)
    assert [entry["id"] for entry in data["definitions"]] == ["d1", "d2", "d3"]
    assert found.xpath("//figure//img/@alt") == ["The initiatives.", "The timeline."]
    assert found.xpath("//figcaption/em/text()") == ["Coded from the source paper.", "Rests on verbatim wording."]
    (table,) = data["tables"]
    assert (table["title"], table["rows"]) == ("Initiatives by level", [["Local", "50 % (1/2)"]])
    assert [row["name"] for row in data["initiatives"]] == ["Delta", "Epsilon"]
    assert {row["origin"] for row in data["initiatives"]} <= {"Cluster first", "Smart city first", "Both ways", ""}
    assert "broken.pdf: not a PDF; save it again" in found.get_element_by_id("rejected").text_content()
    assert "exact quotations" in found.get_element_by_id("overview").text_content()


def test_definitions_of_one_family_count_once(results: Path) -> None:
    definitions = read_table(results / "definitions.parquet", DEFINITIONS)
    definitions["family_id"] = ["d1", "d1", "d3"]
    write_table(definitions, results / "definitions.parquet", DEFINITIONS)
    assert page(results).xpath("//ul[@class='tiles']//span[@class='number']/text()")[2:4] == ["3", "2"]


def test_claims_and_corrections_are_shown_when_there_are_any(results: Path) -> None:
    claims = "claim_id,claim,value,interval,verdict,evidence\na_b,It <is>.,0.5,,contradicted,x\nc_d,,,,not testable,y\n"
    (results / "claims.csv").write_text(claims, encoding="utf-8")
    row = "2,d1,reject,,no,me,2026-01-02,applied,\n"
    heading = "line,definition_id,action,value,reason,who,date,status,remark\n"
    (results / "corrections.csv").write_text(heading + row, encoding="utf-8")
    found = page(results)
    listed = [" ".join(item.text_content().split()) for item in found.xpath("//ul[@class='claims']/li")]
    assert listed == ["✗ contradicted It <is>. 0.5", "– not testable c d"]
    assert (
        "Of 2 claims 0 are supported, 1 contradicted and 1 not testable"
        in found.get_element_by_id("overview").text_content()
    )
    tiles = [" ".join(tile.text_content().split()) for tile in found.xpath("//ul[@class='tiles']/li")]
    assert tiles[-1] == "0 of 2 claims of the paper supported; 1 contradicted, 1 not testable"
    data = data_of(found)
    assert [(row["definition_id"], row["status"]) for row in data["corrections"]] == [("d1", "applied")]
    assert "corrections" not in {table["name"] for table in data["tables"]}


def test_a_table_for_readers_stands_for_the_one_of_the_same_name(results: Path) -> None:
    raw, polished = results / "claims.csv", results / "tables" / "claims.csv"
    assert for_readers([polished, raw, results / "uses.csv"], results) == [polished, results / "uses.csv"]
    assert for_readers([raw], results) == [raw]


def test_two_wordings_are_not_taken_for_one(results: Path) -> None:
    definitions = read_table(results / "definitions.parquet", DEFINITIONS)
    definitions.loc[0, "wording"] = "paraphrase"
    write_table(definitions, results / "definitions.parquet", DEFINITIONS)
    found = page(results)
    assert "some are restatements in our reading notes" in found.get_element_by_id("overview").text_content()
    assert found.xpath("//figcaption/em/text()")[1] == "Rests on verbatim and paraphrase wording."


def test_unchecked_sources_are_shown_but_not_counted(results: Path) -> None:
    documents = read_table(results / "documents.csv", DOCUMENTS)
    documents.loc[0, "verified"] = False
    write_table(documents, results / "documents.csv", DOCUMENTS)
    found = page(results)
    numbers = found.xpath("//ul[@class='tiles']//span[@class='number']/text()")
    assert numbers[:4] == ["3", "3", "2", "2"]
    assert [entry["counted"] for entry in data_of(found)["definitions"]] == [False, True, True]


def test_an_empty_corpus_has_a_page_too(results: Path) -> None:
    for name, schema in (
        ("documents.csv", DOCUMENTS),
        ("rejected.csv", REJECTED),
        ("definitions.parquet", DEFINITIONS),
        ("passages.parquet", PASSAGES),
        ("codes.parquet", CODES),
        ("clusters.parquet", CLUSTERS),
    ):
        write_table(frame_of([], schema), results / name, schema)
    (results / "heterogeneity.json").write_text(json.dumps([UNTESTED]), encoding="utf-8")
    (results / "grouping.json").write_text(json.dumps(NOT_GROUPED), encoding="utf-8")
    found = page(results)
    assert found.xpath("//ul[@class='tiles']//span[@class='number']/text()") == ["0", "0", "0", "0", "–"]
    assert "no definitions were found" in found.get_element_by_id("overview").text_content()
    assert "every file of the corpus was read" in found.get_element_by_id("rejected").text_content()


def test_the_same_results_give_the_same_page(results: Path) -> None:
    page(results)
    first = (results / "atlas.html").read_bytes()
    page(results)
    assert (results / "atlas.html").read_bytes() == first
    assert str(results).encode() not in first
