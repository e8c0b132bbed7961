"""What people corrected by hand, as `corrections.csv` says it: read and checked."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from defatlas.configuration import nearest

COLUMNS = ("definition_id", "action", "value", "reason", "who", "date")
ACTIONS = ("accept", "reject", "edit", "merge", "split", "recode")
DOCUMENT_ACTIONS = ("merge", "split")
_DEFINITION = re.compile(r"[0-9a-f]{12}")
_EDIT = re.compile(r"(definiens|definiendum):\s*(\S.*)", re.DOTALL)
_RECODE = re.compile(r"[+-][^\s/]+/[^\s/]+")
_MANGLED = re.compile(r"\d+(?:[.,]\d+)?E[+-]?\d+")  # what a spreadsheet program makes of an id such as 1234e5678901


class CorrectionsError(ValueError):
    """The corrections cannot be read; the message names file, line, column and remedy."""


@dataclass(frozen=True)
class Correction:
    """One row of corrections.csv; `target` is the id of a definition or candidate, or of a document."""

    line: int
    target: str
    action: str
    value: str
    reason: str
    who: str
    date: str

    @property
    def of_document(self) -> bool:
        """Whether it corrects the deduplication of documents."""
        return not _DEFINITION.fullmatch(self.target)


def read_corrections(path: Path) -> list[Correction]:
    """Read a file of corrections; a file that does not exist holds none.

    Raises:
        CorrectionsError: for the first row that cannot be understood.
    """
    if not path.exists():
        return []
    for line, message in find_problems(path):
        raise CorrectionsError(f"{path.name}, line {line}: {message}")
    return [
        Correction(line, *(" ".join(row[name].split()) if name != "value" else row[name].strip() for name in COLUMNS))
        for line, row in _rows(path)
    ]


def find_problems(path: Path) -> Iterator[tuple[int, str]]:
    """Yield the line and the message of everything that is wrong with the form of a file of corrections."""
    try:
        with path.open(encoding="utf-8-sig", newline="") as stream:
            heading = next(csv.reader(stream), [])
        rows = _rows(path)
    except UnicodeDecodeError:
        yield 1, "not UTF-8; save it as CSV in UTF-8"
        return
    except csv.Error as error:
        yield 1, f"no CSV ({error}); save it as CSV in UTF-8 with commas"
        return
    if heading != list(COLUMNS):
        said = ", ".join(heading) or "none"
        yield 1, f"the columns are {said}; they must be {', '.join(COLUMNS)}, separated by commas"
        return
    for line, row in rows:
        if None in row or None in row.values():
            yield line, f"the row has not {len(COLUMNS)} cells; put cells that hold commas into double quotes"
            continue
        yield from ((line, message) for message in _row_problems({k: v.strip() for k, v in row.items()}))


def _rows(path: Path) -> list[tuple[int, dict[str, str]]]:
    """Return the rows that hold anything, each with the line it starts at."""
    with path.open(encoding="utf-8-sig", newline="") as stream:
        reader = csv.DictReader(stream, strict=True)
        _ = reader.fieldnames
        rows, line = [], reader.line_num + 1
        for row in reader:
            rows.append((line, row))
            line = reader.line_num + 1
    return [(line, row) for line, row in rows if any(row.values())]


def _row_problems(row: dict[str, str]) -> Iterator[str]:
    """Yield what is wrong with one row."""
    target, action = row["definition_id"], row["action"]
    if not target:
        yield "definition_id is empty; copy it from results/definitions.csv or results/rejected_candidates.csv"
    elif _MANGLED.fullmatch(target):
        yield f"definition_id is {target!r}, a number made by a spreadsheet program; format the column as text"
    for name in ("reason", "who"):
        if not row[name]:
            yield f"{name} is empty; say {'why' if name == 'reason' else 'who corrects'}"
    if not _is_date(row["date"]):
        yield f"date is {row['date']!r}; write it like 2024-03-31"
    if action not in ACTIONS:
        yield f"action is {action!r}{nearest(action, ACTIONS)}"
    elif target and not _DEFINITION.fullmatch(target) and action not in DOCUMENT_ACTIONS:
        yield (
            f"definition_id is {target!r}, no id of a definition (12 of 0-9 and a-f), and action {action} corrects "
            "definitions; copy the id from results/definitions.csv"
        )
    else:
        yield from _value_problems(row)


def _is_date(text: str) -> bool:
    """Tell whether a text is a day as YYYY-MM-DD."""
    try:
        return bool(re.fullmatch(r"\d{4}-\d\d-\d\d", text)) and bool(date.fromisoformat(text))
    except ValueError:
        return False


def _value_problems(row: dict[str, str]) -> Iterator[str]:
    """Yield what is wrong with the value of a row whose action is known."""
    target, action, value = row["definition_id"], row["action"], row["value"]
    if action in {"accept", "reject", "split"} and value:
        yield f"value is {value!r}, but {action} takes none; leave it empty"
    elif action == "edit" and not _EDIT.fullmatch(value):
        yield f"value is {value!r}; write `definiens: exact words of the sentence` or `definiendum: exact words`"
    elif action == "recode" and not _RECODE.fullmatch(value):
        yield f"value is {value!r}; write `+framework/dimension` to add a code, `-framework/dimension` to take it away"
    elif action == "merge" and value == target:
        yield "value is the id itself; name the one that it belongs together with"
    elif action == "merge" and (not value or bool(_DEFINITION.fullmatch(value)) != bool(_DEFINITION.fullmatch(target))):
        yield f"value is {value!r}; merge takes the id of another definition, or of another document for a document"
