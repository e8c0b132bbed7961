"""Tables on how two sides are tied: directions, statements, what helps or hinders, and how rarely they meet."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pandas as pd

from defatlas.coding.codebook import Framework
from defatlas.table_files import percent

_GROUPS = {"enabler": "Enabler of the source paper", "obstacle": "Obstacle of the source paper"}
_BESIDE = {"help": "Beside these, an enabler", "hinder": "Beside these, an obstacle", "both": "Beside these, both"}
_ENABLERS_COLUMNS = [
    "Wording", "Group", "Factor", "Statements", "Helps", "Hinders", "Mostly said to", "Sources", "Evidence", "Source",
]  # fmt: skip
_MOST = 2 / 3  # of the statements on a factor, for it to be mostly one of both


def direction_labels(sides: Sequence[str]) -> dict[str, str]:
    """Return the directions between two sides with their names in print, the second side's first."""
    first, second = sides
    return {
        f"{second}_to_{first}": f"{second.capitalize()} acts on {first}",
        f"{first}_to_{second}": f"{first.capitalize()} acts on {second}",
        "both": "Tied, no direction",
        "mention": "Named side by side",
    }


def link_directions(links: pd.DataFrame, sides: Sequence[str]) -> pd.DataFrame:
    """Count statements by wording and direction, with the documents they come from, their polarity and modality."""
    rows: list[dict[str, Any]] = []
    for wording, part in links.groupby("wording", sort=True):
        for code, label in direction_labels(sides).items():
            found = part[part["direction"] == code]
            relations = found.loc[found["relation"] != "", "relation"].value_counts()
            ordered = sorted(relations.items(), key=lambda item: (-item[1], item[0]))
            rows.append(
                {
                    "Wording": wording,
                    "Direction": label,
                    "Statements": percent(len(found), len(part)),
                    "Sources": found["document_id"].nunique(),
                    "Of which negative": percent(int((found["polarity"] == "negative").sum()), len(found)),
                    "Of which hedged": percent(int((found["modality"] != "asserted").sum()), len(found)),
                    "Relations": ", ".join(f"{name} {count}" for name, count in ordered) or "–",
                }
            )
    columns = ["Wording", "Direction", "Statements", "Sources", "Of which negative", "Of which hedged", "Relations"]
    return pd.DataFrame(rows, columns=columns)


def link_statements(links: pd.DataFrame, documents: pd.DataFrame, sides: Sequence[str]) -> pd.DataFrame:
    """List the statements that tie the two sides, without mere mentions, by direction and source."""
    order = list(direction_labels(sides))
    joined = links[links["direction"] != "mention"].merge(documents[["document_id", "citation"]], on="document_id")
    joined = joined.assign(rank=joined["direction"].map({code: n for n, code in enumerate(order)}))
    joined = joined.sort_values(["rank", "citation", "start"])
    return pd.DataFrame(
        {
            "Direction": joined["direction"].map(direction_labels(sides)),
            "Relation": joined["relation"],
            "Polarity": joined["polarity"],
            "Modality": joined["modality"],
            "Sentence": joined["sentence"],
            "Source": joined["citation"],
            "Place": joined["page"].replace("", "–"),
            "Cited": joined["cited_sources"].replace("", "–"),
            "Wording": joined["wording"],
        }
    )


def mostly(helps: int, hinders: int) -> str:
    """Return what statements mostly say of a factor, help or hinder, when two thirds agree; else both; "–" for none."""
    if not helps + hinders:
        return "–"
    share = helps / (helps + hinders)
    return "help" if share >= _MOST else "hinder" if share <= 1 - _MOST else "both"


def enablers_obstacles(factors: pd.DataFrame, documents: pd.DataFrame, framework: Framework) -> pd.DataFrame:
    """Return one row per wording and factor: how often it is said to help or hinder, with a sentence as evidence.

    The source paper's three enablers and three obstacles come first, whatever the statements say of them; the other
    factors are grouped by what the statements mostly say, and ordered by their number. The sentence is one that says
    what most say, the first that does so by its structure, else the first.
    """
    rows: list[dict[str, Any]] = []
    citations = documents.set_index("document_id")["citation"]
    for wording, part in factors.groupby("wording", sort=True):
        of_wording = []
        for place, dimension in enumerate(framework.dimensions):
            found = part[part["factor"] == dimension.id].sort_values(["basis", "document_id", "start"])
            helps, hinders = (int((found["effect"] == effect).sum()) for effect in ("helps", "hinders"))
            typical = found[found["effect"] == ("helps" if helps >= hinders else "hinders")]
            evidence = typical.iloc[0] if len(typical) else None
            group = _GROUPS.get(dimension.group) or _BESIDE.get(mostly(helps, hinders), "Beside these, not found")
            order = [*_GROUPS.values(), *_BESIDE.values(), "Beside these, not found"].index(group)
            row = {
                "Wording": wording,
                "Group": group,
                "Factor": dimension.label,
                "Statements": len(found),
                "Helps": helps,
                "Hinders": hinders,
                "Mostly said to": mostly(helps, hinders),
                "Sources": found["document_id"].nunique(),
                "Evidence": "–" if evidence is None else evidence["sentence"],
                "Source": "–" if evidence is None else citations[evidence["document_id"]],
            }
            of_wording.append((order, 0 if dimension.group in _GROUPS else -len(found), place, row))
        rows += [row for *_, row in sorted(of_wording, key=lambda one: one[:3])]
    return pd.DataFrame(rows, columns=_ENABLERS_COLUMNS)


def bridging_table(bridging: pd.DataFrame, sides: Sequence[str]) -> pd.DataFrame:
    """Return how often both sides are mentioned, against expectation, for print."""
    first, second = sides
    shown = bridging[bridging["units"] > 0]
    rows = [
        {
            "Wording": row.wording,
            "Unit": row.unit.capitalize(),
            "Year": row.period,
            "Units": row.units,
            f"Mention {first}": percent(row.first, row.units),
            f"Mention {second}": percent(row.second, row.units),
            "Mention both": percent(row.both, row.units),
            "Expected": f"{row.expected:.1f}",
            "Observed / expected": "–" if pd.isna(row.ratio) else f"{row.ratio:.2f}",
            "95 % interval": "–" if pd.isna(row.ratio_low) else f"{row.ratio_low:.2f}–{row.ratio_high:.2f}",
            "p": "–" if pd.isna(row.p_value) else "< 0.001" if row.p_value < 0.001 else f"{row.p_value:.3f}",
        }
        for row in shown.itertuples()
    ]
    return pd.DataFrame(rows, columns=list(rows[0]) if rows else ["Wording", "Unit", "Year", "Units"])
