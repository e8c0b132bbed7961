"""Files that hold one document, many records, or other files."""

import io
import zipfile
from pathlib import Path

import pytest
from defatlas.documents.files import Rejection, file_of, read_file

RIS = """TY  - JOUR
AU  - Okoro, Ada
TI  - Towns that count
PY  - 2001
AB  - A smart city is a town that counts what it spends.
ER  -
TY  - JOUR
AU  - Lind, Bo
TI  - Towns that do not
PY  - 2002
ER  -
"""
CSV = "Titel,Kurzfassung,Jahr\nTowns that count,A smart city is a town that counts what it spends.,2001\n"


def paths(outcomes) -> list[str]:
    return [("- " if isinstance(o, Rejection) else "+ ") + o.path for o in outcomes]


def test_every_record_is_a_document_or_a_rejection(tmp_path: Path):
    (tmp_path / "r.ris").write_text(RIS)
    first, second = read_file(tmp_path, "r.ris", {})
    assert (first.text, first.read.authors, first.read.year) == (
        "A smart city is a town that counts what it spends.",
        "Okoro, Ada",
        "2001",
    )
    assert second == Rejection("r.ris#2", "the record has no abstract: Towns that do not")


@pytest.mark.parametrize("deep", ["title", "author", "abstract", "keyword", "issued"])
def test_json_of_any_depth_ends_as_a_document_or_a_rejection(tmp_path: Path, deep: str):
    for opening, closing in (("[", "]"), ('{"author":', "}"), ('{"title":', "}"), ('{"name":', "}")):
        nested = opening * 600 + '"T"' + closing * 600
        fields = dict.fromkeys(("title", "abstract", "author", "keyword", "issued"), '"T"') | {deep: nested}
        item = ",".join(f'"{name}":{value}' for name, value in fields.items())
        (tmp_path / "t.json").write_text(f'{{{item},"DOI":"10.1/x"}}')
        assert read_file(tmp_path, "t.json", {})


def test_what_recurses_too_deep_rejects_its_file_only(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    def too_deep(*_: object) -> None:
        raise RecursionError("maximum recursion depth exceeded")

    monkeypatch.setattr("defatlas.documents.files.read_records", too_deep)
    (tmp_path / "r.ris").write_text(RIS)
    assert read_file(tmp_path, "r.ris", {}) == [Rejection("r.ris", "it is nested too deep")]


def test_the_same_record_in_two_formats_has_one_digest(tmp_path: Path):
    (tmp_path / "r.ris").write_text(RIS)
    (tmp_path / "t.csv").write_text(CSV)
    columns = {"t.csv": {"title": "Titel", "abstract": "Kurzfassung", "year": "Jahr"}}
    ((of_table,), (of_ris, _)) = read_file(tmp_path, "t.csv", columns), read_file(tmp_path, "r.ris", {})
    assert of_table.sha256 == of_ris.sha256


def test_members_of_an_archive_are_read_like_files(tmp_path: Path):
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w") as archive:
        archive.writestr("a/paper.md", "A cluster is a group of firms.")
        archive.writestr("r.ris", RIS)
        archive.writestr("empty.txt", "")
        archive.writestr("../out.md", "A cluster is a trap.")
        archive.writestr("x.exe", "no")
    (tmp_path / "papers.zip").write_bytes(held.getvalue())
    found = paths(read_file(tmp_path, "papers.zip", {}))
    assert found[:2] == ["+ papers.zip/a/paper.md", "+ papers.zip/r.ris#1"]
    assert sorted(found[2:]) == [
        "- papers.zip/../out.md",
        "- papers.zip/empty.txt",
        "- papers.zip/r.ris#2",
        "- papers.zip/x.exe",
    ]


def test_a_broken_archive_is_one_rejection(tmp_path: Path):
    (tmp_path / "b.zip").write_bytes(b"PK\x03\x04 no archive")
    assert paths(read_file(tmp_path, "b.zip", {})) == ["- b.zip"]


def test_a_plain_text_is_no_record_file(tmp_path: Path):
    (tmp_path / "a.txt").write_text("A cluster is a group of firms.")
    assert paths(read_file(tmp_path, "a.txt", {})) == ["+ a.txt"]


@pytest.mark.parametrize(
    ("path", "expected"),
    [("a.md", "a.md"), ("r.ris#12", "r.ris"), ("p.zip/a/b.ris#3", "p.zip"), ("n#1.md", "n#1.md"), ("x.md", "")],
)
def test_file_of(path, expected):
    assert file_of(path, {"a.md", "r.ris", "p.zip", "n#1.md"}) == expected


def test_each_article_in_the_answer_of_a_repository_is_a_document(tmp_path: Path):
    article = (
        "<article><front><article-meta><title-group><article-title>{0}</article-title></title-group></article-meta></front>"
        "<body><p>{0} are lit at dusk.</p></body></article>"
    )
    empty = "<article><front/><body/></article>"
    answer = f"<pmc-articleset>{article.format('Lamps')}{empty}{article.format('Quays')}</pmc-articleset>"
    (tmp_path / "answer.xml").write_text(answer)
    found = read_file(tmp_path, "answer.xml", {})
    assert paths(found) == ["+ answer.xml#1", "- answer.xml#2", "+ answer.xml#3"]
    assert [(o.read.title, o.text) for o in found if not isinstance(o, Rejection)] == [
        ("Lamps", "Lamps are lit at dusk."),
        ("Quays", "Quays are lit at dusk."),
    ]
    assert "neither an abstract nor any text" in found[1].reason
    assert len({o.sha256 for o in found if not isinstance(o, Rejection)}) == 2


def test_a_table_or_json_that_is_not_understood_says_what_it_has(tmp_path: Path):
    (tmp_path / "a.csv").write_text("Item,Price\nLamp,3\n")
    (tmp_path / "b.json").write_text('[{"item": "Lamp", "price": 3}]')
    (tmp_path / "c.nbib").write_text("nothing here\n")
    reasons = [read_file(tmp_path, name, {})[0].reason for name in ("a.csv", "b.json", "c.nbib")]
    assert "the first row has: 'Item', 'Price'" in reasons[0] and "corpus manifest" in reasons[0]
    assert "the first has: 'item', 'price'" in reasons[1]
    assert "export it again" in reasons[2]
