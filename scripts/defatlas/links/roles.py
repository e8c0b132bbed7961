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
# what writes about a side does nothing to it, nor is it the side that is helped when research on it is
TEXTS = frozenset(
    "analysis article book chapter conference debate discourse discussion journal literature paper publication "
    "report research review section study survey term theory thesis".split()
)
# what is made this way acts for its maker: "clusters develop sensors that help"
_MAKING = frozenset(
    "build construct create deploy design develop implement launch offer organise produce provide run".split()
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
    verb, outside, passive = _doers(token, cue)
    tops = {verb.i, token.i}
    doing, done, owners = list[Role](), list[Role](), list[Role]()
    for mention in inside:
        head = mention.head(token.doc)
        if mention.start <= token.i < mention.end or head.i in tops:
            continue
        up, below = _ways(head, {t.i for t in outside}, tops)
        if head.i in {t.i for t in outside} or (up is not None and (below is None or up[1] <= below[1])):
            role = Role(mention, 1 + (up[1] if up is not None else 0))
            (done if passive else doing).append(role)
        elif below is not None:
            said = prepositions(below[0])
            side = _side_below(cue, said, passive, below[0][-1], head, bool(outside))
            if side:
                (doing if side == "agent" else done).append(Role(mention, below[1]))
            if cue.part == "nouns" and said == ["of"]:
                owners.append(Role(mention, below[1]))
    if owners and not doing and any(role not in owners for role in done):
        return owners, [role for role in done if role not in owners]  # "the usefulness of clusters for smart cities"
    if not passive:
        doing, done = doing or _makers(outside, inside, token.doc), done or _behind(token, cue, inside)
    return doing, done


def _doers(token: Token, cue: Cue) -> tuple[Token, list[Token], bool]:
    """Return the verb of a cue, the heads of what is said to do it, and whether they undergo it instead (passive)."""
    carrier = light_verb(token) if cue.part in {"nouns", "roles", "adjectives"} else None
    if carrier is not None:
        return carrier, _subject_tokens(carrier, token), False
    if cue.part == "verbs":
        # "is based on": who does it is the subject, although the form is passive
        plain = cue.preposition and cue.relation.kind != "ties" and all(c.dep_ != "obl:agent" for c in token.children)
        return token, _subject_tokens(token, token), is_passive(token) and not plain
    return token, _subject_tokens(token, token) if cue.part == "aimed" else _predicate_tokens(token), False


_Way = tuple[list[Token], int]


def _ways(head: Token, outside: set[int], tops: set[int]) -> tuple[_Way | None, _Way | None]:
    """Return the ways from a mention up to what does it and up to the cue; none through a text or another clause."""
    up, below = path_up(head, outside) if outside else None, path_up(head, tops)
    if up is not None and (_through_text(up[0]) or any(t.dep_ in _OTHER_CLAUSES for t in up[0])):
        up = None
    if below is not None:
        elsewhere = any(t.dep_ == "parataxis" and t.pos_ in {"VERB", "AUX"} for t in below[0])
        if elsewhere or _through_text([t for t in below[0] if t.head.i not in tops]):
            below = None
    return up, below


_OTHER_CLAUSES = frozenset({"advcl", "ccomp", "xcomp", "csubj", "parataxis"})


def _through_text(passed: list[Token]) -> bool:
    """Tell whether a way from a mention leads through a text or the study of it: "research on clusters"."""
    return any(token.head.i != token.i and token.head.lemma_.lower() in TEXTS for token in passed)


def _makers(outside: list[Token], inside: list[SideMention], doc: Doc) -> list[Role]:
    """Return the mentions that make what a cue's subject is: "clusters develop sensors that help"."""
    verbs = [t.head for t in outside if t.dep_ == "obj" and t.head.lemma_.lower() in _MAKING]
    tops = {maker.i for verb in verbs if not is_passive(verb) for maker in subjects(verb)}
    heads = [(mention, path_up(mention.head(doc), tops)) for mention in inside]
    return [Role(mention, 4 + way[1]) for mention, way in heads if way is not None and not _through_text(way[0])]


def _behind(token: Token, cue: Cue, inside: list[SideMention]) -> list[Role]:
    """Return the mention right behind a verb without an object, which the parser gave to a later verb."""
    if cue.part != "verbs" or cue.preposition or token.pos_ != "VERB" or token.tag_ == "VBN":
        return []
    if any(child.dep_ in {"obj", "ccomp", "xcomp", "obl"} and child.i > token.i for child in token.children):
        return []
    for mention in inside:
        between = token.doc[token.i + 1 : mention.start]
        if mention.start > token.i and all(t.pos_ in {"DET", "ADJ", "NUM"} or t.dep_ == "nmod:poss" for t in between):
            return [Role(mention, 2)]
    return []


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
            if first in {"in", "within", "from", "inside", "around"}
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
