"""Shards put together: fixed order, copies rejected, nothing lost."""

from pathlib import Path
from typing import Any

import pytest
from collect_shards import main
from defatlas.schemas import CANDIDATES, DOCUMENTS, PASSAGES, REJECTED, frame_of, read_table, write_table
from ingest_documents import main as ingest

NAMES = [
    "documents.parquet",
    "rejected.csv",
    "duplicates.csv",
    "passages.parquet",
    "candidates.parquet",
]
CANDIDATE = {
    "concept": "cluster",
    "family": "cluster",
    "definiendum": "A cluster",
    "definiens": "a group of firms",
    "sentence": "A cluster is a group of firms.",
    "section": "",
    "cited_sources": "",
    "cited_keys": "",
    "quoted": False,
    "genus": "",
    "page": "",
    "start": 0,
    "end": 30,
    "definiendum_start": 0,
    "definiendum_end": 9,
    "definiens_start": 13,
    "definiens_end": 29,
    "lead_start": -1,
    "lead_end": -1,
    "wording": "verbatim",
    "kind": "definition",
    "pattern": "is",
    "negated": False,
    "probability": None,
}


def candidate(number: int, document_id: str, **changes: Any) -> dict[str, Any]:
    name = f"d{number}"
    return {**CANDIDATE, "definition_id": name, "family_id": name, "document_id": document_id, "reason": "", **changes}


class Study:
    """A corpus in shards, collected into one folder of results."""

    def __init__(self, folder: Path, shards: list[dict[str, str]]) -> None:
        self.folder = folder
        self.corpus = folder / "corpus"
        self.shards = [folder / "shards" / f"{number:03d}" for number in range(len(shards))]
        for shard, files in zip(self.shards, shards, strict=True):
            for name, text in files.items():
                (self.corpus / name).parent.mkdir(parents=True, exist_ok=True)
                (self.corpus / name).write_text(text, encoding="utf-8")
            outputs = [
                shard / name for name in ("documents.parquet", "passages.parquet", "texts.parquet", "rejected.csv")
            ]
            ingest(self.corpus, list(files), *outputs)
            self.find(shard, [])

    def find(self, shard: Path, rows: list[dict[str, Any]]) -> None:
        write_table(frame_of(rows, CANDIDATES), shard / "candidates.parquet", CANDIDATES)

    def ids(self, shard: int) -> list[str]:
        return list(read_table(self.shards[shard] / "documents.parquet", DOCUMENTS)["document_id"])

    def collect(self, name: str = "results", shards: list[Path] | None = None) -> Path:
        results = self.folder / name
        main(shards or self.shards, *(results / name for name in NAMES), results / "texts")
        return results


@pytest.fixture
def study(tmp_path: Path) -> Study:
    return Study(
        tmp_path,
        [
            {"z.txt": "A cluster is a group of firms.", "b.txt": "The same words.", "x.odt": "no"},
            {
                "a.txt": "Another text.\n\nIn two parts.",
                "c.txt": "The same words.",
                "d/b.txt": "The same words.",
                "e.md": "",
            },
            {},
        ],
    )


def test_every_input_is_a_document_or_rejected(study: Study) -> None:
    results = study.collect()
    documents = read_table(results / "documents.parquet", DOCUMENTS)
    rejected = read_table(results / "rejected.csv", REJECTED)
    assert sorted(documents["path"]) == ["a.txt", "b.txt", "z.txt"]
    assert dict(zip(rejected["path"], rejected["reason"].str[:60], strict=True)) == {
        "c.txt": "it is the same file, byte for byte, as b.txt",
        "d/b.txt": "it is the same file, byte for byte, as b.txt",
        "e.md": "it is empty",
        "x.odt": "no reader for files that end in .odt; save it as .docx or PD",
    }
    assert list(rejected["path"]) == sorted(rejected["path"])


def test_of_a_copy_neither_passages_nor_text_nor_definitions_are_kept(study: Study) -> None:
    original, copies = study.ids(0)[1], study.ids(1)[1:]
    rows = [candidate(number, document) for number, document in enumerate([study.ids(0)[1], study.ids(0)[0]])]
    study.find(study.shards[0], rows)
    study.find(study.shards[1], [candidate(7, copies[0])])
    results = study.collect()
    passages = read_table(results / "passages.parquet", PASSAGES)
    assert list(passages[passages["text"] == "The same words."]["document_id"]) == [original]
    assert not set(passages["document_id"]) & set(copies)
    assert {path.stem for path in (results / "texts").iterdir()} == {original, study.ids(0)[0], study.ids(1)[0]}
    assert set(read_table(results / "candidates.parquet", CANDIDATES)["definition_id"]) == {"d0", "d1"}


def test_texts_are_written_as_they_are(study: Study) -> None:
    results = study.collect()
    path = results / "texts" / f"{study.ids(1)[0]}.txt"
    assert path.read_bytes() == b"Another text.\n\nIn two parts."


def test_candidates_stand_by_document_place_and_definiens(study: Study) -> None:
    first, second = study.ids(0)[0], study.ids(1)[0]
    study.find(
        study.shards[0],
        [
            candidate(3, first, start=5, probability=0.25),
            candidate(1, first, definiens_start=20),
            candidate(2, first, definiens_start=14, reason="it names no kind"),
            candidate(4, first, definiens_start=13),
        ],
    )
    study.find(study.shards[1], [candidate(5, second)])
    candidates = read_table(study.collect() / "candidates.parquet", CANDIDATES)
    assert list(candidates["definition_id"]) == ["d5", "d4", "d2", "d1", "d3"]
    assert candidates["probability"].tolist()[-1] == 0.25 and candidates["probability"][:-1].isna().all()


def test_the_order_of_the_shards_changes_no_byte(study: Study) -> None:
    study.find(study.shards[0], [candidate(1, study.ids(0)[0])])
    study.find(study.shards[1], [candidate(2, study.ids(1)[0])])
    first, second = study.collect("first"), study.collect("second", study.shards[::-1])
    names = sorted(path.relative_to(first) for path in first.rglob("*") if path.is_file())
    assert len(names) == len(NAMES) + 3
    for name in names:
        assert (first / name).read_bytes() == (second / name).read_bytes(), name


def test_a_corpus_of_rejected_files_gives_empty_tables(tmp_path: Path) -> None:
    results = Study(tmp_path, [{"a.docx": "x"}, {}]).collect()
    assert len(read_table(results / "rejected.csv", REJECTED)) == 1
    for name, schema in (("documents.parquet", DOCUMENTS), ("candidates.parquet", CANDIDATES)):
        assert read_table(results / name, schema).empty
    assert list((results / "texts").iterdir()) == []


def test_paths_of_any_script_and_with_newlines_come_through(tmp_path: Path) -> None:
    names = ["two\nlines.docx", 'a,b "c".docx', "都市.docx", "-x.docx", "ret\rurn.docx", " space .docx", "NA.docx"]
    results = Study(tmp_path, [dict.fromkeys(names, "x")]).collect()
    assert sorted(read_table(results / "rejected.csv", REJECTED)["path"]) == sorted(
        name.replace("\r", "\\r") for name in names
    )
