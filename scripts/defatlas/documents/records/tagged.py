"""Two tagged formats that no library in use here reads: PubMed's NBIB, and EndNote's "%T" export (.enl, .enw)."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator

from defatlas.documents.records.fields import is_known_type
from defatlas.documents.records.record import Candidate

NBIB_START = re.compile(r"\A\s*(?:PMID|OWN ?)- ?\S|^PMID- ?\d", re.MULTILINE)
ENDNOTE_START = re.compile(r"\A\s*%[0TA] \S")
_NBIB_TAG = re.compile(r"([A-Z]{2,4}) {0,2}-(?: (.*)|)$")
_ENDNOTE_TAG = re.compile(r"%([0-9A-Z@?!#$&()*+>\[=~^<F])(?:\s+(.*)|)$")

_Fields = dict[str, list[str]]


def _cut(text: str, tag_line: re.Pattern[str], once: str, at_gaps: bool) -> Iterator[_Fields]:
    """Cut the text into records of values by tag.

    A record begins where a tag that each has `once` stands a second time; and, after an empty line, at the tag that
    opened the first record, or, with `at_gaps`, at any tag.
    """
    fields: _Fields = defaultdict(list)
    tag, opening, after_gap = "", "", True
    for line in text.split("\n"):
        found = tag_line.match(line.rstrip())
        if found is None:
            after_gap = after_gap or not line.strip()
            if tag and line.strip():
                fields[tag][-1] += f"\n{line.strip()}"
            continue
        tag = found[1]
        again = tag in once.split() and tag in fields
        if fields and (again or (after_gap and (at_gaps or tag == opening))):
            yield fields
            fields = defaultdict(list)
        opening, after_gap = opening or tag, False
        fields[tag].append(found[2] or "")
    if fields:
        yield fields


def _first(fields: _Fields, *tags: str) -> list[str]:
    """Return the values of the first of these tags that the record has."""
    return next((fields[tag] for tag in tags if any(map(str.strip, fields.get(tag, [])))), [])


def read_nbib(text: str) -> Iterator[Candidate]:
    """Read PubMed's (and ERIC's) tagged text."""
    for fields in _cut(text, _NBIB_TAG, "PMID", at_gaps=True):
        identifiers = [*fields.get("LID", []), *fields.get("AID", [])]
        kinds = fields.get("PT", [])
        yield {
            "title": _first(fields, "TI", "BTI", "TT"),
            "abstract": _first(fields, "AB", "OAB"),
            "authors": _first(fields, "FAU", "AU", "CN", "FED", "ED"),
            "year": [*fields.get("DP", []), *fields.get("DEP", [])],
            "doi": [value for value in identifiers if "[pii]" not in value],
            "venue": [*_first(fields, "JT", "TA"), *fields.get("BTI", []), *fields.get("PB", [])],
            "language": fields.get("LA", []),
            "keywords": _first(fields, "OT", "MH"),
            "publication_type": sorted(kinds, key=is_known_type, reverse=True),
        }


def read_endnote(text: str) -> Iterator[Candidate]:
    """Read EndNote's tagged text, in which the kind (%0) does not always come first and abstracts hold empty lines."""
    for fields in _cut(text, _ENDNOTE_TAG, "0 T", at_gaps=False):
        yield {
            "title": fields.get("T", []),
            "abstract": " ".join(fields.get("X", [])),
            "authors": _first(fields, "A", "E", "Y"),
            "year": [*fields.get("D", []), *fields.get("8", [])],
            "doi": [*fields.get("R", []), *(url for url in fields.get("U", []) if "doi.org/" in url)],
            "venue": [*fields.get("J", []), *fields.get("B", []), *fields.get("I", [])],
            "language": fields.get("G", []),
            "keywords": [keyword for value in fields.get("K", []) for keyword in value.split("\n")],
            "publication_type": [*filter(is_known_type, fields.get("9", [])), *fields.get("0", [])],
        }
