"""The ingest rule: documents, passages and texts of one shard, and what was rejected."""

import logging
import os
from pathlib import Path

import pandas as pd
import pytest
from defatlas.documents.bibliography import BibliographyError
from defatlas.documents.manifest import Manifest
from defatlas.schemas import DOCUMENTS, PASSAGES, REJECTED, TEXTS, read_table
from ingest_documents import main
from pdf_writer import pdf_of

NOTE = """---
source: doe2015
source_type: policy
verified: false
checked: Read on screen.
---

# Doe (2015), on cities

## Defines smart city, p. 4
A city that learns.
"""
BIBLIOGRAPHY = """
@book{doe2015, author = {Doe, Jane and Roe, R. and Poe, E.}, title = {On Cities}, year = 2015, language = {German}}
@book{paper, author = {{A House}}, title = {A Paper}, year = {in press}}
"""


class Ingested:
    """The four tables that the rule wrote."""

    def __init__(self, corpus: Path, files: list[str], results: Path, manifest: Manifest | None = None) -> None:
        outputs = [
            results / name for name in ("documents.parquet", "passages.parquet", "texts.parquet", "rejected.csv")
        ]
        main(corpus, files, *outputs, manifest=manifest or Manifest())
        self.documents, self.passages, self.texts, self.rejected = (
            read_table(path, schema)
            for path, schema in zip(outputs, (DOCUMENTS, PASSAGES, TEXTS, REJECTED), strict=True)
        )

    def reasons(self) -> dict[str, str]:
        return dict(zip(self.rejected["path"], self.rejected["reason"], strict=True))

    def row(self, path: str) -> pd.Series:
        return self.documents.set_index("path").loc[path]


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    folder = tmp_path / "corpus"
    (folder / "notes").mkdir(parents=True)
    (folder / "sources.bib").write_text(BIBLIOGRAPHY, encoding="utf-8")
    (folder / "notes" / "doe2015.md").write_text(NOTE, encoding="utf-8")
    return folder


def test_a_note_is_a_paraphrase_known_by_its_bibliography_entry(corpus: Path, tmp_path: Path) -> None:
    ingested = Ingested(corpus, ["notes/doe2015.md"], tmp_path)
    row = ingested.row("notes/doe2015.md")
    expected = {
        "document_id": "doe2015",
        "media_type": "text/markdown",
        "citation": "Doe et al. (2015)",
        "title": "On Cities",
        "authors": "Doe, Jane; Roe, R.; Poe, E.",
        "year": 2015,
        "language": "de",
        "venue": "",
        "doi": "",
        "source_type": "policy",
        "wording": "paraphrase",
        "licence": "CC-BY-4.0",
        "pages": 0,
        "characters": len("Doe (2015), on cities\n\nDefines smart city, p. 4\n\nA city that learns."),
        "status": "read",
        "reason": "",
    }
    assert {key: row[key] for key in expected} == expected
    assert not row["verified"]
    assert ingested.rejected.empty


def test_passages_stand_at_their_offsets_in_the_text(corpus: Path, tmp_path: Path) -> None:
    ingested = Ingested(corpus, ["notes/doe2015.md"], tmp_path)
    text = ingested.texts.set_index("document_id").loc["doe2015", "text"]
    assert list(ingested.passages["passage_id"]) == ["doe2015:00000", "doe2015:00001", "doe2015:00002"]
    assert [text[row.start : row.end] for row in ingested.passages.itertuples()] == list(ingested.passages["text"])
    last = ingested.passages.iloc[-1]
    assert (last["text"], last["page"], last["section"]) == (
        "A city that learns.",
        "p. 4",
        "Doe (2015), on cities > Defines smart city, p. 4",
    )


def test_full_texts_are_verbatim_and_known_by_bibliography_file_or_name(corpus: Path, tmp_path: Path) -> None:
    (corpus / "paper.txt").write_text("A text.", encoding="utf-8")
    information = {"Title": "  A  PDF  ", "Author": "Poe, E.", "CreationDate": "D:20111231"}
    (corpus / "with title.pdf").write_bytes(pdf_of([["A page."]], information))
    (corpus / "nameless\n都市.md").write_text("---\nyear: ²⁰¹⁵\nverified: true\n---\nA text.", encoding="utf-8")
    ingested = Ingested(corpus, ["paper.txt", "with title.pdf", "nameless\n都市.md"], tmp_path)
    columns = ["citation", "title", "authors", "wording", "verified", "source_type", "licence"]
    assert ingested.documents[columns].to_numpy().tolist() == [
        ["A House (in press)", "A Paper", "A House", "verbatim", True, "", ""],
        ["A PDF (2011)", "A PDF", "Poe, E.", "verbatim", True, "", ""],
        ["nameless 都市 (²⁰¹⁵)", "nameless 都市", "", "verbatim", True, "", ""],
    ]
    assert ingested.documents["year"].tolist() == [pd.NA, 2011, pd.NA]
    assert ingested.documents["path"].tolist() == ["paper.txt", "with title.pdf", "nameless\n都市.md"]


def test_nothing_rejected_stops_the_rest(corpus: Path, tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    (corpus / "notes" / "roe2010.md").write_text(NOTE.replace("doe2015", "roe2010"), encoding="utf-8")
    (corpus / "notes" / "poe2011.md").write_text("no front matter", encoding="utf-8")
    (corpus / "broken.pdf").write_bytes(b"%PDF-1.4\nbroken")
    (corpus / "empty.md").touch()
    (corpus / "data.xlsx").write_bytes(b"PK\x03\x04")
    (corpus / "loop.md").symlink_to("loop.md")
    (corpus / "a\nb.do\ncx").write_bytes(b"x")
    no_text = os.fsdecode(b"caf\xe9.md")
    (corpus / no_text).write_text("A text.")
    (corpus / "last.txt").write_text("A text.")
    files = ["a\nb.do\ncx", "broken.pdf", no_text, "data.xlsx", "empty.md", "gone.md", "loop.md", "notes/doe2015.md"]
    files += ["notes/poe2011.md", "notes/roe2010.md", "last.txt"]
    with caplog.at_level(logging.INFO):
        ingested = Ingested(corpus, files, tmp_path)
    assert list(ingested.documents["path"]) == ["notes/doe2015.md", "last.txt"]
    closed = "it cannot be opened; check that it exists and that you may read it"
    endings = (
        "known endings: .bib, .ciw, .csv, .docx, .enl, .enw, .htm, .html, .json, .jsonl, .markdown, .md, .nbib, .pdf, "
        ".ris, .text, .tsv, .txt, .xhtml, .xlsx, .xml, .zip"
    )
    assert ingested.reasons() == {
        "a\nb.do\ncx": f"no reader for files that end in .do cx; {endings}",
        "broken.pdf": "application/pdf: it is damaged (Data format error); get it again, or print it anew",
        "caf\\xe9.md": "its name is not UTF-8, or holds a brace or a carriage return; rename it",
        "data.xlsx": "the workbook cannot be read (BadZipFile); open it in a spreadsheet program and save it again as "
        ".xlsx, or as CSV",
        "empty.md": "it is empty",
        "gone.md": closed,
        "loop.md": closed,
        "notes/poe2011.md": "text/markdown: front matter lacks 'checked'; "
        "the keys are checked, source, source_type, verified",
        "notes/roe2010.md": "its key roe2010 is not in sources.bib; add the entry",
    }
    assert "empty.md: not read: it is empty" in caplog.text
    assert "11 of 11: last.txt, 1 found in it" in caplog.text


def test_text_that_no_file_can_hold_does_not_stop_the_rest(corpus: Path, tmp_path: Path) -> None:
    """Half of a pair of surrogates cannot be written as UTF-8; YAML and HTML can spell it."""
    (corpus / "yaml.md").write_text(
        '---\ntitle: "T\\ud800 \\0x"\nauthor: "A\\udfff"\nlanguage: "\\ud800"\n---\nA text.'
    )
    (corpus / "notes" / "half.md").write_text('---\nsource: "\\ud800"\nsource_type: x\nverified: x\nchecked: x\n---\n')
    ingested = Ingested(corpus, ["yaml.md", "notes/half.md", "notes/doe2015.md"], tmp_path)
    assert ingested.documents[["title", "authors", "language"]].to_numpy().tolist()[0] == [
        "T\ufffd x",
        "A\ufffd",
        "",
    ]
    assert len(ingested.documents) == 2
    assert list(ingested.reasons()) == ["notes/half.md"]


def test_a_shard_without_files_has_four_empty_tables(corpus: Path, tmp_path: Path) -> None:
    ingested = Ingested(corpus, [], tmp_path / "new" / "folder")
    assert [len(t) for t in (ingested.documents, ingested.passages, ingested.texts, ingested.rejected)] == [0, 0, 0, 0]


def test_a_document_is_the_same_in_any_company_and_order(corpus: Path, tmp_path: Path) -> None:
    files = {"a.pdf": pdf_of([["A page."]]), "b.pdf": pdf_of([]), "c.pdf": pdf_of([["x"]], locked=True), "d.md": b"# T"}
    for name, data in files.items():
        (corpus / name).write_bytes(data)
    together = Ingested(corpus, sorted(files, reverse=True), tmp_path / "together")
    for name in files:
        alone = Ingested(corpus, [name], tmp_path / name)
        assert alone.reasons() == {path: why for path, why in together.reasons().items() if path == name}
        mine = together.documents[together.documents["path"] == name].reset_index(drop=True)
        pd.testing.assert_frame_equal(alone.documents, mine)


def test_two_runs_write_the_same_bytes(corpus: Path, tmp_path: Path) -> None:
    (corpus / "broken.pdf").write_bytes(b"%PDF-1.4\nbroken")
    for run in ("first", "second"):
        Ingested(corpus, ["broken.pdf", "notes/doe2015.md"], tmp_path / run)
    for path in sorted((tmp_path / "first").iterdir()):
        assert path.read_bytes() == (tmp_path / "second" / path.name).read_bytes()


def test_a_broken_bibliography_stops_the_rule_with_its_line(corpus: Path, tmp_path: Path) -> None:
    (corpus / "sources.bib").write_text("@book{a, title={A}}\n@book{a, title={B}}\n")
    with pytest.raises(BibliographyError, match=r"sources\.bib, line 2: the key a stands twice"):
        Ingested(corpus, ["notes/doe2015.md"], tmp_path)


ENGLISH = (
    "The town council keeps its books in a cellar under the market hall, where nobody but the clerk ever read them. "
    "When the river rose last spring, the clerk carried them upstairs and found that the oldest was a list of bridges."
)
GERMAN = (
    "Der Rat der Stadt bewahrt seine Bücher in einem Keller unter der Markthalle auf, wo sie außer dem Schreiber "
    "niemand gelesen hat. Als der Fluss im letzten Frühjahr stieg, trug er sie nach oben und fand eine alte Liste."
)


def test_the_manifest_knows_better_than_the_bibliography_and_that_better_than_the_file(corpus: Path, tmp_path: Path):
    front = (
        "title: Of the file\nauthor: Poe, E.\nyear: 1999\ndoi: 10.1000/FILE\nlicence: CC0-1.0\nsource_type: industry"
    )
    for name in ("paper.md", "other.md"):
        (corpus / name).write_text(f"---\n{front}\n---\n{ENGLISH}", encoding="utf-8")
    (corpus / "sources.bib").write_text("@book{paper, author = {Roe, Ann}, title = {Of the bibliography}, year = 2005}")
    manifest = Manifest({}, {"paper.md": {"title": "Of the manifest", "doi": "10.1000/manifest"}})
    found = Ingested(corpus, ["paper.md", "other.md"], tmp_path, manifest)
    columns = ["title", "authors", "citation", "year", "doi", "licence", "source_type", "language", "reason"]
    assert list(found.row("paper.md")[columns]) == [
        *("Of the manifest", "Roe, Ann", "Roe (2005)", 2005, "10.1000/manifest", "CC0-1.0", "industry", "en", ""),
    ]
    assert list(found.row("other.md")[columns]) == [
        *("Of the file", "Poe, E.", "Poe (1999)", 1999, "10.1000/file", "CC0-1.0", "industry", "en", ""),
    ]


def test_what_a_record_states_is_kept(corpus: Path, tmp_path: Path):
    (corpus / "paper.ris").write_text(
        f"TY  - CONF\nTI  - Ledgers\nAU  - Lind, Bo\nPY  - 2011\nT2  - Proceedings of Cellars\nDO  - 10.1000/X\n"
        f"LA  - German\nAB  - {ENGLISH}\nER  -\n"
    )
    row = Ingested(corpus, ["paper.ris"], tmp_path).row("paper.ris#1")
    columns = ["title", "citation", "venue", "doi", "source_type", "language", "status"]
    assert list(row[columns]) == [
        "Ledgers",
        "Lind (2011)",
        "Proceedings of Cellars",
        "10.1000/x",
        "academic",
        "en",
        "read",
    ]


@pytest.mark.parametrize(
    ("text", "doi"),
    [
        ("https://doi.org/10.1000/ABC.1.", "10.1000/abc.1"),
        ("DOI: 10.1000/abc.1", "10.1000/abc.1"),
        ("doi 10.1000/one and doi:10.1000/two", ""),
        ("The price was 10.1000/abc", ""),
    ],
)
def test_a_doi_on_the_title_page(corpus: Path, tmp_path: Path, text: str, doi: str):
    (corpus / "a.txt").write_text(f"{text}\n\n{ENGLISH}\n\n{ENGLISH * 12}\n\nhttps://doi.org/10.1000/cited")
    assert Ingested(corpus, ["a.txt"], tmp_path).row("a.txt")["doi"] == doi


def test_what_is_not_english_is_listed_with_its_language(corpus: Path, tmp_path: Path):
    for name, text in {
        "de.txt": GERMAN,
        "en.txt": ENGLISH,
        "short.txt": "Smart city",
        "both.txt": ENGLISH + GERMAN * 2,
    }.items():
        (corpus / name).write_text(text, encoding="utf-8")
    (corpus / "said.txt").write_text(GERMAN, encoding="utf-8")
    stated = Manifest({}, {"said.txt": {"language": "en"}, "en.txt": {"language": "fr"}})
    rows = Ingested(corpus, ["de.txt", "en.txt", "short.txt", "both.txt", "said.txt"], tmp_path, stated).documents
    assert rows[["path", "language", "status"]].to_numpy().tolist() == [
        ["de.txt", "de", "other language"],
        ["en.txt", "fr", "other language"],
        ["short.txt", "", "read"],
        ["both.txt", "en", "read"],
        ["said.txt", "en", "read"],
    ]
    assert list(rows["reason"]) == [
        "",
        "",
        "too short to tell its language; read as English",
        "partly in another language (de); read as English",
        "",
    ]
