"""Web pages: the article's text without navigation, by trafilatura."""

from __future__ import annotations

import re

import trafilatura

from defatlas.documents.blocks import Block, ReadDocument

_KINDS = {"p": "paragraph", "item": "list_item", "quote": "quote", "row": "table_row", "code": "paragraph"}


class NoArticleError(ValueError):
    """A web page holds no running text."""


def read_html(source: bytes | str) -> ReadDocument:
    """Read a web page: its title, author and date, and its headings, paragraphs, list items and quotes.

    Raises:
        NoArticleError: when no running text is found in it.
    """
    found = trafilatura.bare_extraction(source, favor_precision=True, include_comments=False, with_metadata=True)
    if found is None or isinstance(found, dict) or found.body is None:
        raise NoArticleError("the page holds no running text; save the article itself, or its PDF")
    blocks = []
    for element in found.body.iter("head", *_KINDS):
        text = " ".join(element.itertext())
        if element.tag == "head":
            level = re.sub(r"\D", "", element.get("rend", "")) or "2"
            blocks.append(Block("heading", text, level=int(level)))
        elif element.tag == "row" or not any(True for _ in element.iterancestors("item", "quote", "row")):
            blocks.append(Block(_KINDS[element.tag], text))
    if not any(block.text.strip() for block in blocks):
        raise NoArticleError("the page holds no running text; save the article itself, or its PDF")
    return ReadDocument(
        "text/html",
        blocks,
        title=found.title or "",
        authors=found.author or "",
        year=(found.date or "")[:4],
        language=found.language or "",
    )
