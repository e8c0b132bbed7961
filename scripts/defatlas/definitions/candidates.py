"""Candidate definitions in one parsed passage: each is accepted, or rejected with a reason."""

from __future__ import annotations

import re
from dataclasses import dataclass

from spacy.matcher import Matcher
from spacy.tokens import Doc, Span, Token

from defatlas.definitions.definiens import (
    behind_parenthesis,
    clause_end,
    contrast,
    cut_at_quote,
    genus_of,
    head_noun,
    lemma_of,
    narrows_down,
    opens_noun_phrase,
    range_before,
    trim,
)
from defatlas.definitions.mentions import BRACKETS, QUOTES, Mention, why_not_generic
from defatlas.definitions.patterns import BARE_VERBS, FORM_BY_NAME, FORMS, MODALS, DefiningForm

TOO_SHORT = "the definiens is too short"
NO_NOUN_PHRASE = "no noun phrase follows"
# What a thing is said to be in passing, without saying what it is.
_ROLE_NOUNS = frozenset(
    "booster seedbed driver enabler catalyst engine opportunity barrier obstacle solution answer response "
    "priority reason result consequence factor challenge problem example case topic theme subject focus trend "
    "context reference goal aim objective target issue question success failure priority part member owner supporter "
    "prerequisite condition necessity reality hype fashion keyword number majority buzzword "
    "revolution manifestation option provider instrument domain phenomenon need necessity dream field leitmotif".split()
)
_GLOSSES = frozenset({"dash", "brackets", "apposition"})
_NAMED = frozenset("concept concepts paradigm notion idea term phenomenon approach vision model label".split())
FRONTED = frozenset({"defined", "understood", "conceived", "described"})
_META = re.compile(
    r"\b(?:concept|notion|term|idea)s?\b(?!\s+(?:that (?!ha(?:s|ve) been)|which|of|where|in which|whereby|based|used"
    r"|aim|for \w+ing|to \w+|with regard))",
    re.I,
)


@dataclass(frozen=True)
class Candidate:
    """A possible definition inside a passage; offsets are characters in the passage.

    Attributes:
        mention: the definiendum.
        form: the defining form that matched.
        sentence, definiendum, definiens: (start, end) offsets.
        negated: the definition says what the concept is not, before what it is.
        reason: why it is no definition; empty when it is one.
        genus: lemma of the head of the definiens; empty when that is no noun phrase.
    """

    mention: Mention
    form: DefiningForm
    sentence: tuple[int, int]
    definiendum: tuple[int, int]
    definiens: tuple[int, int]
    negated: bool
    reason: str
    genus: str


def _agrees(doc: Doc, match: Span, mention: Mention) -> bool:
    """Tell whether the cue agrees with its subject: "a smart city uses", "smart cities use", not "smart city use"."""
    cues = [token for token in doc[mention.end : match.end] if token.lower_ in BARE_VERBS]
    named = doc[mention.end].lower_ if mention.end < match.end else ""
    plural = named if named in _NAMED else doc[mention.end - 1].lower_
    return plural.endswith("s") or all(
        doc[token.i - 1].lower_ in MODALS or doc[token.i - 1].lower_ == "to" for token in cues
    )


def _opens_sentence(doc: Doc, mention: Mention, sentence: Span) -> bool:
    """Tell whether nothing but an article or a quotation mark stands before the mention in its sentence."""
    return all(
        t.lower_ in {"a", "an", "the"} or t.text in QUOTES | BRACKETS for t in doc[sentence.start : mention.start]
    )


def _why_no_definition(
    candidate_tokens: list[Token], form: DefiningForm, doc: Doc, mention: Mention, sentence: Span, match: Span
) -> str:
    """Return the reason why a matched form does not define; empty when it does."""
    if mention.end < match.end and doc[mention.end].ent_type:
        return "is part of a longer name"
    if (
        form.generic
        and mention.start > sentence.start + 1
        and "how" in {t.lower_ for t in doc[mention.start - 2 : mention.start]}
    ):
        return "says how it does"
    if form.generic and not _agrees(doc, match, mention):
        return "the verb does not agree with it"
    if form.generic:
        reason = why_not_generic(doc, mention, sentence)
        if reason:
            return reason
    if form.nominal and not opens_noun_phrase(candidate_tokens):
        return NO_NOUN_PHRASE
    if doc[match.end - 1].text == "-" and not doc[match.end - 2].whitespace_:
        return "is part of a longer word"
    if form.name == "colon" and not _opens_sentence(doc, mention, sentence):
        return "stands before a colon by chance"
    if sum(token.is_alpha for token in candidate_tokens) < 3:
        return TOO_SHORT
    clause = sentence.root in candidate_tokens and sentence.root.pos_ in {"VERB", "AUX"}
    if form.name in _GLOSSES and (clause or not narrows_down(candidate_tokens)):
        return "names it again without saying what it is"
    if form.before and (candidate_tokens[-1].pos_ == "AUX" or any(t.lower_ == "what" for t in candidate_tokens)):
        return "names without saying what it is"
    reason = _why_no_genus(candidate_tokens) if form.nominal else ""
    if reason:
        return reason
    if sentence.text.rstrip().endswith("?"):
        return "is a question"
    if any(token.lower_ in {"if", "whether"} for token in doc[sentence.start : mention.start]):
        return "is hypothetical"
    return ""


def _why_no_genus(tokens: list[Token]) -> str:
    """Return why a noun phrase does not say what a thing is; empty when it does."""
    if [token.lower_ for token in tokens[:2]] == ["one", "of"]:
        return "names one of many"
    head = head_noun(tokens)
    if head is not None and lemma_of(head) in _ROLE_NOUNS:
        return f"names a role ({lemma_of(head)}), not what it is"
    if _META.search(" ".join(token.text for token in tokens[:8])[:80]):
        return "speaks about the concept as a concept"
    return ""


def _candidate(doc: Doc, match: Span, mention: Mention) -> Candidate:
    """Build the candidate of one match around one mention."""
    form = FORM_BY_NAME[match.label_]
    sentence = doc[match.start].sent
    negated = form.name == "not_but"
    if form.before:
        start, end = range_before(doc, match, sentence)
    else:
        start = match.end - 1 if form.name == "apposition" else behind_parenthesis(doc, match.end, sentence.end)
        end = cut_at_quote(doc, start, sentence.end)
        if start < end and doc[start].lower_ in {"not", "n't"}:
            negated = True
            behind = contrast(doc, start, end)
            start = behind if behind is not None else start
        if form.bounded and start < end:
            end = clause_end(doc, form.name, _opener(doc, match), start, end)
    start, end = trim(doc, start, end)
    reason = _why_no_definition(list(doc[start:end]), form, doc, mention, sentence, match)
    if not reason and negated and form.name != "not_but" and doc[max(start - 1, 0)].lower_ in {"are", "is"}:
        reason = "" if contrast(doc, match.end, sentence.end) is not None else "only says what it is not"
    return placed(doc, mention, form, sentence, (start, end), negated, reason)


def _opener(doc: Doc, match: Span) -> Token:
    """Return the sign that sets the definiens of a match off: the bracket, dash or comma behind the mention."""
    signs = (token for token in reversed(list(match)) if token.text in {"(", "–", "—", "-", ","})
    return next(signs, doc[match.end - 1])


def placed(
    doc: Doc, mention: Mention, form: DefiningForm, sentence: Span, tokens: tuple[int, int], negated: bool, reason: str
) -> Candidate:
    """Return a candidate with its offsets from token ranges; an empty definiens stands right behind the definiendum."""
    span, definiens = mention.span(doc), doc[slice(*tokens)]
    empty = tokens[1] <= tokens[0]
    nominal = form.kind == "definition" and not empty
    return Candidate(
        mention,
        form,
        (sentence.start_char, sentence.end_char),
        (span.start_char, span.end_char),
        (span.end_char, span.end_char) if empty else (definiens.start_char, definiens.end_char),
        negated,
        reason,
        genus_of(list(definiens)) if nominal else "",
    )


def _fronted(doc: Doc, mention: Mention) -> list[Candidate]:
    """Find "Defined as DEFINIENS, CONCEPT …": the definiens comes first."""
    sentence = doc[mention.start].sent
    opened = len(sentence) >= 6 and sentence[0].lower_ in FRONTED and sentence[1].lower_ == "as"
    if not opened or doc[max(mention.start - 1, 0)].text != ",":
        return []
    first = sentence.start + 2
    end = min(cut_at_quote(doc, first, mention.start), mention.start)
    start, end = trim(doc, first, end)
    reason = "" if sum(t.is_alpha for t in doc[start:end]) >= 3 else TOO_SHORT
    return [placed(doc, mention, DefiningForm("fronted_defined_as", []), sentence, (start, end), False, reason)]


def find_candidates(doc: Doc, matcher: Matcher) -> list[Candidate]:
    """Return the candidates of a passage: for each mention its first accepted form, else its first rejected one.

    `doc._.mentions` must have been set by a `MentionFinder`, and `doc` must have sentence boundaries.
    """
    order = {form.name: number for number, form in enumerate(FORMS)}
    matches: dict[int, list[Span]] = {}
    best: dict[tuple[int, int], Candidate] = {}
    for mention in doc._.mentions:
        candidates = _fronted(doc, mention)
        sentence = doc[mention.start].sent
        if sentence.start not in matches:
            found = matcher(sentence, as_spans=True)
            matches[sentence.start] = sorted(found, key=lambda span: (order[span.label_], span.start, -span.end))
        for match in matches[sentence.start]:
            if match.start <= mention.start and mention.end <= match.end:
                candidates.append(_candidate(doc, match, mention))
        accepted = [c for c in candidates if not c.reason]
        if candidates:
            best[(mention.start, mention.end)] = (accepted or candidates)[0]
    return _without_overlaps([best[key] for key in sorted(best)])


def _without_overlaps(candidates: list[Candidate]) -> list[Candidate]:
    """Keep one accepted definition per definiens: the one with the longer definiens, then the earlier."""
    kept: list[Candidate] = []
    for candidate in sorted(candidates, key=lambda c: (bool(c.reason), c.definiens[0] - c.definiens[1], c.definiendum)):
        clash = any(
            not other.reason
            and other.definiens[0] < candidate.definiens[1]
            and candidate.definiens[0] < other.definiens[1]
            for other in kept
        )
        if candidate.reason or not clash:
            kept.append(candidate)
    return sorted(kept, key=lambda c: c.definiendum)
