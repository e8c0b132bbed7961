"""What is known of a document: the file itself says least, then the bibliography, then the manifest."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from defatlas.documents.bibliography import Source
from defatlas.documents.blocks import tidy
from defatlas.documents.notes import SOURCE_TYPES
from defatlas.documents.reading import LaidOutDocument
from defatlas.documents.records.fields import doi_of, language_code
from defatlas.documents.records.names import person, split_names
from defatlas.documents.word_documents import MEDIA_TYPE as WORD

# Types of publication (`records.fields`) that say what kind of source it is.
_KINDS = {
    **dict.fromkeys(("article", "conference paper", "proceedings", "chapter", "review", "thesis"), "academic"),
    "standard": "standard",
}
_WITHOUT_CLEAR_AUTHORS = frozenset({"application/pdf", "text/html"})
_TYPED = frozenset({"application/pdf", "text/html", "text/markdown", "text/plain", WORD})
_TITLE_PAGE = 2_500  # characters
_STATED_DOI = re.compile(r"(?:doi\s*(?:\.org/|[:.]?)\s*|doi/)(10\.\d{4,9}/\S+)", re.IGNORECASE)


@dataclass(frozen=True)
class Metadata:
    """What is known of a document; texts are tidy, and empty when nothing is known.

    Attributes:
        authors: "Family, Given" where known so, separated by semicolons.
        year: as stated, mostly four digits.
        doi: bare, in lower case.
        language: code, ISO 639-1 where there is one.
        language_is_fixed: whether the manifest states the language, so that none is detected.
    """

    title: str
    authors: str
    citation: str
    year: str
    venue: str
    doi: str
    language: str
    language_is_fixed: bool
    source_type: str
    licence: str


def is_record(document: LaidOutDocument) -> bool:
    """Tell whether a document is the abstract of a bibliographic record."""
    return document.read.media_type.startswith("application/x-record")


def file_name(path: str) -> str:
    """Return the name of a document's file without its ending, tidy."""
    return tidy(Path(path.partition("#")[0] if re.search(r"#\d+$", path) else path).stem)


def _code(language: str) -> str:
    """Return the code of a stated language, empty when it is none that is known."""
    code = language_code(tidy(language))
    return code if re.fullmatch(r"[a-z]{2,3}", code) else ""


def _of_file(document: LaidOutDocument) -> dict[str, str]:
    """Return what a document says of itself."""
    read = document.read
    front = {key: tidy(str(value)) for key, value in read.front_matter.items() if isinstance(value, str | int)}
    kind = front.get("source_type", "") or _KINDS.get(front.get("publication_type", ""), "")
    return {
        "title": tidy(read.title),
        "authors": _authors(document),
        "year": tidy(read.year),
        "venue": front.get("venue", "") or front.get("journal", ""),
        "doi": doi_of(front.get("doi", "")) or ("" if is_record(document) else _doi_on_title_page(document.text)),
        "language": _code(read.language),
        "source_type": kind if kind in SOURCE_TYPES else "",
        "licence": front.get("licence", "") or front.get("license", ""),
    }


def _authors(document: LaidOutDocument) -> str:
    """Return the authors that a document states, each as "Family, Given", with semicolons.

    What a person typed into a file's properties may hold them all, with commas or "and" between them.
    """
    text = tidy(document.read.authors)
    typed = document.read.media_type in _TYPED and not document.read.front_matter.get("authors_are_stated")
    split = split_names(text) if typed and ";" not in text else text.split(";")
    return "; ".join(filter(None, map(person, split)))


def _doi_on_title_page(text: str) -> str:
    """Return the DOI that the first lines of a text call a DOI, when it is the only one; papers print theirs there."""
    found = {doi_of(match[1]) for match in _STATED_DOI.finditer(text[:_TITLE_PAGE])}
    return found.pop() if len(found) == 1 else ""


def _of_bibliography(source: Source) -> dict[str, str]:
    """Return what a bibliography entry says."""
    return {
        "title": tidy(source.title),
        "authors": tidy("; ".join(source.authors)),
        "year": tidy(source.year),
        "venue": tidy(source.venue),
        "doi": doi_of(source.doi),
        "language": _code(source.language),
    }


def metadata_of(document: LaidOutDocument, source: Source | None, stated: Mapping[str, str]) -> Metadata:
    """Return what is known of a document, each field from the strongest that states it.

    Args:
        document: it, with what its file says.
        source: its entry in the bibliography.
        stated: its entry in the manifest.
    """
    values = _of_file(document)
    read = document.read
    stated_clearly = read.media_type not in _WITHOUT_CLEAR_AUTHORS or bool(read.front_matter.get("authors_are_stated"))
    named = ", " in read.authors and stated_clearly
    for better in (_of_bibliography(source) if source else {}, stated):
        values.update({key: tidy(value) for key, value in better.items() if value})
        named = named or bool(better.get("authors"))
    title = values["title"] or file_name(document.path)
    authors = tuple(values["authors"].split("; ")) if named else (title[:60],)
    key = document.document_id
    cited = Source(key, "", title, authors, values["year"], "", "", "", "")
    return Metadata(
        title,
        values["authors"],
        cited.short,
        values["year"],
        values["venue"],
        values["doi"],
        values["language"],
        "language" in stated,
        values["source_type"],
        values["licence"],
    )
