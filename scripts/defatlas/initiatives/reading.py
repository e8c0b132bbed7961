"""One document read for initiatives: its sentences, what each speaks of, and the level that frames it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from spacy.language import Language
from spacy.tokens import Doc

from defatlas.documents.blocks import Passage
from defatlas.initiatives.discourse import (
    Initiative,
    Sentence,
    opens_with_reference,
    sentences_of,
    stretches_of_names,
    stretches_pointing_back,
)
from defatlas.initiatives.evidence import Evidence
from defatlas.initiatives.helices import helix_in
from defatlas.initiatives.levels import frame_of
from defatlas.initiatives.names import NameFinder
from defatlas.initiatives.origins import OriginReader
from defatlas.initiatives.places import Gazetteer, Place
from defatlas.initiatives.resolving import Named, Resolver, abbreviated
from defatlas.initiatives.sets import SetFinder, SetPhrase, excepted
from defatlas.links.statements import SEARCHED_KINDS

_VERB = re.compile(r"\b(?:is|are|was|were|be|been|has|have|had|can|may|will|do|does|did)\b", re.IGNORECASE)


@dataclass(frozen=True)
class Frame:
    """The level that a sentence opens with; offsets are characters in the document."""

    level: str
    start: int
    end: int
    words: str
    sentence: str


@dataclass
class ReadSentence:
    """A sentence with what is known of its surroundings.

    Attributes:
        sentence: with its names and stretches.
        phrases: those that speak of many initiatives; "all of them" with the set that it points back to.
        frame: the level that it or one before it opens with.
        opening: the phrase for many that it opens with, before any name.
        back_to_set: the phrase before it that its "they" points back to.
        places: those in it.
    """

    sentence: Sentence
    phrases: list[SetPhrase]
    frame: Frame | None
    opening: SetPhrase | None
    back_to_set: SetPhrase | None
    places: list[Place]


@dataclass
class Reading:
    """What a document says: its initiatives by id, its sentences in order, and headings by their text."""

    document_id: str
    initiatives: dict[str, Initiative]
    sentences: list[ReadSentence] = field(default_factory=list)
    headings: dict[str, Passage] = field(default_factory=dict)
    lead_ins: dict[int, Passage] = field(default_factory=dict)
    docs: dict[int, Doc] = field(default_factory=dict)

    def evidence(
        self, identifier: str, attribute: str, value: str, basis: str, passage: Passage, start: int, end: int, said: str
    ) -> Evidence:
        """Return evidence for the words from `start` to `end` of a passage, in the sentence `said`."""
        return Evidence(
            identifier, attribute, value, basis, self.document_id, passage.page, passage.section,
            passage.start + start, passage.start + end, passage.text[start:end], said.strip(),
        )  # fmt: skip


class DocumentReader:
    """Reads documents for initiatives."""

    def __init__(
        self, nlp: Language, names: NameFinder, gazetteer: Gazetteer, sets: SetFinder, origins: OriginReader
    ) -> None:
        """Prepare for a pipeline and the finders of names, places, sets and origins."""
        self._nlp, self._names, self._gazetteer, self._sets, self._origins = nlp, names, gazetteer, sets, origins
        self._resolver = Resolver(names.kinds, names.listed)

    def read(self, document_id: str, passages: Sequence[Passage]) -> Reading | None:
        """Read a document; None when it names no initiative.

        Args:
            document_id: its id.
            passages: its passages in reading order.
        """
        found = []
        for passage in passages:
            searched = (passage.kind in SEARCHED_KINDS and passage.kind != "footnote") or passage.kind == "heading"
            if searched and self._names.may_name(passage.text):
                mentions = self._names(self._nlp.make_doc(passage.text))
                found.append((passage, [m for m in mentions if passage.kind != "heading" or m.listed]))
        initiatives, resolved, short = self._resolver(found)
        if not initiatives:
            return None
        by_start = {passage.start: named for (passage, _), named in zip(found, resolved, strict=True)}
        reading = Reading(document_id, initiatives)
        self._go_through(reading, passages, by_start, short)
        return reading

    def _wants(self, passage: Passage, named: Sequence[Named]) -> bool:
        """Tell whether a passage is parsed: it names an initiative, goes on with one, or speaks of many."""
        if passage.kind not in SEARCHED_KINDS or passage.kind == "footnote":
            return False
        text = passage.text
        if named or opens_with_reference(text):
            return True
        return bool(next(self._sets(text), None)) and bool(helix_in(text) or self._origins.may_say(text))

    def _go_through(
        self, reading: Reading, passages: Sequence[Passage], by_start: dict[int, list[Named]], short: dict[str, str]
    ) -> None:
        """Fill the sentences of a reading, in order, with what each speaks of."""
        named_of = {p.start: abbreviated(p, by_start.get(p.start, []), short) for p in passages}
        chosen = [p for p in passages if self._wants(p, named_of[p.start])]
        docs = dict(zip((p.start for p in chosen), self._nlp.pipe(p.text for p in chosen), strict=True))
        reading.docs = docs
        focus: tuple[str, ...] = ()
        frame: Frame | None = None
        section, lead_in = "", None
        for passage in passages:
            if passage.section != section:
                section, frame, focus = passage.section, None, ()
            if passage.kind == "heading":
                reading.headings[passage.text] = passage
                frame, focus = None, tuple(dict.fromkeys(i for _, i in named_of[passage.start]))
                continue
            if passage.kind == "list_item" and lead_in is not None:
                reading.lead_ins[passage.start] = lead_in
            elif passage.kind == "paragraph":
                lead_in = passage if passage.text.rstrip().endswith(":") else None
            if passage.start not in docs:
                frame = self._framed(passage, passage.text, 0, frame)
                focus = focus if passage.kind == "footnote" else ()
                continue
            if not opens_with_reference(passage.text):
                focus = ()
            focus, frame = self._in_passage(
                reading, passage, docs[passage.start], named_of[passage.start], focus, frame
            )

    def _framed(self, passage: Passage, text: str, start: int, frame: Frame | None) -> Frame | None:
        """Return the frame from a sentence on: its own, else the one before."""
        own = frame_of(text)
        if own is None:
            return frame
        level, first, last = own
        if not level:
            return None
        shift = passage.start + start
        return Frame(level, shift + first, shift + last, text[first:last], text.strip())

    def _in_passage(
        self,
        reading: Reading,
        passage: Passage,
        doc: Doc,
        named: Sequence[Named],
        focus: tuple[str, ...],
        frame: Frame | None,
    ) -> tuple[tuple[str, ...], Frame | None]:
        """Add the sentences of a passage; returns what it ends with: who is spoken of, and the frame."""
        places = self._gazetteer(doc)
        before: SetPhrase | None = None
        recent: tuple[str, ...] = ()
        for sentence in sentences_of(passage, doc, named):
            frame = self._framed(passage, sentence.text, sentence.start, frame)
            phrases = list(self._sets(sentence.text, places, sentence.start))
            if len(focus) > 1:  # "all of them" are those just named
                phrases = [phrase for phrase in phrases if phrase.reach != "them"]
            phrases = [_of_whom(phrase, before) for phrase in phrases]
            first = sentence.mentions[0][0].start - sentence.start if sentence.mentions else len(sentence.text)
            opening = next(
                (p for p in phrases if p.start < min(first, 40) and not _VERB.search(sentence.text[: p.start])), None
            )
            if not all(excepted(sentence.text, m.start - sentence.start) for m, _ in sentence.mentions):
                sentence.stretches = stretches_of_names(sentence)
                focus = sentence.members
                recent = (*(i for i in recent if i not in focus), *focus)[-2:]
            else:
                of_set = opening is not None or before is not None
                sentence.stretches = stretches_pointing_back(sentence, focus, recent, of_set)
                focus = sentence.members or focus if opening is None else ()
            inside = [p for p in places if sentence.start <= p.start < sentence.end]
            reading.sentences.append(ReadSentence(sentence, phrases, frame, opening, before, inside))
            colon = ": " in sentence.text[: max(first, 1)]
            before = opening if opening is not None and (colon or not sentence.mentions) else None
        return focus, frame


def _of_whom(phrase: SetPhrase, before: SetPhrase | None) -> SetPhrase:
    """Return a phrase with what "all of them" points back to: the set of the sentence before, else all."""
    if phrase.reach != "them":
        return phrase
    return replace(before or phrase, start=phrase.start, end=phrase.end, reach=before.reach if before else "kind")
