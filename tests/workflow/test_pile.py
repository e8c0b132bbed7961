"""A pile of files of every kind becomes a study: what it leaves, and that nothing is lost."""

import csv
import hashlib
import json
import xml.etree.ElementTree as ET

import pandas as pd
import pytest
from snakemake_runs import TEXTS, UNREADABLE, pile_files, snakemake

TABLES = ["definitions_by_concept", "dimensions", "heterogeneity", "groups", "initiatives", "initiatives_by_level"]
TABLES += ["initiative_agreement"]
DOCUMENTS = sorted([*TEXTS, "tram.pdf", "notes/ferry2001.md", "notes/quay2005.md"])


def rows_of(path):
    """The rows of a CSV table."""
    with path.open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream))


@pytest.fixture(scope="module")
def definitions(pile_run):
    """The rows of definitions.csv."""
    return rows_of(pile_run.results / "definitions.csv")


def test_every_file_is_read_or_rejected_with_a_reason(pile_run):
    read = [row["path"] for row in rows_of(pile_run.results / "documents.csv")]
    rejected = {row["path"]: row["reason"] for row in rows_of(pile_run.results / "rejected.csv")}
    assert sorted(read) == DOCUMENTS
    assert sorted(rejected) == sorted(UNREADABLE)
    assert rejected["z copy of quays.txt"] == "it is the same file, byte for byte, as quays.txt"
    assert rejected["empty.txt"] == "it is empty"
    assert "no reader for files that end in .dwg" in rejected["sketch.dwg"]
    assert "workbook cannot be read" in rejected["figures.xlsx"]
    assert rejected["plan {draft}.txt"].endswith("rename it")
    assert "binary" in rejected["noise.txt"]
    assert "front matter lacks" in rejected["notes/stray2010.md"]
    assert rejected["broken.pdf"]


def test_documents_say_what_they_are(pile_run):
    rows = {row["path"]: row for row in rows_of(pile_run.results / "documents.csv")}
    kinds = {path: row["media_type"] for path, row in rows.items()}
    assert kinds["tram.pdf"] == "application/pdf"
    assert kinds["page.html"] == "text/html"
    assert kinds["lamps.md"] == "text/markdown"
    assert kinds["quays.txt"] == "text/plain"
    assert rows["tram.pdf"]["pages"] == "1"
    assert rows["page.html"]["title"] == "Trams of the North"
    assert rows["lamps.md"]["year"] == "2011"
    assert rows["notes/ferry2001.md"]["citation"] == "Ferry & Quay (2001)"
    assert {path for path, row in rows.items() if row["wording"] == "paraphrase"} == {
        "notes/ferry2001.md",
        "notes/quay2005.md",
    }
    digest = hashlib.sha256(TEXTS["quays.txt"].encode()).hexdigest()
    assert rows["quays.txt"]["sha256"] == digest


def test_plain_definitions_are_found_in_every_format(pile_run, definitions):
    paths = {row["document_id"]: row["path"] for row in rows_of(pile_run.results / "documents.csv")}
    found = {(paths[row["document_id"]], row["definiens"].rstrip(".")) for row in definitions}
    for path, definiens in (
        ("lamps.md", "a city that uses sensors and open data so that its residents can be served with less waste"),
        ("tram.pdf", "a city that links tramways, buildings and services by a communication network"),
        ("quays.txt", "a city in which citizens take part in government and administration by electronic services"),
        ("page.html", "a place where networks of sensors make transport and energy services more efficient for people"),
        (
            "tables/harbour.txt",
            "a city that invests in human capital, education and infrastructure for sustainable growth",
        ),
        ("notes/ferry2001.md", "a city that uses sensors, networks and open data to serve its residents"),
    ):
        assert (path, definiens) in found


def test_definitions_stand_verbatim_at_their_offsets(pile_run, definitions):
    for row in definitions:
        text = (pile_run.results / "texts" / f"{row['document_id']}.txt").read_bytes().decode()
        assert text[int(row["start"]) : int(row["end"])] in row["sentence"]
        for part in ("definiendum", "definiens"):
            assert text[int(row[f"{part}_start"]) : int(row[f"{part}_end"])] == row[part]
    assert {row["concept"] for row in definitions} >= {"smart city", "cluster", "digital city", "living lab"}
    assert {row["family"] for row in definitions if row["concept"] == "digital city"} == {"smart city"}


def test_a_note_passes_on_whose_definition_it_is(definitions):
    borrowed = [row for row in definitions if row["document_id"] == "quay2005"]
    assert [(row["wording"], row["concept"]) for row in borrowed] == [("paraphrase", "smart city")]
    placed = [row for row in definitions if row["document_id"] == "ferry2001"]
    assert {row["concept"]: row["page"] for row in placed} == {"smart city": "p. 4", "cluster": ""}


@pytest.mark.parametrize("table", TABLES)
def test_tables_hold_the_same_rows_for_spreadsheet_text_and_latex(pile_run, table):
    stem = pile_run.results / "tables" / table
    rows = rows_of(stem.with_suffix(".csv"))
    assert rows
    markdown = [
        line for line in stem.with_suffix(".md").read_text(encoding="utf-8").splitlines() if line.startswith("|")
    ]
    assert len(markdown) == len(rows) + 2
    latex = stem.with_suffix(".tex").read_text(encoding="utf-8")
    body = latex.partition(r"\endlastfoot" if "longtable}" in latex else r"\midrule")[2]
    assert sum(line.endswith(r"\\") for line in body.splitlines()) == len(rows)
    assert latex.index(r"\toprule") < latex.index(r"\midrule") < latex.index(r"\bottomrule")


def test_figures_are_drawn_in_three_formats(pile_run):
    folder = pile_run.results / "figures"
    names = {path.stem for path in folder.iterdir()}
    assert len(names) >= 4
    for name in names:
        drawing = ET.parse(folder / f"{name}.svg").getroot()  # noqa: S314 - our own file
        assert drawing.tag == "{http://www.w3.org/2000/svg}svg"
        assert (folder / f"{name}.pdf").read_bytes().startswith(b"%PDF-")
        assert (folder / f"{name}.png").read_bytes().startswith(b"\x89PNG\r\n\x1a\n")
    assert {path.suffix for path in folder.iterdir()} == {".svg", ".pdf", ".png"}


def test_the_flow_counts_every_input_once(pile_run):
    rows = {row["Step"]: int(row["Number"]) for row in rows_of(pile_run.results / "tables/flow.csv")}
    assert rows["Files in the corpus folder"] == rows["Documents and records found in them"]
    assert rows["Documents and records found in them"] == len(DOCUMENTS) + len(UNREADABLE)
    assert rows["Duplicates set aside"] == 1
    assert rows["Files that could not be read"] == len(UNREADABLE) - 1
    assert rows["Read in English"] == len(DOCUMENTS)
    assert sum(rows[f"{step} smart city"] for step in ("Do not use", "Define")) <= rows["Read in English"]
    (duplicate,) = rows_of(pile_run.results / "duplicates.csv")
    assert (duplicate["path"], duplicate["kept_path"], duplicate["ground"]) == (
        "z copy of quays.txt",
        "quays.txt",
        "file",
    )


def test_heterogeneity_has_a_value_in_its_interval_for_each_concept(pile_run):
    entries = json.loads((pile_run.results / "heterogeneity.json").read_text(encoding="utf-8"))
    measured = {(entry["concept"], entry["wording"]): entry for entry in entries if entry["verdict"] == "measured"}
    both = measured["smart city", "both"]
    low, high = both["interval"]
    assert 0 <= low <= both["mean_distance"] <= high <= 1
    counted = [row for row in rows_of(pile_run.results / "definitions.csv") if row["family"] == "smart city"]
    assert 2 <= both["definitions"] <= len(counted)
    assert ("cluster", "both") in measured


def test_manifest_has_the_digest_of_every_input_and_output(pile_run):
    manifest = json.loads((pile_run.results / "manifest.json").read_text(encoding="utf-8"))
    files = {path: hashlib.sha256(data).hexdigest() for path, data in pile_files().items() if path != "sources.bib"}
    assert manifest["inputs"] == files | {"plan {draft}.txt": None}  # a name that is never opened
    tree = pile_run.tree()
    assert {path: tree[path] for path in manifest["outputs"]} == manifest["outputs"]
    published = {"documents.csv", "definitions.csv", "rejected.csv", "heterogeneity.json", "atlas.html"}
    published |= {path for path in tree if path.startswith(("tables/", "figures/"))}
    assert published <= set(manifest["outputs"])


def test_nothing_names_the_machine_or_the_day(pile_run):
    for path in pile_run.tree():
        data = (pile_run.results / path).read_bytes()
        assert str(pile_run.directory).encode() not in data, path
        if path.endswith(".pdf"):
            assert b"CreationDate" not in data, path


def test_promises_are_checked_by_the_run_itself(pile_run):
    rows = rows_of(pile_run.results / "checks.csv")
    assert len(rows) >= 5
    assert {row["breaches"] for row in rows} == {"0"}


def test_a_second_run_has_nothing_to_do(pile_run):
    again = snakemake(pile_run.directory)
    assert again.returncode == 0
    assert "Nothing to be done" in again.output


def test_codes_rest_on_evidence_in_the_definiens(pile_run, definitions):
    codes = pd.read_parquet(pile_run.results / "codes.parquet")
    place = {row["definition_id"]: row for row in definitions}
    named = {row.evidence.lower() for row in codes.itertuples() if row.dimension == "technology"}
    assert named & {"sensors", "open data", "information technology", "networks of sensors"}
    for code in codes.itertuples():
        row = place[code.definition_id]
        assert int(row["definiens_start"]) <= code.evidence_start < code.evidence_end <= int(row["definiens_end"])
