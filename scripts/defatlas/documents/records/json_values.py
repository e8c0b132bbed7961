"""Access to JSON whose shape nobody promises."""

from __future__ import annotations

import json
from typing import Any

from defatlas.documents.records.record import RecordsError

_LISTS = ("results", "items", "message", "data", "works", "references")


def entries(value: object) -> list[Any]:
    """Return a list as it is, and nothing for any other value."""
    return value if isinstance(value, list) else []


def member(value: object, *path: str) -> object:
    """Return the member at a path of names, None where the path ends early."""
    for name in path:
        if not isinstance(value, dict):
            return None
        value = value.get(name)
    return value


def texts(value: object) -> list[str]:
    """Return the texts and numbers in a value: itself, or the members of a list."""
    if isinstance(value, bool) or value is None:
        return []
    if isinstance(value, str):
        return [value] if value.strip() else []
    if isinstance(value, int | float):
        return [repr(value)]
    return [text for part in entries(value) if not isinstance(part, list) for text in texts(part)]


def _listed(value: object) -> list[Any]:
    """Return the list of entries in a parsed file, which databases wrap in objects of their own."""
    for _ in range(3):
        inner = next((member(value, name) for name in _LISTS if isinstance(member(value, name), list | dict)), None)
        if not isinstance(value, dict) or inner is None:
            break
        value = inner
    return value if isinstance(value, list) else [value]


def _parsed(text: str) -> Any:
    """Parse JSON; integers too long for Python stay text.

    Raises:
        ValueError: when it is no JSON, or nested too deep.
    """
    try:
        return json.loads(text, parse_int=lambda digits: int(digits) if len(digits) < 20 else digits)
    except RecursionError as error:
        raise ValueError("nested too deep") from error


def json_entries(text: str) -> list[Any]:
    """Return the entries of a JSON file: a list, an object that holds one, one entry, or one entry a line.

    Raises:
        RecordsError: when it is no JSON.
    """
    try:
        return _listed(_parsed(text))
    except ValueError as error:
        lines = [line for line in text.split("\n") if line.strip()]
        try:
            if len(lines) < 2 or not isinstance(_parsed(lines[0]), dict):
                raise error
        except ValueError:
            raise RecordsError(f"the file is not valid JSON ({error}); export it again") from error
    found: list[Any] = []
    for line in lines:
        try:
            found.append(_parsed(line))
        except ValueError:
            found.append("the line is not valid JSON")
    return found
