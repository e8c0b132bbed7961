"""What the files of a corpus folder look like before any is read: by their endings and first bytes.

This tells an author in a moment what will be tried; how each file was really read stands in results/documents.csv.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from pathlib import Path
from types import MappingProxyType

from defatlas.documents.corpus_folder import is_readable_file, printable
from defatlas.documents.notes import is_note
from defatlas.documents.records.columns import table_format
from defatlas.documents.records.decoding import decode
from defatlas.documents.records.record import RecordsError
from defatlas.documents.records.tables import find_dialect
from defatlas.documents.records.xml_records import xml_format

NOT_OPENED = "cannot be opened"
EMPTY = "empty"
NO_READER = "no reader for this kind"
_HEAD = 16_384  # bytes; a heading row of OpenAlex takes six thousand
_MOST_OPENED = 2_000  # files; of a larger folder only the endings are looked at
_MOST_LINES = 30
_TABLE = "table of records"
_UNKNOWN_TABLE = "table whose headings are not known (name them in manifest.yaml)"
_TABLES = {
    "scopus-csv": "Scopus records", "wos-tab": "Web of Science records", "openalex-csv": "OpenAlex records",
    "lens-csv": "Lens records", "ieee-csv": "IEEE records", "springer-csv": "Springer records",
    "pubmed-csv": "PubMed records",
}  # fmt: skip
_RECORDS_IN_XML = {
    "pubmed-xml": "PubMed records", "endnote-xml": "EndNote records", "mods-xml": "MODS records",
    "dublin-core-xml": "Dublin Core records", "atom-xml": "Atom feed of records",
}  # fmt: skip
_BY_ENDING = {
    **dict.fromkeys((".md", ".markdown"), "Markdown"),
    **dict.fromkeys((".txt", ".text"), "plain text"),
    **dict.fromkeys((".htm", ".html", ".xhtml"), "web page"),
    ".pdf": "PDF",
    ".xml": "XML article",
    ".docx": "Word document",
    ".zip": "zip archive",
    ".ris": "RIS records",
    ".bib": "BibTeX records",
    ".nbib": "PubMed records",
    **dict.fromkeys((".enl", ".enw"), "EndNote records"),
    ".ciw": "Web of Science records",
    **dict.fromkeys((".json", ".jsonl", ".ndjson", ".csljson"), "JSON records"),
    **dict.fromkeys((".csv", ".tsv", ".tab"), _TABLE),
    ".xlsx": "workbook of records",
}
_BY_HEAD = (
    ("PDF", re.compile(rb"\A\s*%PDF-")),
    ("web page", re.compile(rb"\A\s*(?:<!doctype html|<html)", re.IGNORECASE)),
)
_TEXT_BY_HEAD = (
    ("Web of Science records", re.compile(rb"^(?:FN \S|PT [A-Z]\s*$)", re.MULTILINE)),
    ("RIS records", re.compile(rb"^[ \t]*TY {1,3}-", re.MULTILINE)),
    ("PubMed records", re.compile(rb"^PMID- ?\d", re.MULTILINE)),
    ("EndNote records", re.compile(rb"\A\s*%[0TA] \S")),
)
_JSON_BY_HEAD = (("OpenAlex records", re.compile(rb"openalex\.org/[WA]\d|abstract_inverted_index")),)
_XML_BY_HEAD = (
    ("TEI article", re.compile(rb"<(?:\w+:)?TEI[\s>]")),
    ("JATS article", re.compile(rb"<(?:\w+:)?article[\s>]")),
)


def _kind_of_table(head: bytes, mapping: Mapping[str, str] | None) -> str:
    """Return what a table looks like by its headings."""
    try:
        text = decode(head)
        found = find_dialect(text, mapping)
    except RecordsError:
        return _TABLE
    if found is None:
        return _UNKNOWN_TABLE
    return _TABLES.get(table_format(found[1].names), _TABLE)


def kind_of(relative_path: str, head: bytes, mapping: Mapping[str, str] | None = None) -> str:
    """Return what a file looks like.

    Args:
        relative_path: its path in the corpus folder.
        head: its first bytes; empty when it was not opened.
        mapping: the headings that the manifest names for it, by field.
    """
    if is_note(relative_path):
        return "reading note"
    kind = _BY_ENDING.get(Path(relative_path).suffix.lower(), NO_READER)
    more = {"plain text": _TEXT_BY_HEAD, "XML article": _XML_BY_HEAD, "JSON records": _JSON_BY_HEAD}.get(kind, ())
    seen = head.replace(b"\x00", b"")  # of UTF-16, the letters
    told = next((name for name, pattern in (*_BY_HEAD, *more) if pattern.search(seen)), "")
    if not told and kind == "XML article":
        told = _RECORDS_IN_XML.get(xml_format(head) or "", "")
    if not told and kind == _TABLE and head:
        told = _kind_of_table(head, mapping)
    return told or kind


def kinds_of(
    corpus: Path, files: Sequence[str], columns: Mapping[str, Mapping[str, str]] = MappingProxyType({})
) -> dict[str, str]:
    """Return what each file of a corpus folder looks like, by its path; none is read beyond its first bytes.

    Args:
        corpus: the folder.
        files: paths in it.
        columns: what the manifest says of tables, by path.
    """
    kinds = {}
    for path in files:
        if not is_readable_file(corpus / path):
            kinds[path] = NOT_OPENED
            continue
        head = b""
        if len(files) <= _MOST_OPENED and not is_note(path):
            with (corpus / path).open("rb") as stream:
                head = stream.read(_HEAD)
            if not head.strip():
                kinds[path] = EMPTY
                continue
        kinds[path] = kind_of(path, head, columns.get(path))
    return kinds


def summary(kinds: dict[str, str]) -> str:
    """Return what the files look like, in words: counts by kind, and for a small folder each file."""
    counts = sorted(Counter(kinds.values()).items(), key=lambda item: (-item[1], item[0]))
    said = ", ".join(f"{name}: {number:,}" for name, number in counts)
    lines = [f"{len(kinds):,} file{'' if len(kinds) == 1 else 's'} in the corpus folder, taken for: {said}."]
    if len(kinds) < _MOST_LINES:
        lines += [f"  {' '.join(printable(path).split())}: {kind}" for path, kind in kinds.items()]
    return "\n".join(lines)
