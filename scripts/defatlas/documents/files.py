"""From one file of a corpus folder to its documents: one, one per bibliographic record, or one per archive member."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from defatlas.documents.archives import ArchiveError, archive_members
from defatlas.documents.blocks import Block, ReadDocument
from defatlas.documents.corpus_folder import ARCHIVE_ENDING
from defatlas.documents.reading import (
    LaidOutDocument,
    NoReaderError,
    RejectedFile,
    lay_out_document,
    read_bytes,
    read_data,
)
from defatlas.documents.records.reading import read_records, record_format, why_no_records
from defatlas.documents.records.record import Record, RecordsError
from defatlas.documents.xml_articles import read_many

Columns = Mapping[str, Mapping[str, str]]
"""For a table of records, by its path: the headings of its columns, by field of `Record`."""


@dataclass(frozen=True)
class Rejection:
    """A file, record ("records.csv#12") or archive member ("papers.zip/a.pdf") that is no document, and why."""

    path: str
    reason: str


Outcome = LaidOutDocument | Rejection


def file_of(path: str, files: Collection[str]) -> str:
    """Return the file that a document or rejection is, or is a record or member of; empty when there is none."""
    while path and path not in files:
        path = path[: max(path.rfind("#"), path.rfind("/"), 0)]
    return path


def read_file(corpus: Path, relative_path: str, columns: Columns) -> list[Outcome]:
    """Read one file; whatever it holds ends as a document or as a rejection, and nothing is raised.

    Args:
        corpus: the corpus folder.
        relative_path: the file's path in it.
        columns: see `Columns`.
    """
    try:
        data = read_bytes(corpus, relative_path)
    except RejectedFile as reason:
        return [Rejection(relative_path, str(reason))]
    return list(_outcomes(data, relative_path, columns))


def _outcomes(data: bytes, path: str, columns: Columns) -> Iterator[Outcome]:
    """Yield the documents and rejections of a file's bytes."""
    suffix = Path(path).suffix
    try:
        kind = record_format(data, suffix, columns.get(path))
        if suffix.lower() == ARCHIVE_ENDING:
            yield from _members(data, path, columns)
        elif kind is not None:
            yield from _records(data, path, kind, columns.get(path))
        elif suffix.lower() == ".xml" and (articles := read_many(data)):
            yield from _articles(articles, path)
        else:
            yield read_data(data, path)
    except NoReaderError as reason:
        yield Rejection(path, why_no_records(data, suffix) or str(reason))
    except (RejectedFile, RecordsError, ArchiveError) as reason:
        yield Rejection(path, str(reason))
    except RecursionError:
        yield Rejection(path, "it is nested too deep")


def _members(data: bytes, path: str, columns: Columns) -> Iterator[Outcome]:
    """Yield what each member of an archive holds."""
    for member in archive_members(data):
        inside = f"{path}/{member.name}"
        if member.data is None:
            yield Rejection(inside, member.reason)
        elif not member.data.strip():
            yield Rejection(inside, "it is empty")
        else:
            yield from _outcomes(member.data, inside, columns)


def _records(data: bytes, path: str, kind: str, columns: Mapping[str, str] | None) -> Iterator[Outcome]:
    """Yield a document for every record with an abstract, and a rejection for every other one."""
    records, unusable = read_records(data, kind, columns)
    if not records and not unusable:
        yield Rejection(path, "it holds no records")
    for number, reason in unusable:
        yield Rejection(f"{path}#{number}", reason)
    for record in records:
        if record.abstract:
            own = f"{record.title}\n{record.abstract}".encode()  # the same record in another format has the same digest
            yield lay_out_document(own, f"{path}#{record.number}", _document_of(record, kind))
        else:
            yield Rejection(f"{path}#{record.number}", f"the record has no abstract: {record.title}")


def _articles(articles: list[tuple[bytes, ReadDocument | str]], path: str) -> Iterator[Outcome]:
    """Yield the articles in one XML file, each named by its number as a record is."""
    for number, (own, read) in enumerate(articles, start=1):
        if isinstance(read, str):
            yield Rejection(f"{path}#{number}", read)
            continue
        try:
            yield lay_out_document(own, f"{path}#{number}", read)
        except RejectedFile as reason:
            yield Rejection(f"{path}#{number}", str(reason))


def _document_of(record: Record, kind: str) -> ReadDocument:
    """Return a record as a document that holds its abstract."""
    return ReadDocument(
        f"application/x-record; format={kind}",
        [Block("abstract", record.abstract)],
        title=record.title,
        authors="; ".join(record.authors),
        year=record.year,
        language=record.language,
        front_matter={"doi": record.doi, "venue": record.venue, "publication_type": record.publication_type},
    )
