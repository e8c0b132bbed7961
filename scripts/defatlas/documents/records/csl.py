"""CSL-JSON, of Zotero, Mendeley and Crossref."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from defatlas.documents.records.json_values import entries, member, texts
from defatlas.documents.records.record import Candidate

_MARKS = {"author", "DOI", "container-title", "issued", "abstract", "editor", "title-short", "citation-key"}


def is_item(entry: object) -> bool:
    """Tell whether an object is an item of CSL."""
    return isinstance(entry, dict) and isinstance(entry.get("title"), str | list) and bool(_MARKS & entry.keys())


def _name(name: object) -> str:
    """Return a CSL name as "Family, Given"; a literal name, of an organisation, whole."""
    literal = texts(member(name, "literal")) or texts(member(name, "name")) or texts(name)
    if literal:
        return literal[0].replace(",", " ") + ","
    family = [*texts(member(name, "non-dropping-particle")), *texts(member(name, "family"))]
    given = [*texts(member(name, "given")), *texts(member(name, "dropping-particle"))]
    return f"{' '.join(family)}, {' '.join(given)}"


def _dates(item: dict[str, Any]) -> list[str]:
    """Return the dates that may hold the year, the date of issue first."""
    dates = [item.get(name) for name in ("issued", "published", "published-print", "published-online", "year")]
    return [
        text
        for date in dates
        for text in [
            *(part for parts in entries(member(date, "date-parts"))[:1] for part in texts(parts)[:1]),
            *texts(member(date, "raw")),
            *texts(member(date, "literal")),
            *texts(date),
        ]
    ]


def _candidate(item: Any) -> Candidate:
    """Turn an item into the raw fields of a record."""
    if not isinstance(item, dict):
        return item if isinstance(item, str) else "the entry is no CSL item"
    return {
        "title": texts(item.get("title")),
        "abstract": texts(item.get("abstract")),
        "authors": [_name(name) for name in entries(item.get("author")) or entries(item.get("editor"))],
        "year": _dates(item),
        "doi": [*texts(item.get("DOI")), *(url for url in texts(item.get("URL")) if "doi.org/" in url)],
        "venue": [*texts(item.get("container-title")), *texts(item.get("publisher"))],
        "language": texts(item.get("language")),
        "keywords": next(iter(texts(item.get("keyword"))), "") or texts(item.get("subject")),
        "publication_type": texts(item.get("type")),
    }


def read_csl(found: list[Any]) -> Iterator[Candidate]:
    """Read items; every entry gives one candidate."""
    return map(_candidate, found)
