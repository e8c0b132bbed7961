"""Statements that tie two concepts, what helps or hinders, and how rarely their literatures meet."""

from __future__ import annotations

import pandera.pandas as pa

from defatlas.schemas.columns import column, offset, table, text

MODALITIES = ["asserted", "possible", "necessary", "hypothetical", "question"]
WORDINGS = ["verbatim", "paraphrase"]

_PLACE = {
    "document_id": text("Document."),
    "page": text("Page or place."),
    "section": text("Headings it stands under."),
    "sentence": text("The sentence."),
    "start": offset("Offset of the sentence in the normalised text."),
    "end": offset("Its end."),
}

LINKS = table(
    "links",
    "One row per statement that ties the two sides of `links.sides` in the configuration: `results/links.csv`.",
    {
        "statement_id": text("Hash of document, sentence and direction.", unique=True),
        **_PLACE,
        "direction": text(
            "Who acts on whom, e.g. cluster_to_city; both: tied without direction; mention: named side by side.",
            pa.Check.str_length(min_value=4),
        ),
        "relation": text("Relation of `corpus/lexicons/relations.yaml`; empty for a mere mention."),
        "cue": text("The word that says so."),
        "cue_start": offset("Its offset."),
        "cue_end": offset("Its end."),
        "first": text("The words that mention the first side (the city)."),
        "first_concept": text("Concept mentioned; empty when found by a pattern."),
        "first_start": offset("Its offset."),
        "first_end": offset("Its end."),
        "second": text("The words that mention the second side (the cluster)."),
        "second_concept": text("Concept mentioned; empty when found by a pattern."),
        "second_start": offset("Its offset."),
        "second_end": offset("Its end."),
        "polarity": text(
            "Whether it does good; negated or hindering is negative.",
            pa.Check.isin(["positive", "negative", "neutral"]),
        ),
        "modality": text("How surely it is said.", pa.Check.isin(MODALITIES)),
        "implicit": column("bool", "One side is named before the sentence, and a pronoun points back to it."),
        "cited_sources": text("Works cited in the sentence, separated by semicolons."),
        "wording": text("verbatim or paraphrase.", pa.Check.isin(WORDINGS)),
    },
)

FACTORS = table(
    "factors",
    "One row per statement that something helps or hinders: `results/factors.csv`.",
    {
        "statement_id": text("Hash of document, sentence, factor and effect.", unique=True),
        **_PLACE,
        "factor": text("Factor of `corpus/lexicons/factors.yaml`."),
        "group": text(
            "enabler or obstacle of the source paper, or beside.", pa.Check.isin(["enabler", "obstacle", "beside"])
        ),
        "effect": text("What the sentence says it does.", pa.Check.isin(["helps", "hinders"])),
        "touches": text("The side that the sentence speaks of, both, or empty."),
        "basis": text(
            "role: it does what the cue says; word: it is what the cue calls an enabler or obstacle.",
            pa.Check.isin(["role", "word"]),
        ),
        "cue": text("The word that says so."),
        "evidence": text("The words that name the factor."),
        "evidence_start": offset("Their offset."),
        "evidence_end": offset("Their end."),
        "modality": text("How surely it is said.", pa.Check.isin(MODALITIES)),
        "cited_sources": text("Works cited in the sentence, separated by semicolons."),
        "wording": text("verbatim or paraphrase.", pa.Check.isin(WORDINGS)),
    },
)

BRIDGING = table(
    "bridging",
    "How often documents, passages and reference lists mention both sides, against chance: `results/bridging.csv`.",
    {
        "wording": text("verbatim or paraphrase.", pa.Check.isin(WORDINGS)),
        "unit": text("What is counted.", pa.Check.isin(["document", "passage", "reference list"])),
        "period": text("Year of the documents, or all."),
        "units": column("int64", "How many there are.", pa.Check.ge(0)),
        "first": column("int64", "Of these, how many mention the first side (the city).", pa.Check.ge(0)),
        "second": column("int64", "How many mention the second side (the cluster).", pa.Check.ge(0)),
        "both": column("int64", "How many mention both.", pa.Check.ge(0)),
        "expected": column("float64", "How many would if the mentions were independent: first × second / units."),
        "ratio": column(
            "float64", "Observed over expected; below 1 they meet more rarely than by chance.", nullable=True
        ),
        "ratio_low": column("float64", "Lower end of the 95 % interval, resampling documents.", nullable=True),
        "ratio_high": column("float64", "Upper end.", nullable=True),
        "p_value": column("float64", "Two-sided exact test of independence (hypergeometric).", nullable=True),
    },
    unique=["wording", "unit", "period"],
)
