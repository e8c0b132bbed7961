"""What is said to help or to hinder: statements about enablers and obstacles, each with the words that say so."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from spacy.language import Language
from spacy.tokens import Doc, Span, Token

from defatlas.coding.codebook import Framework
from defatlas.coding.coder import Code, Coder
from defatlas.definitions.citations import find_citations
from defatlas.documents.blocks import Passage
from defatlas.links.certainty import is_negated, modality
from defatlas.links.roles import roles_of
from defatlas.links.sides import SideMention
from defatlas.links.statements import SEARCHED_KINDS, LinkFinder, statement_id

_HELPS = re.compile(
    r"\b(?:enablers?|drivers?|(?:crucial|key|success|critical|decisive) factors?|prerequisites?|preconditions?)\b", re.I
)
_HINDERS = re.compile(
    r"\b(?:obstacles?|barriers?|hindrances?|hurdles?|impediments?|challenges?|bottlenecks?|lack of|lacks?|lacking|"
    r"limited|insufficient|shortage|reluctan\w+|concerns?|worries|risks?)\b",
    re.I,
)
_WEIGHS = re.compile(
    r"\b(?:hinder\w*|hamper\w*|imped\w+|slow\w*|threat\w+|support\w*|help\w*|foster\w*|promot\w+|enabl\w+|crucial|"
    r"essential|vital|necessary|important|needs?|needed|requir\w+|depend\w*)\b",
    re.I,
)
_HEADING = re.compile(r"\b(?:enablers?|drivers?|obstacles?|barriers?|challenges?|success factors?)\b", re.I)


@dataclass(frozen=True)
class FactorStatement:
    """A statement that a factor helps or hinders; offsets are characters in the document's normalised text."""

    statement_id: str
    document_id: str
    page: str
    section: str
    sentence: str
    start: int
    end: int
    factor: str
    group: str
    effect: str
    touches: str
    basis: str
    cue: str
    evidence: str
    evidence_start: int
    evidence_end: int
    modality: str
    cited_sources: str


class FactorFinder:
    """Finds statements that a factor helps or hinders one of the sides, or their convergence."""

    def __init__(self, nlp: Language, links: LinkFinder, factors: Framework) -> None:
        """Prepare for a pipeline, the finder of links (its sides and cues) and the factors."""
        self._links = links
        self._coder = Coder(nlp, [factors])
        self._groups = {dimension.id: dimension.group for dimension in factors.dimensions}

    def wants(self, passage: Passage) -> bool:
        """Tell, without parsing, whether a passage may hold a statement.

        It mentions both sides, or one of them and a word that helps or hinders, or its heading promises enablers or
        obstacles. Passages that only say what a smart city is or uses are left to the coding of definitions.
        """
        if passage.kind not in SEARCHED_KINDS:
            return False
        sides, text = self._links.sides, passage.text
        weighs = _HELPS.search(text) or _HINDERS.search(text) or _WEIGHS.search(text)
        return bool(
            sides.may_mention(text) or (weighs and sides.may_mention_one(text)) or _HEADING.search(passage.section)
        )

    def in_passage(self, document_id: str, passage: Passage, doc: Doc) -> list[FactorStatement]:
        """Return the statements of one parsed passage, in reading order."""
        found = {s.statement_id: s for s in self._of_passage(document_id, passage, doc)}
        return sorted(found.values(), key=lambda s: (s.start, s.evidence_start, s.factor))

    def _of_passage(self, document_id: str, passage: Passage, doc: Doc) -> Iterator[FactorStatement]:
        """Yield the statements of one parsed passage, one per sentence and factor."""
        mentions = self._links.sides(doc)
        codes = self._coder.code_doc(doc)
        about = _HEADING.search(passage.section) is not None or len({m.side for m in mentions}) == 2
        for sentence in doc.sents:
            inside = [m for m in mentions if sentence.start <= m.start < sentence.end]
            named = [c for c in codes if sentence.start_char <= c.start < sentence.end_char]
            done = set[str]()
            for code, effect, cue, basis in self._effects(doc, sentence, inside, named, about):
                if code.dimension in done:
                    continue
                done.add(code.dimension)
                touched = {m.side for m in inside} or ({m.side for m in mentions} if about else set())
                yield self._place(document_id, passage, sentence, code, effect, cue, basis, touched)

    def _effects(
        self, doc: Doc, sentence: Span, inside: list[SideMention], named: list[Code], about: bool
    ) -> Iterator[tuple[Code, str, Token | str, str]]:
        """Yield each factor of a sentence with its effect: by its role in the sentence first, then by a word."""
        if not named or not (inside or about):
            return
        spans = {code: doc.char_span(code.start, code.end, alignment_mode="expand") for code in named}
        factors = {c: SideMention("factor", c.dimension, s.start, s.end) for c, s in spans.items() if s is not None}
        for token in sentence:
            for cue in self._links.cues_of(token):
                if cue.relation.kind == "ties":
                    continue
                doing, done = roles_of(token, cue, [*inside, *factors.values()])
                acting, other = (doing, done) if cue.relation.kind == "acts" else (done, doing)
                reached = any(role.mention.side != "factor" for role in other)
                if not (reached or (about and other)):
                    continue
                effect = "hinders" if (cue.relation.polarity == "negative") != is_negated(token) else "helps"
                for code, mention in factors.items():
                    if any(role.mention == mention for role in acting):
                        yield code, _by_lack(doc, mention, effect), token, "role"
        helps, hinders = _HELPS.search(sentence.text), _HINDERS.search(sentence.text)
        if helps or hinders:
            word = hinders or helps
            for code in factors:
                yield code, "hinders" if hinders else "helps", word[0] if word else "", "word"

    def _place(
        self,
        document_id: str,
        passage: Passage,
        sentence: Span,
        code: Code,
        effect: str,
        cue: Token | str,
        basis: str,
        touched: set[str],
    ) -> FactorStatement:
        """Place a statement in its document."""
        text, shift = sentence.text.rstrip(), passage.start
        start = shift + sentence.start_char
        sides = [side for side in self._links.sides.names if side in touched]
        return FactorStatement(
            statement_id(document_id, text, f"{code.dimension} {effect}"),
            document_id,
            passage.page,
            passage.section,
            text,
            start,
            start + len(text),
            code.dimension,
            self._groups[code.dimension],
            effect,
            "both" if len(sides) == 2 else sides[0] if sides else "",
            basis,
            cue.text if isinstance(cue, Token) else cue,
            code.evidence,
            shift + code.start,
            shift + code.end,
            modality(cue) if isinstance(cue, Token) else "asserted",
            "; ".join(dict.fromkeys(c.text for c in find_citations(text))),
        )


def _by_lack(doc: Doc, mention: SideMention, effect: str) -> str:
    """Return the effect, but "hinders" for a factor whose lack is said to act ("lack of money", "weak leadership")."""
    before = " ".join(token.lower_ for token in doc[max(mention.start - 3, 0) : mention.start])
    lacking = re.search(r"\b(?:lack of|missing|insufficient|no|without|poor|weak)\b", before) is not None
    return "hinders" if lacking else effect
