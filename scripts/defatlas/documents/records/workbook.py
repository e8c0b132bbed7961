"""Records from the sheets of an XLSX workbook, by openpyxl."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator, Mapping
from datetime import date

import openpyxl

from defatlas.documents.records.columns import LARGEST_WIDTH
from defatlas.documents.records.record import Candidate, RecordsError
from defatlas.documents.records.tables import Headings, candidates, find_headings, no_headings

_LARGEST_UNPACKED = 300_000_000  # bytes
_LARGEST_RATIO = 200  # of unpacked to packed, in parts above a megabyte; sheets of text reach about 20
_MOST_ROWS = 200_000
_AGAIN = "open it in a spreadsheet program and save it again as .xlsx, or as CSV"


def is_workbook(data: bytes) -> bool:
    """Tell whether bytes are a ZIP archive with a workbook inside."""
    if not data.startswith(b"PK"):
        return False
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            return "xl/workbook.xml" in archive.namelist()
    except Exception:  # zipfile raises more than BadZipFile on broken archives
        return False


def _check(data: bytes) -> None:
    """Refuse a workbook that unpacks to too much, or whose XML declares entities.

    Raises:
        RecordsError: with the reason.
    """
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        parts = archive.infolist()
        bomb = any(p.file_size > 1_000_000 and p.file_size > _LARGEST_RATIO * p.compress_size for p in parts)
        if bomb or sum(part.file_size for part in parts) > _LARGEST_UNPACKED:
            raise RecordsError("the workbook unpacks to far more than its size; it is not read")
        for part in parts:
            if part.filename.endswith((".xml", ".rels")):
                with archive.open(part) as stream:
                    head = stream.read(10_000).replace(b"\0", b"")
                if b"<!DOCTYPE" in head or b"<!ENTITY" in head:
                    raise RecordsError("the workbook's XML declares entities, which no spreadsheet program writes")


def _text(value: object) -> str:
    """Return a cell as text; whole numbers without a decimal point, dates as in ISO 8601."""
    if value is None:
        return ""
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return value.isoformat() if isinstance(value, date) else str(value)


def _sheets(data: bytes) -> Iterator[list[list[str] | str]]:
    """Yield the rows, those that are not empty, of each sheet; a reason stands in the place of those past the most."""
    _check(data)
    book = openpyxl.load_workbook(io.BytesIO(data), read_only=True, data_only=True)
    for sheet in book.worksheets:
        if not hasattr(sheet, "iter_rows"):
            continue  # it holds a chart alone
        sheet.reset_dimensions()  # a size that the file states wrongly would cut the sheet
        found: list[list[str] | str] = []
        for number, row in enumerate(sheet.iter_rows(values_only=True, max_col=LARGEST_WIDTH)):
            if number >= _MOST_ROWS:
                found.append(f"row {number + 1} and all after it: the sheet has more than {_MOST_ROWS:,} rows")
                break
            cells = [_text(value) for value in row]
            if any(cell.strip() for cell in cells):
                found.append(cells)
        yield found


def _sheets_with_headings(
    data: bytes, mapping: Mapping[str, str] | None
) -> list[tuple[list[list[str] | str], Headings]]:
    """Return the sheets in which titles or abstracts have a column.

    Raises:
        RecordsError: when the workbook cannot be read, or has no such sheet.
    """
    found = []
    seen: list[str] = []
    try:
        for table in _sheets(data):
            headings = find_headings(table, mapping)
            if headings is not None:
                found.append((table, headings))
            elif table and not seen:
                seen = list(table[0])
    except RecordsError:
        raise
    except Exception as error:  # openpyxl raises what its parts raise: KeyError, BadZipFile, ParseError, TypeError …
        raise RecordsError(f"the workbook cannot be read ({type(error).__name__}); {_AGAIN}") from error
    if not found:
        raise no_headings(seen, mapping)
    return found


def read_workbook(data: bytes, mapping: Mapping[str, str] | None = None) -> Iterator[Candidate]:
    """Read a workbook; every row that is not empty below the headings of a sheet gives one candidate.

    Raises:
        RecordsError: when the workbook cannot be read, or no sheet has a column for titles or abstracts.
    """
    for table, headings in _sheets_with_headings(data, mapping):
        yield from candidates(table, headings)
