"""The manifest: what it states, and what it says of mistakes before any work."""

from pathlib import Path

import pytest
from defatlas.documents.manifest import KEYS, Manifest, ManifestError, read_manifest
from defatlas.schemas import DOCUMENTS


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    folder = tmp_path / "corpus"
    (folder / "deep").mkdir(parents=True)
    for name in ("t.csv", "a paper.pdf", "deep/b.txt", "papers.zip"):
        (folder / name).write_text("x")
    (tmp_path / "outside.txt").write_text("x")
    return folder


def stated(corpus: Path, text: str) -> Manifest:
    (corpus / "manifest.yaml").write_text(text, encoding="utf-8")
    return read_manifest(corpus)


def test_columns_of_a_table(corpus: Path) -> None:
    found = stated(corpus, "columns:\n  t.csv: {title: Titel, abstract: Kurzfassung}\n")
    assert found.columns == {"t.csv": {"title": "Titel", "abstract": "Kurzfassung"}}
    assert found.documents == {}
    assert read_manifest(corpus / "deep") == Manifest()


def test_metadata_of_files_records_and_members(corpus: Path) -> None:
    found = stated(
        corpus,
        """
documents:
  a paper.pdf:
    title: "  Towns that  count "
    authors: ["Okoro, Ada", "Lind, Bo"]
    year: 2015
    venue: Journal of Towns
    source_type: policy
    language: German
    doi: https://doi.org/10.1000/ABC.1
    licence: CC-BY-4.0
  deep/b.txt: {authors: "Okoro, Ada; World Lamp Body"}
  t.csv#3: {language: no}
  papers.zip/inner/c.pdf: {year: "1999"}
""",
    )
    assert found.documents == {
        "a paper.pdf": {
            "title": "Towns that count",
            "authors": "Okoro, Ada; Lind, Bo",
            "year": "2015",
            "venue": "Journal of Towns",
            "source_type": "policy",
            "language": "de",
            "doi": "10.1000/abc.1",
            "licence": "CC-BY-4.0",
        },
        "deep/b.txt": {"authors": "Okoro, Ada; World Lamp Body"},
        "t.csv#3": {"language": "no"},
        "papers.zip/inner/c.pdf": {"year": "1999"},
    }
    assert set(found.of(["t.csv"]).documents) == {"t.csv#3"}
    assert set(found.of(["papers.zip", "deep/b.txt"]).documents) == {"papers.zip/inner/c.pdf", "deep/b.txt"}
    assert found.of([]) == Manifest()


def test_every_key_is_a_column_of_the_documents() -> None:
    assert set(KEYS) <= set(DOCUMENTS.columns)


@pytest.mark.parametrize(
    ("manifest", "message"),
    [
        ("colums: {}", 'unknown key "colums"; did you mean "columns"'),
        ("document: {}", 'unknown key "document"; did you mean "documents"'),
        ("columns:\n  x.csv: {title: T}", 'there is no file "x.csv"; did you mean "t.csv"'),
        ("columns:\n  t.csv: {titel: T}", 't.csv: unknown field "titel"; did you mean "title"'),
        ("columns:\n  t.csv: T", "write field: heading pairs"),
        ("columns: [", "not valid YAML"),
        ("- columns", "write `columns:`"),
        ("documents: [t.csv]", "write `columns:` or `documents:`"),
        ("documents:\n  t.csv: 2015", "write key: value pairs"),
        ("documents:\n  t.csv: {yaer: 2015}", 't.csv: unknown key "yaer"; did you mean "year"'),
        ("documents:\n  t.csv: {year: 20155}", "year is 20155; write a year of four digits"),
        ("documents:\n  t.csv: {year: 0999}", "write a year of four digits"),
        ("documents:\n  t.csv: {source_type: acadmic}", 'unknown kind of source; did you mean "academic"'),
        ("documents:\n  t.csv: {doi: see the paper}", "write a DOI"),
        ("documents:\n  t.csv: {language: nonsense words}", "write a language code"),
        ("documents:\n  t.csv: {authors: [1, 2]}", "write a list of names"),
        ("documents:\n  t.csv: {title: ''}", "title is ''; write text"),
        ("documents:\n  a papr.pdf: {year: 2015}", 'there is no file "a papr.pdf"; did you mean "a paper.pdf"'),
        ("documents:\n  deep/c.txt: {year: 2015}", 'did you mean "deep/b.txt"'),
        ("documents:\n  t.csv/c.txt: {year: 2015}", "there is no file"),
        ("documents:\n  ../outside.txt: {year: 2015}", "leads out of the corpus folder"),
        ("documents:\n  /etc/passwd: {year: 2015}", "leads out of the corpus folder"),
        ("documents:\n  'deep\\..\\b.txt': {year: 2015}", "leads out of the corpus folder"),
        ("columns:\n  deep/../../outside.txt: {title: T}", "leads out of the corpus folder"),
        ("documents:\n  link.txt: {year: 2015}", "is a link out of the corpus folder"),
    ],
)
def test_a_wrong_manifest_says_what_to_change(corpus: Path, manifest: str, message: str) -> None:
    (corpus / "link.txt").symlink_to(corpus.parent / "outside.txt")
    with pytest.raises(ManifestError) as error:
        stated(corpus, manifest)
    assert message in str(error.value)
    assert str(error.value).startswith("manifest.yaml")
    assert "\n" not in str(error.value)
