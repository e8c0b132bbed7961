"""Figures about groups of definitions: every way of grouping, who stands with whom, and the tree of the consensus."""

from __future__ import annotations

import altair as alt
import numpy as np
import pandas as pd
from numpy.typing import NDArray
from scipy.cluster.hierarchy import dendrogram, linkage
from scipy.spatial.distance import squareform

from defatlas.figures.definitions import group_colours
from defatlas.figures.theme import INK, MUTED, PADDING, PALETTE, Specification, finished, shades
from defatlas.figures.widths import DOUBLE

_LABELS = 68  # points left of the axis, that the names of the choices take


def specification_curve(rows: pd.DataFrame, concept: str, verdict: str, width: int = DOUBLE) -> Specification:
    """Every way of grouping in the order of its silhouette beyond chance, above the choices it stands for.

    Args:
        rows: the specifications table.
        concept: what is defined.
        verdict: what the test says.
        width: of the figure, in points.
    """
    rows = rows.assign(beyond=(rows["silhouette"] - rows["null_silhouette"]).round(6))
    rows = rows.sort_values(["beyond", "representation", "method", "groups"]).reset_index(drop=True)
    rows["place"] = rows.index + 1
    rows["found"] = np.where(rows["p_adjusted"] < 0.05, "p adjusted below 0.05", "not beyond chance")
    colour = alt.Color(
        "found:N",
        title=None,
        scale=alt.Scale(domain=["p adjusted below 0.05", "not beyond chance"], range=[PALETTE[0], "#b5b5b5"]),
        legend=alt.Legend(orient="top-left"),
    )
    hidden = alt.Axis(labels=False, ticks=False, grid=False)
    inside = width - _LABELS - 2 * PADDING - 1  # one point for the width of a line
    curve = (
        alt.Chart(rows)
        .mark_point(filled=True, size=width / 25, opacity=1)
        .encode(
            x=alt.X("place:Q", title=None, axis=hidden, scale=alt.Scale(nice=False, padding=4)),
            y=alt.Y(
                "beyond:Q",
                title="Silhouette less chance",
                scale=alt.Scale(padding=5),
                axis=alt.Axis(minExtent=_LABELS - 16, maxExtent=_LABELS - 16),
            ),
            color=colour,
        )
        .properties(height=130, width=inside)
    )
    zero = alt.Chart(alt.InlineData(values=[{"y": 0}])).mark_rule(color=MUTED, strokeDash=[3, 3]).encode(y="y:Q")
    choices = pd.concat(
        [
            rows[["place", "found"]].assign(choice=rows["representation"]),
            rows[["place", "found"]].assign(choice=rows["method"]),
            rows[["place", "found"]].assign(choice=rows["groups"].astype(str) + " groups"),
        ]
    )
    order = [
        *sorted(rows["representation"].unique()),
        *sorted(rows["method"].unique()),
        *(f"{k} groups" for k in sorted(rows["groups"].unique())),
    ]
    panel = (
        alt.Chart(choices)
        .mark_tick(thickness=min(4, 0.45 * inside / len(rows)), size=9, opacity=1)
        .encode(
            x=alt.X("place:Q", title="Way of grouping", axis=hidden, scale=alt.Scale(nice=False, padding=4)),
            y=alt.Y(
                "choice:N",
                title=None,
                sort=order,
                axis=alt.Axis(grid=True, ticks=False, domain=False, minExtent=_LABELS, maxExtent=_LABELS),
            ),
            color=colour,
        )
        .properties(height=13 * len(order), width=inside)
    )
    beyond = int((rows["p_adjusted"] < 0.05).sum())
    parts = ", ".join(
        f"{int((part['p_adjusted'] < 0.05).sum())} of {len(part)} on {name}"
        for name, part in rows.groupby("representation")
    )
    drawn: alt.VConcatChart = alt.vconcat(curve + zero, panel, spacing=6)
    return finished(
        drawn,
        f"{len(rows)} ways of grouping the definitions of {concept}",
        verdict,
        f"Specification curve: {beyond} of {len(rows)} ways of grouping are beyond chance; {parts}.",
        width,
    )


def square(pairs: pd.DataFrame) -> NDArray[np.float64]:
    """Return the n × n consensus matrix of the consensus table, in the order of the dendrogram."""
    n = int(pairs["place_b"].max()) + 1 if len(pairs) else 1
    together = np.eye(n)
    together[pairs["place_a"], pairs["place_b"]] = pairs["together"]
    together[pairs["place_b"], pairs["place_a"]] = pairs["together"]
    return together


def consensus_matrix(pairs: pd.DataFrame, concept: str, verdict: str, width: int = DOUBLE) -> Specification:
    """How often two definitions share a group, as a square of shades.

    Args:
        pairs: the consensus table.
        concept: what is defined.
        verdict: what the test says.
        width: of the figure, in points.
    """
    together = square(pairs)
    n = len(together)
    step = max(1, -(-n // 70))  # blocks of definitions: Altair draws no more than 5,000 cells
    ends = np.arange(0, n, step)
    blocks = np.add.reduceat(np.add.reduceat(together, ends, axis=0), ends, axis=1)
    sizes = np.diff([*ends, n])
    blocks = blocks / sizes / sizes[:, None]
    a, b = np.indices(blocks.shape)
    cells = pd.DataFrame({"a": a.ravel(), "b": b.ravel(), "together": blocks.ravel().round(3)})
    cells["a2"], cells["b2"] = cells["a"] + 1, cells["b"] + 1
    axis = alt.Axis(labels=False, ticks=False, grid=False, domain=False)
    beside = width == DOUBLE  # where there is room for the scale
    chart = (
        alt.Chart(cells)
        .mark_rect()
        .encode(
            x=alt.X("a:Q", title="Definitions, in the order of the tree", axis=axis, scale=alt.Scale(nice=False)),
            x2="a2:Q",
            y=alt.Y("b:Q", title=None, axis=axis, scale=alt.Scale(nice=False, reverse=True)),
            y2="b2:Q",
            color=alt.Color(
                "together:Q",
                title=["In the same group in", "so many of the ways"] if beside else "In the same group in",
                scale=shades(1),
                legend=alt.Legend(
                    orient="right" if beside else "bottom",
                    format="%",
                    gradientLength=0.3 * width if beside else 0.6 * width,
                    offset=6,
                ),
            ),
        )
        .properties(height=0.78 * width if beside else width - 2 * PADDING)
    )
    blocks_of = f"; each tile: {step} by {step} definitions" if step > 1 else ""
    apart = together[np.triu_indices(n, 1)]
    middle = float(np.median(apart)) if len(apart) else 0.0
    return finished(
        chart,
        f"How often two definitions of {concept} share a group",
        f"{verdict}{blocks_of}",
        f"Matrix of {n} by {n} definitions; two of them share a group in {middle:.0%} of the ways (median).",
        width,
    )


def consensus_tree(
    pairs: pd.DataFrame, groups: dict[int, str], concept: str, verdict: str, width: int = DOUBLE
) -> Specification:
    """The average-linkage tree of 1 - consensus, its leaves coloured by group.

    Args:
        pairs: the consensus table.
        groups: place along the tree → group.
        concept: what is defined.
        verdict: what the test says.
        width: of the figure, in points.
    """
    distances = (1 - square(pairs)).round(12)
    tree = dendrogram(linkage(squareform(distances, checks=False), method="average"), no_plot=True)
    branches = pd.DataFrame(
        {"branch": i, "step": j, "x": x / 10, "y": y}
        for i, (xs, ys) in enumerate(zip(tree["icoord"], tree["dcoord"], strict=True))
        for j, (x, y) in enumerate(zip(xs, ys, strict=True))
    )
    leaves = pd.DataFrame(
        {"x": place, "x2": place + 1, "group_label": groups.get(leaf, "–")}
        for place, leaf in enumerate(tree["leaves"] or [])
    )
    hidden = alt.Axis(labels=False, ticks=False, grid=False, domain=False)
    scale = alt.Scale(nice=False, domain=[0, len(leaves)])
    height = 200
    lines = (
        alt.Chart(branches)
        .mark_line(strokeWidth=0.5, color=INK)
        .encode(
            x=alt.X("x:Q", title=f"{len(leaves)} definitions", axis=hidden, scale=scale),
            y=alt.Y("y:Q", title="1 − share of ways that join them"),
            order="step:O",
            detail="branch:N",
        )
    )
    strip = (  # below the axis, so that no branch runs over it
        alt.Chart(leaves)
        .mark_rect()
        .encode(
            x=alt.X("x:Q", axis=hidden, scale=scale),
            x2="x2:Q",
            y=alt.value(height + 3),
            y2=alt.value(height + 13),
            color=group_colours(sorted(set(leaves["group_label"])), width),
        )
    )
    counts = leaves.groupby("group_label").size()
    listed = "; ".join(f"{name}: {count}" for name, count in counts.items())
    return finished(
        (lines + strip).properties(height=height),
        f"The tree of the definitions of {concept}",
        verdict,
        f"Dendrogram of {len(leaves)} definitions. Definitions per group: {listed}.",
        width,
    )
