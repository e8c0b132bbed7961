"""Inheritance: from whom a definition is taken, by what it cites and by whose words it repeats."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

import pandas as pd

from defatlas.definitions.citations import Citation, find_citations
from defatlas.documents.bibliography import surname_key
from defatlas.lineage.wording import likeness, wording_of
from defatlas.schemas import FAMILIES, INHERITANCE, frame_of


@dataclass(frozen=True)
class Ancestor:
    """A work that a definition is taken from: how texts cite it, and its document where the corpus holds it."""

    text: str
    document_id: str


class Works:
    """The documents of the corpus by what texts cite them as."""

    def __init__(self, documents: pd.DataFrame) -> None:
        """Index documents (schema DOCUMENTS) by first author and year."""
        self._citation = dict(zip(documents["document_id"], documents["citation"], strict=True))
        self._by_author: dict[tuple[str, str], list[str]] = {}
        for row in documents.itertuples():
            author = surname_key(row.authors.split(";")[0])
            if author and not pd.isna(row.year):
                self._by_author.setdefault((author, str(row.year)), []).append(row.document_id)

    def known(self, document_id: str) -> Ancestor | None:
        """Return a document of the corpus, or None."""
        text = self._citation.get(document_id)
        return None if text is None else Ancestor(text or document_id, document_id)

    def cited(self, citation: Citation) -> Ancestor:
        """Return the work that a citation means; of several with the same author and year, none."""
        found = self._by_author.get((citation.first_author, citation.year[:4]), [])
        if len(found) == 1:
            return Ancestor(self._citation[found[0]] or citation.text, found[0])
        return Ancestor(replace(citation, pages="").text, "")


def cited_ancestors(definitions: pd.DataFrame, works: Works) -> dict[str, list[Ancestor]]:
    """Return the works that each definition cites, by its id; a document is no ancestor of itself.

    A note names the key of the originator; elsewhere the extraction may have found the key (`cited_keys`). Works that
    the corpus does not hold go by the form of their citation that most definitions use.
    """
    found: dict[str, list[Ancestor]] = {}
    names: dict[str, tuple[str, str]] = {}
    for row in definitions.itertuples():
        ancestors = []
        texts = [part.strip() for part in row.cited_sources.split(";")]
        keys = [part.strip() for part in getattr(row, "cited_keys", "").split(";")]
        for text, key in zip(texts, keys if len(keys) == len(texts) else texts, strict=True):
            known = works.known(key) or works.known(text)
            if known is not None:
                ancestors.append(known)
                continue
            for citation in find_citations(text):
                ancestor = works.cited(citation)
                ancestors.append(ancestor)
                names[ancestor.text] = (citation.first_author, citation.year)
        kept = [a for a in dict.fromkeys(ancestors) if a.document_id != row.document_id]
        if kept:
            found[row.definition_id] = kept
    return _with_one_name(found, names)


def _with_one_name(
    found: Mapping[str, list[Ancestor]], names: Mapping[str, tuple[str, str]]
) -> dict[str, list[Ancestor]]:
    """Give each work outside of the corpus one name: the most frequent form, then the first in the alphabet."""
    outside = Counter(a.text for ancestors in found.values() for a in ancestors if not a.document_id)
    usual: dict[tuple[str, str], str] = {}
    for text, _ in sorted(outside.items(), key=lambda item: (-item[1], item[0])):
        usual.setdefault(names[text], text)
    return {
        key: list(dict.fromkeys(a if a.document_id else Ancestor(usual[names[a.text]], "") for a in ancestors))
        for key, ancestors in found.items()
    }


def borrowed_by_notes(definitions: pd.DataFrame, cited: Mapping[str, list[Ancestor]]) -> dict[str, str]:
    """Return, for the definitions of notes, the document that each is borrowed from."""
    notes = definitions.loc[definitions["wording"] == "paraphrase", "definition_id"]
    return {key: cited[key][0].document_id for key in notes if key in cited and cited[key][0].document_id}


def trace(
    definitions: pd.DataFrame, documents: pd.DataFrame, cited: Mapping[str, list[Ancestor]]
) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Return the families of two or more definitions (schema FAMILIES), and who takes whose (schema INHERITANCE).

    A definition inherits from every work it cites. One that cites none but repeats the words of its family inherits
    from the work that most of the family cite; if none of them cites any, from the family's earliest document, when
    both are dated and it is the later one.
    """
    years = {row.document_id: None if pd.isna(row.year) else int(row.year) for row in documents.itertuples()}
    works = Works(documents)
    families, edges = [], []
    for family_id, part in definitions.groupby("family_id", sort=True):
        rows = part.to_dict("records")
        origin = _origin(rows, cited)
        first = next(row for row in rows if row["definition_id"] == family_id)
        for row in rows:
            ancestors = cited.get(row["definition_id"], [])
            edges += [_edge(row, ancestor, "cited", None) for ancestor in ancestors]
            if not ancestors and len(rows) > 1 and row["wording"] == "verbatim":
                edges += _quoted(row, rows, first, origin, cited, years, works)
        if len(rows) > 1:
            families.append(_family(rows, first, origin, cited, years))
    return frame_of(families, FAMILIES), frame_of(edges, INHERITANCE)


def _origin(rows: list[dict[str, Any]], cited: Mapping[str, list[Ancestor]]) -> Ancestor | None:
    """Return the work that most documents of a family cite; of equals, the first in the alphabet."""
    citing = {(row["document_id"], ancestor) for row in rows for ancestor in cited.get(row["definition_id"], [])}
    counts = Counter(ancestor for _, ancestor in citing)
    return min(counts, key=lambda a: (-counts[a], a.text, a.document_id)) if counts else None


def _quoted(
    row: dict[str, Any],
    rows: list[dict[str, Any]],
    first: dict[str, Any],
    origin: Ancestor | None,
    cited: Mapping[str, list[Ancestor]],
    years: Mapping[str, int | None],
    works: Works,
) -> list[dict[str, Any]]:
    """Return the edge of a definition that repeats its family's words and cites nobody, if it can be told."""
    if origin is not None:
        if row["document_id"] == origin.document_id:
            return []
        bearers = [
            other
            for other in rows
            if other["document_id"] == origin.document_id or origin in cited.get(other["definition_id"], [])
        ]
        return [_edge(row, origin, "quoted", max(_similarity(row, other) for other in bearers))]
    year, earliest = years.get(row["document_id"]), years.get(first["document_id"])
    ancestor = works.known(first["document_id"])
    if year is None or earliest is None or year <= earliest or ancestor is None:
        return []
    return [_edge(row, ancestor, "quoted", _similarity(row, first))]


def _similarity(one: dict[str, Any], other: dict[str, Any]) -> float:
    """Return the share of the shorter definiens' letters that stand in the other."""
    return round(likeness(wording_of(one["definiens"]), wording_of(other["definiens"])).letters, 6)


def _edge(row: dict[str, Any], ancestor: Ancestor, ground: str, similarity: float | None) -> dict[str, Any]:
    """Return a row of the inheritance table."""
    return {
        "definition_id": row["definition_id"],
        "document_id": row["document_id"],
        "concept": row["family"],
        "ancestor": ancestor.text,
        "ancestor_document_id": ancestor.document_id,
        "ground": ground,
        "similarity": similarity,
    }


def _family(
    rows: list[dict[str, Any]],
    first: dict[str, Any],
    origin: Ancestor | None,
    cited: Mapping[str, list[Ancestor]],
    years: Mapping[str, int | None],
) -> dict[str, Any]:
    """Return a row of the families table."""
    return {
        "family_id": first["definition_id"],
        "concept": first["family"],
        "definitions": len(rows),
        "documents": len({row["document_id"] for row in rows}),
        "wording": "/".join(sorted({row["wording"] for row in rows})),
        "earliest_document_id": first["document_id"],
        "earliest_year": years.get(first["document_id"]),
        "definiens": first["definiens"],
        "origin": origin.text if origin else "",
        "origin_document_id": origin.document_id if origin else "",
        "citing": len({r["document_id"] for r in rows if origin and origin in cited.get(r["definition_id"], [])}),
    }
