"""Records in XML of PubMed, EndNote, MODS, Dublin Core and Atom; articles in full text are none."""

from time import process_time

import pytest
from defatlas.documents.records.reading import read_records, record_format
from defatlas.documents.records.record import Record, RecordsError

PUBMED = """<?xml version="1.0" ?>
<!DOCTYPE PubmedArticleSet PUBLIC "-//NLM//DTD PubMedArticle, 1st January 2024//EN" "https://dtd.example/pubmed.dtd">
<PubmedArticleSet><PubmedArticle><MedlineCitation Status="MEDLINE"><PMID Version="1">1</PMID><Article>
<Journal><JournalIssue><PubDate><MedlineDate>2015 May-Jun</MedlineDate></PubDate></JournalIssue>
<Title>Journal of Quays</Title></Journal><ArticleTitle>How towns light <i>quays</i>.</ArticleTitle>
<ELocationID EIdType="pii">x1</ELocationID><ELocationID EIdType="doi">10.1000/lamp.1</ELocationID>
<Abstract><AbstractText Label="AIM">We ask clerks.</AbstractText><AbstractText Label="RESULTS">They know.</AbstractText>
<CopyrightInformation>(c) Lamp Press</CopyrightInformation></Abstract>
<AuthorList><Author><LastName>Okoro</LastName><ForeName>Ada</ForeName><Initials>A</Initials></Author>
<Author><CollectiveName>World Lamp Body, The</CollectiveName></Author></AuthorList><Language>eng</Language>
<PublicationTypeList><PublicationType>Journal Article</PublicationType></PublicationTypeList></Article>
<MeshHeadingList><MeshHeading><DescriptorName>Towns</DescriptorName></MeshHeading></MeshHeadingList></MedlineCitation>
<PubmedData><ReferenceList><Reference><ArticleIdList><ArticleId IdType="doi">10.9/other</ArticleId></ArticleIdList>
</Reference></ReferenceList></PubmedData></PubmedArticle>
<PubmedArticle><MedlineCitation><PMID>2</PMID><Article><ArticleTitle>Second</ArticleTitle></Article></MedlineCitation>
</PubmedArticle></PubmedArticleSet>"""
ENDNOTE = """<?xml version="1.0" encoding="UTF-8" ?><xml><records><record><database name="L.enl">L.enl</database>
<ref-type name="Journal Article">17</ref-type><contributors><authors><author><style face="normal">Okoro, Ada</style>
</author></authors></contributors><titles><title><style face="normal">How towns light </style><style face="italic">quays
</style></title><secondary-title><style>Journal of Quays</style></secondary-title></titles><dates><year><style>2015
</style></year></dates><abstract><style>We ask clerks.</style></abstract><electronic-resource-num><style>
10.1000/lamp.1</style></electronic-resource-num><language><style>eng</style></language></record></records></xml>"""
MODS = """<modsCollection xmlns="http://www.loc.gov/mods/v3"><mods>
<relatedItem type="host"><titleInfo><title>Journal of Quays</title></titleInfo><name><namePart>Editor, An</namePart>
</name></relatedItem><titleInfo><nonSort>The</nonSort><title>quays</title><subTitle>a count</subTitle></titleInfo>
<name type="personal"><namePart type="given">Ada</namePart><namePart type="family">Okoro</namePart></name>
<abstract>We ask clerks.</abstract><originInfo><dateIssued>2015-05</dateIssued></originInfo>
<identifier type="doi">10.1000/lamp.1</identifier></mods></modsCollection>"""
DUBLIN = """<OAI-PMH xmlns="http://www.openarchives.org/OAI/2.0/"><ListRecords><record><header><identifier>oai:1</identifier>
</header><metadata><oai_dc:dc xmlns:oai_dc="http://www.openarchives.org/OAI/2.0/oai_dc/"
 xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>Quays</dc:title><dc:creator>Okoro, Ada</dc:creator>
<dc:creator>Lind, Bo</dc:creator><dc:description>We ask clerks.</dc:description><dc:date>2015-05-01</dc:date>
<dc:identifier>https://doi.org/10.1000/lamp.1</dc:identifier></oai_dc:dc></metadata></record></ListRecords></OAI-PMH>"""
ATOM = """<feed xmlns="http://www.w3.org/2005/Atom"><title>query</title><entry><id>http://arxiv.org/abs/1501.00001v1</id>
<published>2015-05-01T00:00:00Z</published><title>Quays</title><summary> We ask clerks.
</summary><author><name>Ada Okoro</name></author></entry></feed>"""


def only(text: str, kind: str) -> Record:
    assert record_format(text.encode(), ".xml") == kind
    records, unusable = read_records(text.encode(), kind)
    assert unusable == []
    return records[0]


def test_pubmed_with_a_structured_abstract_and_a_group_of_authors() -> None:
    found = only(PUBMED, "pubmed-xml")
    assert (found.title, found.abstract) == ("How towns light quays.", "Aim: We ask clerks. Results: They know.")
    assert found.authors == ("Okoro, Ada", "World Lamp Body The")
    assert (found.year, found.doi, found.venue) == ("2015", "10.1000/lamp.1", "Journal of Quays")
    assert (found.language, found.keywords, found.publication_type) == ("en", ("Towns",), "article")


def test_a_record_without_a_doi_does_not_take_that_of_a_reference() -> None:
    assert [r.doi for r in read_records(PUBMED.encode(), "pubmed-xml")[0]] == ["10.1000/lamp.1", ""]


def test_the_other_formats() -> None:
    for text, kind, title in (
        (ENDNOTE, "endnote-xml", "How towns light quays"),
        (MODS, "mods-xml", "The quays: a count"),
        (DUBLIN, "dublin-core-xml", "Quays"),
        (ATOM, "atom-xml", "Quays"),
    ):
        found = only(text, kind)
        assert (found.title, found.abstract, found.authors[0], found.year) == (
            title, "We ask clerks.", "Okoro, Ada", "2015",
        )  # fmt: skip
        assert found.doi == ("" if kind == "atom-xml" else "10.1000/lamp.1")
    assert only(MODS, "mods-xml").authors == ("Okoro, Ada",)
    assert only(MODS, "mods-xml").venue == "Journal of Quays"
    assert only(DUBLIN, "dublin-core-xml").authors == ("Okoro, Ada", "Lind, Bo")


@pytest.mark.parametrize(
    "text",
    [
        "<article><front/><body><p>Text with dc:title in it.</p></body></article>",
        '<TEI xmlns="http://www.tei-c.org/ns/1.0"><text><body><p>x</p></body></text></TEI>',
        "<records><row>no literature</row></records>",
        "<html><body>x</body></html>",
    ],
)
def test_other_xml_is_none(text: str) -> None:
    assert record_format(text.encode(), ".xml") is None


def test_hostile_xml_is_refused() -> None:
    bomb = '<!DOCTYPE a [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><modsCollection><mods><abstract>&b;</abstract></mods>'
    with pytest.raises(RecordsError, match="declares entities"):
        read_records((bomb + "</modsCollection>").encode(), "mods-xml")
    with pytest.raises(RecordsError, match="not well-formed"):
        read_records(b"<modsCollection><mods>", "mods-xml")


def test_the_year_of_a_date_in_parts() -> None:
    old = "<PubDate><MedlineDate>2015 May-Jun</MedlineDate></PubDate>"
    parts = "<Year>2019</Year><Month>03</Month><Day>05</Day>"
    assert only(PUBMED.replace(old, f"<PubDate>{parts}</PubDate>"), "pubmed-xml").year == "2019"
    electronic = PUBMED.replace(old, "").replace("</Article>", f"<ArticleDate>{parts}</ArticleDate></Article>", 1)
    assert only(electronic, "pubmed-xml").year == "2019"
    book = (
        "<PubmedBookArticle><BookDocument><Book><PubDate><Year>2016</Year><Month>10</Month></PubDate>"
        "<BookTitle>Quays</BookTitle></Book><Abstract><AbstractText>We ask.</AbstractText></Abstract></BookDocument>"
        "</PubmedBookArticle>"
    )
    assert only(f"<PubmedArticleSet>{book}</PubmedArticleSet>", "pubmed-xml").year == "2016"


def test_a_chapter_takes_nothing_of_its_book_but_venue_and_year() -> None:
    book = """<relatedItem type="host"><titleInfo><title>A book of quays</title></titleInfo>
<abstract>All of the book.</abstract><identifier type="doi">10.1000/book</identifier><genre>book</genre>
<subject><topic>harbours</topic></subject><originInfo><dateIssued>2016</dateIssued></originInfo></relatedItem>
<relatedItem type="series"><originInfo><dateIssued>1999</dateIssued></originInfo></relatedItem>"""
    title = "<titleInfo><title>Lamps</title></titleInfo>"
    found = only(f"<modsCollection><mods>{title}{book}</mods></modsCollection>", "mods-xml")
    assert (found.title, found.abstract, found.doi, found.keywords, found.publication_type) == ("Lamps", "", "", (), "")
    assert (found.venue, found.year) == ("A book of quays", "2016")


def endnote_authors(contributors: str) -> tuple[str, ...]:
    start, _, rest = ENDNOTE.partition("<contributors>")
    return only(f"{start}<contributors>{contributors}{rest[rest.index('</contributors>') :]}", "endnote-xml").authors


def mods_authors(*people: tuple[str, str]) -> tuple[str, ...]:
    names = [
        f"<name><namePart>{name}</namePart>"
        + (f"<role><roleTerm>{role}</roleTerm></role></name>" if role else "</name>")
        for name, role in people
    ]
    titled = f"<titleInfo><title>Lamps</title></titleInfo>{''.join(names)}"
    return only(f"<modsCollection><mods>{titled}</mods></modsCollection>", "mods-xml").authors


def pubmed_authors(*lists: tuple[str, str]) -> tuple[str, ...]:
    start, _, rest = PUBMED.partition("<AuthorList>")
    people = "".join(
        f"<AuthorList{kind}><Author><LastName>{name}</LastName></Author></AuthorList>" for kind, name in lists
    )
    return only(start + people + rest[rest.index("</AuthorList>") + 13 :], "pubmed-xml").authors


def test_editors_are_no_authors_where_there_are_any() -> None:
    written, edited = "<authors><author>Ash, Al</author></authors>", "secondary-authors"
    edited = f"<{edited}><author>Bee, Bo</author></{edited}>"
    assert endnote_authors(written + edited) == ("Ash, Al",)
    assert endnote_authors(edited) == ("Bee, Bo",)
    assert pubmed_authors((' Type="editors"', "Bee"), (' Type="authors"', "Ash")) == ("Ash",)
    assert pubmed_authors((' Type="editors"', "Bee"), ("", "Ash")) == ("Ash",)
    assert pubmed_authors((' Type="editors"', "Bee")) == ("Bee",)
    assert mods_authors(("Ash, Al", "author"), ("Bee, Bo", "thesis advisor"), ("Cox, Cy", "")) == ("Ash, Al", "Cox, Cy")
    assert mods_authors(("Bee, Bo", "edt"), ("Ash, Al", "aut")) == ("Ash, Al",)
    assert mods_authors(("Ash, Al", "Autor"), ("Bee, Bo", "Editor")) == ("Ash, Al",)
    assert mods_authors(("Bee, Bo", "editor"), ("Dee, Di", "translator")) == ("Bee, Bo",)
    assert mods_authors(("Bee, Bo", "thesis advisor")) == ()


def test_a_head_full_of_feeds_is_told_in_linear_time() -> None:
    for opening in ("<feed ", "<feed><", "<summary "):
        started = process_time()
        assert record_format((opening * 100_000).encode(), ".xml") is None
        assert process_time() - started < 0.5


def test_whom_and_what_a_record_is_about_is_neither_its_author_nor_its_title() -> None:
    about = '<subject><name type="personal"><namePart>Lamp, Ada</namePart></name><topic>Quays</topic></subject>'
    about += "<subject><titleInfo><title>The other book</title></titleInfo></subject>"
    mods = f"<modsCollection><mods>{about}<titleInfo><title>On quays</title></titleInfo></mods></modsCollection>"
    found = only(mods, "mods-xml")
    assert (found.title, found.authors, found.keywords) == ("On quays", (), ("Quays",))
