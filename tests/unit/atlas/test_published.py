"""Published tables and figures as the page takes them."""

from __future__ import annotations

import base64
from pathlib import Path

import pandas as pd
import pytest
from defatlas.atlas.published import (
    OTHER,
    ROWS_SHOWN,
    by_topic,
    description_of,
    figure_of,
    image_address,
    table_of,
    topic_of,
)
from defatlas.table_files import write_for_people


@pytest.mark.parametrize(
    ("svg", "alternative"),
    [
        (
            '<svg width="1" role="img" aria-label="A &amp; B &quot;c&quot;" height="2"><g aria-label="axis"/></svg>',
            'A & B "c"',
        ),
        ('<?xml version="1.0"?>\n<svg aria-label-of="x" aria-label="Bars."><g/></svg>', "Bars."),
        ('<svg width="1"><g aria-label="X-axis"/></svg>', "figure"),
    ],
)
def test_the_alternative_text_is_that_of_the_whole_drawing(tmp_path: Path, svg: str, alternative: str) -> None:
    path = tmp_path / "figure.svg"
    path.write_text(svg, encoding="utf-8")
    assert description_of(path) == alternative
    assert base64.b64decode(image_address(path).removeprefix("data:image/svg+xml;base64,")).decode() == svg


def test_a_figure_has_the_title_that_is_drawn(tmp_path: Path) -> None:
    path = tmp_path / "heat_map.svg"
    path.write_text('<svg aria-label="x"><g class="role-title-text"><text x="1">A &lt; B</text></g></svg>', "utf-8")
    found = figure_of(path, tmp_path)
    assert (found["title"], found["topic"], found["narrow"], found["caption"]) == ("A < B", "Groups", "", "")
    path.write_text('<svg aria-label="x"></svg>', "utf-8")
    assert figure_of(path, tmp_path)["title"] == "Heat map"
    (tmp_path / "heat_map_85mm.svg").write_text("<svg>narrow</svg>", "utf-8")
    (tmp_path / "heat_map.rst").write_text("Which <b>dimensions</b>\n& codes.\n", "utf-8")
    found = figure_of(path, tmp_path)
    assert base64.b64decode(found["narrow"].split(",")[1]) == b"<svg>narrow</svg>"
    assert found["caption"] == "Which <b>dimensions</b> & codes."


def test_a_table_is_read_as_text_with_the_caption_beside_it(tmp_path: Path) -> None:
    frame = pd.DataFrame({"Group": ["1", ""], "Share": ["67 % (2/3), all", "–"], "Year": ["NA", "007"]})
    write_for_people(frame, tmp_path / "groups", "Groups of [x] & y_z, 5 < 6.")
    assert table_of(tmp_path / "groups.csv") == {
        "name": "groups",
        "title": "Groups",
        "topic": "Groups",
        "caption": "Groups of [x] & y_z, 5 < 6.",
        "headings": ["Group", "Share", "Year"],
        "rows": [["1", "67 % (2/3), all", "NA"], ["", "–", "007"]],
        "total": 2,
    }


def test_a_long_table_is_cut_and_says_how_long_it_is(tmp_path: Path) -> None:
    path = tmp_path / "odd_rows.csv"
    path.write_text("n\n" + "".join(f"{n}\n" for n in range(ROWS_SHOWN + 7)), encoding="utf-8")
    table = table_of(path)
    assert (len(table["rows"]), table["total"], table["caption"]) == (ROWS_SHOWN, ROWS_SHOWN + 7, "")


def test_topics_come_in_one_order_and_strangers_last() -> None:
    names = ["odd_rows", "timeline", "families", "links", "claims", "heterogeneity_by_term"]
    ordered = by_topic([{"name": name, "topic": topic_of(name)} for name in names])
    assert [item["name"] for item in ordered] == [
        "claims",
        "links",
        "heterogeneity_by_term",
        "families",
        "timeline",
        "odd_rows",
    ]
    assert topic_of("odd_rows") == OTHER
