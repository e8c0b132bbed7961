"""Coding of texts: every indicator of every dimension that a text names, with its place."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from spacy.language import Language
from spacy.matcher import Matcher, PhraseMatcher
from spacy.tokens import Doc, Span, Token
from spacy.util import filter_spans

from defatlas.coding.codebook import CodebookError, Dimension, Framework
from defatlas.coding.inflection import inflections

_OWN_LEMMA = {"people", "data", "media"}  # annotators disagree: people or person, data or datum, media or medium


@dataclass(frozen=True)
class Code:
    """A dimension named in a text, and the words that name it; offsets are characters in the text."""

    framework: str
    dimension: str
    evidence: str
    start: int
    end: int


def lemma_words(dimension: Dimension) -> set[str]:
    """Return every word that a dimension compares with lemmas, in its indicators and patterns."""
    words = {word for term in dimension.indicators for word in term.lower().split()}
    asked: list[Any] = [token.get("LEMMA") for pattern in dimension.patterns for token in pattern]
    for lemma in asked:
        words |= {lemma} if isinstance(lemma, str) else set((lemma or {}).get("IN", []))
    return words


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
        self._words: set[str] = set()
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
                self._words |= lemma_words(dimension)
        self._bases = {form: word for word in sorted(self._words) for form in inflections(word)}

    def _lemma_doc(self, term: str) -> Doc:
        """A doc whose lemmas are the words of an indicator."""
        words = term.lower().split()
        return Doc(self._nlp.vocab, words=words, lemmas=words)

    def code(self, texts: Iterable[str]) -> Iterator[list[Code]]:
        """Yield the codes of each text, in the order of the codebook and of the text."""
        for doc in self._nlp.pipe(texts):
            yield self.code_doc(doc)

    def _lemma(self, token: Token) -> str:
        """Return a token's lemma, mended where the lemmatiser missed a word of the codebook ("optimises": optimis)."""
        lemma, form = token.lemma_.lower(), token.lower_
        if form in _OWN_LEMMA or (form in self._words and lemma not in self._words):
            return form
        if lemma in self._words or (lemma == form and not token.is_upper):
            return lemma
        return self._bases.get(form, lemma or form)

    def code_doc(self, doc: Doc) -> list[Code]:
        """Return the codes of a parsed text; line breaks and runs of spaces do not separate the words of a term."""
        tokens = [token for token in doc if not token.is_space]
        plain = Doc(
            doc.vocab,
            words=[token.text for token in tokens],
            lemmas=[self._lemma(token) for token in tokens],
            tags=[token.tag_ for token in tokens],
            pos=[token.pos_ for token in tokens],
        )
        by_label: dict[str, list[Span]] = {}
        for matcher in (self._phrases, self._patterns):
            for span in matcher(plain, as_spans=True) if len(matcher) else []:
                by_label.setdefault(span.label_, []).append(span)
        codes = []
        for framework, dimension in self._order:
            for span in filter_spans(by_label.get(f"{framework}/{dimension}", [])):
                start, last = tokens[span.start].idx, tokens[span.end - 1]
                end = last.idx + len(last)
                codes.append(Code(framework, dimension, doc.text[start:end], start, end))
        return codes
