"""Put the shards together: one table of documents, passages, candidates and rejections for the whole corpus."""

import logging
from collections.abc import Sequence
from pathlib import Path

import pandas as pd
from defatlas.rule_log import start_rule
from defatlas.schemas import (
    CANDIDATES,
    DOCUMENTS,
    PASSAGES,
    REJECTED,
    TEXTS,
    frame_of,
    read_tables,
    write_table,
)

log = logging.getLogger(__name__)


def same_bytes(documents: pd.DataFrame) -> pd.DataFrame:
    """Return rejections for documents whose bytes stand in the corpus already; the first path in order is kept."""
    ordered = documents.sort_values("path")
    first = ordered.groupby("sha256")["path"].transform("first")
    again = ordered[ordered["path"] != first]
    record = again["path"].str.contains("#", regex=False)
    said = record.map({True: "it is the same record as ", False: "it is the same file, byte for byte, as "})
    reasons = said + first[again.index]
    return frame_of(({"path": p, "reason": r} for p, r in zip(again["path"], reasons, strict=True)), REJECTED)


def main(
    shards: Sequence[Path],
    documents: Path,
    rejected: Path,
    passages: Path,
    candidates: Path,
    texts: Path,
) -> None:
    """Read the tables of all shard folders and write those of the corpus, each in a fixed order."""
    document_table = read_tables([shard / "documents.parquet" for shard in shards], DOCUMENTS)
    refused = read_tables([shard / "rejected.csv" for shard in shards], REJECTED)
    copies = same_bytes(document_table)
    document_table = document_table[~document_table["path"].isin(copies["path"])].sort_values("document_id")
    known = document_table["document_id"]
    passage_table = read_tables([shard / "passages.parquet" for shard in shards], PASSAGES)
    passage_table = passage_table[passage_table["document_id"].isin(known)].sort_values("passage_id")
    found = read_tables([shard / "candidates.parquet" for shard in shards], CANDIDATES)
    found = found[found["document_id"].isin(known)].sort_values(["document_id", "start", "definiens_start"])
    write_table(document_table, documents, DOCUMENTS)
    write_table(pd.concat([refused, copies]).sort_values("path"), rejected, REJECTED)
    write_table(passage_table, passages, PASSAGES)
    write_table(found, candidates, CANDIDATES)
    texts.mkdir(parents=True, exist_ok=True)
    for row in read_tables([shard / "texts.parquet" for shard in shards], TEXTS).itertuples():
        if row.document_id in set(known):
            (texts / f"{row.document_id}.txt").write_text(row.text, encoding="utf-8", newline="\n")
    log.info("%d documents, %d candidates, %d rejected", len(document_table), len(found), len(refused) + len(copies))


if "snakemake" in globals():
    snakemake = start_rule(globals()["snakemake"])
    main([Path(p).parent for p in snakemake.input.shards], *map(Path, snakemake.output))
