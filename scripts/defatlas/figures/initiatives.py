"""Figure about initiatives: what each is, at a glance."""

from __future__ import annotations

import altair as alt
import pandas as pd

from defatlas.figures.theme import INK, Specification, finished, label_size, stacked, stacked_labels, stacked_text
from defatlas.figures.widths import DOUBLE
from defatlas.schemas import HELICES, LEVELS, ORIGINS

_COLOURS = {
    "Local": "#cfe3f1", "Regional": "#9fc7e4", "National": "#7db5dc", "European": "#5b9fd0",
    "Cluster first": "#f3c26b", "Smart city first": "#7fceb8", "Both ways": "#e3b7ce",
    "Triple": "#dddddd", "Quadruple": "#b3b3b3", "–": "#ffffff",
}  # fmt: skip


def initiatives_matrix(initiatives: pd.DataFrame, width: int = DOUBLE) -> Specification:
    """Initiatives × level, origin and helix; every cell says its value in words."""
    order = {level: place for place, level in enumerate(LEVELS)}
    table = initiatives.sort_values(["level", "name"], key=lambda c: c.map(order) if c.name == "level" else c)
    narrow, size = width < DOUBLE, label_size(width)
    cells = pd.DataFrame(
        {
            "initiative": row.name_,
            "shown": stacked(row.name_, 0.45 * width, size),
            "attribute": attribute,
            "value": names.get(code, "–"),
            "said": stacked(names.get(code, "–"), 0.16 * width, size),
        }
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
        y=alt.Y(
            "shown:N",
            title=None,
            sort=list(dict.fromkeys(cells["shown"])),
            axis=stacked_labels(domain=False, ticks=False, labelLimit=0),
        ),
    )
    scale = alt.Scale(domain=list(_COLOURS), range=list(_COLOURS.values()))
    tiles = base.mark_rect(stroke="white", strokeWidth=2).encode(color=alt.Color("value:N", scale=scale, legend=None))
    text = stacked_text(base, "said", 6.5 if narrow else size, color=INK)
    city_first, cluster_first = (int((initiatives["origin"] == code).sum()) for code in ("city_first", "cluster_first"))
    return finished(
        (tiles + text).properties(height=(22 if narrow else 18) * len(initiatives)),
        "Smart city cluster initiatives of the source paper",
        f"Smart city first in {city_first} of {len(initiatives)}, cluster first in {cluster_first}",
        f"Matrix of {len(initiatives)} initiatives by level, origin and helix.",
        width,
    )
