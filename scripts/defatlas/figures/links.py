"""Figures about the source paper's frame: the eight factors of initiatives, and the states of a city in transition."""

from __future__ import annotations

import altair as alt
import pandas as pd

from defatlas.figures.definitions import overhang
from defatlas.figures.theme import INK, PALETTE, Specification, finished, label_size, stacked, stacked_labels
from defatlas.figures.widths import DOUBLE

_GROUPS = {"inner": "Inner factors", "outer": "Outer factors"}


def eight_factors(shares: pd.DataFrame, concept: str, wording: str, width: int = DOUBLE) -> Specification:
    """Factors of smart city initiatives, inner and outer ones, with the share of definitions that name each.

    Args:
        shares: columns label, group ("inner", "outer" or empty), numerator, denominator.
        concept: what is defined.
        wording: wording of the definitions counted.
        width: of the figure, in points.
    """
    table = shares.assign(
        share=shares["numerator"] / shares["denominator"],
        kind=shares["group"].map(_GROUPS).fillna("Factors"),
        text=[f"{n}/{d}" for n, d in zip(shares["numerator"], shares["denominator"], strict=True)],
        name=[stacked(label, 0.42 * width, label_size(width)) for label in shares["label"]],
    ).sort_values(["kind", "share", "label"], ascending=[True, False, True])
    kinds = list(dict.fromkeys(table["kind"]))
    base = alt.Chart(table).encode(y=alt.Y("name:N", title=None, sort=list(table["name"]), axis=stacked_labels()))
    bars = base.mark_bar(height=11).encode(
        x=alt.X(
            "share:Q",
            title=f"Definitions of {concept} that name it",
            axis=alt.Axis(format="%", tickCount=5),
            scale=alt.Scale(domain=[0, 1]),
        ),
        color=alt.Color(
            "kind:N",
            title=None,
            scale=alt.Scale(domain=kinds, range=PALETTE[: len(kinds)]),
            legend=alt.Legend(orient="top", direction="horizontal", offset=6),
        ),
    )
    text = base.mark_text(align="left", dx=4, fontSize=label_size(width), color=INK).encode(x="share:Q", text="text:N")
    listed = "; ".join(f"{row.label} {row.text}" for row in table.itertuples())
    return finished(
        (bars + text).properties(height=20 * len(table)),
        "Eight factors of smart city initiatives",
        f"After Chourabi et al. (2012); wording of the definitions: {wording}",
        f"Bar chart of the share of definitions that name each factor: {listed}.",
        width,
        overhang(table["share"].max(), 32, width),
    )


def city_states(states: pd.DataFrame, documents: int, width: int = DOUBLE) -> Specification:
    """The states of a city in transition as rising steps, each with where the corpus speaks of it.

    Args:
        states: columns label, documents (that speak of it), sources (the name of the first), in the order of the
            states.
        documents: how many documents were read.
        width: of the figure, in points.
    """
    size = label_size(width) - 0.5
    line, rise = size + 1.5, 16  # points: from line to line, from step to step
    band = (width - 8) / max(len(states), 1) - 5
    table = states.reset_index(drop=True)
    table = table.assign(
        top=rise * (table.index + 1),
        name=[stacked(label, band, size) for label in table["label"]],
        place=[
            "\n".join(stacked(part, band, size) for part in (f"{n} of {documents}", first) if part)
            for n, first in zip(table["documents"], table["sources"], strict=True)
        ],
    )
    table["first_line"] = table["top"] + 4 + line * table["place"].str.count("\n")
    height = int(table["first_line"].max() + line) if len(table) else rise
    x = alt.X(
        "name:N",
        title=None,
        sort=list(table["name"]),
        axis=stacked_labels(centred=False, labelAngle=0, ticks=False, labelFontSize=size, labelLimit=0),
    )
    points = alt.Scale(domain=[0, height], nice=False)
    chart = alt.Chart(table)
    steps = chart.mark_bar(width={"band": 0.98}, color="#b9d9ee").encode(x=x, y=alt.Y("top:Q", axis=None, scale=points))
    words = chart.mark_text(
        fontSize=size, color=INK, baseline="bottom", lineBreak="\n", lineHeight=line, limit=0
    ).encode(x=x, y=alt.Y("first_line:Q", axis=None, scale=points), text="place:N")
    listed = "; ".join(f"{row.label}: {row.documents} documents" for row in table.itertuples())
    return finished(
        (steps + words).properties(height=height),
        "From a water supply city to a water sensitive city",
        "States after Brown et al. (2008); above each step, how many documents speak of it, and the first that does",
        f"Six rising steps, one per state of a city. {listed}.",
        width,
    )
