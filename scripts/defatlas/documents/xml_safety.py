"""Parsing XML that somebody else wrote: no entities, no network, no enormous trees."""

from __future__ import annotations

from lxml import etree

LARGEST_XML = 50_000_000  # bytes; an article has a few hundred thousand
_DEEPEST = 120  # elements within each other; an article has about thirty

# GROBID numbers some elements xml:id="0", which is no name, and may give an id twice.
_HARMLESS_ERRORS = {"DTD_XMLID_VALUE", "DTD_ID_REDEFINED"}


class XmlArticleError(ValueError):
    """An XML file that is broken, hostile or no article; the message says which, for people."""


def _parser(*, recover: bool) -> etree.XMLParser:
    return etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, recover=recover)


def _parse(data: bytes) -> etree._Element:
    """Parse XML; where invalid ids are all that is wrong with it, parse it in spite of them."""
    parser = _parser(recover=False)
    try:
        return etree.fromstring(data, parser)
    except etree.XMLSyntaxError as error:
        faults = {entry.type_name for entry in parser.error_log if entry.level_name != "WARNING"}
        if faults and faults <= _HARMLESS_ERRORS:
            root = etree.fromstring(data, _parser(recover=True))
            if root is not None:
                return root
        if b"<!ENTITY" in data.replace(b"\x00", b""):
            raise _entities() from error
        raise XmlArticleError(f"it is not well-formed XML: {error.msg}") from error


def _entities() -> XmlArticleError:
    return XmlArticleError(
        "it declares entities, which can blow a file up or draw other files in; save it without a document type"
    )


def _depth(root: etree._Element) -> int:
    """Return how many elements lie within each other at the deepest place."""
    depth = deepest = 0
    for event, _ in etree.iterwalk(root, events=("start", "end")):
        depth += 1 if event == "start" else -1
        deepest = max(deepest, depth)
    return deepest


def parse_xml(data: bytes) -> etree._Element:
    """Parse the XML of an article and return its root.

    References to entities stay as they are; their names are not looked up anywhere.

    Raises:
        XmlArticleError: when it is too large or too deep, not well-formed, or declares entities.
    """
    if len(data) > LARGEST_XML:
        raise XmlArticleError(f"it is larger than {LARGEST_XML // 1_000_000} MB, which no article is")
    root = _parse(data)
    document = root.getroottree().docinfo
    for subset in (document.internalDTD, document.externalDTD):
        if subset is not None and any(True for _ in subset.iterentities()):
            raise _entities()
    if _depth(root) > _DEEPEST:
        raise XmlArticleError(f"its elements lie more than {_DEEPEST} deep in each other, which no article's do")
    return root
