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
from defatlas.links.weighing import effect_of, is_called

_WEIGHS = re.compile(
    r"\b(?:hinder\w*|hamper\w*|imped\w+|slow\w*|threat\w+|support\w*|help\w*|foster\w*|promot\w+|enabl\w+|crucial|"
    r"essential|vital|necessary|important|needs?|needed|requir\w+|depend\w*|drivers?|factors?|prerequisites?|"
    r"preconditions?|obstacles?|barriers?|hindrances?|hurdles?|challenges?|bottlenecks?|lack\w*|limited|insufficient|"
    r"shortage|reluctan\w+|concerns?|worries|risks?)\b",
    re.I,
)
_HEADING = re.compile(r"\b(?:enablers?|drivers?|obstacles?|barriers?|challenges?|success factors?)\b", re.I)


# relations by which a factor helps or hinders; to be used, made or aimed at is neither
_RELATIONS = frozenset({"support", "need", "benefit", "attract", "hinder", "provide", "create"})
_NO_HELP = frozenset(
    "use exploit employ leverage involve tap apply implement develop form integrate solution test pilot address lack "
    "available result outcome product move extend explain realise realize shape".split()
)
_LACKING = frozenset("lack lacking missing insufficient no without poor weak limited scarce low".split())
_FARTHEST = 4  # steps from a factor to the word that says that it acts


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
        weighs = _WEIGHS.search(text) and sides.may_mention_one(text)
        return bool(sides.may_mention(text) or weighs or _HEADING.search(passage.section))

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
    ) -> Iterator[tuple[Code, str, Token, str]]:
        """Yield each factor of a sentence with its effect: by its role in the sentence first, then by a word."""
        if not named or not (inside or about):
            return
        spans = {code: doc.char_span(code.start, code.end, alignment_mode="expand") for code in named}
        factors = {code: span for code, span in spans.items() if span is not None}
        for token in sentence:
            yield from self._acting(token, factors, inside, about)
        for token in sentence:
            effect = effect_of(token)
            for code, span in factors.items() if effect else ():
                if is_called(token, span):
                    yield code, effect, token, "word"

    def _acting(
        self, token: Token, factors: dict[Code, Span], inside: list[SideMention], about: bool
    ) -> Iterator[tuple[Code, str, Token, str]]:
        """Yield the factors that do what a token says to a side or, where the text is about that, to another factor."""
        mentions = {code: SideMention("factor", code.dimension, s.start, s.end) for code, s in factors.items()}
        for cue in self._links.cues_of(token):
            made = cue.relation.id == "create" and cue.part == "nouns"  # "the creation of policies"
            if cue.relation.id not in _RELATIONS or token.lemma_.lower() in _NO_HELP or made:
                continue
            doing, done = roles_of(token, cue, [*inside, *mentions.values()])
            acting, other = (doing, done) if cue.relation.kind == "acts" else (done, doing)
            reached = [role.mention for role in other if role.mention.side != "factor" or about]
            if not reached:
                continue
            hinders = (cue.relation.polarity == "negative") != is_negated(token)
            hinders |= all(m.side == "factor" and _is_lacking(token.doc, m) for m in reached)
            for code, mention in mentions.items():
                if any(role.mention == mention and role.distance <= _FARTHEST for role in acting):
                    yield code, "hinders" if hinders or _is_lacking(token.doc, mention) else "helps", token, "role"

    def _place(
        self,
        document_id: str,
        passage: Passage,
        sentence: Span,
        code: Code,
        effect: str,
        cue: Token,
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
            cue.text,
            code.evidence,
            shift + code.start,
            shift + code.end,
            modality(cue),
            "; ".join(dict.fromkeys(c.text for c in find_citations(text))),
        )


def _is_lacking(doc: Doc, mention: SideMention) -> bool:
    """Tell whether a factor is said to be lacking or weak: "lack of money", "weak leadership", "limited funds"."""
    return any(token.lower_ in _LACKING for token in doc[max(mention.start - 3, 0) : mention.start])
