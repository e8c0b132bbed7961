"""Weigh every claim of claims.yaml by its statistic and its rule."""

import json
import logging
from pathlib import Path

import pandas as pd
from defatlas.claims.study import Study
from defatlas.claims.verdicts import read_claims, weigh
from defatlas.rule_log import start_rule
from defatlas.schemas import (
    CLAIMS,
    CODES,
    DEFINITIONS,
    DOCUMENTS,
    FACTORS,
    INITIATIVES,
    LINKS,
    frame_of,
    read_table,
    write_table,
)
from defatlas.table_files import write_for_people

log = logging.getLogger(__name__)


def main(tables: dict[str, Path], concept: str, reference: str, resamples: int, seed: int, output: Path) -> None:
    """Write the claims as CSV, and as a table for people.

    Args:
        tables: documents, definitions, codes, initiatives, heterogeneity, links, factors and claims.
        concept, reference: the concept under study and the one it is compared with.
        resamples, seed: of the bootstrap.
        output: claims.csv; the table goes to `tables/claims` beside it.
    """
    source, claims = read_claims(tables["claims"])
    study = Study(
        concept=concept,
        reference=reference,
        source=source,
        definitions=read_table(tables["definitions"], DEFINITIONS),
        documents=read_table(tables["documents"], DOCUMENTS),
        codes=read_table(tables["codes"], CODES),
        initiatives=read_table(tables["initiatives"], INITIATIVES),
        heterogeneity=json.loads(tables["heterogeneity"].read_text(encoding="utf-8")),
        links=read_table(tables["links"], LINKS),
        factors=read_table(tables["factors"], FACTORS),
        resamples=resamples,
        seed=seed,
    )
    rows = frame_of([weigh(study, claim) for claim in claims], CLAIMS)
    rows["value"] = rows["value"].round(6)
    write_table(rows, output, CLAIMS)
    for verdict, count in rows["verdict"].value_counts().sort_index().items():
        log.info("%s: %d of %d claims", verdict, count, len(rows))
    shown = rows[["claim", "section", "basis", "found", "verdict"]]
    shown.columns = pd.Index(["Claim", "Section", "Rests on", "Found", "Verdict"])
    wordings = " and ".join(sorted(set(study.definitions["wording"]))) or "none"
    caption = (
        "Claims of the source paper and what this corpus says of them. Shares are of definitions from checked sources, "
        "each quotation family counted once, with 95 % intervals from resampling sources; claims that rest on cases "
        f"are tested on the paper's own facts. Wording of the definitions: {wordings}."
    )
    write_for_people(shown, output.parent / "tables" / "claims", caption)


if "snakemake" in globals():
    snakemake = start_rule(globals()["snakemake"])
    main(
        {name: Path(path) for name, path in snakemake.input.items()},
        snakemake.params.concept,
        snakemake.params.reference,
        snakemake.params.bootstrap,
        snakemake.params.seed,
        Path(snakemake.output.claims),
    )
