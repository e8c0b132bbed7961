"""The PRISMA flow: each input in one box, numbers counted by hand, and the drawing that shows them."""

import json
from pathlib import Path

import pandas as pd
import pytest
from defatlas.figures.flow import flow_diagram
from defatlas.figures.widths import DOUBLE, SINGLE
from defatlas.flow import BOXES, boxes_of, detail, flow_of, flow_table
from defatlas.schemas import DOCUMENTS, DUPLICATES, REJECTED, USES, frame_of, write_table
from report_flow import main
from study_tables import document, duplicate
from vega_lite import is_legible

FILES = {"a.pdf", "b#1.pdf", "c.ris", "d.zip", "e.pdf", "f.pdf"}
DOCUMENTS_FOUND = frame_of(
    [
        document("one2001", path="a.pdf"),
        document("two2002", path="c.ris#1"),
        document("three2003", path="c.ris#2"),
        document("four2004", path="c.ris#3", status="other language", language="de"),
        document("five2005", path="d.zip/x.pdf", status="other language", language="fr"),
        document("six2006", path="d.zip/y.pdf", status="other language", language="de"),
    ],
    DOCUMENTS,
)
REASONS = {
    "b#1.pdf": "no",
    "c.ris#4": "no abstract",
    "c.ris#5": "same",
    "d.zip/z.exe": "no",
    "e.pdf": "same",
    "f.pdf": "no",
}
REJECTED_ONES = frame_of([{"path": path, "reason": reason} for path, reason in REASONS.items()], REJECTED)
DUPLICATES_FOUND = frame_of(
    [
        duplicate("x", "one2001", path="c.ris#5", ground="version"),
        duplicate("y", "one2001", path="e.pdf", ground="doi"),
    ],
    DUPLICATES,
)
COUNTS = {"concept": "smart city", "definitions": 0, "characterisations": 0, "mentions": 1}
USED = frame_of(
    [
        {**COUNTS, "document_id": "one2001", "definitions": 2},
        {**COUNTS, "document_id": "two2002", "characterisations": 1},
        {**COUNTS, "document_id": "two2002", "concept": "cluster", "definitions": 1},
    ],
    USES,
)
TABLES = (DOCUMENTS_FOUND, REJECTED_ONES, DUPLICATES_FOUND, USED)


def test_every_input_is_in_one_box() -> None:
    assert boxes_of(FILES, *TABLES, "smart city").to_dict() == {
        "a.pdf": "defining",
        "c.ris#1": "using",
        "c.ris#2": "without the concept",
        "c.ris#3": "other language",
        "d.zip/x.pdf": "other language",
        "d.zip/y.pdf": "other language",
        "b#1.pdf": "file not read",
        "c.ris#4": "record not read",
        "c.ris#5": "duplicate",
        "d.zip/z.exe": "file not read",
        "e.pdf": "duplicate",
        "f.pdf": "file not read",
    }


def test_numbers_of_the_flow() -> None:
    flow = flow_of(FILES, *TABLES, "smart city")
    assert (flow.files, flow.found, flow.screened, flow.read) == (6, 12, 10, 3)
    assert flow.boxes == dict(zip(BOXES, (2, 3, 1, 3, 1, 1, 1), strict=True))
    assert (flow.grounds, flow.languages) == ({"other version": 1, "same DOI": 1}, {"de": 2, "fr": 1})
    assert flow_of(FILES, *TABLES, "cluster").boxes["without the concept"] == 2


def test_the_table_holds_each_concept() -> None:
    table = flow_table([flow_of(FILES, *TABLES, concept) for concept in ("smart city", "cluster")])
    assert table["Number"].tolist() == [6, 12, 2, 3, 1, 3, 3, 1, 1, 1, 2, 0, 1]
    assert table.loc[table["Step"] == "In another language", "Remark"].item() == "de 2, fr 1"
    assert table["Step"].is_unique


@pytest.mark.parametrize(
    ("counts", "text"),
    [({}, ""), ({"a": 3}, "a 3"), ({"a": 5, "b": 4, "c": 3, "d": 2, "e": 1, "f": 1}, "a 5, b 4, c 3, d 2, others 2")],
)
def test_details(counts: dict[str, int], text: str) -> None:
    assert detail(counts) == text


def test_the_drawing_shows_every_number() -> None:
    specification = flow_diagram(flow_of(FILES, *TABLES, "smart city"))
    assert specification["width"] == DOUBLE
    drawn = json.dumps(specification)
    for text in (
        "Found: 12 documents and records\\nin 6 files",
        "Duplicates: 2\\nother version 1, same DOI 1",
        "Different works: 10",
        "Not read: 4\\nfiles 3, records 1",
        "With text that could be read: 6",
        "In another language: 3\\nde 2, fr 1",
        "In English: 3",
        "Do not use smart city: 1",
        "Use smart city: 2",
        "Use it without defining it: 1",
        "Define smart city: 1",
    ):
        assert text in drawn
        assert text.split("\\n")[0] in specification["description"]


def test_the_rule_writes_table_and_figure(tmp_path: Path) -> None:
    paths = []
    for table, schema in zip(TABLES, (DOCUMENTS, REJECTED, DUPLICATES, USES), strict=True):
        paths.append(tmp_path / f"{schema.name}.csv")
        write_table(table, paths[-1], schema)
    main(*paths, sorted(FILES), ["smart city", "smart city"], tmp_path / "tables/flow", tmp_path / "figures/flow")
    assert len(pd.read_csv(tmp_path / "tables/flow.csv")) == 10
    assert {path.name for path in (tmp_path / "figures").iterdir()} == {
        f"{stem}.{ending}" for stem in ("flow", "flow_85mm") for ending in ("svg", "pdf", "png")
    }
    assert is_legible(tmp_path / "figures/flow.svg", DOUBLE)
    assert is_legible(tmp_path / "figures/flow_85mm.svg", SINGLE)
    assert "Define smart city: 1" in (tmp_path / "figures/flow.svg").read_text(encoding="utf-8")


def test_an_empty_study_has_a_flow() -> None:
    empty = [frame_of([], schema) for schema in (DOCUMENTS, REJECTED, DUPLICATES, USES)]
    flow = flow_of(set(), *empty, "smart city")
    assert (flow.found, flow.read) == (0, 0)
    assert "Found: 0" in flow_diagram(flow)["description"]
