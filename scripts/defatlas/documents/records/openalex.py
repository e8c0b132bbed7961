"""Works of OpenAlex as JSON: a page of the API, a list, one work, or one work a line."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from defatlas.documents.records.json_values import Fault, entries, member, texts
from defatlas.documents.records.record import Candidate


def running_text(index: object) -> str:
    """Return the text of an inverted index, which gives the places of each word."""
    if not isinstance(index, dict):
        return ""
    places = [
        (place, str(word))
        for word, at in index.items()
        if isinstance(at, list)
        for place in at
        if isinstance(place, int)
    ]
    return " ".join(word for _, word in sorted(places))


def is_work(entry: object) -> bool:
    """Tell whether an object is a work of OpenAlex."""
    if not isinstance(entry, dict):
        return False
    return "abstract_inverted_index" in entry or "authorships" in entry or "openalex.org/W" in str(entry.get("id", ""))


def _candidate(work: Any) -> Candidate:
    """Turn a work into the raw fields of a record."""
    if not isinstance(work, dict):
        return str(work) if isinstance(work, Fault) else "the entry is no work of OpenAlex"
    authorships = entries(work.get("authorships"))
    return {
        "title": [*texts(work.get("title")), *texts(work.get("display_name"))],
        "abstract": [running_text(work.get("abstract_inverted_index")), *texts(work.get("abstract"))],
        "authors": [
            next(iter([*texts(member(a, "author", "display_name")), *texts(member(a, "raw_author_name"))]), "")
            for a in authorships
        ],
        "year": [*texts(work.get("publication_year")), *texts(work.get("publication_date"))],
        "doi": [*texts(work.get("doi")), *texts(member(work, "ids", "doi"))],
        "venue": [
            *texts(member(work, "primary_location", "source", "display_name")),
            *texts(member(work, "host_venue", "display_name")),
            *texts(member(work, "primary_location", "raw_source_name")),
        ],
        "language": texts(work.get("language")),
        "keywords": [
            text
            for keyword in entries(work.get("keywords"))
            for text in (texts(keyword) or texts(member(keyword, "display_name")) or texts(member(keyword, "keyword")))
        ],
        "publication_type": texts(work.get("type")),
    }


def read_openalex(found: list[Any]) -> Iterator[Candidate]:
    """Read works; every entry gives one candidate."""
    return map(_candidate, found)
