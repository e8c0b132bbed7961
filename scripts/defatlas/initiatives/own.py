"""What a document says of single initiatives, by name or pointing back to a name."""

from __future__ import annotations

import re
from collections.abc import Iterator

from defatlas.coding.coder import Code, Coder
from defatlas.initiatives.aims import aim_in
from defatlas.initiatives.discourse import Stretch
from defatlas.initiatives.evidence import Evidence
from defatlas.initiatives.helices import helix_in
from defatlas.initiatives.levels import heading_level, stated_level
from defatlas.initiatives.names import NameMention
from defatlas.initiatives.origins import BOTH, OriginReader
from defatlas.initiatives.participants import SPHERES, sectors_in, stakeholders_in
from defatlas.initiatives.reading import Reading, ReadSentence
from defatlas.initiatives.resolving import KindReader
from defatlas.initiatives.sets import excepted

_ITS_TOWN = re.compile(
    r"\b(?:city|town|municipality|council|mayor|region|province|county)(?: council)? of (?:the )?$", re.I
)
_AT_START = 5  # characters, of an article before the name that an item of a list is about
_SPECIFIC = ("local", "regional", "national", "european", "international")


class OwnReader:
    """Reads what sentences say of the initiatives that they name or point back to."""

    def __init__(self, kinds: KindReader, origins: OriginReader, coder: Coder) -> None:
        """Prepare for readers of kinds and origins, and a coder of sectors and stakeholders."""
        self._kinds, self._origins, self._coder = kinds, origins, coder

    def __call__(self, reading: Reading) -> Iterator[Evidence]:
        """Yield the evidence of a reading in its order."""
        codes: dict[int, list[Code]] = {}
        introduced = set[str]()
        for read in reading.sentences:
            passage = read.sentence.passage
            if passage.start not in codes:
                codes[passage.start] = self._coder.code_doc(reading.docs[passage.start])
            for mention, identifier in read.sentence.mentions:
                yield from self._of_name(reading, read, mention, identifier, identifier not in introduced)
                introduced.add(identifier)
            for stretch in read.sentence.stretches:
                if stretch.named:
                    yield from self._of_frame(reading, read, stretch)
                yield from self._of_stretch(reading, read, stretch, codes[passage.start])

    def _of_name(
        self, reading: Reading, read: ReadSentence, mention: NameMention, identifier: str, first: bool
    ) -> Iterator[Evidence]:
        """Yield what a name itself says: that it is there, where it is, and what kind it is."""
        passage, said = read.sentence.passage, read.sentence.text
        name = (passage, mention.start, mention.end, said)
        yield reading.evidence(identifier, "mention", "", "stated", *name)
        if mention.kind:
            yield reading.evidence(identifier, "kind", mention.kind, "stated", *name)
        located = [p for p in mention.places if p.level in _SPECIFIC]
        if located:
            closest = min(located, key=lambda p: (_SPECIFIC.index(p.level), p.start))
            place = (passage, closest.start, closest.end, said)
            yield reading.evidence(identifier, "level", closest.level, "place", *place)
            for country in dict.fromkeys(p.country for p in located if p.country):
                yield reading.evidence(identifier, "country", country, "place", *place)
        if identifier in read.sentence.members:
            shift = read.sentence.start
            kind = self._kinds.near_name(said, mention.start - shift, mention.end - shift)
        else:  # below a preposition: the nouns around it speak of another
            kind = None
        if kind is not None:
            value, a, b = kind
            yield reading.evidence(identifier, "kind", value, "stated", passage, shift + a, shift + b, said)
        lead_in = reading.lead_ins.get(passage.start)
        if first and lead_in is not None and mention.start <= _AT_START:
            of_list = self._kinds.of_list(lead_in.text)
            if of_list is not None:
                value, a, b = of_list
                yield reading.evidence(identifier, "kind", value, "stated", lead_in, a, b, lead_in.text)
        if first:
            yield from self._of_heading(reading, passage.section, identifier)

    def _of_heading(self, reading: Reading, section: str, identifier: str) -> Iterator[Evidence]:
        """Yield the level of the nearest heading that says one, above where an initiative is introduced."""
        for heading in reversed(section.split(" > ")):
            level = heading_level(heading)
            passage = reading.headings.get(heading)
            if level and passage is not None:
                yield reading.evidence(identifier, "level", level, "heading", passage, 0, len(heading), heading)
                return

    def _of_frame(self, reading: Reading, read: ReadSentence, stretch: Stretch) -> Iterator[Evidence]:
        """Yield the level with which a sentence, or one before it, opens."""
        if read.frame is None:
            return
        for identifier in stretch.members:
            frame, passage = read.frame, read.sentence.passage
            yield Evidence(
                identifier, "level", frame.level, "framed", reading.document_id, passage.page, passage.section,
                frame.start, frame.end, frame.words, frame.sentence,
            )  # fmt: skip

    def _of_stretch(
        self, reading: Reading, read: ReadSentence, stretch: Stretch, codes: list[Code]
    ) -> Iterator[Evidence]:
        """Yield what a stretch says of its members."""
        passage, said = read.sentence.passage, read.sentence.text
        text = passage.text[stretch.start : stretch.end]
        spans: list[tuple[str, str, int, int]] = []
        level, helix, origin, aim = stated_level(text), helix_in(text), self._origins(text), aim_in(text)
        if level is not None:
            spans.append(("level", *level))
        if helix is not None:
            spans.append(("helix", *helix))
        if origin is not None and origin[0] != BOTH:  # "both ways" is said of initiatives as a set
            spans.append(("origin", *origin))
        if aim is not None:
            spans.append(("aim", *aim))
        if not stretch.named and len(stretch.members) == 1:
            kind = self._kinds.pointing_back(text)
            spans += [("kind", *kind)] if kind is not None else []
        for identifier in self._not_excepted(read, stretch):
            for attribute, value, a, b in spans:
                yield reading.evidence(
                    identifier, attribute, value, "stated", passage, stretch.start + a, stretch.start + b, said
                )
            yield from self._participants(reading, read, stretch, identifier, codes)
            if len(stretch.members) == 1:
                yield from self._of_places(reading, read, stretch)

    def _of_places(self, reading: Reading, read: ReadSentence, stretch: Stretch) -> Iterator[Evidence]:
        """Yield the countries that a stretch on one initiative names, and the level of the town or region it is of."""
        passage, said, identifier = read.sentence.passage, read.sentence.text, stretch.members[0]
        for place in read.places:
            if not (stretch.start <= place.start < stretch.end and place.country):
                continue
            at = (passage, place.start, place.end, said)
            yield reading.evidence(identifier, "country", place.country, "inferred", *at)
            if _ITS_TOWN.search(passage.text[stretch.start : place.start]):
                yield reading.evidence(identifier, "level", place.level, "inferred", *at)

    def _not_excepted(self, read: ReadSentence, stretch: Stretch) -> Iterator[str]:
        """Yield the members of a stretch without those that its sentence excepts."""
        out = {
            identifier
            for mention, identifier in read.sentence.mentions
            if excepted(read.sentence.text, mention.start - read.sentence.start)
        }
        yield from (identifier for identifier in stretch.members if identifier not in out)

    def _participants(
        self, reading: Reading, read: ReadSentence, stretch: Stretch, identifier: str, codes: list[Code]
    ) -> Iterator[Evidence]:
        """Yield stakeholders and sectors; that only some take part rules out a helix that needs more."""
        passage, said = read.sentence.passage, read.sentence.text
        of_people = [code for code in codes if code.framework == "stakeholders"]
        of_work = [code for code in codes if code.framework == "sectors"]
        named = list(stakeholders_in(passage.text, stretch.start, stretch.end, of_people))
        for code, _ in named:
            yield reading.evidence(
                identifier, "stakeholder", code.dimension, "stated", passage, code.start, code.end, said
            )
        only = [code for code, alone in named if alone]
        if only and SPHERES - {code.dimension for code in only}:
            start, end = min(c.start for c in only), max(c.end for c in only)
            word = re.search(r"\b(?:only|solely|exclusively)\b", passage.text[stretch.start : stretch.end], re.I)
            start = min(start, stretch.start + word.start()) if word else start
            yield reading.evidence(identifier, "helix", "", "stated", passage, start, end, said)
        for code in sectors_in(passage.text, stretch.start, stretch.end, of_work):
            yield reading.evidence(identifier, "sector", code.dimension, "stated", passage, code.start, code.end, said)
