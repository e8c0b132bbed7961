"""Web pages: the article's text without navigation, by trafilatura."""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator

import trafilatura
from lxml import etree
from lxml.etree import _Element as Element

from defatlas.documents.blocks import Block, ReadDocument
from defatlas.documents.encodings import unmarked_encoding, wide_encoding
from defatlas.documents.html_metadata import stated_metadata

_KINDS = {"p": "paragraph", "item": "list_item", "quote": "quote", "row": "table_row", "code": "paragraph"}
_HEAD = 4_096  # bytes in which a page declares its encoding
_DECLARED = re.compile(rb"(?:charset|encoding)\s*=", re.IGNORECASE)
_TAG = re.compile(rb"<[^<>]*>")
_UNSEEN = re.compile(rb"<(?:script|style)\b", re.IGNORECASE)
_SEEN_AGAIN = re.compile(rb"</(?:script|style)", re.IGNORECASE)
_MARKS = (codecs.BOM_UTF8, codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
_EMPTY_LINE = re.compile(r"\n[ \t]*\n")
_INLINE = frozenset({"hi", "ref", "del", "code"})
_LEAST_LOOSE = 100  # characters
_NOTHING = "the page holds no running text; save the article itself, or its PDF"


class NoArticleError(ValueError):
    """A web page holds no running text."""


def _pieces(element: Element) -> list[str]:
    """Return the text of an element, cut where two line breaks stand together, as old pages set paragraphs apart."""
    return [text for piece in _EMPTY_LINE.split(_with_breaks(element)) if (text := piece.strip())]


def _with_breaks(element: Element) -> str:
    """Return the text of an element with a line end at each break, and spaces around what stands apart in it."""
    pieces = []
    for event, part in etree.iterwalk(element, events=("start", "end")):
        between = "" if part.tag in _INLINE else " "
        if event == "start":
            pieces += [between, "\n" if part.tag == "lb" else part.text or ""]
        else:
            pieces += [between, "" if part is element else part.tail or ""]
    return "".join(pieces)


def _blocks(body: Element) -> Iterator[Block]:
    """Yield the headings, paragraphs, list items, quotes and table rows of a page."""
    for element in body.iter("head", *_KINDS):
        if element.tag == "head":
            level = re.sub(r"\D", "", element.get("rend", "")) or "2"
            yield Block("heading", " ".join(element.itertext()), level=int(level))
        elif element.tag == "row":
            yield from _row(element)
        elif not any(True for _ in element.iterancestors("item", "quote", "row")):
            yield from _of_kind(element)


def _of_kind(element: Element) -> Iterator[Block]:
    """Yield a paragraph, list item or quote; of a list of definitions, the term with its meaning."""
    role = element.get("rend", "")
    following = element.getnext()
    meaning = following is not None and following.get("rend", "").startswith("dd")
    if role.startswith("dt") and meaning:
        term, said = (" ".join("".join(part.itertext()).split()) for part in (element, following))
        yield Block("list_item", f"{term}: {said}")
    elif not (role.startswith("dd") and _follows_term(element)):
        yield from (Block(_KINDS[str(element.tag)], text) for text in _pieces(element))


def _follows_term(element: Element) -> bool:
    before = element.getprevious()
    return before is not None and before.get("rend", "").startswith("dt")


def _row(row: Element) -> Iterator[Block]:
    """Yield a table's row, cells separated by "|"; the row of a table that only lays out the page is its paragraphs."""
    cells = list(row.iter("cell"))
    if any(sum(1 for _ in cell.iter("p")) > 1 for cell in cells):
        for cell in cells:
            paragraphs = list(cell.iter("p")) or [cell]
            yield from (Block("paragraph", text) for paragraph in paragraphs for text in _pieces(paragraph))
    else:
        texts = [" ".join(" ".join(cell.itertext()).split()) for cell in cells]
        yield Block("table_row", " | ".join(texts))


def _seen(source: bytes) -> bytes:
    """Return what a reader sees of a page, in short: no tags, scripts and styles, whose words are English."""
    first, *others = _UNSEEN.split(source)
    after = (found for other in others if len(found := _SEEN_AGAIN.split(other, maxsplit=1)) > 1)
    return _TAG.sub(b" ", b" ".join([first, *(found[1] for found in after)]))


def _decoded(source: bytes | str) -> bytes | str:
    """Return a page as text where it does not say its encoding and is no UTF-8; else as it is, for trafilatura."""
    if isinstance(source, str) or source.startswith(_MARKS):
        return source
    if wide := wide_encoding(source):
        return source.decode(wide, errors="replace")
    try:
        source.decode("utf-8")
    except UnicodeDecodeError:
        if _DECLARED.search(source[:_HEAD]):
            return source
        return source.decode(unmarked_encoding(_seen(source)), errors="replace")
    return source


def read_html(source: bytes | str) -> ReadDocument:
    """Read a web page: its title, author and date, and its headings, paragraphs, list items and quotes.

    Raises:
        NoArticleError: when no running text is found in it.
    """
    page = trafilatura.load_html(_decoded(source))
    if page is None:
        raise NoArticleError(_NOTHING)
    stated = stated_metadata(page)
    found = trafilatura.bare_extraction(page, favor_precision=True, include_comments=False, with_metadata=True)
    if found is None or isinstance(found, dict) or found.body is None:
        raise NoArticleError(_NOTHING)
    blocks = list(_blocks(found.body))
    if not blocks and len(loose := _with_breaks(found.body)) >= _LEAST_LOOSE:  # text outside of all elements
        blocks = [Block("paragraph", text) for text in _EMPTY_LINE.split(loose)]
    if not any(block.text.strip() for block in blocks):
        raise NoArticleError(_NOTHING)
    return ReadDocument(
        "text/html",
        blocks,
        title=stated.title or found.title or "",
        authors=stated.authors or stated.written_by or found.author or "",
        year=stated.year or (found.date or "")[:4],
        language=stated.language or found.language or "",
        front_matter={"doi": stated.doi, "venue": stated.venue, "authors_are_stated": bool(stated.authors)},
    )
