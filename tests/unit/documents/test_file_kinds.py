"""What files look like before they are read."""

import os
from pathlib import Path

import pytest
from defatlas.documents.file_kinds import kind_of, kinds_of, summary


@pytest.mark.parametrize(
    ("path", "head", "kind"),
    [
        ("notes/a2001.md", b"", "reading note"),
        ("deep/notes/a2001.md", b"", "Markdown"),
        ("a.PDF", b"%PDF-1.4", "PDF"),
        ("a.txt", b"\n%PDF-1.4", "PDF"),
        ("a.txt", b"A text about %PDF-1.4", "plain text"),
        ("a.txt", b"<!DOCTYPE html><html>", "web page"),
        ("savedrecs.txt", b"\xef\xbb\xbfFN Clarivate\nVR 1.0\nPT J\n", "Web of Science records"),
        ("cut.txt", b"PT J\r\nAU Lind, B\r\n", "Web of Science records"),
        ("x.txt", b"TY  - JOUR\n", "RIS records"),
        ("x.txt", b"PMID- 123\n", "PubMed records"),
        ("x.txt", b"%0 Book\n%T Lamps\n", "EndNote records"),
        ("x.xml", b'<?xml version="1.0"?><article xmlns:x="y">', "JATS article"),
        ("x.xml", b'<TEI xmlns="http://www.tei-c.org/ns/1.0">', "TEI article"),
        ("x.xml", b"<other/>", "XML article"),
        ("x.xml", b"<?xml version='1.0'?><PubmedArticleSet>", "PubMed records"),
        ("x.json", b'{"meta": {}, "results": [{"id": "https://openalex.org/W12"', "OpenAlex records"),
        ("x.json", b'[{"title": "Lamps"}]', "JSON records"),
        ("x.csv", b"Authors,Title,Year,Source title,Cited by,Link,EID\n", "Scopus records"),
        ("x.csv", b"Titel;Kurzfassung\n", "table of records"),
        ("x.csv", "Titel;Kurzfassung\n".encode("utf-16"), "table of records"),
        ("x.csv", b"Item,Price\n", "table whose headings are not known (name them in manifest.yaml)"),
        ("x.csv", b"", "table of records"),
        ("x.ris", b"", "RIS records"),
        ("x.txt", "TY  - JOUR\n".encode("utf-16-le"), "RIS records"),
        ("x.bib", b"", "BibTeX records"),
        ("x.dwg", b"AC10", "no reader for this kind"),
        ("x", b"", "no reader for this kind"),
    ],
)
def test_kinds(path: str, head: bytes, kind: str) -> None:
    assert kind_of(path, head) == kind


def test_a_mapping_in_the_manifest_makes_headings_known(tmp_path: Path) -> None:
    assert kind_of("x.csv", b"Item,Price\n", {"title": "Item"}) == "table of records"
    (tmp_path / "x.csv").write_text("Item,Price\n")
    assert kinds_of(tmp_path, ["x.csv"], {"x.csv": {"title": "Item"}}) == {"x.csv": "table of records"}


def test_a_small_folder_is_told_file_by_file(tmp_path: Path) -> None:
    (tmp_path / "a\nb.pdf").write_bytes(b"%PDF-1.4")
    (tmp_path / "x.csv").write_text("Title\n")
    (tmp_path / "void.ris").write_text("\n")
    (tmp_path / "gone.md").symlink_to("nowhere.md")
    os.mkfifo(tmp_path / "pipe.txt")
    kinds = kinds_of(tmp_path, ["a\nb.pdf", "gone.md", "pipe.txt", "void.ris", "x.csv"])
    assert summary(kinds).split("\n") == [
        "5 files in the corpus folder, taken for: cannot be opened: 2, PDF: 1, empty: 1, table of records: 1.",
        "  a b.pdf: PDF",
        "  gone.md: cannot be opened",
        "  pipe.txt: cannot be opened",
        "  void.ris: empty",
        "  x.csv: table of records",
    ]


def test_a_large_folder_is_told_in_one_line() -> None:
    kinds = {f"{number}.pdf": "PDF" for number in range(1200)} | {"a.md": "Markdown"}
    assert summary(kinds) == "1,201 files in the corpus folder, taken for: PDF: 1,200, Markdown: 1."
    assert summary({"a.md": "Markdown"}).startswith("1 file in")
