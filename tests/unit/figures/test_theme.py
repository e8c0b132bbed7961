"""Drawing: three files of one size, the same bytes each time, and a figure that says why it is empty."""

from __future__ import annotations

import re
import struct
from pathlib import Path
from typing import Any

import altair as alt
import pandas as pd
import pytest
from defatlas.figures.letter_widths import width_of
from defatlas.figures.theme import finished, label_size, notice, save, save_widths, stacked_labels, stacked_text
from defatlas.figures.widths import DOUBLE, SINGLE, stem_of, stems, widths_of
from vega_lite import is_valid, printed

POINTS_PER_MM = 72 / 25.4


def bars(height: int = 80, room: int = 0, width: int = DOUBLE) -> dict[str, Any]:
    """A small figure."""
    chart = alt.Chart(pd.DataFrame({"a": [1, 2], "b": [3, 4]})).mark_bar().encode(x="a:O", y="b:Q")
    return finished(chart.properties(height=height), "Title & more", "Subtitle", "Bars of 3 and 4.", width, room)


def chunk(png: bytes, name: bytes) -> bytes:
    """The content of a PNG chunk."""
    place = png.index(name)
    return png[place + 4 : place + 4 + struct.unpack(">I", png[place - 4 : place])[0]]


def test_journal_widths_are_those_of_the_columns() -> None:
    assert pytest.approx(85, abs=0.2) == SINGLE / POINTS_PER_MM
    assert pytest.approx(180, abs=0.2) == DOUBLE / POINTS_PER_MM


@pytest.mark.parametrize(("width", "millimetres"), [(DOUBLE, 180), (SINGLE, 85)])
def test_the_png_is_as_wide_as_a_column_at_300_dots_per_inch(tmp_path: Path, width: int, millimetres: int) -> None:
    save(bars(width=width), tmp_path / "figure")
    png = (tmp_path / "figure.png").read_bytes()
    assert png.startswith(b"\x89PNG\r\n\x1a\n")
    across, down, unit = struct.unpack(">IIB", chunk(png, b"pHYs"))  # dots per metre
    assert (across, down, unit) == (round(300 / 0.0254), round(300 / 0.0254), 1)
    (columns,) = struct.unpack(">I", chunk(png, b"IHDR")[:4])
    assert columns / across * 1000 == pytest.approx(millimetres, abs=0.2)


@pytest.mark.parametrize("width", [DOUBLE, SINGLE])
@pytest.mark.parametrize("room", [0, 60])
def test_svg_pdf_and_png_have_one_size(tmp_path: Path, room: int, width: int) -> None:
    save(bars(room=room, width=width), tmp_path / "deep" / "figure")
    svg = (tmp_path / "deep" / "figure.svg").read_text(encoding="utf-8")
    size = re.match(rf'<svg [^>]*width="{width}pt" height="(\d+)pt" viewBox="0 0 {width} (\d+)"', svg)
    assert size and size[1] == size[2]
    assert int(size[1]) > 80  # the bars have the height asked for; title and axis come on top
    pdf = (tmp_path / "deep" / "figure.pdf").read_bytes()
    assert re.search(rb"/MediaBox ?\[0 0 %d(?:\.0)? %d(?:\.0)?\]" % (width, int(size[1])), pdf)
    png = (tmp_path / "deep" / "figure.png").read_bytes()
    columns, rows = struct.unpack(">II", chunk(png, b"IHDR")[:8])
    assert rows / columns == pytest.approx(int(size[1]) / width, abs=0.002)


def test_the_pdf_brings_its_letters_and_the_svg_names_some_like_them(tmp_path: Path) -> None:
    save(bars(), tmp_path / "figure")
    pdf = (tmp_path / "figure.pdf").read_bytes()
    assert pdf.count(b"/FontFile") >= 2  # normal and bold
    assert pdf.count(b"/FontFile") >= pdf.count(b"/FontDescriptor ")
    svg = (tmp_path / "figure.svg").read_text(encoding="utf-8")
    assert set(re.findall(r'font-family="([^"]*)"', svg)) == {
        "'Liberation Sans', Arial, Helvetica, 'Nimbus Sans', sans-serif"
    }


def test_figures_are_drawn_at_both_widths_but_those_that_need_the_wider(tmp_path: Path) -> None:
    made = save_widths(lambda width: {"heat_map": bars(width=width), "timeline": bars(width=width)}, tmp_path)
    assert made == ["heat_map", "timeline", "timeline_85mm"]
    assert sorted(path.name for path in tmp_path.iterdir()) == sorted(
        f"{name}{ending}" for name in stems(["heat_map", "timeline"]) for ending in (".svg", ".pdf", ".png")
    )
    assert printed(tmp_path / "timeline_85mm.svg").width == SINGLE
    assert widths_of("heat_map") == [DOUBLE]
    assert stem_of("timeline", DOUBLE) == "timeline"


def test_long_titles_are_broken_and_not_cut(tmp_path: Path) -> None:
    chart = alt.Chart(pd.DataFrame({"a": [1]})).mark_point().encode(x="a:Q").properties(height=40)
    title = "A title that says what was found and needs more than one line of a narrow column"
    made = finished(chart, title, [title, "short"], "Points.", SINGLE)
    assert is_valid(made)
    save(made, tmp_path / "figure")
    found = printed(tmp_path / "figure.svg")
    assert " ".join(found.texts).count(title) == 2
    assert " ".join(found.texts).endswith("short")
    assert max(width_of(text, label_size(SINGLE) + 2) for text in made["title"]["text"]) < SINGLE


def test_two_lines_of_a_label_stand_on_either_side_of_its_tick(tmp_path: Path) -> None:
    rows = pd.DataFrame({"label": ["one", "two\nlines"], "value": [1, 2]})
    base = alt.Chart(rows).encode(y=alt.Y("label:N", title=None, axis=stacked_labels()))
    chart = (base.mark_bar().encode(x="value:Q") + stacked_text(base, "label", 8)).properties(height=60)
    made = finished(chart, "Title", "", "Bars.", DOUBLE)
    assert is_valid(made)
    save(made, tmp_path / "figure")
    svg = (tmp_path / "figure.svg").read_text(encoding="utf-8")
    assert svg.count(">two</tspan>") == svg.count(">lines</tspan>") == 2  # the label and the text


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
