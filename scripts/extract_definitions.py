"""Find the definitions in the passages of one shard; every candidate is kept, with the reason when it was not taken.

By hand it explains one sentence, or several in a row: what was weighed in it, which forms were tried, and why it was
taken or not.

    python scripts/extract_definitions.py --explain "A smart city is a town that meters its water." [--concept TERM]
        [--kind heading]
"""

import argparse
import logging
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import yaml
from defatlas.concepts import read_concepts
from defatlas.definitions.explaining import explain
from defatlas.definitions.extraction import DefinitionFinder
from defatlas.documents.bibliography import read_bibliography
from defatlas.documents.blocks import Passage
from defatlas.language.pipeline import load_pipeline
from defatlas.rule_log import start_rule
from defatlas.schemas import CANDIDATES, DOCUMENTS, KINDS, PASSAGES, frame_of, read_table, write_table

log = logging.getLogger(__name__)


def main(
    documents: Path, passages: Path, concepts: Mapping[str, Any], candidates: Path, bibliography: Path | None = None
) -> None:
    """Read documents and passages, and write the candidates found for `concepts` (as in the configuration).

    Works cited are looked up in `bibliography` (sources.bib) when it is given.
    """
    document_table = read_table(documents, DOCUMENTS).sort_values("document_id")
    document_table = document_table[document_table["status"] == "read"]
    by_document = dict(tuple(read_table(passages, PASSAGES).groupby("document_id")))
    rows: list[dict[str, Any]] = []
    if document_table.empty:
        write_table(frame_of(rows, CANDIDATES), candidates, CANDIDATES)
        return
    sources = read_bibliography(bibliography) if bibliography else {}
    finder = DefinitionFinder(load_pipeline(), read_concepts(concepts), sources)
    for document in document_table.itertuples():
        table = by_document[document.document_id].sort_values("passage_id")
        parts = [Passage.of_row(row) for row in table.itertuples()]
        find = finder.find_in_note if document.wording == "paraphrase" else finder.find
        found = find(document.document_id, parts)
        log.info("%s: %d of %d candidates taken", document.path, sum(not d.reason for d in found), len(found))
        rows.extend({**vars(d), "wording": document.wording, "family_id": d.definition_id} for d in found)
    write_table(frame_of(rows, CANDIDATES), candidates, CANDIDATES)


def explain_from_command_line(arguments: list[str]) -> int:
    """Explain the sentence named on the command line; returns the exit status."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--explain", required=True, metavar="SENTENCE", help="the sentence, or several in a row")
    parser.add_argument("--concept", help="a term to look for instead of those of config/config.yaml")
    parser.add_argument("--kind", default="paragraph", choices=sorted(KINDS), help="of passage that it stands in")
    options = parser.parse_args(arguments)
    config = yaml.safe_load((Path(__file__).parents[1] / "config" / "config.yaml").read_text(encoding="utf-8"))
    concepts = {options.concept: {"terms": [options.concept]}} if options.concept else config["concepts"]
    print(explain(DefinitionFinder(load_pipeline(), read_concepts(concepts)), options.explain, options.kind))
    return 0


if "snakemake" in globals():
    snakemake = start_rule(globals()["snakemake"])
    main(
        Path(snakemake.input.documents),
        Path(snakemake.input.passages),
        snakemake.params.concepts,
        Path(snakemake.output.candidates),
        Path(snakemake.input.bibliography[0]) if snakemake.input.bibliography else None,
    )
elif __name__ == "__main__":
    sys.exit(explain_from_command_line(sys.argv[1:]))
