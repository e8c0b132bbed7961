"""Which of the works that a passage cites are cited for a definition."""

from __future__ import annotations

import re
from collections.abc import Sequence

from spacy.tokens import Doc, Span

from defatlas.definitions.candidates import Candidate
from defatlas.definitions.citations import Citation, find_citations, is_only_citation
from defatlas.definitions.quotations import quotation_around

_SPEAKS_OF_DEFINITIONS = re.compile(r"\bdefin(?:ed?|es|ing|ition|itions)\b", re.IGNORECASE)
_FARTHEST = 3  # sentences before a quotation in which its author may be named


def cited_for(doc: Doc, candidate: Candidate, before: str = "") -> list[Citation]:
    """Return the works cited for a candidate, in order and without repeats.

    They stand in its sentence; in a sentence right behind it that is nothing but a citation; in the sentence before,
    if that ends with a colon, if the candidate's own goes on with it (no capital opens it), or if it speaks of
    definitions, cites one work and the candidate leads into a list or says "can be defined as". For a quotation that
    names no author, the sentence in which the quotation opens and up to three before it are asked, the nearest first.

    Args:
        doc: a parsed passage.
        candidate: one of its candidates.
        before: text of the passage before, for a quotation that opens the passage.
    """
    sentences = list(doc.sents)
    place = next(i for i, s in enumerate(sentences) if s.start_char <= candidate.sentence[0] < s.end_char)
    citations = find_citations(sentences[place].text)
    if place + 1 < len(sentences) and is_only_citation(sentences[place + 1].text):
        citations += find_citations(sentences[place + 1].text)
    if not citations:
        citations = _of_sentence_before(doc, sentences, place, candidate)
    if not citations:
        citations = _of_quotation(doc, sentences, candidate, before)
    return list({citation.text: citation for citation in citations}.values())


def _of_sentence_before(doc: Doc, sentences: Sequence[Span], place: int, candidate: Candidate) -> list[Citation]:
    """Return the citations of the sentence before, where that one introduces the candidate's."""
    before = sentences[place - 1].text.rstrip(" \"“'‘") if place else ""
    citations = find_citations(before)
    about = bool(_SPEAKS_OF_DEFINITIONS.search(before))
    introduces = about and (
        doc.text.rstrip().endswith(":") or (len(citations) == 1 and candidate.form.name == "verb_as")
    )
    goes_on = bool(re.match(r"[\"“'‘*]*[a-z]", sentences[place].text))
    return citations if before.endswith(":") or goes_on or introduces else []


def _of_quotation(doc: Doc, sentences: Sequence[Span], candidate: Candidate, before: str) -> list[Citation]:
    """Return the work named nearest to a quotation: behind its closing mark, else before its opening one."""
    quotation = quotation_around(doc.text, *candidate.definiens)
    if quotation is None:
        return []
    opened, closed = quotation
    behind = next((s for s in sentences if s.start_char <= closed - 1 < s.end_char), None)
    if behind is not None:
        rest = doc.text[closed : behind.end_char]
        following = re.match(r"[\s*]*[(\[][^)\]]*[)\]]", doc.text[closed:])
        citations = find_citations(rest if rest.strip(" .*") else following[0] if following else "")
        if citations:
            return citations
    nearest = [s.text for s in sentences if s.start_char < opened][-1 - _FARTHEST :][::-1]
    for text in [*nearest, *([before] if opened <= 3 else [])]:
        citations = find_citations(text)
        if len({citation.text for citation in citations}) == 1:
            return citations[:1]
        if citations:
            return []  # several works: not clear whose words they are
    return []
