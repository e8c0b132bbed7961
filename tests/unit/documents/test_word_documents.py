"""Word documents: headings, lists, tables, notes and properties; broken, protected and swollen ones are refused."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable
from datetime import datetime

import docx
import pytest
from defatlas.documents.blocks import KINDS, ReadDocument, lay_out
from defatlas.documents.word_documents import WordDocumentError, read_docx
from docx.enum.style import WD_STYLE_TYPE
from docx.oxml import parse_xml
from hypothesis import given, settings
from hypothesis import strategies as st

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
M = 'xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math"'
MC = 'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'


def saved(document: docx.document.Document) -> bytes:
    buffer = io.BytesIO()
    document.save(buffer)
    return buffer.getvalue()


def read_with(*markup: str) -> ReadDocument:
    """Read a document whose body holds the given WordprocessingML."""
    document = docx.Document()
    for piece in markup:
        document.element.body.append(parse_xml(re.sub(r"^<([\w:]+)", rf"<\1 {W} {M} {MC}", piece)))
    return read_docx(saved(document))


def kinds(read: ReadDocument) -> list[tuple[str, str]]:
    return [(block.kind, block.text) for block in read.blocks]


def repacked(data: bytes, change: Callable[[str, bytes], bytes | None], **more: bytes) -> bytes:
    """Pack a document anew: each part as `change` returns it, left out where that is None, and further parts."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            if (part := change(name, old.read(name))) is not None:
                new.writestr(name, part)
        for name, part in more.items():
            new.writestr(name, part)
    return buffer.getvalue()


def test_styles_tell_what_a_paragraph_is() -> None:
    document = docx.Document()
    own = document.styles.add_style("House Heading", WD_STYLE_TYPE.PARAGRAPH)
    own.base_style = document.styles["Heading 2"]
    document.add_paragraph("On towns", style="Title")
    document.add_heading("Data", 1)
    document.add_paragraph("A town is a place.")
    document.add_paragraph("Sub", style="House Heading")
    document.add_paragraph("dense", style="List Bullet")
    document.add_paragraph("large", style="List Number 2")
    document.add_paragraph("Towns last.", style="Intense Quote")
    document.add_paragraph("Figure 1 Growth", style="Caption")
    read = read_docx(saved(document))
    assert [(block.kind, block.text, block.level) for block in read.blocks] == [
        ("heading", "On towns", 1),
        ("heading", "Data", 1),
        ("paragraph", "A town is a place.", 0),
        ("heading", "Sub", 2),
        ("list_item", "dense", 0),
        ("list_item", "large", 0),
        ("quote", "Towns last.", 0),
        ("caption", "Figure 1 Growth", 0),
    ]
    assert lay_out(read.blocks)[1][-1].section == "Data > Sub"


def test_properties_are_those_the_file_states() -> None:
    document = docx.Document()
    document.core_properties.title = " On towns "
    document.core_properties.author = "Ode, Ann; Poe, C."
    document.core_properties.created = datetime(2014, 5, 1)
    document.add_paragraph("Text.")
    read = read_docx(saved(document))
    assert (read.title, read.authors, read.year, read.language) == ("On towns", "Ode, Ann; Poe, C.", "2014", "en")
    assert read.media_type.endswith("wordprocessingml.document")


def test_a_file_without_properties_gets_none_made_up() -> None:
    document = docx.Document()
    document.add_paragraph("Of walls", style="Title")

    def without(name: str, part: bytes) -> bytes | None:
        if name == "_rels/.rels":
            return re.sub(rb"<Relationship [^>]*core-properties[^>]*/>", b"", part)
        return None if name == "docProps/core.xml" else part

    read = read_docx(repacked(saved(document), without))
    assert (read.title, read.authors, read.year) == ("Of walls", "", "")


def test_all_text_of_a_paragraph_and_only_that() -> None:
    read = read_with(
        "<w:p><w:r><w:t>A </w:t></w:r><w:hyperlink><w:r><w:t>town</w:t></w:r></w:hyperlink>"
        '<w:ins w:id="1" w:author="x"><w:r><w:t xml:space="preserve"> grows</w:t></w:r></w:ins>'
        '<w:del w:id="2" w:author="x"><w:r><w:delText>shrinks</w:delText></w:r></w:del>'
        '<w:moveFrom w:id="3" w:author="x"><w:r><w:t>moved</w:t></w:r></w:moveFrom>'
        "<w:r><w:tab/><w:t>old</w:t><w:noBreakHyphen/><w:t>new</w:t><w:instrText>PAGE</w:instrText><w:br/></w:r>"
        "<m:oMath><m:r><m:t>a=2</m:t></m:r></m:oMath></w:p>",
        "<w:sdt><w:sdtContent><w:p><w:r><w:t>In a control.</w:t></w:r></w:p></w:sdtContent></w:sdt>",
    )
    assert kinds(read) == [("paragraph", "A town grows old-new a=2"), ("paragraph", "In a control.")]


def test_numbering_and_outline_of_the_paragraph_itself() -> None:
    read = read_with(
        '<w:p><w:pPr><w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr></w:pPr><w:r><w:t>one</w:t></w:r></w:p>',
        '<w:p><w:pPr><w:outlineLvl w:val="1"/></w:pPr><w:r><w:t>Part</w:t></w:r></w:p>',
        '<w:p><w:pPr><w:outlineLvl w:val="9"/></w:pPr><w:r><w:t>Text</w:t></w:r></w:p>',
    )
    assert kinds(read) == [("list_item", "one"), ("heading", "Part"), ("paragraph", "Text")]
    assert read.blocks[1].level == 2


def test_a_text_box_is_read_once() -> None:
    box = "<w:txbxContent><w:p><w:r><w:t>Boxed.</w:t></w:r></w:p></w:txbxContent>"
    read = read_with(
        f'<w:p><w:r><w:t>Around.</w:t></w:r><w:r><mc:AlternateContent><mc:Choice Requires="wps">{box}</mc:Choice>'
        f"<mc:Fallback><w:pict>{box}</w:pict></mc:Fallback></mc:AlternateContent></w:r></w:p>"
    )
    assert kinds(read) == [("paragraph", "Around."), ("paragraph", "Boxed.")]


def test_tables() -> None:
    document = docx.Document()
    document.add_paragraph("Before.")
    table = document.add_table(rows=2, cols=2)
    for cell, text in zip(table._cells, ["Town", "Size", "", "12"], strict=True):
        cell.text = text
    inner = table.cell(1, 0).add_table(rows=1, cols=2)
    inner.cell(0, 0).text, inner.cell(0, 1).text = "x", "y"
    wide = document.add_table(rows=1, cols=2)
    wide.cell(0, 0).merge(wide.cell(0, 1)).text = "Framed running text."
    document.add_paragraph("After.")
    assert kinds(read_docx(saved(document))) == [
        ("paragraph", "Before."),
        ("table_row", "Town | Size"),
        ("table_row", "| 12"),
        ("table_row", "x | y"),
        ("paragraph", "Framed running text."),
        ("paragraph", "After."),
    ]


def test_footnotes_follow_the_text() -> None:
    document = docx.Document()
    document.add_paragraph("Text.")
    kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/footnotes"
    content = b"application/vnd.openxmlformats-officedocument.wordprocessingml.footnotes+xml"

    def note(attributes: str, text: str) -> str:
        return f"<w:footnote {attributes}><w:p><w:r><w:t>{text}</w:t></w:r></w:p></w:footnote>"

    def change(name: str, part: bytes) -> bytes:
        if name == "word/_rels/document.xml.rels":
            link = f'<Relationship Id="rId99" Type="{kind}" Target="footnotes.xml"/></Relationships>'
            return part.replace(b"</Relationships>", link.encode())
        override = b'<Override PartName="/word/footnotes.xml" ContentType="' + content + b'"/></Types>'
        return part.replace(b"</Types>", override) if name == "[Content_Types].xml" else part

    notes = note('w:type="separator" w:id="0"', "rule") + note('w:id="1"', "Not all towns.")
    parts = {"word/footnotes.xml": f"<w:footnotes {W}>{notes}</w:footnotes>".encode()}
    read = read_docx(repacked(saved(document), change, **parts))
    assert kinds(read) == [("paragraph", "Text."), ("footnote", "Not all towns.")]


def refusal(data: bytes) -> str:
    with pytest.raises(WordDocumentError) as refused:
        read_docx(data)
    return str(refused.value)


def test_refused_with_a_reason() -> None:
    whole = saved(docx.Document())
    assert "no zip archive" in refusal(b"plain text")
    assert "no zip archive" in refusal(whole[: len(whole) // 2])
    assert "protected by a password" in refusal(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600))
    other = io.BytesIO()
    with zipfile.ZipFile(other, "w") as archive:
        archive.writestr("a.txt", "x")
    assert refusal(other.getvalue()) == "it is a zip archive but no Word document"
    assert "broken Word document" in refusal(repacked(whole, lambda n, d: None if n == "word/document.xml" else d))
    assert "broken Word document" in refusal(repacked(whole, lambda n, d: d[:90] if n == "word/document.xml" else d))


def test_a_decompression_bomb_is_refused_unopened() -> None:
    bomb = repacked(saved(docx.Document()), lambda name, part: part, **{"word/media/a.xml": bytes(20_000_000)})
    assert "as decompression bombs do" in refusal(bomb)


def test_a_method_that_unpacks_without_bound_is_refused() -> None:
    buffer = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(WHOLE)) as old, zipfile.ZipFile(buffer, "w", zipfile.ZIP_BZIP2) as new:
        for name in old.namelist():
            new.writestr(name, old.read(name))
    assert "packed as Word does not pack" in refusal(buffer.getvalue())


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_an_entity_bomb_is_refused(encoding: str) -> None:
    source = f'<?xml version="1.0"?><!DOCTYPE d [<!ENTITY a "b">]><w:document {W}><w:body/></w:document>'
    whole = saved(docx.Document())
    bomb = repacked(whole, lambda name, part: source.encode(encoding) if name == "word/document.xml" else part)
    assert "declares a document type" in refusal(bomb)


@settings(deadline=None, max_examples=60)
@given(st.data())
def test_any_damage_ends_in_a_reason(data: st.DataObject) -> None:
    document = bytearray(WHOLE)
    for _ in range(data.draw(st.integers(1, 5))):
        document[data.draw(st.integers(0, len(document) - 1))] = data.draw(st.integers(0, 255))
    try:
        read = read_docx(bytes(document))
    except WordDocumentError as error:
        assert str(error)
    else:
        assert all(block.kind in KINDS for block in read.blocks)


def _whole() -> bytes:
    document = docx.Document()
    document.add_heading("Towns", 1)
    document.add_paragraph("A town is a place.")
    return saved(document)


WHOLE = _whole()
