"""Figures about definitions: when, what they name, how they group, how heterogeneous they are."""

from __future__ import annotations

import altair as alt
import pandas as pd

from defatlas.figures.theme import (
    INK,
    MUTED,
    PALETTE,
    Specification,
    finished,
    label_size,
    notice,
    stacked,
    stacked_labels,
)
from defatlas.figures.widths import DOUBLE


def group_colours(labels: list[str], width: int) -> alt.Color:
    """Return the colours of groups in the order given, with a legend below that fits a width."""
    columns = 2 if width == DOUBLE else 1
    limit = width // columns - 30
    return alt.Color(
        "group_label:N",
        title="Group",
        sort=labels,
        legend=alt.Legend(
            orient="bottom", columns=columns, labelLimit=limit, symbolOpacity=1, symbolType="circle", offset=6
        ),
    )


def overhang(most: float, points: float, width: int) -> int:
    """Return the points that words behind a mark need beyond the axis, when the last mark ends at a share of it."""
    return max(0, round(points + 6 - (1 - most) * 0.55 * width))


def timeline(
    definitions: pd.DataFrame, documents: pd.DataFrame, concepts: list[str], width: int = DOUBLE
) -> Specification:
    """Definitions by year of their source, coloured by concept (neighbour terms counted with it)."""
    joined = definitions.merge(documents[["document_id", "year"]], on="document_id").dropna(subset="year")
    joined = joined[joined["family"].isin(concepts)]
    if joined.empty:
        return notice("When the corpus defines its concepts", "no definition has a dated source", width)
    counts = joined.groupby(["family", "year"], as_index=False).size()
    counts["year"] = counts["year"].astype(int)
    dated, total = len(joined), int(definitions["family"].isin(concepts).sum())
    first = "; ".join(f"{name} from {part['year'].min()}" for name, part in counts.groupby("family"))
    chart = (
        alt.Chart(counts)
        .mark_bar(size=max(1, min(0.012, 0.6 / (counts["year"].max() - counts["year"].min() + 1)) * width))
        .encode(
            x=alt.X(
                "year:Q",
                title="Year of the source",
                axis=alt.Axis(format="d", grid=False, tickMinStep=1, tickCount=width // 50),
                scale=alt.Scale(zero=False, nice=False, padding=6),
            ),
            y=alt.Y("size:Q", title="Definitions", axis=alt.Axis(tickMinStep=1)),
            color=alt.Color("family:N", title=None, sort=concepts, legend=alt.Legend(orient="top-left")),
        )
        .properties(height=110)
    )
    return finished(
        chart,
        "When the corpus defines its concepts",
        f"{dated} of {total} definitions have a dated source",
        f"Bar chart of the number of definitions per year; {first}.",
        width,
    )


def dimension_shares(shares: pd.DataFrame, concept: str, framework: str, width: int = DOUBLE) -> Specification:
    """Share of definitions that name each dimension, with 95 % intervals.

    Args:
        shares: columns label, share, low, high, numerator, denominator; low and high are NaN when there are too few
            sources.
        concept: what is defined.
        framework: title of the framework.
        width: of the figure, in points.
    """
    intervals = (
        "95 % intervals from resampling sources" if shares["low"].notna().any() else "too few sources for intervals"
    )
    shares = shares.assign(
        low=shares["low"].fillna(shares["share"]),
        high=shares["high"].fillna(shares["share"]),
        text=[f"{n}/{d}" for n, d in zip(shares["numerator"], shares["denominator"], strict=True)],
        name=[stacked(label, 0.42 * width, label_size(width)) for label in shares["label"]],
    )
    order = alt.EncodingSortField("share", order="descending")
    base = alt.Chart(shares).encode(y=alt.Y("name:N", title=None, sort=order, axis=stacked_labels()))
    percent = alt.Axis(format="%", tickCount=5)
    interval = base.mark_rule(strokeWidth=1.5, color=PALETTE[0]).encode(
        x=alt.X("low:Q", title="Definitions that name it", axis=percent, scale=alt.Scale(domain=[0, 1])), x2="high:Q"
    )
    points = base.mark_point(filled=True, size=45, color=PALETTE[0], opacity=1).encode(x="share:Q")
    text = base.mark_text(align="left", dx=6, fontSize=label_size(width), color=INK).encode(x="high:Q", text="text:N")
    best = shares.sort_values("share", ascending=False)
    listed = "; ".join(f"{row.label} {row.share:.0%}" for row in best.itertuples())
    return finished(
        (interval + points + text).properties(height=20 * len(shares)),
        f"What definitions of {concept} name",
        f"{framework}; {intervals}",
        f"Dot plot of the share of definitions naming each dimension: {listed}.",
        width,
        overhang(shares["high"].max(), 32, width),
    )


def heat_map(cells: pd.DataFrame, concept: str, verdict: str, width: int = DOUBLE) -> Specification:
    """Definitions × dimensions, ordered by group; the dimension that most name on top.

    Args:
        cells: columns row (order), group_label, label (dimension), one line per named dimension.
        concept: what is defined.
        verdict: what the test of the grouping says.
        width: of the figure, in points.
    """
    rows = cells.drop_duplicates("row")
    groups = rows.groupby("group_label").size()
    most = list(cells.groupby("label").size().sort_values(ascending=False, kind="stable").index)
    chart = (
        alt.Chart(cells)
        .mark_rect()
        .encode(
            x=alt.X(
                "row:O",
                title=f"{len(rows)} definitions that name a dimension, ordered by group",
                axis=alt.Axis(labels=False, ticks=False),
            ),
            y=alt.Y("label:N", title=None, sort=most),
            color=group_colours(list(dict.fromkeys(cells["group_label"])), width),
        )
        .properties(height=17 * len(most))
    )
    listed = "; ".join(f"{label}: {count}" for label, count in groups.items())
    return finished(
        chart,
        f"Which dimensions each definition of {concept} names",
        verdict,
        f"Heat map of definitions against dimensions, coloured by group. Definitions per group: {listed}.",
        width,
    )


def heterogeneity(rows: pd.DataFrame, width: int = DOUBLE) -> Specification:
    """Mean pairwise distance of each concept with its interval, beside what chance gives.

    Args:
        rows: columns name, value, low, high, null_low, null_high, definitions.
        width: of the figure, in points.
    """
    rows = rows.assign(
        text=[f"{value:.2f}, N = {n}" for value, n in zip(rows["value"], rows["definitions"], strict=True)],
        shown=[stacked(name, width / 4, label_size(width)) for name in rows["name"]],
    )
    base = alt.Chart(rows).encode(y=alt.Y("shown:N", title=None, sort=list(rows["shown"]), axis=stacked_labels()))
    lowest = float(min(rows["low"].min(), rows["null_low"].min()))
    scale = alt.Scale(domain=[max(0.0, round(lowest - 0.08, 1)), 1], nice=False)
    axis = alt.X(
        "null_low:Q",
        title=["Mean pairwise Jaccard distance", "(0 alike, 1 nothing in common)"],
        scale=scale,
        axis=alt.Axis(tickCount=width // 45),
    )
    chance = base.mark_bar(size=16, color="#d9d9d9").encode(x=axis, x2="null_high:Q")
    interval = base.mark_rule(strokeWidth=1.5, color=PALETTE[0]).encode(x=alt.X("low:Q"), x2="high:Q")
    points = base.mark_point(filled=True, size=50, color=PALETTE[0], opacity=1).encode(x="value:Q")
    text = base.mark_text(align="left", dx=6, fontSize=label_size(width), color=INK).encode(x="high:Q", text="text:N")
    listed = "; ".join(f"{r.name}: {r.value:.2f} ({r.low:.2f} to {r.high:.2f})" for r in rows.itertuples(index=False))
    return finished(
        (chance + interval + points + text).properties(height=26 * len(rows)),
        "How heterogeneous the definitions are",
        "Dot: mean; line: 95 % interval over sources; grey: 95 % of what chance gives with the same totals",
        f"Dot plot of mean pairwise distances: {listed}.",
        width,
        overhang((rows["high"].max() - scale.domain[0]) / (1 - scale.domain[0]), 52, width),
    )


def definition_map(points: pd.DataFrame, concept: str, verdict: str, width: int = DOUBLE) -> Specification:
    """Definitions placed so that those naming the same dimensions are close; equal ones become one larger dot.

    Args:
        points: columns x, y, group_label.
        concept: what is defined.
        verdict: what the test of the grouping says.
        width: of the figure, in points.
    """
    counted = points.groupby(["x", "y", "group_label"], as_index=False, sort=False).size()
    counted = counted.sort_values("size", ascending=False, kind="stable")  # a smaller dot lies on a larger one
    blank = alt.Axis(labels=False, ticks=False, grid=False, domain=False, title=None)
    chart = (
        alt.Chart(counted)
        .mark_circle(opacity=1, stroke="white", strokeWidth=0.8)
        .encode(
            x=alt.X("x:Q", axis=blank, scale=alt.Scale(padding=10, nice=False)),
            y=alt.Y("y:Q", axis=blank, scale=alt.Scale(padding=10, nice=False)),
            size=alt.Size(
                "size:Q",
                title="Definitions naming the same",
                scale=alt.Scale(range=[width / 17, width]),
                legend=alt.Legend(
                    orient="top", symbolFillColor=MUTED, symbolStrokeColor=MUTED, values=[1, 5, 10], offset=2
                ),
            ),
            color=group_colours(list(dict.fromkeys(points["group_label"])), width),
        )
        .properties(height=round(0.5 * width))
    )
    return finished(
        chart,
        f"Definitions of {concept} by what they name",
        [verdict, "Close: they name much the same; the axes have no unit (classical scaling of Jaccard distances)"],
        f"Map of {len(points)} definitions at {len(counted)} places, coloured by group.",
        width,
    )
