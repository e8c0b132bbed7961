"""Corrections are applied, survive a growing corpus, and rerun only what follows from them."""

import csv
import shutil

import pandas as pd
import pytest
from snakemake_runs import snakemake

HEADING = "definition_id,action,value,reason,who,date\n"


@pytest.fixture
def finished(pile_run, tmp_path):
    """A copy of the finished study that a test may change."""
    directory = tmp_path / "study"
    shutil.copytree(pile_run.directory, directory)
    return directory


def rows_of(path):
    """The rows of a CSV file by definition_id."""
    with path.open(encoding="utf-8", newline="") as stream:
        return {row["definition_id"]: row for row in csv.DictReader(stream)}


def test_corrections_survive_a_new_document_and_only_what_follows_runs_again(finished):
    before = rows_of(finished / "results/definitions.csv")
    candidates = rows_of(finished / "results/rejected_candidates.csv")
    dimensions = pd.read_parquet(finished / "results/codes.parquet")
    gone = next(row["definition_id"] for row in before.values() if "tramways" in row["sentence"])
    edited = next(row["definition_id"] for row in before.values() if "human capital" in row["sentence"])
    coded = dimensions[dimensions["definition_id"] == edited].iloc[0]
    accepted = next(iter(candidates))
    joined, head = [key for key, row in before.items() if row["family"] == "cluster"][:2]
    code = f"{coded['framework']}/{coded['dimension']}"
    lines = [
        f"{gone},reject,,names one town,Ada,2024-03-31",
        f'{edited},edit,"definiens: human capital, education and infrastructure",shorter,Ada,2024-03-31',
        f"{edited},recode,-{code},read again,Ada,2024-03-31",
        f"{accepted},accept,,it defines,Ada,2024-03-31",
        f"{joined},merge,{head},the same,Ada,2024-03-31",
        "0123456789ab,reject,,of an older corpus,Ada,2024-03-31",
    ]
    (finished / "corpus/corrections.csv").write_text(HEADING + "\n".join(lines) + "\n", encoding="utf-8")
    planned = snakemake(finished, "-n")
    assert "trace_lineage" in planned.jobs
    assert not {"ingest_documents", "extract_definitions"} & set(planned.jobs)
    first = snakemake(finished)
    assert first.returncode == 0, first.output[-6000:]
    assert _corrected(first.results, gone, edited, accepted, joined, head, code)

    (finished / "corpus/new.md").write_text(
        "A cluster is a group of firms with lamps and a harbour.\n", encoding="utf-8"
    )
    second = snakemake(finished)
    assert second.returncode == 0, second.output[-6000:]
    assert _corrected(second.results, gone, edited, accepted, joined, head, code)
    added = set(rows_of(second.results / "definitions.csv")) - set(rows_of(first.results / "definitions.csv"))
    assert len(added) == 1

    (finished / "corpus/corrections.csv").unlink()
    (finished / "corpus/new.md").unlink()
    third = snakemake(finished)
    assert third.returncode == 0, third.output[-6000:]
    assert rows_of(third.results / "definitions.csv") == before


def _corrected(results, gone, edited, accepted, joined, head, code):
    """Check that all corrections show in the results; always true."""
    definitions = rows_of(results / "definitions.csv")
    assert gone not in definitions and accepted in definitions
    assert rows_of(results / "rejected_candidates.csv")[gone]["reason"] == "rejected by Ada: names one town"
    assert definitions[edited]["definiens"] == "human capital, education and infrastructure"
    assert definitions[joined]["family_id"] == definitions[head]["family_id"]
    codes = pd.read_parquet(results / "codes.parquet")
    mine = codes[codes["definition_id"] == edited]
    assert code not in set(mine["framework"] + "/" + mine["dimension"])
    with (results / "corrections.csv").open(encoding="utf-8", newline="") as stream:
        said = list(csv.DictReader(stream))
    assert [row["status"] for row in said] == ["applied"] * 5 + ["target vanished"]
    assert "corrections.csv, line 7" in (results / "logs/trace_lineage.log").read_text(encoding="utf-8")
    return True


def test_a_wrong_row_stops_the_run_before_any_work(finished):
    path = finished / "corpus/corrections.csv"
    path.write_text(f"{HEADING}0123456789ab,rejct,,why,Ada,2024-03-31\n", encoding="utf-8")
    run = snakemake(finished)
    assert run.returncode != 0
    assert "corrections.csv, line 2: action is 'rejct'; did you mean \"reject\"?" in run.output
