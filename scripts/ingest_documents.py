"""Read the documents of one shard: documents, passages, texts, and what was rejected."""

import logging
from collections.abc import Iterator, Mapping, Sequence
from functools import partial
from pathlib import Path
from types import MappingProxyType
from typing import Any

from defatlas.documents.bibliography import Source, read_bibliography
from defatlas.documents.blocks import tidy
from defatlas.documents.corpus_folder import printable
from defatlas.documents.files import Columns, Outcome, Rejection, read_file
from defatlas.documents.isolation import Failure, read_isolated
from defatlas.documents.language_detection import ENGLISH, Language, language_of
from defatlas.documents.manifest import Manifest
from defatlas.documents.metadata import Metadata, is_record, metadata_of
from defatlas.documents.notes import is_note
from defatlas.documents.reading import LaidOutDocument, RejectedFile
from defatlas.rule_log import start_rule
from defatlas.schemas import DOCUMENTS, PASSAGES, REJECTED, TEXTS, frame_of, write_table

log = logging.getLogger(__name__)
_NO_MANIFEST = Manifest()


def _language(document: LaidOutDocument, known: Metadata) -> Language:
    """Tell the language that a document is read in; the manifest knows best, then the text itself.

    Reading notes are ours and English; the bibliography names the language of their source. What a record or file
    states counts where the text is too short to tell; of a record it is the language of the paper, not of the
    abstract that is read here.
    """
    if known.language_is_fixed:
        return Language(known.language, known.language == ENGLISH)
    if is_note(document.path):
        return Language(known.language, True)
    found = language_of(document.passages)
    if found.code or not known.language:
        return found
    if is_record(document) or known.language == ENGLISH:
        return Language(known.language, True, found.remark)
    return Language(known.language, False)


def document_row(
    document: LaidOutDocument, sources: Mapping[str, Source], stated: Mapping[str, str] = MappingProxyType({})
) -> dict[str, Any]:
    """Return a document's row.

    Args:
        document: what was read.
        sources: the bibliography, by key: the name of a note, or of the file without its ending.
        stated: what the manifest says of the document.

    Raises:
        RejectedFile: for a reading note that has no bibliography entry.
    """
    note = is_note(document.path)
    source = None if is_record(document) else sources.get(Path(document.path).stem)
    if note and source is None:
        raise RejectedFile(f"its key {document.document_id} is not in sources.bib; add the entry")
    read, known = document.read, metadata_of(document, source, stated)
    language = _language(document, known)
    return {
        "document_id": document.document_id,
        "path": document.path,
        "sha256": document.sha256,
        "media_type": read.media_type,
        "citation": known.citation,
        "title": known.title,
        "authors": known.authors,
        "year": int(known.year[:4]) if known.year[:4].isdecimal() else None,
        "venue": known.venue,
        "doi": known.doi,
        "language": language.code,
        "source_type": known.source_type,
        "wording": "paraphrase" if note else "verbatim",
        "verified": bool(read.front_matter.get("verified", True)),
        "licence": known.licence or ("CC-BY-4.0" if note else ""),
        "pages": read.pages,
        "characters": len(document.text),
        "status": "read" if language.is_english else "other language",
        "reason": language.remark,
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
    manifest: Manifest = _NO_MANIFEST,
) -> None:
    """Read `files` (relative to `corpus`) and write the four tables; no file stops the others.

    Raises:
        BibliographyError: when `sources.bib` cannot be read.
    """
    sources = read_bibliography(corpus / "sources.bib")
    document_rows: list[dict[str, Any]] = []
    passage_rows: list[dict[str, Any]] = []
    text_rows: list[dict[str, Any]] = []
    rejected_rows: list[dict[str, Any]] = []
    for outcome in read_files(corpus, files, manifest.columns):
        try:
            if isinstance(outcome, Rejection):
                raise RejectedFile(outcome.reason)
            document_rows.append(document_row(outcome, sources, manifest.documents.get(outcome.path, {})))
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
    stated = Manifest(param.columns, param.metadata)
    main(Path(param.corpus), param.files, *map(Path, snakemake.output), manifest=stated)
