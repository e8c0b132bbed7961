"""Definitions made of two places: a lead-in and an item, two sentences, a heading or table and an entry; and notes."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from spacy.tokens import Doc

from defatlas.concepts import Concept
from defatlas.definitions.candidates import NO_NOUN_PHRASE, TOO_SHORT, placed
from defatlas.definitions.citations import find_citations
from defatlas.definitions.continuations import Continuation
from defatlas.definitions.definiens import genus_of, is_clause, narrows_down, opens_noun_phrase, trim
from defatlas.definitions.definition import Definition, definition_id
from defatlas.definitions.listed import ListedDefinition
from defatlas.definitions.mentions import Mention
from defatlas.definitions.pattern_parts import DefiningForm
from defatlas.definitions.placing import Context, definition_of
from defatlas.definitions.references import keys_of
from defatlas.documents.blocks import Passage


def following_items(passages: Sequence[Passage], number: int) -> list[Passage]:
    """Return the list items right behind a passage."""
    items = []
    for passage in passages[number + 1 :]:
        if passage.kind != "list_item":
            break
        items.append(passage)
    return items


# What may stand between the cue of a form and the items: nothing, "as follows", "that a firm", "in several ways".
_LEADS_ON = re.compile(r"^(?:$|follow|the following|that\b|those\b|one\b|when\b|where\b|any\b)|\bdefin", re.IGNORECASE)
_SPACES = " \t\r\n\f\v\u00a0\u2002\u2003\u2009\u202f"
_BEFORE_ITEM = _SPACES + "\"“”'‘«*"
_BEHIND_ITEM = _SPACES + "\"“”'’»*.;,"
_LINK = re.compile(r"(?:^|(?<=[\s;,.]))(?:and|or)$")  # to the next item
_CITES = re.compile(r"\b(?:1[89]|20)\d\d[a-z]?\b|\bpp?\.\s*\d")
_NUMBERS = re.compile(r"\d{1,3}")


def _citation_start(text: str) -> int:
    """Return where the bracket of a citation that ends `text` starts; its length when none does."""
    if not text.endswith((")", "]")):
        return len(text)
    start = max(text.rfind("("), text.rfind("["))
    inner = text[start + 1 : -1]
    if start < 0 or ")" in inner or "]" in inner:
        return len(text)
    cites = _CITES.search(inner) or (text[start] == "[" and _NUMBERS.fullmatch(inner))
    return start if cites else len(text)


def span_of_item(text: str) -> tuple[int, int]:
    """Return the characters of a list item without its quotation marks, its citation and what leads to the next."""
    first = len(text) - len(text.lstrip(_BEFORE_ITEM))
    last = len(text)
    for end_of in (lambda kept: len(_LINK.sub("", kept)), _citation_start, lambda kept: len(_LINK.sub("", kept))):
        last = end_of(text[:last].rstrip(_BEHIND_ITEM))
    return first, max(first, len(text[:last].rstrip(_BEHIND_ITEM)))


def of_list_item(context: Context, lead: Definition, item: Passage) -> Definition:
    """Join a lead-in and one list item into a definition of its own; what the item cites is cited for it."""
    first, last = span_of_item(item.text)
    text = item.text[first:last]
    sentence = f"{lead.sentence} {item.text}"
    too_short = "" if len(text.split()) >= 3 else TOO_SHORT
    opens = lead.reason in {TOO_SHORT, NO_NOUN_PHRASE} and _LEADS_ON.search(lead.definiens)
    reason = "" if opens else lead.reason
    citations = find_citations(item.text)
    if citations:
        lead = replace(
            lead,
            cited_sources="; ".join(dict.fromkeys(citation.text for citation in citations)),
            cited_keys="; ".join(dict.fromkeys(keys_of(citations, context.sources, context.references))),
        )
    return replace(
        lead,
        definition_id=definition_id(lead.document_id, sentence, text),
        definiens=text,
        sentence=sentence,
        page=item.page,
        pattern=f"{lead.pattern}+list",
        start=item.start,
        end=item.end,
        definiens_start=item.start + first,
        definiens_end=item.start + last,
        lead_start=lead.start,
        lead_end=lead.end,
        reason=reason or too_short,
    )


def continued(context: Context, number: int, doc: Doc, found: Continuation) -> Definition:
    """Join a sentence that introduces a concept and the next, which says what it is."""
    candidate = placed(
        doc, found.mention, found.form, found.sentence, found.definiens, negated=False, reason=found.reason
    )
    single = definition_of(context, number, doc, candidate)
    introduction = found.introduction.text.rstrip()
    lead_start = context.passages[number].start + found.introduction.start_char
    sentence = f"{introduction} {single.sentence}"
    cited, keys = single.cited_sources, single.cited_keys
    if not cited:
        citations = find_citations(introduction)
        cited = "; ".join(dict.fromkeys(citation.text for citation in citations))
        keys = "; ".join(dict.fromkeys(keys_of(citations, context.sources, context.references)))
    return replace(
        single,
        definition_id=definition_id(context.document_id, sentence, single.definiens),
        sentence=sentence,
        lead_start=lead_start,
        lead_end=lead_start + len(introduction),
        cited_sources=cited,
        cited_keys=keys,
    )


_TITLED = DefiningForm("heading", [])  # the model judges sentences; this is a noun phrase


def titled(context: Context, number: int, doc: Doc, concept: Concept, named: tuple[int, int]) -> Iterator[Definition]:
    """Yield the definition that a paragraph states as a mere noun phrase below a heading that is the concept."""
    sentence = next(doc.sents)
    if any(m.start < sentence.end for m in doc._.mentions[:1]) or not opens_noun_phrase(list(sentence)):
        return
    finite = is_clause(list(sentence))
    tokens = trim(doc, sentence.start, sentence.end)
    heading = context.passages[number - 1]
    reason = "is a sentence about something else" if finite else ""
    reason = reason or ("" if narrows_down(list(doc[slice(*tokens)])) else TOO_SHORT)
    mention = Mention(concept, sentence.start, sentence.start)
    found = definition_of(context, number, doc, placed(doc, mention, _TITLED, sentence, tokens, False, reason))
    joined = f"{heading.text} {found.sentence}"
    yield replace(
        found,
        definition_id=definition_id(context.document_id, joined, found.definiens),
        definiendum=heading.text[slice(*named)],
        definiendum_start=heading.start + named[0],
        definiendum_end=heading.start + named[1],
        sentence=joined,
        lead_start=heading.start,
        lead_end=heading.end,
    )


def listed(context: Context, number: int, entry: ListedDefinition) -> Definition:
    """Place an entry of a list or table of definitions in its document; the title of the list is its lead-in."""
    passage, title = context.passages[number], context.passages[entry.title]
    definiens = passage.text[slice(*entry.definiens)]
    sentence = f"{title.text} {passage.text}"
    citations = find_citations(entry.source)
    keys = keys_of(citations, context.sources, context.references) if citations else [entry.source]
    return Definition(
        definition_id=definition_id(context.document_id, sentence, definiens),
        document_id=context.document_id,
        concept=entry.concept.name,
        family=entry.concept.family,
        definiendum=title.text[slice(*entry.named)],
        definiens=definiens,
        sentence=sentence,
        section=passage.section,
        page=passage.page,
        kind="definition",
        pattern="listed",
        negated=False,
        genus="",
        quoted=True,
        cited_sources=entry.source,
        cited_keys="; ".join(keys),
        start=passage.start,
        end=passage.end,
        definiendum_start=title.start + entry.named[0],
        definiendum_end=title.start + entry.named[1],
        definiens_start=passage.start + entry.definiens[0],
        definiens_end=passage.start + entry.definiens[1],
        lead_start=title.start,
        lead_end=title.end,
        probability=None,
        reason="",
    )


def whole_statement(context: Context, number: int, doc: Doc) -> Definition:
    """Take what follows the first mention (or the whole paragraph when there is none) as the definiens."""
    passage = context.passages[number]
    text = passage.text
    mention = doc._.mentions[0].span(doc) if doc._.mentions else None
    definiendum = (mention.start_char, mention.end_char) if mention is not None else (0, 0)
    start = definiendum[1] + len(text[definiendum[1] :]) - len(text[definiendum[1] :].lstrip(" ,"))
    end = len(text.rstrip(" ."))
    span = doc.char_span(start, end, alignment_mode="expand")
    return Definition(
        definition_id(context.document_id, text, text[start:end]),
        context.document_id, "", "", text[slice(*definiendum)], text[start:end], text, passage.section, passage.page,
        "definition", "note", False, genus_of(list(span)) if span is not None else "", False, "", "",
        passage.start, passage.end,
        passage.start + definiendum[0], passage.start + definiendum[1], passage.start + start, passage.start + end,
        -1, -1, None, "",
    )  # fmt: skip
