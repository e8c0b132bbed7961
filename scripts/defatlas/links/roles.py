"""Who does what a cue says, and to whom: the mentions in its roles, read off the dependency parse."""

from __future__ import annotations

from dataclasses import dataclass

from spacy.tokens import Doc, Token

from defatlas.links.clauses import equated, is_passive, light_verb, path_up, prepositions, subjects
from defatlas.links.lexicon import Cue
from defatlas.links.sides import SideMention

_AGENTS = frozenset({"by", "through", "via", "by means of", "thanks to", "due to", "because of", "with the help of"})
_TOWARDS = frozenset(
    {"to", "for", "of", "in", "into", "on", "upon", "toward", "towards", "within", "with", "from", "at"}
)
_OPEN = frozenset({"to", "for", "of", "into", "on", "in", "within", "toward", "towards", "as", "", "at"})


@dataclass(frozen=True)
class Role:
    """A mention in a role of a cue: how it was reached, and how far it is (steps in the parse)."""

    mention: SideMention
    distance: int
    resolved: bool = False


def fits(token: Token, cue: Cue) -> bool:
    """Tell whether a token has the part of speech that a cue needs."""
    if cue.part == "verbs" and token.dep_ == "compound":
        return token.tag_ in {"NN", "VBP", "VBZ", "VBD"}  # a verb that the parser took for a noun: see `_beside`
    if cue.part == "verbs" and {"nsubj", "obj"} <= {child.dep_ for child in token.children}:
        return True  # only a verb has both, whatever the tagger says of a rare one
    if cue.part == "verbs":
        return token.pos_ in {"VERB", "AUX"} and token.dep_ not in {"aux", "aux:pass", "cop", "case", "amod"}
    if cue.part == "aimed":
        return token.tag_ in {"VBN", "JJ", "VBD"}
    if cue.part == "adjectives":
        return token.pos_ == "ADJ" and token.dep_ not in {"compound"}
    if cue.part == "roles" and any(child.dep_ == "cop" for child in token.children):
        return True  # an unknown noun behind "is" is often taken for an adjective
    return token.pos_ in {"NOUN", "PROPN"} and token.dep_ != "compound"


def roles_of(token: Token, cue: Cue, inside: list[SideMention]) -> tuple[list[Role], list[Role]]:
    """Return who does (the subject's side) and to whom (the object's side), for one cue and the mentions around it."""
    beside = _beside(token, cue, inside)
    if beside is not None:
        return beside
    if cue.part == "verbs" and token.dep_ == "compound":
        return [], []
    carrier = light_verb(token) if cue.part in {"nouns", "roles", "adjectives"} else None
    verb = carrier if carrier is not None else token
    if carrier is not None and cue.part != "verbs":
        outside = _subject_tokens(verb, token)
        passive = False
    elif cue.part in {"verbs", "aimed"}:
        outside, passive = _subject_tokens(verb, token), cue.part == "verbs" and is_passive(verb)
    else:
        outside, passive = _predicate_tokens(token), False
    tops = {verb.i, token.i}
    doing, done = list[Role](), list[Role]()
    for mention in inside:
        head = mention.head(token.doc)
        if mention.start <= token.i < mention.end or head.i in tops:
            continue
        up = path_up(head, {t.i for t in outside}) if outside else None
        below = path_up(head, tops)
        if head.i in {t.i for t in outside} or (up is not None and (below is None or up[1] <= below[1])):
            role = Role(mention, 1 + (up[1] if up is not None else 0))
            (done if passive else doing).append(role)
        elif below is not None:
            said = prepositions(below[0])
            side = _side_below(cue, said, passive, below[0][-1], head, bool(outside))
            if side:
                (doing if side == "agent" else done).append(Role(mention, below[1]))
    return doing, done


def _beside(token: Token, cue: Cue, inside: list[SideMention]) -> tuple[list[Role], list[Role]] | None:
    """Return the roles around a finite verb that the parser made part of the noun behind it; None for any other.

    In "smart cities support clusters" a plain verb between two plural nouns is tagged as a verb and yet often attached
    as if it were "support clusters".
    """
    if cue.part != "verbs" or cue.preposition or token.dep_ != "compound" or token.i == 0:
        return None
    plural = token.tag_ == "NN" and token.nbor(-1).tag_ in {"NNS", "NNPS"}  # "smart cities boost", hardly a compound
    if token.tag_ not in {"VBP", "VBZ", "VBD"} and not plural:
        return None
    before = [m for m in inside if m.end == token.i]
    behind = [m for m in inside if m.start == token.i + 1]
    return ([Role(before[0], 1)], [Role(behind[0], 1)]) if before and behind else None


def _side_below(cue: Cue, said: list[str], passive: bool, top: Token, head: Token, has_subject: bool) -> str:
    """Return the role of a mention below a cue, by the prepositions on the way from the cue down; empty for none."""
    first = next((word for word in said if word), "")
    if top.dep_ == "obl:agent" or (first in _AGENTS and (passive or cue.part in {"nouns"} or first != "by")):
        return "agent"
    if cue.part in {"nouns", "roles"} and cue.relation.kind != "ties":
        if "to" in said or "for" in said or "towards" in said or "into" in said or "on" in said:
            return "patient"
        if cue.part == "nouns" and top.dep_ in {"nmod:poss", "compound"}:
            return "agent"
        if cue.part == "nouns" and first == "of":
            return "patient" if has_subject or cue.relation.id == "create" else "agent"
        return "patient" if first in _TOWARDS or top.dep_ in {"compound", "nmod:poss"} else ""
    if passive:
        # "elements are produced in clusters": where it is done is by whom; "made for cities": for whom
        return (
            "agent"
            if first in {"in", "within", "from", "inside"}
            else "patient"
            if first in {"to", "for", "into"}
            else ""
        )
    if cue.preposition:
        return "patient" if cue.preposition in said else ""
    if cue.part == "adjectives":
        return "patient" if first in {"to", "for", "in", "of"} else ""
    return "patient" if first in _OPEN or cue.relation.kind == "ties" else ""


def _subject_tokens(verb: Token, token: Token) -> list[Token]:
    """Return the heads of a verb's subject, and what they are said to be the same as."""
    found = [t for t in subjects(verb) if t.i != token.i]
    return found + [same for t in found for same in equated(t) if same.i != t.i]


def _predicate_tokens(noun: Token) -> list[Token]:
    """Return what a noun or adjective is said of: its subject, or what is said to be it ("a driver of X is Y")."""
    found = [t for t in subjects(noun) if t.i != noun.i] if noun.dep_ in _PREDICATE or _has_subject(noun) else []
    if noun.dep_ in {"nsubj", "nsubj:outer"} and any(c.dep_ == "cop" for c in noun.head.children):
        found.append(noun.head)
    return found + [t for t in equated(noun) if t not in found]


_PREDICATE = frozenset({"ROOT", "conj", "parataxis", "ccomp", "xcomp", "acl:relcl", "advcl", "acl"})


def _has_subject(noun: Token) -> bool:
    """Tell whether a predicate noun or adjective has a subject of its own."""
    return any(child.dep_ in {"nsubj", "nsubj:outer", "csubj"} for child in noun.children)


def within_agent(
    agents: list[Role], patients: list[Role], inside: list[SideMention], doc: Doc
) -> list[tuple[Role, Role]]:
    """Pair a doer with the other side inside its own noun phrase: "smart city related clusters protect", "clusters in".

    Mentions joined by "and" do it together, so they are no pair.
    """
    if patients or not agents:
        return []
    nearest = min(agents, key=lambda role: role.distance)
    # the parser often loses "smart city related" before the noun, which can only belong to it
    pairs = [
        (nearest, Role(mention, nearest.distance + 4))
        for mention in inside
        if mention.side != nearest.mention.side
        and mention.end + 1 == nearest.mention.start
        and doc[mention.end].lower_ in {"related", "based", "oriented", "driven", "focused", "linked"}
    ]
    for role in agents:
        up = path_up(role.mention.head(doc), {nearest.mention.head(doc).i}) or path_up(
            role.mention.head(doc), {t.i for t in nearest.mention.head(doc).ancestors}
        )
        joined = up is None or any(token.dep_ == "conj" for token in up[0])
        if role.mention.side != nearest.mention.side and not joined:
            pairs.append((nearest, Role(role.mention, role.distance + 4)))
    return pairs
