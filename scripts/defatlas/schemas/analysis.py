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

RAREFACTION = table(
    "rarefaction",
    "How many dimensions, or combinations of dimensions, show among so many definitions: `results/rarefaction.csv`.",
    {
        "concept": text("Concept."),
        "framework": text("Framework of the codebook."),
        "kind": text("dimensions, or combinations of dimensions.", pa.Check.isin(["dimensions", "combinations"])),
        "definitions": column("int64", "Number of definitions drawn.", pa.Check.ge(0)),
        "expected": column("float64", "Kinds expected among them.", pa.Check.ge(0)),
        "low": column("float64", "Lower 95 % limit.", pa.Check.ge(0)),
        "high": column("float64", "Upper 95 % limit.", pa.Check.ge(0)),
        "new": column("float64", "Kinds that the last of them adds.", pa.Check.ge(-1e-9)),
    },
    unique=["concept", "framework", "kind", "definitions"],
)

_UNIT = pa.Check.in_range(-1, 1)
_SHARE = pa.Check.in_range(0, 1)

CO_OCCURRENCE = table(
    "co_occurrence",
    "Which dimensions of a framework the same definitions name: `results/co_occurrence.csv`.",
    {
        "concept": text("Concept."),
        "framework": text("Framework of the codebook."),
        "dimension": text("Dimension."),
        "with": text("Another dimension of the framework, behind it in the codebook."),
        "named": column("int64", "Definitions that name the first.", pa.Check.ge(0)),
        "with_named": column("int64", "Definitions that name the other.", pa.Check.ge(0)),
        "together": column("int64", "Definitions that name both.", pa.Check.ge(0)),
        "of": column("int64", "Definitions.", pa.Check.ge(0)),
        "expected": column(
            "float64", "Mean number that name both in random matrices with the same totals.", pa.Check.ge(0)
        ),
        "phi": column("float64", "Phi coefficient; empty where all or none name one of them.", _UNIT, nullable=True),
        "phi_low": column("float64", "Its lower 95 % limit over sources.", _UNIT, nullable=True),
        "phi_high": column("float64", "Its upper limit.", _UNIT, nullable=True),
        "p_value": column(
            "float64", "Two-sided against these matrices; empty where totals fix it.", _SHARE, nullable=True
        ),
        "p_adjusted": column(
            "float64", "The same by Benjamini and Hochberg over the pairs of a framework.", _SHARE, nullable=True
        ),
        "wording": text("Wording of the definitions."),
    },
    unique=["concept", "framework", "dimension", "with"],
)

AGREEMENT = table(
    "agreement",
    "Our codes against those of people, per dimension: `results/agreement.csv`.",
    {
        "coding": text("File of the published coding, without its ending."),
        "coder": text("Who coded."),
        "dimension": text("Dimension; all for every dimension together."),
        "basis": text(
            "all: every code; manifest: codes of words that stand in the definition; inferred: the others.",
            pa.Check.isin(["all", "manifest", "inferred"]),
        ),
        "wording": text("Wording of our definitions."),
        "units": column("int64", "Definitions that both coded (times dimensions, for all).", pa.Check.ge(0)),
        "named_by_people": column("int64", "Units with the code by people.", pa.Check.ge(0)),
        "named_by_us": column("int64", "Units with the code by the codebook.", pa.Check.ge(0)),
        "agreed": column("int64", "Units on which both say the same.", pa.Check.ge(0)),
        "kappa": column("float64", "Cohen's kappa; empty where both use one value only.", _UNIT, nullable=True),
        "kappa_low": column("float64", "Its lower 95 % limit over sources.", _UNIT, nullable=True),
        "kappa_high": column("float64", "Its upper limit.", _UNIT, nullable=True),
        "alpha": column("float64", "Krippendorff's alpha; empty where only one value occurs.", _UNIT, nullable=True),
        "alpha_low": column("float64", "Its lower 95 % limit over sources.", _UNIT, nullable=True),
        "alpha_high": column("float64", "Its upper limit.", _UNIT, nullable=True),
    },
    unique=["coding", "coder", "dimension", "basis"],
)

UNGROUNDED_CODES = table(
    "ungrounded_codes",
    "Codes by people that have no basis in the wording we have: `results/ungrounded_codes.csv`.",
    {
        "coding": text("File of the published coding, without its ending."),
        "coder": text("Who coded."),
        "definition_ref": text("Reference of the definition in the coding."),
        "document_id": text("Our document; empty when none matches."),
        "keyword": text("Keyword, as published."),
        "dimension": text("Dimension."),
        "reason": text("Why it has none."),
    },
)

CHANGES = table(
    "changes",
    "Tests whether definitions differ by period, source type and term, or change with time: `results/changes.csv`.",
    {
        "comparison": text("What is compared: period, source type, term, two terms, or year (a trend)."),
        "framework": text("Framework of the codebook; empty for trends of terms."),
        "dimension": text("Dimension or term; all for every dimension at once."),
        "groups": text("The groups, with how many definitions of how many name it (or stand in it)."),
        "definitions": column("int64", "Definitions compared.", pa.Check.ge(0)),
        "sources": column("int64", "Their sources.", pa.Check.ge(0)),
        "statistic": text("pseudo-F, chi-square, or Kendall's tau."),
        "value": column("float64", "Its value; empty where nothing varies.", nullable=True),
        "effect": column(
            "float64", "Size of the effect: omega squared, Cramer's V, or tau.", pa.Check.in_range(-1, 1), nullable=True
        ),
        "p_value": column("float64", "From permutations of sources.", _SHARE, nullable=True),
        "p_adjusted": column("float64", "The same by Benjamini and Hochberg (see method).", _SHARE, nullable=True),
        "wording": text("Wording of the definitions."),
    },
    unique=["comparison", "framework", "dimension"],
)

EMERGENCE = table(
    "emergence",
    "The terms of the concept over time: `results/emergence.csv`.",
    {
        "term": text("Term."),
        "period": text("Five years."),
        "definitions": column("int64", "Definitions of the term in sources of the period.", pa.Check.ge(0)),
        "sources": column("int64", "Their sources.", pa.Check.ge(0)),
        "of_all": column("int64", "Definitions of any of the terms in the period.", pa.Check.ge(0)),
        "share": column("float64", "Definitions of the term among these.", _SHARE),
    },
    unique=["term", "period"],
)

CENTRALITY = table(
    "centrality",
    "How well each definition stands for all others: `results/centrality.csv`.",
    {
        "definition_id": text("Definition.", unique=True),
        "document_id": text("Document."),
        "mean_distance": column("float64", "Mean Jaccard distance to the others.", _SHARE, nullable=True),
        "rank": column("int64", "1 for the smallest; equal ones share the best rank.", pa.Check.ge(1)),
        "percentile": column(
            "float64",
            "Percent of definitions with a mean distance no larger.",
            pa.Check.in_range(0, 100),
            nullable=True,
        ),
        "core_named": column("int64", "Dimensions of the consensus core that it names.", pa.Check.ge(0)),
        "elements_named": column("int64", "Elements of the working definition that it names.", pa.Check.ge(0)),
        "working": column("bool", "It is the working definition of the source paper."),
    },
)

WORKING_DEFINITION = table(
    "working_definition",
    "The working definition against the corpus: `results/working_definition.csv`.",
    {
        "part": text(
            "element of the working definition, dimension of the framework, or summary.",
            pa.Check.isin(["element", "dimension", "summary"]),
        ),
        "name": text("Element, dimension, or what is summed up."),
        "label": text("In words."),
        "named": text(
            "Whether the working definition names it; empty for a summary.", pa.Check.isin(["yes", "no", ""])
        ),
        "value": column("float64", "Share of the other definitions that name it, or the figure.", nullable=True),
        "low": column("float64", "Lower 95 % limit over sources.", nullable=True),
        "high": column("float64", "Upper limit.", nullable=True),
        "numerator": column("Int64", "Other definitions that name it.", nullable=True),
        "denominator": column("int64", "Other definitions.", pa.Check.ge(0)),
        "shared": text(
            "Whether at least half of the others name it; empty for a summary.", pa.Check.isin(["yes", "no", ""])
        ),
    },
    unique=["part", "name"],
)
