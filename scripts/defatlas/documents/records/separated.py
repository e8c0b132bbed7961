"""The rows of a CSV file of any separator, with the row a reader must not trust told apart."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from dataclasses import dataclass

SEPARATORS = ",;\t|"
_LARGEST_CELL = 10_000_000  # characters; the references of one Scopus record pass the 131,072 that the module allows
_MOST_BROKEN_ROWS = 50  # each costs another look at all that follows it


@dataclass(frozen=True)
class Dialect:
    """How cells are set apart; the tab-delimited export of Web of Science quotes nothing."""

    separator: str
    quoted: bool = True

    def read(self, lines: Iterator[str], strict: bool = False) -> Iterator[list[str]]:
        """Return the csv module's reader over lines; it has the attribute `line_num`."""
        csv.field_size_limit(max(csv.field_size_limit(), _LARGEST_CELL))
        if self.quoted:
            return csv.reader(lines, delimiter=self.separator, strict=strict)
        return csv.reader(lines, delimiter=self.separator, quoting=csv.QUOTE_NONE)


def _breaks_rules(lines: list[str], dialect: Dialect) -> bool:
    """Tell whether the quotation marks in these lines do not pair up."""
    try:
        for _ in dialect.read((f"{line}\n" for line in lines), strict=True):
            pass
    except csv.Error:
        return True
    return False


def _swallows(lines: list[str], cells: int, dialect: Dialect, width: int | None) -> bool:
    """Tell whether a row over several lines, with a mark that nobody closed, has swallowed the rows after it.

    It has when it has not as many cells as there are headings, or when one of its lines has separators for a row.
    """
    if not _breaks_rules(lines, dialect):
        return False
    return cells != width or any(line.count(dialect.separator) >= width - 1 for line in lines[1:])


def _next_row(
    lines: list[str], start: int, dialect: Dialect, width: int | None
) -> Iterator[tuple[int, int, list[str] | None]]:
    """Yield (first line, line after, cells) of the rows from `start` on; cells are None for a row that is broken.

    A row over several lines is broken when it ends the file with a mark still open, or has swallowed other rows.
    """
    reader = dialect.read(f"{line}\n" for line in lines[start:])
    begin = start
    while True:
        try:
            row = next(reader)
        except StopIteration:
            return
        except csv.Error:
            yield begin, begin + 1, None
            return
        end = start + int(reader.line_num)  # type: ignore[attr-defined]
        if end - begin > 1 and (
            (end >= len(lines) - 1 and _breaks_rules(lines[begin:end], dialect))
            or _swallows(lines[begin:end], len(row), dialect, width)
        ):
            yield begin, begin + 1, None
            return
        yield begin, end, row
        begin = end


def rows(text: str, dialect: Dialect, width: int | None = None) -> Iterator[list[str] | str]:
    """Yield each row that is not empty: its cells, or the reason why it cannot be read.

    Args:
        text: with plain line ends.
        dialect: how cells are set apart.
        width: number of headings, where it is known.
    """
    lines = text.split("\n")
    start, broken = 0, 0
    while start < len(lines):
        for begin, end, row in _next_row(lines, start, dialect, width):
            start = end
            if row is None:
                broken += 1
                yield f"line {begin + 1}: a quotation mark in this row is not closed; double it, or take it out"
            elif any(cell.strip() for cell in row):
                yield row
        if broken >= _MOST_BROKEN_ROWS and start < len(lines):
            yield f"line {start + 1} and all after it: too many quotation marks are not closed; export the file again"
            return
