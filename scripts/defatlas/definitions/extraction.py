"""From the passages of one document to its definitions, with offsets in the document's text."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from spacy.language import Language
from spacy.tokens import Doc, Span

from defatlas.concepts import Concept, concept_of, mention_expression
from defatlas.definitions.candidates import NO_NOUN_PHRASE, TOO_SHORT, Candidate, find_candidates
from defatlas.definitions.citations import find_citations, is_only_citation
from defatlas.definitions.mentions import MentionFinder
from defatlas.definitions.patterns import build_matcher
from defatlas.documents.blocks import Passage
from defatlas.documents.notes import defines_heading

# A copula says many things of a concept beside what it is; below this probability the model's judgement outweighs it.
LEAST_PROBABILITY = 0.1
_JUDGED_FORMS = frozenset({"copula", "relative", "means"})
SEARCHED_KINDS = ("paragraph", "list_item", "quote", "abstract", "caption", "footnote", "table_row")
_SPEAKS_OF_DEFINITIONS = re.compile(r"\bdefin(?:ed?|es|ing|ition|itions)\b", re.IGNORECASE)


@dataclass(frozen=True)
class Definition:
    """A definition found in a document, or a candidate that was not taken (`reason` says why).

    All offsets are characters in the document's normalised text. For an item of a list, `sentence` is the lead-in
    and the item joined by a space, `start` and `end` are those of the item, `lead_start` and `lead_end` those of the
    lead-in (both -1 when there is none).
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
    cited_sources: str
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


class DefinitionFinder:
    """Finds the definitions of concepts in passages."""

    def __init__(self, nlp: Language, concepts: list[Concept]) -> None:
        """Prepare the matchers for a pipeline and the concepts under study."""
        self._nlp = nlp
        self._concepts = concepts
        self._may_mention = mention_expression(concepts)
        self._mentions = MentionFinder(nlp, concepts)
        self._matcher = build_matcher(nlp.vocab)

    def find(self, document_id: str, passages: Sequence[Passage]) -> list[Definition]:
        """Return all candidates of a document in reading order, the accepted ones with an empty `reason`."""
        relevant = [
            number
            for number, passage in enumerate(passages)
            if passage.kind in SEARCHED_KINDS and self._may_mention.search(passage.text)
        ]
        docs = self._nlp.pipe(passages[number].text for number in relevant)
        found: list[Definition] = []
        for number, doc in zip(relevant, docs, strict=True):
            self._mentions(doc)
            for candidate in find_candidates(doc, self._matcher):
                found.extend(self._definitions(document_id, passages, number, doc, candidate))
        unique = {definition.definition_id: definition for definition in found}
        return sorted(unique.values(), key=lambda d: (d.start, d.definiens_start, d.definition_id))

    def _definitions(
        self, document_id: str, passages: Sequence[Passage], number: int, doc: Doc, candidate: Candidate
    ) -> list[Definition]:
        """Turn a candidate into one definition, or into one per item when it leads into a list."""
        single = _definition(document_id, passages[number], doc, candidate)
        leads = doc.text.rstrip().endswith(":") and candidate.sentence[1] >= len(doc.text.rstrip())
        items = _following_items(passages, number) if leads else []
        if not items or candidate.form.before:
            return [single]
        return [_list_item_definition(single, item) for item in items]

    def find_in_note(self, document_id: str, passages: Sequence[Passage]) -> list[Definition]:
        """Return the definitions that a reading note states: the paragraph below each "Defines" heading.

        The forms split the statement where one of them matches; otherwise what follows the concept is the definiens.
        """
        stated = []
        for heading, passage in pairwise(passages):
            parsed = defines_heading(heading.text) if heading.kind == "heading" else None
            if parsed is None or passage.kind != "paragraph":
                continue
            concept = concept_of(parsed.concept, self._concepts)
            if concept is None:
                continue
            stated.append((passage, concept, parsed.after))
        docs = self._nlp.pipe(passage.text for passage, _, _ in stated)
        return [
            self._stated(document_id, passage, doc, concept, after)
            for (passage, concept, after), doc in zip(stated, docs, strict=True)
        ]

    def _stated(self, document_id: str, passage: Passage, doc: Doc, concept: Concept, after: str) -> Definition:
        """Build the definition that one paragraph of a note states."""
        self._mentions(doc)
        candidates = [c for c in find_candidates(doc, self._matcher) if c.mention.concept.family == concept.family]
        if candidates:
            found = _definition(
                document_id, passage, doc, min(candidates, key=lambda c: (bool(c.reason), c.definiendum))
            )
        else:
            found = _whole_statement(document_id, passage, doc)
        sentence = passage.text
        return replace(
            found,
            definition_id=definition_id(document_id, sentence, found.definiens),
            concept=concept.name,
            family=concept.family,
            sentence=sentence,
            start=passage.start,
            end=passage.end,
            kind="definition",
            cited_sources=after,
            probability=None,  # a note says what it defines; there is nothing to judge
            reason="",
        )


def _definition(document_id: str, passage: Passage, doc: Doc, candidate: Candidate) -> Definition:
    """Place a candidate of a passage in its document."""
    sentence = doc.text[slice(*candidate.sentence)].rstrip()
    definiens = doc.text[slice(*candidate.definiens)]
    offset = passage.start
    start = offset + candidate.sentence[0]
    probability = sentence_probability(doc, candidate)
    return Definition(
        definition_id=definition_id(document_id, sentence, definiens),
        document_id=document_id,
        concept=candidate.mention.concept.name,
        family=candidate.mention.concept.family,
        definiendum=doc.text[slice(*candidate.definiendum)],
        definiens=definiens,
        sentence=sentence,
        section=passage.section,
        page=passage.page,
        kind=candidate.form.kind,
        pattern=candidate.form.name,
        negated=candidate.negated,
        cited_sources="; ".join(cited_for(doc, candidate)),
        start=start,
        end=start + len(sentence),
        definiendum_start=offset + candidate.definiendum[0],
        definiendum_end=offset + candidate.definiendum[1],
        definiens_start=offset + candidate.definiens[0],
        definiens_end=offset + candidate.definiens[1],
        lead_start=-1,
        lead_end=-1,
        probability=probability,
        reason=candidate.reason or _why_unlikely(candidate, probability),
    )


def _why_unlikely(candidate: Candidate, probability: float | None) -> str:
    """Return the reason when the model holds a copula sentence for anything but a definition; else an empty text."""
    if probability is None or candidate.form.name not in _JUDGED_FORMS or probability >= LEAST_PROBABILITY:
        return ""
    return f"the model gives it a probability of {probability:.2f}"


def sentence_probability(doc: Doc, candidate: Candidate) -> float | None:
    """Return the model's probability that a candidate's sentence defines; None when the pipeline does not judge."""
    if not Span.has_extension("definition_probability"):
        return None
    sentence = next(s for s in doc.sents if s.start_char <= candidate.sentence[0] < s.end_char)
    probability = sentence._.definition_probability
    return None if probability is None else round(float(probability), 6)


def _list_item_definition(lead: Definition, item: Passage) -> Definition:
    """Join a lead-in and one list item into a definition of its own."""
    text = item.text.rstrip(" ;,.")
    text = re.sub(r"[;,]?\s+(?:and|or)$", "", text)
    sentence = f"{lead.sentence} {item.text}"
    too_short = "" if len(text.split()) >= 3 else TOO_SHORT
    reason = "" if lead.reason in {TOO_SHORT, NO_NOUN_PHRASE} else lead.reason
    return replace(
        lead,
        definition_id=definition_id(lead.document_id, sentence, text),
        definiens=text,
        sentence=sentence,
        page=item.page,
        pattern=f"{lead.pattern}+list",
        start=item.start,
        end=item.end,
        definiens_start=item.start,
        definiens_end=item.start + len(text),
        lead_start=lead.start,
        lead_end=lead.end,
        reason=reason or too_short,
    )


def _whole_statement(document_id: str, passage: Passage, doc: Doc) -> Definition:
    """Take what follows the first mention (or the whole paragraph when there is none) as the definiens."""
    text = passage.text
    mention = doc._.mentions[0].span(doc) if doc._.mentions else None
    definiendum = (mention.start_char, mention.end_char) if mention is not None else (0, 0)
    start = definiendum[1] + len(text[definiendum[1] :]) - len(text[definiendum[1] :].lstrip(" ,"))
    end = len(text.rstrip(" ."))
    return Definition(
        definition_id(document_id, text, text[start:end]),
        document_id, "", "", text[slice(*definiendum)], text[start:end], text, passage.section, passage.page,
        "definition", "note", False, "", passage.start, passage.end,
        passage.start + definiendum[0], passage.start + definiendum[1], passage.start + start, passage.start + end,
        -1, -1, None, "",
    )  # fmt: skip


def _following_items(passages: Sequence[Passage], number: int) -> list[Passage]:
    """Return the list items right behind a passage."""
    items = []
    for passage in passages[number + 1 :]:
        if passage.kind != "list_item":
            break
        items.append(passage)
    return items


def cited_for(doc: Doc, candidate: Candidate) -> list[str]:
    """Return the works cited for a candidate, as texts.

    They stand in its sentence; in a sentence right behind it that is nothing but a citation; in the sentence before,
    if that ends with a colon, if the candidate's own goes on with it (no capital opens it), or if it speaks of
    definitions and the candidate's own leads into a list.
    """
    sentences = list(doc.sents)
    place = next(i for i, s in enumerate(sentences) if s.start_char <= candidate.sentence[0] < s.end_char)
    citations = list(find_citations(sentences[place].text))
    if place + 1 < len(sentences) and is_only_citation(sentences[place + 1].text):
        citations += find_citations(sentences[place + 1].text)
    before = sentences[place - 1].text.rstrip(" \"“'‘") if place else ""
    introduces = doc.text.rstrip().endswith(":") and _SPEAKS_OF_DEFINITIONS.search(before)
    goes_on = bool(re.match(r"[\"“'‘*]*[a-z]", sentences[place].text))
    if not citations and (before.endswith(":") or goes_on or introduces):
        citations = find_citations(before)
    return _unique(citation.text for citation in citations)


def _unique(texts: Iterable[str]) -> list[str]:
    """Return texts without repeats, in order."""
    return list(dict.fromkeys(texts))
