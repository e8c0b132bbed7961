"""Markdown and plain text: blocks, pages, front matter, notes, and what no input may raise."""

import pytest
from defatlas.documents.blocks import Block, ReadDocument, lay_out
from defatlas.documents.markdown import FrontMatterError, read_markdown, read_plain_text, split_front_matter
from hypothesis import example, given, settings
from hypothesis import strategies as st


def seen(document: ReadDocument) -> list[tuple[str, str]]:
    """Kind and text of each passage."""
    return [(passage.kind, passage.text) for passage in lay_out(document.blocks)[1]]


def test_every_kind_of_markdown_block() -> None:
    document = read_markdown(
        "# On cities\n\nA *smart* city uses `data`\nand [people](https://example.org).\n\n"
        "- first item\n- second item\n  - inner item\n\n1. numbered\n\n> A quoted line\n> in two lines.\n\n"
        "| factor | share |\n|---|---|\n| people | 3 |\n\n![A drawing](x.png)\n\n    code stays\n\n"
        "## References\n\nDoe (2010).\n"
    )
    assert seen(document) == [
        ("heading", "On cities"),
        ("paragraph", "A smart city uses data and people."),
        ("list_item", "first item"),
        ("list_item", "second item"),
        ("list_item", "inner item"),
        ("list_item", "numbered"),
        ("quote", "A quoted line in two lines."),
        ("table_row", "factor | share"),
        ("table_row", "people | 3"),
        ("paragraph", "A drawing"),
        ("paragraph", "code stays"),
        ("heading", "References"),
        ("reference", "Doe (2010)."),
    ]
    assert (document.title, document.pages, document.media_type) == ("On cities", 0, "text/markdown")


def test_headings_make_the_section_path() -> None:
    _, passages = lay_out(read_markdown("# A\n\n## B\n\none\n\n### C\n\ntwo\n\n## D\n\nthree\n").blocks)
    assert {p.text: p.section for p in passages if p.kind == "paragraph"} == {
        "one": "A > B",
        "two": "A > B > C",
        "three": "A > D",
    }


@pytest.mark.parametrize(
    ("source", "text"),
    [
        (r"five \* six &amp; seven", "five * six & seven"),
        ("a line<br>and another", "a line and another"),
        ("two  \nlines", "two lines"),
        ("the gov-\nernment", "the government"),
        ("a half &#xD800; pair", "a half \ufffd pair"),
        ("raised word<sup>1, 2</sup> goes on", "raised word goes on"),
        ("10 m<sup>second</sup>", "10 msecond"),
        ("<div>text in\na box</div>", "text in a box"),
        ("<table><tr><td>a</td><td>b &amp; c</td></tr></table>", "a b & c"),
        ("<!-- hidden --><p>seen</p>", "seen"),
        ("<script>\nvar x = 1;\n</script>", ""),
    ],
)
def test_text_of_a_paragraph(source: str, text: str) -> None:
    assert lay_out(read_markdown(source).blocks)[0] == text


def test_a_paragraph_that_opens_with_a_raised_number_is_a_footnote() -> None:
    document = read_markdown("A claim.<sup>1</sup>\n\n<sup>1</sup> See the annex.\n\nMore.\n")
    assert seen(document) == [("paragraph", "A claim."), ("footnote", "See the annex."), ("paragraph", "More.")]


def test_thematic_breaks_are_page_breaks_and_cut_paragraphs_are_joined() -> None:
    document = read_markdown("First page goes\n\n1 A note.\n\n---\n\non here.\n\n---\n\nThird page.\n")
    assert document.pages == 3
    assert [(p.kind, p.text, p.page) for p in lay_out(document.blocks)[1]] == [
        ("paragraph", "First page goes on here.", "1"),
        ("footnote", "1 A note.", "1"),
        ("paragraph", "Third page.", "3"),
    ]


@pytest.mark.parametrize("text", ["It ends here.", "word " * 40])
def test_a_paragraph_right_above_a_page_break_is_no_heading(text: str) -> None:
    document = read_markdown(f"{text}\n---\nNext page.\n")
    assert [(b.kind, b.page) for b in document.blocks] == [("paragraph", "1"), ("paragraph", "2")]
    assert document.pages == 2


def test_underlined_headings_stay_headings() -> None:
    document = read_markdown("Title of it\n===\n\nA part of it\n---\n\ntext\n")
    assert [(b.kind, b.level, b.page) for b in document.blocks] == [
        ("heading", 1, ""),
        ("heading", 2, ""),
        ("paragraph", 0, ""),
    ]


def test_the_title_is_the_first_main_heading_that_does_not_shout() -> None:
    assert read_markdown("# RESEARCH NOTE\n\n# Cities that learn\n").title == "Cities that learn"
    assert read_markdown("# RESEARCH NOTE\n").title == "RESEARCH NOTE"
    assert read_markdown("## Only a part\n").title == ""


def test_front_matter_tells_title_authors_year_and_language() -> None:
    document = read_markdown(
        "---\n# ours\ntitle: Cities\nauthors: [A. Doe, B. Roe]\nyear: 2015\nlanguage: en\n---\n# Other\n"
    )
    assert (document.title, document.authors, document.year, document.language) == (
        "Cities",
        "A. Doe; B. Roe",
        "2015",
        "en",
    )
    assert [block.text for block in document.blocks] == ["Other"]


def test_an_empty_front_matter_value_says_nothing() -> None:
    document = read_markdown("---\ntitle:\nauthor: Doe\nyear: {a: 1}\n---\n# Heading\n")
    assert (document.title, document.authors, document.year) == ("Heading", "Doe", "")


def test_a_front_matter_that_repeats_itself_does_not_fill_the_memory() -> None:
    """Nine lists of nine references each would be 387 million words as text."""
    lines = ["a0: &a0 [x, x, x, x, x, x, x, x, x]"]
    lines += [f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]" for n in range(1, 9)]
    document = read_markdown("---\n" + "\n".join(lines) + "\ntitle: *a8\n---\n# Heading\n")
    assert document.title == "Heading"


@pytest.mark.parametrize(
    "front",
    [
        "a: b: c",
        "a: [1",
        "a: 2020-13-45",
        "a: !!timestamp x",
        "a: !!bool x",
        "a: !!int ''",
        "a: " + "[" * 3000,
        "a: \x00",
        "a: *b",
    ],
)
def test_a_broken_front_matter_says_so_and_how_to_mend_it(front: str) -> None:
    with pytest.raises(FrontMatterError, match=r"(?s)front matter is not valid YAML: .+; quote values"):
        read_markdown(f"---\n{front}\n---\ntext")


@pytest.mark.parametrize(
    "text",
    [
        "---\n\nA first page: it: has colons.\n\n---\n\nSecond.",  # an empty line: a page break
        "---\n# Heading\n\nNote: this\n\n---\n\nSecond.",
        "---\nSmart city: a city that learns.\n\n---\n\nSecond.",  # no key has a space
        "---\n- a list\n---\n",
        "text\n---\na: b\n---\n",
        "---\na: b",
    ],
)
def test_text_behind_a_first_page_break_is_no_front_matter(text: str) -> None:
    assert split_front_matter(text) == ({}, text)


@pytest.mark.parametrize(
    ("text", "year"),
    [
        ("Doe (2014) wrote.", "2014"),
        ("May 2012", "2012"),
        ("see 2014", ""),
        ("(1814)", ""),
        ("x" * 3000 + "(2014)", ""),
    ],
)
def test_the_year_is_a_guess_from_the_first_page(text: str, year: str) -> None:
    assert read_markdown(text).year == year
    assert read_plain_text(text).year == year


def test_plain_text_with_form_feeds_has_pages() -> None:
    document = read_plain_text("A city that\nlearns goes\n\n \nAlso this.\n\n1 A note\f on and\n\non.\n\f\fLast.")
    assert document.pages == 4
    assert document.blocks == [
        Block("paragraph", "A city that\nlearns goes", "1"),
        Block("paragraph", " \nAlso this.", "1"),
        Block("paragraph", "1 A note", "1"),
        Block("paragraph", " on and", "2"),
        Block("paragraph", "on.\n", "2"),
        Block("paragraph", "Last.", "4"),
    ]


def test_plain_text_with_form_feeds_is_never_markdown() -> None:
    assert [(b.kind, b.page) for b in read_plain_text("# one\f- two").blocks] == [
        ("paragraph", "1"),
        ("paragraph", "2"),
    ]


def test_plain_text_without_form_feeds_has_no_pages_and_joins_its_lines() -> None:
    document = read_plain_text("Clusters share knowl-\nedge and\nlabour.\n\t\nA data-\ndriven city. Data driven.")
    assert document.pages == 0
    assert seen(document) == [
        ("paragraph", "Clusters share knowledge and labour."),
        ("paragraph", "A data-driven city. Data driven."),
    ]


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("# Title", "heading"),
        ("- item", "list_item"),
        ("some **bold** words", "paragraph"),
        ("#hashtag -dash 2 * 3", "paragraph"),
    ],
)
def test_plain_text_that_shows_markdown_is_read_as_markdown(text: str, kind: str) -> None:
    document = read_plain_text(text)
    assert [block.kind for block in document.blocks] == [kind]
    assert document.media_type == "text/plain"


markdown_pieces = st.lists(
    st.sampled_from(
        [
            "---\n",
            "\n",
            "# ",
            "- ",
            "> ",
            "| a ",
            "|-|",
            "a: ",
            "[",
            "]",
            "(",
            "*",
            "`",
            "<sup>",
            "</sup>",
            "<!--",
            "\f",
        ]
    )
    | st.text(max_size=6),
    max_size=40,
).map("".join)


@given(st.text() | markdown_pieces)
@example("---\na: !!binary x\n---\n")
@example("---\nyear: 1e999\n---\n")
@settings(deadline=None)
def test_any_text_is_read_or_has_a_broken_front_matter(text: str) -> None:
    for read in (read_markdown, read_plain_text):
        try:
            document = read(text)
        except FrontMatterError:
            assert text.startswith("---")
            continue
        laid_out, passages = lay_out(document.blocks)
        assert all(laid_out[p.start : p.end] == p.text for p in passages)
        assert {p.page for p in passages} <= {""} | {str(n) for n in range(1, document.pages + 1)}


@given(st.lists(st.text("abc é", min_size=1).filter(str.strip), min_size=1, max_size=8))
@settings(deadline=None)
def test_plain_paragraphs_come_back_as_they_were(paragraphs: list[str]) -> None:
    document = read_plain_text("\n\n".join(paragraphs))
    assert seen(document) == [("paragraph", " ".join(paragraph.split())) for paragraph in paragraphs]


def test_footnotes_of_markdown_stand_apart_and_their_marks_go() -> None:
    source = "A town[^1] learns.[^note]\n\n[^1]: So they\n    say.\n\n    And more.\n[^note]: http://example.org\n\n"
    source += "It goes on.\n"
    assert [(p.kind, p.text) for p in lay_out(read_markdown(source).blocks)[1]] == [
        ("paragraph", "A town learns."),
        ("footnote", "1 So they say."),
        ("footnote", "And more."),
        ("footnote", "note http://example.org"),
        ("paragraph", "It goes on."),
    ]


def test_what_is_no_footnote_of_markdown_stays() -> None:
    source = "A town[^x] learns.\n\n```\n[^1]: code[^1]\n```\n"
    assert [(p.kind, p.text) for p in lay_out(read_markdown(source).blocks)[1]] == [
        ("paragraph", "A town[^x] learns."),
        ("paragraph", "[^1]: code[^1]"),
    ]
