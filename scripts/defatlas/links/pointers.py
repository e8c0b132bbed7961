"""What a pronoun or a demonstrative in a tie points back to."""

from __future__ import annotations

from spacy.tokens import Token

from defatlas.links.clauses import is_passive, light_verb, subjects
from defatlas.links.lexicon import Cue
from defatlas.links.roles import Role
from defatlas.links.sides import SideMention

_PRONOUNS = frozenset("they them it this these those their its such which both".split())


def resolved(
    token: Token,
    cue: Cue,
    agents: list[Role],
    patients: list[Role],
    inside: list[SideMention],
    before: list[SideMention],
) -> list[tuple[Role, Role]]:
    """Fill the empty role of a cue by what a pronoun or a demonstrative in it points back to.

    "It offers a market to clusters": `it` is taken for the last mention of the other side in the sentence before it,
    else in the passage before.
    """
    if bool(agents) == bool(patients):
        return []
    known = agents or patients
    pointer = _pointer(token, bool(agents) != (cue.relation.kind == "draws"))
    if pointer is None:
        return []
    nearest = min(known, key=lambda role: role.distance)
    earlier = [m for m in [*before, *inside] if m.start < pointer.i and m.side != nearest.mention.side]
    if not earlier:
        return []
    same = earlier[-1] in inside
    other = Role(earlier[-1], 4, resolved=not same)
    return [(nearest, other) if agents else (other, nearest)]


def _pointer(token: Token, subject_known: bool) -> Token | None:
    """Return the pronoun, or the noun with a demonstrative, in the role of a cue that no mention fills."""
    carrier = light_verb(token) if token.pos_ in {"NOUN", "ADJ"} else None
    verb = carrier if carrier is not None else token
    subject = subjects(verb) or (subjects(token) if token.pos_ != "VERB" else [])
    if subject_known != is_passive(verb):
        below = [t for t in verb.subtree if t.dep_ in {"obj", "nmod", "obl"} and t.head.i in {verb.i, token.i}]
        candidates = [t for t in below if t not in subject]
    else:
        candidates = subject
    for candidate in candidates:
        if candidate.lower_ in _PRONOUNS:
            return candidate
        for child in candidate.children:
            if child.lower_ in {"this", "these", "such", "their", "its", "those"} and child.dep_ in {
                "det", "nmod:poss", "amod", "det:predet",
            }:  # fmt: skip
                return child
    return None
