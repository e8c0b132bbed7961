"""Figure about initiatives: what each is, at a glance."""

from __future__ import annotations

from typing import Any

import altair as alt
import pandas as pd

from defatlas.comparison import HELICES, LEVELS, ORIGINS
from defatlas.figures.theme import DOUBLE, INK, finished, height_of

_COLOURS = {
    "Local": "#cfe3f1", "Regional": "#9fc7e4", "National": "#7db5dc", "European": "#5b9fd0",
    "Cluster first": "#f3c26b", "Smart city first": "#7fceb8", "Both ways": "#e3b7ce",
    "Triple": "#dddddd", "Quadruple": "#b3b3b3", "–": "#ffffff",
}  # fmt: skip


def initiatives_matrix(initiatives: pd.DataFrame) -> dict[str, Any]:
    """Initiatives × level, origin and helix; every cell says its value in words."""
    order = {level: place for place, level in enumerate(LEVELS)}
    table = initiatives.sort_values(["level", "name"], key=lambda c: c.map(order) if c.name == "level" else c)
    cells = pd.DataFrame(
        {"initiative": row.name_, "attribute": attribute, "value": names.get(code, "–")}
        for row in table.rename(columns={"name": "name_"}).itertuples()
        for attribute, names, code in (
            ("Level", LEVELS, row.level),
            ("Origin", ORIGINS, row.origin),
            ("Helix", HELICES, row.helix),
        )
    )
    base = alt.Chart(cells).encode(
        x=alt.X(
            "attribute:N",
            title=None,
            sort=["Level", "Origin", "Helix"],
            axis=alt.Axis(orient="top", labelAngle=0, domain=False, ticks=False),
        ),
        y=alt.Y("initiative:N", title=None, sort=list(table["name"]), axis=alt.Axis(domain=False, ticks=False)),
    )
    scale = alt.Scale(domain=list(_COLOURS), range=list(_COLOURS.values()))
    tiles = base.mark_rect(stroke="white", strokeWidth=2).encode(color=alt.Color("value:N", scale=scale, legend=None))
    text = base.mark_text(fontSize=8, color=INK).encode(text="value:N")
    city_first, cluster_first = (int((initiatives["origin"] == code).sum()) for code in ("city_first", "cluster_first"))
    return finished(
        (tiles + text).properties(height=height_of(len(initiatives), 18)),
        "Smart city cluster initiatives of the source paper",
        f"Smart city first in {city_first} of {len(initiatives)}, cluster first in {cluster_first}",
        f"Matrix of {len(initiatives)} initiatives by level, origin and helix.",
        DOUBLE,
    )
