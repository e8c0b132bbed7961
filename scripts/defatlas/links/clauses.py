"""Who does what in a clause, read off the dependency parse (Universal Dependencies labels)."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Token

SUBJECTS = frozenset({"nsubj", "nsubj:pass", "nsubj:outer", "csubj", "csubj:pass"})
_RELATIVE = frozenset({"which", "that", "who", "whose"})
# verbs whose object does what the infinitive behind them says
_OBJECT_CONTROL = frozenset("help enable allow encourage lead make let force cause stimulate push drive ask".split())
# verbs that say little themselves: what is done stands in the noun below them
LIGHT_VERBS = frozenset(
    "be see consider regard view serve act function play have make offer provide give represent constitute form become "
    "exert bring perceive understand describe use prove remain take show appear".split()
)
_EQUATING = frozenset("represent constitute form be".split())
_NOMINAL = frozenset(
    "nmod nmod:poss nmod:desc nmod:unmarked compound amod conj appos flat list dep parataxis nummod det obl obl:agent "
    "obl:unmarked obj iobj fixed case goeswith orphan nsubj nsubj:pass".split()
)
_CLAUSAL = {"acl": 2, "acl:relcl": 3, "xcomp": 1, "ccomp": 2, "advcl": 3, "advcl:relcl": 3, "csubj": 2}


def is_passive(verb: Token) -> bool:
    """Tell whether a verb form is passive: "is supported", "a city supported by"."""
    if any(child.dep_ in {"aux:pass", "nsubj:pass", "csubj:pass", "obl:agent"} for child in verb.children):
        return True
    return verb.tag_ == "VBN" and verb.dep_ in {"acl", "amod", "advcl"} and not _has(verb, "obj")


def _has(token: Token, *labels: str) -> bool:
    """Tell whether a token has a child with one of the labels."""
    return any(child.dep_ in labels for child in token.children)


def light_verb(noun: Token) -> Token | None:
    """Return the verb that carries a noun or adjective as its predicate; None when it has a copula or no verb."""
    head = noun.head
    if head.i == noun.i or head.lemma_.lower() not in LIGHT_VERBS:
        return None
    return head if noun.dep_ in {"obj", "obl", "xcomp", "advcl", "ccomp", "nmod", "obl:unmarked", "iobj"} else None


def _antecedent(subject: Token, verb: Token) -> Token:
    """Return the noun that a relative pronoun stands for, else the subject itself."""
    if subject.lower_ in _RELATIVE and verb.dep_ in {"acl:relcl", "acl"}:
        return verb.head
    if subject.lower_ in _RELATIVE and verb.dep_ == "conj" and verb.head.dep_ == "acl:relcl":
        return verb.head.head
    return subject


def subjects(verb: Token, depth: int = 0) -> list[Token]:
    """Return the heads of a verb's (or a predicate noun's) subject, its own or shared with another clause."""
    own = [child for child in verb.children if child.dep_ in SUBJECTS]
    if own:
        return [_antecedent(child, verb) for child in own]
    head = verb.head
    if verb.dep_ == "ROOT" and any(child.lower_ == "to" for child in verb.children):
        # "to help them, clusters must grow": the parser may take the purpose for the main clause
        clauses = [child for child in verb.children if child.dep_ in {"parataxis", "ccomp"}]
        return [subject for clause in clauses for subject in subjects(clause, depth + 1)]
    if depth > 4 or head.i == verb.i:
        return []
    if verb.dep_ == "acl:relcl" or (verb.dep_ == "acl" and verb.tag_ in {"VBG", "VBN"}):
        return [head]
    if verb.dep_ == "acl":  # an infinitive: "the propensity of cities to", "the cluster has the task to"
        carrier = light_verb(head)
        return [head, *(subjects(carrier, depth + 1) if carrier is not None else [])]
    if verb.dep_ == "xcomp" and head.lemma_.lower() in _OBJECT_CONTROL and _has(head, "obj"):
        return [child for child in head.children if child.dep_ == "obj"]
    if verb.dep_ in {"conj", "xcomp", "advcl", "parataxis", "ccomp"} and head.pos_ in {"VERB", "AUX", "ADJ", "NOUN"}:
        return subjects(head, depth + 1)
    return []


def equated(token: Token) -> list[Token]:
    """Return what a noun is said to be the same as: "X represents an example of TOKEN", "X is TOKEN"."""
    node, steps = token, 0
    while steps < 4:
        if _has(node, "cop"):
            return [child for child in node.children if child.dep_ in SUBJECTS]
        if node.dep_ == "obj" and node.head.lemma_.lower() in _EQUATING:
            return subjects(node.head)
        if node.dep_ not in {"nmod", "appos", "conj", "obj"} or node.head.i == node.i:
            return []
        node, steps = node.head, steps + 1
    return []


def path_up(token: Token, tops: set[int], longest: int = 9) -> tuple[list[Token], int] | None:
    """Climb from a token to one of `tops` (token indices).

    Returns:
        The tokens passed, the start first and the top not among them, and the length of the way, in which clause
        boundaries count more; None when no top is reached within `longest`.
    """
    node, passed, cost = token, list[Token](), 0
    while node.i not in tops:
        passed.append(node)
        cost += _CLAUSAL.get(node.dep_, 1 if node.dep_ in _NOMINAL else longest)
        if node.head.i == node.i or cost > longest:
            return None
        node = node.head
    return passed, cost


def prepositions(passed: list[Token]) -> list[str]:
    """Return the prepositions on a way, the top's side first; "" for a step without one."""
    found = []
    for token in reversed(passed):
        cases = [c for c in token.children if c.dep_ in {"case", "mark"} and c.i < token.i]
        words = [" ".join([c.lower_, *(f.lower_ for f in c.children if f.dep_ == "fixed")]) for c in cases]
        found.append(words[0] if words else _preposition_in_front(token))
    return found


def _preposition_in_front(noun: Token) -> str:
    """Return the preposition in front of the words of an oblique noun that the parse gives none."""
    if noun.dep_ != "obl":
        return ""
    for place in range(noun.i - 1, max(noun.i - 7, noun.sent.start) - 1, -1):
        token = noun.doc[place]
        if token.pos_ == "ADP":
            return token.lower_
        if token.pos_ not in {"DET", "ADJ", "NOUN", "PROPN", "NUM"} and token.dep_ != "amod":
            return ""
    return ""


def governors(verb: Token) -> Iterator[Token]:
    """Yield a verb and the verbs above it that say whether it happens: "may seem to help", "fails to help"."""
    node = verb
    yield node
    for _ in range(4):
        if (
            node.dep_ not in {"xcomp", "advcl", "acl"}
            or node.head.i == node.i
            or node.head.pos_ not in {"VERB", "AUX", "ADJ"}
        ):
            return
        if node.dep_ == "advcl" and not any(c.lower_ == "to" for c in node.children):
            return
        node = node.head
        yield node
