"""How all figures look: journal widths, one typeface, colours that colour-blind readers can tell apart."""

from __future__ import annotations

import html
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import altair as alt
import vl_convert as vlc

from defatlas.figures.letter_widths import fitted, with_lengths
from defatlas.figures.pdf_order import in_one_order
from defatlas.figures.widths import DOUBLE, SINGLE, stem_of, widths_of

Specification = dict[str, Any]
# Okabe & Ito (2008), black last
PALETTE = ["#0072B2", "#E69F00", "#009E73", "#CC79A7", "#56B4E9", "#D55E00", "#F0E442", "#000000"]
INK = "#222222"
MUTED = "#6b6b6b"
PADDING = 4

_FONT = "Liberation Sans"
_LIKE_IT = "'Liberation Sans', Arial, Helvetica, 'Nimbus Sans', sans-serif"  # of the same letter widths, then any


def shades(most: float) -> alt.Scale:
    """Return the shades of blue for values from nothing (white) to `most`, and beyond."""
    return alt.Scale(range=["#ffffff", "#7db5dc", "#084a8f"], domain=[0, most], interpolate="rgb", clamp=True)


def label_size(width: int) -> float:
    """Return the size in points of the words in a figure of a width."""
    return 8 if width == DOUBLE else 7


def _config(width: int) -> dict[str, Any]:
    """Return the common look at a width."""
    small = label_size(width)
    return {
        "font": _FONT,
        "aria": False,  # a drawing is one image with one label
        "background": "white",
        "autosize": {"type": "fit-x", "contains": "padding"},
        "view": {"stroke": None},
        "axis": {
            "labelFontSize": small,
            "titleFontSize": small + 0.5,
            "titleFontWeight": "normal",
            "labelColor": INK,
            "titleColor": INK,
            "gridColor": "#e4e4e4",
            "domainColor": MUTED,
            "tickColor": MUTED,
            "labelLimit": 220,
            "labelFlush": False,
        },
        "legend": {
            "labelFontSize": small,
            "titleFontSize": small + 0.5,
            "titleFontWeight": "normal",
            "labelLimit": 240,
            "labelColor": INK,
            "titleColor": INK,
        },
        "title": {
            "fontSize": small + 2,
            "anchor": "start",
            "frame": "bounds",
            "fontWeight": "bold",
            "subtitleFontSize": small + 0.5,
            "subtitleColor": MUTED,
            "offset": 8,
        },
        "range": {"category": PALETTE},
    }


def stacked(text: str, points: float, size: float) -> str:
    """Return a text with a line break where it is wider than `points`; marks and axes break at it."""
    return "\n".join(fitted(text, points, size))


def stacked_labels(centred: bool = True, **options: Any) -> alt.Axis:
    """Return an axis of categories whose labels are broken where `stacked` broke them.

    Args:
        centred: whether two lines stand on either side of the tick, as they do not below a horizontal axis.
        options: of the axis.
    """
    if centred:
        test = "indexof(datum.label, '\\n') > 0"
        options["labelBaseline"] = {"condition": {"test": test, "value": "bottom"}, "value": "middle"}
    return alt.Axis(labelExpr="split(datum.label, '\\n')", **options)


def stacked_text(base: alt.Chart, field: str, size: float, **mark: Any) -> alt.LayerChart:
    """Return text marks, broken where `stacked` broke them, with one or two lines centred on their place."""
    common: dict[str, Any] = {"fontSize": size, "lineBreak": "\n", "lineHeight": size + 1, "limit": 0} | mark
    two = f"indexof(datum.{field}, '\\n') > 0"
    drawn: alt.LayerChart = base.transform_filter(f"!({two})").mark_text(baseline="middle", **common).encode(
        text=f"{field}:N"
    ) + base.transform_filter(two).mark_text(baseline="bottom", **common).encode(text=f"{field}:N")
    return drawn


def finished(
    chart: alt.Chart | alt.LayerChart | alt.VConcatChart,
    title: str,
    subtitle: str | list[str],
    alternative: str,
    width: int,
    room: int = 0,
) -> Specification:
    """Return a chart's Vega-Lite specification with title, alternative text and the common look.

    Args:
        chart: the marks, with the height of what the axes enclose; charts above each other with their widths, too.
        title: its title.
        subtitle: what the reader must know to read it; a list has a line per entry, and long lines are broken.
        alternative: what it shows, in words.
        width: of the whole figure, in points.
        room: points kept free to the right of the axis, for labels that may stand behind its end.
    """
    config = _config(width)
    inside, sizes = width - 2 * PADDING, config["title"]
    heading = fitted(title, inside, sizes["fontSize"], "bold")
    given = [subtitle] if isinstance(subtitle, str) else subtitle
    below = [part for line in given for part in fitted(line, inside, sizes["subtitleFontSize"])]
    words = alt.TitleParams(heading if len(heading) > 1 else title, subtitle=below if len(below) > 1 else below[0])
    if isinstance(chart, alt.VConcatChart):
        config["autosize"] = {"type": "pad"}  # Vega-Lite cannot fit charts above each other
        specification = chart.properties(title=words, description=alternative).to_dict()
    else:
        specification = chart.properties(title=words, width=width, description=alternative).to_dict()
    specification.setdefault("config", {}).update(config)
    specification["padding"] = {"left": PADDING, "top": PADDING, "right": PADDING + room, "bottom": PADDING}
    return dict(specification)


def save(specification: Specification, stem: Path) -> None:
    """Draw a specification as `stem`.svg, .pdf and .png (300 dots per inch), all of the same size on paper.

    The SVG carries the alternative text; the same specification gives the same bytes.
    """
    stem.parent.mkdir(parents=True, exist_ok=True)
    drawn = vlc.vegalite_to_svg(specification)
    label = html.escape(specification["description"])
    svg = re.sub(
        r'<svg ([^>]*?)width="([\d.]+)" height="([\d.]+)"',
        lambda found: f'<svg {found[1]}role="img" aria-label="{label}" width="{found[2]}pt" height="{found[3]}pt"',
        drawn,
        count=1,
    )
    svg = svg.replace(f'font-family="{_FONT}"', f'font-family="{_LIKE_IT}"')
    stem.with_name(stem.name + ".svg").write_text(with_lengths(svg), encoding="utf-8")
    stem.with_name(stem.name + ".pdf").write_bytes(in_one_order(vlc.svg_to_pdf(drawn)))
    stem.with_name(stem.name + ".png").write_bytes(vlc.svg_to_png(drawn, ppi=300))


def save_widths(figures: Callable[[int], dict[str, Specification]], folder: Path) -> list[str]:
    """Draw figures at both widths of a journal's columns, those that need the wider at that alone.

    Args:
        figures: from a width in points to specifications by name.
        folder: where the files go.

    Returns:
        The names of the files, without ending.
    """
    made = []
    for width in (DOUBLE, SINGLE):
        for name, specification in figures(width).items():
            if width in widths_of(name):
                made.append(stem_of(name, width))
                save(specification, folder / made[-1])
    return made


def notice(title: str, reason: str, width: int = DOUBLE) -> Specification:
    """Return the specification of a figure that cannot be drawn: its title and the reason."""
    text = stacked(reason, width - 4 * PADDING, 9)
    empty = alt.Chart(alt.InlineData(values=[{"text": text}])).mark_text(fontSize=9, color=MUTED, lineBreak="\n")
    return finished(empty.encode(text="text:N").properties(height=40), title, "", f"{title}: {reason}", width)
