"""JATS articles: metadata, and each piece of text in one block of the right kind. All text is our own."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path

import pytest
from defatlas.documents.blocks import ReadDocument, lay_out
from defatlas.documents.xml_articles import XmlArticleError, read_xml
from lxml import etree

PAPERS = Path(__file__).parents[3].parent / "shared" / "data" / "inputs" / "papers-jats"
HEAD = (
    '<article xmlns:mml="http://www.w3.org/1998/Math/MathML" xml:lang="EN-gb"><front><journal-meta><journal-title>'
    "A Journal</journal-title></journal-meta><article-meta>"
)
META = (
    '<article-id pub-id-type="doi">10.1/x</article-id>'
    "<title-group><article-title>What a <italic>city</italic>\n is</article-title></title-group>"
    '<contrib-group><contrib contrib-type="author"><name><surname>Ode</surname><given-names>Ann B</given-names>'
    '<suffix>Jr</suffix></name><xref ref-type="aff">1</xref></contrib>'
    '<contrib contrib-type="author"><collab>The Town Group<contrib-group><contrib><name><surname>In</surname>'
    "</name></contrib></contrib-group></collab></contrib>"
    '<contrib contrib-type="author"><string-name><surname>Poe</surname>, <given-names>C.</given-names></string-name>'
    '</contrib><contrib contrib-type="editor"><name><surname>Ed</surname></name></contrib></contrib-group>'
    '<pub-date pub-type="collection"><year>2016</year></pub-date><pub-date pub-type="epub"><year>2015</year></pub-date>'
    '<pub-date pub-type="preprint"><year>2013</year></pub-date>'
)


def article(body: str, meta: str = META, back: str = "") -> ReadDocument:
    source = f"{HEAD}{meta}</article-meta></front><body>{body}</body><back>{back}</back></article>"
    return read_xml(source.encode())


def kinds(read: ReadDocument) -> list[tuple[str, str]]:
    return [(block.kind, block.text) for block in read.blocks]


def test_metadata_comes_from_the_front() -> None:
    read = article("<p>Text.</p>")
    assert read.media_type == "application/jats+xml"
    assert read.title == "What a city is"
    assert read.authors == "Ode, Ann B Jr; The Town Group; Poe, C."
    assert (read.year, read.language, read.front_matter) == ("2015", "en", {"doi": "10.1/x"})


def test_abstracts_keep_their_kind_and_sections_their_headings() -> None:
    meta = (
        META + "<abstract><title>Abstract</title><sec><title>Aim.</title><p>We ask.</p><p>Twice.</p></sec>"
        "<p>All in all.</p></abstract>"
        '<trans-abstract xml:lang="fr"><p>Nous demandons.</p></trans-abstract>'
        '<trans-abstract xml:lang="en"><p>Once more.</p></trans-abstract>'
    )
    read = article("<sec><title>Text</title><p>One.</p></sec>", meta)
    assert kinds(read) == [
        ("abstract", "Aim: We ask."),
        ("abstract", "Twice."),
        ("abstract", "All in all."),
        ("abstract", "Once more."),
        ("heading", "Text"),
        ("paragraph", "One."),
    ]


def test_sections_nest() -> None:
    read = article(
        "<p>Before.</p><sec><label>1</label><title>Outer</title><p>One.</p><sec><label>1.1.</label><title>Inner</title>"
        "<p>Two.</p></sec></sec><sec><title/><p>Three.</p></sec>"
    )
    assert [(block.text, block.level) for block in read.blocks] == [
        ("Before.", 0),
        ("1 Outer", 2),
        ("One.", 0),
        ("1.1. Inner", 3),
        ("Two.", 0),
        ("Three.", 0),
    ]
    _, passages = lay_out(read.blocks)
    assert [passage.section for passage in passages][4] == "1 Outer > 1.1. Inner"


def test_lists_and_quotes_stand_apart_from_the_paragraph_around_them() -> None:
    read = article(
        "<p>A city is <list><list-item><label>1</label><p>dense,</p></list-item><list-item><p>large.</p>"
        "<list><list-item><p>Very.</p></list-item></list></list-item></list> So they say: "
        "<disp-quote><p>Cities last.</p><attrib>A mayor</attrib></disp-quote>and go on.</p>"
        "<def-list><def-item><term>ICT</term><def><p>tools</p></def></def-item></def-list>"
    )
    assert kinds(read) == [
        ("paragraph", "A city is"),
        ("list_item", "dense,"),
        ("list_item", "large."),
        ("list_item", "Very."),
        ("paragraph", "So they say:"),
        ("quote", "Cities last."),
        ("quote", "A mayor"),
        ("paragraph", "and go on."),
        ("list_item", "ICT: tools"),
    ]


def test_figures_tables_and_footnotes_follow_the_paragraph_they_stand_in() -> None:
    read = article(
        "<p>Towns grow<fn><label>a</label><p>Not all.</p></fn> fast <fig><label>Figure 1</label><caption><title>Growth"
        "</title><p>By year.</p></caption><graphic/></fig>and far.</p>"
        "<table-wrap><label>Table 2.</label><caption><p>Sizes</p></caption><table><thead><tr><th>Town</th><th/></tr>"
        "</thead><tbody><tr><td>Aville</td><td><p>12</p><p>000</p></td></tr><tr><td/><td/></tr></tbody></table>"
        "<table-wrap-foot><p>In persons.</p></table-wrap-foot></table-wrap>"
    )
    assert kinds(read) == [
        ("paragraph", "Towns grow fast and far."),
        ("footnote", "a Not all."),
        ("caption", "Figure 1. Growth"),
        ("caption", "By year."),
        ("caption", "Table 2. Sizes"),
        ("table_row", "Town |"),
        ("table_row", "Aville | 12 000"),
        ("footnote", "In persons."),
    ]


def test_a_box_does_not_take_over_the_section() -> None:
    read = article(
        "<sec><title>Main</title><boxed-text><label>Box 1</label><caption><title>Terms</title></caption>"
        "<sec><title>City</title><p>A place.</p></sec></boxed-text><p>After.</p></sec>"
    )
    assert kinds(read) == [
        ("heading", "Main"),
        ("caption", "Box 1. Terms"),
        ("caption", "City"),
        ("paragraph", "A place."),
        ("paragraph", "After."),
    ]
    assert lay_out(read.blocks)[1][-1].section == "Main"


@pytest.mark.parametrize(
    ("markup", "text"),
    [
        ("a <bold>smart</bold><italic>er</italic> city", "a smarter city"),
        ('city<sup><xref ref-type="bibr">3</xref></sup> is', "city[3] is"),
        ('city.<xref ref-type="bibr"><sup>3,4</sup></xref> It', "city.[3,4] It"),
        ('city [<xref ref-type="bibr">3</xref>]', "city [3]"),
        ("10<sup>6</sup> CO<sub>2</sub>", "106 CO2"),
        ('(<xref ref-type="bibr">Ode, 2015</xref>)', "(Ode, 2015)"),
        ("x<!-- hidden -->y<?pi z?>w", "xyw"),
        (
            "<disp-formula><mml:math><mml:mi>a</mml:mi><mml:mo>=</mml:mo><mml:mn>2</mml:mn></mml:math></disp-formula>",
            "a = 2",
        ),
        (
            "so <inline-formula><alternatives><inline-graphic/><tex-math>\\documentclass{m}\\begin{document}$$q^2$$"
            "\\end{document}</tex-math></alternatives></inline-formula> is",
            "so q^2 is",
        ),
        ("one<break/>two", "one two"),
        ('see <ext-link ext-link-type="uri">a.org</ext-link>', "see a.org"),
    ],
)
def test_inline_markup_is_flattened(markup: str, text: str) -> None:
    assert kinds(article(f"<p>{markup}</p>")) == [("paragraph", text)]


def test_references_are_those_of_the_reference_list() -> None:
    back = (
        "<ack><title>Thanks</title><p>To all.</p></ack><ref-list><title>References</title>"
        "<ref><label>1</label><mixed-citation><name><surname>Ode</surname><given-names>A</given-names></name> "
        "(<year>2001</year>) <article-title>Towns</article-title>. <source>J</source></mixed-citation></ref>"
        '<ref><element-citation><person-group person-group-type="author"><name><surname>Poe</surname>'
        "<given-names>C</given-names></name><name><surname>Roe</surname><given-names>D</given-names></name>"
        "</person-group><year>1999</year><article-title>Cities.</article-title><source>K</source><volume>3</volume>"
        "<fpage>4</fpage><lpage>9</lpage></element-citation></ref></ref-list>"
        "<glossary><title>Terms</title><p>A town is small.</p></glossary><fn-group><fn><p>Note.</p></fn></fn-group>"
    )
    read = article("<p>Text.</p>", back=back)
    assert kinds(read)[1:] == [
        ("heading", "Thanks"),
        ("paragraph", "To all."),
        ("heading", "References"),
        ("reference", "1. Ode A (2001) Towns. J"),
        ("reference", "Poe C, Roe D (1999). Cities. K. 3: 4-9"),
        ("heading", "Terms"),
        ("paragraph", "A town is small."),
        ("footnote", "Note."),
    ]


def test_sub_articles_are_left_out() -> None:
    source = (
        f"{HEAD}{META}</article-meta></front><body><p>Mine.</p></body>"
        "<sub-article><body><p>A referee's.</p></body></sub-article></article>"
    )
    assert kinds(read_xml(source.encode())) == [("paragraph", "Mine.")]


def test_text_in_unknown_elements_is_kept() -> None:
    read = article(
        "<novelty>Bare. <p>Kept <odd>whole</odd>.</p> Tail.</novelty><p>Q <odd><list><list-item><p>i</p>"
        "</list-item></list></odd></p>"
    )
    assert kinds(read) == [
        ("paragraph", "Bare."),
        ("paragraph", "Kept whole."),
        ("paragraph", "Tail."),
        ("paragraph", "Q"),
        ("list_item", "i"),
    ]


def test_an_article_without_text_is_refused() -> None:
    with pytest.raises(XmlArticleError, match="neither an abstract nor any text"):
        article("<p><graphic/></p>")


def words(text: str) -> Counter[str]:
    return Counter(re.findall(r"[a-z]{3,}", text.lower()))


@pytest.mark.parametrize("path", sorted(PAPERS.rglob("*.xml")), ids=lambda path: path.stem)
def test_published_articles_lose_no_words(path: Path) -> None:
    """Of the words of body and back, one in fifty at most is missing: identifiers, and symbols joined to formulas."""
    root = etree.fromstring(path.read_bytes())
    whole = words(" ".join(" ".join(part.itertext()) for part in root if part.tag in {"body", "back"}))
    read = read_xml(path.read_bytes())
    missing = whole - words(" ".join(block.text for block in read.blocks))
    assert missing.total() < 0.02 * whole.total()
    assert read.title and re.fullmatch(r"[^;]+(; [^;]+)*", read.authors) and re.fullmatch(r"20[01]\d", read.year)
    references = sum(block.kind == "reference" for block in read.blocks)
    assert references == len(root.findall("back//ref"))
