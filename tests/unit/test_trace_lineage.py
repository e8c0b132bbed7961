"""The rule that corrects and traces: what it writes, and that no correction is lost."""

from __future__ import annotations

import logging

import pandas as pd
import pytest
from defatlas.schemas import CANDIDATES, CORRECTIONS, DEFINITIONS, DUPLICATES, USES, frame_of, read_table, write_table
from study_tables import CODEBOOK_TEXT, duplicate, study, write_study
from trace_lineage import main

CONCEPTS = {"smart city": {"terms": ["smart city"]}}
IDS = {"d1": "a" * 12, "d2": "b" * 12, "d3": "c" * 12}


@pytest.fixture
def trace(tmp_path):
    """A study whose corrections a test writes; calling it runs the rule and returns the results."""
    paths = write_study(tmp_path)
    found = study()["definitions"].replace({"definition_id": IDS, "family_id": IDS})
    reasons = ["", "", "it names no kind"]
    write_table(found.assign(reason=reasons), tmp_path / "candidates.parquet", CANDIDATES)
    (tmp_path / "traits.yaml").write_text(CODEBOOK_TEXT, encoding="utf-8")
    write_table(frame_of([duplicate("copy", "alpha2010")], DUPLICATES), paths["duplicates"], DUPLICATES)
    results = tmp_path / "results"

    def run(*rows):
        corrections = tmp_path / "corrections.csv"
        lines = ["definition_id,action,value,reason,who,date", *(f"{row},read again,Ada,2024-03-31" for row in rows)]
        corrections.write_text("\n".join(lines) + "\n", encoding="utf-8")
        main(
            paths["documents"],
            paths["duplicates"],
            paths["passages"],
            tmp_path / "candidates.parquet",
            corrections,
            [tmp_path / "traits.yaml"],
            CONCEPTS,
            results,
        )
        return results

    return run


def test_definitions_and_what_was_not_taken_after_corrections(trace):
    results = trace(f"{IDS['d3']},accept,", f"{IDS['d1']},reject,")
    definitions = read_table(results / "definitions.parquet", DEFINITIONS)
    assert list(definitions["definition_id"]) == [IDS["d2"], IDS["d3"]]
    pd.testing.assert_frame_equal(read_table(results / "definitions.csv", DEFINITIONS), definitions)
    rejected = read_table(results / "rejected_candidates.csv", CANDIDATES)
    assert rejected[["definition_id", "reason"]].to_numpy().tolist() == [[IDS["d1"], "rejected by Ada: read again"]]
    assert set(read_table(results / "corrections.csv", CORRECTIONS)["status"]) == {"applied"}


def test_what_could_not_be_applied_is_reported_and_warned_about(trace, caplog):
    with caplog.at_level(logging.WARNING):
        results = trace(
            "ffffffffffff,reject,",
            "alpha2010,merge,omega1999",
            f"{IDS['d1']},recode,+traits/parks",
            f"{IDS['d1']},split,",
        )
    table = read_table(results / "corrections.csv", CORRECTIONS)
    assert list(table["status"]) == ["target vanished", "target vanished", "does not fit", "applied"]
    assert "no document has the id omega1999" in table["remark"][1]
    assert sorted(record.getMessage().split(":")[0] for record in caplog.records) == [
        f"corrections.csv, line {line}" for line in (2, 3, 4)
    ]
    assert len(read_table(results / "definitions.csv", DEFINITIONS)) == 2


def test_uses_are_counted_on_the_corrected_definitions(trace):
    uses = read_table(trace(f"{IDS['d1']},reject,") / "uses.csv", USES)
    assert uses[["document_id", "mentions", "definitions"]].to_numpy().tolist() == [
        ["alpha2010", 1, 0],
        ["beta2012", 1, 1],
        ["gamma2015", 1, 0],
    ]


def test_corrections_of_documents_are_reported_as_the_duplicates_show_them(trace):
    """Document "copy" stands behind alpha2010; beta2012 and gamma2015 stand by themselves."""
    results = trace(
        "copy,merge,alpha2010", "copy,split,", "beta2012,split,", "beta2012,merge,gamma2015", "gone2000,split,"
    )
    table = read_table(results / "corrections.csv", CORRECTIONS)
    assert list(table["status"]) == ["applied", "does not fit", "applied", "does not fit", "target vanished"]
    assert "alpha2010" in table["remark"][1]
