"""Access to JSON whose shape nobody promises."""

from __future__ import annotations

import json
import re
from typing import Any

from defatlas.documents.records.record import RecordsError

_LISTS = ("results", "items", "message", "data", "works", "references")
_WRAPPERS = ("results", "items", "data", "works", "records", "entries", "publications", "documents")
_TITLES = ("title", "Title", "display_name", "dc:title", "abstract", "Abstract")
_MOST_WRAPPERS = 3  # objects within each other around a list of entries
_BETWEEN = re.compile(r"[\s,]*")


class Fault(str):
    """The reason why something in the place of an entry is none."""


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


def _is_described(value: object) -> bool:
    """Tell whether a value is an object with a title and more, as records are."""
    return isinstance(value, dict) and len(value) > 1 and any(name in value for name in _TITLES)


def _in_list(value: list[Any], depth: int) -> list[Any] | None:
    """Return the entries in a list, or in a list of pages; None when there are none in it."""
    if any(_is_described(part) or _is_described(member(part, "data")) for part in value):
        return value
    inner = [_listed(part, depth + 1) if isinstance(part, dict) else [part] for part in value]
    listed = [entry for part in inner for entry in part]
    return listed if any(map(_is_described, listed)) else None


def _listed(value: object, depth: int = 0) -> list[Any]:
    """Return the list of entries in a parsed file, which databases wrap in objects of their own, and these in lists."""
    if isinstance(value, list) and depth < _MOST_WRAPPERS:
        return _in_list(value, depth) or value
    if not isinstance(value, dict):
        return [value]
    if _is_described(value):  # a record, or a search with a title and its results
        lists = (value[name] for name in _WRAPPERS if isinstance(value.get(name), list))
        return next((found for listed in lists if (found := _in_list(listed, depth)) is not None), [value])
    waiting: list[object] = [value]
    for level in range(depth, _MOST_WRAPPERS):
        inner = [part for holder in waiting for part in _members(holder)]
        for part in inner:
            if isinstance(part, list) and (found := _in_list(part, level)) is not None:
                return found
        waiting = [part for part in inner if isinstance(part, dict) and not _is_described(part)]
        if described := [part for part in inner if _is_described(part)]:
            return described
    named = next((value[name] for name in _LISTS if isinstance(value.get(name), list)), None)
    return [value] if named is None else named


def _members(holder: object) -> list[object]:
    """Return the members of an object, those first in which lists of entries stand mostly."""
    if not isinstance(holder, dict):
        return []
    first = [holder[name] for name in _LISTS if name in holder]
    return [*first, *(value for name, value in holder.items() if name not in _LISTS)]


def _integer(digits: str) -> int | str:
    """Return an integer; one too long for Python stays text."""
    return int(digits) if len(digits) < 20 else digits


def _decoded(text: str) -> tuple[list[Any], str]:
    """Return the JSON values that stand one after the other in a text, and what is wrong behind them, if anything is.

    Raises:
        ValueError: when there is none at its start, or one is nested too deep.
    """
    decoder = json.JSONDecoder(parse_int=_integer)
    found: list[Any] = []
    place = 0
    while (place := _BETWEEN.match(text, place).end()) < len(text):  # type: ignore[union-attr]
        try:
            value, place = decoder.raw_decode(text, place)
        except RecursionError as error:
            raise ValueError("nested too deep") from error
        except ValueError as error:
            if not found:
                raise
            return found, f"line {text.count(chr(10), 0, place) + 1} and all after it: no valid JSON ({error})"
        found.append(value)
    if not found:
        raise ValueError("it is empty")
    return found, ""


def _lines(text: str) -> list[Any]:
    """Return one value for each line, and a reason in the place of one that is no JSON."""
    found: list[Any] = []
    for line in filter(str.strip, text.split("\n")):
        try:
            value, fault = _decoded(line)
        except ValueError as error:
            value, fault = [], str(error)
        found += [Fault("the line is not valid JSON")] if fault else value
    return found


def json_entries(text: str) -> list[Any]:
    """Return the entries of a JSON file: a list, an object that holds one, one entry, or several of these in a row.

    Raises:
        RecordsError: when it is no JSON.
    """
    try:
        found, fault = _decoded(text)
        if fault and isinstance(found[0], dict) and _is_line(text):
            found, fault = _lines(text), ""
    except ValueError as error:
        raise RecordsError(f"the file is not valid JSON ({error}); export it again") from error
    listed = [entry for value in found for entry in (_listed(value) if isinstance(value, dict | list) else [value])]
    return [*listed, Fault(fault)] if fault else listed


def _is_line(text: str) -> bool:
    """Tell whether the first line is a JSON value of its own, so that each line is."""
    try:
        return not _decoded(text.lstrip().split("\n", 1)[0])[1]
    except ValueError:
        return False
