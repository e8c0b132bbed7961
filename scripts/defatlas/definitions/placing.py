"""From a candidate in a parsed passage to a definition in its document."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from spacy.tokens import Doc, Span

from defatlas.definitions.candidates import Candidate
from defatlas.definitions.citing import cited_for
from defatlas.definitions.definiens import head_noun, is_restricted, narrows_down
from defatlas.definitions.definition import Definition, definition_id
from defatlas.definitions.pattern_parts import Least
from defatlas.definitions.quotations import quotation_around
from defatlas.definitions.references import Work, keys_of
from defatlas.documents.blocks import Passage

Judge = Callable[[str], float]
"""Returns the probability that a text, taken as one sentence, defines."""

# Some forms say many things of a concept beside what it is; below this the model outweighs them.
LEAST_PROBABILITY = 0.1
# Weaker forms need a sentence that more likely defines than not.
LIKELY = 0.5


@dataclass(frozen=True)
class Context:
    """A document under search: its id and passages, the works that it may cite, and what judges a statement of ours."""

    document_id: str
    passages: Sequence[Passage]
    sources: Sequence[Work]
    references: Sequence[Work]
    judge: Judge | None = None


def definition_of(context: Context, number: int, doc: Doc, candidate: Candidate) -> Definition:
    """Place a candidate of passage `number` in its document."""
    passage = context.passages[number]
    sentence = doc.text[slice(*candidate.sentence)].rstrip()
    definiens = doc.text[slice(*candidate.definiens)]
    offset = passage.start
    start = offset + candidate.sentence[0]
    before = context.passages[number - 1].text if number else ""
    citations = cited_for(doc, candidate, before)
    judged = _sentence_at(doc, candidate.sentence[0])
    return Definition(
        definition_id=definition_id(context.document_id, sentence, definiens),
        document_id=context.document_id,
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
        genus=candidate.genus,
        quoted=passage.kind == "quote" or quotation_around(doc.text, *candidate.definiens) is not None,
        cited_sources="; ".join(citation.text for citation in citations),
        cited_keys="; ".join(keys_of(citations, context.sources, context.references)),
        start=start,
        end=start + len(sentence),
        definiendum_start=offset + candidate.definiendum[0],
        definiendum_end=offset + candidate.definiendum[1],
        definiens_start=offset + candidate.definiens[0],
        definiens_end=offset + candidate.definiens[1],
        lead_start=-1,
        lead_end=-1,
        probability=probability_of(judged),
        reason=candidate.reason or _why_doubted(context, doc, candidate, judged),
    )


def _why_doubted(context: Context, doc: Doc, candidate: Candidate, judged: Span) -> str:
    """Return the reason when the model makes too little of a candidate; else an empty text.

    A gloss ("clusters (families of kindred trades) need time") stands in a sentence about something else, and "These
    are …" does not say of what: for such forms the statement "clusters are families of kindred trades" may be judged
    instead.
    """
    least = _least(candidate, doc)
    reason = why_unlikely(least, judged)
    glosses = candidate.form.name == "that_is" or candidate.form.least is Least.DEFINITIONAL
    if not reason or not glosses or context.judge is None:
        return reason
    definiens = doc.char_span(*candidate.definiens)
    doubtful = candidate.form.name == "apposition" or (
        candidate.form.name == "brackets" and definiens is not None and not is_restricted(list(definiens))
    )
    if doubtful and why_unlikely(Least.NOT_UNLIKELY, judged):
        return reason  # commas and brackets set off much else
    if definiens is None or not narrows_down(list(definiens)):
        return reason
    head = head_noun(list(definiens))
    verb = "are" if head is not None and head.tag_ in {"NNS", "NNPS"} else "is"
    named = candidate.mention.span(doc).text
    sure = candidate.form.name == "that_is" or is_restricted(list(definiens))
    needed = LEAST_PROBABILITY if sure else LIKELY
    return "" if context.judge(f"{named[:1].upper()}{named[1:]} {verb} {definiens.text}.") >= needed else reason


def _least(candidate: Candidate, doc: Doc) -> Least:
    """Return the least that the model must make of a candidate: more where nothing narrows it down."""
    definiens = doc.char_span(*candidate.definiens)
    plain = candidate.form.name == "copula" and definiens is not None and not narrows_down(list(definiens))
    return Least.DEFINITIONAL if plain else candidate.form.least


def _sentence_at(doc: Doc, character: int) -> Span:
    """Return the sentence that holds a character."""
    return next(s for s in doc.sents if s.start_char <= character < s.end_char)


def probability_of(sentence: Span) -> float | None:
    """Return the model's probability that a sentence defines; None when the pipeline does not judge."""
    if not Span.has_extension("definition_probability"):
        return None
    probability = sentence._.definition_probability
    return None if probability is None else round(float(probability), 6)


def why_unlikely(least: Least, sentence: Span) -> str:
    """Return the reason when the model makes less of a sentence than its form asks for; else an empty text.

    Without a model every form is believed.
    """
    probability = probability_of(sentence)
    if probability is None or least is Least.ANYTHING:
        return ""
    needed = LIKELY if least is Least.DEFINITIONAL else LEAST_PROBABILITY
    return "" if probability >= needed else f"the model gives it a probability of {probability:.2f}"
