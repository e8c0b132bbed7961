"""Drawn boxes stand apart from the text around them, and tables, frames around pages and drawings are none."""

import pytest
from defatlas.documents.blocks import Passage, lay_out
from defatlas.documents.pdf import read_pdf
from pdf_writer import pdf_of, placed

LEFT, TOP, STEP = 72.0, 760.0, 12.0
BEFORE = [f"The clerk of quay {n} lights a lamp at dusk and writes the hour down." for n in range(6)]
CUT = ["Whoever reads the list of those hours from one end to the other will find that", "most lamps are lit late."]
BOX = [
    "A lamp plan is a list of the lamps that a town keeps, with the hour at which",
    "each of them is lit. It is kept by a clerk.",
]
TITLE = "What is a lamp plan?"
FRAME = b"70 620 380 52 re S\n"
FOUR_RULES = b"70 620 380 0.5 re f 70 672 380 0.5 re f 70 620 0.5 52 re f 450 620 0.5 52 re f\n"
SHADED = b"0.9 g 70 620 380 52 re f 0 g\n"
SHADED_BY_LINE = b"0.9 g 70 659 380 13 re f 70 646 380 13 re f 70 633 380 13 re f 70 620 380 13 re f 0 g\n"


def page(drawn: bytes, box: list[str], title: str = TITLE) -> bytes:
    """Return a page whose text is cut by what stands at the height of the box."""
    lines = [*BEFORE, CUT[0]]
    above = [(LEFT, TOP - n * STEP, 10.0, line) for n, line in enumerate(lines)]
    inside = [(80.0, 656.0, 10.0, title, "bold"), *((80.0, 642.0 - n * STEP, 9.0, line) for n, line in enumerate(box))]
    below = [(LEFT, 600.0 - n * STEP, 10.0, line) for n, line in enumerate([CUT[1], *BEFORE])]
    return drawn + placed(*above, *inside, *below)


def passages(*pages: bytes) -> list[Passage]:
    return lay_out(read_pdf(pdf_of(pages)).blocks)[1]


@pytest.mark.parametrize("drawn", [FRAME, FOUR_RULES, SHADED, SHADED_BY_LINE])
def test_a_box_stands_behind_the_paragraph_that_it_cuts(drawn: bytes) -> None:
    found = passages(page(drawn, BOX))
    assert [(p.kind, p.text) for p in found if p.text in (TITLE, " ".join(BOX))] == [
        ("caption", TITLE),
        ("paragraph", " ".join(BOX)),
    ]
    assert any(" ".join(CUT) in p.text for p in found)


def test_a_box_at_the_end_of_a_page_does_not_cut_the_sentence_that_goes_on() -> None:
    first = SHADED + placed(
        *[(LEFT, TOP - n * STEP, 10.0, line) for n, line in enumerate([*BEFORE, CUT[0]])],
        *[(80.0, 656.0 - n * STEP, 9.0, line) for n, line in enumerate(BOX)],
    )
    second = placed(*[(LEFT, TOP - n * STEP, 10.0, line) for n, line in enumerate([CUT[1], *BEFORE])])
    found = passages(first, second)
    assert any(" ".join(CUT) in p.text for p in found)
    assert " ".join(BOX) in [p.text for p in found]


@pytest.mark.parametrize(
    ("drawn", "box"),
    [
        (b"1 g 70 620 380 52 re f 0 g\n", BOX),  # white on white
        (b"60 40 470 760 re S\n", BOX),  # around the page
        (FRAME, ["Town  Lamps  Share", "Aberly  12  0.4", "Borough  9  0.3"]),  # cells
        (FRAME + b"70 635 380 0.5 re f 70 648 380 0.5 re f 70 660 380 0.5 re f\n", BOX),  # ruled as a table is
        (b"70 690 380 12 re S\n", BOX),  # one line alone
        (FRAME + b"450 620 90 52 re S\n", BOX),  # a cell beside another
        (FOUR_RULES + b"300 620 0.5 52 re f\n", BOX),  # a row of two cells
        (b"", BOX),
    ],
)
def test_what_is_no_box(drawn: bytes, box: list[str]) -> None:
    found = passages(page(drawn, box))
    assert not any(p.kind == "caption" for p in found)
    text = " ".join(p.text for p in found)
    assert all(line.split()[0] in text for line in box)


def test_a_page_with_very_many_paths_is_a_drawing() -> None:
    many = b"".join(b"%d %d 2 2 re f\n" % (n % 500, n // 500) for n in range(2_000))
    assert not any(p.kind == "caption" for p in passages(page(many + FRAME, BOX)))
