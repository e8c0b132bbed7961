"""Blocks and their lay-out: offsets, broken lines and pages, footnotes, captions, references, sections."""

import unicodedata

import pytest
from defatlas.documents.blocks import (
    KINDS,
    Block,
    join_lines,
    lay_out,
    mark_captions_and_footnotes,
    mark_references,
    on_one_line,
    rejoin_pages,
    tidy,
    vocabulary_of,
)
from hypothesis import given, settings
from hypothesis import strategies as st


def blocks_of(texts: st.SearchStrategy[str]) -> st.SearchStrategy[list[Block]]:
    """Documents of up to twelve blocks of any kind and page."""
    block = st.builds(
        Block,
        kind=st.sampled_from(KINDS),
        text=texts,
        page=st.sampled_from(["", "1", "2", "3", "p. 4"]),
        level=st.integers(0, 6),
        marked_note=st.booleans(),
    )
    return st.lists(block, max_size=12)


def kinds(blocks: list[Block]) -> list[str]:
    return [block.kind for block in blocks]


@given(st.text())
@settings(deadline=None)
def test_tidy_text_is_in_normal_form_on_one_line_and_stays_as_it_is(text: str) -> None:
    once = tidy(text)
    assert tidy(once) == once
    assert unicodedata.is_normalized("NFC", once)
    assert not any(unicodedata.category(c) in {"Cc", "Cs"} for c in once)
    assert "  " not in once and once == once.strip()


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        ("  a\t b\n\nc ", "a b c"),
        ("a\x00b\x07c", "a b c"),
        ("Zu\u0308rich", "Zürich"),
        ("sus\u00adtain\u00adable", "sustainable"),
        ("e\u00ad\u0301", "é"),  # the soft hyphen goes first, else the accent would stay apart
        ("no\u00a0break", "no break"),
        ("half \ud800 pair", "half \ufffd pair"),
        ("", ""),
    ],
)
def test_tidy(raw: str, expected: str) -> None:
    assert tidy(raw) == expected


@pytest.mark.parametrize(
    ("first", "second", "elsewhere", "expected"),
    [
        ("a city", "that learns", "", "a city that learns"),
        ("its govern-", "ment decides", "the government decides", "its government decides"),
        ("its govern-", "ment decides", "", "its government decides"),  # neither half is a word of the document
        ("a data-", "driven city", "driven by data", "a data-driven city"),  # both halves are words
        ("a data-", "driven city", "the data-driven city", "a data-driven city"),  # the compound is one
        ("a life-", "time study", "a lifetime of life and time", "a lifetime study"),  # the joined word decides
        ("the EU-", "Commission said", "", "the EU-Commission said"),  # a capital never continues a word
        ("in 2015-", "2016 alone", "", "in 2015-2016 alone"),
        ("micro-", "and macro-level", "", "micro- and macro-level"),  # a suspended hyphen keeps its space
        ("one-", "to three-year plans", "", "one- to three-year plans"),
        ("the thous-", "and cities", "a thousand cities", "the thousand cities"),
        ("sustain\u2010", "able growth", "sustainable growth", "sustainable growth"),  # the Unicode hyphen
        ("a dash -", "and more", "", "a dash - and more"),
        ("wait-", "(and see)", "", "wait-(and see)"),
    ],
)
def test_a_hyphen_at_a_line_end_goes_or_stays(first: str, second: str, elsewhere: str, expected: str) -> None:
    assert join_lines(first, second, vocabulary_of([elsewhere])) == expected


def test_vocabulary_counts_compounds_whole_and_skips_broken_halves() -> None:
    words = vocabulary_of(["Data-driven cities, data and cit-", "izens of cities", "knowl-", "edge city"])
    assert words == {"data-driven": 1, "cities": 2, "data": 1, "and": 1, "of": 1, "city": 1}


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        ("a gov-\n  ernment\nof a city", "a government of a city"),
        ("a gov\u00ad\nernment", "a government"),
        ("one\n\n two \nthree", "one two three"),
        ("-----\n-----", "----- -----"),
        ("", ""),
    ],
)
def test_lines_of_a_block_become_one(raw: str, expected: str) -> None:
    assert on_one_line(raw, vocabulary_of([])) == expected


def test_a_word_of_a_hundred_thousand_letters_takes_no_quadratic_time() -> None:
    """Each of these once took minutes; a run that hangs here is the failure."""
    word = "a" * 100_000
    assert vocabulary_of([word]) == {word: 1}
    assert join_lines(word, word, {}) == f"{word} {word}"
    assert lay_out([Block("paragraph", word, "1"), Block("paragraph", word, "2")])[0] == f"{word} {word}"


@given(blocks_of(st.text(max_size=40)))
@settings(deadline=None)
def test_every_passage_is_the_text_at_its_offsets(blocks: list[Block]) -> None:
    text, passages = lay_out(blocks)
    for passage in passages:
        assert text[passage.start : passage.end] == passage.text
        assert passage.text == tidy(passage.text) != ""
        assert passage.kind in KINDS
    assert [p.start for p in passages] == sorted(p.start for p in passages)
    assert "\n\n".join(p.text for p in passages) == text


@given(blocks_of(st.text("abC é1.-\u2010\u00ad\n", max_size=20)))
@settings(deadline=None)
def test_no_letter_is_lost_in_the_lay_out(blocks: list[Block]) -> None:
    """Lines and pages are joined, notes move behind paragraphs, but every letter and digit stays."""
    text, _ = lay_out(blocks)
    assert sorted(filter(str.isalnum, text)) == sorted(filter(str.isalnum, "".join(block.text for block in blocks)))


def test_offsets_and_sections_of_a_small_document() -> None:
    text, passages = lay_out(
        [
            Block("heading", "A study", level=1),
            Block("paragraph", "One.\nTwo."),
            Block("paragraph", " \n "),
            Block("heading", "Methods", level=2),
            Block("heading", "Data", level=3),
            Block("list_item", "Three."),
            Block("heading", "Results", level=2),
            Block("table_row", "a | b"),
            Block("heading", "Annex", level=1),
            Block("quote", "Four."),
        ]
    )
    assert text == "A study\n\nOne. Two.\n\nMethods\n\nData\n\nThree.\n\nResults\n\na | b\n\nAnnex\n\nFour."
    assert [(p.text, p.start, p.end, p.section) for p in passages if p.kind != "heading"] == [
        ("One. Two.", 9, 18, "A study"),
        ("Three.", 35, 41, "A study > Methods > Data"),
        ("a | b", 52, 57, "A study > Results"),
        ("Four.", 66, 71, "Annex"),
    ]
    assert passages[0].section == "A study", "a heading stands under itself"


@pytest.mark.parametrize(
    "text",
    [
        "Figure 1 – A framework",
        "Figure 2: Becoming smart",
        "Fig. 3. Actors",
        "FIGURE 4",
        "Table 3.1 Cities by size",
        "Table 2a: Sectors",
        "Box 1. What we mean",
        "Chart 12 | Growth",
        "Table 10",
    ],
)
def test_captions(text: str) -> None:
    assert kinds(mark_captions_and_footnotes([Block("paragraph", text)])) == ["caption"]


@pytest.mark.parametrize(
    "text",
    [
        "Figure 1 shows that cities differ.",
        "Table 3.1 compares them.",
        "Table 12, which we made, lists them.",
        "Box 2 and Box 3 hold the definitions.",
        "Figures vary.",
        "Tables 1 to 3 list them.",
        "The figure 1 is small.",
        "Boxing 3 rounds",
    ],
)
def test_running_text_that_mentions_a_figure_is_no_caption(text: str) -> None:
    assert kinds(mark_captions_and_footnotes([Block("paragraph", text)])) == ["paragraph"]


def test_numbered_paragraphs_that_close_a_page_are_footnotes() -> None:
    page = [
        Block("paragraph", "12 cities were visited.", "1"),  # text follows, so it is none
        Block("paragraph", "They differ.", "1"),
        Block("paragraph", "1 See the annex.", "1"),
        Block("paragraph", "2 Ibid.", "1"),
        Block("paragraph", "More text.", "2"),
    ]
    assert kinds(mark_captions_and_footnotes(page)) == ["paragraph", "paragraph", "footnote", "footnote", "paragraph"]


@pytest.mark.parametrize("page", ["", "p. 4", "chapter 7"])
def test_without_counted_pages_a_number_makes_no_footnote(page: str) -> None:
    assert kinds(mark_captions_and_footnotes([Block("paragraph", "20 cities agree.", page)])) == ["paragraph"]


def test_a_note_that_the_format_marks_is_a_footnote_anywhere() -> None:
    blocks = [Block("paragraph", "See the annex.", marked_note=True), Block("paragraph", "Text.")]
    assert kinds(mark_captions_and_footnotes(blocks)) == ["footnote", "paragraph"]


@pytest.mark.parametrize(
    "title", ["References", "REFERENCES", "7. Bibliography", "Works cited:", "Literature", "6 References"]
)
def test_what_stands_under_a_references_heading_is_a_reference(title: str) -> None:
    blocks = [
        Block("paragraph", "Text."),
        Block("heading", title, level=2),
        Block("paragraph", "Doe, J. (2010)."),
        Block("heading", "Web pages", level=3),
        Block("list_item", "A page."),
        Block("caption", "Table 9"),
        Block("heading", "Annex", level=2),
        Block("paragraph", "Text."),
    ]
    found = kinds(mark_references(blocks))
    assert found == [
        "paragraph",
        "heading",
        "reference",
        "heading",
        "reference",
        "caption",
        "heading",
        "paragraph",
    ]


@pytest.mark.parametrize("title", ["Literature review", "Terms of reference", "References to clusters in policy"])
def test_other_headings_open_no_reference_list(title: str) -> None:
    assert kinds(mark_references([Block("heading", title, level=2), Block("paragraph", "Text.")])) == [
        "heading",
        "paragraph",
    ]


def test_a_paragraph_that_a_page_break_cut_is_one_again() -> None:
    joined = rejoin_pages(
        [
            Block("paragraph", "A cluster needs firms that trust", "1"),
            Block("footnote", "1 See the annex.", "1"),
            Block("caption", "Figure 1: Firms", "1"),
            Block("paragraph", "each other and share know-", "2"),
            Block("footnote", "2 Ibid.", "2"),
            Block("paragraph", "ledge. They rarely do.", "3"),
            Block("paragraph", "New paragraph.", "3"),
        ]
    )
    assert [(b.kind, b.text, b.page) for b in joined] == [
        ("paragraph", "A cluster needs firms that trust each other and share knowledge. They rarely do.", "1"),
        ("footnote", "1 See the annex.", "1"),
        ("caption", "Figure 1: Firms", "1"),
        ("footnote", "2 Ibid.", "2"),
        ("paragraph", "New paragraph.", "3"),
    ]


@pytest.mark.parametrize(
    ("first", "second"),
    [
        (Block("paragraph", "It ends here.", "1"), Block("paragraph", "next one", "2")),
        (Block("paragraph", "Is it here?”", "1"), Block("paragraph", "next one", "2")),
        (Block("paragraph", "It goes on", "1"), Block("paragraph", "Next one", "2")),
        (Block("paragraph", "It goes on", "1"), Block("paragraph", "next one", "1")),
        (Block("paragraph", "It goes on", ""), Block("paragraph", "next one", "")),
        (Block("heading", "It goes on", "1", level=2), Block("paragraph", "next one", "2")),
        (Block("paragraph", "It goes on", "1"), Block("list_item", "next one", "2")),
        (Block("paragraph", "It goes on", "1"), Block("paragraph", "1999", "2")),
        (Block("paragraph", "It goes on", "1"), Block("paragraph", "2019 was better", "2")),
    ],
)
def test_paragraphs_that_page_breaks_did_not_cut_stay_apart(first: Block, second: Block) -> None:
    assert rejoin_pages([first, second]) == [first, second]


def test_a_page_that_opens_with_a_note_still_keeps_the_order() -> None:
    blocks = [Block("footnote", "1 A note.", "1"), Block("paragraph", "Text.", "1"), Block("caption", "Table 1", "1")]
    assert rejoin_pages(blocks) == blocks
