"""A bibliographic record, and how one is made from the raw fields of any format."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from defatlas.documents.records.fields import (
    abstract_text,
    doi_of,
    keyword_list,
    language_code,
    publication_type,
    tidy,
    year_of,
)
from defatlas.documents.records.names import person, split_names


@dataclass(frozen=True)
class Record:
    """One bibliographic record; texts are tidy, and empty when the file does not state them.

    Attributes:
        number: place in its file, from 1.
        authors: "Family, Given"; corporate names whole.
        year: four digits.
        doi: bare and in lower case, "10.…".
        language: ISO 639-1 code where the stated name is known, else as stated, in lower case.
        publication_type: in lower case; one word for what formats call differently ("article", "conference paper").
    """

    number: int
    title: str
    abstract: str
    authors: tuple[str, ...]
    year: str
    doi: str
    venue: str
    language: str
    keywords: tuple[str, ...]
    publication_type: str


class RecordsError(ValueError):
    """The file cannot be read as records; the message says why, and the remedy."""


RawFields = Mapping[str, str | Sequence[str]]
"""Raw values by field name of `Record`; a list holds one author or keyword each, or alternatives, the best first."""

Candidate = RawFields | str
"""What a reader finds in the place of a record: its raw fields, or the reason why it cannot be used."""

FIELDS = ("title", "abstract", "authors", "year", "doi", "venue", "language", "keywords", "publication_type")


def _alternatives(value: str | Sequence[str]) -> list[str]:
    """Return a raw value as a list."""
    return [value] if isinstance(value, str) else list(value)


def _authors(value: str | Sequence[str]) -> tuple[str, ...]:
    """Return authors as "Family, Given", from a list of names or from one text that holds them all."""
    names = split_names(value) if isinstance(value, str) else value
    return tuple(name for name in map(person, names) if name)


def _record(number: int, fields: RawFields) -> Record | str:
    """Make a record from raw fields, or say why it is of no use."""
    values = {name: _alternatives(fields.get(name, "")) for name in FIELDS}
    title = next(filter(None, (tidy(value) for value in values["title"])), "")
    abstract = next(filter(None, (abstract_text(value) for value in values["abstract"])), "")
    if not title and not abstract:
        return "the record has neither a title nor an abstract"
    return Record(
        number=number,
        title=title,
        abstract=abstract,
        authors=_authors(fields.get("authors", "")),
        year=next(filter(None, map(year_of, values["year"])), ""),
        doi=next(filter(None, map(doi_of, values["doi"])), ""),
        venue=next(filter(None, map(tidy, values["venue"])), ""),
        language=next(filter(None, map(language_code, values["language"])), ""),
        keywords=keyword_list(fields.get("keywords", "")),
        publication_type=next(filter(None, map(publication_type, values["publication_type"])), ""),
    )


def sort_out(candidates: Iterable[Candidate]) -> tuple[list[Record], list[tuple[int, str]]]:
    """Number what a reader found and part it into records and reasons; each number is in exactly one of the two."""
    records: list[Record] = []
    unusable: list[tuple[int, str]] = []
    for number, candidate in enumerate(candidates, start=1):
        made = candidate if isinstance(candidate, str) else _record(number, candidate)
        if isinstance(made, str):
            unusable.append((number, made))
        else:
            records.append(made)
    return records, unusable
