"""Find the statements that tie the two sides, what helps or hinders, and how often the two literatures meet."""

import logging
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pandas as pd
from defatlas.coding.codebook import read_framework
from defatlas.concepts import read_concepts
from defatlas.documents.blocks import Passage
from defatlas.language.pipeline import load_pipeline, without_judgement
from defatlas.links.bridging import bridging_rows
from defatlas.links.factors import FactorFinder
from defatlas.links.lexicon import read_lexicon
from defatlas.links.sides import SideFinder
from defatlas.links.statements import LinkFinder
from defatlas.rule_log import start_rule
from defatlas.schemas import BRIDGING, DOCUMENTS, FACTORS, LINKS, PASSAGES, frame_of, read_table, write_table

log = logging.getLogger(__name__)


def named_sides(passages: pd.DataFrame, documents: pd.DataFrame, sides: SideFinder) -> pd.DataFrame:
    """Return each passage with its document's year and wording, and whether it names the first and the second side."""
    joined = passages.merge(documents[["document_id", "year", "wording"]], on="document_id")
    named = [sides.named(text) for text in joined["text"]]
    first, second = sides.names
    return joined.assign(first=[first in found for found in named], second=[second in found for found in named])


def units_of(passages: pd.DataFrame) -> list[tuple[str, pd.DataFrame]]:
    """Return documents, passages and reference lists as frames of what they mention (columns of `named_sides`)."""
    columns = ["document_id", "year", "wording", "first", "second"]
    running = passages[~passages["kind"].isin(["reference", "heading"])]
    references = passages[passages["kind"] == "reference"]

    def per_document(part: pd.DataFrame) -> pd.DataFrame:
        return part.groupby(["document_id", "wording"], as_index=False, sort=True).agg(
            year=("year", "first"), first=("first", "any"), second=("second", "any")
        )

    return [
        ("document", per_document(passages[passages["kind"] != "reference"])),
        ("passage", running[columns]),
        ("reference list", per_document(references)),
    ]


def main(
    documents: Path,
    passages: Path,
    relations: Path,
    factors: Path,
    concepts: Mapping[str, Any],
    settings: Mapping[str, Any],
    bootstrap: int,
    seed: int,
    links_csv: Path,
    factors_csv: Path,
    bridging_csv: Path,
) -> None:
    """Read documents and passages, and write the three tables.

    Args:
        documents, passages: tables of the whole corpus.
        relations, factors: the lexicon of relations and the factors.
        concepts: as in the configuration.
        settings: `links` of the configuration: sides and further words.
        bootstrap, seed: of the interval of the bridging ratio.
        links_csv, factors_csv, bridging_csv: the tables to write.
    """
    table = read_table(documents, DOCUMENTS).sort_values("document_id")
    parts = read_table(passages, PASSAGES)
    nlp = load_pipeline()
    finder = LinkFinder(nlp, read_concepts(concepts), settings["sides"], read_lexicon(relations, settings.get("words")))
    helping = FactorFinder(nlp, finder, read_framework(factors))
    found: list[dict[str, Any]] = []
    stated: list[dict[str, Any]] = []
    wordings = dict(zip(table["document_id"], table["wording"], strict=True))
    rows = parts[parts["document_id"].isin(table["document_id"])].sort_values(["document_id", "start", "passage_id"])
    chosen = [
        (row.document_id, passage)
        for row in rows.itertuples()
        for passage in [Passage.of_row(row)]
        if finder.wants(passage) or helping.wants(passage)
    ]
    with without_judgement(nlp):
        docs = nlp.pipe(passage.text for _, passage in chosen)
        for (document_id, passage), doc in zip(chosen, docs, strict=True):
            wording = wordings[document_id]
            if finder.wants(passage):
                found += [{**vars(x), "wording": wording} for x in finder.in_passage(document_id, passage, doc)]
            if helping.wants(passage):
                stated += [{**vars(x), "wording": wording} for x in helping.in_passage(document_id, passage, doc)]
    write_table(frame_of({row["statement_id"]: row for row in found}.values(), LINKS), links_csv, LINKS)
    write_table(frame_of({row["statement_id"]: row for row in stated}.values(), FACTORS), factors_csv, FACTORS)
    meetings = bridging_rows(units_of(named_sides(parts, table, finder.sides)), bootstrap, seed)
    write_table(frame_of(meetings, BRIDGING), bridging_csv, BRIDGING)
    log.info("%d links, %d statements on factors", len(found), len(stated))


if "snakemake" in globals():
    snakemake = start_rule(globals()["snakemake"])
    main(
        Path(snakemake.input.documents),
        Path(snakemake.input.passages),
        Path(snakemake.input.relations),
        Path(snakemake.input.factors),
        snakemake.params.concepts,
        snakemake.params.links,
        snakemake.params.bootstrap,
        snakemake.params.seed,
        *map(Path, snakemake.output),
    )
