"""Words that weigh: which factors a sentence calls enablers or obstacles, read off the parse around "barrier"."""

from __future__ import annotations

from itertools import pairwise

from spacy.tokens import Span, Token

from defatlas.links.clauses import SUBJECTS, equated, prepositions, subjects

HELPS = frozenset({"enabler", "driver", "prerequisite", "precondition"})
HINDERS = frozenset(
    "obstacle barrier hindrance hurdle impediment challenge bottleneck lack shortage reluctance concern worry "
    "risk".split()
)
_WEAK = frozenset({"limited", "insufficient"})
_OF_WEIGHT = frozenset({"crucial", "key", "critical", "decisive", "success", "important"})  # in front of "factor"
# prepositions that name what the word is about; "barriers to data sharing" hinder it and are not made of it
_ABOUT = frozenset(
    {"", "of", "about", "over", "on", "in", "regarding", "concerning", "including", "like", "as", "such as"}
)
_RAISING = frozenset("raise pose create cause bring present represent constitute form entail".split())
_BEING = frozenset("consist include be comprise lie remain circle stem concern".split())
_INSIDE = frozenset("nmod nmod:poss nmod:desc compound amod conj appos list flat dep".split())
_MOST_STEPS = 4
_LISTING = frozenset({":", "namely", "including"})


def effect_of(token: Token) -> str:
    """Return what a word says of the factors around it: helps, hinders, or nothing (empty)."""
    lemma = token.lemma_.lower()
    noun = token.pos_ in {"NOUN", "PROPN"}
    if (
        (lemma in HINDERS and token.pos_ == "NOUN")
        or (lemma in _WEAK and token.pos_ == "ADJ")
        or token.lower_ == "lacking"
        or _is_to_lack(token)
    ):
        return "hinders"
    weighty = lemma == "factor" and any(child.lower_ in _OF_WEIGHT for child in token.children)
    return "helps" if weighty or (lemma in HELPS and noun) else ""


def _is_to_lack(token: Token) -> bool:
    """Tell whether a word is the verb of "cities lack skills"."""
    return token.lemma_.lower() == "lack" and token.pos_ == "VERB"


def is_called(token: Token, factor: Span) -> bool:
    """Tell whether a factor is what a word of weight names: "lack of skills", "privacy concerns", "X is a barrier"."""
    head = factor.root
    if factor.start <= token.i < factor.end:
        return True  # "reluctance of citizens" is factor and word in one
    if token.dep_ == "amod":  # "limited financial resources"
        return token.head.i in {head.i, head.head.i}
    if token.pos_ == "VERB" and token.lower_ != "lacking":  # "clusters lack skills"
        return head.dep_ == "obj" and head.head.i == token.i
    if token.lower_ == "lacking" and head.head.i == token.i and head.dep_ in SUBJECTS:
        return True
    below = _way_up(head, {token.i})
    if below is not None:
        return prepositions(below)[0] in _ABOUT
    return _listed_behind(token, factor) or _among(head, _subjects_of(token))


def _subjects_of(token: Token) -> set[int]:
    """Return what is said to be, to raise or to make up a word of weight, as token numbers."""
    found = [t for t in [*subjects(token), *(equated(token) if token.dep_ != "obj" else [])] if t.i != token.i]
    verb = token.head
    lemma = verb.lemma_.lower()
    if token.dep_ == "obj" and lemma in _RAISING:
        found += subjects(verb)
    if token.dep_ in {"obj", "obl", "xcomp"} and lemma in {"appear", "remain", "become", "be", "represent"}:
        found += subjects(verb)
    if token.dep_ in SUBJECTS and (lemma in _BEING or any(child.dep_ == "cop" for child in verb.children)):
        found += [child for child in verb.children if child.dep_ in {"obj", "obl", "xcomp"}] + [verb]
    return {t.i for t in found}


def _among(head: Token, tops: set[int]) -> bool:
    """Tell whether a factor is one of some words, or joined to or part of one of them."""
    return head.i in tops or (bool(tops) and _way_up(head, tops) is not None)


def _way_up(head: Token, tops: set[int]) -> list[Token] | None:
    """Return the tokens from a factor up to a word, inside one noun phrase; None when none of the words is near."""
    passed, node = list[Token](), head
    while node.dep_ in _INSIDE and node.i not in tops and len(passed) < _MOST_STEPS:
        passed.append(node)
        node = node.head
    return passed if passed and node.i in tops else None


def _listed_behind(token: Token, factor: Span) -> bool:
    """Tell whether a factor stands in a list that a word of weight announces: "three barriers: cost, skills"."""
    between = [t.lower_ for t in token.doc[token.i + 1 : factor.start]]
    return any(word in _LISTING for word in between) or any(pair == ("such", "as") for pair in pairwise(between))
