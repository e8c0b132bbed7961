"""Statements that tie two concepts: who acts on whom, how, how surely, and after whom."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from spacy.language import Language
from spacy.tokens import Doc, Span, Token

from defatlas.concepts import Concept
from defatlas.definitions.citations import find_citations
from defatlas.documents.blocks import Passage
from defatlas.links.certainty import is_negated, modality
from defatlas.links.clauses import equated, prepositions
from defatlas.links.lexicon import Cue, Lexicon
from defatlas.links.pointers import between_both, resolved
from defatlas.links.roles import Role, fits, roles_of, within_agent
from defatlas.links.sides import SideFinder, SideMention

SEARCHED_KINDS = frozenset("paragraph list_item quote abstract caption footnote table_row".split())
_CAUSES = frozenset({"due to", "thanks to", "because of", "owing to", "as a result of", "by means of", "by virtue of"})

# what a cluster of a smart city does in these ways, it does for the city, although the object is another
_FOR_WHOM_IT_STANDS = frozenset({"support", "serve", "provide", "hinder"})


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
        self.sides = SideFinder(nlp, concepts, sides, lexicon)
        self._cues = lexicon.cues
        self.first, self.second = self.sides.names
        self._tie = next((relation.id for relation in lexicon.relations if relation.kind == "ties"), "")

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
            found = [tie for token in sentence for tie in self._of_token(token, inside, before)] if inside else []
            found += [tie for m in inside for tie in self._of_cause(m, inside, doc)]
            found += [tie for token in sentence for tie in self._of_both(token, inside, before)]
            for tie in self._best(found):
                yield sentence, tie
            named = {m.side for m in inside}
            if not found and len(named) == 2:
                first = next(m for m in inside if m.side == self.first)
                second = next(m for m in inside if m.side == self.second)
                yield sentence, Found("mention", "", "neutral", "asserted", None, first, second, 99, False)

    def _best(self, found: list[Found]) -> list[Found]:
        """Keep the closest tie per direction; explicit before resolved, directed before what only hints at a tie."""
        explicit = [tie for tie in found if not tie.implicit] or found
        directed = [tie for tie in explicit if tie.direction != "both" or _names_the_tie(tie)] or explicit
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
                pairs = within_agent(agents, patients, inside, token.doc)
            if not pairs:
                pairs = resolved(token, cue, agents, patients, inside, before)
            for agent, patient in pairs:
                yield self._directed(token, cue, agent, patient)

    def cues_of(self, token: Token) -> list[Cue]:
        """Return the cues that a token can be, by its form, its part of speech and the words below it."""
        cues = dict.fromkeys([*self._cues.get(token.lower_, ()), *self._cues.get(token.lemma_.lower(), ())])
        below = {child.lower_ for child in token.children} | {child.lemma_.lower() for child in token.children}
        behind: set[str] = set()
        if any(cue.preposition for cue in cues):  # the words behind every word would cost the square of their number
            behind = {t.lower_ for t in token.doc[token.i + 1 : token.sent.end]}
        return [
            c
            for c in cues
            if fits(token, c)
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

    def _of_both(self, token: Token, inside: list[SideMention], before: list[SideMention]) -> Iterator[Found]:
        """Yield the tie of "the links between the two" with the sides named before, and of "X is Y"."""
        sides = (self.first, self.second)
        for cue in self.cues_of(token):
            pair = between_both(token, [*before, *inside], sides) if cue.relation.kind == "ties" else None
            if pair is not None:
                polarity = "negative" if is_negated(token) else "neutral"
                yield Found("both", cue.relation.id, polarity, modality(token), token, *pair, 6, pair[0] not in inside)
        if not any(child.dep_ == "cop" for child in token.children):
            return
        heads = {m.head(token.doc).i: m for m in inside}
        for subject in equated(token) if token.i in heads else []:
            if subject.i in heads and heads[subject.i].side != heads[token.i].side and self._tie:
                first, second = sorted((heads[subject.i], heads[token.i]), key=lambda m: sides.index(m.side))
                polarity = "negative" if is_negated(token) else "neutral"
                yield Found("both", self._tie, polarity, modality(token), token, first, second, 7, False)

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


def _names_the_tie(tie: Found) -> bool:
    """Tell whether a tie without direction is the subject of its own words: "the links between X and Y"."""
    return tie.cue is not None and tie.cue.pos_ == "NOUN" and tie.distance <= 6
