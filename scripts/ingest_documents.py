"""Read the documents of one shard: documents, passages, texts, and what was rejected."""

import logging
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from defatlas.documents.bibliography import Source, read_bibliography
from defatlas.documents.blocks import tidy
from defatlas.documents.corpus_folder import printable
from defatlas.documents.notes import is_note
from defatlas.documents.reading import LaidOutDocument, RejectedFile, read_document
from defatlas.rule_log import start_rule
from defatlas.schemas import DOCUMENTS, PASSAGES, REJECTED, TEXTS, frame_of, write_table

log = logging.getLogger(__name__)


def document_row(document: LaidOutDocument, sources: dict[str, Source]) -> dict[str, Any]:
    """Return a document's row; the bibliography knows better than the file, the file better than its name.

    Raises:
        RejectedFile: for a reading note that has no bibliography entry.
    """
    note = is_note(document.path)
    source = sources.get(document.document_id if note else Path(document.path).stem)
    if note and source is None:
        raise RejectedFile(f"its key {document.document_id} is not in sources.bib; add the entry")
    read = document.read
    year = source.year if source else read.year
    title = tidy(source.title if source else read.title) or tidy(Path(document.path).stem)
    return {
        "document_id": document.document_id,
        "path": document.path,
        "sha256": document.sha256,
        "media_type": read.media_type,
        "citation": source.short if source else f"{title[:60]} ({year or 'n.d.'})",
        "title": title,
        "authors": tidy("; ".join(source.authors) if source else read.authors),
        "year": int(year[:4]) if year[:4].isdecimal() else None,
        "language": tidy((source.language if source else "") or read.language),
        "source_type": str(read.front_matter.get("source_type", "")) if note else "",
        "wording": "paraphrase" if note else "verbatim",
        "verified": bool(read.front_matter.get("verified", True)),
        "licence": "CC-BY-4.0" if note else "",
        "pages": read.pages,
        "characters": len(document.text),
        "status": "read",
        "reason": "",
    }


def main(corpus: Path, files: Sequence[str], documents: Path, passages: Path, texts: Path, rejected: Path) -> None:
    """Read `files` (relative to `corpus`) and write the four tables; no file stops the others."""
    sources = read_bibliography(corpus / "sources.bib")
    document_rows: list[dict[str, Any]] = []
    passage_rows: list[dict[str, Any]] = []
    text_rows: list[dict[str, Any]] = []
    rejected_rows: list[dict[str, Any]] = []
    for number, path in enumerate(files, start=1):
        try:
            document = read_document(corpus, path)
            document_rows.append(document_row(document, sources))
        except RejectedFile as reason:
            log.warning("%s: not read: %s", printable(path), reason)
            rejected_rows.append({"path": printable(path), "reason": tidy(str(reason))})
            continue
        log.info("%d of %d: %s, %d passages", number, len(files), path, len(document.passages))
        text_rows.append({"document_id": document.document_id, "text": document.text})
        passage_rows.extend(
            {**vars(passage), "document_id": document.document_id, "passage_id": f"{document.document_id}:{place:05d}"}
            for place, passage in enumerate(document.passages)
        )
    write_table(frame_of(document_rows, DOCUMENTS), documents, DOCUMENTS)
    write_table(frame_of(passage_rows, PASSAGES), passages, PASSAGES)
    write_table(frame_of(text_rows, TEXTS), texts, TEXTS)
    write_table(frame_of(rejected_rows, REJECTED), rejected, REJECTED)


if "snakemake" in globals():
    snakemake = start_rule(globals()["snakemake"])
    main(Path(snakemake.params.corpus), snakemake.params.files, *map(Path, snakemake.output))
