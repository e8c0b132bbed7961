"""Coding of texts: every indicator of every dimension that a text names, with its place."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from spacy.language import Language
from spacy.matcher import Matcher, PhraseMatcher
from spacy.tokens import Doc, Span
from spacy.util import filter_spans

from defatlas.coding.codebook import CodebookError, Framework


@dataclass(frozen=True)
class Code:
    """A dimension named in a text, and the words that name it; offsets are characters in the text."""

    framework: str
    dimension: str
    evidence: str
    start: int
    end: int


class Coder:
    """Codes texts on frameworks, by lemma sequences and Matcher patterns."""

    def __init__(self, nlp: Language, frameworks: list[Framework]) -> None:
        """Compile the codebook.

        Raises:
            CodebookError: when a pattern is no valid Matcher pattern.
        """
        self._nlp = nlp
        self._order = [(framework.name, dimension.id) for framework in frameworks for dimension in framework.dimensions]
        self._phrases = PhraseMatcher(nlp.vocab, attr="LEMMA")
        self._patterns = Matcher(nlp.vocab, validate=True)
        for framework in frameworks:
            for dimension in framework.dimensions:
                label = f"{framework.name}/{dimension.id}"
                if dimension.indicators:
                    self._phrases.add(label, [self._lemma_doc(term) for term in dimension.indicators])
                try:
                    if dimension.patterns:
                        self._patterns.add(label, list(dimension.patterns))
                except ValueError as error:
                    raise CodebookError(f"{framework.name}.yaml: {dimension.id}: {error}") from error

    def _lemma_doc(self, term: str) -> Doc:
        """A doc whose lemmas are the words of an indicator."""
        words = term.lower().split()
        return Doc(self._nlp.vocab, words=words, lemmas=words)

    def code(self, texts: Iterable[str]) -> Iterator[list[Code]]:
        """Yield the codes of each text, in the order of the codebook and of the text."""
        for doc in self._nlp.pipe(texts):
            yield self.code_doc(doc)

    def code_doc(self, doc: Doc) -> list[Code]:
        """Return the codes of a parsed text."""
        for token in doc:
            token.lemma_ = (token.lemma_ or token.text).lower()
        by_label: dict[str, list[Span]] = {}
        for span in [*self._phrases(doc, as_spans=True), *self._patterns(doc, as_spans=True)]:
            by_label.setdefault(span.label_, []).append(span)
        codes = []
        for framework, dimension in self._order:
            for span in filter_spans(by_label.get(f"{framework}/{dimension}", [])):
                codes.append(Code(framework, dimension, span.text, span.start_char, span.end_char))
        return codes
