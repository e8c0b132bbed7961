"""From a path to a document, or to the reason why not: encodings, media types, hostile places, others' files."""

import codecs
import os
from pathlib import Path

import pytest
from defatlas.documents.encodings import mend
from defatlas.documents.reading import LARGEST_FILE, RejectedFile, decode, read_bytes, read_document, sniff
from hypothesis import example, given, settings
from hypothesis import strategies as st
from pdf_writer import pdf_of

SHARED = Path(__file__).parents[3].parent / "shared" / "data" / "inputs"
FRENCH = "Une ville intelligente naît là où l’été est gardé en mémoire ; c’est élémentaire, dit-on à Besançon."


@pytest.mark.parametrize(
    "data",
    [
        FRENCH.encode("utf-8"),
        codecs.BOM_UTF8 + FRENCH.encode("utf-8"),
        codecs.BOM_UTF16_LE + FRENCH.encode("utf-16-le"),
        codecs.BOM_UTF16_BE + FRENCH.encode("utf-16-be"),
        codecs.BOM_UTF32_LE + FRENCH.encode("utf-32-le"),
        codecs.BOM_UTF32_BE + FRENCH.encode("utf-32-be"),
        FRENCH.encode("cp1252"),
    ],
    ids=["utf-8", "utf-8-sig", "utf-16-le", "utf-16-be", "utf-32-le", "utf-32-be", "cp1252"],
)
def test_one_text_in_seven_encodings(data: bytes) -> None:
    assert decode(data) == FRENCH


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        ("El señor de la pequeña ciudad no pagará los años de obras; ¿quién lo hará?", "cp1252"),
        ("Städer växer på många håll, och människor söker bostäder där det är möjligt.", "cp1252"),
        ("Die Größe der Städte wächst, und überall fehlen Wohnungen für jüngere Menschen.", "latin-1"),
        ("Caf\xe9 \u2013 a \u201csmart\u201d one \u2013 is open to all people of the city who come by.", "cp1252"),
        ("Умный город собирает данные и помогает людям жить лучше, чем прежде.", "cp1251"),
        ("Η έξυπνη πόλη μαθαίνει από τους πολίτες της και μοιράζεται τα δεδομένα με όλους.", "cp1253"),
        ("スマートシティは、住民と企業がデータを共有して暮らしを良くする都市である。", "shift_jis"),
    ],
)
def test_older_encodings_are_told_by_what_the_text_looks_like(text: str, encoding: str) -> None:
    assert decode(text.encode(encoding)) == text


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_lines_end_alike_wherever_the_text_was_written(end: str) -> None:
    assert decode(f"one{end}{end}two{end}".encode()) == "one\n\ntwo\n"


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (codecs.BOM_UTF16_LE + b"a", "its byte order mark says utf-16, but it is not; save it as UTF-8"),
        (codecs.BOM_UTF8 + b"\xff", "its byte order mark says utf-8-sig, but it is not; save it as UTF-8"),
        ("no mark".encode("utf-16-le"), "it holds binary data, not text"),
        (b"\x7fELF\x00\x00", "it holds binary data, not text"),
        (bytes(range(1, 256)), "its text encoding cannot be told; save it as UTF-8"),
    ],
)
def test_what_is_no_text(data: bytes, reason: str) -> None:
    with pytest.raises(RejectedFile, match=f"^{reason}$"):
        decode(data)


@given(st.binary())
@example(b"+AGEA2AA-")  # UTF-7 can hide half characters
@example(b"\xed\xa0\x80 half a pair")
@settings(deadline=None)
def test_any_bytes_become_text_that_can_be_written_or_are_rejected(data: bytes) -> None:
    try:
        text = decode(data)
    except RejectedFile as reason:
        assert str(reason)
        return
    text.encode("utf-8")
    assert "\r" not in text


@given(st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\r\x00\ufeff")))
@settings(deadline=None)
def test_utf_8_text_comes_back_as_it_was(text: str) -> None:
    assert decode(text.encode()) == decode(codecs.BOM_UTF8 + text.encode()) == mend(text)


@pytest.mark.parametrize(
    ("data", "suffix", "media_type"),
    [
        (b"%PDF-1.7", ".pdf", "application/pdf"),
        (b"%PDF-1.7", ".txt", "application/pdf"),
        (b"%PDF-1.7", "", "application/pdf"),
        (b"HTTP/1.1 200 OK\r\n\r\n%PDF-1.4", ".PDF", "application/pdf"),
        (b"text on %PDF-1.4", ".txt", "text/plain"),
        (b"\n <!DOCTYPE HTML>", ".pdf", "text/html"),
        (b"<HTML>", ".txt", "text/html"),
        (b"<?xml version='1.0'?><html>", ".xhtml", "text/html"),
        (b"# Title", ".md", "text/markdown"),
        (b"# Title", ".MARKDOWN", "text/markdown"),
        (b"# Title", ".text", "text/plain"),
        (b"<?xml version='1.0'?>\n<!-- x --><article>", ".txt", "application/xml"),
        (b"<?xml version='1.0'?><note>", ".txt", "text/plain"),
    ],
)
def test_media_types(data: bytes, suffix: str, media_type: str) -> None:
    assert sniff(data, suffix) == media_type


@pytest.mark.parametrize(
    ("data", "suffix", "reason"),
    [
        (b"PK\x03\x04", ".odt", r"no reader for files that end in \.odt; save it as \.docx or PDF"),
        (b"x", ".xyz", r"no reader for files that end in \.xyz; known endings: \.bib, .*\.html, .*\.zip"),
        (b"text", "", "no reader for files that end in nothing; known endings"),
        (b"text", ".pdf", r"it is named \.pdf but does not start like a PDF file"),
        (b" " * 2000 + b"%PDF-1.4", ".pdf", r"it is named \.pdf but does not start like a PDF file"),
    ],
)
def test_files_without_a_reader(data: bytes, suffix: str, reason: str) -> None:
    with pytest.raises(RejectedFile, match=reason):
        sniff(data, suffix)


def reason_for(corpus: Path, name: str) -> str:
    with pytest.raises(RejectedFile) as raised:
        read_document(corpus, name)
    return str(raised.value)


def test_places_from_which_nothing_is_read(tmp_path: Path) -> None:
    corpus = tmp_path / "corpus"
    corpus.mkdir()
    outside = tmp_path / "outside"
    outside.mkdir()
    (outside / "secret.md").write_text("secret")
    (corpus / "out.md").symlink_to(outside / "secret.md")
    (corpus / "folder.md").symlink_to(corpus)
    (corpus / "inner").mkdir()
    (corpus / "inner_link").symlink_to(corpus / "inner")
    (corpus / "dangling.md").symlink_to(corpus / "nowhere.md")
    (corpus / "loop.md").symlink_to(corpus / "loop.md")
    os.mkfifo(corpus / "pipe.md")
    names = sorted(path.name for path in corpus.iterdir() if path.name != "inner")
    outside_reason = "it is a link to a place outside of the corpus folder; copy the file itself"
    closed = "it cannot be opened; check that it exists and that you may read it"
    assert {name: reason_for(corpus, name) for name in names} == {
        "dangling.md": closed,
        "folder.md": outside_reason,
        "inner_link": "it is a link to a folder, which is not entered; put the files themselves here",
        "loop.md": closed,
        "out.md": outside_reason,
        "pipe.md": closed,
    }
    assert reason_for(corpus, "gone.md") == closed
    assert reason_for(corpus, "../outside/secret.md") == outside_reason
    for name in (os.fsdecode(b"caf\xe9.md"), "ret\rurn.md", "{shard}.md", "a}.md"):
        assert reason_for(corpus, name) == "its name is not UTF-8, or holds a brace or a carriage return; rename it"


def test_a_link_inside_the_corpus_is_read(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text("text")
    (tmp_path / "b.md").symlink_to("a.md")
    assert read_bytes(tmp_path, "b.md") == b"text"


def test_a_corpus_reached_by_a_link_is_read(tmp_path: Path) -> None:
    (tmp_path / "real").mkdir()
    (tmp_path / "real" / "a.md").write_text("text")
    (tmp_path / "corpus").symlink_to("real")
    assert read_document(tmp_path / "corpus", "a.md").text == "text"


@pytest.mark.parametrize(
    ("name", "data", "reason"),
    [
        ("a.md", b"", "it is empty"),
        ("a.txt", b" \n\t ", "it is empty"),
        ("a.md", codecs.BOM_UTF8, "it holds no text"),
        ("a.md", b"---\n", "it holds no text"),
        ("a.md", b"<!-- nothing -->", "it holds no text"),
        ("a.md", b"---\na: [\n---\n", "text/markdown: front matter is not valid YAML"),
        ("a.html", b"<html></html>", "text/html: the page holds no running text"),
        ("a.pdf", b"%PDF-1.4\nbroken", "application/pdf: it is damaged"),
        ("a.pdf", pdf_of([[]]), "application/pdf: its pages hold no text layer"),
        ("a.pdf", pdf_of([["x"]], locked=True), "application/pdf: it is protected by a password"),
        ("a.pdf", pdf_of([]), "application/pdf: it holds no pages"),
        ("notes/a.md", b"# No front matter", "text/markdown: front matter lacks"),
        ("notes/a.md", pdf_of([["x"]]), "application/pdf: front matter lacks"),
    ],
)
def test_files_that_cannot_be_documents(tmp_path: Path, name: str, data: bytes, reason: str) -> None:
    (tmp_path / name).parent.mkdir(exist_ok=True)
    (tmp_path / name).write_bytes(data)
    assert reason_for(tmp_path, name).startswith(reason)


def test_an_enormous_file_is_not_even_read(tmp_path: Path) -> None:
    with (tmp_path / "a.txt").open("wb") as stream:
        stream.truncate(LARGEST_FILE + 1)  # takes no space on the disk
    assert reason_for(tmp_path, "a.txt") == "it is larger than 200 MB"


def test_a_document_of_every_media_type(tmp_path: Path) -> None:
    sentence = "A cluster is a group of firms that share a place."
    long = " ".join([sentence] * 8)
    files = {
        "a.md": f"# Title\r\n\r\n{sentence}\r\n".encode(),
        "a.txt": f"{sentence}\f{sentence}".encode("utf-16"),
        "a.html": f"<html><body><article><h1>Title</h1><p>{long}</p></article></body></html>".encode(),
        "a.pdf": pdf_of([[sentence], [sentence]]),
        "notes/doe2015.md": b"---\nsource: doe2015\nsource_type: policy\nverified: no\nchecked: Read.\n---\n"
        b"## Defines cluster, p. 3\n" + sentence.encode(),
    }
    (tmp_path / "notes").mkdir()
    seen = {}
    for name, data in files.items():
        (tmp_path / name).write_bytes(data)
        document = read_document(tmp_path, name)
        assert all(document.text[p.start : p.end] == p.text for p in document.passages)
        seen[name] = (document.read.media_type, document.read.pages, document.passages[-1].page, document.text)
    assert seen == {
        "a.md": ("text/markdown", 0, "", f"Title\n\n{sentence}"),
        "a.txt": ("text/plain", 2, "2", f"{sentence}\n\n{sentence}"),
        "a.html": ("text/html", 0, "", f"Title\n\n{long}"),
        "a.pdf": ("application/pdf", 2, "2", f"{sentence}\n\n{sentence}"),
        "notes/doe2015.md": ("text/markdown", 0, "p. 3", f"Defines cluster, p. 3\n\n{sentence}"),
    }


def test_identity_of_a_document(tmp_path: Path) -> None:
    (tmp_path / "abc.txt").write_bytes(b"abc")
    document = read_document(tmp_path, "abc.txt")
    assert document.path == "abc.txt"
    assert document.document_id.startswith("abc-")
    assert document.sha256 == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad", "FIPS 180-2, B.1"


@given(st.sampled_from([".md", ".txt", ".html", ".pdf", ".docx", ""]), st.binary(max_size=300))
@example(".html", b"<html><body>" + b"<b>" * 90)
@example(".pdf", b"%PDF-1.4\n1 0 obj\n<< /Type /Catalog /Pages 1 0 R >>\nendobj\ntrailer\n<< /Root 1 0 R >>")
@settings(deadline=None)
def test_any_bytes_under_any_ending_are_read_or_rejected(
    tmp_path_factory: pytest.TempPathFactory, suffix: str, data: bytes
) -> None:
    corpus = tmp_path_factory.mktemp("corpus")
    (corpus / f"a{suffix}").write_bytes(data)
    try:
        document = read_document(corpus, f"a{suffix}")
    except RejectedFile as reason:
        assert str(reason)
        return
    document.text.encode("utf-8")
    assert all(document.text[p.start : p.end] == p.text for p in document.passages)


def other_projects_files() -> list[str]:
    if not SHARED.exists():
        return []
    # bomb_giant.pdf (pdf.js) is made to take all memory; reading apart from the main process is a later issue.
    return sorted(
        p.relative_to(SHARED).as_posix() for p in SHARED.rglob("*") if p.is_file() and p.name != "bomb_giant.pdf"
    )


@pytest.mark.skipif(not SHARED.exists(), reason="../shared, with files of other projects, is not here")
def test_every_file_of_other_projects_is_read_or_rejected() -> None:
    read, rejected = [], []
    for name in other_projects_files():
        try:
            document = read_document(SHARED, name)
        except RejectedFile as reason:
            assert str(reason)
            rejected.append(name)
            continue
        assert all(document.text[p.start : p.end] == p.text for p in document.passages), name
        document.text.encode("utf-8")
        read.append(name)
    assert {"papers-pdf-tei/N18-3011.pdf", "pdf-odd/pypdf-encryption/unencrypted.pdf", "README.md"} <= set(read)
    assert {"pdf-odd/pypdf-encryption/r2-user-password.pdf", "bibliographic/colrev/xlsx_data.xlsx"} <= set(rejected)
