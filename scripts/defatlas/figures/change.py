"""Figures about number and time: rarefaction curves, differences between groups, and the terms over the years."""

from __future__ import annotations

import altair as alt
import pandas as pd

from defatlas.figures.theme import INK, Specification, finished, label_size, shades, stacked, stacked_labels
from defatlas.figures.widths import DOUBLE


def rarefaction(curves: pd.DataFrame, width: int = DOUBLE) -> Specification:
    """Combinations of dimensions expected among so many definitions, with 95 % bands, one line per concept.

    Args:
        curves: the rarefaction table.
        width: of the figure, in points.
    """
    rows = curves[curves["kind"] == "combinations"]
    x = alt.X(
        "definitions:Q",
        title="Definitions",
        scale=alt.Scale(nice=False),
        axis=alt.Axis(grid=False, tickCount=width // 50),
    )
    colour = alt.Color(
        "concept:N",
        title=None,
        sort=list(dict.fromkeys(rows["concept"])),
        legend=alt.Legend(orient="top-left", symbolOpacity=1, symbolType="stroke", symbolStrokeWidth=2),
    )
    band = alt.Chart(rows).mark_area(opacity=0.2).encode(x=x, y="low:Q", y2="high:Q", color=colour)
    line = alt.Chart(rows).mark_line().encode(x=x, y=alt.Y("expected:Q", title="Different combinations"), color=colour)
    last = rows.loc[rows.groupby("concept")["definitions"].idxmax()]
    listed = "; ".join(
        f"{r.concept}: {r.expected:.0f} combinations in {r.definitions} definitions, the last adds {r.new:.2f}"
        for r in last.itertuples()
    )
    return finished(
        (band + line).properties(height=130),
        "How many combinations of dimensions so many definitions show",
        "Line: expected number; band: 95 % interval. A line that still rises is not saturated",
        f"Rarefaction curves. {listed}.",
        width,
    )


def differences(changes: pd.DataFrame, labels: dict[str, str], width: int = DOUBLE) -> Specification:
    """Effect of each comparison on each dimension, as tiles; a ring marks what stays below 0.05 after adjustment.

    Args:
        changes: the changes table.
        labels: dimension → its label.
        width: of the figure, in points.
    """
    rows = changes[(changes["dimension"] != "all") & (changes["framework"] != "")].copy()
    rows["label"] = rows["dimension"].map(lambda dimension: labels.get(dimension, dimension))
    rows["size"] = rows["effect"].abs()
    rows["text"] = [
        signed(v) + ("*" if p < 0.05 else "") for v, p in zip(rows["effect"], rows["p_adjusted"], strict=True)
    ]
    narrow, size = width < DOUBLE, label_size(width)
    across = 80 if narrow else 0.6 * width / rows["comparison"].nunique()
    rows["compared"] = [stacked(name, across, size) for name in rows["comparison"]]
    rows["name"] = [stacked(label, 0.42 * width, size) for label in rows["label"]]
    base = alt.Chart(rows).encode(
        x=alt.X(
            "compared:N",
            title=None,
            sort=list(dict.fromkeys(rows["compared"])),
            axis=stacked_labels(centred=narrow, labelAngle=-90 if narrow else 0, domain=False, ticks=False),
        ),
        y=alt.Y(
            "name:N",
            title=None,
            sort=list(dict.fromkeys(rows["name"])),
            axis=stacked_labels(domain=False, ticks=False),
        ),
    )
    tiles = base.mark_rect(stroke="white").encode(color=alt.Color("size:Q", scale=shades(0.6), legend=None))
    text = base.mark_text(fontSize=size if not narrow else 6.5).encode(
        text="text:N", color=alt.condition("datum.size > 0.4", alt.value("white"), alt.value(INK))
    )
    found = rows[rows["p_adjusted"] < 0.05]
    listed = "; ".join(f"{r.label} by {r.comparison}" for r in found.itertuples()) or "none"
    return finished(
        (tiles + text).properties(height=20 * rows["label"].nunique()),
        "Do definitions differ by period, source type and term?",
        "Cramér's V, for year Kendall's tau; the darker, the larger. *\u00a0p below 0.05 after Benjamini and "
        "Hochberg, from permutations of sources",
        f"Table of effects of each comparison on each dimension. Below 0.05 after adjustment: {listed}.",
        width,
    )


def signed(value: float) -> str:
    """Return a number with two digits and a minus sign proper; none before a zero."""
    return f"{value:.2f}".replace("-0.00", "0.00").replace("-", "−")


def emergence(rows: pd.DataFrame, concept: str, width: int = DOUBLE) -> Specification:
    """Definitions per term and span of five years.

    Args:
        rows: the emergence table.
        concept: what is defined.
        width: of the figure, in points.
    """
    order = list(rows.groupby("term")["definitions"].sum().sort_values(ascending=False, kind="stable").index)
    spans = sorted(set(rows["period"]))
    base = alt.Chart(rows[rows["definitions"] > 0]).encode(
        x=alt.X(
            "period:O",
            title="Year of the source",
            sort=spans,
            axis=alt.Axis(labelAngle=0 if width == DOUBLE else -90, domain=False, ticks=False),
        ),
        y=alt.Y("term:N", title=None, sort=order, axis=alt.Axis(domain=False, ticks=False)),
    )
    tiles = base.mark_rect(stroke="white").encode(color=alt.Color("share:Q", scale=shades(1), legend=None))
    text = base.mark_text(fontSize=label_size(width)).encode(
        text="definitions:Q", color=alt.condition("datum.share > 0.6", alt.value("white"), alt.value(INK))
    )
    first = rows[rows["definitions"] > 0].groupby("term")["period"].min()
    listed = "; ".join(f"{term} from {first[term]}" for term in order)
    return finished(
        (tiles + text).properties(height=18 * len(order)),
        f"The terms of {concept} over time",
        "Number of definitions; the darker, the larger the term's share of all definitions of the five years",
        f"Table of definitions by term and span of five years; {listed}.",
        width,
    )
