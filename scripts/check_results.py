"""Check the results of this run; a broken promise fails the run."""

import logging
from collections.abc import Sequence
from pathlib import Path

import pandas as pd
from defatlas.integrity import Results, check
from defatlas.rule_log import start_rule
from defatlas.schemas import (
    CLUSTERS,
    CODES,
    DEFINITIONS,
    DOCUMENTS,
    DUPLICATES,
    INITIATIVE_EVIDENCE,
    MINED_INITIATIVES,
    PASSAGES,
    REJECTED,
    read_table,
)

log = logging.getLogger(__name__)


def main(results: Path, files: Sequence[str], checks: Path) -> None:
    """Write a row per check.

    Raises:
        SystemExit: naming the first breach, when a promise is broken.
    """
    documents = read_table(results / "documents.csv", DOCUMENTS)
    table = check(
        Results(
            files,
            documents,
            read_table(results / "rejected.csv", REJECTED),
            read_table(results / "passages.parquet", PASSAGES),
            read_table(results / "definitions.csv", DEFINITIONS),
            read_table(results / "codes.parquet", CODES),
            read_table(results / "clusters.parquet", CLUSTERS),
            {i: (results / "texts" / f"{i}.txt").read_bytes().decode("utf-8") for i in documents["document_id"]},
            (results / "atlas.html").read_text(encoding="utf-8"),
            read_table(results / "duplicates.csv", DUPLICATES),
            pd.read_csv(results / "tables/flow.csv", dtype=str, keep_default_na=False),
            read_table(results / "initiatives.csv", MINED_INITIATIVES),
            read_table(results / "initiative_evidence.csv", INITIATIVE_EVIDENCE),
        )
    )
    broken = table[table["breaches"] > 0]
    if len(broken):
        raise SystemExit(f"results break a promise: {broken['promise'].iloc[0]} {broken['first'].iloc[0]}")
    table.to_csv(checks, index=False, lineterminator="\n")
    log.info("%d checks kept", len(table))


if "snakemake" in globals():
    snakemake = start_rule(globals()["snakemake"])
    main(Path(snakemake.output.checks).parent, snakemake.params.files, Path(snakemake.output.checks))
