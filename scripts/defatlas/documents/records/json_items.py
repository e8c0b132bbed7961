"""Items of JSON exports other than OpenAlex: CSL (Zotero, Mendeley, Crossref), Zotero's own, Lens, Semantic Scholar,
Dimensions, Europe PMC, Scopus, and any list of objects whose names are headings that tables have as well."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from defatlas.documents.records.columns import field_named
from defatlas.documents.records.json_values import Fault, entries, member, texts
from defatlas.documents.records.names import names_in, separator_in
from defatlas.documents.records.record import Candidate

_MARKS = {"authors", "abstract", "doi", "year", "venue"}
_CSL_NAMES = {"container-title", "issued", "title-short", "citation-key", "citation-label"}
# Names that no table has as headings; the fields of `Record` they stand for.
_NAMES = {
    "abstractnote": "abstract",
    "creators": "authors",
    "authorstring": "authors",
    "authorships": "authors",
    "containertitle": "venue",
    "journaltitle": "venue",
    "journalinfo": "venue",
    "published": "year",
    "publishedprint": "year",
    "publishedonline": "year",
    "url": "doi",
    "externalids": "doi",
    "ids": "doi",
    "languages": "language",
    "tags": "keywords",
    "subject": "keywords",
    "itemtype": "publication_type",
    "publicationtypes": "publication_type",
}
_FAMILY = ("family", "last_name", "lastName", "LastName", "surname")
_GIVEN = ("given", "first_name", "firstName", "ForeName", "forename", "initials")
_PLAIN = ("title", "abstract", "venue", "language", "publication_type")
_WHOLE = ("literal", "name", "display_name", "fullName", "full_name", "raw_name", "authname", "@value", "$")


def _fields(item: dict[str, Any]) -> dict[str, list[object]]:
    """Return the values of an item that are not empty by field of `Record`, the best name first."""
    found: dict[str, list[tuple[int, object]]] = {}
    for name, value in item.items():
        field, rank = field_named(name)
        if not field:
            field, rank = _NAMES.get("".join(filter(str.isalnum, name)).casefold(), ""), 1_000
        if field and value not in (None, "", [], {}):
            found.setdefault(field, []).append((rank, value))
    return {field: [value for _, value in sorted(values, key=lambda v: v[0])] for field, values in found.items()}


def is_item(entry: object) -> bool:
    """Tell whether an object describes a publication: it has a title, and another field of a record."""
    if not isinstance(entry, dict):
        return False
    found = _fields(_unwrapped(entry))
    return any(map(_texts_in, found.get("title", []))) and bool(_MARKS & found.keys())


def is_csl(entry: object) -> bool:
    """Tell whether an item has names of CSL."""
    return isinstance(entry, dict) and bool(_CSL_NAMES & entry.keys())


def _unwrapped(item: dict[str, Any]) -> dict[str, Any]:
    """Return what an item holds, which the interface of Zotero sets apart under "data"."""
    data = item.get("data")
    return data if isinstance(data, dict) and "title" in data else item


def _texts_in(value: object) -> list[str]:
    """Return the texts of a value, or those that name an object: the title of a journal, the word of a tag.

    Lists within a list hold none, so that no file can nest them deeper than Python can follow.
    """
    if isinstance(value, dict):
        parts = [member(value, name) for name in ("title", "name", "display_name", "tag", "value", "code", "$")]
        return [text for part in parts for text in texts(part)][:1]
    if isinstance(value, list):
        return [text for part in value if not isinstance(part, list) for text in _texts_in(part)]
    return texts(value)


def _first(value: object, names: tuple[str, ...]) -> list[str]:
    """Return the texts of the first of these members that has any."""
    return next((found for name in names if (found := texts(member(value, name)))), [])


def _name(name: object) -> str:
    """Return a name as "Family, Given"; a literal name, of an organisation, whole."""
    family = _first(name, _FAMILY)
    if family:
        prefix, suffix = texts(member(name, "non-dropping-particle")), texts(member(name, "dropping-particle"))
        return f"{' '.join([*prefix, *family])}, {' '.join([*_first(name, _GIVEN), *suffix])}"
    author = member(name, "author")
    if isinstance(author, dict):
        return _name({key: value for key, value in author.items() if key != "author"})
    if literal := texts(member(name, "literal")) or _first(name, _GIVEN):
        return literal[0].replace(",", " ") + ","
    return next(iter(_first(name, _WHOLE) or texts(name)), "")


def _authors(values: list[object], separator: str) -> list[str] | str:
    """Return the names of the first value that holds any; a text holds them all."""
    for value in values:
        if isinstance(value, str) and value.strip():
            return names_in(value, separator)
        listed = entries(value) or entries(member(value, "author"))
        if names := [name for part in listed if (name := _name(part)) and _is_of_author(part)]:
            return names
    return ""


def _is_of_author(person: object) -> bool:
    """Tell whether a person is an author, where kinds of creators are told apart."""
    return str(member(person, "creatorType") or "author") == "author"


def _dates(value: object) -> list[str]:
    """Return the texts of a date that may hold the year."""
    parts = entries(member(value, "date-parts"))[:1]
    return [
        *(text for part in parts for text in texts(part)[:1]),
        *texts(member(value, "raw")),
        *texts(member(value, "literal")),
        *texts(value),
    ]


def _dois(value: object) -> list[str]:
    """Return the texts that may hold the DOI: of an address only that of doi.org, of a list of identifiers its own."""
    if isinstance(value, dict):
        return [text for name in ("DOI", "doi") for text in texts(member(value, name))]
    if isinstance(value, list):
        return [text for part in value if member(part, "type") == "doi" for text in texts(member(part, "value"))]
    return [text for text in texts(value) if "doi.org/" in text or "://" not in text]


def _candidate(item: Any, separator: str) -> Candidate:
    """Turn an item into the raw fields of a record."""
    if not isinstance(item, dict):
        return str(item) if isinstance(item, Fault) else "the entry is no item of a bibliography"
    found = _fields(_unwrapped(item))
    keywords = found.get("keywords", [])
    return {
        **{field: [text for value in found.get(field, []) for text in _texts_in(value)] for field in _PLAIN},
        "authors": _authors(found.get("authors", []), separator),
        "year": [text for value in found.get("year", []) for text in _dates(value)],
        "doi": [text for value in found.get("doi", []) for text in _dois(value)],
        "keywords": next((v if isinstance(v, str) else _texts_in(v) for v in keywords), ""),
    }


def read_items(found: list[Any]) -> Iterator[Candidate]:
    """Read items; every entry gives one candidate."""
    authors = [
        value for item in found if isinstance(item, dict) for value in _fields(_unwrapped(item)).get("authors", [])
    ]
    separator = separator_in(value for value in authors if isinstance(value, str))
    return (_candidate(item, separator) for item in found)
