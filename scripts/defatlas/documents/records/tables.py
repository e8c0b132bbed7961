"""Records from tables: CSV of any separator and era, and the sheets of a workbook."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice

from defatlas.documents.records.columns import LARGEST_WIDTH, Layout, folded, layout, table_format
from defatlas.documents.records.fields import doi_of, year_of
from defatlas.documents.records.names import names_in, separator_in, split_run_together
from defatlas.documents.records.openalex import running_text
from defatlas.documents.records.record import Candidate, RecordsError
from defatlas.documents.records.separated import SEPARATORS, Dialect, rows

_HEADING_ROWS = 20  # rows in which to look for the headings: people set titles above their tables
_SAMPLE = 100_000  # characters in which to look for them

Row = list[str] | str
"""Cells, or the reason why a row cannot be read."""


@dataclass(frozen=True)
class Headings:
    """The row of headings: its place among the rows that are not empty, its texts, and the columns of the fields."""

    place: int
    names: Sequence[str]
    columns: Layout

    @property
    def width(self) -> int:
        """Number of columns."""
        return len(self.names)


def find_headings(table: Iterable[Row], mapping: Mapping[str, str] | None) -> Headings | None:
    """Find the first row that has a heading for titles or abstracts, and those that the mapping names."""
    for place, row in enumerate(islice(table, _HEADING_ROWS)):
        if not isinstance(row, str):
            columns = layout(row, mapping)
            if columns is not None:
                return Headings(place, [cell.strip() for cell in row], columns)
    return None


def find_dialect(text: str, mapping: Mapping[str, str] | None) -> tuple[Dialect, Headings] | None:
    """Find the separator under which most fields have a column, and the headings that it gives."""
    best: tuple[Dialect, Headings] | None = None
    best_count = 0
    for separator in SEPARATORS:
        dialect = Dialect(separator)
        headings = find_headings(rows(text[:_SAMPLE], dialect), mapping)
        if headings is not None:
            count = sum(map(len, headings.columns.values()))
            if count > best_count:
                quoted = separator != "\t" or table_format(headings.names) != "wos-tab"
                best, best_count = (Dialect(separator, quoted), headings), count
    return best


def no_headings(seen: Sequence[str], mapping: Mapping[str, str] | None) -> RecordsError:
    """Return the error for a table whose columns are not understood; it names the headings that the table has."""
    shown = ", ".join(repr(name.strip()[:40]) for name in seen[:12] if name.strip()) or "none"
    absent = [name for name in (mapping or {}).values() if folded(name) not in map(folded, seen[:LARGEST_WIDTH])]
    what = f"no column is called {absent[0]!r}" if absent else "no column is known to hold titles or abstracts"
    return RecordsError(f"{what} (the first row has: {shown}); name the columns in the corpus manifest")


def _fitted(cells: list[str], headings: Headings) -> list[str] | str:
    """Fit a row to the headings; a row with more cells than headings is kept where the surplus can be told.

    Scopus writes several cells of funding text under one heading in most rows, so that all after them stands one to
    the right. In other tables surplus cells at the end are left out, unless year or DOI show that the row is shifted.
    """
    width, surplus = headings.width, len(cells) - headings.width
    if surplus <= 0:
        return cells + [""] * -surplus
    if not any(cell.strip() for cell in cells[width:]):
        return cells[:width]
    names = [folded(name) for name in headings.names]
    funding = [index for index, name in enumerate(names) if name.startswith("fundingtext")]
    if funding and "eid" in names:
        fitted = cells[: funding[-1] + 1] + cells[funding[-1] + 1 + surplus :]
        if fitted[names.index("eid")].startswith("2-s2.0-"):
            return fitted
    checks = (("year", year_of), ("doi", doi_of))
    for field, value_of in checks:
        stated = [cells[index] for index in headings.columns[field] if cells[index].strip()]
        if stated and not any(map(value_of, stated)):
            return f"the row has {len(cells)} cells for {width} headings and is shifted; check its quotation marks"
    return cells[:width]


def _abstract(cell: str) -> str:
    """Return an abstract cell; OpenAlex may give the places of each word instead of the text."""
    if cell.startswith("{"):
        try:
            return running_text(json.loads(cell)) or cell
        except (ValueError, RecursionError):
            return cell
    return cell


def _candidate(row: Row, headings: Headings, separator: str, springer: bool) -> Candidate:
    """Turn a row into the raw fields of a record."""
    cells = row if isinstance(row, str) else _fitted(row, headings)
    if isinstance(cells, str):
        return cells
    if [cell.strip() for cell in cells] == list(headings.names):
        return "the row repeats the headings"
    filled = {
        field: [cells[index] for index in columns if cells[index].strip()]
        for field, columns in headings.columns.items()
    }
    authors = next(iter(filled["authors"]), "")
    return {
        **filled,
        "abstract": [_abstract(cell) for cell in filled["abstract"]],
        "authors": split_run_together(authors) if springer else names_in(authors, separator),
        "keywords": next(iter(filled["keywords"]), ""),
    }


def candidates(table: Iterable[Row], headings: Headings) -> Iterator[Candidate]:
    """Turn the rows below the headings into candidates, one each; `table` holds the rows above them as well."""
    springer = table_format(headings.names) == "springer-csv"
    below = list(islice(table, headings.place + 1, None))
    columns = headings.columns["authors"]
    separator = separator_in(row[at] for row in below if not isinstance(row, str) for at in columns if at < len(row))
    return (_candidate(row, headings, separator, springer) for row in below)


def _width(line: str, separator: str) -> int:
    """Return the number of cells in a line."""
    try:
        return len(next(Dialect(separator).read(iter([line])), []))
    except csv.Error:
        return 1


def read_separated(text: str, mapping: Mapping[str, str] | None = None) -> Iterator[Candidate]:
    """Read CSV text with plain line ends; every row below the headings that is not empty gives one candidate.

    Raises:
        RecordsError: for more than 1,000 columns, and where no column holds titles or abstracts.
    """
    first = text.lstrip().split("\n", 1)[0]
    if max(_width(first, separator) for separator in SEPARATORS) > LARGEST_WIDTH:
        raise RecordsError(f"the table has more than {LARGEST_WIDTH:,} columns; keep those of the records and save it")
    found = find_dialect(text, mapping)
    if found is None:
        separator = max(SEPARATORS, key=first.count)
        raise no_headings(first.split(separator), mapping)
    dialect, headings = found
    return candidates(rows(text, dialect, headings.width), headings)
