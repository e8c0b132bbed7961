"""PDFs in one order: the same page, whatever order the drawing library chose."""

from __future__ import annotations

import re

import altair as alt
import numpy as np
import pandas as pd
import pypdfium2
import pytest
import vl_convert as vlc
from defatlas.figures.pdf_order import in_one_order
from defatlas.figures.theme import finished
from defatlas.figures.widths import DOUBLE


@pytest.fixture(scope="module")
def drawings() -> list[bytes]:
    """One figure, drawn several times; transparent marks and two typefaces have resources of their own."""
    chart = alt.Chart(pd.DataFrame({"a": range(6), "b": range(6)})).mark_circle(opacity=0.5).encode(x="a:Q", y="b:Q")
    specification = finished(chart.properties(height=90), "Title", "Subtitle", "Dots.", DOUBLE)
    return [vlc.vegalite_to_pdf(specification) for _ in range(8)]


def page(pdf: bytes) -> tuple[np.ndarray, str]:
    """What a reader sees of the only page, and its text."""
    document = pypdfium2.PdfDocument(pdf)
    assert len(document) == 1
    return document[0].render(scale=1.5).to_numpy(), document[0].get_textpage().get_text_range()


def test_all_drawings_of_a_figure_become_one(drawings: list[bytes]) -> None:
    assert len(set(drawings)) > 1  # else the module has lost its reason
    assert len({in_one_order(pdf) for pdf in drawings}) == 1


def test_the_page_stays_what_it_was(drawings: list[bytes]) -> None:
    before, after = page(drawings[0]), page(in_one_order(drawings[0]))
    assert before[0].min() < 200  # something is drawn
    np.testing.assert_array_equal(after[0], before[0])
    assert after[1] == before[1]


def test_the_table_points_at_every_object(drawings: list[bytes]) -> None:
    pdf = in_one_order(drawings[0])
    start = int(re.search(rb"startxref\n(\d+)\n%%EOF\Z", pdf)[1])  # type: ignore[index]
    count = int(re.match(rb"xref\n0 (\d+)\n", pdf[start:])[1])  # type: ignore[index]
    offsets = [int(offset) for offset in re.findall(rb"(\d{10}) 00000 n\r\n", pdf[start:])]
    assert len(offsets) == count - 1
    for number, offset in enumerate(offsets, start=1):
        assert pdf[offset:].startswith(b"%d 0 obj\n" % number)
    assert b"/Size %d\n" % count in pdf[start:]


def test_what_is_in_order_stays_so(drawings: list[bytes]) -> None:
    pdf = in_one_order(drawings[0])
    assert in_one_order(pdf) == pdf


@pytest.mark.parametrize("damage", [lambda pdf: pdf[:-30], lambda pdf: b"%PDF-1.7\n\nshift" + pdf[9:], lambda pdf: b""])
def test_a_file_of_another_kind_is_refused(drawings: list[bytes], damage: object) -> None:
    with pytest.raises(ValueError, match="the PDF has no"):
        in_one_order(damage(drawings[0]))  # type: ignore[operator]
