"""Where a definiens starts and ends, and its genus."""

from __future__ import annotations

import re

from spacy.tokens import Doc, Span, Token

from defatlas.definitions.mentions import BRACKETS, QUOTES

DASHES = frozenset({"–", "—", "-"})
_CLOSING_QUOTES = frozenset({'"', "”", "''", "»"})
_DETERMINERS = frozenset("a an the one any those someone something places where".split())
# "a kind of town" is a town, "a group of firms" a group.
_LIGHT_HEADS = frozenset("kind type form sort class variety species category manner instance example".split())
_OPENING_QUOTES = {"”": {"“"}, "’": {"‘"}, "»": {"«"}, "''": {"``"}}
_CLOSING_SIGNS = frozenset(",.;:*–—")
_IS_CITATION = re.compile(
    r"^\((?=.*(?:\b(?:1[89]|20)\d\d[a-z]?\b|\bp{1,2}\.\s*\d|\bibid))|^\[\d{1,3}(?:\s*[,;–-]\s*\d{1,3})*\]$|^\(\d{1,3}\)$",
    re.IGNORECASE,
)
_NOT_OPENING = frozenset("more less fewer lower higher greater better worse no why how because if whether".split())
_SETS_OFF = frozenset({",", "–", "—", "("})
_AUXILIARIES = frozenset("has have had is are was were can may could often also".split())
_RELATIVE_SIGNS = frozenset("that which where who whose whereby when".split())


def opens_noun_phrase(tokens: list[Token]) -> bool:
    """Tell whether a definiens opens with a noun phrase rather than an adjective, a participle or a place.

    Words that compare, deny or ask ("more work", "no more than", "why") open none.
    """
    if tokens and tokens[0].lower_ in _NOT_OPENING:
        return False
    for position, token in enumerate(tokens[:8]):
        if token.lower_ in _DETERMINERS:
            return True
        if token.text in QUOTES | BRACKETS or _is_hyphenated(tokens, position):
            continue
        if token.pos_ in {"NOUN", "PROPN"}:
            return True
        participle = token.tag_ in {"VBN", "VBG"} and token.dep_ == "amod"
        if not participle and token.pos_ not in {"ADJ", "ADV", "NUM", "DET"} and token.text != ",":
            return False
    return False


def _is_hyphenated(tokens: list[Token], position: int) -> bool:
    """Tell whether a token is a hyphen, or is joined by one to the token before or behind: "real-valued"."""
    hyphens = [t.text == "-" for t in tokens[max(position - 1, 0) : position + 2]]
    return any(hyphens)


def is_clause(tokens: list[Token]) -> bool:
    """Tell whether tokens read as a clause rather than a noun phrase: a finite verb comes before "that" or the like."""
    for position, token in enumerate(tokens):
        if position and (token.lower_ in _RELATIVE_SIGNS or token.text in {",", ";", "("}):
            return False
        if position and token.tag_ in {"VBZ", "VBP", "VBD", "MD"} and not _is_hyphenated(tokens, position):
            return True
    return False


def is_restricted(tokens: list[Token]) -> bool:
    """Tell whether a relative clause narrows a noun phrase down: "a town that …", "a system in which …"."""
    return any(token.lower_ in _RELATIVE_SIGNS for token in tokens[1:])


def trim(doc: Doc, start: int, end: int) -> tuple[int, int]:
    """Trim quotation marks, commas, the full stop and the citations at its end off the token range of a definiens."""
    while start < end and (doc[start].text in QUOTES or doc[start].text in {",", ":", "–", "—", "*"}):
        start += 1
    shorter = end
    while shorter > start:
        end = shorter
        while end > start and (_is_lone_quote(doc, start, end - 1) or doc[end - 1].text in _CLOSING_SIGNS):
            end -= 1
        shorter = _before_citation(doc, start, end)
        if shorter == end:
            break
    return start, end


def _is_lone_quote(doc: Doc, start: int, index: int) -> bool:
    """Tell whether a token is a quotation mark that closes nothing opened behind `start`."""
    mark = doc[index].text
    if mark not in QUOTES:
        return False
    opened = sum(t.text in _OPENING_QUOTES.get(mark, {mark}) for t in doc[start:index])
    closed = sum(t.text == mark for t in doc[start:index])
    return opened <= closed if mark in _OPENING_QUOTES else opened % 2 == 0


def _before_citation(doc: Doc, start: int, end: int) -> int:
    """Return where the citation in brackets starts that ends a token range; `end` when none does."""
    if end <= start or doc[end - 1].text not in {")", "]"}:
        return end
    opening = next((i for i in range(end - 2, start, -1) if doc[i].text in {"(", "["}), end)
    return opening if opening < end and _IS_CITATION.search(doc[opening:end].text) else end


def cut_at_quote(doc: Doc, start: int, end: int) -> int:
    """Return where a definiens that opens with a quotation mark ends: at the closing mark, unless "and" goes on."""
    if start < end and doc[start].text in QUOTES:
        for index in range(start + 2, end):
            if doc[index].text in _CLOSING_QUOTES:
                goes_on = index + 1 < end and doc[index + 1].lower_ == "and"
                return end if goes_on else index + 1
    return end


def behind_parenthesis(doc: Doc, start: int, end: int) -> int:
    """Return where a definiens starts when an aside between commas comes first: "is, above all, a town"."""
    if start < end and doc[start].text == ",":
        closing = next((i for i in range(start + 1, min(start + 8, end)) if doc[i].text == ","), start)
        return closing + 1
    return start


def clause_end(doc: Doc, name: str, opener: Token, start: int, end: int) -> int:
    """Return where the definiens of a form ends that stands inside of its sentence.

    Args:
        doc: a parsed text.
        name: the form's name.
        opener: the last token before the definiens.
        start, end: token range of the definiens as far as the end of the sentence.
    """
    if opener.text == "(":
        return next((i for i in range(start, end) if ")" in doc[i].text), end)
    if opener.text in DASHES:
        return next((i for i in range(start, end) if doc[i].text in DASHES), end)
    if opener.text == ":":
        return end
    if name == "relative":
        return next((i for i in range(start + 1, end) if doc[i].text in {",", ";", "("}), end)
    if name == "that_is":
        return next((i for i in range(start + 1, end) if doc[i].text in {",", ";", ")"}), end)
    if name == "comma_defined_as" and _opens_with_subject(doc, opener):
        commas = [i for i in range(start, end) if doc[i].text == ","]
        return commas[-1] if commas else end
    return _before_main_clause(doc, start, end, closes_at_comma=name in {"apposition", "what_calls"})


def _opens_with_subject(doc: Doc, opener: Token) -> bool:
    """Tell whether nothing but a concept, its article and an adverb stands before a comma in its sentence."""
    before = doc[opener.sent.start : opener.i]
    return all(t.ent_type or t.pos_ in {"DET", "ADV"} or t.is_punct for t in before)


def _before_main_clause(doc: Doc, start: int, end: int, closes_at_comma: bool) -> int:
    """Return the comma behind which the main clause goes on; without one, the next comma or the end."""
    root = doc[start].sent.root
    commas = [i for i in range(start, end) if doc[i].text == ","]
    before_root = [i for i in commas if i < root.i]
    if root.i >= start and before_root:
        return before_root[-1]
    return commas[0] if closes_at_comma and commas else end


def range_before(doc: Doc, match: Span, sentence: Span) -> tuple[int, int]:
    """Return what stands before "also called X": the noun phrase; before "are called X": the whole subject."""
    start, end = match.start, match.start
    while doc[start].text not in _SETS_OFF and end > sentence.start and doc[end - 1].lower_ in _AUXILIARIES:
        end -= 1
    if doc[start].text not in _SETS_OFF and doc[end - 1].lower_ in {"that", "which"}:
        start = end = end - 1  # "towns that have been called …"
    elif doc[start].text not in _SETS_OFF:
        while start > sentence.start and doc[start - 1].text not in {";", ":"}:
            start -= 1
        return start, end
    while start > sentence.start:
        token = doc[start - 1]
        if token.text in {",", ";", ":"} or token.pos_ == "AUX" or token.tag_ in {"VBZ", "VBP", "VBD"}:
            break
        start -= 1
    while start < end and _leads_into(doc, start):
        start += 1
    return start, end


def _leads_into(doc: Doc, index: int) -> bool:
    """Tell whether a token leads into a noun phrase from outside: "in", "supported by", "or to"."""
    token = doc[index]
    participle = token.tag_ == "VBN" and doc[index + 1].pos_ == "ADP"
    return participle or token.pos_ in {"ADP", "CCONJ", "SCONJ"} or token.lower_ == "to"


def contrast(doc: Doc, start: int, end: int) -> int | None:
    """Return the index behind the "but" (and "rather", "is") of "not … but …"; None when there is none."""
    for index in range(start, end):
        if doc[index].lower_ == "but":
            index += 1
            while index < end and doc[index].lower_ in {"is", "are", "rather", "also", "more", "instead"}:
                index += 1
            return index
    return None


def head_noun(tokens: list[Token]) -> Token | None:
    """Return the first noun of a definiens that no further noun follows; None when there is none before a verb."""
    head: Token | None = None
    for token in tokens[:16]:
        if token.pos_ in {"NOUN", "PROPN"}:
            head = token
        elif token.text == "-" and head is not None:
            continue
        elif head is not None or (token.pos_ in {"VERB", "SCONJ"} and token.tag_ not in {"VBN", "VBG"}):
            break
    return head


def lemma_of(noun: Token) -> str:
    """Return the lemma of a noun in lower case; a plural that the lemmatiser does not know loses its "s"."""
    lemma = (noun.lemma_ or noun.text).lower()
    unknown_plural = noun.tag_ in {"NNS", "NNPS"} and lemma == noun.lower_
    return re.sub(r"(?<=[^s])s$", "", lemma) if unknown_plural else lemma


def genus_of(tokens: list[Token]) -> str:
    """Return the genus of a definiens, the lemma of its nominal head; empty when it opens with a verb or clause.

    "a kind of town" is a town: nouns that only say "one of a class" give way to the noun behind "of".
    """
    while tokens and opens_noun_phrase(tokens):
        head = head_noun(tokens)
        if head is None:
            return ""
        behind = tokens[head.i - tokens[0].i + 1 :]
        if lemma_of(head) not in _LIGHT_HEADS or not behind or behind[0].lower_ != "of":
            return lemma_of(head)
        tokens = behind[1:]
    return ""


def narrows_down(tokens: list[Token]) -> bool:
    """Tell whether a noun phrase says more than a name does: four words or more, with "that", "of" or the like."""
    words = [token for token in tokens if token.is_alpha]
    narrowing = any(t.lower_ in _RELATIVE_SIGNS or t.pos_ == "ADP" for t in tokens[1:])
    return len(words) >= 4 and narrowing and not any(t.like_num and len(t.text) == 4 for t in tokens)
