"""Write the comparison tables as CSV, Markdown and LaTeX."""

import json
import logging
from pathlib import Path

from defatlas.coding.codebook import read_codebook
from defatlas.comparison import (
    definitions_by_concept,
    dimension_table,
    group_table,
    heterogeneity_table,
    initiatives_by_level,
    initiatives_table,
)
from defatlas.rule_log import start_rule
from defatlas.schemas import CLUSTERS, DEFINITIONS, DOCUMENTS, INITIATIVES, read_table
from defatlas.table_files import write_for_people

log = logging.getLogger(__name__)


def main(
    documents: Path,
    definitions: Path,
    heterogeneity: Path,
    clusters: Path,
    initiatives: Path,
    codebook: Path,
    concept: str,
    tables: Path,
) -> None:
    """Write each table into the folder `tables`."""
    document_table, definition_table = read_table(documents, DOCUMENTS), read_table(definitions, DEFINITIONS)
    entries = json.loads(heterogeneity.read_text(encoding="utf-8"))
    initiative_table = read_table(initiatives, INITIATIVES)
    wordings = " and ".join(sorted(set(definition_table["wording"]))) or "none"
    resting = f"Wording of the definitions: {wordings}."
    captions = {
        "definitions_by_concept": (
            definitions_by_concept(definition_table, document_table),
            f"Definitions found, by concept and term. {resting}",
        ),
        "dimensions": (
            dimension_table(entries, read_codebook(codebook)),
            f"Share of definitions from checked sources that name each dimension. {resting}",
        ),
        "heterogeneity": (
            heterogeneity_table(entries),
            "Mean pairwise Jaccard distance of definitions on the dimensions they name; interval from resampling "
            f"sources, chance from matrices with equal row and column totals. {resting}",
        ),
        "groups": (
            group_table(read_table(clusters, CLUSTERS), definition_table, document_table),
            f"Groups of definitions of {concept}. {resting}",
        ),
        "initiatives": (
            initiatives_table(initiative_table),
            "Smart city cluster initiatives of the source paper, coded from its section 4.",
        ),
        "initiatives_by_level": (
            initiatives_by_level(initiative_table),
            "Initiatives by level, with origin and helix; shares of the initiatives of the level.",
        ),
    }
    for name, (frame, caption) in captions.items():
        write_for_people(frame, tables / name, caption)
        log.info("%s: %d rows", name, len(frame))


if "snakemake" in globals():
    snakemake = start_rule(globals()["snakemake"])
    main(
        Path(snakemake.input.documents),
        Path(snakemake.input.definitions),
        Path(snakemake.input.heterogeneity),
        Path(snakemake.input.clusters),
        Path(snakemake.input.initiatives),
        Path(snakemake.params.codebook),
        snakemake.params.concept,
        Path(snakemake.output[0]).parent,
    )
