"""Corrections are applied, survive a growing corpus, and rerun only what follows from them."""

import csv
import shutil

import pandas as pd
import pytest
from snakemake_runs import snakemake

WANTED = ["results/corrections.csv", "results/codes.parquet"]
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
    gone = next(row["definition_id"] for row in before.values() if "tramways" in row["sentence"])
    edited = next(row["definition_id"] for row in before.values() if "human capital" in row["sentence"])
    codes = pd.read_parquet(finished / "results/codes.parquet")
    coded = codes[codes["definition_id"] == edited].iloc[0]
    joined, head = [key for key, row in before.items() if row["family"] == "cluster"][:2]
    lines = [
        f"{gone},reject,,names one town,Ada,2024-03-31",
        f'{edited},edit,"definiens: human capital, education and infrastructure",shorter,Ada,2024-03-31',
        f"{edited},recode,-{coded['framework']}/{coded['dimension']},read again,Ada,2024-03-31",
        f"{joined},merge,{head},the same,Ada,2024-03-31",
        "0123456789ab,reject,,of an older corpus,Ada,2024-03-31",
    ]
    path = finished / "corpus/corrections.csv"
    path.write_text(HEADING + "\n".join(lines) + "\n", encoding="utf-8")
    planned = snakemake(finished, "-n")
    assert "trace_lineage" in planned.jobs and "write_tables" in planned.jobs
    assert not {"ingest_documents", "extract_definitions"} & set(planned.jobs)

    (finished / "corpus/doubt.md").write_text("This cluster is a group of firms by a lake.\n", encoding="utf-8")
    run = snakemake(finished, *WANTED)
    assert run.returncode == 0, run.output[-6000:]
    statuses = ["applied"] * 4 + ["target vanished"]
    check_corrected(run.results, gone, edited, joined, head, coded, statuses)
    rejected = rows_of(run.results / "rejected_candidates.csv")
    doubted = next(key for key, row in rejected.items() if "by a lake" in row["sentence"])

    path.write_text(path.read_text() + f"{doubted},accept,,it defines,Ada,2024-03-31\n", encoding="utf-8")
    (finished / "corpus/new.md").write_text(
        "A cluster is a group of firms with lamps and a harbour.\n", encoding="utf-8"
    )
    run = snakemake(finished, *WANTED)
    assert run.returncode == 0, run.output[-6000:]
    check_corrected(run.results, gone, edited, joined, head, coded, [*statuses, "applied"])
    definitions = rows_of(run.results / "definitions.csv")
    assert set(before) - set(definitions) == {gone}
    assert doubted in definitions and len(set(definitions) - set(before)) == 2


def check_corrected(results, gone, edited, joined, head, coded, statuses):
    """Check that all corrections show in the results."""
    definitions = rows_of(results / "definitions.csv")
    assert gone not in definitions
    assert rows_of(results / "rejected_candidates.csv")[gone]["reason"] == "rejected by Ada: names one town"
    assert definitions[edited]["definiens"] == "human capital, education and infrastructure"
    assert definitions[joined]["family_id"] == definitions[head]["family_id"]
    codes = pd.read_parquet(results / "codes.parquet")
    mine = codes[(codes["definition_id"] == edited) & (codes["framework"] == coded["framework"])]
    assert coded["dimension"] not in set(mine["dimension"])
    with (results / "corrections.csv").open(encoding="utf-8", newline="") as stream:
        assert [row["status"] for row in csv.DictReader(stream)] == statuses
    assert "corrections.csv, line 6" in (results / "logs/trace_lineage.log").read_text(encoding="utf-8")


def test_a_wrong_row_stops_the_run_before_any_work(finished):
    path = finished / "corpus/corrections.csv"
    path.write_text(f"{HEADING}0123456789ab,rejct,,why,Ada,2024-03-31\n", encoding="utf-8")
    run = snakemake(finished)
    assert run.returncode != 0
    assert "corrections.csv, line 2: action is 'rejct'; did you mean \"reject\"?" in run.output
