"""A mistake in what is asked for ends the run before any job, with one sentence that says what to do."""

import pytest
from snakemake_runs import ROOT, snakemake, write_files

FILES = {"lamps.md": b"A smart city is a city that uses sensors.\n"}
MISTAKES = [
    ({"shrads": 2}, 'config: unknown key "shrads"; did you mean "shards"?'),
    ({"concept": "smart cty"}, 'config: unknown concept "smart cty"; did you mean "smart city"?'),
    ({"reference": "swarm"}, 'config: unknown reference "swarm"; it can be one of: cluster, '),
    ({"shards": 0}, 'config: "shards" is 0, but must be at least 1'),
    ({"bootstrap": "many"}, "config: \"bootstrap\" is 'many', but must be of type integer"),
    ({"corpus": "papers"}, 'papers" does not exist; name a folder of papers or notes.'),
    ({"corpus": "corpus/lamps.md"}, 'corpus "corpus/lamps.md" is a file; name the folder that holds it.'),
    ({"corpus": "empty"}, 'corpus folder "empty" holds no documents; put PDF, HTML, Markdown or text files in it'),
    ({"results": "corpus/results"}, 'results folder "corpus/results" lies in the corpus; choose one outside of it.'),
]


@pytest.mark.parametrize(("config", "sentence"), MISTAKES, ids=[s[:40] for _, s in MISTAKES])
def test_a_mistake_is_named_with_its_remedy_before_any_job(tmp_path, config, sentence):
    write_files(tmp_path / "corpus", FILES)
    (tmp_path / "empty").mkdir()
    (tmp_path / "empty/.hidden.txt").write_text("A cluster is a swarm.", encoding="utf-8")
    run = snakemake(tmp_path, config=config)
    assert run.returncode != 0
    said = [line for line in run.output.splitlines() if sentence in line]
    assert len(said) == 1, run.output
    assert "Traceback" not in run.output
    assert "localrule" not in run.output
    assert not run.results.exists()
    assert sorted(path.name for path in (tmp_path / "corpus").iterdir()) == ["lamps.md"]


def test_a_file_name_with_braces_does_not_stop_the_others(tmp_path):
    write_files(tmp_path / "corpus", FILES | {"plan {draft}.txt": b"A smart city is a city that uses sensors.\n"})
    run = snakemake(tmp_path, "-n")
    assert run.returncode == 0, run.output[-3000:]
    assert run.jobs["ingest_documents"] == 3


def test_a_lexicon_of_ones_own_replaces_that_one_alone(tmp_path):
    own = (ROOT / "corpus/lexicons/relations.yaml").read_bytes()
    write_files(tmp_path / "corpus", FILES | {"lexicons/relations.yaml": own})
    run = snakemake(tmp_path, "-n")
    assert run.returncode == 0, run.output[-3000:]
    embedded = f"{ROOT}/corpus/lexicons"
    assert " corpus/lexicons/relations.yaml," in run.output
    assert f"{embedded}/relations.yaml" not in run.output
    for name in ("factors", "city_states", "initiatives", "places", "sectors", "stakeholders"):
        assert f"{embedded}/{name}.yaml" in run.output, name


def test_a_mistake_in_the_manifest_is_named_before_any_job(tmp_path):
    write_files(tmp_path / "corpus", FILES | {"manifest.yaml": b"documents:\n  lamps.md: {lisense: CC0-1.0}\n"})
    run = snakemake(tmp_path)
    assert run.returncode != 0
    assert 'manifest.yaml: lamps.md: unknown key "lisense"; did you mean "licence"?' in run.output
    assert "Traceback" not in run.output
    assert not run.results.exists()


def test_a_dry_run_says_once_what_each_file_is_taken_for(tmp_path):
    write_files(tmp_path / "corpus", FILES | {"savedrecs.txt": b"FN Clarivate\nPT J\nER\nEF\n"})
    run = snakemake(tmp_path, "-n")
    assert run.returncode == 0, run.output[-3000:]
    assert run.output.count("2 files in the corpus folder, taken for: Markdown: 1, Web of Science records: 1.") == 1
    assert "  savedrecs.txt: Web of Science records" in run.output.splitlines()


def test_a_corpus_without_definitions_is_a_study_whose_answer_is_not_testable(tmp_path):
    texts = {
        "lamps.txt": b"The smart city came up again in the meeting about lamps. Nobody said what was meant by it.\n",
        "quays.md": b"# Quays\n\nThe harbour was rebuilt twice, in 1903 and in 1951.\n",
    }
    write_files(tmp_path / "corpus", texts)
    run = snakemake(tmp_path, config={"shards": 1})
    assert run.returncode == 0, run.output[-6000:]
    left = run.tree()
    for name in (
        "documents.csv",
        "definitions.csv",
        "rejected.csv",
        "heterogeneity.json",
        "atlas.html",
        "manifest.json",
    ):
        assert name in left
    for folder, endings in (("tables", {".csv", ".md", ".tex"}), ("figures", {".svg", ".pdf", ".png"})):
        files = list((run.results / folder).iterdir())
        assert {path.suffix for path in files} == endings
        assert all(path.stat().st_size for path in files)
    assert len((run.results / "definitions.csv").read_text(encoding="utf-8").splitlines()) == 1
    assert len((run.results / "documents.csv").read_text(encoding="utf-8").splitlines()) == 3
    assert '"verdict": "measured"' not in (run.results / "heterogeneity.json").read_text(encoding="utf-8")
    assert (run.results / "heterogeneity.json").read_text(encoding="utf-8").count('"verdict": "not testable"') == 2
    assert "no definitions were found" in (run.results / "atlas.html").read_text(encoding="utf-8")
