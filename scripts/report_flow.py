"""Write the PRISMA 2020 flow of the study as a table and as a figure."""

import logging
from collections.abc import Sequence
from pathlib import Path

from defatlas.documents.corpus_folder import printable
from defatlas.figures.flow import flow_diagram
from defatlas.figures.theme import save_widths
from defatlas.flow import flow_of, flow_table
from defatlas.rule_log import start_rule
from defatlas.schemas import DOCUMENTS, DUPLICATES, REJECTED, USES, read_table
from defatlas.table_files import write_for_people

log = logging.getLogger(__name__)
CAPTION = (
    "What became of every input, after PRISMA 2020 (Page et al. 2021). Neighbour terms are counted with their concept; "
    "a document that only states aim, use or make-up of a concept counts as using it."
)


def main(
    documents: Path,
    rejected: Path,
    duplicates: Path,
    uses: Path,
    files: Sequence[str],
    concepts: Sequence[str],
    table: Path,
    figure: Path,
) -> None:
    """Write the flow for `concepts` to the files `table` and `figure`, named without ending.

    The figure shows the first concept.

    Args:
        documents, rejected, duplicates, uses: tables of the results.
        files: the files of the corpus.
    """
    read, refused = read_table(documents, DOCUMENTS), read_table(rejected, REJECTED)
    copies, used = read_table(duplicates, DUPLICATES), read_table(uses, USES)
    names = {printable(file) for file in files}
    flows = [flow_of(names, read, refused, copies, used, concept) for concept in dict.fromkeys(concepts)]
    write_for_people(flow_table(flows), table, CAPTION)
    save_widths(lambda width: {figure.name: flow_diagram(flows[0], width)}, figure.parent)
    log.info("%d found, %d read, %d define %s", flows[0].found, flows[0].read, flows[0].boxes["defining"], concepts[0])


if "snakemake" in globals():
    snakemake = start_rule(globals()["snakemake"])
    source, param = snakemake.input, snakemake.params
    main(
        Path(source.documents),
        Path(source.rejected),
        Path(source.duplicates),
        Path(source.uses),
        param.files,
        param.concepts,
        Path(snakemake.output.table[0]).with_suffix(""),
        Path(snakemake.output.figure[0]).with_suffix(""),
    )
