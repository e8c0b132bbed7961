"""Mined attributes beside those that people coded: how often both say the same, and where they do not."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
import pandas as pd

from defatlas.analysis.agreement import cohen_kappa
from defatlas.coding.coder import Coder
from defatlas.initiatives.tables import MANY, SAID_OF, SINGLE, shown
from defatlas.table_files import percent

_COLUMNS = [
    "Attribute", "Unit", "Compared", "Agree", "Cohen's kappa", "Coded, not mined", "Mined, not coded",
]  # fmt: skip
_LABELS = {"sectors": "Sectors", "stakeholders": "Stakeholders"}
Pairs = list[tuple[str, str]]


def coded_parts(coded: pd.DataFrame, coder: Coder) -> dict[str, dict[str, frozenset[str]]]:
    """Return the sectors and stakeholders that people coded, in the terms of the lists that the mining uses.

    Args:
        coded: columns as `defatlas.schemas.INITIATIVES`.
        coder: on the lists `sectors` and `stakeholders`; a stakeholder that is a label of its list is that one.

    Returns:
        By column (sectors, stakeholders) and initiative id.
    """
    parts: dict[str, dict[str, frozenset[str]]] = {}
    for column, attribute in MANY.items():
        texts = [str(text) for text in coded[column]]
        found = coder.code(texts)
        parts[column] = {
            identifier: frozenset(code.dimension for code in codes if code.framework == f"{attribute}s")
            for identifier, codes in zip(coded["initiative_id"], found, strict=True)
        }
    return parts


def compared(coded: pd.DataFrame, mined: pd.DataFrame) -> pd.DataFrame:
    """Return the listed initiatives that documents name, with the coded (`_coded`) and the mined values."""
    return coded.merge(mined, on="initiative_id", suffixes=("_coded", "")).sort_values("initiative_id")


def agreement_table(
    coded: pd.DataFrame,
    mined: pd.DataFrame,
    parts: Mapping[str, Mapping[str, frozenset[str]]],
    categories: Mapping[str, Sequence[str]],
) -> pd.DataFrame:
    """Return how far mined and coded values agree, one row per attribute.

    A single-valued attribute is compared where people coded it; nothing mined counts as no agreement. Sectors and
    stakeholders are compared cell by cell: each initiative for which people coded any, times each category.

    Args:
        coded, mined: the two tables.
        parts: of `coded_parts`.
        categories: all sectors and all stakeholders, by column.
    """
    both = compared(coded, mined)
    rows = []
    for attribute in SINGLE:
        pairs = list(zip(both[f"{attribute}_coded"].astype(str), both[attribute].astype(str), strict=True))
        rows.append(_row(attribute.capitalize(), "initiative", [p for p in pairs if p[0]], pairs))
    for column in MANY:
        cells: Pairs = []
        for row in both.to_dict("records"):
            of_people, of_text = parts[column][row["initiative_id"]], set(row[column].split("; "))
            if of_people:
                cells += [(c if c in of_people else "", c if c in of_text else "") for c in categories[column]]
        yes_no = [("yes" if a else "no", "yes" if b else "no") for a, b in cells]
        row = _row(_LABELS[column], "initiative × category", yes_no, cells)
        rows.append(row)
    aims = list(zip(both["aim_coded"].astype(str), both["aim"].astype(str), strict=True))
    row = _row("Aim", "initiative", [], aims)
    rows.append(row | {"Agree": "not compared: people put it in their own words"})
    return pd.DataFrame(rows, columns=_COLUMNS)


def _row(label: str, unit: str, pairs: Pairs, all_pairs: Pairs) -> dict[str, Any]:
    """Return the agreement on pairs of a coded and a mined value."""
    agree = sum(a == b for a, b in pairs)
    return {
        "Attribute": label,
        "Unit": unit,
        "Compared": len(pairs),
        "Agree": percent(agree, len(pairs)),
        "Cohen's kappa": kappa(pairs),
        "Coded, not mined": sum(bool(a) and not b for a, b in all_pairs),
        "Mined, not coded": sum(bool(b) and not a for a, b in all_pairs),
    }


def kappa(pairs: Pairs) -> str:
    """Return Cohen's kappa (1960) of pairs of values with two decimals; a dash when both sides use one value only."""
    if not pairs or len({value for pair in pairs for value in pair}) < 2:
        return "–"
    coded, mined = np.array(pairs).T
    return f"{cohen_kappa(coded, mined)[0]:.2f}"


def disagreement_table(
    coded: pd.DataFrame, mined: pd.DataFrame, evidence: pd.DataFrame, parts: Mapping[str, Mapping[str, frozenset[str]]]
) -> pd.DataFrame:
    """Return one row per initiative and attribute on which mined and coded values differ, with the words mined.

    Args:
        coded, mined: the two tables.
        evidence: with the column `taken`.
        parts: of `coded_parts`.
    """
    rows = []
    for row in compared(coded, mined).to_dict("records"):
        for attribute in SINGLE:
            before, now = str(row[f"{attribute}_coded"]), str(row[attribute])
            if before != now:
                said = _taken(evidence, row["initiative_id"], attribute)
                rows.append(
                    {
                        "Initiative": row["name"],
                        "Attribute": attribute.capitalize(),
                        "Coded": shown(attribute, before),
                        "Mined": shown(attribute, now),
                        "How": SAID_OF.get(said["basis"], "–"),
                        "Sentence": said["sentence"] or "–",
                        "Place of the coding": str(row.get(f"{attribute}_place") or "–"),
                    }
                )
        for column, attribute in MANY.items():
            of_people = parts[column][row["initiative_id"]]
            of_text = {value for value in row[column].split("; ") if value}
            if of_people != of_text:
                rows.append(
                    {
                        "Initiative": row["name"],
                        "Attribute": _LABELS[column],
                        "Coded": "; ".join(shown(attribute, v) for v in sorted(of_people)) or "–",
                        "Mined": "; ".join(shown(attribute, v) for v in sorted(of_text)) or "–",
                        "How": SAID_OF["stated"] if of_text else "–",
                        "Sentence": _taken(evidence, row["initiative_id"], attribute)["sentence"] or "–",
                        "Place of the coding": str(row.get(f"{column}_place") or "–"),
                    }
                )
    columns = ["Initiative", "Attribute", "Coded", "Mined", "How", "Sentence", "Place of the coding"]
    return pd.DataFrame(rows, columns=columns)


def _taken(evidence: pd.DataFrame, identifier: str, attribute: str) -> dict[str, str]:
    """Return the first statement that a value rests on; empty cells when there is none."""
    rows = evidence[(evidence["initiative_id"] == identifier) & (evidence["attribute"] == attribute)]
    rows = rows[rows["taken"].astype(bool)]
    return dict(rows.iloc[0]) if len(rows) else {"basis": "", "sentence": ""}
