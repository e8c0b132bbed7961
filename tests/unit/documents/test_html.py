"""Web pages: the article and nothing around it."""

import pytest
from defatlas.documents.blocks import ReadDocument, lay_out
from defatlas.documents.html import NoArticleError, read_html

LONG = "This sentence only makes the paragraph long enough to be taken for the text of an article. " * 3
PAGE = f"""<!DOCTYPE html>
<html lang="en"><head>
<meta charset="utf-8"><title>Cities that learn</title>
<meta name="author" content="Jane Doe"><meta property="article:published_time" content="2016-05-04">
<script>var hidden = "script text";</script>
</head><body>
<nav><ul><li><a href="/">Home of the site</a></li><li><a href="/more">More to see</a></li></ul></nav>
<article>
<h1>Cities that learn</h1>
<p>A <i>smart city</i>, which is smart<b>er</b> than <a href="x">a town</a>, learns. {LONG}</p>
<h2>What it takes</h2>
<p>It takes three things. {LONG}</p>
<ul><li>people who take part in it</li><li>data that are open<ul><li>to all</li></ul></li></ul>
<blockquote><p>A city is what its people make of it, said one of them.</p></blockquote>
<table><tr><th>factor</th><th>share</th></tr><tr><td>people</td><td>3 &amp; more</td></tr></table>
<p>A last line<br>and one below. {LONG}</p>
</article>
<footer><p>All rights reserved by the owners of this page.</p></footer>
</body></html>"""


def test_an_article_is_read_block_by_block_without_what_surrounds_it() -> None:
    document = read_html(PAGE.encode())
    text, passages = lay_out(document.blocks)
    long = LONG.strip()
    assert [(p.kind, p.section, p.text) for p in passages] == [
        ("heading", "Cities that learn", "Cities that learn"),
        ("paragraph", "Cities that learn", f"A smart city, which is smarter than a town, learns. {long}"),
        ("heading", "Cities that learn > What it takes", "What it takes"),
        ("paragraph", "Cities that learn > What it takes", f"It takes three things. {long}"),
        ("list_item", "Cities that learn > What it takes", "people who take part in it"),
        ("list_item", "Cities that learn > What it takes", "data that are open to all"),
        ("quote", "Cities that learn > What it takes", "A city is what its people make of it, said one of them."),
        ("table_row", "Cities that learn > What it takes", "factor | share"),
        ("table_row", "Cities that learn > What it takes", "people | 3 & more"),
        ("paragraph", "Cities that learn > What it takes", f"A last line and one below. {long}"),
    ]
    assert all(text[p.start : p.end] == p.text for p in passages)
    assert (document.title, document.authors, document.year) == ("Cities that learn", "Jane Doe", "2016")
    assert (document.media_type, document.pages) == ("text/html", 0)


@pytest.mark.parametrize("encoding", ["utf-8", "iso-8859-1", "utf-16"])
def test_the_encoding_is_found(encoding: str) -> None:
    source = PAGE.replace("utf-8", encoding).replace("learns.", "apprend à vivre à Zürich.")
    assert "apprend à vivre à Zürich." in lay_out(read_html(source.encode(encoding)).blocks)[0]


def test_text_and_bytes_are_read_alike() -> None:
    assert read_html(PAGE) == read_html(PAGE.encode())


@pytest.mark.parametrize(
    "source",
    [
        b"<!DOCTYPE html><html><head><title>Nothing</title></head><body></body></html>",
        b"<html><body><nav><a href='/'>Home</a></nav></body></html>",
        b"<html",
        b"\xff\xfe\xfa",
        b"",
        b"<html><body>" + b"<div>" * 5000,
    ],
)
def test_a_page_without_running_text_says_what_to_save(source: bytes) -> None:
    with pytest.raises(NoArticleError, match="save the article itself"):
        read_html(source)


def test_unclosed_tags_and_half_characters_do_no_harm() -> None:
    document = read_html(f"<html><body><article><p>One &#xD800; two. {LONG}<p>Three &#0; four. {LONG}".encode())
    text, passages = lay_out(document.blocks)
    assert [p.text.split(". ")[0] for p in passages] == ["One \ufffd two", "Three \ufffd four"]
    text.encode("utf-8")


def page_with(tags: str) -> ReadDocument:
    return read_html(PAGE.replace('<meta name="author" content="Jane Doe">', tags).encode())


@pytest.mark.parametrize(
    ("tags", "authors"),
    [
        ('<meta name="citation_author" content="Okoro, Ada">', "Okoro, Ada"),
        ('<meta name="citation_author" content="van Dyke, Jan Piet">', "van Dyke, Jan Piet"),
        (
            '<meta name="citation_author" content="Okoro, Ada"><meta name="citation_author" content="Bo Lind">',
            "Okoro, Ada; Lind, Bo",
        ),
        ('<meta name="citation_author" content="Okoro, Ada; van Dyke, Jan Piet">', "Okoro, Ada; van Dyke, Jan Piet"),
        ('<meta name="citation_authors" content="Okoro, Ada; Lind, Bo;">', "Okoro, Ada; Lind, Bo"),
        ('<meta name="citation_authors" content="Ada Okoro, Bo Lind">', "Okoro, Ada; Lind, Bo"),
        (
            '<meta name="DC.Creator" content="Okoro, Ada"><meta name="DC.creator" content="World Lamp Organization">',
            "Okoro, Ada; World Lamp Organization",
        ),
        ('<meta name="dc:creator" content="Okoro, Ada"><meta name="author" content="Web Team">', "Okoro, Ada"),
        ('<meta name="author" content="Okoro, Ada">', "Okoro, Ada"),
        ('<meta name="author" content="Ada Okoro, Bo Lind">', "Ada Okoro; Bo Lind"),
    ],
)
def test_tags_of_journals_name_one_person_each(tags: str, authors: str) -> None:
    assert page_with(tags).authors == authors


def test_tags_of_journals_are_better_known_than_the_page() -> None:
    tags = """<meta name="citation_title" content="Cities &amp; lamps"><meta name="citation_doi" content="10.1000/lamp">
    <meta name="citation_journal_title" content="Quays"><meta name="citation_publication_date" content="2014/05/01">
    <meta name="citation_language" content="en">"""
    found = page_with(tags)
    assert (found.title, found.year, found.language) == ("Cities & lamps", "2014", "en")
    assert (found.front_matter["doi"], found.front_matter["venue"]) == ("10.1000/lamp", "Quays")
    assert page_with('<meta name="dc.identifier" content="https://doi.org/10.1000/lamp">').front_matter["doi"]


@pytest.mark.parametrize(
    ("encoding", "sentence"),
    [
        ("cp1250", "Nikt w urzędzie portowym nie wiedział, dlaczego tego ranka paliły się lampy na nabrzeżu."),
        ("iso8859-2", "Nikdo v přístavním úřadě nevěděl, proč ráno svítily lampy, a nikdo nic neřekl."),
        ("cp1252", "Ingen på hamnkontoret visste varför lamporna var tända den morgonen före färjan."),
        ("cp1254", "Liman dairesinde kimse o sabah lambalarýn neden yandýðýný bilmiyordu.".translate(
            str.maketrans("ýð", "ığ"))),
        ("cp1251", "Никто в портовом управлении не знал, почему в то утро горели лампы на набережной."),
        ("utf-16-le", "Nobody at the port office knew why the lamps were lit – or by whom."),
    ],
)  # fmt: skip
def test_a_page_that_does_not_declare_its_encoding(encoding: str, sentence: str) -> None:
    page = f"<html><head><title>T</title><script>var name = 1;</script></head><body><article>{f'<p>{sentence}</p>' * 5}"
    found = read_html(page.encode(encoding))
    assert {block.text for block in found.blocks} == {sentence}
    if encoding != "utf-16-le":
        declared = page.replace("<head>", f'<head><meta charset="{encoding}">')
        assert {block.text for block in read_html(declared.encode(encoding)).blocks} == {sentence}


ONE, TWO = (LONG + end for end in ("The first one ends here.", "The second one ends there."))


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        (f"{ONE}<br><br>{TWO}", [("paragraph", ONE), ("paragraph", TWO)]),
        (f"<p>{ONE}<br/> <br/>{TWO}</p>", [("paragraph", ONE), ("paragraph", TWO)]),
        (
            f"<table><tr><td><a href='/'>Home</a></td><td><p>{ONE}</p><p>{TWO}</p></td></tr></table>",
            [("paragraph", "Home"), ("paragraph", ONE), ("paragraph", TWO)],
        ),
        (
            f"<dl><dt>Lamp plan</dt><dd>{ONE}</dd><dt>Quay</dt><dd>{TWO}</dd></dl>",
            [("list_item", f"Lamp plan: {ONE}"), ("list_item", f"Quay: {TWO}")],
        ),
        (
            f"<table><tr><th>Term</th><th>Meaning</th></tr><tr><td>Quay</td><td>{ONE}</td></tr></table>",
            [("table_row", "Term | Meaning"), ("table_row", f"Quay | {ONE}")],
        ),
    ],
)
def test_pages_of_other_make(body: str, expected: list[tuple[str, str]]) -> None:
    found = lay_out(read_html(f"<html><head><title>T</title></head><body>{body}</body></html>").blocks)[1]
    assert [(p.kind, p.text) for p in found] == expected


def test_lists_deep_in_each_other_do_no_harm() -> None:
    deep = "<ul><li>and so on" * 2_000
    found = read_html(f"<html><body><article><p>{ONE}</p>{deep}</article></body></html>")
    assert found.blocks[0].text.strip() == ONE
