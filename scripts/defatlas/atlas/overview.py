"""The first screen: what was studied, how much of it, how heterogeneous, which groups, which claims hold."""

from __future__ import annotations

import re
from collections.abc import Collection
from typing import Any
from urllib.parse import urlencode

import pandas as pd

VERDICTS = ["supported", "contradicted", "not testable"]
_LEFT, _RIGHT = 14, 586  # of the strip of distances, in its own units


def address(view: str, **parameters: Any) -> str:
    """Return the address of a view of the page."""
    return "#" + urlencode({"view": view, **parameters})


def plural(count: int, one: str) -> str:
    """Return a count with its noun: "1 group", "2 groups"."""
    return f"{count:,} {one}{'' if count == 1 else 's'}"


def studied(documents: pd.DataFrame, definitions: pd.DataFrame, frameworks: int) -> str:
    """Say in a sentence what was read and what was found in it; what is in another language was only listed."""
    foreign = int((documents["status"] == "other language").sum())
    documents = documents[documents["status"] == "read"]
    left_out = f" {plural(foreign, 'more source')} in another language left out." if foreign else ""
    years = documents["year"].dropna()
    span = f", {years.min()} to {years.max()}" if len(years) else ""
    silent = len(documents) - definitions["document_id"].nunique()
    none = "" if not silent else f" {silent:,} of the sources define none of these concepts."
    return (
        f"{plural(len(documents), 'source')} read{span}: {plural(len(definitions), 'definition')} of "
        f"{plural(definitions['family'].nunique(), 'concept')}, coded on {plural(frameworks, 'published framework')}."
        f"{none}{left_out}"
    )


def findings(entries: list[dict[str, Any]]) -> list[str]:
    """Say in sentences how heterogeneous the definitions of each concept are."""
    sentences = []
    for entry in entries:
        who = f"Definitions of {entry['concept']} ({entry['wording']})"
        if entry["verdict"] != "measured":
            sentences.append(f"{who}: not testable, {entry['reason']}.")
            continue
        (low, high), (null_low, null_high) = entry["interval"], entry["null_interval"]
        interval = "" if low is None else f" (95 % interval over sources {low:.2f} to {high:.2f})"
        mean = entry["mean_distance"]
        compared = (
            "as mixed as chance would make them"
            if null_low <= mean <= null_high
            else "more alike than chance would make them"
            if mean < null_low
            else "less alike than chance would make them"
        )
        sentences.append(
            f"{who}: two of them differ on average in {mean:.0%} of the dimensions that either names"
            f"{interval}; chance with the same totals gives {null_low:.3f} to {null_high:.3f}, so they are {compared}. "
            f"{len(entry['core'])} of {len(entry['shares'])} dimensions are named by at least half of them."
        )
    return sentences


def grouping_sentence(grouping: dict[str, Any]) -> str:
    """Say whether there are groups beyond chance."""
    if grouping["verdict"] == "not testable":
        return f"Not testable: {grouping['reason']}."
    said = (
        f"{grouping['groups']} groups; clearest way of grouping: silhouette {grouping['silhouette']:.2f} against "
        f"{grouping['null_silhouette_mean']:.2f} by chance (p = {grouping['p_value']:.3f}): {grouping['verdict']}."
    )
    chance = "beyond chance" in grouping["verdict"] and grouping["verdict"].startswith("no")
    return said + (" Read the groups below as a way to sort, not as kinds of definitions." if chance else "")


def distance_strip(entries: list[dict[str, Any]]) -> dict[str, Any] | None:
    """Return the places of a small drawing of mean distances with interval and chance, one row per concept.

    Lengths are in the units of its view box, 600 wide; None when nothing was measured.
    """
    measured = [entry for entry in entries if entry["verdict"] == "measured"]
    if not measured:
        return None
    ends = [value for e in measured for value in (*e["interval"], *e["null_interval"], e["mean_distance"])]
    least = int(min(value for value in ends if value is not None) * 10 - 0.2) / 10
    most = min(1.0, (int(max(value for value in ends if value is not None) * 10) + 1) / 10)

    def x(value: float) -> float:
        return round(_LEFT + (value - least) / (most - least) * (_RIGHT - _LEFT), 1)

    rows = []
    for entry in measured:
        low, high = entry["interval"]
        null_low, null_high = entry["null_interval"]
        said = f"{entry['concept']} ({entry['wording']}): {entry['mean_distance']:.2f}"
        said += "" if low is None else f", 95 % interval {low:.2f} to {high:.2f}"
        rows.append(
            {
                "label": f"{said}, N = {entry['definitions']}",
                "chance": f"chance {null_low:.2f} to {null_high:.2f}",
                "x": x(entry["mean_distance"]),
                "interval": None if low is None else [x(low), x(high)],
                "null": [x(null_low), max(3.0, round(x(null_high) - x(null_low), 1))],
            }
        )
    ticks = [round(least + 0.1 * step, 1) for step in range(round((most - least) * 10) + 1)]
    return {"rows": rows, "ticks": [{"x": x(tick), "label": f"{tick:.1f}"} for tick in ticks]}


def claim_list(claims: pd.DataFrame | None, initiatives: Collection[str] = ()) -> dict[str, Any] | None:
    """Return the claims with their verdicts and how many have which; None when there is no table of claims.

    Args:
        claims: the table.
        initiatives: ids of the initiatives.
    """
    if claims is None or claims.empty or not {"claim_id", "verdict"} <= set(claims.columns):
        return None
    rows = [
        {
            "id": row["claim_id"],
            "claim": row.get("claim") or str(row["claim_id"]).replace("_", " "),
            "verdict": row["verdict"],
            "mark": {"supported": "✓", "contradicted": "✗"}.get(row["verdict"], "–"),
            "value": row.get("found") or " ".join(row[name] for name in ("value", "interval") if row.get(name)),
            "href": _evidence_of(row, initiatives),
        }
        for row in claims.to_dict("records")
    ]
    counts = {verdict: sum(row["verdict"] == verdict for row in rows) for verdict in VERDICTS}
    return {"rows": sorted(rows, key=lambda row: _rank(row["verdict"])), "counts": counts, "total": len(rows)}


def _evidence_of(claim: dict[str, str], initiatives: Collection[str]) -> str:
    """Return the address of the rows that a claim rests on; of its own row when it names none."""
    evidence = [key for key in claim.get("evidence", "").split("; ") if key]
    if evidence and all(re.fullmatch("[0-9a-f]{12}", key) for key in evidence):
        return address("definitions", claim=claim["claim_id"])
    if evidence and set(evidence) <= set(initiatives):
        return address("initiatives", initiative=",".join(evidence))
    statistic = claim.get("statistic", "")
    statements = "links" if "link" in statistic else "enablers_obstacles" if re.search("enabl|obsta", statistic) else ""
    if evidence and statements:
        return address("tables", table=statements)
    return address("tables", table="claims", find=claim.get("claim") or claim["claim_id"])


def _rank(verdict: str) -> int:
    return VERDICTS.index(verdict) if verdict in VERDICTS else len(VERDICTS)
