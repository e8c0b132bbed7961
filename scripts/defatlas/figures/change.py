"""Figures about number and time: rarefaction curves, differences between groups, and the terms over the years."""

from __future__ import annotations

from typing import Any

import altair as alt
import pandas as pd

from defatlas.figures.theme import DOUBLE, MUTED, finished, height_of

Specification = dict[str, Any]


def rarefaction(curves: pd.DataFrame) -> Specification:
    """Combinations of dimensions expected among so many definitions, with 95 % bands, one line per concept.

    Args:
        curves: the rarefaction table.
    """
    rows = curves[curves["kind"] == "combinations"]
    x = alt.X("definitions:Q", title="Definitions", scale=alt.Scale(nice=False))
    colour = alt.Color(
        "concept:N", title=None, sort=list(dict.fromkeys(rows["concept"])), legend=alt.Legend(orient="top-left")
    )
    band = alt.Chart(rows).mark_area(opacity=0.2).encode(x=x, y="low:Q", y2="high:Q", color=colour)
    line = alt.Chart(rows).mark_line().encode(x=x, y=alt.Y("expected:Q", title="Different combinations"), color=colour)
    last = rows.loc[rows.groupby("concept")["definitions"].idxmax()]
    listed = "; ".join(
        f"{r.concept}: {r.expected:.0f} combinations in {r.definitions} definitions, the last adds {r.new:.2f}"
        for r in last.itertuples()
    )
    return finished(
        (band + line).properties(height=200),
        "How many combinations of dimensions so many definitions show",
        "Line: expected number; band: 95 % interval. A line that still rises is not saturated",
        f"Rarefaction curves. {listed}.",
        DOUBLE,
    )


def differences(changes: pd.DataFrame, labels: dict[str, str]) -> Specification:
    """Effect of each comparison on each dimension, as tiles; a ring marks what stays below 0.05 after adjustment.

    Args:
        changes: the changes table.
        labels: dimension → its label.
    """
    rows = changes[(changes["dimension"] != "all") & (changes["framework"] != "")].copy()
    rows["label"] = rows["dimension"].map(lambda dimension: labels.get(dimension, dimension))
    rows["size"] = rows["effect"].abs()
    rows["text"] = [
        f"{v:.2f}" + ("*" if p < 0.05 else "") for v, p in zip(rows["effect"], rows["p_adjusted"], strict=True)
    ]
    base = alt.Chart(rows).encode(
        x=alt.X(
            "comparison:N",
            title=None,
            sort=list(dict.fromkeys(rows["comparison"])),
            axis=alt.Axis(labelAngle=-25, domain=False, ticks=False),
        ),
        y=alt.Y(
            "label:N", title=None, sort=list(dict.fromkeys(rows["label"])), axis=alt.Axis(domain=False, ticks=False)
        ),
    )
    tiles = base.mark_rect(stroke="white").encode(
        color=alt.Color("size:Q", title="Effect", scale=alt.Scale(scheme="blues", domain=[0, 0.6], clamp=True))
    )
    text = base.mark_text(fontSize=8).encode(
        text="text:N", color=alt.condition("datum.size > 0.35", alt.value("white"), alt.value("#222222"))
    )
    found = rows[rows["p_adjusted"] < 0.05]
    listed = "; ".join(f"{r.label} by {r.comparison}" for r in found.itertuples()) or "none"
    return finished(
        (tiles + text).properties(height=height_of(rows["label"].nunique(), 20)),
        "Do definitions differ by period, source type and term?",
        "Cramér's V, for year Kendall's tau; * p below 0.05 after Benjamini and Hochberg, from permutations of sources",
        f"Table of effects of each comparison on each dimension. Below 0.05 after adjustment: {listed}.",
        DOUBLE,
    )


def emergence(rows: pd.DataFrame, concept: str) -> Specification:
    """Definitions per term and span of five years.

    Args:
        rows: the emergence table.
        concept: what is defined.
    """
    order = list(rows.groupby("term")["definitions"].sum().sort_values(ascending=False, kind="stable").index)
    spans = sorted(set(rows["period"]))
    base = alt.Chart(rows[rows["definitions"] > 0]).encode(
        x=alt.X("period:O", title="Year of the source", sort=spans, axis=alt.Axis(labelAngle=0, domain=False)),
        y=alt.Y("term:N", title=None, sort=order, axis=alt.Axis(domain=False, ticks=False)),
    )
    tiles = base.mark_rect(stroke="white").encode(
        color=alt.Color(
            "share:Q",
            title="Share of the span",
            scale=alt.Scale(scheme="blues", domain=[0, 1]),
            legend=alt.Legend(format="%"),
        )
    )
    text = base.mark_text(fontSize=8).encode(
        text="definitions:Q", color=alt.condition("datum.share > 0.5", alt.value("white"), alt.value(MUTED))
    )
    first = rows[rows["definitions"] > 0].groupby("term")["period"].min()
    listed = "; ".join(f"{term} from {first[term]}" for term in order)
    return finished(
        (tiles + text).properties(height=height_of(len(order), 18)),
        f"The terms of {concept} over time",
        "Number of definitions; shade: share of the definitions of the span",
        f"Table of definitions by term and span of five years; {listed}.",
        DOUBLE,
    )
