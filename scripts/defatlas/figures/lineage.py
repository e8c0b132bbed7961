"""Who takes whose definition: one row per work, with those that take from it at their years."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import altair as alt
import pandas as pd

from defatlas.figures.letter_widths import fitted
from defatlas.figures.theme import (
    INK,
    MUTED,
    PADDING,
    PALETTE,
    Specification,
    finished,
    label_size,
    notice,
)
from defatlas.figures.widths import DOUBLE

TITLE = "Who takes whose definition"
_MOST_ROWS = 40  # that are legible on one page
_HEAD = 14  # points above the first row
_TAKERS = 3  # that are named; the others are counted
_GROUNDS = {"cited": PALETTE[0], "quoted": PALETTE[5]}


@dataclass(frozen=True)
class Layout:
    """What is shown.

    Attributes:
        works: row (from the top), name, year, takers (in words), number of them, last (year of the last of them).
        taken: row, year and ground of each document that takes from the work, and its name.
        all_works: how many dated works others take a definition from.
    """

    works: pd.DataFrame
    taken: pd.DataFrame
    all_works: int


def _in_words(names: list[str]) -> str:
    """Return the first takers by name, and how many more there are."""
    more = len(names) - _TAKERS
    return "; ".join(names if more <= 1 else [*names[:_TAKERS], f"{more} more"])


def lay_out(inheritance: pd.DataFrame, documents: pd.DataFrame, most: int = _MOST_ROWS) -> Layout:
    """Give each work a row: by falling number of documents that take from it; works with the same takers together.

    A work that is no dated document of the corpus takes the year that its citation ends in; without one it is left
    out.
    """
    columns = ["document_id", "ancestor", "ancestor_document_id", "ground"]
    edges = inheritance[columns].drop_duplicates().sort_values(columns)
    edges = edges.assign(
        source=edges["ancestor_document_id"].where(edges["ancestor_document_id"] != "", edges["ancestor"])
    )
    years = {row.document_id: int(row.year) for row in documents.itertuples() if not pd.isna(row.year)}
    names = {row.document_id: row.citation or row.title for row in documents.itertuples()}
    cited_year = pd.Series(edges["ancestor"].str.extract(r"\b(\d{4})[a-z]?\)?$")[0].to_numpy(), index=edges["source"])
    for source, year in cited_year.dropna().items():
        years.setdefault(str(source), int(year))
        names.setdefault(str(source), edges.loc[edges["source"] == source, "ancestor"].iloc[0])
    edges = edges[edges["source"].isin(years) & edges["document_id"].isin(years)]
    takers = {
        source: sorted(set(part), key=lambda d: (years[d], names[d]))
        for source, part in edges.groupby("source")["document_id"]
    }
    ranked = sorted(takers, key=lambda s: (-len(takers[s]), s))[:most]
    common = edges[edges["source"].isin(ranked)].groupby("document_id")["source"].nunique()
    main = {source: min(takers[source], key=lambda d: (-common[d], d)) for source in ranked}
    order = sorted(ranked, key=lambda s: (-len(takers[s]), -common[main[s]], main[s], years[s], s))
    row_of = {source: row for row, source in enumerate(order)}
    works = pd.DataFrame(
        {
            "row": list(row_of.values()),
            "name": [names[source] for source in order],
            "year": [years[source] for source in order],
            "takers": [_in_words([names[d] for d in takers[source]]) for source in order],
            "number": [len(takers[source]) for source in order],
            "last": [max(years[d] for d in takers[source]) for source in order],
        }
    )
    drawn = edges[edges["source"].isin(row_of)]
    taken = pd.DataFrame(
        {
            "row": drawn["source"].map(row_of),
            "year": drawn["document_id"].map(years),
            "ground": drawn["ground"],
            "name": drawn["document_id"].map(names),
        }
    )
    return Layout(works, taken, len(takers))


def lineage(inheritance: pd.DataFrame, documents: pd.DataFrame, resting: str, width: int = DOUBLE) -> Specification:
    """Draw a row for each work: its name, its year, those of the documents that take its definition, and their names.

    Names stand beside the years and not among them, so that no line runs over one.

    Args:
        inheritance: schema INHERITANCE.
        documents: schema DOCUMENTS.
        resting: what wording it rests on, and what follows from it.
        width: of the figure, in points.
    """
    layout = lay_out(inheritance, documents)
    if layout.works.empty:
        return notice(TITLE, "no dated document takes its definition from a dated work", width)
    size, side = label_size(width) - 0.5, 0.36 * width
    line = size + 1
    names = [fitted(name, side - 8, size, "bold") for name in layout.works["name"]]
    takers = [fitted(words, side - 8, size) for words in layout.works["takers"]]
    heights = [line * max(len(a), len(b)) + 3 for a, b in zip(names, takers, strict=True)]
    middles = [_HEAD + sum(heights[:row]) + high / 2 for row, high in enumerate(heights)]
    works = layout.works.assign(
        shown=["\n".join(lines) for lines in names],
        by=["\n".join(lines) for lines in takers],
        y=middles,
        name_y=[y - line * (len(lines) - 1) / 2 for y, lines in zip(middles, names, strict=True)],
        by_y=[y - line * (len(lines) - 1) / 2 for y, lines in zip(middles, takers, strict=True)],
    )
    taken = layout.taken.assign(y=layout.taken["row"].map(dict(enumerate(middles))))
    first, last = int(works["year"].min()), int(max(works["last"].max(), works["year"].max()))
    height = _HEAD + sum(heights)
    middle = width - 2 * side - 2 * PADDING
    beside = max(last - first, 1) * side / middle  # years that take as much room as a name
    year = alt.Scale(domain=[first - beside, last + beside], nice=False)
    points = alt.Scale(domain=[0, height], nice=False, reverse=True)
    step = max(1, round((last - first) / 4))
    axis = alt.Axis(format="d", values=list(range(last, first - 1, -step)), grid=False, domain=False)
    x = alt.X("year:Q", title="Year of the work", scale=year, axis=axis)

    def at(field: str) -> alt.Y:
        return alt.Y(f"{field}:Q", scale=points, axis=None)

    base = alt.Chart(works)
    spans = base.mark_rule(strokeWidth=0.8, color="#bdbdbd").encode(x=x, x2="last:Q", y=at("y"))
    marks = base.mark_point(filled=True, opacity=1, color=INK, shape="diamond", size=26).encode(x=x, y=at("y"))
    grounds = [ground for ground in _GROUNDS if (taken["ground"] == ground).any()]
    dots = (
        alt.Chart(taken)
        .mark_point(filled=True, opacity=1, size=38, shape="circle")
        .encode(
            x=x,
            y=at("y"),
            color=alt.Color(
                "ground:N",
                title=None,
                scale=alt.Scale(domain=grounds, range=[_GROUNDS[ground] for ground in grounds]),
                legend=alt.Legend(orient="top", direction="horizontal", offset=2) if len(grounds) > 1 else None,
            ),
        )
    )
    left, right = alt.value(side - 8), alt.value(width - 2 * PADDING - side + 8)
    words: dict[str, Any] = {
        "fontSize": size,
        "color": INK,
        "lineBreak": "\n",
        "lineHeight": line,
    }
    named = base.mark_text(align="right", fontWeight="bold", **words, baseline="middle", limit=0).encode(
        x=left, y=at("name_y"), text="shown:N"
    )
    by = base.mark_text(align="left", **words, baseline="middle", limit=0).encode(x=right, y=at("by_y"), text="by:N")
    head: dict[str, Any] = {"fontSize": size, "color": MUTED}
    heads = alt.Chart(alt.InlineData(values=[{"y": _HEAD / 2 - 2, "work": "Work", "by": "Taken by"}]))
    work = heads.mark_text(align="right", **head).encode(x=left, y=at("y"), text="work:N")
    taken_by = heads.mark_text(align="left", **head).encode(x=right, y=at("y"), text="by:N")
    documents_shown = layout.taken["name"].nunique()
    best = works.sort_values(["number", "year"], ascending=[False, True], kind="stable").head(5)
    listed = "; ".join(f"{name}: {number}" for name, number in zip(best["name"], best["number"], strict=True))
    how = "cited" if grounds == ["cited"] else "quoted" if grounds == ["quoted"] else "cited or quoted"
    return finished(
        (spans + dots + marks + named + by + work + taken_by).properties(height=height),
        TITLE,
        [
            f"{len(works)} of {layout.all_works} works that others take a definition from (diamonds), and the "
            f"{documents_shown} documents in which it is {how} (dots)",
            resting,
        ],
        f"Rows by work, with the years of the documents that take its definition. Taken by most documents: {listed}.",
        width,
    )
