"""Mined initiatives as tables: one row per initiative, one per statement, and both ready for print."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import pandas as pd

from defatlas.coding.codebook import Framework
from defatlas.initiatives.discourse import Initiative
from defatlas.initiatives.evidence import OF_GROUP, Evidence, strongest
from defatlas.initiatives.names import SMART_CITY
from defatlas.schemas import HELICES, LEVELS, ORIGINS

SINGLE = ("kind", "level", "country", "origin", "helix")
MANY = {"sectors": "sector", "stakeholders": "stakeholder"}
ATTRIBUTES = ("mention", *SINGLE, *MANY.values(), "aim")
SAID_OF = {
    "stated": "Said of it",
    "framed": "Opening of the passage",
    "heading": "Heading",
    "kind": "Said of all of its kind",
    "others": "Said of all others",
    "most": "Said of most",
    "place": "Its place",
    "inferred": "Inferred",
}
_VALUE = ["initiative_id", "attribute", "value"]
_ORDER = ("level", "origin", "helix", "kind", "country", "stakeholder", "sector", "aim")
_LEVELS = {**LEVELS, "international": "International"}
_NAMES = {"level": _LEVELS, "origin": ORIGINS, "helix": HELICES}


def mined_rows(
    initiatives: Sequence[Initiative], evidence: Sequence[Mapping[str, Any]], frameworks: Mapping[str, Framework]
) -> list[dict[str, Any]]:
    """Return one row per initiative, in the order of their ids.

    Args:
        initiatives: of all documents; the same one may stand several times.
        evidence: rows as of `evidence_rows`, in the order of documents.
        frameworks: the list of sectors and of stakeholders, by the attribute that they code.
    """
    known: dict[str, Initiative] = {}
    for one in initiatives:
        known.setdefault(one.initiative_id, one)
    said: dict[str, list[Mapping[str, Any]]] = {}
    for row in evidence:
        said.setdefault(row["initiative_id"], []).append(row)
    rows = []
    for identifier in sorted(known):
        of_it = said.get(identifier, [])
        found = {name: [_evidence(row) for row in of_it if row["attribute"] == name] for name in ATTRIBUTES}
        values, bases = {}, {}
        for name in SINGLE:
            values[name], bases[name] = strongest(_of_kind(found[name]) if name == "kind" else found[name])
        if values["level"] in {"european", "international"}:  # it spans several countries
            values["country"] = ""
        named = {name: {e.value for e in found[attribute]} for name, attribute in MANY.items()}
        wordings = sorted({row["wording"] for row in of_it})
        rows.append(
            {
                "initiative_id": identifier,
                "name": known[identifier].name,
                "listed": known[identifier].listed,
                **values,
                **{f"{name}_basis": bases[name] for name in ("level", "origin", "helix")},
                **{
                    name: "; ".join(d.id for d in frameworks[attribute].dimensions if d.id in named[name])
                    for name, attribute in MANY.items()
                },
                "aim": found["aim"][0].words if found["aim"] else "",
                "mentions": len(found["mention"]),
                "documents": len({row["document_id"] for row in of_it}),
                "wording": wordings[0] if len(wordings) == 1 else "both",
            }
        )
    return rows


def _of_kind(found: Sequence[Evidence]) -> Sequence[Evidence]:
    """Return the evidence on a kind without "smart city" where another is said, of which that is often a part."""
    return [e for e in found if e.value != SMART_CITY] or found


def _evidence(row: Mapping[str, Any]) -> Evidence:
    """Return a row of the table of evidence as evidence."""
    return Evidence(**{name: row[name] for name in Evidence.__dataclass_fields__})


def evidence_rows(found: Sequence[Evidence], wording: str) -> list[dict[str, Any]]:
    """Return the rows of one document's evidence, by initiative, attribute and place."""
    order = {name: place for place, name in enumerate(ATTRIBUTES)}
    ordered = sorted(found, key=lambda e: (e.initiative_id, order[e.attribute], e.start, e.end, e.value, e.basis))
    return [{**vars(e), "wording": wording} for e in ordered]


def with_taken(evidence: pd.DataFrame, mined: pd.DataFrame) -> pd.DataFrame:
    """Say of each row of evidence whether it is one of those that the value of its initiative rests on."""
    rows = {row["initiative_id"]: row for row in mined.to_dict("records")}
    taken = []
    for row in evidence.itertuples():
        of_it = rows[row.initiative_id]
        if row.attribute in SINGLE:
            basis = of_it.get(f"{row.attribute}_basis", row.basis)
            taken.append(row.value == of_it[row.attribute] and row.basis == basis)
        elif row.attribute == "aim":
            taken.append(row.words == of_it["aim"])
        else:
            taken.append(True)
    return evidence.assign(taken=taken)


def printed_initiatives(mined: pd.DataFrame) -> pd.DataFrame:
    """Return the mined initiatives for print, the listed ones first, then by level and name."""
    order = {level: place for place, level in enumerate(_LEVELS)}
    table = mined.assign(rank=mined["level"].map(order).fillna(len(order)), other=~mined["listed"].astype(bool))
    table = table.sort_values(["other", "rank", "name"])
    columns = {
        "Initiative": table["name"],
        "Listed": table["listed"].map({True: "yes", False: "no"}),
        "Kind": table["kind"].str.capitalize(),
        "Level": table["level"].map(_LEVELS),
        "Country": table["country"],
        "Origin": table["origin"].map(ORIGINS),
        "Helix": table["helix"].map(HELICES),
        "Sectors": table["sectors"].str.replace("_", " "),
        "Stakeholders": table["stakeholders"],
        "Aim": table["aim"],
        "Mentions": table["mentions"],
        "Sources": table["documents"],
        "Wording": table["wording"],
    }
    return pd.DataFrame(columns).fillna("–").replace("", "–")


def printed_evidence(evidence: pd.DataFrame, mined: pd.DataFrame, documents: pd.DataFrame) -> pd.DataFrame:
    """Return what the values rest on: per value its first statement, with sentence and source, and how many there are.

    The column `initiative_id` is what the page finds the rows of an initiative by.
    """
    said = evidence[evidence["taken"].astype(bool) & (evidence["attribute"] != "mention")]
    said = said.assign(statements=said.groupby(_VALUE)["start"].transform("size")).drop_duplicates(_VALUE)
    joined = said.merge(mined[["initiative_id", "name"]], on="initiative_id")
    joined = joined.merge(documents[["document_id", "citation"]], on="document_id")
    order = {name: place for place, name in enumerate(_ORDER)}
    joined = joined.assign(rank=joined["attribute"].map(order)).sort_values(["name", "rank", "citation", "start"])
    values = [shown(row.attribute, row.value if row.attribute != "aim" else row.words) for row in joined.itertuples()]
    return pd.DataFrame(
        {
            "initiative_id": joined["initiative_id"],
            "Initiative": joined["name"],
            "Attribute": joined["attribute"].str.capitalize(),
            "Value": values,
            "How": joined["basis"].map(SAID_OF),
            "Of a group": joined["basis"].isin(OF_GROUP).map({True: "yes", False: "no"}),
            "Words": joined["words"],
            "Sentence": joined["sentence"],
            "Statements": joined["statements"],
            "Source": joined["citation"],
            "Place": joined["page"].replace("", "–"),
            "Wording": joined["wording"],
        }
    )


def shown(attribute: str, value: str) -> str:
    """Return a value as people read it; a dash for none."""
    return _NAMES.get(attribute, {}).get(value, value.replace("_", " ")) or "–"
