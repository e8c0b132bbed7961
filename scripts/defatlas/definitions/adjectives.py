"""Definitions of the adjective of a concept: "a city is smart when …", "a city can be smart by …"."""

from __future__ import annotations

import re
from dataclasses import dataclass

from spacy.language import Language
from spacy.matcher import Matcher
from spacy.tokens import Doc

from defatlas.concepts import Concept
from defatlas.definitions.definiens import trim
from defatlas.definitions.mentions import ONE_OF_SEVERAL, Mention, why_not_generic
from defatlas.definitions.pattern_parts import ADVERB, MODALS, QUOTE, DefiningForm, TokenPattern

ADJECTIVE = DefiningForm("adjective", [])
_BECOMES = "is are be been becomes become counts count".split()
_CALLED = (
    "called considered termed labelled labeled deemed dubbed regarded defined described seen said to be as named "
    "understood becoming"
).split()
_CALLS = "call calls called consider considers term terms label labels deem deems name define defines".split()
_CONDITIONS = "when if once where insofar inasmuch whenever by".split()
_SPECIFIC = frozenset("the this that these those our their his her its my your".split())


@dataclass(frozen=True)
class AdjectiveMention:
    """Where a text says of the head noun of a concept that it is what the concept's adjective says.

    Attributes:
        mention: the adjective.
        noun: token of the head noun.
        end: token behind the cue.
    """

    mention: Mention
    noun: int
    end: int


def _parts(concept: Concept) -> set[tuple[str, str]]:
    """Return the (words before the head noun, head noun) of a concept's forms of two words or more."""
    return {tuple(form.rsplit(" ", 1)) for form in concept.forms if " " in form}  # type: ignore[misc]


def adjective_expression(concepts: list[Concept]) -> re.Pattern[str]:
    """Return an expression for texts in which an adjective of a concept follows its noun in the same clause."""
    pairs = sorted({pair for concept in concepts for pair in _parts(concept)})
    alternatives = (rf"{re.escape(noun)}\b[^.;:!?]{{1,60}}?\b{re.escape(adjective)}" for adjective, noun in pairs)
    cue = rf"\W+(?:(?:only|just|precisely)\s+)?(?:{'|'.join(_CONDITIONS)}|is)\b"
    return re.compile(rf"(?<![\w-])(?:{'|'.join(alternatives) or '(?!)'}){cue}", re.IGNORECASE)


class AdjectiveFinder:
    """Finds the places where the adjective of a concept is defined."""

    def __init__(self, nlp: Language, concepts: list[Concept]) -> None:
        """Compile the patterns of all concepts for the tokeniser of `nlp`."""
        self._concepts = {concept.name: concept for concept in concepts}
        self._matcher = Matcher(nlp.vocab)
        self._lengths: dict[str, set[tuple[str, ...]]] = {}
        for concept in concepts:
            patterns: list[list[TokenPattern]] = []
            for words, noun in sorted(_parts(concept)):
                adjective = [token.lower_ for token in nlp.make_doc(words)]
                self._lengths.setdefault(concept.name, set()).add(tuple(adjective))
                patterns += _patterns(noun, adjective)
            if patterns:
                self._matcher.add(concept.name, patterns, greedy="LONGEST")

    def __call__(self, doc: Doc) -> list[AdjectiveMention]:
        """Return the places in order; only words are looked at, so a tokenised text is enough."""
        found: dict[int, AdjectiveMention] = {}
        if not self._lengths:
            return []
        for match in sorted(self._matcher(doc, as_spans=True), key=lambda span: (span.start, -span.end)):
            for adjective in sorted(self._lengths[match.label_], key=len, reverse=True):
                starts = [
                    i
                    for i in range(match.start, match.end)
                    if tuple(t.lower_ for t in doc[i : i + len(adjective)]) == adjective
                ]
                if starts and starts[-1] not in found:
                    mention = Mention(self._concepts[match.label_], starts[-1], starts[-1] + len(adjective))
                    nouns = {noun for words, noun in _parts(mention.concept)}
                    noun = next(i for i in range(match.start, match.end) if doc[i].lower_ in nouns)
                    found[starts[-1]] = AdjectiveMention(mention, noun, match.end)
                    break
        return [found[key] for key in sorted(found)]


def _patterns(noun: str, adjective: list[str]) -> list[list[TokenPattern]]:
    """Return the patterns for one noun and its adjective."""
    quote: TokenPattern = {"TEXT": {"IN": QUOTE}, "OP": "*"}
    named: list[TokenPattern] = [quote, *({"LOWER": word} for word in adjective), quote]
    only: TokenPattern = {"LOWER": {"IN": ["only", "just", "precisely"]}, "OP": "?"}
    condition: TokenPattern = {"LOWER": {"IN": _CONDITIONS}}
    modal: TokenPattern = {"LOWER": {"IN": MODALS}, "OP": "?"}
    is_called: list[TokenPattern] = [
        {"LOWER": {"IN": _BECOMES}, "OP": "+"},
        ADVERB,
        {"LOWER": {"IN": _CALLED}, "OP": "*"},
    ]
    return [
        [{"LOWER": noun}, ADVERB, modal, ADVERB, *is_called, *named, only, condition],
        [
            {"LOWER": {"IN": _CALLS}},
            {"LOWER": {"IN": ["a", "an"]}, "OP": "?"},
            {"LOWER": noun},
            {"LOWER": {"IN": ["to", "be", "as"]}, "OP": "*"},
            *named,
            only,
            condition,
        ],
        [
            {"LOWER": "what"}, {"LOWER": "makes"}, {"LOWER": {"IN": ["a", "an"]}, "OP": "?"}, {"LOWER": noun}, *named,
            {"LOWER": "is"},
        ],
    ]  # fmt: skip


def why_not_adjective(doc: Doc, found: AdjectiveMention, definiens: tuple[int, int]) -> str:
    """Return why an adjective said of its noun is not defined there; empty when it is."""
    sentence = doc[found.noun].sent
    cue = doc[found.end - 1].lower_
    before = doc[found.noun - 1].lower_ if found.noun > sentence.start else ""
    if before in _SPECIFIC or (
        found.noun > sentence.start and doc[found.noun - 1].pos_ in {"NOUN", "PROPN", "ADJ", "NUM"}
    ):
        return "speaks of one place or thing"
    if before not in _CALLS:
        reason = why_not_generic(doc, Mention(found.mention.concept, found.noun, found.noun + 1), sentence)
        if reason and reason != ONE_OF_SEVERAL:
            return reason
    if cue == "by" and not doc[found.end].lower_.endswith("ing"):
        return "says by when or by whom, not how"
    if sentence.text.rstrip().endswith("?"):
        return "is a question"
    return "" if sum(t.is_alpha for t in doc[slice(*definiens)]) >= 3 else "the definiens is too short"


def adjective_definiens(doc: Doc, found: AdjectiveMention) -> tuple[int, int]:
    """Return the token range behind the cue, as far as the next adjective with the same cue (", circular by …")."""
    end = doc[found.noun].sent.end
    cue = doc[found.end - 1].lower_
    for index in range(found.end, end - 2):
        if doc[index].text in {",", ";"} and cue in {doc[index + 2].lower_, doc[min(index + 3, end - 1)].lower_}:
            end = index
            break
    return trim(doc, found.end, end)
