"""A definition with its parts and places, and its stable identifier."""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass


@dataclass(frozen=True)
class Definition:
    """A definition found in a document, or a candidate that was not taken (`reason` says why).

    All offsets are characters in the document's normalised text. For an item of a list, `sentence` is the lead-in
    and the item joined by a space, `start` and `end` are those of the item, `lead_start` and `lead_end` those of the
    lead-in (both -1 when there is none). So are the two sentences of a definition that runs over two.
    """

    definition_id: str
    document_id: str
    concept: str
    family: str
    definiendum: str
    definiens: str
    sentence: str
    section: str
    page: str
    kind: str
    pattern: str
    negated: bool
    genus: str
    quoted: bool
    cited_sources: str
    cited_keys: str
    start: int
    end: int
    definiendum_start: int
    definiendum_end: int
    definiens_start: int
    definiens_end: int
    lead_start: int
    lead_end: int
    probability: float | None
    reason: str


def definition_id(document_id: str, sentence: str, definiens: str) -> str:
    """Return a short hash of the document and the letters and digits of the text."""
    letters = re.sub(r"[\W_]+", " ", f"{sentence} | {definiens}".casefold()).strip()
    return hashlib.sha256(f"{document_id}\n{letters}".encode()).hexdigest()[:12]
