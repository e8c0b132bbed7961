"""Which dimensions the same definitions name, as a triangle of tiles."""

from __future__ import annotations

import altair as alt
import numpy as np
import pandas as pd

from defatlas.figures.letter_widths import width_of
from defatlas.figures.theme import INK, PADDING, Specification, finished, label_size
from defatlas.figures.widths import DOUBLE

_RARER, _AS_CHANCE, _OFTENER = "#d98032", "#f7f7f7", "#4a90c2"


def ratio_of(row: pd.Series) -> float:
    """Return how many times as often as by chance two dimensions are named together; NaN where chance gives none."""
    return float(row["together"] / row["expected"]) if row["expected"] > 0 else float("nan")


def _cells(pairs: pd.DataFrame, labels: dict[str, str]) -> pd.DataFrame:
    """Return the tiles below the diagonal and on it, dimensions by falling number of definitions that name them."""
    named = dict(zip(pairs["dimension"], pairs["named"], strict=True))
    named |= dict(zip(pairs["with"], pairs["with_named"], strict=True))
    place = {dimension: number for number, dimension in enumerate(sorted(named, key=lambda d: -named[d]))}
    rows = [
        {"row": place[d], "column": place[d], "ratio": np.nan, "said": f"{labels.get(d, d)} ({named[d]})", "both": ""}
        for d in place
    ]
    for _, pair in pairs.iterrows():
        column, row = sorted((place[pair["dimension"]], place[pair["with"]]))
        ratio = ratio_of(pair)
        star = "*" if pair["p_adjusted"] < 0.05 else ""
        said = "–" if np.isnan(ratio) else f"{ratio:.2f}{star}"
        rows.append({"row": row, "column": column, "ratio": ratio, "said": said, "both": str(pair["together"])})
    cells = pd.DataFrame(rows).sort_values(["row", "column"])
    return cells.assign(log=np.log2(cells["ratio"].clip(0.5, 2)).fillna(0))


def co_occurrence(pairs: pd.DataFrame, labels: dict[str, str], concept: str, width: int = DOUBLE) -> Specification:
    """Every pair of dimensions: how many times as often as by chance they are named together, and by how many.

    Args:
        pairs: the table of co-occurrence, of one concept and framework.
        labels: dimension → its label.
        concept: what is defined.
        width: of the figure, in points.
    """
    size, high = label_size(width), 26 if width == DOUBLE else 22
    cells = _cells(pairs, labels)
    heads = cells[cells["row"] == cells["column"]]
    inside = width - 2 * PADDING
    across = min(  # the names stand on the diagonal, behind the tiles of their row
        (inside - width_of(head.said, size)) / (head.column + 0.2) for head in heads.itertuples()
    )
    cells = cells.assign(start=cells["column"] + 4 / across, middle=cells["column"] + 0.5, end=cells["column"] + 1)
    tiles_across = alt.Scale(domain=[0, inside / across], nice=False)

    def at(field: str) -> alt.X:
        return alt.X(f"{field}:Q", axis=None, scale=tiles_across)

    base = alt.Chart(cells).encode(y=alt.Y("row:O", axis=None))
    colours = alt.Scale(domain=[-1, 0, 1], range=[_RARER, _AS_CHANCE, _OFTENER], interpolate="rgb")
    tiles, names = base.transform_filter("datum.both != ''"), base.transform_filter("datum.both == ''")
    chart = (
        tiles.mark_rect(stroke="white").encode(
            x=at("column"), x2="end:Q", color=alt.Color("log:Q", scale=colours, legend=None)
        )
        + tiles.mark_text(fontSize=size - 0.5, color=INK, dy=-0.18 * high).encode(x=at("middle"), text="said:N")
        + tiles.mark_text(fontSize=size - 1, color=INK, dy=0.22 * high).encode(x=at("middle"), text="both:N")
        + names.mark_text(fontSize=size, color=INK, align="left", limit=0).encode(x=at("start"), text="said:N")
    )
    tested = int(pairs["p_adjusted"].notna().sum())
    beyond = pairs[pairs["p_adjusted"] < 0.05]
    listed = "; ".join(
        f"{labels.get(r['dimension'], r['dimension'])} with {labels.get(r['with'], r['with'])} {ratio_of(r):.2f} times"
        for _, r in beyond.iterrows()
    )
    number = int(pairs["of"].iloc[0])
    return finished(
        chart.properties(height=high * len(heads)),
        f"Which dimensions definitions of {concept} name together",
        [
            "In a tile, above: how many times as often as by chance with the same totals (blue: oftener, orange: more "
            f"rarely); below: definitions that name both, of {number:,}. In brackets: that name the one",
            f"*\u00a0p below 0.05 after Benjamini and Hochberg over {tested} pairs",
        ],
        f"Triangle of tiles for {len(pairs)} pairs of dimensions, named together by definitions of {concept}. Beyond "
        f"chance after adjustment: {listed or 'none'}.",
        width,
    )
