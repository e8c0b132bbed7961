"""Group the definitions of the concept: a consensus over many ways of grouping, tested against chance, with a map."""

import json
import logging
from pathlib import Path
from typing import Any

import numpy as np
from defatlas.analysis.code_matrix import CodeMatrix, code_matrix, headline_definitions
from defatlas.analysis.consensus import CODES as ON_CODES
from defatlas.analysis.consensus import agreement_with
from defatlas.analysis.definition_groups import DefinitionGroups, group_definitions
from defatlas.analysis.distinguishing_terms import distinguishing_terms
from defatlas.analysis.grouping import group_label, leaf_order
from defatlas.coding.codebook import framework_for, read_codebook
from defatlas.rule_log import start_rule
from defatlas.schemas import (
    CLUSTERS,
    CODES,
    CONSENSUS,
    DEFINITIONS,
    DOCUMENTS,
    GROUP_TERMS,
    SPECIFICATIONS,
    frame_of,
    read_table,
    write_table,
)

log = logging.getLogger(__name__)


def cluster_rows(matrix: CodeMatrix, found: DefinitionGroups, names: dict[str, str]) -> list[dict[str, Any]]:
    """Return a row of the clusters table for each definition that names a dimension."""
    labels = {int(g): group_label(matrix, found.labels, int(g), names) for g in np.unique(found.labels)}
    rows = []
    for i, definition in enumerate(matrix.definition_ids):
        group = int(found.labels[i])
        stability = found.stability.get(group, float("nan"))
        rows.append(
            {
                "definition_id": definition,
                "cluster": group,
                "label": labels[group],
                "stability": None if np.isnan(stability) else round(stability, 9),
                "exemplar": bool(found.exemplars[i]),
                "x": found.positions[i, 0],
                "y": found.positions[i, 1],
            }
        )
    return rows


def specification_rows(found: DefinitionGroups) -> list[dict[str, Any]]:
    """Return a row of the specifications table for each way of grouping."""
    if found.test is None:
        return []
    by_key = {(s.representation, s.method, s.groups): s for s in found.specifications}
    best: dict[tuple[str, str], float] = {}
    for s in found.specifications:
        best[s.representation, s.method] = max(best.get((s.representation, s.method), -1.0), s.silhouette)
    agreement = agreement_with(found.labels[found.grouped], by_key)
    null = found.test.null.mean(axis=0)
    return [
        {
            "representation": s.representation,
            "method": s.method,
            "groups": s.groups,
            "silhouette": s.silhouette,
            "null_silhouette": round(float(null[i]), 9),
            "p_value": float(found.test.p_values[i]),
            "p_adjusted": float(found.test.adjusted[i]),
            "agreement": agreement[i],
            "chosen": s.silhouette == best[s.representation, s.method],
        }
        for i, s in enumerate(found.specifications)
    ]


def consensus_rows(matrix: CodeMatrix, found: DefinitionGroups) -> list[dict[str, Any]]:
    """Return a row of the consensus table for each pair of grouped definitions."""
    ids = [matrix.definition_ids[row] for row in found.grouped]
    order = leaf_order((1 - found.together).round(12))
    return [
        {
            "definition_a": ids[a],
            "definition_b": ids[b],
            "place_a": i,
            "place_b": j,
            "together": found.together[a, b],
        }
        for i, a in enumerate(order)
        for j, b in enumerate(order[i + 1 :], start=i + 1)
    ]


def summary(found: DefinitionGroups, specifications: list[dict[str, Any]]) -> dict[str, Any]:
    """Say what the test on codes found, with the specification that speaks most clearly for groups.

    The verdict rests on codes. Words follow each other in set phrases, so that a test which breaks the phrases finds
    more than chance in any text; its outcome is reported, and no more.
    """
    tested = {
        "groups": len(np.unique(found.labels)) if len(found.labels) else 0,
        "silhouette": None,
        "null_silhouette_mean": None,
        "p_value": None,
        "verdict": "not testable",
    }
    if found.test is None:
        return tested
    own = [row for row in specifications if row["representation"] == ON_CODES]
    clearest = min(own, key=lambda row: (row["p_adjusted"], row["p_value"], -row["silhouette"]))
    p_value = found.test.by_representation[ON_CODES]
    return tested | {
        "silhouette": clearest["silhouette"],
        "null_silhouette_mean": clearest["null_silhouette"],
        "p_value": p_value,
        "verdict": "groups" if p_value < 0.05 else "no structure beyond chance",
        "clearest": {key: clearest[key] for key in ("method", "groups")},
        "specifications": len(specifications),
        "p_by_representation": found.test.by_representation,
        "best_numbers_of_groups": {
            f"{row['representation']}, {row['method']}": row["groups"] for row in specifications if row["chosen"]
        },
        "median_agreement_with_consensus": round(float(np.median([row["agreement"] for row in specifications])), 9),
        "grouped_definitions": len(found.grouped),
        "assignment_error": None if np.isnan(found.assignment_error) else round(found.assignment_error, 9),
    }


def main(
    documents: Path,
    definitions: Path,
    codes: Path,
    codebook: Path,
    concept: str,
    framework: str,
    smallest: int,
    largest: int,
    null_draws: int,
    seed: int,
    model: Path | None,
    clusters: Path,
    grouping: Path,
    specifications: Path,
    consensus: Path,
    group_terms: Path,
) -> None:
    """Write a row per headline definition of the concept, every way of grouping, and the test against chance."""
    table = headline_definitions(read_table(definitions, DEFINITIONS), read_table(documents, DOCUMENTS), concept)
    chosen = framework_for(concept, framework, read_codebook(codebook))
    rows: dict[str, list[dict[str, Any]]] = {"clusters": [], "specifications": [], "consensus": [], "terms": []}
    if chosen is None or table.empty:
        reason = f"no definition of {concept} was found" if table.empty else f"no framework applies to {concept}"
        said: dict[str, Any] = {"verdict": "not testable", "reason": reason}
    else:
        whole = code_matrix(table, read_table(codes, CODES), chosen)
        matrix = whole.named
        by_id = table.set_index("definition_id").loc[list(matrix.definition_ids)]
        texts, families = by_id["definiens"].tolist(), by_id["family_id"].tolist()
        found = group_definitions(matrix, texts, families, model, smallest, largest, null_draws, seed)
        names = {dimension.id: dimension.label for dimension in chosen.dimensions}
        unnamed = sorted(set(whole.definition_ids) - set(matrix.definition_ids))
        blank = {"cluster": 0, "label": "names no dimension", "stability": None, "exemplar": False, "x": 0.0, "y": 0.0}
        rows["clusters"] = cluster_rows(matrix, found, names) + [{"definition_id": d, **blank} for d in unnamed]
        rows["clusters"].sort(key=lambda row: str(row["definition_id"]))
        rows["specifications"] = specification_rows(found)
        rows["consensus"] = consensus_rows(matrix, found)
        rows["terms"] = [
            {"cluster": group, "term": term, "z": z, "definitions": within, "of_all": of_all}
            for group, terms in distinguishing_terms(texts, found.labels).items()
            for term, z, within, of_all in terms
        ]
        said = {"concept": concept, "framework": chosen.name, "definitions": len(whole.definition_ids)}
        said |= summary(found, rows["specifications"])
    write_table(frame_of(rows["clusters"], CLUSTERS), clusters, CLUSTERS)
    write_table(frame_of(rows["specifications"], SPECIFICATIONS), specifications, SPECIFICATIONS)
    write_table(frame_of(rows["consensus"], CONSENSUS), consensus, CONSENSUS)
    write_table(frame_of(rows["terms"], GROUP_TERMS), group_terms, GROUP_TERMS)
    log.info("%s", said)
    grouping.write_text(json.dumps(said, indent=2) + "\n", encoding="utf-8")


if "snakemake" in globals():
    snakemake = start_rule(globals()["snakemake"])
    p = snakemake.params
    main(
        Path(snakemake.input.documents),
        Path(snakemake.input.definitions),
        Path(snakemake.input.codes),
        Path(p.codebook),
        p.concept,
        p.framework,
        p.smallest,
        p.largest,
        p.null_draws,
        p.seed,
        Path(p.pipeline),
        *map(Path, snakemake.output),
    )
