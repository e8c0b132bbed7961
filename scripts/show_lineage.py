"""Write the tables and draw the figure of lineage."""

import logging
from pathlib import Path

from defatlas.figures.lineage import lineage
from defatlas.figures.theme import save_widths
from defatlas.lineage.tables import ancestors, effective_numbers, largest_families, never_defined
from defatlas.rule_log import start_rule
from defatlas.schemas import DEFINITIONS, DOCUMENTS, FAMILIES, INHERITANCE, USES, read_table
from defatlas.table_files import write_for_people

log = logging.getLogger(__name__)
RESTING = {
    "paraphrase": "Paraphrase wording: our notes say whose definition it is; nothing is told from their words.",
    "verbatim": "Verbatim wording: works that a definition cites, or whose words it repeats.",
    "both": "Verbatim: works cited or quoted. Paraphrase: whose definition our notes say it is.",
    "none": "No definitions were found.",
}


def main(
    documents: Path, definitions: Path, families: Path, inheritance: Path, uses: Path, tables: Path, figures: Path
) -> None:
    """Write each table into the folder `tables` and the figure into `figures`."""
    document_table, definition_table = read_table(documents, DOCUMENTS), read_table(definitions, DEFINITIONS)
    edges = read_table(inheritance, INHERITANCE)
    wordings = sorted(set(definition_table["wording"])) or ["none"]
    resting = RESTING[wordings[0] if len(wordings) == 1 else "both"]
    made = {
        "effective_numbers": (
            effective_numbers(definition_table),
            f"Definitions (N), and how many are left when each family counts once (effective N). {resting}",
        ),
        "families": (
            largest_families(read_table(families, FAMILIES), document_table),
            f"The largest families of definitions quoted or borrowed from each other. {resting}",
        ),
        "ancestors": (
            ancestors(edges),
            f"Works that most documents take their definition from. {resting}",
        ),
        "never_defined": (
            never_defined(read_table(uses, USES), document_table),
            "Documents that use a concept in their own text (headings and reference lists left out) and never define "
            "it. Full texts and abstracts only: our reading notes define by design and are not counted.",
        ),
    }
    for name, (frame, caption) in made.items():
        write_for_people(frame, tables / name, caption)
        log.info("%s: %d rows", name, len(frame))
    save_widths(lambda width: {"lineage": lineage(edges, document_table, resting, width)}, figures)


if "snakemake" in globals():
    snakemake = start_rule(globals()["snakemake"])
    main(
        Path(snakemake.input.documents),
        Path(snakemake.input.definitions),
        Path(snakemake.input.families),
        Path(snakemake.input.inheritance),
        Path(snakemake.input.uses),
        Path(snakemake.output.tables[0]).parent,
        Path(snakemake.output.figure[0]).parent,
    )
