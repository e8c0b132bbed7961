"""Figures about definitions: when, what they name, how they group, how heterogeneous they are."""

from __future__ import annotations

from typing import Any

import altair as alt
import pandas as pd

from defatlas.figures.theme import DOUBLE, INK, MUTED, PALETTE, finished, height_of, notice

Specification = dict[str, Any]


def timeline(definitions: pd.DataFrame, documents: pd.DataFrame, concepts: list[str]) -> Specification:
    """Definitions by year of their source, one row per concept (neighbour terms counted with it)."""
    joined = definitions.merge(documents[["document_id", "year"]], on="document_id").dropna(subset="year")
    joined = joined[joined["family"].isin(concepts)]
    if joined.empty:
        return notice("When the corpus defines its concepts", "no definition has a dated source")
    counts = joined.groupby(["family", "year"], as_index=False).size()
    counts["year"] = counts["year"].astype(int)
    dated, total = len(joined), int(definitions["family"].isin(concepts).sum())
    first = "; ".join(f"{name} from {part['year'].min()}" for name, part in counts.groupby("family"))
    chart = (
        alt.Chart(counts)
        .mark_bar(size=4)
        .encode(
            x=alt.X(
                "year:Q",
                title="Year of the source",
                axis=alt.Axis(format="d", grid=False),
                scale=alt.Scale(zero=False, nice=False, padding=6),
            ),
            y=alt.Y("size:Q", title="Definitions", axis=alt.Axis(tickMinStep=1)),
            color=alt.Color("family:N", title=None, sort=concepts, legend=alt.Legend(orient="top-left")),
        )
        .properties(height=170)
    )
    return finished(
        chart,
        "When the corpus defines its concepts",
        f"{dated} of {total} definitions have a dated source",
        f"Bar chart of the number of definitions per year; {first}.",
        DOUBLE,
    )


def dimension_shares(shares: pd.DataFrame, concept: str, framework: str) -> Specification:
    """Share of definitions that name each dimension, with 95 % intervals.

    Args:
        shares: columns label, share, low, high, numerator, denominator; low and high are NaN when there are too few
            sources.
        concept: what is defined.
        framework: title of the framework.
    """
    intervals = (
        "95 % intervals from resampling sources" if shares["low"].notna().any() else "too few sources for intervals"
    )
    shares = shares.assign(
        low=shares["low"].fillna(shares["share"]),
        high=shares["high"].fillna(shares["share"]),
        text=[f"{n}/{d}" for n, d in zip(shares["numerator"], shares["denominator"], strict=True)],
    )
    order = alt.EncodingSortField("share", order="descending")
    base = alt.Chart(shares).encode(y=alt.Y("label:N", title=None, sort=order))
    percent = alt.Axis(format="%", tickCount=5)
    interval = base.mark_rule(strokeWidth=1.5, color=PALETTE[0]).encode(
        x=alt.X("low:Q", title="Definitions that name it", axis=percent, scale=alt.Scale(domain=[0, 1])), x2="high:Q"
    )
    points = base.mark_point(filled=True, size=45, color=PALETTE[0], opacity=1).encode(x="share:Q")
    text = base.mark_text(align="left", dx=6, fontSize=8, color=INK).encode(x="high:Q", text="text:N")
    best = shares.sort_values("share", ascending=False)
    listed = "; ".join(f"{row.label} {row.share:.0%}" for row in best.itertuples())
    return finished(
        (interval + points + text).properties(height=height_of(len(shares), 18)),
        f"What definitions of {concept} name",
        f"{framework}; {intervals}",
        f"Dot plot of the share of definitions naming each dimension: {listed}.",
        DOUBLE,
        room=40,
    )


def heat_map(cells: pd.DataFrame, concept: str, verdict: str) -> Specification:
    """Definitions × dimensions, ordered by group.

    Args:
        cells: columns row (order), group, label (dimension), one line per named dimension.
        concept: what is defined.
        verdict: what the test of the grouping says.
    """
    groups = cells.drop_duplicates("row").groupby("group_label").size()
    chart = (
        alt.Chart(cells)
        .mark_rect()
        .encode(
            x=alt.X("row:O", title="Definitions, ordered by group", axis=alt.Axis(labels=False, ticks=False)),
            y=alt.Y("label:N", title=None, sort=list(dict.fromkeys(cells["label"]))),
            color=alt.Color(
                "group_label:N",
                title="Group",
                sort=list(dict.fromkeys(cells["group_label"])),
                legend=alt.Legend(orient="bottom", columns=2),
            ),
        )
        .properties(height=190)
    )
    listed = "; ".join(f"{label}: {count}" for label, count in groups.items())
    return finished(
        chart,
        f"Which dimensions each definition of {concept} names",
        verdict,
        f"Heat map of definitions against dimensions, coloured by group. Definitions per group: {listed}.",
        DOUBLE,
    )


def heterogeneity(rows: pd.DataFrame) -> Specification:
    """Mean pairwise distance of each concept with its interval, beside what chance gives.

    Args:
        rows: columns name, value, low, high, null_low, null_high, definitions.
    """
    rows = rows.assign(
        text=[f"{value:.2f}, N = {n}" for value, n in zip(rows["value"], rows["definitions"], strict=True)]
    )
    base = alt.Chart(rows).encode(y=alt.Y("name:N", title=None, sort=list(rows["name"])))
    lowest = float(min(rows["low"].min(), rows["null_low"].min()))
    scale = alt.Scale(domain=[max(0.0, round(lowest - 0.08, 1)), 1], nice=False)
    axis = alt.X("null_low:Q", title="Mean pairwise Jaccard distance (0 alike, 1 nothing in common)", scale=scale)
    chance = base.mark_bar(size=16, color="#d9d9d9").encode(x=axis, x2="null_high:Q")
    interval = base.mark_rule(strokeWidth=1.5, color=PALETTE[0]).encode(x=alt.X("low:Q"), x2="high:Q")
    points = base.mark_point(filled=True, size=50, color=PALETTE[0], opacity=1).encode(x="value:Q")
    text = base.mark_text(align="left", dx=6, fontSize=8, color=INK).encode(x="high:Q", text="text:N")
    listed = "; ".join(f"{r.name}: {r.value:.2f} ({r.low:.2f} to {r.high:.2f})" for r in rows.itertuples(index=False))
    return finished(
        (chance + interval + points + text).properties(height=height_of(len(rows), 26)),
        "How heterogeneous the definitions are",
        "Dot: mean; line: 95 % interval over sources; grey: 95 % of what chance gives with the same totals",
        f"Dot plot of mean pairwise distances: {listed}.",
        DOUBLE,
        room=70,
    )


def definition_map(points: pd.DataFrame, concept: str, verdict: str) -> Specification:
    """Definitions placed so that those naming the same dimensions are close; equal ones become one larger dot.

    Args:
        points: columns x, y, group_label.
        concept: what is defined.
        verdict: what the test of the grouping says.
    """
    counted = points.groupby(["x", "y", "group_label"], as_index=False, sort=False).size()
    blank = alt.Axis(labels=False, ticks=False, grid=False, domain=False, title=None)
    chart = (
        alt.Chart(counted)
        .mark_circle(opacity=0.85, stroke="white", strokeWidth=0.5)
        .encode(
            x=alt.X("x:Q", axis=blank, scale=alt.Scale(padding=14)),
            y=alt.Y("y:Q", axis=blank, scale=alt.Scale(padding=14)),
            size=alt.Size(
                "size:Q",
                title="Definitions naming the same",
                scale=alt.Scale(range=[30, 500]),
                legend=alt.Legend(orient="bottom", symbolFillColor=MUTED, symbolStrokeColor=MUTED, values=[1, 5, 10]),
            ),
            color=alt.Color(
                "group_label:N",
                title="Group",
                sort=list(dict.fromkeys(points["group_label"])),
                legend=alt.Legend(orient="bottom", columns=2),
            ),
        )
        .properties(height=300)
    )
    return finished(
        chart,
        f"Definitions of {concept} by what they name",
        verdict,
        f"Map of {len(points)} definitions at {len(counted)} places, coloured by group.",
        DOUBLE,
    )
