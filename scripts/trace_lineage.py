"""Apply people's corrections to what was found, and trace who takes whose definition."""

import logging
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from defatlas.coding.codebook import read_framework
from defatlas.concepts import read_concepts
from defatlas.corrections import Correction, read_corrections
from defatlas.lineage.corrected import Outcome, apply_corrections, report
from defatlas.lineage.uses import count_uses
from defatlas.rule_log import start_rule
from defatlas.schemas import CANDIDATES, CORRECTIONS, DEFINITIONS, DOCUMENTS, PASSAGES, USES, read_table, write_table

log = logging.getLogger(__name__)


def check_documents(corrections: Sequence[Correction], known: set[str]) -> list[Outcome]:
    """Say of each correction of documents whether its documents are there."""
    outcomes = []
    for correction in corrections:
        missing = [key for key in (correction.target, correction.value) if key and key not in known]
        if missing:
            remark = f"no document has the id {missing[0]}"
            outcomes.append(Outcome(correction, "target vanished", remark))
        else:
            outcomes.append(Outcome(correction, "does not fit", "each document that was read counts by itself"))
    return outcomes


def main(
    documents: Path,
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
    outcomes += check_documents([row for row in rows if row.of_document], set(document_table["document_id"]))
    for outcome in outcomes:
        if outcome.status in {"target vanished", "does not fit"}:
            row = outcome.correction
            log.warning("%s, line %d: %s %s: %s", corrections.name, row.line, row.action, row.target, outcome.remark)
    definitions = corrected[corrected["reason"] == ""]
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
        Path(snakemake.input.passages),
        Path(snakemake.input.candidates),
        Path(snakemake.params.corrections),
        list(map(Path, snakemake.input.get("codebook", []))),
        snakemake.params.concepts,
        Path(snakemake.output.definitions).parent,
    )
