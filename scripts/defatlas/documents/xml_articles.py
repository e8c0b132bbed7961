"""XML of articles: JATS or TEI, told by the root element, never by the file's name."""

from __future__ import annotations

from defatlas.documents.blocks import ReadDocument
from defatlas.documents.jats import is_jats, read_jats
from defatlas.documents.tei import is_tei, read_tei
from defatlas.documents.xml_safety import XmlArticleError, parse_xml
from defatlas.documents.xml_text import descendants, name_of

__all__ = ["XmlArticleError", "read_xml"]


def read_xml(data: bytes) -> ReadDocument:
    """Read a JATS or TEI document: metadata, abstract, headings, paragraphs, lists, captions, notes, references.

    An answer of a repository (OAI-PMH, `pmc-articleset`) around one article is looked through.

    Raises:
        XmlArticleError: when it is broken, hostile (entities, enormous size or depth), or no such document.
    """
    root = parse_xml(data)
    candidates = [root, *descendants(root, "article"), *descendants(root, "TEI")]
    found = [element for element in candidates if is_jats(element) or is_tei(element)]
    if len(found) > 1 and found[0] is not root:
        raise XmlArticleError(f"it holds {len(found)} articles; save each to a file of its own")
    if not found:
        raise XmlArticleError(f'it is neither JATS nor TEI: its outermost element is "{name_of(root)[:40]}"')
    return read_jats(found[0]) if is_jats(found[0]) else read_tei(found[0])
