"""From a file's bytes to its bibliographic records."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping

from defatlas.documents.records import bibtex, pubmed_text, ris, tagged, wos
from defatlas.documents.records.columns import table_format
from defatlas.documents.records.decoding import decode
from defatlas.documents.records.json_items import is_csl, is_item, read_items
from defatlas.documents.records.json_values import json_entries
from defatlas.documents.records.openalex import is_work, read_openalex
from defatlas.documents.records.record import Candidate, Record, RecordsError, sort_out
from defatlas.documents.records.tables import find_dialect, read_separated
from defatlas.documents.records.workbook import is_workbook, read_workbook
from defatlas.documents.records.xml_records import FORMATS as XML_FORMATS
from defatlas.documents.records.xml_records import read_xml_records, xml_format

_FEWEST_FIELDS = 3  # that the first line of a text must name before it is taken for a table
_OLD_EXCEL = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_SPREADSHEETS = (".xlsx", ".xlsm")
_TABLES = (".csv", ".tsv", ".tab")
_JSON = (".json", ".jsonl", ".ndjson", ".csljson")
_BIBTEX = (".bib", ".bibtex", ".biblatex")
_TAGGED = (".ris", ".txt", ".nbib", ".enl", ".enw", ".ciw", ".isi", ".refer", ".medline", "")
_ENDINGS = frozenset({*_TAGGED, *_BIBTEX, *_JSON, *_TABLES, *_SPREADSHEETS, ".xls"})
_DOCUMENT = re.compile(rb"\s*(?:%PDF-|<!doctype html|<html)", re.IGNORECASE)

_READERS: dict[str, Callable[[str], Iterator[Candidate]]] = {
    "ris": ris.read_ris,
    "bibtex": bibtex.read_bibtex,
    "wos-tagged": wos.read_tagged_wos,
    "pubmed-nbib": tagged.read_nbib,
    "pubmed-text": pubmed_text.read_pubmed_text,
    "endnote-enl": tagged.read_endnote,
    "openalex-json": lambda text: read_openalex(json_entries(text)),
    "csl-json": lambda text: read_items(json_entries(text)),
    "table-json": lambda text: read_items(json_entries(text)),
}
_SEPARATED = (
    "wos-tab", "scopus-csv", "openalex-csv", "lens-csv", "ieee-csv", "springer-csv", "pubmed-csv", "table-csv",
)  # fmt: skip
FORMATS = (*_READERS, *_SEPARATED, *XML_FORMATS, "table-xlsx", "table-xls")


def _json_format(text: str) -> str | None:
    """Name the JSON format of a text."""
    try:
        found = json_entries(text)
    except RecordsError:
        return None
    if any(map(is_work, found)):
        return "openalex-json"
    if any(map(is_item, found)):
        return "csl-json" if any(map(is_csl, found)) else "table-json"
    return None


def _table_format(text: str, mapping: Mapping[str, str] | None) -> str | None:
    """Name the table format of a text."""
    try:
        found = find_dialect(text, mapping)
    except RecordsError:
        return "table-csv"  # the mapping is wrong, and reading says how
    if found is None:
        return "table-csv" if mapping else None
    return table_format(found[1].names)


def _table_in_text(text: str) -> str | None:
    """Name the table format of a text that is not named as a table: its first line must consist of headings."""
    found = find_dialect(text, None)
    if found is None or found[1].place > 0:
        return None
    fields = [field for field, columns in found[1].columns.items() if columns]
    return table_format(found[1].names) if len(fields) >= _FEWEST_FIELDS else None


def _tagged_format(text: str) -> str | None:
    """Name the tagged format of a text."""
    patterns = {
        "wos-tagged": wos.START,
        "ris": ris.START,
        "pubmed-nbib": tagged.NBIB_START,
        "pubmed-text": pubmed_text.START,
        "endnote-enl": tagged.ENDNOTE_START,
    }
    return next((name for name, pattern in patterns.items() if pattern.search(text)), None)


def _format_of_text(text: str, suffix: str, mapping: Mapping[str, str] | None) -> str | None:
    """Name the format of a text, that which its ending promises first: exports are saved under any name."""
    opening = text.lstrip()[:1]
    found = None
    if mapping or suffix in (*_TABLES, *_SPREADSHEETS, ".xls"):
        found = _table_format(text, mapping)
    if found is None and (opening in ("{", "[") or suffix in _JSON):
        found = _json_format(text)
    if found is None and (opening == "@" or suffix in _BIBTEX):
        found = "bibtex" if bibtex.START.search(text) else None
    if found is None:
        found = _tagged_format(text)
    return found or _table_in_text(text)


def record_format(data: bytes, suffix: str, mapping: Mapping[str, str] | None = None) -> str | None:
    """Tell what kind of record file this is, by its content; the ending decides only what is looked for first.

    Args:
        data: the file.
        suffix: its ending, with the dot (".csv").
        mapping: column headings by field of `Record`, when the corpus manifest names them for this file.

    Returns:
        One of `FORMATS`; None when it is no record file: another ending (a README.md with a BibTeX entry is a text),
        or a table without a known heading for titles or abstracts, and no mapping.
    """
    suffix = suffix.lower()
    if suffix == ".xml":
        return xml_format(data)
    if suffix not in _ENDINGS:
        return None
    if is_workbook(data) or (suffix in _SPREADSHEETS and data.startswith(b"PK")):
        return "table-xlsx"
    if data.startswith(_OLD_EXCEL):
        return "table-xls"
    if _DOCUMENT.match(data[:1024]):
        return None
    try:
        return _format_of_text(decode(data), suffix, mapping)
    except RecordsError:
        return None


def why_no_records(data: bytes, suffix: str) -> str:
    """Say why a file whose ending is one of records holds none, and the remedy; empty for another ending."""
    suffix = suffix.lower()
    if suffix not in _ENDINGS or not suffix:
        return ""
    try:
        text = decode(data)
        if suffix in (*_TABLES, *_SPREADSHEETS, ".xls"):
            list(read_separated(text))
        elif suffix in _JSON:
            names = next(
                (", ".join(map(repr, entry))[:200] for entry in json_entries(text) if isinstance(entry, dict)), ""
            )
            return f"no entry of this JSON is known to hold a title and abstract (the first has: {names or 'no names'})"
    except RecordsError as reason:
        return str(reason)
    return "no record begins in it; export it again, as RIS or BibTeX with abstracts"


def read_records(
    data: bytes, format: str, mapping: Mapping[str, str] | None = None
) -> tuple[list[Record], list[tuple[int, str]]]:
    """Read a record file.

    Args:
        data: the file.
        format: one of `FORMATS`, as `record_format` tells it.
        mapping: column headings by field of `Record`, for tables; fields it leaves out are found by known headings.

    Returns:
        The records, and (number, reason) for each that cannot be used. Numbers run from 1 in the order of the file;
        each stands in exactly one of the two.

    Raises:
        RecordsError: when the file cannot be read at all, or holds no record; the message says why, and the remedy.
    """
    if format == "table-xls":
        raise RecordsError("this is a workbook of old Excel (.xls); save it as .xlsx or CSV")
    if format == "table-xlsx":
        candidates = read_workbook(data, mapping)
    elif format in XML_FORMATS:
        candidates = read_xml_records(data, format)
    elif format in _SEPARATED:
        candidates = read_separated(decode(data), mapping)
    elif format in _READERS:
        candidates = _READERS[format](decode(data))
    else:
        raise RecordsError(f"{format!r} is no format of records; the formats are {', '.join(FORMATS)}")
    records, unusable = sort_out(candidates)
    if not records and not unusable:
        raise RecordsError("the file holds no record; export it again, with abstracts")
    return records, unusable
