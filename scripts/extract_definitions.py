"""Find the definitions in the passages of one shard; every candidate is kept, with the reason when it was not taken."""

import logging
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from defatlas.concepts import read_concepts
from defatlas.definitions.extraction import DefinitionFinder
from defatlas.documents.blocks import Passage
from defatlas.language.pipeline import load_pipeline
from defatlas.rule_log import start_rule
from defatlas.schemas import CANDIDATES, DOCUMENTS, PASSAGES, frame_of, read_table, write_table

log = logging.getLogger(__name__)


def main(documents: Path, passages: Path, concepts: Mapping[str, Any], candidates: Path) -> None:
    """Read documents and passages, and write the candidates found for `concepts` (as in the configuration)."""
    document_table = read_table(documents, DOCUMENTS).sort_values("document_id")
    document_table = document_table[document_table["status"] == "read"]
    by_document = dict(tuple(read_table(passages, PASSAGES).groupby("document_id")))
    rows: list[dict[str, Any]] = []
    if document_table.empty:
        write_table(frame_of(rows, CANDIDATES), candidates, CANDIDATES)
        return
    finder = DefinitionFinder(load_pipeline(), read_concepts(concepts))
    for document in document_table.itertuples():
        table = by_document[document.document_id].sort_values("passage_id")
        parts = [Passage(p.kind, p.text, p.page, p.section, p.start, p.end) for p in table.itertuples()]
        find = finder.find_in_note if document.wording == "paraphrase" else finder.find
        found = find(document.document_id, parts)
        log.info("%s: %d of %d candidates taken", document.path, sum(not d.reason for d in found), len(found))
        rows.extend({**vars(d), "wording": document.wording, "family_id": d.definition_id} for d in found)
    write_table(frame_of(rows, CANDIDATES), candidates, CANDIDATES)


if "snakemake" in globals():
    snakemake = start_rule(globals()["snakemake"])
    main(
        Path(snakemake.input.documents),
        Path(snakemake.input.passages),
        snakemake.params.concepts,
        Path(snakemake.output.candidates),
    )
