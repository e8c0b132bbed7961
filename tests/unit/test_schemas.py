"""The tables: what each schema refuses, and that files give back what was written."""

from __future__ import annotations

from typing import Any

import pandas as pd
import pandera.errors
import pytest
from defatlas.schemas import (
    CANDIDATES,
    CLUSTERS,
    CODES,
    CORRECTIONS,
    DEFINITIONS,
    DOCUMENTS,
    DUPLICATES,
    FAMILIES,
    INHERITANCE,
    INITIATIVES,
    PASSAGES,
    REJECTED,
    TABLES,
    TEXTS,
    USES,
    frame_of,
    read_table,
    read_tables,
    write_table,
)
from hypothesis import given, settings
from hypothesis import strategies as st
from study_tables import EXAMPLES, document, duplicate, study
from study_tables import TEXTS as STUDY_TEXTS

REFUSED = (pandera.errors.SchemaError, pandera.errors.SchemaErrors)


def example(name: str) -> pd.DataFrame:
    """A valid frame with two or more rows, of any table."""
    tables = study()
    if name == "candidates":
        return CANDIDATES.validate(tables["definitions"].assign(reason=""))
    if name == "texts":
        return frame_of([{"document_id": key, "text": text} for key, text in STUDY_TEXTS.items()], TEXTS)
    if name == "corrections":
        row = {"definition_id": "d1", "action": "reject", "value": "", "reason": "no", "who": "Ada"}
        row |= {"date": "2024-03-31", "status": "applied", "remark": ""}
        return frame_of([row | {"line": line} for line in (2, 3)], CORRECTIONS)
    if name == "families":
        row = {"concept": "smart city", "definitions": 2, "documents": 2, "wording": "verbatim", "definiens": "a city"}
        row |= {"earliest_document_id": "alpha2010", "earliest_year": 2010, "origin": "", "origin_document_id": ""}
        return frame_of([row | {"family_id": key, "citing": 0} for key in ("d1", "d2")], FAMILIES)
    if name == "inheritance":
        row = {"document_id": "beta2012", "concept": "smart city", "ancestor": "Alpha (2010)", "ground": "cited"}
        row |= {"ancestor_document_id": "alpha2010", "similarity": 0.9}
        return frame_of([row | {"definition_id": key} for key in ("d2", "d3")], INHERITANCE)
    if name == "uses":
        counts = {"mentions": 3, "definitions": 1, "characterisations": 0}
        return frame_of([{"document_id": d, "concept": "smart city", **counts} for d in STUDY_TEXTS], USES)
    if name == "duplicates":
        return frame_of([duplicate("copy", "alpha2010"), duplicate("other", "beta2012")], DUPLICATES)
    if name == "rejected":
        return frame_of([{"path": path, "reason": "not a PDF; save it again"} for path in ("a.pdf", "b.pdf")], REJECTED)
    if name in EXAMPLES:
        return frame_of(EXAMPLES[name], TABLES[name])
    return tables[name]


def test_every_table_is_tried_here() -> None:
    for name, schema in TABLES.items():
        frame = example(name)
        assert len(frame) >= 2
        pd.testing.assert_frame_equal(schema.validate(frame), frame)


@pytest.mark.parametrize("name", TABLES)
def test_a_wrong_column_is_refused(name: str) -> None:
    frame = example(name)
    with pytest.raises(REFUSED, match="colour"):
        TABLES[name].validate(frame.assign(colour="red"))
    for column in frame:
        with pytest.raises(REFUSED, match=column):
            TABLES[name].validate(frame.drop(columns=column))


@pytest.mark.parametrize(
    ("schema", "column", "value"),
    [
        (DOCUMENTS, "source_type", "blog"),
        (DOCUMENTS, "wording", "quoted"),
        (DOCUMENTS, "status", "rejected"),
        (DOCUMENTS, "sha256", "abc"),
        (DOCUMENTS, "characters", 0),
        (DOCUMENTS, "pages", -1),
        (DOCUMENTS, "year", "recently"),
        (REJECTED, "reason", ""),
        (PASSAGES, "kind", "sidebar"),
        (PASSAGES, "start", -1),
        (PASSAGES, "end", 0),
        (DEFINITIONS, "wording", "translated"),
        (DEFINITIONS, "kind", "opinion"),
        (DEFINITIONS, "start", -2),
        (DEFINITIONS, "probability", 1.5),
        (CANDIDATES, "kind", "opinion"),
        (CODES, "evidence_start", -2),
        (CLUSTERS, "cluster", -1),
        (CLUSTERS, "stability", 1.01),
        (INITIATIVES, "kind", "club"),
        (INITIATIVES, "level", "global"),
        (INITIATIVES, "origin", "chance"),
        (INITIATIVES, "helix", "quintuple"),
    ],
)
def test_an_unknown_code_or_impossible_value_is_refused(schema: Any, column: str, value: object) -> None:
    frame = example(schema.name)
    with pytest.raises(REFUSED, match=column):
        schema.validate(frame.assign(**{column: value}))


@pytest.mark.parametrize(
    ("schema", "key"),
    [
        (DOCUMENTS, "document_id"),
        (REJECTED, "path"),
        (PASSAGES, "passage_id"),
        (TEXTS, "document_id"),
        (DEFINITIONS, "definition_id"),
        (CANDIDATES, "definition_id"),
        (CLUSTERS, "definition_id"),
        (INITIATIVES, "initiative_id"),
    ],
)
def test_a_duplicate_id_is_refused(schema: Any, key: str) -> None:
    frame = example(schema.name)
    with pytest.raises(REFUSED, match="duplicate"):
        schema.validate(frame.assign(**{key: "same"}))


def test_one_place_is_coded_once_per_dimension() -> None:
    frame = example("codes")
    with pytest.raises(REFUSED, match="not unique"):
        CODES.validate(pd.concat([frame, frame.iloc[:1]], ignore_index=True))


@pytest.mark.parametrize("ending", ["csv", "parquet"])
@pytest.mark.parametrize("name", TABLES)
def test_a_file_gives_back_what_was_written(name: str, ending: str, tmp_path: Any) -> None:
    frame, path = example(name), tmp_path / "deep" / f"table.{ending}"
    write_table(frame, path, TABLES[name])
    pd.testing.assert_frame_equal(read_table(path, TABLES[name]), frame)
    empty = frame_of([], TABLES[name])
    write_table(empty, path, TABLES[name])
    assert list(read_table(path, TABLES[name]).columns) == list(frame.columns)
    assert read_table(path, TABLES[name]).empty


def test_false_and_unknown_survive_a_csv_file(tmp_path: Any) -> None:
    rows = [document("alpha2010", verified=False, year=None), document("beta2012", verified=True, title="NA")]
    write_table(frame_of(rows, DOCUMENTS), tmp_path / "documents.csv", DOCUMENTS)
    read = read_table(tmp_path / "documents.csv", DOCUMENTS)
    assert read["verified"].tolist() == [False, True]
    assert pd.isna(read["year"][0])
    assert read["year"][1] == 2012
    assert read["title"].tolist() == ["On alpha2010", "NA"]


def test_a_truth_value_that_is_neither_is_refused(tmp_path: Any) -> None:
    path = tmp_path / "documents.csv"
    write_table(frame_of([document("alpha2010", verified=False)], DOCUMENTS), path, DOCUMENTS)
    path.write_text(path.read_text(encoding="utf-8").replace("False", "no"), encoding="utf-8")
    with pytest.raises(REFUSED, match="verified"):
        read_table(path, DOCUMENTS)


def test_missing_text_is_refused_and_not_written_as_a_word() -> None:
    with pytest.raises(REFUSED, match="title"):
        frame_of([document("alpha2010", title=None)], DOCUMENTS)


def test_a_csv_with_a_byte_order_mark_is_read(tmp_path: Any) -> None:
    path = tmp_path / "rejected.csv"
    path.write_bytes(b"\xef\xbb\xbfpath,reason\na.pdf,broken\n")
    assert read_table(path, REJECTED).to_dict("records") == [{"path": "a.pdf", "reason": "broken"}]


def test_shards_are_read_as_one_table_in_their_order(tmp_path: Any) -> None:
    paths = [tmp_path / f"{name}.csv" for name in "ba"]
    for path in paths:
        write_table(frame_of([{"path": path.name, "reason": "broken"}], REJECTED), path, REJECTED)
    assert read_tables(paths, REJECTED)["path"].tolist() == ["b.csv", "a.csv"]
    with pytest.raises(REFUSED, match="duplicate"):
        read_tables([paths[0], paths[0]], REJECTED)


@settings(deadline=None, max_examples=50)
@given(st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\r\x00"), max_size=40))
def test_any_text_survives_a_csv_file(tmp_path_factory: pytest.TempPathFactory, text: str) -> None:
    path = tmp_path_factory.mktemp("texts") / "texts.csv"
    frame = frame_of([{"document_id": "a", "text": text}], TEXTS)
    write_table(frame, path, TEXTS)
    assert read_table(path, TEXTS)["text"].tolist() == [text]


def test_every_column_says_what_it_means() -> None:
    unsaid = [
        f"{name}.{key}" for name, schema in TABLES.items() for key, c in schema.columns.items() if not c.description
    ]
    assert not unsaid
