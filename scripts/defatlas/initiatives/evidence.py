"""What a text says of an initiative: one attribute, its value, the words that say it, and how it came to say so."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

# From the strongest to the weakest:
#   stated    said of the initiative itself
#   framed    the sentence or one before it opens with it ("At national level, …")
#   heading   it is introduced under a heading that says so
#   kind      said of all of its kind ("Living labs …"), of a level or of a country
#   others    said of all others than those named
#   most      said of most
#   place     follows from the place in its name or behind it
#   inferred  follows from other evidence
BASES = ("stated", "framed", "heading", "kind", "others", "most", "place", "inferred")
OF_GROUP = frozenset({"kind", "others", "most"})


@dataclass(frozen=True)
class Evidence:
    """One statement on an initiative; offsets are characters in the document's normalised text.

    Attributes:
        attribute: mention, kind, level, country, origin, helix, sector, stakeholder or aim.
        value: what is said; empty for a helix that the text rules out.
        basis: one of `BASES`.
    """

    initiative_id: str
    attribute: str
    value: str
    basis: str
    document_id: str
    page: str
    section: str
    start: int
    end: int
    words: str
    sentence: str


def strongest(found: Iterable[Evidence]) -> tuple[str, str]:
    """Return the value and basis that evidence on one attribute adds up to; both empty without evidence.

    The strongest basis decides; within it the value said most often, then the one said first.
    """
    ordered = list(found)
    if not ordered:
        return "", ""
    basis = min((e.basis for e in ordered), key=BASES.index)
    values = [e.value for e in ordered if e.basis == basis]
    counts = Counter(values)
    return max(counts, key=lambda value: (counts[value], -values.index(value))), basis
