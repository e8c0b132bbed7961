"""Definitions that stand in a list: rows of a table of definitions, entries under a heading that names the concept."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from defatlas.concepts import Concept
from defatlas.definitions.citations import find_citations
from defatlas.documents.blocks import Passage

_DEFINITIONS = re.compile(r"\bdefinitions?\b|\bdefined\b|\bdefining\b", re.IGNORECASE)
_ANNOUNCED = re.compile(r"\bdefinitions?\b|\bdefined\b(?!\s+by)", re.IGNORECASE)
_ENTRY_LABEL = r"(?:(?:box|figure|table|definition|term)\s*\d*(?:\.\d+)*\s*[:.–—-]?\s*|\d+(?:\.\d+)*[.)]?\s+)?"
_BOX = re.compile(r"\W*(?:text\s*)?(?:box|definition|glossary)\b", re.IGNORECASE)
_LEADING_NUMBER = re.compile(r"^\s*(?:\[?\d{1,3}[\].)]\s*)")
# "“A town that …” (Okoro, 2001)", "Okoro (2001): a town that …", "A town that … [12]"
_QUOTED_ENTRY = re.compile(
    r"^[\"“«](?P<definiens>[^\"”»]{20,})[\"”»]\s*[.,;–—-]*\s*[(\[]?(?P<source>[^()\[\]]{3,80})[)\]]?\.?$"
)
_AUTHOR_FIRST = re.compile(
    r"^(?P<source>[^:]{3,80}?\(?(?:1[89]|20)\d\d[a-z]?[^:]{0,20}\)?)\s*[:–—]\s*(?P<definiens>.{20,})$"
)
_SOURCE_LAST = re.compile(
    r"^(?P<definiens>.{20,}?)\s*(?P<source>[(\[][^()\[\]]*(?:(?:1[89]|20)\d\d[a-z]?[^()\[\]]{0,20}|\d{1,3})[)\]])\.?$"
)
_NOUN_PHRASE = re.compile(r"^(?:an?|the|any|those|one|cities|places|groups?|\w+s)\b", re.IGNORECASE)


@dataclass(frozen=True)
class ListedDefinition:
    """An entry of a list of definitions; offsets are characters in its passage, those of `named` in passage `title`."""

    concept: Concept
    title: int
    named: tuple[int, int]
    definiens: tuple[int, int]
    source: str


def _named(
    text: str, may_mention: re.Pattern[str], concepts: Sequence[Concept]
) -> tuple[Concept, tuple[int, int]] | None:
    """Return the one concept that a title names, with its place; None when it names none or several."""
    found: dict[str, tuple[Concept, tuple[int, int]]] = {}
    for match in may_mention.finditer(text):
        form = " ".join(match[0].lower().split())
        concept = next((c for c in concepts if form in c.forms), None)
        if concept is not None:
            found.setdefault(concept.name, (concept, match.span()))
    return next(iter(found.values())) if len(found) == 1 else None


def _cells(text: str) -> list[tuple[int, int]]:
    """Return (start, end) of the cells of a table row."""
    spans, position = [], 0
    for cell in text.split(" | "):
        left = len(cell) - len(cell.lstrip())
        spans.append((position + left, position + len(cell.rstrip())))
        position += len(cell) + 3
    return [span for span in spans if span[1] > span[0]]


def listed_definitions(
    passages: Sequence[Passage], may_mention: re.Pattern[str], concepts: Sequence[Concept]
) -> dict[int, ListedDefinition]:
    """Return the entries of lists and tables of definitions, by the number of their passage.

    A list of definitions stands under a heading, or a table beside a caption or under a header row, that speaks of
    definitions and names one concept; or its items follow a paragraph that announces definitions of one. An entry that
    names the concept itself in a sentence is left to the forms.
    """
    found: dict[int, ListedDefinition] = {}
    title: tuple[int, Concept, tuple[int, int]] | None = None
    table: tuple[int, Concept, tuple[int, int]] | None = None
    announced: tuple[int, Concept, tuple[int, int]] | None = None
    for number, passage in enumerate(passages):
        if passage.kind in {"heading", "caption"} or (passage.kind == "table_row" and table is None):
            named = _named(passage.text, may_mention, concepts) if _DEFINITIONS.search(passage.text) else None
            own = (number, *named) if named else None
            if passage.kind == "heading":
                title, table = own, None
                continue
            table = own or table
            if passage.kind == "caption":
                continue
        elif passage.kind != "table_row":
            table = None
        if passage.kind == "paragraph" and passage.text.rstrip().endswith(":") and _ANNOUNCED.search(passage.text):
            named = _named(passage.text, may_mention, concepts)
            announced = (number, *named) if named else None
        elif passage.kind != "list_item":
            announced = None
        if passage.kind == "list_item" and announced is not None:
            entry = _entry(passage, announced=True)
            if entry is not None:
                found[number] = ListedDefinition(announced[1], announced[0], announced[2], *entry)
            continue
        context = (table or title) if passage.kind == "table_row" else title
        if context is None or context[0] == number:
            continue
        entry = _row(passage) if passage.kind == "table_row" else _entry(passage)
        if entry is not None:
            found[number] = ListedDefinition(context[1], context[0], context[2], *entry)
    return found


def _row(passage: Passage) -> tuple[tuple[int, int], str] | None:
    """Return the definiens and the source of a table row; None for a header or a row without either."""
    cells = _cells(passage.text)
    if len(cells) < 2 or all(len(passage.text[a:b].split()) < 4 for a, b in cells):
        return None
    longest = max(cells, key=lambda cell: cell[1] - cell[0])
    others = [passage.text[a:b] for a, b in cells if (a, b) != longest]
    cited = [c.text for other in others for c in find_citations(other)]
    named = [other for other in others if re.search(r"[^\W\d_]{2,}", other) and len(other.split()) <= 12]
    if (not cited and not named) or len(passage.text[slice(*longest)].split()) < 5:
        return None
    return _within_quotes(passage.text, longest), "; ".join(cited) or named[0]


def _entry(passage: Passage, announced: bool = False) -> tuple[tuple[int, int], str] | None:
    """Return the definiens and the source of a paragraph or list item that is an entry; None when it is none.

    Where nothing announces definitions, an entry must open like a noun phrase.
    """
    number = _LEADING_NUMBER.match(passage.text)
    first = number.end() if number else 0
    for expression in (_QUOTED_ENTRY, _AUTHOR_FIRST, _SOURCE_LAST):
        match = expression.match(passage.text[first:])
        if match is None:
            continue
        span = (first + match.start("definiens"), first + match.end("definiens"))
        start, end = _within_quotes(passage.text, span)
        if not announced and expression is not _QUOTED_ENTRY and not _NOUN_PHRASE.match(passage.text[start:end]):
            continue
        source = "; ".join(c.text for c in find_citations(match["source"])) or match["source"].strip(" ()[]")
        return (start, end), source
    return None


def _within_quotes(text: str, span: tuple[int, int]) -> tuple[int, int]:
    """Return a span without the quotation marks and the full stop around it."""
    inside = text[slice(*span)]
    start = span[0] + len(inside) - len(inside.lstrip(" \"“”'‘«*"))
    end = span[1] - len(inside) + len(inside.rstrip(" \"“”'’»*.;,"))
    return start, end


def titled_fragment(
    passages: Sequence[Passage], number: int, may_mention: re.Pattern[str], concepts: Sequence[Concept]
) -> tuple[Concept, tuple[int, int]] | None:
    """Return the concept that the heading right above a paragraph is, as in a glossary or a box, with its place."""
    if number == 0 or passages[number].kind not in {"paragraph", "quote"}:
        return None
    heading = passages[number - 1].text
    boxed = passages[number - 1].kind == "caption" and _BOX.match(heading)
    if passages[number - 1].kind != "heading" and not boxed:
        return None
    named = _named(heading, may_mention, concepts)
    if named is None:
        return None
    rest = heading[: named[1][0]] + heading[named[1][1] :]
    rest = re.sub(rf"^{_ENTRY_LABEL}", "", rest, flags=re.IGNORECASE)
    words = re.findall(r"[^\W\d_]+", rest.lower())
    allowed = {"what", "is", "are", "a", "an", "the", "definition", "of", "concept", "working", "term", "box", "our"}
    return named if set(words) <= allowed else None
