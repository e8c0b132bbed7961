"""How all figures look: journal widths, one typeface, colours that colour-blind readers can tell apart."""

from __future__ import annotations

import html
import re
from pathlib import Path
from typing import Any

import altair as alt
import vl_convert as vlc

from defatlas.figures.pdf_order import in_one_order

POINTS_PER_MM = 72 / 25.4
SINGLE = round(85 * POINTS_PER_MM)  # 241 points
DOUBLE = round(180 * POINTS_PER_MM)  # 510 points
# Okabe & Ito (2008), black last
PALETTE = ["#0072B2", "#E69F00", "#009E73", "#CC79A7", "#56B4E9", "#D55E00", "#F0E442", "#000000"]
INK = "#222222"
MUTED = "#6b6b6b"

_PADDING = 4
_TITLE_AND_AXIS = 74
_CONFIG: dict[str, Any] = {
    "font": "Liberation Sans",
    "background": "white",
    "autosize": {"type": "fit", "contains": "padding"},
    "view": {"stroke": None},
    "axis": {
        "labelFontSize": 8,
        "titleFontSize": 8.5,
        "titleFontWeight": "normal",
        "labelColor": INK,
        "titleColor": INK,
        "gridColor": "#e4e4e4",
        "domainColor": MUTED,
        "tickColor": MUTED,
        "labelLimit": 220,
    },
    "legend": {"labelFontSize": 8, "titleFontSize": 8.5, "titleFontWeight": "normal", "labelLimit": 240},
    "title": {"fontSize": 10, "anchor": "start", "fontWeight": "bold", "subtitleFontSize": 8.5, "subtitleColor": MUTED},
    "range": {"category": PALETTE},
}


def height_of(rows: int, each: int) -> int:
    """Return the height in points of a figure with `rows` rows of `each` points: they, its title and its axis."""
    return rows * each + _TITLE_AND_AXIS


def finished(
    chart: alt.Chart | alt.LayerChart,
    title: str,
    subtitle: str | list[str],
    alternative: str,
    width: int,
    room: int = 0,
) -> dict[str, Any]:
    """Return a chart's Vega-Lite specification with title, alternative text and the common look.

    Args:
        chart: the marks, with their height.
        title: its title.
        subtitle: what the reader must know to read it; a list has a line per entry.
        alternative: what it shows, in words.
        width: of the whole figure, in points.
        room: points kept free to the right of the axis, for labels that may stand behind its end.
    """
    specification: dict[str, Any] = chart.properties(
        title=alt.TitleParams(title, subtitle=subtitle), width=width, description=alternative
    ).to_dict()
    specification.setdefault("config", {}).update(_CONFIG)
    specification["padding"] = {"left": _PADDING, "top": _PADDING, "right": _PADDING + room, "bottom": _PADDING}
    return specification


def save(specification: dict[str, Any], stem: Path) -> None:
    """Draw a specification as `stem`.svg, .pdf and .png (300 dots per inch), all of the same size on paper.

    The SVG carries the alternative text; the same specification gives the same bytes.
    """
    stem.parent.mkdir(parents=True, exist_ok=True)
    drawn = vlc.vegalite_to_svg(specification)
    label = html.escape(specification["description"])
    svg = re.sub(
        r'<svg ([^>]*?)width="(\d+)" height="(\d+)"',
        lambda found: f'<svg {found[1]}role="img" aria-label="{label}" width="{found[2]}pt" height="{found[3]}pt"',
        drawn,
        count=1,
    )
    stem.with_suffix(".svg").write_text(svg, encoding="utf-8")
    stem.with_suffix(".pdf").write_bytes(in_one_order(vlc.vegalite_to_pdf(specification)))
    stem.with_suffix(".png").write_bytes(vlc.vegalite_to_png(specification, ppi=300))


def notice(title: str, reason: str) -> dict[str, Any]:
    """Return the specification of a figure that cannot be drawn: its title and the reason."""
    empty = alt.Chart(alt.InlineData(values=[{"text": reason}])).mark_text(align="center", fontSize=9, color=MUTED)
    return finished(empty.encode(text="text:N").properties(height=60), title, "", f"{title}: {reason}", DOUBLE)
