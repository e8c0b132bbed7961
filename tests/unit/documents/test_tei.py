"""TEI of GROBID and of editors: metadata, and each text in one block of the right kind. All text is our own."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path

import pytest
from defatlas.documents.blocks import ReadDocument
from defatlas.documents.xml_articles import read_xml
from lxml import etree

PAPERS = Path(__file__).parents[3].parent / "shared" / "data" / "inputs" / "papers-pdf-tei"
HEADER = (
    '<teiHeader xml:lang="en"><fileDesc><titleStmt><title level="a" type="main">On towns</title></titleStmt>'
    "<sourceDesc><biblStruct><analytic>"
    '<author><persName><forename type="first">Ann</forename><forename type="middle">B</forename><surname>Ode</surname>'
    "</persName><affiliation>There</affiliation></author><author><persName><surname>Poe</surname></persName></author>"
    '</analytic><monogr><imprint><date type="published" when="2014-05-01"/></imprint></monogr></biblStruct>'
    "</sourceDesc></fileDesc><profileDesc><abstract><div><head>Abstract</head><p>In short.</p></div></abstract>"
    "</profileDesc></teiHeader>"
)


def tei(body: str, back: str = "", header: str = HEADER) -> ReadDocument:
    text = f'<text xml:lang="de-AT"><body>{body}</body><back>{back}</back></text>'
    return read_xml(f'<TEI xmlns="http://www.tei-c.org/ns/1.0">{header}{text}</TEI>'.encode())


def kinds(read: ReadDocument) -> list[tuple[str, str]]:
    return [(block.kind, block.text) for block in read.blocks]


def test_metadata_comes_from_the_header_and_the_language_from_the_text() -> None:
    read = tei("<p>Text.</p>")
    assert (read.media_type, read.title, read.year) == ("application/tei+xml", "On towns", "2014")
    assert (read.authors, read.language) == ("Ode, Ann B; Poe", "de")
    assert kinds(read) == [("abstract", "In short."), ("paragraph", "Text.")]


def test_an_editors_header() -> None:
    header = (
        "<teiHeader><fileDesc><titleStmt><title>Of walls</title><author>A. Mason</author></titleStmt>"
        "<publicationStmt><date>printed 1871</date></publicationStmt></fileDesc></teiHeader>"
    )
    read = tei("<p>Text.</p>", header=header)
    assert (read.title, read.authors, read.year) == ("Of walls", "A. Mason", "1871")


def test_headings_take_their_level_from_their_number_or_their_depth() -> None:
    read = tei(
        '<div><head n="2">Data</head><p>A.</p></div><div><head n="2.1">Towns</head><p>B.</p></div>'
        "<div><div><head>Bare</head><div><head>Inner</head><p>C.</p></div></div></div>"
    )
    headings = [(block.text, block.level) for block in read.blocks if block.kind == "heading"]
    assert headings == [("2 Data", 2), ("2.1 Towns", 3), ("Bare", 2), ("Inner", 3)]


def test_kinds_of_blocks() -> None:
    read = tei(
        '<div><p><s>A <ref type="bibr">(Ode, 2001)</ref> town.</s><s>It is <quote>a place</quote> to be.</s></p>'
        "<quote>Towns last.</quote><list><item>one</item><item><p>two</p></item></list>"
        '<p>So <formula xml:id="f1">a = b<label>(1)</label></formula> holds.</p></div>'
        '<note place="foot" n="7">Aside.</note>'
        '<figure type="table"><head>Table 1 :</head><label>1</label><figDesc>Sizes.</figDesc><table><row><cell>A</cell>'
        "<cell>3</cell></row></table><note>In km.</note></figure>"
    )
    assert kinds(read)[1:] == [
        ("paragraph", "A (Ode, 2001) town. It is a place to be."),
        ("quote", "Towns last."),
        ("list_item", "one"),
        ("list_item", "two"),
        ("paragraph", "So a = b(1) holds."),
        ("footnote", "7 Aside."),
        ("caption", "Table 1 : Sizes."),
        ("table_row", "A | 3"),
        ("caption", "In km."),
    ]


def test_references_as_printed_or_put_together() -> None:
    struct = (
        "<biblStruct><analytic><title>Towns</title><author><persName><forename>A</forename><surname>Ode</surname>"
        "</persName></author></analytic><monogr><title>J</title><imprint><date when='2001'/>"
        '<biblScope unit="page" from="3" to="9"/></imprint></monogr>{}</biblStruct>'
    )
    raw = '<note type="raw_reference">A. Ode. 2001. Towns. J.</note>'
    structs = struct.format(raw) + struct.format("")
    back = f'<div type="references"><listBibl>{structs}<bibl>Poe, Cities</bibl></listBibl></div>'
    assert kinds(tei("<p>Text.</p>", back))[2:] == [
        ("reference", "A. Ode. 2001. Towns. J."),
        ("reference", "Ode, A (2001). Towns. J. 3-9"),
        ("reference", "Poe, Cities"),
    ]


def test_grobids_number_for_an_id_is_forgiven() -> None:
    read = tei('<p xml:id="0">One.</p><p xml:id="b0">Two.</p><p xml:id="b0">Three.</p>')
    assert [block.text for block in read.blocks[1:]] == ["One.", "Two.", "Three."]


@pytest.mark.parametrize("path", sorted(PAPERS.glob("*.xml")), ids=lambda path: path.stem)
def test_grobids_papers_lose_no_words(path: Path) -> None:
    def words(text: str) -> Counter[str]:
        return Counter(re.findall(r"\w{2,}", text))

    root = etree.fromstring(path.read_bytes())
    read = read_xml(path.read_bytes())
    body = next(root.iter("{*}body"))
    whole = words(" ".join(body.itertext()))
    missing = whole - words(" ".join(block.text for block in read.blocks))
    assert missing.total() < 0.002 * whole.total()
    assert sum(block.kind == "reference" for block in read.blocks) == len(next(root.iter("{*}listBibl")))
    assert read.authors.count(";") >= 4 and read.language == "en"


def test_page_breaks_give_pages_to_what_begins_on_them() -> None:
    """A paragraph has the page it begins on, a note that of its mark; an unnumbered page follows the one before."""
    read = tei(
        '<pb n="3"/><div><head>One</head><p>A town<note place="foot" n="1">A note.</note> is <pb n="4"/>a place.</p>'
        '<p>Next.</p><pb/><p>Last.</p><pb n="A-1"/><list><item>Item.</item></list></div>'
    )
    assert [(block.kind, block.page, block.text) for block in read.blocks[1:]] == [
        ("heading", "3", "One"),
        ("paragraph", "3", "A town is a place."),
        ("footnote", "3", "1 A note."),
        ("paragraph", "4", "Next."),
        ("paragraph", "5", "Last."),
        ("list_item", "A-1", "Item."),
    ]
    assert read.pages == 4


def test_without_page_breaks_there_are_no_pages() -> None:
    read = tei("<p>A town.</p>")
    assert {block.page for block in read.blocks} == {""} and read.pages == 0
