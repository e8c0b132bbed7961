"""Definitions that run over two sentences: the first names the concept, the second says what it is."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import pairwise

from spacy.tokens import Doc, Span

from defatlas.definitions.definiens import opens_noun_phrase, trim
from defatlas.definitions.mentions import NAMING_NOUNS, QUOTES, Mention, why_not_generic
from defatlas.definitions.pattern_parts import DefiningForm, Least

TWO_SENTENCES = DefiningForm("two_sentences", [])
TWO_SENTENCES_IS = DefiningForm("two_sentences", [], least=Least.DEFINITIONAL)
_MODAL = r"(?:can|could|may|might|must|should|would|will)\s+"
_ADVERBS = r"(?:(?:also|often|usually|generally|commonly|typically|then|thus|therefore|here|best|basically)\s+)*"
_AS = r"(?:defined|understood|seen|described|regarded|viewed|considered|conceived|conceptuali[sz]ed|thought\s+of)\s+as"
_STRONG = (
    rf"(?:refers?\s+to|means?|denotes?|designates?|stands?\s+for|describes?"
    rf"|(?:{_MODAL}{_ADVERBS}be|is|are|was|were)\s+{_ADVERBS}(?:{_AS}|used\s+(?:to\s+(?:describe|denote|mean|refer\s+to)|for)))"
)
_TERM = (
    r"(?:the|this|that|such\s+an?|its?|these|the\s+latter)?\s*"
    r"(?:latter|term|concept|notion|word|expression|label|phrase|idea)s?"
)
_SUBJECT = rf"(?:it|they|this|these|by\s+this\s+is\s+meant|{_TERM})"
_OPENING = r"^[\"“”'‘’«\s*(\[]*"
_ANAPHOR = re.compile(
    rf"{_OPENING}(?:(?:in\s+(?:short|brief|essence|general|other\s+words)|here|basically|essentially|generally),?\s+)?"
    rf"(?P<subject>{_SUBJECT})\s+{_ADVERBS}(?P<cue>{_STRONG}|is|are)\s+{_ADVERBS}",
    re.IGNORECASE,
)
_DEFINED_AS = re.compile(
    rf"{_OPENING}(?:(?:often|usually|generally|commonly|broadly)\s+)?(?:defined|understood|conceived|described)\s+as\s+",
    re.IGNORECASE,
)
_OWN_WORK = re.compile(
    r"\W*(?:this|the|our|these)\s+(?:\w+\s+)?(?:paper|study|article|review|section|chapter|report|survey|work|book|thesis|note)s?\b",
    re.IGNORECASE,
)
_NEXT = re.compile(r"[,;]\s+(?:it|they|this|these|the\s+(?:term|concept|notion|idea))\b", re.IGNORECASE)


@dataclass(frozen=True)
class Continuation:
    """A second sentence that defines what the first one introduces; `definiens` is a token range."""

    mention: Mention
    form: DefiningForm
    introduction: Span
    sentence: Span
    definiens: tuple[int, int]
    reason: str


def find_continuations(doc: Doc) -> list[Continuation]:
    """Return the second sentences that go on about the concept of the one before, with the reason if not taken."""
    found = []
    sentences = list(doc.sents)
    for first, second in pairwise(sentences):
        mentions = [m for m in doc._.mentions if first.start <= m.start < first.end]
        if not mentions or any(second.start <= m.start < second.end for m in doc._.mentions):
            continue
        made = _continuation(doc, first, second, mentions)
        if made is not None:
            found.append(made)
    return found


def _continuation(doc: Doc, first: Span, second: Span, mentions: list[Mention]) -> Continuation | None:
    """Return the continuation that two sentences make; None when the second opens in no such way."""
    fragment = _DEFINED_AS.match(second.text)
    match = fragment or _ANAPHOR.match(second.text)
    if match is None:
        return None
    start = next((t.i for t in second if t.idx - second.start_char >= match.end()), second.end)
    end = second.end
    if fragment:
        goes_on = _NEXT.search(second.text, match.end())
        end = next((t.i for t in second if goes_on and t.idx - second.start_char >= goes_on.start()), end)
        copula, subject = False, "it"
    else:
        copula = match["cue"].lower() in {"is", "are"}
        subject = match["subject"].lower()
    tokens = trim(doc, start, end)
    mention = _antecedent(doc, first, mentions, subject, second)
    reason = _why_not(doc, first, second, mention, tokens, copula)
    form = TWO_SENTENCES_IS if copula or subject in {"this", "these"} else TWO_SENTENCES
    return Continuation(mention or mentions[-1], form, first, second, tokens, reason)


def _antecedent(doc: Doc, first: Span, mentions: list[Mention], subject: str, second: Span) -> Mention | None:
    """Return the mention that "it", "they" or "the term" takes up; None when it may be something else.

    It is the subject of the first sentence, or named as a term there, or what that sentence ends with.
    """
    concepts = {mention.concept.name for mention in mentions}
    if len(concepts) > 1:
        return None
    mention = mentions[0]
    for mention in mentions:
        named = _is_named(doc, mention, first)
        last = mention.end >= first.end or all(t.is_punct or t.text in QUOTES for t in doc[mention.end : first.end])
        behind = doc[mention.end] if mention.end < first.end else None
        compound = behind is not None and behind.pos_ in {"NOUN", "PROPN"} and behind.lower_ not in NAMING_NOUNS
        if compound or (why_not_generic(doc, mention, first) and not (named or last)):
            continue
        if subject in {"it", "they"} and not named and _OWN_WORK.match(first.text):
            continue  # "This review deals with clusters. It refers to …"
        plural = doc[mention.end - 1].lower_.endswith("s")
        if (subject == "it" and plural and not named) or (subject in {"they", "these"} and not plural):
            continue
        several = subject in {"they", "these"} and any(
            t.tag_ == "NNS" and not t.ent_type_ and t.i > first.root.i for t in first
        )
        if last and several and not named:
            continue  # "balloons with sensors. These are …"
        opens = all(
            t.is_punct or t.pos_ in {"DET", "ADP", "ADV", "PUNCT"} or t.lower_ in NAMING_NOUNS
            for t in doc[first.start : mention.start]
        )
        by_name = subject not in {"it", "they", "this", "these"}
        if opens or last or named or by_name:
            return mention
    return None


def _is_named(doc: Doc, mention: Mention, sentence: Span) -> bool:
    """Tell whether a mention stands as a term: "the concept of X", "the term “X”", "the X paradigm"."""
    index = mention.start - 1
    while index > sentence.start and (doc[index].text in QUOTES or doc[index].lower_ in {"a", "an", "the", "of"}):
        index -= 1
    before = index >= sentence.start and doc[index].lower_ in NAMING_NOUNS
    return before or (mention.end < sentence.end and doc[mention.end].lower_ in NAMING_NOUNS)


def _why_not(
    doc: Doc, first: Span, second: Span, mention: Mention | None, tokens: tuple[int, int], copula: bool
) -> str:
    """Return why a second sentence does not define; empty when it does."""
    if mention is None:
        return "it is not clear what the pronoun takes up"
    definiens = list(doc[slice(*tokens)])
    if sum(t.is_alpha for t in definiens) < 3:
        return "the definiens is too short"
    if not opens_noun_phrase(definiens):
        return "no noun phrase follows"
    return "is a question" if second.text.rstrip().endswith("?") else ""
