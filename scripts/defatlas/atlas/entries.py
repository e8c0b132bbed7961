"""What the page knows of each definition: its text in context, and where in it every piece of evidence stands."""

from __future__ import annotations

from collections.abc import Callable, Hashable
from typing import Any

import numpy as np
import pandas as pd

from defatlas.analysis.code_matrix import headline_definitions
from defatlas.coding.codebook import Framework

AROUND = 700  # characters of a long passage that are shown before and behind the sentence
CANDIDATES_SHOWN = 2000

_Place = Callable[[int], int]


def document_entries(documents: pd.DataFrame) -> dict[str, dict[str, Any]]:
    """Return what the page shows of each document, by its id."""
    return {
        row.document_id: {
            "citation": row.citation,
            "title": row.title,
            "authors": row.authors,
            "year": None if pd.isna(row.year) else int(row.year),
            "type": row.source_type or "unknown",
            "checked": bool(row.verified),
            "wording": row.wording,
            "path": row.path,
            "media": row.media_type,
        }
        for row in documents.sort_values("document_id").itertuples()
    }


def framework_entries(frameworks: list[Framework]) -> list[dict[str, Any]]:
    """Return the frameworks with their dimensions, in codebook order."""
    return [
        {
            "id": framework.name,
            "title": framework.title,
            "dimensions": [{"id": dimension.id, "label": dimension.label} for dimension in framework.dimensions],
        }
        for framework in frameworks
    ]


def group_entries(clusters: pd.DataFrame) -> list[dict[str, Any]]:
    """Return the groups: number, label, size, stability and the id of the definition that is the exemplar."""
    groups = []
    for number, part in clusters.groupby("cluster", sort=True):
        exemplar = part.loc[part["exemplar"], "definition_id"]
        stability = part["stability"].iloc[0]
        groups.append(
            {
                "number": int(number),
                "label": part["label"].iloc[0],
                "size": len(part),
                "stability": None if pd.isna(stability) else round(float(stability), 2),
                "exemplar": None if exemplar.empty else exemplar.iloc[0],
            }
        )
    return groups


def definition_entries(
    definitions: pd.DataFrame,
    documents: pd.DataFrame,
    passages: pd.DataFrame,
    codes: pd.DataFrame,
    clusters: pd.DataFrame,
    frameworks: list[Framework],
) -> list[dict[str, Any]]:
    """Return one entry per definition, by year of the source, the undated last.

    Offsets of an entry count in its `context`, the passage that holds the definition (cut where it is long, and behind
    the lead-in where the definition is an item of a list), in UTF-16 units as the page's script counts. `codes` are
    `[number of the dimension, start, end]`, dimensions numbered through all frameworks in order; start is -1 where no
    words are recorded, and a fourth item names who coded when it was not the codebook.
    """
    number: dict[tuple[str, str], int] = {}
    for framework in frameworks:
        for dimension in framework.dimensions:
            number[framework.name, dimension.id] = len(number)
    coded = dict(iter(codes.groupby("definition_id")))
    placed = clusters.set_index("definition_id")[["cluster", "x", "y"]].to_dict("index")
    counted = {
        key for concept in definitions["family"].unique()
        for key in headline_definitions(definitions, documents, concept)["definition_id"]
    }  # fmt: skip
    entries = []
    for row, entry, place in _with_context(definitions, passages):
        part = coded.get(row.definition_id)
        found = [] if part is None else [_code(number, code, place) for code in part.itertuples()]
        where = placed.get(row.definition_id)
        if where is not None:
            entry |= {"group": int(where["cluster"]), "x": round(where["x"], 4), "y": round(where["y"], 4)}
        entries.append(
            entry
            | {
                "definiendum": row.definiendum,
                "wording": row.wording,
                "kind": row.kind,
                "negated": bool(row.negated),
                "lineage": row.family_id,
                "counted": row.definition_id in counted,
                "codes": sorted(found, key=lambda code: code[:3]),
            }
        )
    return _by_year(entries, documents)


def candidate_entries(
    candidates: pd.DataFrame, documents: pd.DataFrame, passages: pd.DataFrame
) -> list[dict[str, Any]]:
    """Return the sentences that were weighed and not taken, with the reason: the likeliest when there are many."""
    ordered = candidates.sort_values(
        ["probability", "definition_id"], ascending=[False, True], na_position="last", kind="stable"
    ).head(CANDIDATES_SHOWN)
    entries = [
        entry | {"definiendum": row.definiendum, "wording": row.wording, "why": row.reason}
        for row, entry, _ in _with_context(ordered, passages)
    ]
    return _by_year(entries, documents)


def _by_year(entries: list[dict[str, Any]], documents: pd.DataFrame) -> list[dict[str, Any]]:
    known = documents.set_index("document_id")[["year", "citation"]].to_dict("index")

    def key(entry: dict[str, Any]) -> tuple[int, str, str]:
        source = known[entry["document"]]
        return (9999 if pd.isna(source["year"]) else int(source["year"]), source["citation"], entry["id"])

    return sorted(entries, key=key)


def _with_context(rows: pd.DataFrame, passages: pd.DataFrame) -> list[tuple[Any, dict[str, Any], _Place]]:
    """Return each row with the entry that definitions and candidates share, and the function that maps its offsets."""
    holding: dict[Hashable, tuple[Any, list[str]]] = {
        key: (part["start"].to_numpy(), part["text"].tolist())
        for key, part in passages.sort_values(["document_id", "start"]).groupby("document_id")
    }
    found = []
    for row in rows.itertuples():
        starts, texts = holding[row.document_id]
        index = max(int(np.searchsorted(starts, row.start, side="right")) - 1, 0)
        window, shift = _window(texts[index], int(starts[index]), row.start, row.end)
        lead = row.sentence[: row.lead_end - row.lead_start] + " " if row.lead_start >= 0 else ""
        place = _placer(lead, row.lead_start, row.lead_end, window, shift)
        entry = {
            "id": row.definition_id,
            "concept": row.family,
            "term": row.concept,
            "definiens": row.definiens,
            "context": lead + window,
            "lead": _units(lead),
            "sentence": [place(row.start), place(row.end)],
            "span": [place(row.definiens_start), place(row.definiens_end)],
            "document": row.document_id,
            "page": row.page,
            "section": row.section,
            "cited": row.cited_sources,
            "pattern": row.pattern,
        }
        if not pd.isna(row.probability):
            entry["probability"] = round(float(row.probability), 3)
        found.append((row, entry, place))
    return found


def _code(number: dict[tuple[str, str], int], code: Any, place: _Place) -> list[Any]:
    start, end = (place(code.evidence_start), place(code.evidence_end)) if code.evidence_start >= 0 else (-1, -1)
    row = [number[code.framework, code.dimension], start, end]
    return row if code.coder == "codebook" else [*row, code.coder]


def _window(text: str, begins: int, start: int, end: int) -> tuple[str, int]:
    """Cut a long passage around the sentence; return what is left and the document offset of its first character."""
    first = max(0, start - begins - AROUND)
    last = min(len(text), end - begins + AROUND)
    first = first if first == 0 else text.find(" ", first, start - begins) + 1 or first
    last = last if last == len(text) else max(text.rfind(" ", end - begins, last), end - begins)
    # the ellipsis in front shifts by its two characters
    return ("… " if first else "") + text[first:last] + (" …" if last < len(text) else ""), begins + first - (
        2 if first else 0
    )


def _placer(lead: str, lead_start: int, lead_end: int, window: str, shift: int) -> _Place:
    """Return the function from an offset of the document to one of `lead + window`, in UTF-16 units."""

    def place(offset: int) -> int:
        if lead and lead_start <= offset <= lead_end:
            return _units(lead[: offset - lead_start])
        return _units(lead) + _units(window[: max(0, offset - shift)])

    return place


def _units(text: str) -> int:
    """Return the length of a text in UTF-16 units."""
    return len(text) if text.isascii() else len(text.encode("utf-16-le")) // 2
