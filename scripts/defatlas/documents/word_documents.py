"""Word documents (.docx), by python-docx.

The text is that of the document with its tracked changes accepted: insertions are in, deletions and comments are not.
Page headers and footers, and a table of contents, are left out.
"""

from __future__ import annotations

import io
import re
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any
from zipfile import BadZipFile, ZipFile

import docx
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import parse_xml

from defatlas.documents.archives import ArchiveError, is_packed_plainly, open_archive
from defatlas.documents.blocks import Block, ReadDocument

MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_M = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
_MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"  # old .doc files, and .docx files under a password
_NOT_TEXT = {
    f"{_W}del",
    f"{_W}moveFrom",
    f"{_W}instrText",
    f"{_W}txbxContent",
    f"{_MC}Fallback",
    f"{_W}pPr",
    f"{_W}rPr",
}
_SPACES = {f"{_W}tab", f"{_W}br", f"{_W}cr", f"{_W}ptab"}
# What a paragraph is, by the canonical name of its style, which is English in every edition of Word.
_KINDS = (
    (re.compile(r"(?:intense )?quote|block text"), "quote"),
    (re.compile(r"caption"), "caption"),
    (re.compile(r"(?:footnote|endnote) text"), "footnote"),
    (re.compile(r"bibliography"), "reference"),
    (re.compile(r"abstract.*"), "abstract"),
    (re.compile(r"list\b.*"), "list_item"),
)
_CONTENTS = re.compile(r"toc \d|toc heading|table of (?:figures|authorities)")


class WordDocumentError(ValueError):
    """A Word document that is broken, protected or a decompression bomb; the message says which, for people."""


def _check(data: bytes) -> None:
    """Refuse what is no Word document, before anything in it is unpacked as a whole."""
    if data.startswith(_OLE):
        raise WordDocumentError("it is an old .doc file or protected by a password; save it as .docx without one")
    try:
        with open_archive(data) as archive:
            if "[Content_Types].xml" not in archive.namelist():
                raise WordDocumentError("it is a zip archive but no Word document")
            if not all(map(is_packed_plainly, archive.infolist())):
                raise WordDocumentError("it is packed as Word does not pack; save it anew from Word")
            _refuse_document_types(archive)
    except ArchiveError as error:
        raise WordDocumentError(f"as a Word document: {error}") from error
    except (BadZipFile, zlib.error, OSError, EOFError, RuntimeError, ValueError) as error:
        if isinstance(error, WordDocumentError):
            raise
        raise WordDocumentError(f"it is a broken Word document ({error})") from error


def _refuse_document_types(archive: ZipFile) -> None:
    """Refuse document type declarations, which Word never writes and entity bombs need."""
    for name in archive.namelist():
        if name.endswith((".xml", ".rels")):
            with archive.open(name) as part:
                if b"<!DOCTYPE" in part.read(65536).replace(b"\x00", b""):
                    raise WordDocumentError("it declares a document type, as entity bombs do; save it anew from Word")


def _text(element: Any) -> str:
    """Return the text of a paragraph's runs, links, insertions and formulas."""
    if element.tag in _NOT_TEXT:
        return ""
    if element.tag in {f"{_W}t", f"{_M}t"}:
        return element.text or ""
    if element.tag in _SPACES:
        return " "
    if element.tag == f"{_W}noBreakHyphen":
        return "-"
    return "".join(_text(child) for child in element if isinstance(child.tag, str))


def _level_in_outline(element: Any) -> int:
    """Return the heading level that a style or paragraph states for the outline, 0 for running text."""
    stated = element.find(f"{_W}pPr/{_W}outlineLvl")
    value = stated.get(f"{_W}val", "") if stated is not None else ""
    return int(value) + 1 if value in {"0", "1", "2", "3", "4", "5"} else 0


@dataclass(frozen=True)
class _Style:
    """A paragraph style: its names in lower case (its own, then those it builds on), whether it lists, its level."""

    names: tuple[str, ...]
    lists: bool
    level: int

    @property
    def kind(self) -> str:
        for name in self.names:
            for pattern, kind in _KINDS:
                if pattern.fullmatch(name):
                    return kind
        return "list_item" if self.lists else "paragraph"

    @property
    def heading_level(self) -> int:
        for name in self.names:
            if name == "title":
                return 1
            if found := re.fullmatch(r"heading ([1-9])", name):
                return min(6, int(found[1]))
        return self.level


_PLAIN = _Style((), False, 0)


def _styles(document: Any) -> dict[str, _Style]:
    """Return the document's styles by their ids."""
    elements = {style.get(f"{_W}styleId", ""): style for style in document.styles.element.findall(f"{_W}style")}
    known = {}
    for identity in elements:
        chain: list[Any] = []
        base: str | None = identity
        while base in elements and elements[base] not in chain:
            chain.append(elements[base])
            parent = elements[base].find(f"{_W}basedOn")
            base = parent.get(f"{_W}val") if parent is not None else None
        names = [style.find(f"{_W}name") for style in chain]
        known[identity] = _Style(
            tuple(name.get(f"{_W}val", "").lower() for name in names if name is not None),
            any(style.find(f"{_W}pPr/{_W}numPr") is not None for style in chain),
            next((level for style in chain if (level := _level_in_outline(style))), 0),
        )
    return known


class _Reader:
    """Reads the blocks of one document."""

    def __init__(self, document: Any) -> None:
        self._styles = _styles(document)
        self.title = ""  # the first paragraph that is styled as the title

    def blocks(self, container: Any, kind: str = "") -> Iterator[Block]:
        """Yield the blocks of a body, a content control, a text box or a note; a kind given is that of all of them."""
        for child in container:
            if child.tag == f"{_W}p":
                yield from self._paragraph(child, kind)
            elif child.tag == f"{_W}tbl":
                yield from self._table(child, kind)
            elif isinstance(child.tag, str) and child.tag not in _NOT_TEXT:
                yield from self.blocks(child, kind)

    def _paragraph(self, paragraph: Any, kind: str) -> Iterator[Block]:
        named = paragraph.find(f"{_W}pPr/{_W}pStyle")
        style = self._styles.get(named.get(f"{_W}val", ""), _PLAIN) if named is not None else _PLAIN
        text = " ".join(_text(paragraph).split())
        level = _level_in_outline(paragraph) or style.heading_level
        numbered = paragraph.find(f"{_W}pPr/{_W}numPr") is not None
        if text and not any(map(_CONTENTS.fullmatch, style.names)):
            if level and not kind:
                self.title = self.title or (text if "title" in style.names else "")
                yield Block("heading", text, level=level)
            else:
                own = "list_item" if numbered and style.kind == "paragraph" else style.kind
                yield Block(kind or own, text)
        for box in paragraph.iter(f"{_W}txbxContent"):
            if not any(outer.tag == f"{_MC}Fallback" for outer in box.iterancestors()):
                yield from self.blocks(box, kind)

    def _table(self, table: Any, kind: str) -> Iterator[Block]:
        """Yield a table's rows, cells separated by "|"; a table of one cell is a frame around running text."""
        cells = list(table.iter(f"{_W}tc"))
        if len(cells) == 1:
            yield from self.blocks(cells[0], kind)
            return
        for row in table.iter(f"{_W}tr"):
            texts = [self._cell(cell) for cell in row.iter(f"{_W}tc") if next(cell.iterancestors(f"{_W}tr")) is row]
            if any(texts):
                yield Block("table_row", " | ".join(texts).strip())

    @staticmethod
    def _cell(cell: Any) -> str:
        """Return the text of a cell's own paragraphs; the rows of a table within it come by themselves."""
        own = [p for p in cell.iter(f"{_W}p") if next(p.iterancestors(f"{_W}tc")) is cell]
        return " ".join(" ".join(_text(paragraph).split()) for paragraph in own).strip()

    def notes(self, document: Any) -> Iterator[Block]:
        """Yield the footnotes and endnotes, which come after the text."""
        for relation in (RELATIONSHIP_TYPE.FOOTNOTES, RELATIONSHIP_TYPE.ENDNOTES):
            for part in (r.target_part for r in document.part.rels.values() if r.reltype == relation):
                for note in parse_xml(part.blob):
                    if note.get(f"{_W}type", "normal") == "normal":
                        yield from self.blocks(note, "footnote")


def _language(document: Any) -> str:
    """Return the language that the properties or the default style state."""
    stated = document.styles.element.find(f"{_W}docDefaults/{_W}rPrDefault/{_W}rPr/{_W}lang")
    default = stated.get(f"{_W}val", "") if stated is not None else ""
    return str(default).lower().split("-")[0]


def _properties(document: Any) -> tuple[str, str, str]:
    """Return title, authors and year as the file states them; a file without properties gets none made up."""
    package = document.part.package
    if not any(r.reltype == RELATIONSHIP_TYPE.CORE_PROPERTIES for r in package.rels.values()):
        return "", "", ""
    stated = document.core_properties
    return stated.title.strip(), stated.author.strip(), str(stated.created.year) if stated.created else ""


def read_docx(data: bytes) -> ReadDocument:
    """Read a Word document: headings, paragraphs, lists, quotes, captions, tables, notes and its properties.

    Raises:
        WordDocumentError: when it is broken, protected by a password, no Word document or a decompression bomb.
    """
    _check(data)
    try:
        document = docx.Document(io.BytesIO(data))
        reader = _Reader(document)
        blocks = [*reader.blocks(document.element.body), *reader.notes(document)]
        title, authors, year = _properties(document)
        language = _language(document)
    except MemoryError:
        raise
    except Exception as error:  # python-docx raises whatever a missing or broken part leads to
        raise WordDocumentError(f"it is a broken Word document ({error or type(error).__name__})") from error
    return ReadDocument(MEDIA_TYPE, blocks, title or reader.title, authors, year, language)
