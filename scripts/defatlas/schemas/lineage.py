"""Who takes whose definition, who uses a concept without defining it, and what people corrected."""

from __future__ import annotations

import pandera.pandas as pa

from defatlas.schemas.columns import column, table, text

CORRECTIONS = table(
    "corrections",
    "One row per correction of `corpus/corrections.csv`, with what became of it: `results/corrections.csv`.",
    {
        "line": column("int64", "Line of the file that it starts at.", pa.Check.ge(2), unique=True),
        "definition_id": text("Definition, candidate or document that it speaks of."),
        "action": text("What is to be done.", pa.Check.isin(["accept", "reject", "edit", "merge", "split", "recode"])),
        "value": text("With what."),
        "reason": text("Why, in the words of who corrects."),
        "who": text("Who corrects."),
        "date": text("When, as YYYY-MM-DD."),
        "status": text(
            "What became of it.", pa.Check.isin(["applied", "already so", "target vanished", "does not fit"])
        ),
        "remark": text("Why it was not applied, and the remedy."),
    },
)

USES = table(
    "uses",
    "One row per document and concept that it mentions or defines, no row where it does neither: `results/uses.csv`.",
    {
        "document_id": text("Document."),
        "concept": text("Concept of the configuration; neighbour terms are counted with it."),
        "mentions": column(
            "int64", "Times its terms stand in the text; headings and reference lists are left out.", pa.Check.ge(0)
        ),
        "definitions": column("int64", "Definitions of it found there.", pa.Check.ge(0)),
        "characterisations": column("int64", "Statements of its aim, use or make-up found there.", pa.Check.ge(0)),
    },
    unique=["document_id", "concept"],
)

FAMILIES = table(
    "families",
    "One row per family of two or more definitions: `results/families.csv`.",
    {
        "family_id": text("The earliest member's definition_id; `family_id` of every member.", unique=True),
        "concept": text("Concept of the configuration."),
        "definitions": column("int64", "Members.", pa.Check.ge(2)),
        "documents": column("int64", "Documents they stand in.", pa.Check.ge(1)),
        "wording": text("verbatim: grouped by their words; paraphrase: by whose definition our notes say it is."),
        "earliest_document_id": text("Document of the earliest member; of undated ones, the first by id."),
        "earliest_year": column("Int64", "Its year.", nullable=True),
        "definiens": text("The earliest member's."),
        "origin": text("Work that most of its documents cite for it; empty when none cites any."),
        "origin_document_id": text("That work's document, where the corpus holds it."),
        "citing": column("int64", "Documents of the family that cite the origin.", pa.Check.ge(0)),
    },
)

INHERITANCE = table(
    "inheritance",
    "One row per definition and work that it is taken from: `results/inheritance.csv`.",
    {
        "definition_id": text("Definition."),
        "document_id": text("Its document."),
        "concept": text("Concept of the configuration."),
        "ancestor": text("Work that it is taken from, as texts cite it."),
        "ancestor_document_id": text("That work's document, where the corpus holds it."),
        "ground": text(
            "cited: the definition names the work; quoted: it repeats the words of definitions that do, or of the "
            "earliest document of its family.",
            pa.Check.isin(["cited", "quoted"]),
        ),
        "similarity": column(
            "float64",
            "Share of the shorter definiens' letters found in the other.",
            pa.Check.in_range(0, 1),
            nullable=True,
        ),
    },
    unique=["definition_id", "ancestor", "ancestor_document_id"],
)
