"""RIS, by rispy, one record at a time.

rispy reads from one TY to the next ER. On real files this merges records where an ER is missing (a publisher's export
in colrev's tests: two records read as one), drops a last record without ER and one without TY, and passes over tags
written with one blank ("KW - "). So the text is cut into records here, their tags are put in the form that the
standard asks for, and rispy reads each record by itself.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import rispy  # type: ignore[import-untyped]

from defatlas.documents.records.fields import is_known_type
from defatlas.documents.records.record import Candidate

START = re.compile(r"^[ \t]*TY(?:[ \t]{1,3}-(?:[ \t]|$)|  -\w)", re.MULTILINE)
_TAG_LINE = re.compile(r"[ \t]*([A-Z][A-Z0-9])(?:[ \t]{1,3}-(?:[ \t]+(.*)|)|  -(\S.*))$")
_TAGS = frozenset(rispy.TAG_KEY_MAPPING) - {"UK"}
_SEVERAL = ["TI", "T1", "AB", "N2", "DO", "LA", "M3", "PY", "Y1", "T2"]  # else rispy keeps the first and drops the rest
_UNTYPED = "TY  - GEN"
_TEXTS = ("TI", "T1", "ST", "TT", "AB", "N2", "AU", "A1", "PY", "Y1", "DO")


def _tagged(line: str) -> tuple[str, str] | None:
    """Return tag and content of a line that begins with a tag of the standard."""
    found = _TAG_LINE.match(line)
    return (found[1], found[2] or found[3] or "") if found and found[1] in _TAGS else None


def _cut(text: str) -> Iterator[list[str]]:
    """Cut the text into records: from TY, or from the first tag after an ER, to ER or the next TY."""
    lines: list[str] = []
    for line in text.split("\n"):
        tagged = _tagged(line)
        if tagged is None:
            if lines:
                lines.append(line)
            continue
        tag, content = tagged
        if tag == "TY" and lines[:1] == [_UNTYPED] and not any(line.startswith(_TEXTS) for line in lines):
            lines[0] = f"TY  - {content}"  # an identifier stands above the TY of its record
            continue
        if tag in ("TY", "ER") and lines:
            yield lines
            lines = []
        if tag == "TY" or (tag != "ER" and not lines):
            lines = [f"TY  - {content}" if tag == "TY" else _UNTYPED]
        if tag not in ("TY", "ER"):
            lines.append(f"{tag}  - {content}")
    if lines:
        yield lines


def _texts(entry: dict[str, Any], *names: str) -> list[str]:
    """Return the values of the first of these fields that has any."""
    for name in names:
        value = entry.get(name, "")
        values = [str(part) for part in value] if isinstance(value, list) else [str(value)]
        if any(part.strip() for part in values):
            return values
    return []


def _candidate(lines: list[str]) -> Candidate:
    """Read one record."""
    try:
        entries = rispy.loads("\n".join([*lines, "ER  - "]), list_tags=[*rispy.LIST_TYPE_TAGS, *_SEVERAL])
    except Exception as error:  # rispy raises KeyError and TypeError as well as its own ParseError
        return f"the RIS record cannot be parsed ({type(error).__name__})"
    entry = entries[0]
    stated = [kind for kind in _texts(entry, "type_of_work") if is_known_type(kind)]
    places = ("secondary_title", "alternate_title3", "journal_name", "alternate_title1", "alternate_title2")
    return {
        "title": " ".join(_texts(entry, "title", "primary_title", "short_title", "translated_title")),
        "abstract": " ".join(_texts(entry, "abstract", "notes_abstract")),
        "authors": _texts(entry, "authors", "first_authors", "secondary_authors"),
        "year": [*_texts(entry, "year"), *_texts(entry, "publication_year"), *_texts(entry, "date")],
        "doi": [*_texts(entry, "doi"), *(url for url in _texts(entry, "urls") if "doi.org/" in url)],
        "venue": [" ".join(_texts(entry, *places)), *_texts(entry, "publisher")],
        "language": _texts(entry, "language"),
        "keywords": _texts(entry, "keywords"),
        "publication_type": [*stated, str(entry.get("type_of_reference", ""))],
    }


def read_ris(text: str) -> Iterator[Candidate]:
    """Read RIS text with plain line ends; every TY gives one candidate."""
    return map(_candidate, _cut(text))
