"""Codes and groups of definitions."""

from __future__ import annotations

import pandera.pandas as pa

from defatlas.schemas.columns import column, offset, table, text

CODES = table(
    "codes",
    "One row per definition, dimension and place of evidence: `results/codes.parquet`.",
    {
        "definition_id": text("Definition."),
        "framework": text("Framework of the codebook."),
        "dimension": text("Dimension of the framework."),
        "evidence": text("The words that indicate it."),
        "evidence_start": offset("Offset of the evidence in the normalised text."),
        "evidence_end": offset("Its end."),
        "coder": text("codebook, or who corrected it."),
    },
    unique=["definition_id", "framework", "dimension", "evidence_start"],
)

CLUSTERS = table(
    "clusters",
    "One row per definition of the concept from a checked source: `results/clusters.parquet`.",
    {
        "definition_id": text("Definition.", unique=True),
        "cluster": column(
            "int64", "Group, numbered from 1 by falling size; 0 for definitions that name no dimension.", pa.Check.ge(0)
        ),
        "label": text("Dimensions that the group names more often than the rest."),
        "stability": column(
            "float64",
            "Mean Jaccard similarity of the group to its like in bootstrap resamples.",
            pa.Check.in_range(0, 1),
            nullable=True,
        ),
        "exemplar": column("bool", "The definition closest to all others of its group (medoid)."),
        "x": column("float64", "First axis of the map (classical scaling of Jaccard distances)."),
        "y": column("float64", "Second axis of the map."),
    },
)
