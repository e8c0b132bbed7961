"""What a pronoun or a demonstrative in a tie points back to: a mention in its sentence or the one before."""

from __future__ import annotations

from spacy.tokens import Doc, Token

from defatlas.links.clauses import is_passive, light_verb, subjects
from defatlas.links.lexicon import Cue
from defatlas.links.roles import TEXTS, Role
from defatlas.links.sides import SideMention

_SINGULAR = frozenset({"it", "its", "this"})
_PLURAL = frozenset({"they", "them", "their", "these", "those", "both"})
_PRONOUNS = frozenset({"it", "they", "them", "these", "those", "both", "which"})
_DETERMINERS = frozenset({"this", "these", "such", "those", "their", "its"})
# what "this" and the like in front of them does not say of a side
_OTHER_THINGS = TEXTS | frozenset(
    "approach case context end era framework method model point reason respect result sense time view way work".split()
)
_BOTH = frozenset({"them", "both", "two", "these"})


def resolved(
    token: Token,
    cue: Cue,
    agents: list[Role],
    patients: list[Role],
    inside: list[SideMention],
    before: list[SideMention],
) -> list[tuple[Role, Role]]:
    """Fill the empty role of a cue by what a pronoun or a demonstrative in it points back to.

    "It offers a market to clusters": `it` is taken for the last mention of the other side that agrees in number, in the
    same sentence, else in the one before. "This progress" may take up a mention further back in the passage.

    Args:
        token, cue: the cue.
        agents, patients: the roles that mentions of the sentence fill.
        inside, before: the mentions of the sentence, and those of its passage in front of it.
    """
    if bool(agents) == bool(patients):
        return []
    known = agents or patients
    pointer = _pointer(token, bool(agents) != (cue.relation.kind == "draws"))
    if pointer is None:
        return []
    nearest = min(known, key=lambda role: role.distance)
    doc, start = token.doc, token.sent.start
    far = pointer.dep_ in {"det", "amod", "det:predet"}
    near = 0 if far or not start else doc[start - 1].sent.start
    earlier = [
        m
        for m in [*before, *inside]
        if m.start >= near and m.start < pointer.i and m.side != nearest.mention.side and _agrees(pointer, m.head(doc))
    ]
    if not earlier:
        return []
    other = Role(earlier[-1], 4, resolved=earlier[-1] not in inside)
    return [(nearest, other) if agents else (other, nearest)]


def _agrees(pointer: Token, head: Token) -> bool:
    """Tell whether a pronoun and a mention are both of one or both of several."""
    plural = head.tag_ in {"NNS", "NNPS"} or any(child.dep_ == "conj" for child in head.children) or head.dep_ == "conj"
    word = pointer.lower_
    return not (word in _SINGULAR and plural) and not (word in _PLURAL and not plural)


def _pointer(token: Token, subject_known: bool) -> Token | None:
    """Return the pronoun, or the demonstrative of a noun, in the role of a cue that no mention fills."""
    carrier = light_verb(token) if token.pos_ in {"NOUN", "ADJ"} else None
    verb = carrier if carrier is not None else token
    subject = subjects(verb) or (subjects(token) if token.pos_ != "VERB" else [])
    if subject_known != is_passive(verb):
        below = [t for t in verb.subtree if t.dep_ in {"obj", "nmod", "obl"} and t.head.i in {verb.i, token.i}]
        candidates = [t for t in below if t not in subject]
    else:
        candidates = subject
    for candidate in candidates:
        if candidate.lower_ in _PRONOUNS and not _empty(candidate):
            return candidate
        for child in candidate.children:
            owns = child.dep_ == "nmod:poss"
            if child.lower_ in _DETERMINERS and (owns or candidate.lemma_.lower() not in _OTHER_THINGS):
                return child if owns or child.dep_ in {"det", "amod", "det:predet"} else None
    return None


def _empty(pronoun: Token) -> bool:
    """Tell whether "it" only announces a clause: "it is hoped that"."""
    return pronoun.lower_ == "it" and any(
        child.dep_ in {"ccomp", "csubj", "csubj:pass"} for child in pronoun.head.children
    )


def between_both(
    noun: Token, mentions: list[SideMention], sides: tuple[str, ...]
) -> tuple[SideMention, SideMention] | None:
    """Return the last mentions of the two sides before "between them", "between the two", "between both concepts".

    None when a noun is not followed by such words, or one side was not named before.
    """
    doc: Doc = noun.doc
    for child in noun.children:
        if child.i > noun.i and any(case.lower_ in {"between", "among"} for case in child.children):
            words = {child.lower_, *(part.lower_ for part in child.children)}
            named = [m for m in mentions if child.left_edge.i <= m.start <= child.right_edge.i]
            if words & _BOTH and not named:
                near = doc[max(noun.sent.start - 1, 0)].sent.start
                earlier = {m.side: m for m in mentions if near <= m.start < noun.i and m.head(doc).i != noun.i}
                if all(side in earlier for side in sides):
                    return earlier[sides[0]], earlier[sides[1]]
    return None
