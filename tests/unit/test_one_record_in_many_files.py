"""One record exported in many formats, and its paper beside it, are one document; nothing counts twice."""

import itertools
from pathlib import Path

import pandas as pd
import pytest
from collect_shards import main as collect
from defatlas.corrections import Correction
from defatlas.schemas import CANDIDATES, DOCUMENTS, DUPLICATES, PASSAGES, REJECTED, frame_of, read_table, write_table
from ingest_documents import main as ingest

TITLE = "Lighting the quays of small harbour towns"
ABSTRACT = (
    "We asked the clerks of forty harbour towns how they light their quays, what it costs them and who decides. Towns "
    "with a ferry light more, and pay less for each lamp, than towns without one; nobody could say who decides."
)
EXPORTS = {
    "a.ris": f"TY  - JOUR\nTI  - {TITLE}\nAU  - Okoro, Ada\nAU  - Lind, Bo\nPY  - 2015\nAB  - {ABSTRACT}\nER  - \n",
    "b.bib": f"@article{{okoro2015,\n  title = {{{{{TITLE}}}}},\n  author = {{Okoro, Ada and Lind, Bo}},\n"
    f"  year = {{2015}},\n  abstract = {{{ABSTRACT}}}\n}}\n",
    "c.txt": f"FN Clarivate Analytics Web of Science\nVR 1.0\nPT J\nAU Okoro, A\n   Lind, B\nTI {TITLE.upper()}\n"
    f"PY 2015\nAB {ABSTRACT} (C) 2015 Lamp Press.\nER\n\nEF\n",
    "d.csv": f'Title,Abstract,Authors,Year\n"{TITLE}","{ABSTRACT}","Okoro, Ada; Lind, Bo",2015\n',
}
SECOND = EXPORTS["a.ris"].replace(TITLE, f"{TITLE}: Part 2")


def outputs(folder: Path, *names: str) -> list[Path]:
    return [folder / name for name in names]


def collected(tmp_path: Path, shards: list[dict[str, str]], *corrections: Correction) -> dict[str, pd.DataFrame]:
    """Read and collect a corpus whose files are divided into shards."""
    corpus, results = tmp_path / "corpus", tmp_path / "results"
    corpus.mkdir(exist_ok=True)
    folders = [tmp_path / f"{number:03d}" for number in range(len(shards))]
    for folder, files in zip(folders, shards, strict=True):
        for name, text in files.items():
            (corpus / name).write_text(text, encoding="utf-8")
        tables = outputs(folder, "documents.parquet", "passages.parquet", "texts.parquet", "rejected.csv")
        ingest(corpus, list(files), *tables)
        write_table(frame_of([], CANDIDATES), folder / "candidates.parquet", CANDIDATES)
    names = ("documents.csv", "rejected.csv", "duplicates.csv", "passages.parquet", "candidates.parquet", "texts")
    collect(folders, *outputs(results, *names), corrections=corrections)
    schemas = {"documents": DOCUMENTS, "rejected": REJECTED, "duplicates": DUPLICATES}
    return {name: read_table(results / f"{name}.csv", schema) for name, schema in schemas.items()} | {
        "passages": read_table(results / "passages.parquet", PASSAGES)
    }


def test_the_same_record_in_four_formats_is_one_document(tmp_path: Path) -> None:
    found = collected(tmp_path, [EXPORTS])
    assert list(found["documents"]["path"]) == ["c.txt#1"], "the longest abstract is kept"
    assert list(found["duplicates"]["path"]) == ["a.ris#1", "b.bib#1", "d.csv#1"]
    assert set(found["duplicates"]["ground"]) == {"record"}
    assert list(found["rejected"]["reason"]) == ["it is the same record as c.txt#1"] * 3
    assert set(found["passages"]["document_id"]) == set(found["documents"]["document_id"])


@pytest.mark.parametrize("order", list(itertools.permutations(EXPORTS))[::5])
def test_neither_shards_nor_order_matter(tmp_path: Path, order: tuple[str, ...]) -> None:
    found = collected(tmp_path, [{name: EXPORTS[name]} for name in order])
    assert list(found["documents"]["path"]) == ["c.txt#1"]
    assert list(found["duplicates"]["path"]) == ["a.ris#1", "b.bib#1", "d.csv#1"]


def test_a_second_part_is_another_document(tmp_path: Path) -> None:
    found = collected(tmp_path, [{**EXPORTS, "part.ris": SECOND}])
    assert sorted(found["documents"]["path"]) == ["c.txt#1", "part.ris#1"]


def test_the_paper_itself_is_kept_before_its_records(tmp_path: Path) -> None:
    paper = (
        f"# {TITLE}\n\nAda Okoro and Bo Lind\n\n{ABSTRACT}\n\n" + "The clerk of the next town said the same.\n\n" * 150
    )
    found = collected(tmp_path, [{**EXPORTS, "paper.md": paper}])
    assert list(found["documents"]["path"]) == ["paper.md"]
    assert len(found["duplicates"]) == 4


def test_people_undo_and_force_it(tmp_path: Path) -> None:
    first = collected(tmp_path, [{**EXPORTS, "part.ris": SECOND}])
    ids = dict(zip(first["duplicates"]["path"], first["duplicates"]["document_id"], strict=True))
    part = first["documents"].set_index("path").at["part.ris#1", "document_id"]
    rows = [
        Correction(2, ids["b.bib#1"], "split", "", "another edition", "Ada", "2024-03-31"),
        Correction(3, part, "merge", ids["b.bib#1"], "the same report", "Ada", "2024-03-31"),
    ]
    found = collected(tmp_path, [{**EXPORTS, "part.ris": SECOND}], *rows)
    assert sorted(found["documents"]["path"]) == ["b.bib#1", "c.txt#1"]
    forced = found["duplicates"].set_index("path").loc["part.ris#1"]
    assert (forced["kept_path"], forced["ground"]) == ("b.bib#1", "correction")
    assert found["rejected"].set_index("path").at["part.ris#1", "reason"] == "corrections.csv merges it with b.bib#1"


def test_a_text_in_another_language_is_listed_and_has_no_passages(tmp_path: Path) -> None:
    german = (
        "Niemand im Hafenamt wusste, warum die Lampen an diesem Morgen brannten, und wer gefragt wurde, schwieg. " * 3
    )
    found = collected(tmp_path, [{"de.txt": german, **EXPORTS}])
    status = dict(zip(found["documents"]["path"], found["documents"]["status"], strict=True))
    assert status == {"de.txt": "other language", "c.txt#1": "read"}
    assert found["passages"]["document_id"].nunique() == 1
