"""Numbers that count lines in the margin go; numbers of lists and references stay."""

import pytest
from defatlas.documents.blocks import lay_out
from defatlas.documents.pdf import read_pdf
from defatlas.documents.pdf_line_numbers import line_numbers
from pdf_writer import pdf_of, placed

TEXT = [f"clerk of quay number {n} lights a lamp at dusk and writes the hour. The" for n in range(30)]
ROWS = [f"Smart city programme of town {'abcdefghijklmnopqrst'[n]} with its lamps" for n in range(20)]


def read(*, start: int = 1, step: int = 1, gap: float = 30.0, size: float = 10.0, mark: str = "") -> str:
    """Read a page whose lines are counted in the margin."""
    pieces = []
    for n, line in enumerate(TEXT):
        height = 760.0 - 14.0 * n
        if (start + n) % step == 0:
            pieces.append((90.0 - gap, height, size, f"{start + n}{mark}"))
        pieces.append((90.0, height, 10.0, line))
    return lay_out(read_pdf(pdf_of([placed(*pieces)])).blocks)[0]


@pytest.mark.parametrize(("start", "step", "gap"), [(1, 1, 30), (1, 1, 16), (96, 1, 26), (1, 5, 30), (41, 5, 30)])
def test_counted_lines_are_read_without_their_numbers(start: int, step: int, gap: float) -> None:
    for size in (6.0, 10.0):
        assert read(start=start, step=step, gap=gap, size=size).split() == " ".join(TEXT).split()


def test_numbers_with_a_mark_belong_to_a_list() -> None:
    assert "17. clerk of quay number 16" in read(mark=".", gap=20)


def test_references_of_several_lines_keep_their_numbers() -> None:
    texts = [line for n in range(1, 16) for line in (f"{n} Okoro A. On lamps and on", "those who light them.")]
    bases = [760.0 - 12 * n for n in range(len(texts))]
    assert line_numbers(texts, bases, [72.0] * len(texts)) == {}


@pytest.mark.parametrize("gap", [0, 16, 40])
@pytest.mark.parametrize(("start", "step"), [(2000, 1), (1500, 5), (1, 1), (40, 1)])
def test_years_and_ranks_of_a_table_stay(start: int, step: int, gap: int) -> None:
    numbers = [str(start + step * n) for n in range(20)]
    pieces = []
    for n, (number, row) in enumerate(zip(numbers, ROWS, strict=True)):
        beside = [(72.0, 10.0, number), (96.0 + gap, 10.0, row)] if gap else [(72.0, 10.0, f"{number} {row}")]
        pieces += [(left, 760.0 - 14.0 * n, size, text) for left, size, text in beside]
    words = lay_out(read_pdf(pdf_of([placed(*pieces)])).blocks)[0].replace("|", " ").split()
    assert [word for word in words if word in numbers] == numbers


def test_a_list_of_years_with_small_letters_keeps_them() -> None:
    texts = [f"{2000 + n} {'first' if n % 3 else 'Second'} lamps of the towns" for n in range(20)]
    texts[3:5] = ["2003 lamps of the towns,", "2004 and of the quays."]
    texts = [text if n % 2 else text.rstrip(".") + "." for n, text in enumerate(texts)]
    assert line_numbers(texts, [760.0 - 12 * n for n in range(20)], [72.0] * 20) == {}


def test_a_long_manuscript_is_counted_through_the_numbers_of_years() -> None:
    texts = [f"{1990 + n} {line}" for n, line in enumerate(TEXT)]
    counted = line_numbers(texts, [760.0 - 12 * n for n in range(30)], [72.0] * 30)
    assert counted == dict.fromkeys(range(30), 5)


def test_numbers_in_other_orders_and_places_are_none() -> None:
    bases = [760.0 - 12 * n for n in range(12)]
    assert line_numbers([f"{n * n} lamps" for n in range(12)], bases, [72.0] * 12) == {}
    assert line_numbers(["lamps"] * 12, bases, [72.0] * 12) == {}
    assert line_numbers([], [], []) == {}


def test_a_mark_across_the_page_does_not_break_the_order() -> None:
    """Two columns below a slanting word, which reaches over both."""
    columns = [
        piece
        for n, line in enumerate(TEXT)
        for piece in ((72.0, 760.0 - 12 * n, 8.0, line[:44]), (310.0, 760.0 - 12 * n, 8.0, f"and then {line[:34]}"))
    ]
    slanting = b"q 0.7 0.7 -0.7 0.7 150 300 cm " + placed((0, 0, 60, "PREPRINT")) + b"Q\n"
    plain = lay_out(read_pdf(pdf_of([placed(*columns)])).blocks)[0]
    marked = lay_out(read_pdf(pdf_of([slanting + placed(*columns)])).blocks)[0]
    assert marked.replace("PREPRINT", "").split() == plain.split()
