"""Statements that tie two concepts: who acts on whom, how, how surely, and after whom."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from spacy.language import Language
from spacy.tokens import Doc, Span, Token

from defatlas.concepts import Concept
from defatlas.definitions.citations import find_citations
from defatlas.documents.blocks import Passage
from defatlas.links.clauses import equated, governors, is_passive, light_verb, path_up, prepositions, subjects
from defatlas.links.lexicon import Cue, Lexicon
from defatlas.links.sides import SideFinder, SideMention

SEARCHED_KINDS = frozenset("paragraph list_item quote abstract caption footnote table_row".split())
_AGENTS = frozenset({"by", "through", "via", "by means of", "thanks to", "due to", "because of", "with the help of"})
_CAUSES = frozenset({"due to", "thanks to", "because of", "owing to", "as a result of", "by means of", "by virtue of"})
_TOWARDS = frozenset(
    {"to", "for", "of", "in", "into", "on", "upon", "toward", "towards", "within", "with", "from", "at"}
)
_OPEN = frozenset({"to", "for", "of", "into", "on", "in", "within", "toward", "towards", "as", "", "at"})
_PRONOUNS = frozenset("they them it this these those their its such which both".split())
_MODALS = {
    "can": "possible", "could": "possible", "may": "possible", "might": "possible", "must": "necessary",
    "should": "necessary", "shall": "necessary", "ought": "necessary", "would": "hypothetical", "will": "asserted",
}  # fmt: skip
_HEDGES = {
    "tend": "possible", "seem": "possible", "appear": "possible", "likely": "possible", "potential": "possible",
    "potentially": "possible", "possibly": "possible", "perhaps": "possible", "hypothesis": "hypothetical",
    "need": "necessary", "question": "question", "whether": "question", "if": "hypothetical",
}  # fmt: skip
_NOT = frozenset(
    {"not", "n't", "never", "no", "neither", "hardly", "barely", "rarely", "seldom", "nor", "without", "little"}
)
_FAILS = frozenset({"fail", "cease", "refuse", "neglect"})

# what a cluster of a smart city does in these ways, it does for the city, although the object is another
_FOR_WHOM_IT_STANDS = frozenset({"support", "serve", "provide", "hinder"})


@dataclass(frozen=True)
class Role:
    """A mention in a role of a cue: how it was reached, and how far it is (steps in the parse)."""

    mention: SideMention
    distance: int
    resolved: bool = False


@dataclass(frozen=True)
class Link:
    """A statement that ties the two sides; offsets are characters in the document's normalised text."""

    statement_id: str
    document_id: str
    page: str
    section: str
    sentence: str
    start: int
    end: int
    direction: str
    relation: str
    cue: str
    cue_start: int
    cue_end: int
    first: str
    first_concept: str
    first_start: int
    first_end: int
    second: str
    second_concept: str
    second_start: int
    second_end: int
    polarity: str
    modality: str
    implicit: bool
    cited_sources: str


@dataclass(frozen=True)
class Found:
    """A tie inside a parsed passage, before it is placed in its document."""

    direction: str
    relation: str
    polarity: str
    modality: str
    cue: Token | None
    agent: SideMention
    patient: SideMention
    distance: int
    implicit: bool


def statement_id(document_id: str, sentence: str, direction: str) -> str:
    """Return a short hash of the document, the letters and digits of the sentence, and the direction."""
    letters = re.sub(r"[\W_]+", " ", sentence.casefold()).strip()
    return hashlib.sha256(f"{document_id}\n{letters}\n{direction}".encode()).hexdigest()[:12]


class LinkFinder:
    """Finds the statements that tie two sides."""

    def __init__(
        self, nlp: Language, concepts: list[Concept], sides: Mapping[str, Sequence[str]], lexicon: Lexicon
    ) -> None:
        """Prepare for a pipeline, the concepts of the configuration, two sides (lists of concepts) and a lexicon."""
        self._nlp = nlp
        self.sides = SideFinder(nlp, concepts, sides, lexicon)
        self._cues = lexicon.cues
        self.first, self.second = self.sides.names

    def find(self, document_id: str, passages: Sequence[Passage]) -> list[Link]:
        """Return the statements of a document in reading order, from passages that may mention both sides."""
        chosen = [p for p in passages if self.wants(p)]
        found = [
            link
            for passage, doc in zip(chosen, self._nlp.pipe(p.text for p in chosen), strict=True)
            for link in self.in_passage(document_id, passage, doc)
        ]
        return list({link.statement_id: link for link in found}.values())

    def wants(self, passage: Passage) -> bool:
        """Tell, without parsing, whether a passage may hold a statement."""
        return passage.kind in SEARCHED_KINDS and self.sides.may_mention(passage.text)

    def in_passage(self, document_id: str, passage: Passage, doc: Doc) -> list[Link]:
        """Return the statements of one parsed passage, in reading order."""
        found = [self._place(document_id, passage, sentence, tie) for sentence, tie in self.ties(doc)]
        return sorted(found, key=lambda link: (link.start, link.direction))

    def ties(self, doc: Doc) -> Iterator[tuple[Span, Found]]:
        """Yield the ties of each sentence of a parsed passage: directed ones, else a tie, else a mere mention."""
        mentions = self.sides(doc)
        for sentence in doc.sents:
            inside = [m for m in mentions if sentence.start <= m.start < sentence.end]
            before = [m for m in mentions if m.start < sentence.start]
            if not inside:
                continue
            found = [tie for token in sentence for tie in self._of_token(token, inside, before)]
            found += [tie for m in inside for tie in self._of_cause(m, inside, doc)]
            for tie in self._best(found):
                yield sentence, tie
            named = {m.side for m in inside}
            if not found and len(named) == 2:
                first = next(m for m in inside if m.side == self.first)
                second = next(m for m in inside if m.side == self.second)
                yield sentence, Found("mention", "", "neutral", "asserted", None, first, second, 99, False)

    def _best(self, found: list[Found]) -> list[Found]:
        """Keep the closest tie per direction; explicit before resolved, directed before undirected."""
        explicit = [tie for tie in found if not tie.implicit] or found
        directed = [tie for tie in explicit if tie.direction != "both"] or explicit
        best: dict[str, Found] = {}
        for tie in sorted(directed, key=lambda t: (t.distance, t.cue.i if t.cue is not None else 0, t.relation)):
            best.setdefault(tie.direction, tie)
        return [best[direction] for direction in sorted(best)]

    def _of_token(self, token: Token, inside: list[SideMention], before: list[SideMention]) -> Iterator[Found]:
        """Yield the ties that a token makes as a cue."""
        for cue in self.cues_of(token):
            agents, patients = roles_of(token, cue, inside)
            if cue.relation.kind == "ties":
                yield from self._undirected(token, cue, agents, patients)
                continue
            if cue.relation.kind == "draws":
                agents, patients = patients, agents
            pairs = [(a, p) for a in agents for p in patients if a.mention.side != p.mention.side]
            if not pairs and cue.relation.id in _FOR_WHOM_IT_STANDS:
                pairs = _within_agent(agents, patients, inside, token.doc)
            if not pairs:
                pairs = _resolved(token, cue, agents, patients, inside, before)
            for agent, patient in pairs:
                yield self._directed(token, cue, agent, patient)

    def cues_of(self, token: Token) -> list[Cue]:
        """Return the cues that a token can be, by its form, its part of speech and the words below it."""
        cues = dict.fromkeys([*self._cues.get(token.lower_, ()), *self._cues.get(token.lemma_.lower(), ())])
        below = {child.lower_ for child in token.children} | {child.lemma_.lower() for child in token.children}
        behind = {t.lower_ for t in token.doc[token.i + 1 : token.sent.end]}
        return [
            c
            for c in cues
            if _fits(token, c)
            and all(word in below for word in c.others)
            and (not c.preposition or c.preposition in behind)
        ]

    def _directed(self, token: Token, cue: Cue, agent: Role, patient: Role) -> Found:
        """Return the tie by which an agent acts on a patient."""
        sign = -1 if is_negated(token) else 1
        polarity = {"positive": 1, "negative": -1}[cue.relation.polarity] * sign
        return Found(
            f"{agent.mention.side}_to_{patient.mention.side}",
            cue.relation.id,
            "positive" if polarity > 0 else "negative",
            modality(token),
            token,
            agent.mention,
            patient.mention,
            agent.distance + patient.distance + (0 if cue.part in {"verbs", "roles"} else 1),
            agent.resolved or patient.resolved,
        )

    def _undirected(self, token: Token, cue: Cue, agents: list[Role], patients: list[Role]) -> Iterator[Found]:
        """Yield the ties without direction: the two sides in different roles, or joined below the cue."""
        roles = [*agents, *patients]
        for one in roles:
            for other in roles:
                if one.mention.side == self.first and other.mention.side == self.second:
                    yield Found(
                        "both", cue.relation.id, "negative" if is_negated(token) else "neutral", modality(token), token,
                        one.mention, other.mention, one.distance + other.distance, False,
                    )  # fmt: skip

    def _of_cause(self, mention: SideMention, inside: list[SideMention], doc: Doc) -> Iterator[Found]:
        """Yield the tie of a mention below "due to", "thanks to" and the like with what its clause is about."""
        node = mention.head(doc)
        for _ in range(4):
            prepositional = prepositions([node])[0]
            if prepositional in _CAUSES and node.head.i != node.i:
                within = {t.i for t in node.subtree}
                clause = {t.i for t in node.head.subtree} - within
                for other in inside:
                    if other.side != mention.side and other.head(doc).i in clause:
                        sign = "negative" if is_negated(node.head) else "positive"
                        direction = f"{mention.side}_to_{other.side}"
                        yield Found(
                            direction, "support", sign, modality(node.head), node, mention, other, 5, False
                        )  # fmt: skip
                return
            if node.head.i == node.i:
                return
            node = node.head

    def _place(self, document_id: str, passage: Passage, sentence: Span, tie: Found) -> Link:
        """Place a tie in its document."""
        doc, shift = sentence.doc, passage.start
        text = sentence.text.rstrip()
        by_side = {tie.agent.side: tie.agent, tie.patient.side: tie.patient}
        first, second = (doc[by_side[s].start : by_side[s].end] for s in (self.first, self.second))
        cue = tie.cue
        start = shift + sentence.start_char
        return Link(
            statement_id(document_id, text, tie.direction), document_id, passage.page, passage.section, text,
            start, start + len(text), tie.direction, tie.relation,
            cue.text if cue is not None else "",
            shift + cue.idx if cue is not None else -1, shift + cue.idx + len(cue) if cue is not None else -1,
            first.text, by_side[self.first].concept, shift + first.start_char, shift + first.end_char,
            second.text, by_side[self.second].concept, shift + second.start_char, shift + second.end_char,
            tie.polarity, tie.modality, tie.implicit,
            "; ".join(dict.fromkeys(c.text for c in find_citations(text))),
        )  # fmt: skip


def _fits(token: Token, cue: Cue) -> bool:
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


def _within_agent(
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


def _resolved(
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


def _verbs_of(token: Token) -> list[Token]:
    """Return the verbs and predicates that carry a cue's modality and negation, nearest first."""
    carrier = light_verb(token) if token.pos_ in {"NOUN", "ADJ", "PROPN"} else None
    chain = list(governors(token))
    return chain + (list(governors(carrier)) if carrier is not None else [])


def is_negated(token: Token) -> bool:
    """Tell whether what a cue says is denied: "does not support", "fail to support", "no link"."""
    count = 0
    for verb in _verbs_of(token):
        words = [c.lower_ for c in verb.children if c.dep_ in {"advmod", "det", "cc:preconj", "case", "mark"}]
        count += any(word in _NOT for word in words) and not _only_not_only(verb)
        count += verb.lemma_.lower() in _FAILS
    return count % 2 == 1


def _only_not_only(verb: Token) -> bool:
    """Tell whether a negation is that of "not only"."""
    tokens = [t.lower_ for t in verb.sent]
    return any(a == "not" and b in {"only", "just", "solely"} for a, b in pairwise(tokens))


def modality(token: Token) -> str:
    """Return how surely a cue is said: asserted, possible, necessary, hypothetical or question."""
    if token.sent.text.rstrip().endswith("?"):
        return "question"
    found = []
    for verb in _verbs_of(token):
        for word in [verb, *verb.children]:
            name = word.lemma_.lower()
            if word.dep_ in {"aux", "mark", "advmod"} or word is not token:
                known = _MODALS.get(word.lower_) if word.dep_ == "aux" else None
                known = known or (_HEDGES.get(name) if word.dep_ != "obj" else None)
                found += [known] if known else []
    return next((kind for kind in ("question", "hypothetical", "possible", "necessary") if kind in found), "asserted")
