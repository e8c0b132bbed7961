"""From the passages of one document to its definitions, with offsets in the document's text."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import pairwise

from spacy.language import Language
from spacy.tokens import Doc, Span

from defatlas.concepts import Concept, bracketed_expression, concept_of, mention_expression
from defatlas.definitions.adjectives import (
    ADJECTIVE,
    AdjectiveFinder,
    adjective_definiens,
    adjective_expression,
    why_not_adjective,
)
from defatlas.definitions.candidates import Candidate, find_candidates, placed
from defatlas.definitions.continuations import find_continuations
from defatlas.definitions.definition import Definition, definition_id
from defatlas.definitions.joined import continued, following_items, listed, of_list_item, titled, whole_statement
from defatlas.definitions.listed import listed_definitions, titled_fragment
from defatlas.definitions.mentions import MentionFinder
from defatlas.definitions.patterns import build_matcher
from defatlas.definitions.placing import Context, Judge, definition_of
from defatlas.definitions.references import Work, works_of_bibliography, works_of_document
from defatlas.documents.bibliography import Source
from defatlas.documents.blocks import Passage
from defatlas.documents.notes import defines_heading
from defatlas.language.definition_component import DefinitionComponent

SEARCHED_KINDS = ("paragraph", "list_item", "quote", "abstract", "caption", "footnote", "table_row")


class DefinitionFinder:
    """Finds the definitions of concepts in passages."""

    def __init__(self, nlp: Language, concepts: list[Concept], sources: Mapping[str, Source] | None = None) -> None:
        """Prepare the matchers for a pipeline, the concepts under study and the works of the bibliography."""
        self._nlp = nlp
        self._concepts = concepts
        self._works: list[Work] = works_of_bibliography(sources or {})
        self._may_mention = mention_expression(concepts)
        self._may_be_bracketed = bracketed_expression(concepts)
        self._may_describe = adjective_expression(concepts)
        self._mentions = MentionFinder(nlp, concepts)
        self._adjectives = AdjectiveFinder(nlp, concepts)
        self._matcher = build_matcher(nlp.vocab)
        component = nlp.get_pipe("defatlas_definitions") if "defatlas_definitions" in nlp.pipe_names else None
        self._component = component if isinstance(component, DefinitionComponent) else None

    def find(self, document_id: str, passages: Sequence[Passage], prefilter: bool = True) -> list[Definition]:
        """Return all candidates of a document in reading order, the accepted ones with an empty `reason`.

        Args:
            document_id: the document.
            passages: its passages, in reading order.
            prefilter: parse only the passages that may hold a definition; without, every passage is parsed and the
                result is the same (benchmarks/prefilter.py).
        """
        works = works_of_document(document_id, passages)
        context = Context(document_id, passages, self._works, works, self._judge)
        entries = listed_definitions(passages, self._may_mention, self._concepts)
        found = [listed(context, number, entry) for number, entry in entries.items()]
        numbers = [n for n, p in enumerate(passages) if p.kind in SEARCHED_KINDS and p.text.strip()]
        if prefilter:
            numbers = [n for n in numbers if self.may_mention(passages, n)]
        texts = ((passages[n].text, n) for n in numbers)
        for doc, number in self._nlp.pipe(texts, as_tuples=True):
            found.extend(self._of_passage(context, number, doc))
        taken = {(d.start, d.end) for d in found if not d.reason and d.pattern != "listed"}
        found = [d for d in found if d.pattern != "listed" or not any(a < d.end and d.start < b for a, b in taken)]
        unique: dict[str, Definition] = {}
        for definition in sorted(found, key=lambda d: bool(d.reason)):
            unique.setdefault(definition.definition_id, definition)
        return sorted(unique.values(), key=lambda d: (d.start, d.definiens_start, d.definition_id))

    def parse(self, text: str) -> Doc:
        """Return a text parsed, with its mentions."""
        doc = self._nlp(text)
        self._mentions(doc)
        return doc

    def matches(self, sentence: Span) -> list[tuple[str, str]]:
        """Return the form and the words of each match in a sentence of a parsed text."""
        return sorted({(span.label_, span.text) for span in self._matcher(sentence, as_spans=True)})

    @property
    def _judge(self) -> Judge | None:
        """Return what judges a statement of ours; None for a pipeline that does not judge."""
        component = self._component
        return None if component is None else lambda text: float(component.judge_texts(self._nlp, [text])[0])

    def may_mention(self, passages: Sequence[Passage], number: int) -> bool:
        """Tell by the text alone whether a passage, or the heading right above it, may speak of a concept."""
        text = passages[number].text
        return bool(
            self._may_mention.search(text)
            or ("[" in text and self._may_be_bracketed.search(text))
            or self._may_describe.search(text)
            or titled_fragment(passages, number, self._may_mention, self._concepts)
        )

    def _of_passage(self, context: Context, number: int, doc: Doc) -> Iterator[Definition]:
        """Yield the candidates of a parsed passage."""
        self._mentions(doc)
        for candidate in find_candidates(doc, self._matcher) + self._of_adjectives(doc):
            yield from _spread(context, number, doc, candidate)
        for continuation in find_continuations(doc):
            yield continued(context, number, doc, continuation)
        named = titled_fragment(context.passages, number, self._may_mention, self._concepts)
        if named is not None:
            yield from titled(context, number, doc, *named)

    def _of_adjectives(self, doc: Doc) -> list[Candidate]:
        """Return the candidates that define the adjective of a concept."""
        made = []
        for found in self._adjectives(doc):
            tokens = adjective_definiens(doc, found)
            reason = why_not_adjective(doc, found, tokens)
            made.append(placed(doc, found.mention, ADJECTIVE, doc[found.noun].sent, tokens, False, reason))
        return made

    def find_in_note(self, document_id: str, passages: Sequence[Passage]) -> list[Definition]:
        """Return the definitions that a reading note states: the paragraph below each "Defines" heading.

        The forms split the statement where one of them matches; otherwise what follows the concept is the definiens.
        """
        stated = []
        for number, (heading, passage) in enumerate(pairwise(passages), start=1):
            parsed = defines_heading(heading.text) if heading.kind == "heading" else None
            if parsed is None or passage.kind != "paragraph":
                continue
            concept = concept_of(parsed.concept, self._concepts)
            if concept is None:
                continue
            stated.append((number, concept, parsed.after))
        docs = self._nlp.pipe(passages[number].text for number, _, _ in stated)
        context = Context(document_id, passages, (), ())
        return [
            self._stated(context, number, doc, concept, after)
            for (number, concept, after), doc in zip(stated, docs, strict=True)
        ]

    def _stated(self, context: Context, number: int, doc: Doc, concept: Concept, after: str) -> Definition:
        """Build the definition that one paragraph of a note states."""
        self._mentions(doc)
        passage = context.passages[number]
        candidates = [c for c in find_candidates(doc, self._matcher) if c.mention.concept.family == concept.family]
        if candidates:
            best = min(candidates, key=lambda c: (bool(c.reason), c.definiendum))
            found = definition_of(context, number, doc, best)
        else:
            found = whole_statement(context, number, doc)
        sentence = passage.text
        return replace(
            found,
            definition_id=definition_id(context.document_id, sentence, found.definiens),
            concept=concept.name,
            family=concept.family,
            sentence=sentence,
            start=passage.start,
            end=passage.end,
            kind="definition",
            quoted=False,
            cited_sources=after,
            cited_keys=after,
            probability=None,  # a note says what it defines; there is nothing to judge
            reason="",
        )


def _spread(context: Context, number: int, doc: Doc, candidate: Candidate) -> Iterable[Definition]:
    """Turn a candidate into one definition, or into one per item when it leads into a list."""
    single = definition_of(context, number, doc, candidate)
    text = doc.text.rstrip()
    open_ended = candidate.definiens[0] == candidate.definiens[1] and not text.endswith((".", "?", "!"))
    leads = (text.endswith(":") or open_ended) and candidate.sentence[1] >= len(text)
    items = following_items(context.passages, number) if leads else []
    if not items or candidate.form.before:
        return [single]
    return [of_list_item(context, single, item) for item in items]
