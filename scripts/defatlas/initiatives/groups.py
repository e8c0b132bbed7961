"""What a document says of many initiatives at once, handed to each of them; what it says of few, to those it names."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from spacy.tokens import Doc

from defatlas.documents.blocks import Passage
from defatlas.initiatives.discourse import Initiative
from defatlas.initiatives.evidence import Evidence
from defatlas.initiatives.helices import helix_in
from defatlas.initiatives.names import SMART_CITY
from defatlas.initiatives.origins import BOTH, CITY_FIRST, CLUSTER_FIRST, OriginReader
from defatlas.initiatives.reading import Reading, ReadSentence
from defatlas.initiatives.sets import SetPhrase, excepted, says_most
from defatlas.links.statements import Link, LinkFinder

_IN_LINE = re.compile(
    r"\b(?:in line with|support(?:s|ed|ing)? the (?:\w+ )?(?:idea|view|hypothesis|claim|thesis|notion|"
    r"assumption)|confirm\w*|"
    r"show\w*|suggest\w*|indicat\w+|illustrat\w+|point\w* to|follow\w*|consistent with|evidence (?:for|"
    r"that)|fits?|correspond\w*|"
    r"belong\w*|ascri\w+|fall\w* (?:under|into)|demonstrat\w+|reflect\w*|testif\w+|bear\w* out|"
    r"speak\w* for|attest\w*|agree\w*)",
    re.IGNORECASE,
)
_EXAMPLE = re.compile(
    r"\b(?:this (?:is|was) the case|(?:an?|one|another|a further|a second|the first|the second|"
    r"the other) (?:[\w-]+ )?"
    r"(?:example|case|instance)|for example|for instance|e\.g\.|such as|namely|(?:these|they) are|"
    r"examples? (?:are|is|include)|"
    r"the same (?:is true|holds|goes)|so (?:does|did|is|was))\b",
    re.IGNORECASE,
)
_NO_MEMBERS = frozenset({SMART_CITY, "programme"})  # sets of clusters and labs do not hold them unless listed


@dataclass(frozen=True)
class Said:
    """What a sentence says of a set: attribute, value, and the words of its passage that say so."""

    attribute: str
    value: str
    start: int
    end: int


@dataclass
class _Pending:
    """Something said of a few that the next sentences name."""

    said: Said
    section: str


class GroupReader:
    """Reads statements on sets of initiatives."""

    def __init__(self, origins: OriginReader, links: LinkFinder) -> None:
        """Prepare for a reader of origins, and the finder of statements that tie clusters and cities."""
        self._origins, self._links = origins, links
        self._last: tuple[Doc, list[Link]] | None = None
        self._origin_of = {
            f"{links.second}_to_{links.first}": CLUSTER_FIRST,
            f"{links.first}_to_{links.second}": CITY_FIRST,
        }

    def __call__(self, reading: Reading, own: Sequence[Evidence]) -> Iterator[Evidence]:
        """Yield what is said of each initiative as one of a set.

        Args:
            reading: the document.
            own: what it says of single initiatives; those named for an attribute are none of "the others".
        """
        pending: _Pending | None = None
        named = {(e.initiative_id, e.attribute): e.start for e in own if e.basis == "stated"}
        last_origin = ""  # section of the last statement on origins
        given: list[tuple[str, str]] = []
        for read in reading.sentences:
            section = read.sentence.passage.section
            if pending is not None and pending.section != section:
                pending = None
            if pending is not None and read.sentence.mentions and _EXAMPLE.search(read.sentence.text):
                said = pending.said
                for evidence in self._of_named(reading, read, said):
                    given.append((evidence.initiative_id, said.attribute))
                    yield evidence
            for said, phrase in self._statements(reading, read, last_origin == section):
                if said.attribute == "origin":
                    last_origin = section
                if phrase.reach == "some":
                    pending = _Pending(said, section)
                    for evidence in self._of_named(reading, read, said):
                        given.append((evidence.initiative_id, said.attribute))
                        yield evidence
                    continue
                known = {i for (i, a), start in named.items() if a == said.attribute}
                known |= {i for i, attribute in given if attribute == said.attribute}
                yield from self._of_set(reading, read, said, phrase, known)

    def _of_named(self, reading: Reading, read: ReadSentence, said: Said) -> Iterator[Evidence]:
        """Yield what is said of few, for those that a sentence names as its examples."""
        sentence = read.sentence
        for identifier in sentence.members:
            own = next((m for m, i in sentence.mentions if i == identifier), None)
            if own is not None and not excepted(sentence.text, own.start - sentence.start):
                yield reading.evidence(
                    identifier,
                    said.attribute,
                    said.value,
                    "stated",
                    sentence.passage,
                    own.start,
                    own.end,
                    sentence.text,
                )

    def _statements(self, reading: Reading, read: ReadSentence, goes_on: bool) -> Iterator[tuple[Said, SetPhrase]]:
        """Yield what a sentence says of sets, clause by clause, with the phrase for each set."""
        text = read.sentence.text
        first = read.sentence.mentions[0][0].start - read.sentence.start if read.sentence.mentions else len(text)
        colon = text.find(": ")
        stop = colon if 0 <= colon < first else len(text)  # a set, then a colon, then single ones
        for start, end in _clauses(text[:stop], read.phrases):
            phrases = [p for p in read.phrases if start <= p.start < end]
            if not phrases and read.back_to_set and start == 0 and re.match(r".{0,30}\b(?:they|these)\b", text, re.I):
                phrases = [replace(read.back_to_set, start=0, end=0)]
            if not phrases:
                continue
            naming = any(s.named for s in read.sentence.stretches) and stop == len(text) and not self._excepts(read)
            shift = read.sentence.start
            helix = helix_in(text[start:end])
            if helix is not None and not naming:
                value, a, b = helix[0], start + helix[1], start + helix[2]
                phrase = next((p for p in phrases if p.start < a), phrases[0] if says_most(text) else None)
                if phrase is not None:
                    yield Said("helix", value, shift + a, shift + b), phrase
            yield from self._origins_of(reading, read, (start, end), phrases, naming, goes_on)

    def _excepts(self, read: ReadSentence) -> bool:
        """Tell whether a sentence names initiatives only to except them."""
        sentence = read.sentence
        return all(excepted(sentence.text, m.start - sentence.start) for m, _ in sentence.mentions)

    def _origins_of(
        self,
        reading: Reading,
        read: ReadSentence,
        clause: tuple[int, int],
        phrases: list[SetPhrase],
        naming: bool,
        goes_on: bool,
    ) -> Iterator[tuple[Said, SetPhrase]]:
        """Yield the origin that a clause says of a set: stated, or by the idea that the set is in line with."""
        first, last = clause
        text, shift = read.sentence.text[:last], read.sentence.start
        phrase = phrases[0]
        stated = self._origins(text[max(first, phrase.end) :])
        if stated is not None and (stated[0] != BOTH or goes_on or "direction" in text):
            if not naming or phrase.reach == "some":
                behind = shift + max(first, phrase.end)
                yield Said("origin", stated[0], behind + stated[1], behind + stated[2]), phrase
            return
        passage = read.sentence.passage
        for link in self._links_of(reading, passage):
            value = self._origin_of.get(link.direction)
            start = link.start - passage.start
            if value is None or link.polarity == "negative" or not shift <= start < shift + last:
                continue
            ends = [(link.first_start, link.first_end), (link.second_start, link.second_end)]
            spans = [(a - passage.start - shift, b - passage.start - shift) for a, b in ends]
            if not all(first <= a < last for a, _ in spans):
                continue
            for chosen in phrases:
                apart = not any(chosen.start < b and a < chosen.end for a, b in spans)
                between = text[chosen.end : min(a for a, _ in spans)] if chosen.end < min(a for a, _ in spans) else ""
                if apart and _IN_LINE.search(between):
                    a, b = min(a for a, _ in spans), max(b for _, b in spans)
                    yield Said("origin", value, shift + a, shift + b), chosen
                    return

    def _links_of(self, reading: Reading, passage: Passage) -> list[Link]:
        """Return the statements of a passage that tie clusters and cities; read once for all its sentences."""
        doc = reading.docs[passage.start]
        if self._last is None or self._last[0] is not doc:
            wanted = self._links.wants(passage)
            self._last = doc, self._links.in_passage(reading.document_id, passage, doc) if wanted else []
        return self._last[1]

    def _of_set(
        self, reading: Reading, read: ReadSentence, said: Said, phrase: SetPhrase, known: set[str]
    ) -> Iterator[Evidence]:
        """Yield what is said of a set, for each of its members."""
        if phrase.reach == "none":
            return
        sentence = read.sentence
        out = {i for m, i in sentence.mentions if excepted(sentence.text, m.start - sentence.start)}
        basis = phrase.reach
        if basis == "kind" and says_most(sentence.text):
            basis = "most"
        if out and basis == "kind":
            basis = "others"
        for one in reading.initiatives.values():
            if one.initiative_id in out or (phrase.reach == "others" and one.initiative_id in known):
                continue
            if _is_member(one, phrase):
                yield reading.evidence(
                    one.initiative_id, said.attribute, said.value, basis, sentence.passage, said.start, said.end,
                    sentence.text,
                )  # fmt: skip


def _clauses(text: str, phrases: Sequence[SetPhrase]) -> list[tuple[int, int]]:
    """Return where the clauses of a sentence start and end: at contrasts, and where each side speaks of its own set."""
    bounds = [0]
    for match in re.finditer(r"(?P<sharp>;\s+|,\s+(?=(?:whereas|while)\b))|,\s+(?=(?:but|and|yet|although)\b)", text):
        cut = match.end()
        parted = bool(match["sharp"]) or (
            any(bounds[-1] <= p.start < cut for p in phrases) and any(p.start >= cut for p in phrases)
        )
        bounds += [cut] if parted else []
    return list(zip(bounds, [*bounds[1:], len(text)], strict=True))


def _is_member(one: Initiative, phrase: SetPhrase) -> bool:
    """Tell whether an initiative is one of a set: of its kind, level and country.

    Where the phrase says no kind ("the examples"), one that is only named is none of them.
    """
    if (not one.described and not phrase.kind) or (one.kind in _NO_MEMBERS and not one.listed):
        return False
    if phrase.kind and phrase.kind != (one.kind or one.listed_kind):
        return False
    if phrase.level and one.level and phrase.level != one.level:
        return False
    return not (phrase.country and one.country and phrase.country != one.country)
