"""Figures about the source paper's frame: the eight factors of initiatives, and the states of a city in transition."""

from __future__ import annotations

from typing import Any

import altair as alt
import pandas as pd

from defatlas.figures.theme import DOUBLE, INK, MUTED, PALETTE, finished, height_of

Specification = dict[str, Any]
_GROUPS = {"inner": "Inner factors", "outer": "Outer factors"}


def eight_factors(shares: pd.DataFrame, concept: str, wording: str) -> Specification:
    """Factors of smart city initiatives, inner and outer ones, with the share of definitions that name each.

    Args:
        shares: columns label, group ("inner", "outer" or empty), numerator, denominator.
        concept: what is defined.
        wording: wording of the definitions counted.
    """
    table = shares.assign(
        share=shares["numerator"] / shares["denominator"],
        kind=shares["group"].map(_GROUPS).fillna("Factors"),
        text=[f"{n}/{d}" for n, d in zip(shares["numerator"], shares["denominator"], strict=True)],
    ).sort_values(["kind", "share", "label"], ascending=[True, False, True])
    kinds = list(dict.fromkeys(table["kind"]))
    base = alt.Chart(table).encode(y=alt.Y("label:N", title=None, sort=list(table["label"])))
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
            legend=alt.Legend(orient="top", direction="horizontal"),
        ),
    )
    text = base.mark_text(align="left", dx=4, fontSize=8, color=INK).encode(x="share:Q", text="text:N")
    listed = "; ".join(f"{row.label} {row.text}" for row in table.itertuples())
    return finished(
        (bars + text).properties(height=height_of(len(table), 18)),
        "Eight factors of smart city initiatives",
        f"After Chourabi et al. (2012); wording of the definitions: {wording}",
        f"Bar chart of the share of definitions that name each factor: {listed}.",
        DOUBLE,
        room=40,
    )


def city_states(states: pd.DataFrame, documents: int) -> Specification:
    """The states of a city in transition as rising steps, each with where the corpus speaks of it.

    Args:
        states: columns label, documents (that speak of it), sources (a few of their names), in the order of the states.
        documents: how many documents were read.
    """
    table = states.reset_index(drop=True)
    table = table.assign(
        step=table.index + 1,
        base=0,
        count=[f"{n} of {documents}" for n in table["documents"]],
        place=table["sources"].replace("", "none"),
        name=table["label"].str.replace(" city", "", regex=False),
    )
    x = alt.X("label:N", title=None, sort=list(table["label"]), axis=alt.Axis(labelAngle=0, labelLimit=80, ticks=False))
    y = alt.Y("step:Q", title=None, axis=None, scale=alt.Scale(domain=[0, len(table) + 1.2]))
    chart = alt.Chart(table)
    steps = chart.mark_bar(width={"band": 0.96}, color=PALETTE[4], opacity=0.55).encode(x=x, y=y)
    counts = chart.mark_text(fontSize=8, color=INK, dy=-16).encode(x=x, y=y, text="count:N")
    places = chart.mark_text(fontSize=7, color=MUTED, dy=-5, limit=80).encode(x=x, y=y, text="place:N")
    listed = "; ".join(f"{row.label}: {row.documents} documents" for row in table.itertuples())
    return finished(
        (steps + counts + places).properties(height=190),
        "From a water supply city to a water sensitive city",
        "States after Brown et al. (2008); above each step, documents of the corpus that speak of it, and the first",
        f"Six rising steps, one per state of a city. {listed}.",
        DOUBLE,
    )
