"""Candidate definitions in one parsed passage: each is accepted, or rejected with a reason."""

from __future__ import annotations

import re
from dataclasses import dataclass

from spacy.matcher import Matcher
from spacy.tokens import Doc, Span, Token

from defatlas.definitions.mentions import BRACKETS, QUOTES, Mention, why_not_generic
from defatlas.definitions.patterns import BARE_VERBS, FORM_BY_NAME, FORMS, MODALS, DefiningForm

TOO_SHORT = "the definiens is too short"
NO_NOUN_PHRASE = "no noun phrase follows"
_DETERMINERS = frozenset("a an the one any those someone something places".split())
# What a thing is said to be in passing, without saying what it is.
_ROLE_NOUNS = frozenset(
    "booster seedbed driver enabler catalyst engine vector opportunity barrier obstacle solution answer response "
    "priority reason result consequence factor challenge problem example case topic theme subject focus trend "
    "buzzword goal aim objective target issue question success failure priority part member owner supporter "
    "prerequisite condition necessity reality hype fashion keyword number majority "
    "phenomenon need necessity dream field leitmotif".split()
)
_META = re.compile(
    r"\b(?:concept|notion|term|idea)\b(?!\s+(?:that|which|of|where|in which|whereby|based|used|aim))", re.I
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
    """

    mention: Mention
    form: DefiningForm
    sentence: tuple[int, int]
    definiendum: tuple[int, int]
    definiens: tuple[int, int]
    negated: bool
    reason: str


def _opens_noun_phrase(tokens: list[Token]) -> bool:
    """Tell whether a definiens opens with a noun phrase rather than an adjective, a participle or a place."""
    for token in tokens[:8]:
        if token.lower_ in _DETERMINERS:
            return True
        if token.text in QUOTES | BRACKETS:
            continue
        if token.pos_ in {"NOUN", "PROPN"}:
            return True
        if token.pos_ not in {"ADJ", "ADV", "NUM", "DET"}:
            return False
    return False


def _agrees(doc: Doc, match: Span, mention: Mention) -> bool:
    """Tell whether the cue agrees with its subject: "a smart city uses", "smart cities use", not "smart city use"."""
    if doc[mention.end - 1].lower_.endswith("s"):
        return True
    cues = [token for token in doc[mention.end : match.end] if token.lower_ in BARE_VERBS]
    return all(doc[token.i - 1].lower_ in MODALS or doc[token.i - 1].lower_ == "to" for token in cues)


def _opens_sentence(doc: Doc, mention: Mention, sentence: Span) -> bool:
    """Tell whether nothing but an article or a quotation mark stands before the mention in its sentence."""
    return all(
        t.lower_ in {"a", "an", "the"} or t.text in QUOTES | BRACKETS for t in doc[sentence.start : mention.start]
    )


def _genus(tokens: list[Token]) -> str:
    """Return the lemma of the first noun of a definiens that no further noun follows; empty when there is none."""
    head = ""
    for token in tokens[:12]:
        if token.pos_ in {"NOUN", "PROPN"}:
            head = (token.lemma_ or token.text).lower()
            head = head if head in _ROLE_NOUNS else head.removesuffix("s")  # a plural that the lemmatiser did not know
        elif head or token.pos_ in {"VERB", "SCONJ"}:
            break
    return head


def _trim(doc: Doc, start: int, end: int) -> tuple[int, int]:
    """Trim quotation marks, commas and the closing full stop off the token range of a definiens."""
    while start < end and (doc[start].text in QUOTES or doc[start].text in {",", ":", "–", "—", "*"}):
        start += 1
    while end > start and (doc[end - 1].text in QUOTES or doc[end - 1].text in {",", ".", ";", ":", "*", "–", "—"}):
        end -= 1
    return start, end


def _cut_at_quote(doc: Doc, start: int, end: int) -> int:
    """Return where a definiens that opens with a quotation mark ends: at the closing mark, unless "and" goes on."""
    if start < end and doc[start].text in QUOTES:
        for index in range(start + 2, end):
            if doc[index].text in {'"', "”", "''", "»"}:
                goes_on = index + 1 < end and doc[index + 1].lower_ == "and"
                return end if goes_on else index + 1
    return end


def _relative_end(doc: Doc, start: int, end: int) -> int:
    """Return where a relative clause ends: at the next comma, semicolon or opening bracket."""
    return next((i for i in range(start + 1, end) if doc[i].text in {",", ";", "("}), end)


def _before_range(doc: Doc, match: Span, sentence: Span) -> tuple[int, int]:
    """Return what stands before "also called X": the noun phrase; before "are called X": the whole subject."""
    start = match.start
    if doc[start].text != ",":
        while start > sentence.start and doc[start - 1].text not in {";", ":"}:
            start -= 1
        return start, match.start
    while start > sentence.start:
        token = doc[start - 1]
        if token.text in {",", ";", ":"} or token.pos_ == "AUX" or token.tag_ in {"VBZ", "VBP", "VBD"}:
            break
        start -= 1
    return start, match.start


def _contrast(doc: Doc, start: int, end: int) -> int | None:
    """Return the index behind the "but" (and "rather", "is") of "not … but …"; None when there is none."""
    for index in range(start, end):
        if doc[index].lower_ == "but":
            index += 1
            while index < end and doc[index].lower_ in {"is", "are", "rather", "also", "more", "instead"}:
                index += 1
            return index
    return None


def _why_no_definition(
    candidate_tokens: list[Token], form: DefiningForm, doc: Doc, mention: Mention, sentence: Span, match: Span
) -> str:
    """Return the reason why a matched form does not define; empty when it does."""
    if form.generic and not _agrees(doc, match, mention):
        return "the verb does not agree with it"
    if form.generic:
        reason = why_not_generic(doc, mention, sentence)
        if reason:
            return reason
    if form.nominal and not _opens_noun_phrase(candidate_tokens):
        return NO_NOUN_PHRASE
    if form.name == "colon" and not _opens_sentence(doc, mention, sentence):
        return "stands before a colon by chance"
    if sum(token.is_alpha for token in candidate_tokens) < 3:
        return TOO_SHORT
    if form.before and (candidate_tokens[-1].pos_ == "AUX" or any(t.lower_ == "what" for t in candidate_tokens)):
        return "names without saying what it is"
    genus = _genus(candidate_tokens)
    if form.nominal and [token.lower_ for token in candidate_tokens[:2]] == ["one", "of"]:
        return "names one of many"
    if form.nominal and genus in _ROLE_NOUNS:
        return f"names a role ({genus}), not what it is"
    if form.nominal and _META.search(" ".join(token.text for token in candidate_tokens[:6])):
        return "speaks about the concept as a concept"
    if sentence.text.rstrip().endswith("?"):
        return "is a question"
    if any(token.lower_ in {"if", "whether"} for token in doc[sentence.start : mention.start]):
        return "is hypothetical"
    return ""


def _candidate(doc: Doc, match: Span, mention: Mention) -> Candidate:
    """Build the candidate of one match around one mention."""
    form = FORM_BY_NAME[match.label_]
    sentence = doc[match.start].sent
    negated = form.name == "not_but"
    if form.before:
        start, end = _before_range(doc, match, sentence)
    else:
        start, end = match.end, sentence.end
        end = _cut_at_quote(doc, start, end)
        if start < end and doc[start].lower_ in {"not", "n't"}:
            negated = True
            contrast = _contrast(doc, start, end)
            start = contrast if contrast is not None else start
        if form.name == "relative":
            end = _relative_end(doc, start, end)
    start, end = _trim(doc, start, end)
    reason = _why_no_definition(list(doc[start:end]), form, doc, mention, sentence, match)
    if not reason and negated and form.name != "not_but" and doc[max(start - 1, 0)].lower_ in {"are", "is"}:
        reason = "" if _contrast(doc, match.end, sentence.end) is not None else "only says what it is not"
    span, definiens = mention.span(doc), doc[start:end]
    return Candidate(
        mention,
        form,
        (sentence.start_char, sentence.end_char),
        (span.start_char, span.end_char),
        (definiens.start_char, definiens.end_char) if end > start else (span.end_char, span.end_char),
        negated,
        reason,
    )


def _fronted(doc: Doc, mentions: list[Mention]) -> list[Candidate]:
    """Find "Defined as DEFINIENS, CONCEPT …": the definiens comes first."""
    form = DefiningForm("fronted_defined_as", [])
    found = []
    for sentence in doc.sents:
        if (
            len(sentence) < 6
            or sentence[0].lower_ not in {"defined", "understood", "conceived", "described"}
            or sentence[1].lower_ != "as"
        ):
            continue
        inside = [m for m in mentions if sentence.start <= m.start < sentence.end and doc[m.start - 1].text == ","]
        if not inside:
            continue
        mention = inside[0]
        first = sentence.start + 2
        end = min(_cut_at_quote(doc, first, mention.start), mention.start)
        start, end = _trim(doc, first, end)
        span, definiens = mention.span(doc), doc[start:end]
        reason = "" if len([t for t in definiens if t.is_alpha]) >= 3 else TOO_SHORT
        bounds = (sentence.start_char, sentence.end_char)
        found.append(
            Candidate(
                mention,
                form,
                bounds,
                (span.start_char, span.end_char),
                (definiens.start_char, definiens.end_char),
                False,
                reason,
            )
        )
    return found


def find_candidates(doc: Doc, matcher: Matcher) -> list[Candidate]:
    """Return the candidates of a passage: for each mention its first accepted form, else its first rejected one.

    `doc._.mentions` must have been set by a `MentionFinder`, and `doc` must have sentence boundaries.
    """
    order = {form.name: number for number, form in enumerate(FORMS)}
    matches = sorted(matcher(doc, as_spans=True), key=lambda span: (order[span.label_], span.start, -span.end))
    best: dict[tuple[int, int], Candidate] = {}
    for mention in doc._.mentions:
        candidates = _fronted(doc, [mention])
        for match in matches:
            covers = match.start <= mention.start and mention.end <= match.end
            sentence = doc[mention.start].sent
            if covers and match.end <= sentence.end and match.start >= sentence.start:
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
