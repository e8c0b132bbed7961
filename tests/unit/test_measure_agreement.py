"""The rule that compares our codes with those of people: matching, basis, and what it leaves out."""

from __future__ import annotations

from pathlib import Path

import measure_agreement
import pandas as pd
import pytest
from defatlas.schemas import AGREEMENT, UNGROUNDED_CODES, read_table
from study_tables import write_study

HEADER = "source,definition_ref,cited,document_id,keyword,dimension,coder\n"
CODING = HEADER + (
    "x,1,Alpha (2010),,sensor,devices,Ada\n"  # stands in the definition as "sensors"
    "x,2,Beta et al.,beta2012,lamps,devices,Ada\n"  # does not
    "x,2,Beta et al.,beta2012,hearing residents,residents,Ada\n"
    "x,3,Gamma (2015),,,residents,Ada\n"  # no keyword
    "x,9,Nobody (1900),,lamps,devices,Ada\n"
)


def measured(paths: dict[str, Path], coding: str) -> tuple[pd.DataFrame, pd.DataFrame]:
    """The tables that the rule writes for a coding on the study's framework."""
    folder = paths["documents"].parent
    file = folder / "traits.csv"
    file.write_text(coding, encoding="utf-8")
    files = [paths[name] for name in ("documents", "definitions", "codes")]
    out = folder / "agreement.csv", folder / "ungrounded.csv"
    measure_agreement.main(*files, [file], paths["codebook"], "smart city", 100, 1, *out, folder / "tables")
    return read_table(out[0], AGREEMENT), read_table(out[1], UNGROUNDED_CODES)


@pytest.fixture
def paths(tmp_path: Path) -> dict[str, Path]:
    """The study's files."""
    return write_study(tmp_path)


def test_codes_are_matched_and_kept_apart_by_basis(paths: dict[str, Path]) -> None:
    table, ungrounded = measured(paths, CODING)
    rows = table.set_index(["dimension", "basis"])[["units", "named_by_people", "named_by_us", "agreed"]]
    # ours: devices in 1 and 3, residents in 2 and 3
    assert rows.loc[("devices", "all")].tolist() == [3, 2, 2, 1]
    assert rows.loc[("devices", "manifest")].tolist() == [2, 1, 2, 1]
    assert rows.loc[("devices", "inferred")].tolist() == [2, 1, 1, 0]
    assert rows.loc[("residents", "all")].tolist() == [3, 2, 2, 3]
    assert rows.loc[("residents", "inferred")].tolist() == [2, 1, 1, 2]
    assert rows.loc[("all", "all")].tolist() == [6, 4, 4, 4]
    reasons = dict(zip(ungrounded["definition_ref"], ungrounded["reason"], strict=True))
    assert reasons == {
        "2": "the words of the keyword do not stand in the definition",
        "3": "no keyword says which words it rests on",
        "9": "no definition of this source is in the corpus",
    }
    assert ungrounded["document_id"].tolist() == ["beta2012", "gamma2015", ""]


def test_what_the_coding_says_of_the_basis_counts(paths: dict[str, Path]) -> None:
    lines = (
        CODING.replace("coder\n", "coder,basis\n")
        .replace("Ada\n", "Ada,\n")
        .replace("residents,Ada,", "residents,Ada,manifest")
    )
    table, ungrounded = measured(paths, lines)
    rows = table.set_index(["dimension", "basis"])
    assert rows.loc[("residents", "manifest"), "units"] == 3
    assert ungrounded["definition_ref"].tolist() == ["2", "9"]


def test_each_coder_is_compared_alone(paths: dict[str, Path]) -> None:
    table, _ = measured(paths, CODING + "x,1,Alpha (2010),,,residents,Bob\n")
    units = table[(table["dimension"] == "all") & (table["basis"] == "all")].set_index("coder")["units"]
    assert units.to_dict() == {"Ada": 6, "Bob": 2}


def test_a_missing_column_and_no_match(paths: dict[str, Path]) -> None:
    with pytest.raises(SystemExit, match=r"traits.csv: column coder is missing; see corpus/coding/README.md"):
        measured(paths, "source,definition_ref,cited,dimension\n")
    table, ungrounded = measured(paths, HEADER)
    assert table.empty and ungrounded.empty
