"""Running text of XML elements: inline markup flattened, formulas as their text, and blocks out of mixed content."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from html import unescape

from lxml import etree
from lxml.etree import _Element as Element

from defatlas.documents.blocks import Block

Handler = Callable[[Element, str], Iterator[Block]]

_RELATIONS = set("=≠<>≤≥≈∼≡≪≫∈∉⊂⊆→←↔⇒⇔×")
# White space stands where these are: breaks, and blocks within a cell or a reference.
_BREAKS = {"break", "lb", "cb", "pb", "hr", "s", "p", "list-item", "item", "def-item", "term"}
_UNSEEN = {"graphic", "inline-graphic", "object-id", "annotation", "annotation-xml", "alt-text", "long-desc"}
_PARTS_OF_NAMES = {"surname", "given-names", "suffix", "prefix", "forename", "roleName"}
_TEX_BODY = re.compile(r"\\begin\{document\}(.*?)\\end\{document\}", re.DOTALL)
_CITATION_NUMBER = re.compile(r"[\d\s,;–-]+")


def name_of(element: Element) -> str:
    """Return an element's name without its namespace, "" for a comment, an instruction or an entity."""
    return etree.QName(element).localname if isinstance(element.tag, str) else ""


def children(element: Element, *names: str) -> list[Element]:
    """Return the children of the given names, all elements when none is given."""
    return [child for child in element if name_of(child) and (not names or name_of(child) in names)]


def first(element: Element | None, *path: str) -> Element | None:
    """Follow the first child of each name in turn; None where there is none."""
    for name in path:
        element = next(iter(children(element, name)), None) if element is not None else None
    return element


def descendants(element: Element, name: str) -> list[Element]:
    """Return the descendants of the given name in document order."""
    return [found for found in element.iter(f"{{*}}{name}") if found is not element]


def squeeze(text: str) -> str:
    """Return text with every run of white space as one space."""
    return " ".join(text.split())


def _math(element: Element) -> str:
    """Return the symbols of MathML in a row, relations between spaces."""
    symbols = []
    for token in element.iter("{*}mi", "{*}mn", "{*}mo", "{*}mtext", "{*}ms"):
        symbol = squeeze(token.text or "")
        symbols.append(f" {symbol} " if symbol in _RELATIONS or name_of(token) == "mtext" else symbol)
    return f" {squeeze(''.join(symbols))} "


def _formula(element: Element) -> str:
    """Return one of the alternatives that a formula is given in: MathML before TeX before other text."""
    for name in ("math", "tex-math"):
        if found := descendants(element, name):
            return _inline(found[0])
    return "".join(_pieces(element))


def _pieces(element: Element) -> Iterator[str]:
    yield element.text or ""
    for child in element:
        yield _inline(child)
        yield child.tail or ""


def _inline(element: Element) -> str:
    """Return an element's text, without what follows it."""
    name = name_of(element)
    if isinstance(element, etree._Entity):
        meaning = unescape(element.text or "")
        return meaning if meaning != element.text else " "
    if not name or name in _UNSEEN:
        return ""
    if name == "math":
        return _math(element)
    if name == "tex-math":
        source = "".join(element.itertext())
        body = _TEX_BODY.search(source)
        return f" {squeeze(body[1] if body else source).strip('$')} "
    if name == "alternatives":
        return _formula(element)
    text = "".join(_pieces(element))
    if name in _BREAKS:
        return f" {text} "
    if name in _PARTS_OF_NAMES and element.getnext() is not None and not (element.tail or "").strip():
        return f"{text} "
    return f" {text} " if name in {"disp-formula", "formula"} else _citation_mark(element, name, text)


def _citation_mark(element: Element, name: str, text: str) -> str:
    """Put raised numbers of references in brackets, so that "city<sup>3</sup>" does not become "city3"."""
    if name not in {"sup", "xref"} or not _CITATION_NUMBER.fullmatch(text):
        return text
    inner = descendants(element, "xref" if name == "sup" else "sup")
    mark = inner[0] if name == "sup" and inner else element
    outermost = name_of(element.getparent()) != "sup"
    raised = bool(inner) and outermost and mark.get("ref-type") == "bibr"
    return f"[{text.strip()}]" if raised else text


def text_of(element: Element | None) -> str:
    """Return an element's text on one line, "" for none."""
    return "" if element is None else squeeze(_inline(element))


@dataclass(frozen=True)
class Flow:
    """Turns mixed content into blocks, so that all of its text ends in one of them.

    Attributes:
        handlers: what to do with block elements, by name: each yields the blocks of an element, given the kind that
            paragraphs have at that place.
        floats: those of them that do not end the paragraph they stand in; their blocks follow it.
    """

    handlers: dict[str, Handler]
    floats: set[str]

    def blocks(self, element: Element, kind: str = "paragraph") -> Iterator[Block]:
        """Yield the blocks of an element's content: runs of text as the given kind, block elements as their own."""
        run: list[str] = [element.text or ""]
        floating: list[Block] = []
        for child in element:
            handler = self._handler(child)
            if name_of(child) in self.floats and handler:
                floating.extend(handler(child, kind))
            elif handler or self._holds_blocks(child):
                yield from self._paragraph(run, floating, kind)
                yield from handler(child, kind) if handler else self.blocks(child, kind)
            else:
                run.append(_inline(child))
            run.append(child.tail or "")
        yield from self._paragraph(run, floating, kind)

    @staticmethod
    def _paragraph(run: list[str], floating: list[Block], kind: str) -> Iterator[Block]:
        """Yield the text so far and what floats around it, and forget both."""
        if text := squeeze("".join(run)):
            yield Block(kind, text)
        yield from floating
        run.clear()
        floating.clear()

    def _handler(self, element: Element) -> Handler | None:
        """Return what handles a block element; a TEI quotation within a paragraph is none."""
        inside = name_of(element) == "quote" and any(name_of(outer) == "p" for outer in element.iterancestors())
        if inside and not children(element, "p"):
            return None
        return self.handlers.get(name_of(element))

    def _holds_blocks(self, element: Element) -> bool:
        return bool(name_of(element)) and any(self._handler(inner) for inner in element.iterdescendants())


def table_rows(element: Element, row: str, cells: tuple[str, ...]) -> Iterator[Block]:
    """Yield the rows of a table, cells separated by "|"; rows of empty cells are left out."""
    for found in descendants(element, row):
        texts = [text_of(cell) for cell in children(found, *cells)]
        if any(texts):
            yield Block("table_row", " | ".join(texts).strip())
