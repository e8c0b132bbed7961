"""The same files give the same bytes, however they are run; a change reruns what it touches and nothing else."""

import csv
import re
import shutil

import pandas as pd
import pytest
from defatlas.documents.corpus_folder import shard_of
from snakemake_runs import SMALL, pile_files, snakemake, write_files

AGGREGATES = {
    "collect_shards",
    "trace_lineage",
    "show_lineage",
    "report_flow",
    "code_definitions",
    "measure_heterogeneity",
    "measure_agreement",
    "compare_definitions",
    "group_definitions",
    "extract_links",
    "mine_initiatives",
    "show_links",
    "write_tables",
    "draw_figures",
    "draw_analysis",
    "weigh_claims",
    "heterogeneous_corpus",
    "smart_cities_and_clusters",
    "write_methods",
    "build_atlas",
    "check_results",
    "write_manifest",
}


@pytest.fixture
def finished(pile_run, tmp_path):
    """A copy of the finished study that a test may change."""
    directory = tmp_path / "study"
    shutil.copytree(pile_run.directory, directory)
    return directory


def shards_of(run):
    """The shards whose jobs a (dry) run lists."""
    return set(re.findall(r"wildcards: shard=(\d+)", run.output))


def test_one_core_another_folder_and_another_order_of_files_give_the_same_bytes(pile_run, tmp_path):
    directory = tmp_path / "a folder with spaces"
    write_files(directory / "corpus", pile_files(), backwards=True)
    other = snakemake(directory, cores=1, chdir=True)
    assert other.returncode == 0, other.output[-6000:]
    assert (other.results / "manifest.json").read_bytes() == (pile_run.results / "manifest.json").read_bytes()
    assert other.tree() == pile_run.tree()
    assert len(other.tree()) > 40


def test_a_new_document_reruns_its_shard_and_the_aggregates(finished):
    (finished / "corpus/new.md").write_text("A smart city is a city that has lamps and a network.\n", encoding="utf-8")
    planned = snakemake(finished, "-n")
    assert planned.returncode == 0
    assert planned.jobs["ingest_documents"] == planned.jobs["extract_definitions"] == 1
    assert shards_of(planned) == {f"{shard_of('new.md', SMALL['shards']):03d}"}
    assert set(planned.jobs) - {"total", "all"} == AGGREGATES | {"ingest_documents", "extract_definitions"}


def test_an_edited_document_reruns_its_shard(finished):
    path = finished / "corpus/quays.txt"
    path.write_text(path.read_text(encoding="utf-8") + "\nMore lamps.\n", encoding="utf-8")
    planned = snakemake(finished, "-n")
    assert shards_of(planned) == {f"{shard_of('quays.txt', SMALL['shards']):03d}"}


def test_another_seed_leaves_documents_and_definitions_alone(finished):
    planned = snakemake(finished, "-n", config={"seed": 7})
    assert set(planned.jobs) - {"total", "all"} <= AGGREGATES - {
        "collect_shards",
        "trace_lineage",
        "show_lineage",
        "code_definitions",
    }
    assert "measure_heterogeneity" in planned.jobs


def test_a_removed_document_leaves_no_trace(pile_run, finished):
    with (pile_run.results / "documents.csv").open(encoding="utf-8", newline="") as stream:
        gone = next(row["document_id"] for row in csv.DictReader(stream) if row["path"] == "tram.pdf")
    (finished / "corpus/tram.pdf").unlink()
    run = snakemake(finished)
    assert run.returncode == 0, run.output[-6000:]
    left = []
    for path in run.tree():
        file = run.results / path
        text = (
            pd.read_parquet(file).to_csv()
            if path.endswith(".parquet")
            else file.read_bytes().decode("utf-8", "replace")
        )
        if gone in text or "tram.pdf" in text or "tramways" in text or gone in path:
            left.append(path)
    assert left == []
    before, after = (pd.read_csv(folder / "definitions.csv") for folder in (pile_run.results, run.results))
    pd.testing.assert_frame_equal(after, before[before["document_id"] != gone].reset_index(drop=True))
