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

SPECIFICATIONS = table(
    "specifications",
    "One row per way of grouping (representation, method, number of groups): `results/specifications.csv`.",
    {
        "representation": text("What of a definition is compared: codes, words, or word vectors."),
        "method": text("average linkage, k-medoids, or spectral."),
        "groups": column("int64", "Number of groups.", pa.Check.ge(2)),
        "silhouette": column("float64", "Mean silhouette width."),
        "null_silhouette": column("float64", "Its mean over random matrices with the same row and column totals."),
        "p_value": column("float64", "One-sided against these, by itself.", pa.Check.in_range(0, 1)),
        "p_adjusted": column(
            "float64", "Corrected for the number of specifications on the representation.", pa.Check.in_range(0, 1)
        ),
        "agreement": column("float64", "Adjusted Rand index with the consensus groups.", pa.Check.in_range(-1, 1)),
        "chosen": column(
            "bool", "The number of groups that its representation and method give the largest silhouette."
        ),
    },
    unique=["representation", "method", "groups"],
)

CONSENSUS = table(
    "consensus",
    "How often two definitions share a group, over all ways of grouping; one row per pair, a before b in the order of "
    "the dendrogram: `results/consensus.parquet`.",
    {
        "definition_a": text("Definition."),
        "definition_b": text("Another definition."),
        "place_a": column("int64", "Place of a along the dendrogram, from 0.", pa.Check.ge(0)),
        "place_b": column("int64", "Place of b.", pa.Check.ge(0)),
        "together": column("float64", "Share of specifications, codes and text half each.", pa.Check.in_range(0, 1)),
    },
    unique=["definition_a", "definition_b"],
)

GROUP_TERMS = table(
    "group_terms",
    "Words that a group of definitions uses more than the others do: `results/group_terms.csv`.",
    {
        "cluster": column("int64", "Group.", pa.Check.ge(1)),
        "term": text("Word, in lower case."),
        "z": column("float64", "Log-odds ratio with an informative Dirichlet prior, in standard errors."),
        "definitions": column("int64", "Definitions of the group that have it.", pa.Check.ge(1)),
        "of_all": column("int64", "Definitions of any group that have it.", pa.Check.ge(1)),
    },
    unique=["cluster", "term"],
)
