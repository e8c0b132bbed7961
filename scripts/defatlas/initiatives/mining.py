"""Mining of initiatives: a document is read for names, for what it says of each, and for what it says of many."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from defatlas.documents.blocks import Passage
from defatlas.initiatives.discourse import Initiative
from defatlas.initiatives.evidence import Evidence, strongest
from defatlas.initiatives.groups import GroupReader
from defatlas.initiatives.helices import QUADRUPLE, TRIPLE
from defatlas.initiatives.names import SMART_CITY
from defatlas.initiatives.own import OwnReader
from defatlas.initiatives.participants import SPHERES
from defatlas.initiatives.reading import DocumentReader, Reading

_SAYS_NOTHING = frozenset({"mention", "kind", "country"})


@dataclass(frozen=True)
class Mined:
    """What one document says: its initiatives and the evidence on each, in reading order."""

    initiatives: tuple[Initiative, ...]
    evidence: tuple[Evidence, ...]


class Miner:
    """Mines documents for initiatives."""

    def __init__(self, reader: DocumentReader, own: OwnReader, groups: GroupReader) -> None:
        """Prepare for the readers of documents, of single initiatives and of sets."""
        self._reader, self._own, self._groups = reader, own, groups

    def mine(self, document_id: str, passages: Sequence[Passage]) -> Mined:
        """Return the initiatives of a document with the evidence on each.

        Args:
            document_id: its id.
            passages: its passages in reading order.
        """
        reading = self._reader.read(document_id, passages)
        if reading is None:
            return Mined((), ())
        own = list(self._own(reading))
        self._describe(reading, own)
        found = [*own, *self._groups(reading, own)]
        found += _inferred_helices(found)
        mentioned = {e.initiative_id for e in found if e.attribute == "mention"}
        order = sorted({e: None for e in found if e.initiative_id in mentioned}, key=lambda e: (e.start, e.end))
        return Mined(tuple(one for one in reading.initiatives.values() if one.initiative_id in mentioned), tuple(order))

    def _describe(self, reading: Reading, own: Sequence[Evidence]) -> None:
        """Set kind, level and country of each initiative of a reading, and whether anything is said of it."""
        for one in reading.initiatives.values():
            of_it = [e for e in own if e.initiative_id == one.initiative_id]
            one.described = any(e.attribute not in _SAYS_NOTHING and e.basis != "place" for e in of_it)
            kinds = [e for e in of_it if e.attribute == "kind"]
            better = [e for e in kinds if e.value != SMART_CITY]
            one.kind = strongest(better or kinds)[0]
            one.level = strongest(e for e in of_it if e.attribute == "level")[0]
            one.country = strongest(e for e in of_it if e.attribute == "country")[0]


def _inferred_helices(found: Sequence[Evidence]) -> list[Evidence]:
    """Return a helix for each initiative whose stakeholders are of all its spheres: with citizens, a quadruple one."""
    inferred = []
    for identifier in dict.fromkeys(e.initiative_id for e in found):
        people = [e for e in found if e.initiative_id == identifier and e.attribute == "stakeholder"]
        spheres = {e.value for e in people}
        if spheres >= SPHERES:
            last = next((e for e in people if e.value == "citizens"), people[0])
            value = QUADRUPLE if last.value == "citizens" else TRIPLE
            inferred.append(Evidence(**{**vars(last), "attribute": "helix", "value": value, "basis": "inferred"}))
    return inferred
