"""Figures about groups of definitions: every way of grouping, who stands with whom, and the tree of the consensus."""

from __future__ import annotations

from typing import Any

import altair as alt
import numpy as np
import pandas as pd
from numpy.typing import NDArray
from scipy.cluster.hierarchy import dendrogram, linkage
from scipy.spatial.distance import squareform

from defatlas.figures.theme import DOUBLE, INK, MUTED, PALETTE, finished

Specification = dict[str, Any]
_LABELS = 68  # points left of the axis, that the names of the choices take


def specification_curve(rows: pd.DataFrame, concept: str, verdict: str) -> Specification:
    """Every way of grouping in the order of its silhouette beyond chance, above the choices it stands for.

    Args:
        rows: the specifications table.
        concept: what is defined.
        verdict: what the test says.
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
    curve = (
        alt.Chart(rows)
        .mark_point(filled=True, size=22, opacity=1)
        .encode(
            x=alt.X("place:Q", title=None, axis=hidden, scale=alt.Scale(nice=False, padding=4)),
            y=alt.Y("beyond:Q", title="Silhouette less chance"),
            color=colour,
        )
        .properties(height=130, width=DOUBLE - _LABELS)
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
        .mark_tick(thickness=2, size=9)
        .encode(
            x=alt.X("place:Q", title="Way of grouping", axis=hidden, scale=alt.Scale(nice=False, padding=4)),
            y=alt.Y("choice:N", title=None, sort=order, axis=alt.Axis(grid=True, ticks=False, domain=False)),
            color=colour,
        )
        .properties(height=13 * len(order), width=DOUBLE - _LABELS)
    )
    beyond = int((rows["p_adjusted"] < 0.05).sum())
    parts = ", ".join(
        f"{int((part['p_adjusted'] < 0.05).sum())} of {len(part)} on {name}"
        for name, part in rows.groupby("representation")
    )
    drawn: alt.VConcatChart = alt.vconcat(curve + zero, panel, spacing=6)
    return finished_concat(
        drawn,
        f"{len(rows)} ways of grouping the definitions of {concept}",
        verdict,
        f"Specification curve: {beyond} of {len(rows)} ways of grouping are beyond chance; {parts}.",
    )


def finished_concat(chart: alt.VConcatChart, title: str, subtitle: str, alternative: str) -> Specification:
    """Return the specification of charts above each other; their widths are set, as Vega-Lite cannot fit them."""
    specification: Specification = chart.properties(
        title=alt.TitleParams(title, subtitle=subtitle, anchor="start"), description=alternative
    ).to_dict()
    look = finished(alt.Chart(alt.InlineData(values=[])).mark_point(), "", "", "", DOUBLE)
    specification.setdefault("config", {}).update(look["config"] | {"autosize": {"type": "pad"}})
    specification["padding"] = look["padding"]
    return specification


def square(pairs: pd.DataFrame) -> NDArray[np.float64]:
    """Return the n × n consensus matrix of the consensus table, in the order of the dendrogram."""
    n = int(pairs["place_b"].max()) + 1 if len(pairs) else 1
    together = np.eye(n)
    together[pairs["place_a"], pairs["place_b"]] = pairs["together"]
    together[pairs["place_b"], pairs["place_a"]] = pairs["together"]
    return together


def consensus_matrix(pairs: pd.DataFrame, concept: str, verdict: str) -> Specification:
    """How often two definitions share a group, as a square of shades.

    Args:
        pairs: the consensus table.
        concept: what is defined.
        verdict: what the test says.
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
                title="Share a group in",
                scale=alt.Scale(scheme="blues", domain=[0, 1]),
                legend=alt.Legend(orient="right", format="%"),
            ),
        )
        .properties(height=380)
    )
    apart = together[np.triu_indices(n, 1)]
    middle = float(np.median(apart)) if len(apart) else 0.0
    return finished(
        chart,
        f"How often two definitions of {concept} share a group",
        verdict,
        f"Matrix of {n} by {n} definitions; two of them share a group in {middle:.0%} of the ways (median).",
        DOUBLE,
    )


def consensus_tree(pairs: pd.DataFrame, groups: dict[int, str], concept: str, verdict: str) -> Specification:
    """The average-linkage tree of 1 - consensus, its leaves coloured by group.

    Args:
        pairs: the consensus table.
        groups: place along the tree → group.
        concept: what is defined.
        verdict: what the test says.
    """
    distances = (1 - square(pairs)).round(12)
    tree = dendrogram(linkage(squareform(distances, checks=False), method="average"), no_plot=True)
    branches = pd.DataFrame(
        {"branch": i, "step": j, "x": x / 10, "y": y}
        for i, (xs, ys) in enumerate(zip(tree["icoord"], tree["dcoord"], strict=True))
        for j, (x, y) in enumerate(zip(xs, ys, strict=True))
    )
    leaves = pd.DataFrame(
        {"x": place + 0.5, "y": 0.0, "group": groups.get(leaf, "–")} for place, leaf in enumerate(tree["leaves"] or [])
    )
    hidden = alt.Axis(labels=False, ticks=False, grid=False, domain=False)
    x = alt.X("x:Q", title="Definitions", axis=hidden, scale=alt.Scale(nice=False, padding=4))
    lines = (
        alt.Chart(branches)
        .mark_line(strokeWidth=0.6, color=INK)
        .encode(x=x, y=alt.Y("y:Q", title="1 - share of ways that join them"), order="step:O", detail="branch:N")
    )
    names = sorted(set(leaves["group"]))
    dots = (
        alt.Chart(leaves)
        .mark_tick(thickness=1.6, size=12)
        .encode(
            x=x,
            y="y:Q",
            color=alt.Color("group:N", title="Group", sort=names, legend=alt.Legend(orient="bottom", columns=2)),
        )
    )
    counts = leaves.groupby("group").size()
    listed = "; ".join(f"{name}: {count}" for name, count in counts.items())
    return finished(
        (lines + dots).properties(height=240),
        f"The tree of the definitions of {concept}",
        verdict,
        f"Dendrogram of {len(leaves)} definitions. Definitions per group: {listed}.",
        DOUBLE,
    )
