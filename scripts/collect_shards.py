"""Put the shards together: one table of documents, passages, candidates and rejections for the whole corpus."""

import logging
from collections.abc import Sequence
from pathlib import Path

import pandas as pd
from defatlas.corrections import Correction, read_corrections
from defatlas.documents.deduplication import find_duplicates, work_of
from defatlas.rule_log import start_rule
from defatlas.schemas import (
    CANDIDATES,
    DOCUMENTS,
    DUPLICATES,
    PASSAGES,
    REJECTED,
    TEXTS,
    frame_of,
    read_tables,
    write_table,
)

log = logging.getLogger(__name__)
_SAID = {
    "file": "it is the same file, byte for byte, as",
    "doi": "it has the same DOI as",
    "record": "it is the same record as",
    "title": "it has the same title, year and authors as",
    "version": "it is another version of",
    "correction": "corrections.csv merges it with",
}


def duplicates_among(
    documents: pd.DataFrame, passages: pd.DataFrame, texts: dict[str, str], corrections: Sequence[Correction] = ()
) -> pd.DataFrame:
    """Return the documents that are copies or versions of others, each with the one that stands for it.

    Args:
        documents, passages: those of all shards.
        texts: normalised text by document id.
        corrections: rows of corrections.csv; those of documents merge and split.
    """
    abstracts = passages[passages["kind"] == "abstract"].groupby("document_id")["text"].agg(" ".join)
    works = [work_of(row, texts[row.document_id], abstracts.get(row.document_id, "")) for row in documents.itertuples()]
    last = {correction.target: correction for correction in corrections if correction.of_document}.values()
    merges = {correction.target: correction.value for correction in last if correction.action == "merge"}
    found = find_duplicates(works, merges, [correction.target for correction in last if correction.action == "split"])
    known = documents.set_index("document_id")
    rows = [
        {
            **vars(duplicate),
            "path": known.at[duplicate.document_id, "path"],
            "kept_path": known.at[duplicate.kept_id, "path"],
            "title": known.at[duplicate.document_id, "title"],
            "kept_title": known.at[duplicate.kept_id, "title"],
        }
        for duplicate in found
    ]
    return frame_of(rows, DUPLICATES)


def as_rejected(duplicates: pd.DataFrame) -> pd.DataFrame:
    """Return the rows of rejected.csv for duplicates: every input is there or among the documents."""
    reasons = (f"{_SAID[row.ground]} {row.kept_path}" for row in duplicates.itertuples())
    return frame_of(({"path": p, "reason": r} for p, r in zip(duplicates["path"], reasons, strict=True)), REJECTED)


def main(
    shards: Sequence[Path],
    documents: Path,
    rejected: Path,
    duplicates: Path,
    passages: Path,
    candidates: Path,
    texts: Path,
    *,
    corrections: Sequence[Correction] = (),
) -> None:
    """Read the tables of all shard folders and write those of the corpus, each in a fixed order."""
    document_table = read_tables([shard / "documents.parquet" for shard in shards], DOCUMENTS)
    refused = read_tables([shard / "rejected.csv" for shard in shards], REJECTED)
    passage_table = read_tables([shard / "passages.parquet" for shard in shards], PASSAGES)
    text_of = dict(read_tables([shard / "texts.parquet" for shard in shards], TEXTS).itertuples(index=False))
    copies = duplicates_among(document_table, passage_table, text_of, corrections)
    document_table = document_table[~document_table["path"].isin(copies["path"])].sort_values("document_id")
    known = document_table.loc[document_table["status"] == "read", "document_id"]
    passage_table = passage_table[passage_table["document_id"].isin(known)].sort_values("passage_id")
    found = read_tables([shard / "candidates.parquet" for shard in shards], CANDIDATES)
    found = found[found["document_id"].isin(known)].sort_values(["document_id", "start", "definiens_start"])
    write_table(document_table, documents, DOCUMENTS)
    write_table(pd.concat([refused, as_rejected(copies)]).sort_values("path"), rejected, REJECTED)
    write_table(copies, duplicates, DUPLICATES)
    write_table(passage_table, passages, PASSAGES)
    write_table(found, candidates, CANDIDATES)
    texts.mkdir(parents=True, exist_ok=True)
    for document_id in document_table["document_id"]:
        (texts / f"{document_id}.txt").write_text(text_of[document_id], encoding="utf-8", newline="\n")
    log.info(
        "%d documents, %d of them read, %d candidates, %d duplicates, %d rejected",
        *(len(document_table), len(known), len(found), len(copies), len(refused)),
    )


if "snakemake" in globals():
    snakemake = start_rule(globals()["snakemake"])
    corrected = [row for path in snakemake.input.corrections for row in read_corrections(Path(path))]
    main([Path(p).parent for p in snakemake.input.shards], *map(Path, snakemake.output), corrections=corrected)
