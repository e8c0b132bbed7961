"""PDF pages by place and type: columns, footnotes, headings, running heads. All pages are our own."""

from __future__ import annotations

import time

import pytest
from defatlas.documents.blocks import Passage, lay_out
from defatlas.documents.pdf import read_pdf
from defatlas.documents.pdf_columns import in_reading_order
from defatlas.documents.pdf_lines import Line, _TextPage
from defatlas.documents.pdf_running_heads import drop_running_lines
from pdf_writer import pdf_of, placed

LEFT = [f"left line {word} of the text that runs" for word in ("one", "two", "three", "four", "five", "six")]
RIGHT = [f"right line {word} of text that follows" for word in ("one", "two", "three", "four", "five", "six")]


def passages_of(*pages: bytes) -> list[Passage]:
    text, passages = lay_out(read_pdf(pdf_of(pages)).blocks)
    assert all(text[passage.start : passage.end] == passage.text for passage in passages)
    return passages


def column(lines: list[str], x: float, top: float = 700, size: float = 10) -> list[tuple[float, float, float, str]]:
    return [(x, top - 12 * number, size, line) for number, line in enumerate(lines)]


@pytest.mark.parametrize("row_by_row", [False, True])
def test_two_columns_are_read_one_after_the_other(row_by_row: bool) -> None:
    """Whether the file holds them column by column or row by row."""
    left, right = column(LEFT, 60), column(RIGHT, 320)
    pieces = [piece for row in zip(left, right, strict=True) for piece in row] if row_by_row else left + right
    assert [p.text for p in passages_of(placed(*pieces))] == [" ".join(LEFT + RIGHT)]


def test_a_title_across_two_columns_comes_first_and_a_foot_across_them_last() -> None:
    lines = [Line(text, 60, 280, 700 - 12 * n, 10) for n, text in enumerate(LEFT)]
    lines += [Line(text, 320, 540, 700 - 12 * n, 10) for n, text in enumerate(RIGHT)]
    wide = [Line("A title that runs across", 100, 500, 730, 16), Line("A line across the foot", 60, 540, 600, 10)]
    ordered = [line.text for line in in_reading_order([wide[1], *lines, wide[0]])]
    assert ordered == [wide[0].text, *LEFT, *RIGHT, wide[1].text]


def test_cells_of_a_table_are_no_columns() -> None:
    lines = [Line(f"{x}{n}", x, x + 30, 700 - 12 * n, 10) for n in range(8) for x in (60, 200, 340)]
    assert [line.text for line in in_reading_order(lines)] == [line.text for line in lines]


def test_a_note_in_small_type_at_the_foot_stands_apart_and_the_text_goes_on() -> None:
    body = column([*LEFT, "and a town is a place where"], 60)
    note = [
        (60.0, 104.0, 6.0, "1"),
        (64.0, 100.0, 8.0, "Some say otherwise, as we know."),
        (60.0, 90.0, 8.0, "They err."),
    ]
    following = column(["people live and work.", *LEFT[:4]], 60)
    found = passages_of(placed(*body, *note), placed(*following))
    assert [(p.kind, p.page) for p in found][:2] == [("paragraph", "1"), ("footnote", "1")]
    assert "a town is a place where people live and work." in found[0].text
    assert found[1].text.replace(" ", "") == "1Somesayotherwise,asweknow.Theyerr."


def test_small_type_without_a_mark_is_no_footnote() -> None:
    small = [(60.0, 100.0, 8.0, "These words are printed small.")]
    assert {p.kind for p in passages_of(placed(*column(LEFT, 60), *small))} == {"paragraph"}


def test_headings_stand_out_by_size_or_weight_and_have_levels() -> None:
    page = placed(
        (60, 760, 18, "On towns"),
        (60, 730, 14, "Where they are"),
        *column([*LEFT[:5], "and it ends."], 60, 710),
        (60, 620, 10, "By rivers", "bold"),
        *column([*RIGHT[:5], "and so it ends."], 60, 604),
        (60, 515, 14, "What they do"),
        *column(LEFT, 60, 495),
    )
    read = read_pdf(pdf_of([page]))
    assert read.title == "On towns"
    assert [(b.text, b.level) for b in read.blocks if b.kind == "heading"] == [
        ("On towns", 1),
        ("Where they are", 3),
        ("By rivers", 4),
        ("What they do", 3),
    ]


def test_a_caption_cuts_no_paragraph_in_two() -> None:
    page = placed(
        *column([*LEFT, "a town is a place"], 60),
        (60, 590, 8, "Table 1: Towns by number of people"),
        *column(["where people live and work for long", *RIGHT[:4]], 60, 560),
    )
    found = passages_of(page)
    assert [p.kind for p in found] == ["paragraph", "caption"]
    assert "a town is a place where people live and work" in found[0].text


def test_an_indented_line_opens_a_paragraph() -> None:
    lines = column(
        [
            *LEFT[:4],
            "this sentence fills the line to its end.",
            "It opens anew with a line of usual length",
            *RIGHT[:3],
        ],
        60,
    )
    lines[5] = (75.0, *lines[5][1:])
    assert [p.text.split()[0] for p in passages_of(placed(*lines))] == ["left", "It"]


def test_ligatures_are_letters_and_a_hyphen_at_a_line_s_end_goes() -> None:
    lines = ["The region is large and the re-", "gion has a well-known and well-", "known name, of course."]
    assert passages_of(placed(*column(lines, 60)))[0].text == (
        "The region is large and the region has a well-known and well-known name, of course."
    )


def test_running_heads_are_told_by_place_and_page_numbers_by_counting() -> None:
    """A number in the third line from the foot goes because it counts along; one within the text stays."""
    pages = []
    for number in range(4):
        body = [Line(f"text {chr(97 + n) * (number + 1)} 84", 60, 300, 700 - 12 * n, 10) for n in range(9)]
        head = Line("Journal of Towns", 60, 200, 780, 8)
        foot = [Line(text, 60, 200, 50 - 10 * n, 8) for n, text in enumerate((str(84 + number), "y" * (number + 1)))]
        pages.append([head, *body, *foot])
    kept = drop_running_lines(pages)
    assert [len(lines) for lines in kept] == [10] * 4
    assert not any("Journal" in line.text or line.text.isdigit() for lines in kept for line in lines)


def test_the_same_words_at_another_place_are_no_running_head() -> None:
    pages = [
        [Line("Summary", 60, 99, 700 - 60 * n, 10), *(Line(c * n, 0, 9, 90 - 9 * n, 9) for c in "abcd")]
        for n in range(1, 5)
    ]
    assert drop_running_lines(pages) == pages


def test_text_that_is_turned_comes_last_and_turned_pages_are_read() -> None:
    stamp = b"BT /F1 10 Tf 0 1 -1 0 20 300 Tm (stamp at the margin) Tj ET\n"
    assert passages_of(stamp + placed(*column(LEFT, 60)))[-1].text.endswith("stamp at the margin")
    turned = b"".join(
        b"BT /F1 10 Tf 0 1 -1 0 %d 60 Tm (%s) Tj ET\n" % (100 + 12 * n, line.encode()) for n, line in enumerate(LEFT)
    )
    assert passages_of(turned)[0].text == " ".join(LEFT)


def test_a_page_of_thousands_of_scattered_pieces_is_read_without_delay() -> None:
    lines = [
        Line(f"a piece of some words {n}", n * 7919 % 500, n * 7919 % 500 + 60, n * 104729 % 800, 10)
        for n in range(6000)
    ]
    begun = time.process_time()
    assert {line.text for line in in_reading_order(lines)} == {line.text for line in lines}
    assert time.process_time() - begun < 2


@pytest.mark.parametrize(
    ("stated", "title"),
    [
        ("Lamps of 1999", "Lamps of 1999"),
        ("untitled", ""),
        ("Microsoft Word - lamps final.doc", ""),
        ("lamps_v3.dvi", ""),
        ("paper-20190304", ""),
        ("Document1", ""),
        ("Title", ""),
        ("Documents of a harbour", "Documents of a harbour"),
    ],
)
def test_a_title_that_a_program_made_up_is_none(stated: str, title: str) -> None:
    assert read_pdf(pdf_of([["A lamp is lit."]], {"Title": stated})).title == title


@pytest.mark.parametrize("place", [float("nan"), float("inf"), -1e38])
def test_a_place_that_is_no_number_or_beyond_all_pages(place: float, monkeypatch: pytest.MonkeyPatch) -> None:
    """Found by fuzzing: PDFium hands on what a broken matrix makes of the places of letters."""
    monkeypatch.setattr(_TextPage, "origin", lambda page, character: (place, place))
    assert "A lamp is lit." in passages_of(placed((72, 700, 10, "A lamp is lit.")))[0].text
