"""Group the definitions of the concept by the dimensions they name, and place them on a map."""

import json
import logging
from pathlib import Path

import numpy as np
from defatlas.analysis.code_matrix import code_matrix, headline_definitions, jaccard_distances
from defatlas.analysis.grouping import group_definitions, group_label, map_positions, medoids
from defatlas.coding.codebook import framework_for, read_codebook
from defatlas.rule_log import start_rule
from defatlas.schemas import CLUSTERS, CODES, DEFINITIONS, DOCUMENTS, frame_of, read_table, write_table

log = logging.getLogger(__name__)


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
    clusters: Path,
    grouping: Path,
) -> None:
    """Write a row per headline definition of the concept, and the test of the grouping against chance."""
    rows = headline_definitions(read_table(definitions, DEFINITIONS), read_table(documents, DOCUMENTS), concept)
    chosen = framework_for(concept, framework, read_codebook(codebook))
    if chosen is None or rows.empty:
        write_table(frame_of([], CLUSTERS), clusters, CLUSTERS)
        reason = f"no definition of {concept} was found" if rows.empty else f"no framework applies to {concept}"
        grouping.write_text(json.dumps({"verdict": "not testable", "reason": reason}, indent=2) + "\n")
        return
    whole = code_matrix(rows, read_table(codes, CODES), chosen)
    matrix = whole.named
    found = group_definitions(matrix, smallest, largest, null_draws, seed)
    distances = jaccard_distances(matrix.codes)
    positions, exemplars = map_positions(distances), medoids(distances, found.labels)
    names = {dimension.id: dimension.label for dimension in chosen.dimensions}
    labels = {int(g): group_label(matrix, found.labels, int(g), names) for g in np.unique(found.labels)}
    table = [
        {
            "definition_id": definition,
            "cluster": int(found.labels[i]),
            "label": labels[int(found.labels[i])],
            "stability": round(found.stability[int(found.labels[i])], 9) if found.stability else None,
            "exemplar": bool(exemplars[i]),
            "x": positions[i, 0],
            "y": positions[i, 1],
        }
        for i, definition in enumerate(matrix.definition_ids)
    ]
    unnamed = sorted(set(whole.definition_ids) - set(matrix.definition_ids))
    blank = {"cluster": 0, "label": "names no dimension", "stability": None, "exemplar": False, "x": 0.0, "y": 0.0}
    table += [{"definition_id": definition, **blank} for definition in unnamed]
    write_table(frame_of(sorted(table, key=lambda r: str(r["definition_id"])), CLUSTERS), clusters, CLUSTERS)
    tested = not np.isnan(found.silhouette)
    summary = {
        "concept": concept,
        "framework": chosen.name,
        "definitions": len(whole.definition_ids),
        "groups": len(labels),
        "silhouette": round(found.silhouette, 9) if tested else None,
        "null_silhouette_mean": round(float(found.null_silhouettes.mean()), 9) if tested else None,
        "p_value": found.p_value if tested else None,
        "verdict": "not testable" if not tested else "groups" if found.p_value < 0.05 else "no structure beyond chance",
    }
    log.info("%s", summary)
    grouping.write_text(json.dumps(summary, indent=2) + "\n", encoding="utf-8")


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
        *map(Path, snakemake.output),
    )
