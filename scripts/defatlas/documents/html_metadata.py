"""What pages of journals and repositories state of their article: tags of Highwire (citation_*), Dublin Core, PRISM."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from lxml.html import HtmlElement

from defatlas.documents.records.fields import doi_of, tidy, year_of
from defatlas.documents.records.names import person, split_names

# Names of tags by field, the best first; in lower case, with full stops for the colons that some write.
_NAMES = {
    "title": ("citation_title", "dc.title", "dcterms.title", "prism.title", "eprints.title", "bepress_citation_title"),
    "authors": (
        "citation_author", "citation_authors", "dc.creator", "dcterms.creator", "bepress_citation_author",
        "eprints.creators_name", "wkhealth_authors", "prism.author", "dc.contributor",
    ),
    "year": (
        "citation_publication_date", "citation_date", "citation_cover_date", "citation_year", "citation_online_date",
        "prism.publicationdate", "dc.date.issued", "dcterms.issued", "dc.date", "dcterms.date", "bepress_citation_date",
    ),
    "doi": (
        "citation_doi", "prism.doi", "bepress_citation_doi", "dc.identifier.doi", "dc.identifier", "dcterms.identifier",
    ),
    "venue": (
        "citation_journal_title", "citation_conference_title", "citation_inbook_title", "prism.publicationname",
        "dc.source", "citation_publisher",
    ),
    "language": ("citation_language", "dc.language", "dcterms.language"),
}  # fmt: skip
_ONE_EACH = frozenset({"citation_author", "dc.creator", "dcterms.creator", "bepress_citation_author", "dc.contributor"})


@dataclass(frozen=True)
class StatedMetadata:
    """What the tags of a page state; texts are tidy, and empty when they state nothing.

    Attributes:
        authors: "Family, Given", separated by semicolons.
        written_by: the names in the tag that any page may have, as they stand there, separated by semicolons.
    """

    title: str
    authors: str
    year: str
    doi: str
    venue: str
    language: str
    written_by: str


def _tags(page: HtmlElement) -> Mapping[str, Sequence[str]]:
    """Return the contents of the meta tags by name."""
    found: dict[str, list[str]] = defaultdict(list)
    for tag in page.iter("meta"):
        name = (tag.get("name") or tag.get("property") or "").strip().lower().replace(":", ".")
        if content := tidy(tag.get("content") or ""):
            found[name].append(content)
    return found


def _people(tags: Mapping[str, Sequence[str]]) -> str:
    """Return the authors: of a tag for each of them its comma ends a family name, whatever else stands in it."""
    for name in _NAMES["authors"]:
        names = [
            part
            for text in tags.get(name, ())
            for part in (text.split(";") if ";" in text or name in _ONE_EACH else split_names(text))
        ]
        if people := list(dict.fromkeys(filter(None, map(person, names)))):
            return "; ".join(people)
    return ""


def stated_metadata(page: HtmlElement) -> StatedMetadata:
    """Return what the tags of a page state of its article."""
    tags = _tags(page)

    def values(field: str) -> list[str]:
        return [text for name in _NAMES[field] for text in tags.get(name, ())]

    return StatedMetadata(
        title=next(iter(values("title")), ""),
        authors=_people(tags),
        year=next(filter(None, map(year_of, values("year"))), ""),
        doi=next(filter(None, map(doi_of, values("doi"))), ""),
        venue=next(iter(values("venue")), ""),
        language=next(iter(values("language")), ""),
        written_by="; ".join(name.strip() for text in tags.get("author", ()) for name in split_names(text)),
    )
