"""Candidate definitions in one parsed passage: each is accepted, or rejected with a reason."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import pairwise

from spacy.matcher import Matcher
from spacy.tokens import Doc, Span, Token

from defatlas.concepts import is_plural
from defatlas.definitions.definiens import (
    DASHES,
    behind_parenthesis,
    clause_end,
    contrast,
    cut_at_quote,
    genus_of,
    head_noun,
    is_clause,
    is_restricted,
    narrows_down,
    opens_noun_phrase,
    range_before,
    trim,
)
from defatlas.definitions.genus import why_no_genus
from defatlas.definitions.mentions import BRACKETS, ONE_OF_SEVERAL, QUOTES, Mention, why_not_generic, why_specific
from defatlas.definitions.pattern_parts import BARE_VERBS, MODALS, DefiningForm
from defatlas.definitions.patterns import FORM_BY_NAME, FORMS

ONLY_NOT = "only says what it is not"
TOO_SHORT = "the definiens is too short"
NO_NOUN_PHRASE = "no noun phrase follows"
_FIRST_WORDS = frozenset("besides without unlike like in for with despite beyond according as by to from".split())
_NOTICE = re.compile(r"^\W*copyright\b|©|\ball rights reserved\b", re.IGNORECASE)
_GLOSSES = frozenset({"dash", "brackets", "apposition", "that_is"})
# These may be followed by a clause about something else.
_BEFORE_CLAUSES = frozenset({"dash", "brackets", "apposition", "colon", "what_calls", "not_but"})
_SET_OFF = frozenset({"dash", "brackets", "apposition", "that_is", "relative", "comma_defined_as"})
_NAMED = frozenset("concept concepts paradigm notion idea term phenomenon approach vision model label".split())
_FRONTED = DefiningForm("fronted_defined_as", [])
_FRONTED_CUE = re.compile(
    r"[\W_]*(?:(?:often|usually|generally|commonly|broadly|widely|sometimes|best)\s+)?"
    r"(?:defined|understood|conceived|described|seen|viewed|regarded|conceptuali[sz]ed|thought\s+of)\s+"
    r"(?:by\s+[^,;:]{2,40}?\s+)?as\s+(?=\S)",
    re.IGNORECASE,
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
    if form.name == "colon" and not _opens_sentence(doc, mention, sentence):
        return "stands before a colon by chance"
    if form.name == "colon" and doc[match.end - 1].text in DASHES and _closes(doc, match, sentence):
        return "is set off between dashes"
    if form.name == "apposition":
        reason = _why_no_apposition(doc, mention, candidate_tokens, sentence)
        if reason:
            return reason
    if (
        form.name == "relative"
        and doc[match.end - 1].lower_ == "is"
        and is_plural(mention.span(doc).text, mention.concept)
    ):
        return "the verb does not agree with it"
    if form.name in {"uses", "aims_to", "consists_of"} and _is_in_passing(doc, mention, sentence):
        return "is said in passing"
    if form.kind == "characterisation" and _is_definite_plural(doc, mention):
        return "speaks of the ones named before"
    if form.name == "that_is" and match[-1].lower_ == "namely" and not is_restricted(candidate_tokens):
        return "names one of them"
    if form.name in _SET_OFF:
        reason = why_specific(doc, mention, sentence)
        if reason:
            return reason
    if form.nominal and not opens_noun_phrase(candidate_tokens):
        return NO_NOUN_PHRASE
    if form.name in _BEFORE_CLAUSES and is_clause(candidate_tokens):
        return "a clause about something else follows"
    if doc[match.end - 1].text == "-" and not doc[match.end - 2].whitespace_:
        return "is part of a longer word"
    if form.name == "called" and _goes_on(doc, mention):
        return "is part of a longer name"
    if sum(token.is_alpha for token in candidate_tokens) < 3:
        return TOO_SHORT
    if form.name in _GLOSSES and not narrows_down(candidate_tokens):
        return "names it again without saying what it is"
    if _NOTICE.search(sentence.text):
        return "is a notice of copyright"
    if form.before and candidate_tokens[0].lower_ in {"as", "like", "unlike"}:
        return "names without saying what it is"
    if form.before and (candidate_tokens[-1].pos_ == "AUX" or any(t.lower_ == "what" for t in candidate_tokens)):
        return "names without saying what it is"
    reason = why_no_genus(candidate_tokens) if form.nominal else ""
    if reason:
        return reason
    if sentence.text.rstrip().endswith("?"):
        return "is a question"
    supposed = form.name == "copula" and any(t.lower_ in {"would", "might"} for t in doc[mention.end : match.end])
    if supposed or any(token.lower_ in {"if", "whether"} for token in doc[sentence.start : mention.start]):
        return "is hypothetical"
    return ""


def _closes(doc: Doc, match: Span, sentence: Span) -> bool:
    """Tell whether a second dash closes what the dash at the end of a match opens."""
    dash = doc[match.end - 1].text
    return any(t.text == dash and (dash != "-" or doc[t.i - 1].whitespace_) for t in doc[match.end : sentence.end])


def _is_in_passing(doc: Doc, mention: Mention, sentence: Span) -> bool:
    """Tell whether the mention is the subject of a subordinate clause: "since smart cities use …"."""
    before = doc[max(sentence.start, mention.start - 3) : mention.start]
    return any(
        t.lower_
        in {
            "since",
            "because",
            "where",
            "as",
            "although",
            "while",
            "if",
            "until",
            "unless",
            "recommend",
            "propose",
            "suggest",
            "require",
        }
        for t in before
    )


def _is_definite_plural(doc: Doc, mention: Mention) -> bool:
    """Tell whether a mention reads "the sensors", which are seldom all sensors."""
    definite = mention.start > 0 and doc[mention.start - 1].lower_ == "the"
    named = mention.end < len(doc) and doc[mention.end].lower_ in _NAMED  # "the smart cities concept"
    return definite and not named and is_plural(mention.span(doc).text, mention.concept)


def _why_no_apposition(doc: Doc, mention: Mention, tokens: list[Token], sentence: Span) -> str:
    """Return why what follows a comma is something else than an apposition: a main clause, or the next of a list."""
    if _opens_clause(doc, mention, tokens, sentence):
        return "a clause about something else follows"
    if not tokens or tokens[0].lower_ != "the":
        return ""
    head = head_noun(tokens)
    rest = [t.lower_ for t in doc[tokens[0].i : sentence.end]]
    several = (tokens[1:2] and tokens[1].pos_ == "NUM") or (head is not None and head.tag_ in {"NNS", "NNPS"})
    listed = any(a in {"and", "or"} and b in {"the", "a", "an"} for a, b in pairwise(rest))
    return ONE_OF_SEVERAL if several or listed else ""


def _opens_clause(doc: Doc, mention: Mention, tokens: list[Token], sentence: Span) -> bool:
    """Tell whether the comma behind a mention ends what opens the sentence: "Besides clusters, a town needs …"."""
    opening = doc[sentence.start : mention.start]
    if not opening or (opening[0].pos_ not in {"ADP", "SCONJ"} and opening[0].lower_ not in _FIRST_WORDS):
        return False
    verbs = any(t.tag_ in {"VBZ", "VBP", "VBD", "MD"} for t in opening)
    behind = doc[tokens[-1].i + 1 : sentence.end] if tokens else opening
    return not verbs and not any(t.text == "," for t in behind)


def _goes_on(doc: Doc, mention: Mention) -> bool:
    """Tell whether more is said behind a name: "called ‘Semantic Web of Things’", "called sensors that hear"."""
    if mention.end >= len(doc) or doc[mention.end].lower_ in _NAMED:
        return False
    behind = doc[mention.end]
    if behind.lower_ in {"of", "that", "which", "who"} or behind.tag_ == "VBN":
        return True
    return behind.pos_ in {"NOUN", "PROPN"} and not behind.is_sent_start


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
    denied = start < end and doc[start].lower_ in {"not", "n't"}
    reason = ONLY_NOT if denied else _why_no_definition(list(doc[start:end]), form, doc, mention, sentence, match)
    if not reason and negated and form.name != "not_but" and doc[max(start - 1, 0)].lower_ in {"are", "is"}:
        reason = "" if contrast(doc, match.end, sentence.end) is not None else ONLY_NOT
    return placed(doc, mention, form, sentence, (start, end), negated, reason)


def _opener(doc: Doc, match: Span) -> Token:
    """Return the sign that sets the definiens of a match off: the bracket, dash or comma behind the mention."""
    tokens = list(match[:-1] if match.label_ == "that_is" and match[-1].text == "," else match)
    signs = (token for token in reversed(tokens) if token.text in {"(", "–", "—", "-", ","})
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
    before = mention.start - 1
    while before > sentence.start and (doc[before].text in QUOTES or doc[before].lower_ in {"a", "an", "the"}):
        before -= 1
    opened = _FRONTED_CUE.match(doc[sentence.start : mention.start].text)
    if not opened or doc[before].text not in {",", "–", "—"}:
        return []
    first = next(t.i for t in sentence if t.idx - sentence.start_char >= opened.end())
    start, end = trim(doc, first, min(cut_at_quote(doc, first, before), before))
    tokens = list(doc[start:end])
    reason = "" if sum(t.is_alpha for t in tokens) >= 3 else TOO_SHORT
    reason = reason or ("" if opens_noun_phrase(tokens) else NO_NOUN_PHRASE) or why_no_genus(tokens)
    return [placed(doc, mention, _FRONTED, sentence, (start, end), False, reason)]


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
