"""Read the documents of one shard: documents, passages, texts, and what was rejected."""

import logging
from collections.abc import Iterator, Sequence
from functools import partial
from pathlib import Path
from types import MappingProxyType
from typing import Any

from defatlas.documents.bibliography import Source, read_bibliography
from defatlas.documents.blocks import tidy
from defatlas.documents.corpus_folder import printable
from defatlas.documents.files import Columns, Outcome, Rejection, read_file
from defatlas.documents.isolation import Failure, read_isolated
from defatlas.documents.notes import is_note
from defatlas.documents.reading import LaidOutDocument, RejectedFile
from defatlas.rule_log import start_rule
from defatlas.schemas import DOCUMENTS, PASSAGES, REJECTED, TEXTS, frame_of, write_table

log = logging.getLogger(__name__)


def _as_source(document: LaidOutDocument) -> Source:
    """Return what a document says of itself as a source; its title stands for authors that it does not name clearly."""
    read = document.read
    listed = ", " in read.authors and read.media_type not in {"application/pdf", "text/html"}
    names = tuple(read.authors.split("; ")) if listed else (tidy(tidy(read.title) or Path(document.path).stem)[:60],)
    return Source(document.document_id, "misc", read.title, names, read.year, "", "", "", read.language)


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
        "citation": (source or _as_source(document)).short,
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


def read_files(corpus: Path, files: Sequence[str], columns: Columns) -> Iterator[Outcome]:
    """Read files in a child process, so that none can harm the run; yield what each holds, in the order given."""
    for number, (path, found) in enumerate(read_isolated(files, partial(read_file, corpus, columns=columns)), start=1):
        outcomes = [Rejection(path, found.reason)] if isinstance(found, Failure) else found
        log.info("%d of %d: %s, %d found in it", number, len(files), printable(path), len(outcomes))
        yield from outcomes


def main(
    corpus: Path,
    files: Sequence[str],
    documents: Path,
    passages: Path,
    texts: Path,
    rejected: Path,
    *,
    columns: Columns = MappingProxyType({}),
) -> None:
    """Read `files` (relative to `corpus`) and write the four tables; no file stops the others."""
    sources = read_bibliography(corpus / "sources.bib")
    document_rows: list[dict[str, Any]] = []
    passage_rows: list[dict[str, Any]] = []
    text_rows: list[dict[str, Any]] = []
    rejected_rows: list[dict[str, Any]] = []
    for outcome in read_files(corpus, files, columns):
        try:
            if isinstance(outcome, Rejection):
                raise RejectedFile(outcome.reason)
            document_rows.append(document_row(outcome, sources))
        except RejectedFile as reason:
            log.warning("%s: not read: %s", printable(outcome.path), reason)
            rejected_rows.append({"path": printable(outcome.path), "reason": tidy(str(reason))})
            continue
        text_rows.append({"document_id": outcome.document_id, "text": outcome.text})
        passage_rows.extend(
            {**vars(passage), "document_id": outcome.document_id, "passage_id": f"{outcome.document_id}:{place:05d}"}
            for place, passage in enumerate(outcome.passages)
        )
    write_table(frame_of(document_rows, DOCUMENTS), documents, DOCUMENTS)
    write_table(frame_of(passage_rows, PASSAGES), passages, PASSAGES)
    write_table(frame_of(text_rows, TEXTS), texts, TEXTS)
    write_table(frame_of(rejected_rows, REJECTED), rejected, REJECTED)


if "snakemake" in globals():
    snakemake = start_rule(globals()["snakemake"])
    param = snakemake.params
    main(Path(param.corpus), param.files, *map(Path, snakemake.output), columns=param.columns)
