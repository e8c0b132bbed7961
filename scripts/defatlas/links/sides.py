"""Mentions of the two sides of a link in a parsed text."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from spacy.language import Language
from spacy.matcher import Matcher, PhraseMatcher
from spacy.tokens import Doc, Span, Token
from spacy.util import filter_spans

from defatlas.concepts import Concept
from defatlas.links.lexicon import Lexicon

_ABBREVIATION = re.compile(r"[A-Z][A-Za-z]?[A-Z]{1,6}s?")


@dataclass(frozen=True)
class SideMention:
    """A mention of one side: its tokens `start` to `end` (exclusive) and the concept, empty for a pattern."""

    side: str
    concept: str
    start: int
    end: int

    def head(self, doc: Doc) -> Token:
        """Return the token by which the mention hangs in the parse."""
        return doc[self.start : self.end].root


class SideFinder:
    """Finds mentions of two sides, each a list of concepts; longest first, ignoring case."""

    def __init__(
        self, nlp: Language, concepts: list[Concept], sides: Mapping[str, Sequence[str]], lexicon: Lexicon
    ) -> None:
        """Compile terms and patterns.

        Raises:
            ValueError: when a pattern of the lexicon is no valid Matcher pattern.
        """
        self._nlp = nlp
        self.names = tuple(sides)
        self._side_of = {family: side for side, families in sides.items() for family in families}
        chosen = [concept for concept in concepts if concept.family in self._side_of]
        self._concepts = {concept.name: concept for concept in chosen}
        self._terms = PhraseMatcher(nlp.vocab, attr="LOWER")
        for concept in chosen:
            self._terms.add(concept.name, [nlp.make_doc(form) for form in concept.forms])
        self._also, self._not_meant = Matcher(nlp.vocab, validate=True), Matcher(nlp.vocab, validate=True)
        for side in self.names:
            if lexicon.also.get(side):
                self._also.add(side, lexicon.also[side])
            if lexicon.not_meant.get(side):
                self._not_meant.add(side, lexicon.not_meant[side])
        words = {side: [f for c in chosen if self._side_of[c.family] == side for f in c.forms] for side in self.names}
        self._may = {side: _expression(words[side], lexicon.also.get(side, [])) for side in self.names}

    def may_mention(self, text: str) -> bool:
        """Tell, without parsing, whether a text may mention both sides."""
        return all(expression.search(text) for expression in self._may.values())

    def named(self, text: str) -> frozenset[str]:
        """Return the sides that a text mentions by a term of theirs, without parsing it."""
        if not any(expression.search(text) for expression in self._may.values()):
            return frozenset()
        doc = self._nlp.make_doc(text)
        other = self._not_meant(doc, as_spans=True) if len(self._not_meant) else []
        found = set[str]()
        for span in filter_spans(self._terms(doc, as_spans=True)):
            side = self._side_of[self._concepts[span.label_].family]
            if not any(o.label_ == side and o.start < span.end and span.start < o.end for o in other):
                found.add(side)
        return frozenset(found)

    def may_mention_one(self, text: str) -> bool:
        """Tell, without parsing, whether a text may mention one of the sides."""
        return any(expression.search(text) for expression in self._may.values())

    def __call__(self, doc: Doc) -> list[SideMention]:
        """Return the mentions of both sides in order; a use of a term that means something else is left out."""
        spans = [Span(doc, s.start, s.end, label=s.label) for s in self._terms(doc, as_spans=True)]
        named = {(s.start, s.end): s.label_ for s in spans}
        patterns = self._also(doc, as_spans=True) if len(self._also) else []
        # a term stands before a pattern that overlaps it, so that each concept is counted under its own name
        taken = filter_spans(spans)
        covered = {token.i for span in taken for token in span}
        taken += filter_spans(s for s in patterns if not any(t.i in covered for t in s))
        other = self._not_meant(doc, as_spans=True) if len(self._not_meant) else []
        mentions = []
        for span in sorted(taken, key=lambda s: s.start):
            concept = self._concepts.get(named.get((span.start, span.end), ""))
            side = self._side_of[concept.family] if concept else span.label_
            if not any(o.label_ == side and o.start < span.end and span.start < o.end for o in other):
                mentions.append(SideMention(side, concept.family if concept else "", span.start, span.end))
        kept = _without_names(mentions, doc)
        return sorted([*kept, *_abbreviated(kept, doc)], key=lambda m: m.start)


def _abbreviated(mentions: list[SideMention], doc: Doc) -> list[SideMention]:
    """Return the mentions by an abbreviation that a text gives in brackets: "Living Lab (LL)", later "the LL"."""
    found = list[SideMention]()
    for mention in mentions:
        short = doc[mention.end + 1].text if mention.end + 2 < len(doc) else ""
        if doc[mention.end : mention.end + 3].text != f"({short})" or not _ABBREVIATION.fullmatch(short):
            continue
        forms = {short.removesuffix("s"), f"{short.removesuffix('s')}s"}
        uses = [t.i for t in doc[mention.end + 3 :] if t.text in forms]
        found += [SideMention(mention.side, mention.concept, place, place + 1) for place in uses]
    return found


def _without_names(mentions: list[SideMention], doc: Doc) -> list[SideMention]:
    """Leave out a mention that is only part of the name of one of the other side ("Smart City Helsinki Cluster")."""
    kept = []
    for mention in mentions:
        others = [m for m in mentions if m.side != mention.side and mention.end <= m.start <= mention.end + 1]
        titled = all(token.text[:1].isupper() for token in doc[mention.start : mention.end])
        part = any(
            titled
            and all(t.text[:1].isupper() for t in doc[mention.start : other.end])
            and other.end - other.start == 1
            for other in others
        )
        if not part:
            kept.append(mention)
    return kept


def _expression(forms: Sequence[str], patterns: Sequence[Sequence[Mapping[str, Any]]]) -> re.Pattern[str]:
    """Return an expression for any of the forms, or any word without which a pattern cannot stand."""
    words = set(forms)
    for pattern in patterns:
        asked = [token["LOWER"] for token in pattern if "LOWER" in token and token.get("OP", "1") in {"1", "+"}]
        lists = [[wanted] if isinstance(wanted, str) else wanted.get("IN", []) for wanted in asked]
        words |= set(min((listed for listed in lists if listed), key=len, default=[]))
    joined = "|".join(re.escape(word) for word in sorted(words, key=lambda w: (-len(w), w)))
    return re.compile(rf"\b(?:{joined})\b" if words else r"(?!)", re.IGNORECASE)
