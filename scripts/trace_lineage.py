"""Apply people's corrections to what was found, and trace who takes whose definition."""

import logging
from collections.abc import Collection, Mapping, Sequence
from pathlib import Path
from typing import Any

from defatlas.coding.codebook import read_framework
from defatlas.concepts import read_concepts
from defatlas.corrections import Correction, read_corrections
from defatlas.lineage.corrected import Outcome, apply_corrections, report
from defatlas.lineage.families import group_families
from defatlas.lineage.inheritance import Works, borrowed_by_notes, cited_ancestors, trace
from defatlas.lineage.uses import count_uses
from defatlas.rule_log import start_rule
from defatlas.schemas import (
    CANDIDATES,
    CORRECTIONS,
    DEFINITIONS,
    DOCUMENTS,
    DUPLICATES,
    FAMILIES,
    INHERITANCE,
    PASSAGES,
    USES,
    read_table,
    write_table,
)

log = logging.getLogger(__name__)


def check_documents(
    corrections: Sequence[Correction], kept: Collection[str], kept_for: Mapping[str, str]
) -> list[Outcome]:
    """Say of each correction of documents what became of it when the duplicates were found.

    Args:
        corrections: those of documents.
        kept: ids of the documents of the study.
        kept_for: the document that was kept, by that of each duplicate.
    """
    outcomes = []
    for correction in corrections:
        target, value = correction.target, correction.value
        missing = [key for key in (target, value) if key and key not in kept and key not in kept_for]
        if missing:
            outcomes.append(Outcome(correction, "target vanished", f"no document has the id {missing[0]}"))
        elif correction.action == "split" and target in kept_for:
            remark = f"another row merges documents with it; it stays behind {kept_for[target]}"
            outcomes.append(Outcome(correction, "does not fit", remark))
        elif correction.action == "merge" and kept_for.get(target, target) != kept_for.get(value, value):
            outcomes.append(Outcome(correction, "does not fit", "another row keeps these documents apart"))
        else:
            outcomes.append(Outcome(correction, "applied"))
    return outcomes


def main(
    documents: Path,
    duplicates: Path,
    passages: Path,
    candidates: Path,
    corrections: Path,
    frameworks: Sequence[Path],
    concepts: Mapping[str, Any],
    results: Path,
) -> None:
    """Write the definitions of the study, what was not taken, and what became of each correction, into `results`."""
    document_table = read_table(documents, DOCUMENTS)
    rows = read_corrections(corrections)
    dimensions = {f"{f.name}/{d.id}" for f in map(read_framework, frameworks) for d in f.dimensions}
    corrected, outcomes = apply_corrections(read_table(candidates, CANDIDATES), rows, dimensions)
    kept_for = dict(read_table(duplicates, DUPLICATES)[["document_id", "kept_id"]].itertuples(index=False))
    outcomes += check_documents([r for r in rows if r.of_document], set(document_table["document_id"]), kept_for)
    for outcome in outcomes:
        if outcome.status in {"target vanished", "does not fit"}:
            row = outcome.correction
            log.warning("%s, line %d: %s %s: %s", corrections.name, row.line, row.action, row.target, outcome.remark)
    definitions = corrected[corrected["reason"] == ""]
    cited = cited_ancestors(definitions, Works(document_table))
    made = [outcome.correction for outcome in outcomes if outcome.status == "applied"]
    borrowed = borrowed_by_notes(definitions, cited)
    families = group_families(definitions, document_table, borrowed, made)
    definitions = definitions.assign(family_id=definitions["definition_id"].map(families))
    family_table, inheritance = trace(definitions, document_table, cited)
    write_table(family_table, results / "families.csv", FAMILIES)
    write_table(inheritance, results / "inheritance.csv", INHERITANCE)
    write_table(definitions, results / "definitions.parquet", DEFINITIONS)
    write_table(definitions, results / "definitions.csv", DEFINITIONS)
    write_table(corrected[corrected["reason"] != ""], results / "rejected_candidates.csv", CANDIDATES)
    write_table(report(outcomes), results / "corrections.csv", CORRECTIONS)
    uses = count_uses(read_table(passages, PASSAGES), definitions, read_concepts(concepts))
    write_table(uses, results / "uses.csv", USES)
    log.info("%d definitions, %d corrections", len(definitions), len(outcomes))


if "snakemake" in globals():
    snakemake = start_rule(globals()["snakemake"])
    main(
        Path(snakemake.input.documents),
        Path(snakemake.input.duplicates),
        Path(snakemake.input.passages),
        Path(snakemake.input.candidates),
        Path(snakemake.params.corrections),
        list(map(Path, snakemake.input.get("codebook", []))),
        snakemake.params.concepts,
        Path(snakemake.output.definitions).parent,
    )
