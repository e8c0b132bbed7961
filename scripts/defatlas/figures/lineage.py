"""Who takes whose definition: a graph ordered by year."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import altair as alt
import pandas as pd

from defatlas.figures.theme import DOUBLE, INK, MUTED, PALETTE, finished, notice

Specification = dict[str, Any]
TITLE = "Who takes whose definition"
_MOST_LANES = 44  # rows that are legible on one page
_LANE = 11  # points
_LABEL = 165  # points for names on either side
_GROUNDS = ["cited", "quoted"]


@dataclass(frozen=True)
class Layout:
    """Nodes (name, year, lane, taken, role) and edges (ground, year and lane of both ends), and how much is shown."""

    nodes: pd.DataFrame
    edges: pd.DataFrame
    ancestors: int
    all_ancestors: int
    borrowers: int


def lay_out(inheritance: pd.DataFrame, documents: pd.DataFrame, most_lanes: int = _MOST_LANES) -> Layout:
    """Place ancestors and those that take from them: one lane each, by year from left to right.

    Ancestors come by falling number of documents that take from them, as far as there are lanes for them and for
    these documents. An ancestor that is no dated document of the corpus takes the year that its citation ends in.
    """
    columns = ["document_id", "ancestor", "ancestor_document_id", "ground"]
    edges = inheritance[columns].drop_duplicates().sort_values(columns)
    edges = edges.assign(
        source=edges["ancestor_document_id"].where(edges["ancestor_document_id"] != "", edges["ancestor"])
    )
    years = {row.document_id: row.year for row in documents.itertuples() if not pd.isna(row.year)}
    names = {row.document_id: row.citation or row.title for row in documents.itertuples()}
    cited_year = pd.Series(edges["ancestor"].str.extract(r"\b(\d{4})[a-z]?\)?$")[0].to_numpy(), index=edges["source"])
    for source, year in cited_year.dropna().items():
        years.setdefault(str(source), int(year))
        names.setdefault(str(source), edges.loc[edges["source"] == source, "ancestor"].iloc[0])
    edges = edges[edges["source"].isin(years) & edges["document_id"].isin(years)]
    taken = edges.groupby("source")["document_id"].nunique()
    taking = edges.groupby("document_id")["source"].nunique()
    main = {  # the document that takes from most works: works with the same one stand together
        source: min(part, key=lambda d: (-taking[d], d)) for source, part in edges.groupby("source")["document_id"]
    }
    ranked = sorted(taken.index, key=lambda s: (-taken[s], -taking[main[s]], main[s], years[s], s))
    order, shown = _lanes(ranked, main, edges, years, most_lanes)
    lanes = {key: lane for lane, key in enumerate(order)}
    drawn = edges[edges["source"].isin(lanes) & edges["document_id"].isin(lanes) & edges["source"].isin(shown)]
    nodes = pd.DataFrame(
        {
            "name": [names[key] for key in lanes],
            "year": [int(years[key]) for key in lanes],
            "lane": list(lanes.values()),
            "taken": [int(taken.get(key, 0)) for key in lanes],
            "role": ["ancestor" if key in shown else "takes" for key in lanes],
        }
    )
    ends = pd.DataFrame(
        {
            "ground": drawn["ground"],
            "from_year": drawn["source"].map(years).astype(int),
            "from_lane": drawn["source"].map(lanes),
            "to_year": drawn["document_id"].map(years).astype(int),
            "to_lane": drawn["document_id"].map(lanes),
        }
    )
    return Layout(nodes, ends, len(shown), len(ranked), drawn["document_id"].nunique())


def _lanes(
    ranked: list[str], main: dict[str, str], edges: pd.DataFrame, years: dict[str, int], most: int
) -> tuple[list[str], set[str]]:
    """Return the nodes from top to bottom, at most `most`, and the works among them.

    Works that mainly one document takes from stand together, with those who take from them in their middle.
    """
    groups: dict[str, list[str]] = {}
    for source in ranked:
        groups.setdefault(main[source], []).append(source)
    order: list[str] = []
    shown: set[str] = set()
    for head, sources in groups.items():
        placed: set[str] = set(order)
        works: list[str] = []
        takers: set[str] = set()
        for source in sources:
            theirs = set(edges.loc[edges["source"] == source, "document_id"])
            if len(placed | {source} | theirs) <= most:
                placed |= {source} | theirs
                works.append(source)
                takers |= theirs
        shown |= set(works)
        new = [source for source in works if source not in order]
        here = {key for key in takers if key == head or key not in groups}  # the others stand with their own works
        others = sorted(here - set(new) - set(order), key=lambda key: (years[key], key))
        half = (len(new) + 1) // 2
        order += [*new[:half], *others, *new[half:]]
    return order, shown


def lineage(inheritance: pd.DataFrame, documents: pd.DataFrame, resting: str) -> Specification:
    """Draw the graph: a line runs from each work to the documents that take its definition.

    Args:
        inheritance: schema INHERITANCE.
        documents: schema DOCUMENTS.
        resting: what wording it rests on, and what follows from it.
    """
    layout = lay_out(inheritance, documents)
    if layout.edges.empty:
        return notice(TITLE, "no dated document takes its definition from a dated work")
    first, last = int(layout.nodes["year"].min()), int(layout.nodes["year"].max())
    height = _LANE * (int(layout.nodes["lane"].max()) + 1) + 40
    most = max(2, int(layout.nodes["taken"].max()))
    beside = max(last - first, 1) * _LABEL / (DOUBLE - 2 * _LABEL)  # years that take as much room as a label
    year = alt.Scale(domain=[first - beside, last + beside], nice=False)
    lane = alt.Scale(domain=[-0.7, layout.nodes["lane"].max() + 0.7], nice=False, reverse=True)
    step = max(1, round((last - first) / 5))
    axis = alt.Axis(format="d", values=list(range(last, first - 1, -step)), grid=True)
    lines = (
        alt.Chart(layout.edges)
        .mark_rule(strokeWidth=0.9, opacity=0.75)
        .encode(
            x=alt.X("from_year:Q", title="Year of the work", scale=year, axis=axis),
            y=alt.Y("from_lane:Q", scale=lane, axis=None),
            x2="to_year:Q",
            y2="to_lane:Q",
            color=alt.Color(
                "ground:N",
                title=None,
                scale=alt.Scale(domain=_GROUNDS, range=[PALETTE[0], PALETTE[5]]),
                legend=alt.Legend(orient="top", direction="horizontal", symbolType="stroke"),
            ),
        )
    )
    base = alt.Chart(layout.nodes).encode(x=alt.X("year:Q", scale=year), y=alt.Y("lane:Q", scale=lane, axis=None))
    points = base.mark_point(filled=True, opacity=1, color=INK).encode(
        size=alt.Size("taken:Q", scale=alt.Scale(range=[18, 130], domain=[0, most]), legend=None),
        shape=alt.Shape(
            "role:N", scale=alt.Scale(domain=["ancestor", "takes"], range=["diamond", "circle"]), legend=None
        ),
    )
    label = "datum.taken > 1 ? datum.name + ', taken by ' + datum.taken : datum.name"
    named = base.transform_calculate(label=label)
    works = named.transform_filter(alt.datum.role == "ancestor").mark_text(
        align="right", dx=-7, fontSize=7.5, color=INK, fontWeight="bold", limit=_LABEL - 10
    )
    takers = named.transform_filter(alt.datum.role == "takes").mark_text(
        align="left", dx=6, fontSize=7.5, color=MUTED, limit=_LABEL - 10
    )
    chart = (lines + points + works.encode(text="label:N") + takers.encode(text="label:N")).properties(height=height)
    best = layout.nodes.sort_values(["taken", "year"], ascending=[False, True]).head(5)
    listed = "; ".join(f"{name}: {taken}" for name, taken in zip(best["name"], best["taken"], strict=True))
    part = f"{layout.ancestors} of {layout.all_ancestors} works that others take a definition from"
    return finished(
        chart,
        TITLE,
        [
            f"{part}, and the {layout.borrowers} documents that take it; diamond: the work, line: to who takes it.",
            resting,
        ],
        f"Graph by year of who takes whose definition. Taken by most documents: {listed}.",
        DOUBLE,
    )
