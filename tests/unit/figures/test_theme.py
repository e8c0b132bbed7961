"""Drawing: three files of one size, the same bytes each time, and a figure that says why it is empty."""

from __future__ import annotations

import re
import struct
from pathlib import Path
from typing import Any

import altair as alt
import pandas as pd
import pytest
from defatlas.figures.theme import DOUBLE, SINGLE, finished, height_of, notice, save

POINTS_PER_MM = 72 / 25.4


def bars(height: int = 80, room: int = 0) -> dict[str, Any]:
    """A small figure."""
    chart = alt.Chart(pd.DataFrame({"a": [1, 2], "b": [3, 4]})).mark_bar().encode(x="a:O", y="b:Q")
    return finished(chart.properties(height=height), "Title & more", "Subtitle", "Bars of 3 and 4.", DOUBLE, room)


def chunk(png: bytes, name: bytes) -> bytes:
    """The content of a PNG chunk."""
    place = png.index(name)
    return png[place + 4 : place + 4 + struct.unpack(">I", png[place - 4 : place])[0]]


def test_journal_widths_are_those_of_the_columns() -> None:
    assert pytest.approx(85, abs=0.2) == SINGLE / POINTS_PER_MM
    assert pytest.approx(180, abs=0.2) == DOUBLE / POINTS_PER_MM


def test_the_png_is_180_mm_wide_at_300_dots_per_inch(tmp_path: Path) -> None:
    save(bars(), tmp_path / "figure")
    png = (tmp_path / "figure.png").read_bytes()
    assert png.startswith(b"\x89PNG\r\n\x1a\n")
    across, down, unit = struct.unpack(">IIB", chunk(png, b"pHYs"))  # dots per metre
    assert (across, down, unit) == (round(300 / 0.0254), round(300 / 0.0254), 1)
    width, height = struct.unpack(">II", chunk(png, b"IHDR")[:8])
    assert width / across * 1000 == pytest.approx(180, abs=0.2)
    assert height / down * 1000 == pytest.approx(80 / POINTS_PER_MM, abs=0.2)


@pytest.mark.parametrize("room", [0, 60])
def test_svg_and_pdf_have_the_size_of_the_png(tmp_path: Path, room: int) -> None:
    save(bars(room=room), tmp_path / "deep" / "figure")
    svg = (tmp_path / "deep" / "figure.svg").read_text(encoding="utf-8")
    assert re.match(r'<svg [^>]*width="510pt" height="80pt" viewBox="0 0 510 80"', svg)
    pdf = (tmp_path / "deep" / "figure.pdf").read_bytes()
    assert pdf.startswith(b"%PDF-")
    assert re.search(rb"/MediaBox ?\[0 0 510(?:\.0)? 80(?:\.0)?\]", pdf)


def test_drawing_again_gives_the_same_bytes(tmp_path: Path) -> None:
    drawn = set()
    for _ in range(5):
        save(bars(), tmp_path / "figure")
        drawn.add(tuple((tmp_path / f"figure{ending}").read_bytes() for ending in (".svg", ".pdf", ".png")))
    assert len(drawn) == 1


def test_the_drawing_carries_title_and_alternative_text(tmp_path: Path) -> None:
    save(bars(), tmp_path / "figure")
    svg = (tmp_path / "figure.svg").read_text(encoding="utf-8")
    assert re.match(r'<svg [^>]*role="img" aria-label="Bars of 3 and 4\."', svg)
    assert "Title &amp; more" in svg
    assert "Subtitle" in svg
    assert "http" not in svg.replace("http://www.w3.org/", "")  # nothing is loaded


def test_rows_have_room_beside_title_and_axis() -> None:
    assert height_of(10, 18) - height_of(9, 18) == 18
    assert height_of(0, 18) >= 60


def test_a_figure_without_data_says_why(tmp_path: Path) -> None:
    specification = notice("What definitions name", "no definition of <b>smart city</b> & co was found")
    assert specification["title"]["text"] == "What definitions name"
    assert specification["description"] == "What definitions name: no definition of <b>smart city</b> & co was found"
    save(specification, tmp_path / "figure")
    svg = (tmp_path / "figure.svg").read_text(encoding="utf-8")
    assert "no definition of &lt;b&gt;smart city&lt;/b&gt; &amp; co was found</text>" in svg
    assert (
        'aria-label="What definitions name: no definition of &lt;b&gt;smart city&lt;/b&gt; &amp; co was found"' in svg
    )
