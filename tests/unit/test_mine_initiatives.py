"""The rule that mines initiatives: its tables on a small corpus of ours, and on one that names none."""

from __future__ import annotations

import csv
from pathlib import Path
from typing import Any

import mine_initiatives
import pytest
import yaml
from defatlas.language.pipeline import MODEL_PATH
from defatlas.schemas import (
    DOCUMENTS,
    INITIATIVE_EVIDENCE,
    INITIATIVES,
    MINED_INITIATIVES,
    PASSAGES,
    frame_of,
    read_table,
    write_table,
)
from study_tables import document, initiative

PROJECT = Path(__file__).resolve().parents[2]
pytestmark = pytest.mark.skipif(not (MODEL_PATH / "config.cfg").is_file(), reason="model/en_defatlas is absent")
TEXT = (
    "At national level, the Tide Ring brings together firms and universities. The Oslo Ferry Cluster grew out of a "
    "smart city pilot. <b>Clusters</b> & rings follow the triple helix: nobody else does."
)


def run(folder: Path, texts: dict[str, str]) -> dict[str, list[dict[str, str]]]:
    """Mine documents, each of one paragraph; return the rows of every table for print."""
    documents = [document(name) | {"wording": "verbatim"} for name in texts]
    passages = [
        {"document_id": name, "passage_id": f"{name}:1", "page": "2", "section": "", "kind": "paragraph", "text": text}
        | {"start": 0, "end": len(text)}
        for name, text in texts.items()
    ]
    write_table(frame_of(documents, DOCUMENTS), folder / "documents.csv", DOCUMENTS)
    write_table(frame_of(passages, PASSAGES), folder / "passages.parquet", PASSAGES)
    listed = [initiative("Tide Ring", "national"), initiative("Quay Ring", "local")]
    write_table(frame_of(listed, INITIATIVES), folder / "listed.csv", INITIATIVES)
    config: dict[str, Any] = yaml.safe_load((PROJECT / "config" / "config.yaml").read_text(encoding="utf-8"))
    mine_initiatives.main(
        folder / "documents.csv",
        folder / "passages.parquet",
        folder / "listed.csv",
        {path.stem: path for path in (PROJECT / "corpus" / "lexicons").glob("*.yaml")},
        config["concepts"],
        config["links"],
        folder / "initiatives.csv",
        folder / "initiative_evidence.csv",
        folder / "tables",
    )
    tables = {}
    for path in sorted((folder / "tables").glob("*.csv")):
        with path.open(encoding="utf-8", newline="") as stream:
            tables[path.stem] = list(csv.DictReader(stream))
    return tables


def test_listed_and_other_initiatives_with_their_evidence(tmp_path: Path) -> None:
    tables = run(tmp_path, {"alpha2010": TEXT, "beta2012": "The Tide Ring is a cluster."})
    mined = read_table(tmp_path / "initiatives.csv", MINED_INITIATIVES)
    assert mined[["name", "listed", "level", "origin", "documents"]].to_numpy().tolist() == [
        ["Oslo Ferry Cluster", False, "national", "city_first", 1],  # below the same opening
        ["Tide Ring", True, "national", "", 2],
    ]
    evidence = read_table(tmp_path / "initiative_evidence.csv", INITIATIVE_EVIDENCE)
    of_alpha = evidence[evidence["document_id"] == "alpha2010"]
    assert all(TEXT[row.start : row.end] == row.words for row in of_alpha.itertuples())
    assert {row["Initiative"] for row in tables["mined_initiatives"]} == {"Tide Ring", "Oslo Ferry Cluster"}
    agreement = {row["Attribute"]: row["Agree"] for row in tables["initiative_agreement"]}
    assert agreement["Level"] == "100 % (1/1)"
    assert agreement["Origin"] == "–"
    assert {row["Attribute"] for row in tables["initiative_disagreements"]} >= {"Stakeholders"}


def test_a_corpus_that_names_none_says_so(tmp_path: Path) -> None:
    tables = run(tmp_path, {"alpha2010": "A smart city is a city full of lamps."})
    assert tables["mined_initiatives"] == tables["initiative_evidence"] == tables["initiative_disagreements"] == []
    assert {row["Compared"] for row in tables["initiative_agreement"]} == {"0"}
    caption = (tmp_path / "tables" / "initiative_agreement.md").read_text(encoding="utf-8").split("\n")[0]
    assert caption.startswith("Nothing mined to compare: none of the 2 listed initiatives is named.")


def test_the_order_of_documents_changes_nothing(tmp_path: Path) -> None:
    texts = {"alpha2010": TEXT, "beta2012": "The Tide Ring is a cluster. The Oslo Ferry Cluster is a local network."}
    for name, order in (("one", texts), ("two", dict(reversed(texts.items())))):
        (tmp_path / name).mkdir()
        run(tmp_path / name, order)
    for path in ("initiatives.csv", "initiative_evidence.csv", "tables/initiative_evidence.md"):
        assert (tmp_path / "one" / path).read_bytes() == (tmp_path / "two" / path).read_bytes()
