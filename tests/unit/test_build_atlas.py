"""The rule that builds the atlas: what it says in words, and the page it makes of a results folder."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from build_atlas import choices, findings, main
from defatlas.schemas import (
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
    "concept": "smart city", "wording": "verbatim", "verdict": "measured", "mean_distance": 0.666,
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
    main(results, results / "codebook", "smart city", figures, tables, results / "atlas.html")
    return html.document_fromstring((results / "atlas.html").read_text(encoding="utf-8"))


def test_the_page_of_the_study(results: Path) -> None:
    found = page(results)
    assert found.findtext(".//h1") == "Atlas of definitions: smart city"
    tiles = [" ".join(tile.text_content().split()) for tile in found.xpath("//ul[@class='tiles']/li")]
    assert tiles[0] == "3 sources read, 2010 to 2015"
    assert tiles[1:3] == [
        "3 definitions of 1 concept",
        "3 definitions of smart city and its neighbour terms from checked sources",
    ]
    assert tiles[3].startswith("0.67 mean Jaccard distance")
    assert [entry["id"] for entry in json.loads(found.get_element_by_id("data").text)] == ["d1", "d2", "d3"]
    assert found.xpath("//figure/img/@alt") == ["The timeline.", "The initiatives."]
    assert found.xpath("//figcaption/em/text()") == ["Rests on verbatim wording.", "Coded from the source paper."]
    assert found.xpath("//h3/text()") == ["Initiatives by level"]
    assert found.xpath("//td/text()") == ["Local", "50 % (1/2)"]
    assert "broken.pdf: not a PDF; save it again" in found.get_element_by_id("rejected").text_content()
    assert "exact quotations" in found.xpath("//p[@class='wording']")[0].text_content()


def test_two_wordings_are_not_taken_for_one(results: Path) -> None:
    definitions = read_table(results / "definitions.parquet", DEFINITIONS)
    definitions.loc[0, "wording"] = "paraphrase"
    write_table(definitions, results / "definitions.parquet", DEFINITIONS)
    found = page(results)
    assert "some are restatements in our reading notes" in found.xpath("//p[@class='wording']")[0].text_content()
    assert found.xpath("//figcaption/em/text()")[0] == "Rests on verbatim and paraphrase wording."


def test_unchecked_sources_are_shown_but_not_counted(results: Path) -> None:
    documents = read_table(results / "documents.csv", DOCUMENTS)
    documents.loc[0, "verified"] = False
    write_table(documents, results / "documents.csv", DOCUMENTS)
    found = page(results)
    numbers = found.xpath("//ul[@class='tiles']/li/span[@class='number']/text()")
    assert numbers[:3] == ["3", "3", "2"]
    assert [entry["checked"] for entry in json.loads(found.get_element_by_id("data").text)] == [False, True, True]


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
    assert found.xpath("//ul[@class='tiles']/li/span[@class='number']/text()") == ["0", "0", "0", "–"]
    assert "no definitions were found" in found.xpath("//p[@class='wording']")[0].text_content()
    assert "every file of the corpus was read" in found.get_element_by_id("rejected").text_content()


def test_the_same_results_give_the_same_page(results: Path) -> None:
    page(results)
    first = (results / "atlas.html").read_bytes()
    page(results)
    assert (results / "atlas.html").read_bytes() == first
    assert str(results).encode() not in first


def test_findings_are_said_with_their_interval_and_chance() -> None:
    said = findings([MEASURED, UNTESTED], GROUPED)
    assert said == [
        "Definitions of smart city (verbatim): two of them differ on average in 67% of the dimensions that either "
        "names (95 % interval over sources 0.50 to 0.75); chance with the same totals gives 0.600 to 0.700, so they "
        "are as mixed as chance would make them. 1 of 2 dimensions are named by at least half of them.",
        "Definitions of cluster (both): not testable, 0 of 0 definitions name.",
        "Grouping: 2 groups, silhouette 0.61 against 0.30 by chance (p = 0.005): groups.",
    ]


def test_findings_without_interval_or_groups() -> None:
    (said,) = findings([MEASURED | {"interval": [None, None], "null_interval": [0.7, 0.8]}], NOT_GROUPED)
    assert "interval over sources" not in said
    assert "so they are not mixed as by chance." in said


def test_filters_offer_what_occurs_and_nothing_empty() -> None:
    entry = {"concept": "smart city", "type": "academic", "wording": "verbatim", "kind": "definition", "group": ""}
    other = entry | {"concept": "cluster", "group": "1: mixed"}
    entries = [
        entry | {"evidence": [{"dimension": "B"}, {"dimension": "A"}]},
        other | {"evidence": [{"dimension": "B"}]},
    ]
    offered = {choice["id"]: choice["options"] for choice in choices(entries)}
    assert offered == {
        "concept": ["cluster", "smart city"],
        "type": ["academic"],
        "wording": ["verbatim"],
        "kind": ["definition"],
        "group": ["1: mixed"],
        "dimension": ["A", "B"],
    }
