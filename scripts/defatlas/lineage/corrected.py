"""Corrections applied to what was found: every row is accounted for."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Any

import pandas as pd

from defatlas.configuration import nearest
from defatlas.corrections import COLUMNS, Correction
from defatlas.schemas import CANDIDATES, CODES, CORRECTIONS, frame_of


@dataclass(frozen=True)
class Outcome:
    """What became of a correction: applied, already so, target vanished, or does not fit; `remark` says why."""

    correction: Correction
    status: str
    remark: str = ""


def apply_corrections(
    candidates: pd.DataFrame, corrections: Sequence[Correction], dimensions: Collection[str]
) -> tuple[pd.DataFrame, list[Outcome]]:
    """Apply what corrects single definitions, and check what `families` and `code_definitions` apply.

    Args:
        candidates: all that was weighed as a definition (schema CANDIDATES).
        corrections: in the order of their file; a later one about the same definition counts after an earlier one.
        dimensions: "framework/dimension" of the codebook; read for recodings only.

    Returns:
        The candidates with corrected words, offsets and reasons, and the outcome of each correction of a definition.
    """
    rows = {row["definition_id"]: row for row in candidates.to_dict("records")}
    outcomes = {
        correction: _apply_one(rows.get(correction.target), correction)
        for correction in corrections
        if not correction.of_document and correction.action in {"accept", "reject", "edit"}
    }
    taken = {key for key, row in rows.items() if not row["reason"]}
    for correction in corrections:
        if not correction.of_document and correction not in outcomes:
            outcomes[correction] = _check_one(taken, rows.keys() - taken, correction, dimensions)
    return frame_of(rows.values(), CANDIDATES), [outcomes[c] for c in corrections if c in outcomes]


def _apply_one(row: dict[str, Any] | None, correction: Correction) -> Outcome:
    """Accept, reject or edit a candidate in place."""
    if row is None:
        return _vanished(correction, correction.target)
    if correction.action == "edit":
        remark = _edit(row, correction.value)
        return Outcome(correction, "does not fit" if remark else "applied", remark)
    if (correction.action == "accept") == (not row["reason"]):
        return Outcome(correction, "already so", "it was taken" if not row["reason"] else row["reason"])
    row["reason"] = "" if correction.action == "accept" else f"rejected by {correction.who}: {correction.reason}"
    return Outcome(correction, "applied")


def _edit(row: dict[str, Any], value: str) -> str:
    """Move the definiens or the definiendum of a definition to other words of its sentence; return why not.

    Where the words stand twice, the place that shares most with the present one is taken, then the first.
    """
    part, _, words = (text.strip() for text in value.partition(":"))
    expression = re.compile(r"\s+".join(map(re.escape, words.split())))
    was = (row[f"{part}_start"], row[f"{part}_end"])
    places = []
    for start, text in _parts_of_sentence(row):
        for match in expression.finditer(text):
            place = (start + match.start(), start + match.end())
            shared = min(place[1], was[1]) - max(place[0], was[0])
            places.append((-max(shared, 0), place, match[0]))
    if not places:
        return f"{words!r} are no words of its sentence: {row['sentence']}"
    _, (start, end), text = min(places)
    row |= {part: text, f"{part}_start": start, f"{part}_end": end}
    return ""


def _parts_of_sentence(row: dict[str, Any]) -> list[tuple[int, str]]:
    """Return the parts of a sentence that stand in one piece in the document: its lead-in, if any, and itself."""
    behind = row["lead_end"] - row["lead_start"] + 1 if row["lead_start"] >= 0 else 0
    parts = [(row["start"], row["sentence"][behind:])]
    return [(row["lead_start"], row["sentence"][: behind - 1]), *parts] if behind else parts


def _check_one(
    taken: Collection[str], rejected: Collection[str], correction: Correction, dimensions: Collection[str]
) -> Outcome:
    """Say whether a merge, split or recoding has what it speaks of."""
    for key in (correction.target, correction.value) if correction.action == "merge" else (correction.target,):
        if key in rejected:
            return Outcome(correction, "does not fit", f"{key} was not taken as a definition; accept it first")
        if key not in taken:
            return _vanished(correction, key)
    if correction.action == "recode" and correction.value[1:] not in dimensions:
        remark = f"{correction.value[1:]} is no dimension of the codebook{nearest(correction.value[1:], dimensions)}"
        return Outcome(correction, "does not fit", remark)
    return Outcome(correction, "applied")


def _vanished(correction: Correction, key: str) -> Outcome:
    """Say that what a correction speaks of is no longer there."""
    remark = f"nothing was found with the id {key}: its document is gone, or its sentence reads differently now"
    return Outcome(correction, "target vanished", remark)


def report(outcomes: Sequence[Outcome]) -> pd.DataFrame:
    """Return the table of all corrections with what became of them, in the order of their file (schema CORRECTIONS)."""
    ordered = sorted(outcomes, key=lambda outcome: outcome.correction.line)
    return frame_of(
        (
            {
                "line": o.correction.line,
                "definition_id": o.correction.target,
                **{name: getattr(o.correction, name) for name in COLUMNS[1:]},
                "status": o.status,
                "remark": o.remark,
            }
            for o in ordered
        ),
        CORRECTIONS,
    )


def recode(codes: pd.DataFrame, definitions: pd.DataFrame, corrections: pd.DataFrame) -> pd.DataFrame:
    """Add and take away the codes that people corrected; `coder` names who added one, its evidence is the definiens.

    Args:
        codes: schema CODES.
        definitions: schema DEFINITIONS.
        corrections: schema CORRECTIONS; the recodings that could be applied are.
    """
    rows: list[dict[str, Any]] = codes.to_dict("records")
    place = {row.definition_id: row for row in definitions.itertuples()}
    wanted = corrections[(corrections["action"] == "recode") & (corrections["status"] == "applied")]
    for correction in wanted.itertuples():
        definition = place[correction.definition_id]
        framework, dimension = correction.value[1:].split("/")
        key = (correction.definition_id, framework, dimension)
        there = [(row["definition_id"], row["framework"], row["dimension"]) == key for row in rows]
        if correction.value.startswith("-"):
            rows = [row for row, is_it in zip(rows, there, strict=True) if not is_it]
        elif not any(there):
            rows.append(
                {
                    "definition_id": correction.definition_id,
                    "framework": framework,
                    "dimension": dimension,
                    "evidence": definition.definiens,
                    "evidence_start": definition.definiens_start,
                    "evidence_end": definition.definiens_end,
                    "coder": correction.who,
                }
            )
    return frame_of(rows, CODES)
