"""Mine initiatives from the documents, and lay them beside those that people listed."""

import logging
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pandas as pd
from defatlas.coding.codebook import Framework, read_framework
from defatlas.coding.coder import Coder
from defatlas.concepts import mention_expression, read_concepts
from defatlas.documents.blocks import Passage
from defatlas.initiatives.agreement import agreement_table, coded_parts, disagreement_table
from defatlas.initiatives.discourse import Initiative
from defatlas.initiatives.groups import GroupReader
from defatlas.initiatives.kinds import read_kinds
from defatlas.initiatives.listed import read_listed
from defatlas.initiatives.mining import Miner
from defatlas.initiatives.names import NameFinder
from defatlas.initiatives.origins import OriginReader
from defatlas.initiatives.own import OwnReader
from defatlas.initiatives.places import Gazetteer
from defatlas.initiatives.reading import DocumentReader
from defatlas.initiatives.resolving import KindReader
from defatlas.initiatives.sets import SetFinder
from defatlas.initiatives.tables import (
    MANY,
    evidence_rows,
    mined_rows,
    printed_evidence,
    printed_initiatives,
    with_taken,
)
from defatlas.language.pipeline import load_pipeline, without_judgement
from defatlas.links.lexicon import read_lexicon
from defatlas.links.statements import LinkFinder
from defatlas.rule_log import start_rule
from defatlas.schemas import (
    DOCUMENTS,
    INITIATIVE_EVIDENCE,
    INITIATIVES,
    MINED_INITIATIVES,
    PASSAGES,
    frame_of,
    read_table,
    write_table,
)
from defatlas.table_files import write_for_people
from spacy.language import Language

log = logging.getLogger(__name__)


def miner_for(
    nlp: Language,
    coded: pd.DataFrame,
    lexicons: Mapping[str, Path],
    concepts: Mapping[str, Any],
    links: Mapping[str, Any],
) -> tuple[Miner, Coder, dict[str, Framework]]:
    """Return a miner, the coder of sectors and stakeholders, and their lists by attribute.

    Args:
        nlp: the trained pipeline.
        coded: the listed initiatives.
        lexicons: the files by their names without ending.
        concepts, links: as in the configuration; the first side of the links is the smart city.
    """
    terms = read_concepts(concepts)
    kinds, gazetteer = read_kinds(lexicons["initiatives"]), Gazetteer(nlp, lexicons["places"])
    city = set(next(iter(links["sides"].values())))
    origins = OriginReader(mention_expression([term for term in terms if term.family in city]))
    finder = LinkFinder(nlp, terms, links["sides"], read_lexicon(lexicons["relations"], links.get("words")))
    frameworks = {attribute: read_framework(lexicons[column]) for column, attribute in MANY.items()}
    coder = Coder(nlp, list(frameworks.values()))
    names = NameFinder(kinds, gazetteer, read_listed(coded, kinds, gazetteer))
    reader = DocumentReader(nlp, names, gazetteer, SetFinder(kinds), origins)
    return Miner(reader, OwnReader(KindReader(kinds), origins, coder), GroupReader(origins, finder)), coder, frameworks


def main(
    documents: Path,
    passages: Path,
    initiatives: Path,
    lexicons: Mapping[str, Path],
    concepts: Mapping[str, Any],
    links: Mapping[str, Any],
    mined_csv: Path,
    evidence_csv: Path,
    tables: Path,
) -> None:
    """Write what was mined, its evidence, and the tables for print.

    Args:
        documents, passages: tables of the whole corpus.
        initiatives: those that people listed and coded.
        lexicons: the files by their names without ending.
        concepts, links: as in the configuration.
        mined_csv, evidence_csv: the tables to write.
        tables: folder of the tables for print.
    """
    document_table = read_table(documents, DOCUMENTS).sort_values("document_id")
    coded = read_table(initiatives, INITIATIVES)
    nlp = load_pipeline()
    miner, coder, frameworks = miner_for(nlp, coded, lexicons, concepts, links)
    by_document = dict(tuple(read_table(passages, PASSAGES).groupby("document_id")))
    found: list[Initiative] = []
    rows: list[dict[str, Any]] = []
    with without_judgement(nlp):
        for document in document_table.itertuples():
            table = by_document.get(document.document_id)
            if table is None:
                continue
            parts = [Passage.of_row(row) for row in table.sort_values("passage_id").itertuples()]
            mined = miner.mine(document.document_id, parts)
            found += mined.initiatives
            rows += evidence_rows(mined.evidence, document.wording)
        parts_coded = coded_parts(coded, coder)
    mined_table = frame_of(mined_rows(found, rows, frameworks), MINED_INITIATIVES)
    evidence = pd.DataFrame(rows, columns=[c for c in INITIATIVE_EVIDENCE.columns if c != "taken"])
    evidence = with_taken(evidence, mined_table)
    write_table(mined_table, mined_csv, MINED_INITIATIVES)
    write_table(evidence.sort_values("initiative_id", kind="stable"), evidence_csv, INITIATIVE_EVIDENCE)
    categories = {column: [d.id for d in frameworks[attribute].dimensions] for column, attribute in MANY.items()}
    printed = {
        "mined_initiatives": printed_initiatives(mined_table),
        "initiative_evidence": printed_evidence(evidence, mined_table, document_table),
        "initiative_agreement": agreement_table(coded, mined_table, parts_coded, categories),
        "initiative_disagreements": disagreement_table(coded, mined_table, evidence, parts_coded),
    }
    for name, caption in captions(mined_table, coded, document_table).items():
        write_for_people(printed[name], tables / name, caption)
        log.info("%s: %d rows", name, len(printed[name]))


def captions(mined: pd.DataFrame, coded: pd.DataFrame, documents: pd.DataFrame) -> dict[str, str]:
    """Return the caption of each table: what it shows, how much was found, and on which wording it rests."""
    named = int(mined["listed"].astype(bool).sum())
    of_listed = f"the documents read name {named} of the {len(coded)} listed initiatives"
    nothing = "" if named else f"Nothing mined to compare: none of the {len(coded)} listed initiatives is named. "
    resting = f"Wording: {' and '.join(sorted(set(documents['wording']))) or 'none'}."
    return {
        "mined_initiatives": (
            f"Initiatives mined from the documents: {of_listed} and {len(mined) - named} that nobody listed. {resting}"
        ),
        "initiative_evidence": (
            "The statements that the mined attributes rest on. What is said of a group is handed to its members and "
            f"marked; what is said of one outweighs it. {resting}"
        ),
        "initiative_agreement": (
            f"{nothing}Mined attributes against those that people coded by reading; {of_listed}. Compared are "
            f"initiatives with a coded value, and nothing mined counts as no agreement. {resting}"
        ),
        "initiative_disagreements": (
            f"{nothing}Where mined and coded attributes differ, with the first sentence that the mined one rests on. "
            f"{resting}"
        ),
    }


if "snakemake" in globals():
    snakemake = start_rule(globals()["snakemake"])
    main(
        Path(snakemake.input.documents),
        Path(snakemake.input.passages),
        Path(snakemake.input.initiatives),
        {Path(path).stem: Path(path) for path in snakemake.input.lexicons},
        snakemake.params.concepts,
        snakemake.params.links,
        Path(snakemake.output.mined),
        Path(snakemake.output.evidence),
        Path(snakemake.output.tables[0]).parent,
    )
