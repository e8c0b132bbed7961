"""Definitions, and the sentences weighed as such."""

from __future__ import annotations

import pandera.pandas as pa

from defatlas.schemas.columns import column, offset, table, text

_DEFINITION_COLUMNS = {
    "definition_id": text("Hash of document and text; stable when other documents come and go.", unique=True),
    "concept": text("Concept or neighbour term that is defined."),
    "family": text("Concept of the configuration that it is counted with."),
    "definiendum": text("The words that name what is defined."),
    "definiens": text("The words that define."),
    "sentence": text("The sentence; for an item of a list, the lead-in and the item."),
    "document_id": text("Document."),
    "section": text("Headings it stands under."),
    "cited_sources": text("Works cited for it, as cited, page included; separated by semicolons."),
    "cited_keys": text(
        "The same works by key in sources.bib, else by passage_id in the document's own references, else as cited."
    ),
    "quoted": column("bool", "The definiens stands in quotation marks or is set as a quotation."),
    "genus": text("Head of the definiens, as a lemma: what kind of thing it is; empty when it is no noun phrase."),
    "page": text("Page or place."),
    "start": offset("Offset of the sentence (of the item, for a list)."),
    "end": offset("Its end."),
    "definiendum_start": offset("Offset of the definiendum."),
    "definiendum_end": offset("Its end."),
    "definiens_start": offset("Offset of the definiens."),
    "definiens_end": offset("Its end."),
    "lead_start": offset("Offset of the lead-in of a list, else -1."),
    "lead_end": offset("Its end."),
    "wording": text("verbatim or paraphrase.", pa.Check.isin(["verbatim", "paraphrase"])),
    "kind": text(
        "Definition proper, or a statement of aim, use or make-up.", pa.Check.isin(["definition", "characterisation"])
    ),
    "pattern": text("The defining form that matched."),
    "negated": column("bool", "It also says what the concept is not."),
    "probability": column(
        "float64", "Probability that the sentence defines, by the model.", pa.Check.in_range(0, 1), nullable=True
    ),
    "family_id": text("Definitions quoted from each other share it; alone, it is the definition's own id."),
}

DEFINITIONS = table(
    "definitions",
    "One row per definition: `results/definitions.csv` for people, `results/definitions.parquet` for the next step.",
    _DEFINITION_COLUMNS,
)

CANDIDATES = table(
    "candidates",
    "Every sentence that was weighed as a definition, between steps; those not taken end in "
    "`results/rejected_candidates.csv`.",
    {**_DEFINITION_COLUMNS, "reason": text("Why it was not taken; empty when it was.")},
)
