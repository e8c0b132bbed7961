"""TEI, as GROBID writes it for a PDF and as editors write it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from lxml.etree import _Element as Element

from defatlas.documents.blocks import Block, ReadDocument
from defatlas.documents.xml_safety import XmlArticleError
from defatlas.documents.xml_text import Flow, children, descendants, first, name_of, table_rows, text_of

MEDIA_TYPE = "application/tei+xml"
_LANGUAGE = "{http://www.w3.org/XML/1998/namespace}lang"

# Stand around the page that begins at a place, and around the page of a note alone; no characters, so no text has them.
_PAGE_MARK = re.compile(r"\s*(?:\ufdd0([^\ufdd1]*)\ufdd1|\ufdd2([^\ufdd3]*)\ufdd3)\s*")


def _level(division: Element, number: str) -> int:
    """Return a heading's level: by its number ("2.1" is 3), which GROBID gives, else by its division's depth."""
    if parts := re.findall(r"\w+", number):
        return min(6, len(parts) + 1)
    depth = sum(name_of(outer) == "div" and bool(children(outer, "head")) for outer in division.iterancestors())
    return min(6, depth + 2)


def _division(element: Element, kind: str) -> Iterator[Block]:
    head = first(element, "head")
    if text := text_of(head):
        number = head.get("n", "") if head is not None else ""
        yield Block("heading", text if text.startswith(number) else f"{number} {text}", level=_level(element, number))
    yield from _rest(element, kind, "head")


def _rest(element: Element, kind: str, *used: str) -> Iterator[Block]:
    """Yield the blocks of an element's children but for those that stand for its heading."""
    for child in children(element):
        if name_of(child) not in used:
            handler = _FLOW.handlers.get(name_of(child))
            yield from handler(child, kind) if handler else _FLOW.blocks(child, kind)


def _paragraph(element: Element, kind: str) -> Iterator[Block]:
    yield from _FLOW.blocks(element, kind)


def _list(element: Element, kind: str) -> Iterator[Block]:
    for child in children(element):
        yield from _FLOW.blocks(child, "list_item" if name_of(child) == "item" else kind)


def _quote(element: Element, kind: str) -> Iterator[Block]:
    """Yield a block quotation; one within a paragraph is a part of its sentence."""
    yield from _FLOW.blocks(element, "quote")


def _figure(element: Element, kind: str) -> Iterator[Block]:
    """Yield a figure's or table's head and description as one caption, then its rows and notes."""
    parts = [text_of(first(element, "head")), text_of(first(element, "figDesc"))]
    if caption := " ".join(filter(None, parts)):
        yield Block("caption", caption)
    yield from _rest(element, "caption", "head", "figDesc", "label", "graphic")


def _rows(element: Element, kind: str) -> Iterator[Block]:
    if head := text_of(first(element, "head")):
        yield Block("caption", head)
    yield from table_rows(element, "row", ("cell",))


def _note(element: Element, kind: str) -> Iterator[Block]:
    """Yield a footnote's paragraphs, its number before the first; a note within a figure belongs to its caption."""
    mark = element.get("n", "")
    kind = "caption" if kind == "caption" else "footnote"
    for block in _FLOW.blocks(element, kind):
        yield replace(block, text=f"{mark} {block.text}".strip())
        mark = ""


def _references(element: Element, kind: str) -> Iterator[Block]:
    if head := text_of(first(element, "head")):
        yield Block("heading", head, level=_level(element, ""))
    for child in children(element):
        if name_of(child) == "listBibl":
            yield from _references(child, kind)
        elif name_of(child) != "head" and (text := _reference(child)):
            yield Block("reference", text)


def _reference(element: Element) -> str:
    """Return a reference as printed, which GROBID keeps in a note, else put together from its parts."""
    for note in descendants(element, "note"):
        if note.get("type") == "raw_reference" and (text := text_of(note)):
            return text
    if name_of(element) != "biblStruct":
        return text_of(element)
    authors = ", ".join(filter(None, (_person(author) for author in descendants(element, "author"))))
    titles = [text_of(title) for title in descendants(element, "title")]
    years = [year for date in descendants(element, "date") if (year := _year_of(date))]
    head = f"{authors} ({years[0]})" if years and authors else authors or (years[0] if years else "")
    scopes = [text_of(scope) or _span(scope) for scope in descendants(element, "biblScope")]
    return ". ".join(filter(None, [head, *titles, ", ".join(filter(None, scopes))]))


def _span(scope: Element) -> str:
    return "-".join(filter(None, (scope.get("from", ""), scope.get("to", ""))))


_FLOW = Flow(
    {
        "div": _division,
        "p": _paragraph,
        "ab": _paragraph,
        "list": _list,
        "quote": _quote,
        "figure": _figure,
        "table": _rows,
        "note": _note,
        "listBibl": _references,
    },
    floats={"figure", "table", "note"},
)


def _mark_pages(root: Element) -> int:
    """Write the number of each page into the page breaks, and into notes, which are read behind their paragraph.

    Returns:
        The number of page breaks.
    """
    page, pages = "", 0
    for element in root.iter("{*}pb", "{*}note"):
        if name_of(element) == "pb":
            pages += 1
            following = str(int(page) + 1) if page.isdecimal() else str(pages)
            page = re.sub(r"[\s\ufdd0-\ufdd3]+", " ", element.get("n", "")).strip()[:20] or following
            for child in list(element):
                element.remove(child)
            element.text = f"\ufdd0{page}\ufdd1"
        elif page:
            element.text = f"\ufdd2{page}\ufdd3{element.text or ''}"
    return pages


def _with_pages(blocks: list[Block]) -> list[Block]:
    """Return the blocks with the page that each begins on, the marks taken out of their text."""
    page, paged = "", []
    for block in blocks:
        own = ""
        begun = page
        for mark in _PAGE_MARK.finditer(block.text):
            at_start = not _PAGE_MARK.sub("", block.text[: mark.start()])
            if mark[1] is None:
                own = own or mark[2]
            else:
                page = mark[1]
                begun = page if at_start else begun
        text = _PAGE_MARK.sub(" ", block.text).strip()
        paged.append(replace(block, text=text, page=own or begun))
    return paged


def _person(author: Element) -> str:
    """Return an author as "Family, Given"."""
    name = first(author, "persName")
    name = author if name is None else name
    family = text_of(first(name, "surname"))
    given = " ".join(text_of(part) for part in children(name, "forename"))
    if family:
        return ", ".join(filter(None, (family, given)))
    organisation = first(author, "orgName")
    return text_of(organisation if organisation is not None else name)


def _year_of(date: Element) -> str:
    found = re.search(r"\b(?:1[5-9]|20)\d\d", f"{date.get('when', '')} {text_of(date)}")
    return found[0] if found else ""


def _described(header: Element, path: tuple[str, ...]) -> list[Element]:
    """Return the elements at the end of a path of names below the header, wherever it starts."""
    found = [header]
    for name in path:
        found = [inner for outer in found for inner in descendants(outer, name)]
    return found


def _authors(header: Element) -> str:
    for place in (("sourceDesc", "analytic", "author"), ("sourceDesc", "author"), ("titleStmt", "author")):
        names = [_person(author) for author in _described(header, place)]
        if any(names):
            return "; ".join(dict.fromkeys(filter(None, names)))
    return ""


def _year(header: Element) -> str:
    for place in (("sourceDesc", "imprint", "date"), ("publicationStmt", "date"), ("sourceDesc", "date")):
        years = [year for date in _described(header, place) if (year := _year_of(date))]
        if years:
            return years[0]
    return ""


def _title(header: Element) -> str:
    for place in (("titleStmt", "title"), ("sourceDesc", "analytic", "title"), ("sourceDesc", "monogr", "title")):
        titles = _described(header, place)
        main = [title for title in titles if title.get("type") == "main"] or titles
        if main and (text := text_of(main[0])):
            return text
    return ""


def _language(root: Element, header: Element | None) -> str:
    stated = [element.get(_LANGUAGE, "") for element in (first(root, "text"), header, root) if element is not None]
    stated += [found.get("ident", "") for found in descendants(root, "language")]
    return next((str(code).lower().split("-")[0] for code in stated if code), "")


def is_tei(element: Element) -> bool:
    """Tell whether an element is a TEI document."""
    return name_of(element) == "TEI" and bool(children(element, "teiHeader", "text"))


def read_tei(root: Element) -> ReadDocument:
    """Read a TEI document from its root element.

    Raises:
        XmlArticleError: when it holds neither abstract nor text.
    """
    pages = sum(map(_mark_pages, children(root, "text")))
    header = first(root, "teiHeader")
    title = authors = year = ""
    blocks: list[Block] = []
    if header is not None:
        title, authors, year = _title(header), _authors(header), _year(header)
        for abstract in descendants(header, "abstract"):
            blocks.extend(block for block in _FLOW.blocks(abstract, "abstract") if block.kind != "heading")
    for text in children(root, "text"):
        for part in children(text):
            blocks.extend(_FLOW.blocks(part))
    blocks = [block for block in _with_pages(blocks) if block.text.strip()]
    if not blocks:
        raise XmlArticleError("the document holds neither an abstract nor any text")
    return ReadDocument(MEDIA_TYPE, blocks, title, authors, year, _language(root, header), pages)
