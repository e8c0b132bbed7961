"""Coding as a rule and from the command line."""

from __future__ import annotations

import csv
import io
import subprocess
import sys
from pathlib import Path
from typing import Any

import code_definitions
import pandas as pd
import pytest
from defatlas.schemas import CODES, CORRECTIONS, DEFINITIONS, frame_of, read_table, write_table
from study_tables import CODEBOOK_TEXT, TEXTS, definition, write_study

SCRIPT = Path(code_definitions.__file__)


@pytest.fixture
def codebook(tmp_path: Path) -> Path:
    """A codebook folder with one framework."""
    folder = tmp_path / "codebook"
    folder.mkdir()
    (folder / "traits.yaml").write_text(CODEBOOK_TEXT, encoding="utf-8")
    return folder


def correct(folder: Path, *rows: dict[str, Any]) -> Path:
    """Write what became of corrections, as the rule before leaves it, and return its path."""
    path = folder / "corrections.csv"
    said = {"action": "recode", "reason": "read again", "who": "Ada", "date": "2024-03-31", "remark": ""}
    numbered = [{"line": line, "status": "applied", **said, **row} for line, row in enumerate(rows, start=2)]
    write_table(frame_of(numbered, CORRECTIONS), path, CORRECTIONS)
    return path


def printed(texts: Path, codebook: Path, capsys: pytest.CaptureFixture[str]) -> list[dict[str, str]]:
    """What the command prints for a file, as rows."""
    code_definitions.print_codes(texts, codebook)
    return list(csv.DictReader(io.StringIO(capsys.readouterr().out)))


def test_the_rule_codes_the_definiens_at_its_place_in_the_document(tmp_path: Path) -> None:
    paths = write_study(tmp_path)
    code_definitions.main(paths["definitions"], correct(tmp_path), paths["codebook"], tmp_path / "new.parquet")
    expected = read_table(paths["codes"], CODES)  # made by hand, the item behind a lead-in among them
    pd.testing.assert_frame_equal(read_table(tmp_path / "new.parquet", CODES), expected)


def test_words_outside_of_the_definiens_are_no_evidence(
    tmp_path: Path, codebook: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    # the lead-in of one and what stands around the definiens of the other name dimensions that these do not
    lead, other = "For its citizens, a sensor city is:", "To residents, a smart city is a park, say citizens."
    text = f"{lead}\n\na place with sensors.\n\n{other}"
    monkeypatch.setitem(TEXTS, "delta2020", text)
    rows = [
        definition("d1", "delta2020", "a place with sensors.", "a place with sensors", "sensor city", lead),
        definition("d2", "delta2020", other, "a park"),
    ]
    write_table(frame_of(rows, DEFINITIONS), tmp_path / "definitions.parquet", DEFINITIONS)
    code_definitions.main(tmp_path / "definitions.parquet", correct(tmp_path), codebook, tmp_path / "codes.parquet")
    codes = read_table(tmp_path / "codes.parquet", CODES)
    found = codes[["definition_id", "evidence", "evidence_start"]].to_numpy().tolist()
    assert found == [["d1", "sensors", text.rindex("sensors")]]


def test_a_lead_in_made_definiens_by_hand_is_coded_at_its_place(
    tmp_path: Path, codebook: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    lead = "With sensors for its residents, a sensor city is:"
    text = f"{lead}\n\na place with a metered street."
    monkeypatch.setitem(TEXTS, "delta2020", text)
    row = definition("d1", "delta2020", "a place with a metered street.", "sensors for its residents", "city", lead)
    write_table(frame_of([row], DEFINITIONS), tmp_path / "definitions.parquet", DEFINITIONS)
    code_definitions.main(tmp_path / "definitions.parquet", correct(tmp_path), codebook, tmp_path / "codes.parquet")
    codes = read_table(tmp_path / "codes.parquet", CODES)
    assert codes[["evidence", "evidence_start"]].to_numpy().tolist() == [["sensors", 5], ["residents", 21]]


def test_people_add_codes_and_take_them_away(tmp_path: Path) -> None:
    paths = write_study(tmp_path)
    corrections = correct(
        tmp_path,
        {"definition_id": "d1", "value": "+traits/residents"},
        {"definition_id": "d3", "value": "-traits/devices"},
        {"definition_id": "d2", "value": "+traits/residents"},  # the codebook found it already
        {"definition_id": "d2", "value": "+traits/devices", "status": "does not fit"},
        {"definition_id": "gone", "value": "+traits/devices", "status": "target vanished"},
    )
    code_definitions.main(paths["definitions"], corrections, paths["codebook"], tmp_path / "new.parquet")
    codes = read_table(tmp_path / "new.parquet", CODES)
    text = TEXTS["alpha2010"]
    start = text.index("a city full of sensors")
    assert codes[["definition_id", "dimension", "coder", "evidence_start"]].to_numpy().tolist() == [
        ["d1", "devices", "codebook", text.index("sensors")],
        ["d2", "residents", "codebook", TEXTS["beta2012"].index("residents")],
        ["d3", "residents", "codebook", TEXTS["gamma2015"].index("residents")],
        ["d1", "residents", "Ada", start],
    ]
    assert codes["evidence"].iloc[-1] == "a city full of sensors"


def test_no_definitions_give_an_empty_table(tmp_path: Path, codebook: Path) -> None:
    write_table(frame_of([], DEFINITIONS), tmp_path / "definitions.parquet", DEFINITIONS)
    code_definitions.main(tmp_path / "definitions.parquet", correct(tmp_path), codebook, tmp_path / "codes.parquet")
    assert read_table(tmp_path / "codes.parquet", CODES).empty


def test_texts_with_commas_quotes_and_line_breaks_are_coded(
    tmp_path: Path, codebook: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "texts.csv"
    content = (
        '﻿note,id,text\r\nx,"a,1","A city, ""wired"" with sensors,\nfor residents"\r\nx,b,\r\nx,c,Metered streets\r\n'
    )
    path.write_bytes(content.encode())
    text = 'A city, "wired" with sensors,\nfor residents'
    assert printed(path, codebook, capsys) == [
        {"id": "a,1", "framework": "traits", "dimension": dimension, "evidence": evidence}
        | {"start": str(text.index(evidence)), "end": str(text.index(evidence) + len(evidence))}
        for dimension, evidence in (("devices", "sensors"), ("residents", "residents"))
    ] + [
        {"id": "c", "framework": "traits", "dimension": "devices"}
        | {"evidence": "Metered streets", "start": "0", "end": "15"}
    ]


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"id,sentence\n1,x\n", "the columns id and text are needed; found: id, sentence"),
        (b"id;text\n1;x\n", "the columns id and text are needed; found: id;text"),
        (b"", "the columns id and text are needed; found: none"),
        ("id,text\n1,naïve\n".encode("latin-1"), "not UTF-8; save it as CSV in UTF-8"),
        (None, "cannot be opened (No such file or directory)"),
    ],
)
def test_a_file_that_cannot_be_used_ends_in_one_sentence(
    tmp_path: Path, codebook: Path, content: bytes | None, message: str
) -> None:
    path = tmp_path / "texts.csv"
    if content is not None:
        path.write_bytes(content)
    with pytest.raises(SystemExit) as stopped:
        code_definitions.print_codes(path, codebook)
    assert stopped.value.code == f"{path}: {message}"


def test_the_command_prints_codes_on_the_shipped_codebook(tmp_path: Path) -> None:
    path = tmp_path / "texts.csv"
    path.write_text("id,text\n1,A smart city is a city full of sensors.\n", encoding="utf-8")
    done = subprocess.run(
        [sys.executable, str(SCRIPT), "--text", str(path)], capture_output=True, text=True, check=True, cwd=tmp_path
    )
    rows = list(csv.DictReader(io.StringIO(done.stdout)))
    assert {"id": "1", "framework": "chourabi2012", "dimension": "technology", "evidence": "sensors"} | {
        "start": "31",
        "end": "38",
    } in rows
    assert {row["evidence"] for row in rows} == {"sensors"}


def test_the_command_needs_a_file(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "argv", ["code_definitions.py"])
    with pytest.raises(SystemExit) as stopped:
        code_definitions.command_line()
    assert stopped.value.code == 2
    assert "--text" in capsys.readouterr().err
