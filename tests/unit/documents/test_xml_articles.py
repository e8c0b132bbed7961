"""XML that is broken, hostile or no article is refused with a reason; nothing is fetched and nothing blows up."""

from __future__ import annotations

from pathlib import Path
from time import process_time

import pytest
from defatlas.documents import xml_safety
from defatlas.documents.blocks import KINDS, lay_out
from defatlas.documents.xml_articles import XmlArticleError, read_many, read_xml
from hypothesis import given, settings
from hypothesis import strategies as st

HOSTILE = Path(__file__).parents[3].parent / "shared" / "data" / "inputs" / "xml-hostile"
BODY = "<article><body><p>{}</p></body></article>"


def reason(source: str | bytes) -> str:
    data = source if isinstance(source, bytes) else source.encode()
    with pytest.raises(XmlArticleError) as refused:
        read_xml(data)
    return str(refused.value)


def test_the_root_element_tells_what_it_is() -> None:
    assert read_xml(BODY.format("Text.").encode()).media_type == "application/jats+xml"
    tei = '<?xml version="1.0"?><TEI xmlns="http://www.tei-c.org/ns/1.0"><text><body><p>Text.</p></body></text></TEI>'
    assert read_xml(tei.encode()).media_type == "application/tei+xml"
    wrapped = f'<OAI-PMH xmlns="http://www.openarchives.org/OAI/2.0/"><record>{BODY.format("Text.")}</record></OAI-PMH>'
    assert read_xml(wrapped.encode()).blocks[0].text == "Text."


@pytest.mark.parametrize(
    ("source", "part"),
    [
        ("<html><body>text</body></html>", 'neither JATS nor TEI: its outermost element is "html"'),
        ('<article xmlns="http://docbook.org/ns/docbook"><para>x</para></article>', "neither JATS nor TEI"),
        (f"<pmc-articleset>{BODY}{BODY}</pmc-articleset>", "it holds 2 articles"),
        ("<article><body><p>Text.</body></article>", "not well-formed XML"),
        ("no markup", "not well-formed XML"),
        ("<article><body><p>&nbsp;</p></body></article>", "not well-formed XML: Entity 'nbsp' not defined"),
        (b"\x00\x01\x02", "not well-formed XML"),
        ('<!DOCTYPE a [<!ENTITY x "y">]>' + BODY.format("&x;"), "declares entities"),
        ('<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/hostname">]>' + BODY.format("&x;"), "declares entities"),
        ('<!DOCTYPE a [<!ENTITY % x SYSTEM "http://127.0.0.1:9/"> %x;]>' + BODY.format("t"), "declares entities"),
        (('<!DOCTYPE a [<!ENTITY x "y">]>' + BODY.format("&x;")).encode("utf-16"), "declares entities"),
        ('<!DOCTYPE a [<!ENTITY x "&x;">]>' + BODY.format("&x;"), "declares entities"),
        ("<article><body>" + "<sec>" * 150 + "<p>t</p>" + "</sec>" * 150 + "</body></article>", "more than 120 deep"),
        ("<a>" * 5000 + "</a>" * 5000, "not well-formed XML: Excessive depth"),
        ('<article><body><p xml:id="0">Text.</body></article>', "not well-formed XML"),
    ],
)
def test_refused_with_a_reason(source: str | bytes, part: str) -> None:
    assert part in reason(source)


def test_an_entity_bomb_in_an_attribute_is_refused() -> None:
    levels = "".join(f'<!ENTITY e{n} "{f"&e{n - 1};" * 10}">' for n in range(1, 10))
    bomb = f'<!DOCTYPE a [<!ENTITY e0 "0123456789">{levels}]><article a="&e9;"><body><p>t</p></body></article>'
    assert "declares entities" in reason(bomb)


def test_an_enormous_file_is_refused_unparsed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(xml_safety, "LARGEST_XML", 2_000_000)
    assert reason(b"<" * 2_000_001) == "it is larger than 2 MB, which no article is"


def test_named_characters_of_a_document_type_are_known_without_fetching_it() -> None:
    source = '<!DOCTYPE article SYSTEM "http://127.0.0.1:9/no.dtd">' + BODY.format("&alpha;&nbsp;&unheardof;town")
    assert read_xml(source.encode()).blocks[0].text == "α town"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "iso-8859-1"])
def test_encodings_are_those_declared(encoding: str) -> None:
    source = f'<?xml version="1.0" encoding="{encoding}"?>' + BODY.format("Zürich")
    assert read_xml(source.encode(encoding)).blocks[0].text == "Zürich"


@pytest.mark.skipif(not HOSTILE.is_dir(), reason="needs the hostile XML files of ../shared/data/inputs")
def test_every_hostile_file_is_refused() -> None:
    reasons = {path.name: reason(path.read_bytes()) for path in HOSTILE.iterdir()}
    entities = {"cyclic.xml", "external.xml", "external_file.xml", "quadratic.xml", "xmlbomb.xml", "xmlbomb2.xml"}
    assert {name for name, text in reasons.items() if "declares entities" in text} == entities
    assert all("neither JATS nor TEI" in text for name, text in reasons.items() if name not in entities)


TAGS = st.sampled_from(
    "p sec title label list list-item disp-quote fig caption table-wrap table tr td fn ref-list ref mixed-citation name"
    " surname sup xref boxed-text abstract div head note figure row cell listBibl biblStruct quote item".split()
)
TREES = st.recursive(
    st.sampled_from(["", "town", " a town is ", "1", "&amp;", "<!-- c -->", "&alpha;"]),
    lambda inner: st.builds(lambda tag, parts: f"<{tag}>{''.join(parts)}</{tag}>", TAGS, st.lists(inner, max_size=4)),
    max_leaves=25,
)


@settings(deadline=None, max_examples=150)
@given(TREES, st.sampled_from(["<article><body>{}</body></article>", "<TEI><text><body>{}</body></text></TEI>"]))
def test_any_nesting_is_read_or_refused(tree: str, frame: str) -> None:
    source = '<!DOCTYPE article SYSTEM "x.dtd">' + frame.format(tree)
    try:
        read = read_xml(source.encode())
    except XmlArticleError as error:
        assert "neither" in str(error)
        return
    text, passages = lay_out(read.blocks)
    assert all(passage.kind in KINDS and text[passage.start : passage.end] == passage.text for passage in passages)


@settings(deadline=None, max_examples=150)
@given(st.binary(max_size=200), st.integers(0, 60))
def test_any_bytes_are_read_or_refused(noise: bytes, place: int) -> None:
    source = BODY.format("A town is a place.").encode()
    try:
        assert read_xml(source[:place] + noise + source[place:]).blocks
    except XmlArticleError as error:
        assert str(error)


def test_the_articles_of_a_long_answer_are_found_in_linear_time() -> None:
    def seconds(count: int) -> float:
        data = f"<set>{BODY.format('Text.') * count}</set>".encode()
        started = process_time()
        read = read_many(data)
        assert read is not None
        assert len(read) == count
        return process_time() - started

    assert seconds(8_000) < 8 * max(0.1, seconds(2_000))
