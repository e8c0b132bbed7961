"""How wide words are: as wide as the PDF library finds them drawn, and told to whoever draws them again."""

from __future__ import annotations

from pathlib import Path

import altair as alt
import pandas as pd
import pypdfium2
import pytest
from defatlas.figures.letter_widths import fitted, width_of, with_lengths
from defatlas.figures.theme import finished, save, stacked
from defatlas.figures.widths import DOUBLE
from lxml import etree

WORDS = [
    "Which dimensions definitions of smart city name",
    "0123456789 (95 % interval) p < 0.05 = 143/187; A & B",
    "Jürgen Übelacker, Łódź – Große Straße – São Paulo: à côté",
    "QWXYZ fjord vexing blitz KOMPUTER @ home?! [x] {y} 'quoted'",
]


@pytest.mark.parametrize("weight", ["normal", "bold"])
@pytest.mark.parametrize("words", WORDS)
def test_a_line_is_as_wide_as_it_is_drawn(tmp_path: Path, words: str, weight: str) -> None:
    base = alt.Chart(pd.DataFrame({"words": [words]})).mark_text(align="left", fontSize=8, fontWeight=weight)
    save(
        finished(base.encode(x=alt.value(9), text="words:N").properties(height=20), "T", "", "Words.", DOUBLE),
        tmp_path / "f",
    )
    page = pypdfium2.PdfDocument(tmp_path / "f.pdf")[0].get_textpage()
    text = page.get_text_range()
    start = text.replace("\r\n", "  ").index(words[:5])
    places = [page.get_charbox(start + number, loose=True) for number in range(len(words))]
    drawn = max(box[2] for box in places) - min(box[0] for box in places)
    assert width_of(words, 8, weight) == pytest.approx(drawn, rel=0.02)


def test_words_are_broken_between_words_only() -> None:
    assert fitted("one two three", width_of("one two", 8) + 0.1, 8) == ["one two", "three"]
    assert fitted("one two three", width_of("one two", 8) - 0.1, 8) == ["one", "two", "three"]
    assert fitted("Donaudampfschifffahrt an", 30, 8) == ["Donaudampfschifffahrt", "an"]
    assert fitted("", 30, 8) == [""]
    assert stacked("one two three", width_of("one two", 8) + 0.1, 8) == "one two\nthree"


def test_every_line_says_how_long_it_is() -> None:
    svg = (
        '<svg><text font-size="10px" font-weight="bold">A &amp; B</text><text font-size="8px"><tspan>ii</tspan>'
        '<tspan x="0" dy="9">W</tspan></text><text font-size="8px"></text><text>no size</text></svg>'
    )
    root = etree.fromstring(with_lengths(svg))
    lengths = [(node.text, node.get("textLength")) for node in root.iter() if node.text]
    assert lengths == [("A & B", "27.2"), ("ii", "3.6"), ("W", "7.6"), ("no size", None)]
    assert [node.text for node in root.iter()] == [node.text for node in etree.fromstring(svg).iter()]
