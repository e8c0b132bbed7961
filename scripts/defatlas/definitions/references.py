"""The works that a document may cite: those of the bibliography, and those of its own list of references."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from itertools import chain

from defatlas.definitions.citations import Citation, resolve
from defatlas.documents.bibliography import Source, surname_key
from defatlas.documents.blocks import Passage

_NUMBER = re.compile(r"^\s*(?:\[(?P<bracketed>\d{1,3})\]|(?P<plain>\d{1,3})[.)])\s*")
_YEAR = re.compile(r"\b(?:1[89]|20)\d\d[a-z]?\b")
_FIRST = re.compile(r"[^,;.(:]+")

Work = tuple[str, str, str]
"""Key, first author's family name as ASCII letters (or "[number]"), year."""


def works_of_bibliography(sources: Mapping[str, Source]) -> list[Work]:
    """Return the works of `sources.bib`, by key."""
    return [(key, surname_key(s.authors[0]), s.year) for key, s in sorted(sources.items()) if s.authors]


def works_of_document(document_id: str, passages: Sequence[Passage]) -> list[Work]:
    """Return the works of a document's own list of references; the key is the passage's id.

    A numbered entry is listed by its number as well.
    """
    works: list[Work] = []
    place_in_list = 0
    for number, passage in enumerate(passages):
        if passage.kind != "reference":
            continue
        place_in_list += 1
        key = f"{document_id}:{number:05d}"
        numbered = _NUMBER.match(passage.text)
        text = passage.text[numbered.end() :] if numbered else passage.text
        year = _YEAR.search(text)
        author = _first_family_name(text)
        if author and year:
            works.append((key, author, year[0]))
        stated = (numbered["bracketed"] or numbered["plain"]) if numbered else str(place_in_list)
        works.append((key, f"[{stated}]", ""))
    return works


def _first_family_name(text: str) -> str:
    """Return the family name that opens a reference: "Okoro, A. (2001)", "Okoro et al. (2001)", "A. Okoro, …"."""
    first = _FIRST.match(re.sub(r"^\s*(?:[A-Z]\.[\s-]*)+", "", text))
    if first is None:
        return ""
    return surname_key(re.split(r"\s+(?:et\s+al|and|&)\b|\s+[A-Z]{1,3}$", first[0].strip())[0])


def keys_of(citations: Iterable[Citation], sources: Sequence[Work], own: Sequence[Work]) -> list[str]:
    """Return for each citation the key of `sources.bib`, else the passage of its reference, else its text."""
    return [resolve(citation, chain(sources, own)) or citation.text for citation in citations]
