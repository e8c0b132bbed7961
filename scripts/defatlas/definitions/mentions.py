"""Mentions of concepts in a parsed text, and whether a mention stands for the concept in general."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from spacy.language import Language
from spacy.matcher import PhraseMatcher
from spacy.tokens import Doc, Span
from spacy.util import filter_spans

from defatlas.concepts import Concept, bracketed_expression, concept_of
from defatlas.definitions.pattern_parts import CONCEPT

QUOTES = frozenset("\"'“”‘’«»„`") | {"``", "''", "**", "***", "_", "__"}
BRACKETS = frozenset("()[]")
_ARTICLES = frozenset({"a", "an", "the"})
# "the concept of smart city", "the term smart city": the noun names the concept itself.
NAMING_NOUNS = frozenset(
    "concept notion term idea definition meaning label expression model vision character essence paradigm phrase "
    "word nature category".split()
)
_SPECIFIC = frozenset(
    "this that these those our their its his her your my such some each every several many most other another which "
    "both all few no certain".split()
)
_TERM_NOUNS = frozenset("definition concept notion meaning term idea".split())
_ONE_OF_THEM = frozenset("first second third fourth other another new old our their this these".split())
ONE_OF_SEVERAL = "is one of several things"
_ONE_THING = frozenset("this that these those our their his its her your my".split())
_CLAUSE_OPENERS = frozenset(
    "that and but or because although while whereas since if whether as so then thus hence therefore today generally "
    "however moreover indeed here when where what with by".split()
)

Doc.set_extension("mentions", default=None, force=True)


@dataclass(frozen=True)
class Mention:
    """A mention of a concept: tokens `start` to `end` (exclusive) of its doc."""

    concept: Concept
    start: int
    end: int

    def span(self, doc: Doc) -> Span:
        """Return the mention as a span of its doc."""
        return doc[self.start : self.end]


def _is_in_longer_word(text: str, span: Span) -> bool:
    """Tell whether a hyphen or letter joins a span to a longer word: "super-clusters"; as `mention_expression` does."""
    before, behind = text[max(span.start_char - 1, 0) : span.start_char], text[span.end_char : span.end_char + 1]
    return any(sign == "-" or sign.isalnum() for sign in (before, behind))


class MentionFinder:
    """Finds the longest mentions of any concept, ignoring case."""

    def __init__(self, nlp: Language, concepts: list[Concept]) -> None:
        """Compile the forms of all concepts for the tokeniser of `nlp`."""
        self._concepts = {concept.name: concept for concept in concepts}
        self._may_be_bracketed = bracketed_expression(concepts)
        self._matcher = PhraseMatcher(nlp.vocab, attr="LOWER")
        for concept in concepts:
            self._matcher.add(concept.name, [nlp.make_doc(form) for form in concept.forms])

    def __call__(self, doc: Doc) -> list[Mention]:
        """Return the mentions of a doc in order and make them its entities, all of the type `CONCEPT`."""
        matched = [*self._matcher(doc, as_spans=True), *self._bracketed(doc)]
        spans = [s for s in filter_spans(matched) if not _is_in_longer_word(doc.text, s)]
        mentions = [Mention(self._concepts[span.label_], span.start, span.end) for span in spans]
        doc.ents = [Span(doc, span.start, span.end, label=CONCEPT) for span in spans]
        doc._.mentions = mentions
        return mentions

    def _bracketed(self, doc: Doc) -> Iterator[Span]:
        """Yield the mentions whose first letter stands in brackets: "“[s]mart cities are …”"."""
        for match in self._may_be_bracketed.finditer(doc.text):
            concept = concept_of(match[0].replace("[", "", 1).replace("]", "", 1), list(self._concepts.values()))
            span = doc.char_span(*match.span(), label=concept.name if concept else "", alignment_mode="expand")
            if concept is not None and span is not None:
                yield span


def _left_of(doc: Doc, index: int, first: int) -> int:
    """Step left over quotation marks and brackets."""
    while index >= first and doc[index].text in QUOTES | BRACKETS | {"*", "…"}:
        index -= 1
    return index


def _is_one_of_two_adjectives(doc: Doc, index: int, sentence: Span) -> bool:
    """Tell whether the token is the "and" of "a green and smart city"."""
    return index > sentence.start and doc[index].lower_ == "and" and doc[index - 1].pos_ == "ADJ"


def _is_behind_another(doc: Doc, index: int, sentence: Span) -> bool:
    """Tell whether the token joins the mention to a noun that is no mention: "sensors and digital twins are"."""
    if doc[index].lower_ not in {"and", "or", "&"} or index == sentence.start:
        return False
    other = doc[index - 1]
    if other.ent_type or other.pos_ not in {"NOUN", "PROPN"}:
        return False
    return not any(t.tag_ in {"VBZ", "VBP", "VBD", "MD"} or t.text in {";", ":"} for t in doc[sentence.start : index])


def _before_article(doc: Doc, mention: Mention, sentence: Span) -> int:
    """Return the token before a mention, its article, and quotation marks; before the sentence when there is none."""
    index = _left_of(doc, mention.start - 1, sentence.start)
    if index >= sentence.start and doc[index].lower_ in _ARTICLES:
        index = _left_of(doc, index - 1, sentence.start)
    return index


def why_specific(doc: Doc, mention: Mention, sentence: Span) -> str:
    """Return why a mention stands for one thing ("our cluster", "the Turin cluster"), subject or not; else ""."""
    index = _before_article(doc, mention, sentence)
    if index < sentence.start:
        return ""
    token = doc[index]
    if token.lower_ in _ONE_THING and not (token.lower_ == "that" and token.pos_ in {"SCONJ", ""}):
        return f"speaks of {token.lower_} one"
    quoted = index > sentence.start and doc[index - 1].text in QUOTES and token.pos_ in {"NOUN", "PROPN", "ADJ"}
    if quoted and doc[index].text not in QUOTES:
        return f"qualified by {token.lower_!r}"
    named = token.pos_ == "PROPN" and token.dep_ in {"compound", "nmod"} and mention.start <= token.head.i < mention.end
    return f"qualified by {token.lower_!r}" if named else ""


def why_not_generic(doc: Doc, mention: Mention, sentence: Span) -> str:
    """Return why a mention in subject place does not stand for the concept in general; empty when it does.

    "A smart city", "smart cities", "the concept of smart city" are general; "this cluster", "the Bucharest cluster",
    "the development of smart cities" are not.
    """
    index = _before_article(doc, mention, sentence)
    if index < sentence.start:
        return ""
    token = doc[index]
    if _is_behind_another(doc, index, sentence):
        return ONE_OF_SEVERAL
    if token.lower_ == "with" and not any(t.lower_ == "being" for t in doc[mention.end : mention.end + 2]):
        return "qualified by 'with'"
    if _is_one_of_two_adjectives(doc, index, sentence) or (index > sentence.start and doc[index - 1].text == "-"):
        return f"qualified by {doc[index - 1].lower_ if token.lower_ == 'and' else token.lower_!r}"
    if token.lower_ in NAMING_NOUNS or token.lemma_.lower() in NAMING_NOUNS:
        return ""
    if token.lower_ == "of":
        head = doc[index - 1].lower_ if index > sentence.start else ""
        if (
            head not in _TERM_NOUNS
            and index - 1 > sentence.start
            and (doc[index - 2].pos_ == "NUM" or doc[index - 2].lower_ in _ONE_OF_THEM)
        ):
            return f"says something of one {head}"
        return "" if head in NAMING_NOUNS or head.rstrip("s") in NAMING_NOUNS else f"says something of its {head}"
    if token.lower_ in _SPECIFIC and not (token.lower_ == "that" and token.pos_ in {"SCONJ", ""}):
        return f"speaks of {token.lower_} one"
    if token.is_punct or token.lower_ in _CLAUSE_OPENERS or token.pos_ in {"ADV", "CCONJ", "SCONJ"}:
        return ""
    qualifies = token.dep_ in {"amod", "compound", "nmod", "nummod"} and mention.start <= token.head.i < mention.end
    if token.tag_ == "NNS" and not qualifies:
        return ""  # "for most managers clusters are": a plural seldom qualifies a noun
    qualifies = qualifies or (token.tag_ == "VBG" and index > sentence.start and doc[index - 1].tag_ == "IN")
    if token.tag_ == "VB" and index > sentence.start and doc[index - 1].lower_ == "to":
        return f"is what others {token.lower_}"  # "challenges to realise smart cities include …"
    if token.pos_ == "VERB" and not qualifies:
        return ""
    return f"qualified by {token.lower_!r}"
