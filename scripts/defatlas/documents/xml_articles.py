"""XML of articles: JATS or TEI, told by the root element, never by the file's name."""

from __future__ import annotations

import re

from lxml import etree
from lxml.etree import _Element as Element

from defatlas.documents.blocks import ReadDocument
from defatlas.documents.jats import is_jats, read_jats
from defatlas.documents.tei import is_tei, read_tei
from defatlas.documents.xml_safety import XmlArticleError, parse_xml
from defatlas.documents.xml_text import descendants, name_of

__all__ = ["XmlArticleError", "read_many", "read_xml"]

_OPENINGS = re.compile(rb"<(?:\w+:)?(?:article|TEI)[\s>]")


def _articles(root: Element) -> list[Element]:
    """Return the articles in a document: its root, or those within the answer of a repository."""
    candidates = [root, *descendants(root, "article"), *descendants(root, "TEI")]
    found = [element for element in candidates if is_jats(element) or is_tei(element)]
    if found[:1] == [root]:
        return [root]
    articles = set(found)
    return [element for element in found if articles.isdisjoint(element.iterancestors())]


def _read(element: Element) -> ReadDocument:
    return read_jats(element) if is_jats(element) else read_tei(element)


def read_xml(data: bytes) -> ReadDocument:
    """Read a JATS or TEI document: metadata, abstract, headings, paragraphs, lists, captions, notes, references.

    An answer of a repository (OAI-PMH, `pmc-articleset`) around one article is looked through.

    Raises:
        XmlArticleError: when it is broken, hostile (entities, enormous size or depth), no such document, or several.
    """
    root = parse_xml(data)
    found = _articles(root)
    if len(found) > 1:
        raise XmlArticleError(f"it holds {len(found)} articles")
    if not found:
        raise XmlArticleError(f'it is neither JATS nor TEI: its outermost element is "{name_of(root)[:40]}"')
    return _read(found[0])


def read_many(data: bytes) -> list[tuple[bytes, ReadDocument | str]] | None:
    """Read the answer of a repository that holds several articles.

    Returns:
        The bytes of each article, with what was read of it or the reason why nothing was; None where there is but one,
        or none, or the XML is refused, so that `read_xml` reads it or says why not.
    """
    if len(_OPENINGS.findall(data)) < 2:
        return None
    try:
        found = _articles(parse_xml(data))
    except XmlArticleError:
        return None
    if len(found) < 2:
        return None
    read: list[tuple[bytes, ReadDocument | str]] = []
    for element in found:
        element.tail = None
        own = etree.tostring(element, encoding="utf-8")
        try:
            read.append((own, _read(element)))
        except Exception as error:  # whatever goes wrong with one article is that article's reason
            read.append((own, " ".join(str(error).split()) or type(error).__name__))
    return read
