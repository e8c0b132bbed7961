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
