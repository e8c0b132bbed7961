"""Web pages: the article's text without navigation, by trafilatura."""

from __future__ import annotations

import codecs
import re

import trafilatura

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
_NOTHING = "the page holds no running text; save the article itself, or its PDF"


class NoArticleError(ValueError):
    """A web page holds no running text."""


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
    blocks = []
    for element in found.body.iter("head", *_KINDS):
        text = " ".join(element.itertext())
        if element.tag == "head":
            level = re.sub(r"\D", "", element.get("rend", "")) or "2"
            blocks.append(Block("heading", text, level=int(level)))
        elif element.tag == "row" or not any(True for _ in element.iterancestors("item", "quote", "row")):
            blocks.append(Block(_KINDS[element.tag], text))
    if not any(block.text.strip() for block in blocks):
        raise NoArticleError(_NOTHING)
    return ReadDocument(
        "text/html",
        blocks,
        title=stated.title or found.title or "",
        authors=stated.authors or found.author or "",
        year=stated.year or (found.date or "")[:4],
        language=stated.language or found.language or "",
        front_matter={"doi": stated.doi, "venue": stated.venue, "authors_are_stated": bool(stated.authors)},
    )
