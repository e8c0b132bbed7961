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
_CONTRAST_SIGNS = ("but", "rather")
_RELATIVE_SIGNS = frozenset("that which where who whose whereby when".split())


def opens_noun_phrase(tokens: list[Token]) -> bool:
    """Tell whether a definiens opens with a noun phrase rather than an adjective, a participle or a place."""
    for token in tokens[:8]:
        if token.lower_ in _DETERMINERS:
            return True
        if token.text in QUOTES | BRACKETS:
            continue
        if token.pos_ in {"NOUN", "PROPN"}:
            return True
        if token.pos_ not in {"ADJ", "ADV", "NUM", "DET"} and token.text != ",":
            return False
    return False


def trim(doc: Doc, start: int, end: int) -> tuple[int, int]:
    """Trim quotation marks, commas and the closing full stop off the token range of a definiens."""
    while start < end and (doc[start].text in QUOTES or doc[start].text in {",", ":", "–", "—", "*"}):
        start += 1
    while end > start and (doc[end - 1].text in QUOTES or doc[end - 1].text in {",", ".", ";", ":", "*", "–", "—"}):
        end -= 1
    return start, end


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
        return next((i for i in range(start, end) if doc[i].text == ")"), end)
    if opener.text in DASHES:
        return next((i for i in range(start, end) if doc[i].text in DASHES), end)
    if name == "relative":
        return next((i for i in range(start + 1, end) if doc[i].text in {",", ";", "("}), end)
    if name == "that_is":
        return next((i for i in range(start + 1, end) if doc[i].text in {",", ";", ")"}), end)
    if name == "comma_defined_as" and _opens_with_subject(doc, opener):
        commas = [i for i in range(start, end) if doc[i].text == ","]
        return commas[-1] if commas else end
    return _before_main_clause(doc, start, end, closes_at_comma=name == "apposition")


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
    start = match.start
    if doc[start].text not in {",", "–", "—"}:
        while start > sentence.start and doc[start - 1].text not in {";", ":"}:
            start -= 1
        return start, match.start
    while start > sentence.start:
        token = doc[start - 1]
        if token.text in {",", ";", ":"} or token.pos_ == "AUX" or token.tag_ in {"VBZ", "VBP", "VBD"}:
            break
        start -= 1
    return start, match.start


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
