"""PDF with a text layer, by PDFium."""

from __future__ import annotations

import re
from collections import Counter
from statistics import median

import pypdfium2 as pdfium

from defatlas.documents.blocks import Block, ReadDocument, join_lines, vocabulary_of

_BULLET = re.compile(r"^\s*[•▪‣◦●■]\s+(?=\S)")
_LIST_MARK = re.compile(r"^\s*(?:[•▪‣◦●■–-]|\(?[ivx]{1,4}\)|\(?\d{1,2}[.)])\s+(?=\S)")
_HEADING = re.compile(r"^(?:\d+(?:\.\d+)*\.?\s+)?[A-Z][^.!?]{2,80}$")
_REFERENCES = re.compile(r"^(?:\d+\.?\s*)?(?:references|bibliography|works cited)\W*$", re.IGNORECASE)


class NoTextLayerError(ValueError):
    """A PDF that holds images of pages but no text, or no pages."""


class PasswordError(ValueError):
    """A PDF that opens only with a password."""


def _page_lines(document: pdfium.PdfDocument) -> list[list[str]]:
    """Return the lines of each page, line-end hyphens (U+FFFE in PDFium's text) as a hyphen and a line break."""
    pages = []
    for page in document:
        text = page.get_textpage().get_text_range().replace("\ufffe", "-\n").replace("\r\n", "\n").replace("\r", "\n")
        pages.append([line.strip() for line in text.split("\n") if line.strip()])
    return pages


def drop_running_lines(pages: list[list[str]]) -> list[list[str]]:
    """Drop page numbers, and lines that stand at the head or foot of at least a third of the pages (three or more)."""
    masked = Counter(
        re.sub(r"\d+", "#", line) for lines in pages for line in {*lines[:2], *lines[-2:]} if len(lines) > 4
    )
    often = {line for line, count in masked.items() if count >= max(3, len(pages) / 3)}
    kept = []
    for lines in pages:
        edge = {*range(2), *range(len(lines) - 2, len(lines))}
        kept.append(
            [
                line
                for number, line in enumerate(lines)
                if number not in edge
                or not (re.fullmatch(r"\W*\d{1,4}\W*", line) or re.sub(r"\d+", "#", line) in often)
            ]
        )
    return kept


def paragraphs(lines: list[str], vocabulary: Counter[str]) -> list[tuple[str, str]]:
    """Join lines into (kind, text) paragraphs.

    A paragraph ends where a line ends a sentence and is clearly shorter than the page's usual line, at a list mark,
    and around a line that reads like a heading.
    """
    if not lines:
        return []
    usual = median(len(line) for line in lines)
    found: list[tuple[str, str]] = []
    current, kind = "", "paragraph"

    def close() -> None:
        nonlocal current, kind
        if current:
            found.append((kind, current))
        current, kind = "", "paragraph"

    for line in lines:
        ended = not current or bool(re.search(r"[.!?][\"”’)]?$", current))
        if _BULLET.match(line) or (_LIST_MARK.match(line) and (ended or current.endswith((":", ";", ",")))):
            close()
            kind, line = "list_item", _LIST_MARK.sub("", line)
        elif _REFERENCES.match(line) or (ended and _is_heading(line, usual)):
            close()
            found.append(("heading", line))
            continue
        current = join_lines(current, line, vocabulary) if current else line
        if re.search(r"[.!?][\"”’)]?$", line) and len(line) < 0.8 * usual:
            close()
    close()
    return found


def _is_heading(line: str, usual: float) -> bool:
    """Tell whether a line that opens a paragraph reads like a numbered heading."""
    return bool(re.match(r"\d+(?:\.\d+)*\.?\s+[A-Z]", line) and _HEADING.match(line) and len(line) < 0.8 * usual)


def _has_no_pages(data: bytes) -> bool:
    """Tell whether PDFium opens a file and finds no page in it.

    pypdfium2 reports that with the last error PDFium had, which may be that of the document before.
    """
    handle = pdfium.raw.FPDF_LoadMemDocument64(data, len(data), None)
    if handle:
        pdfium.raw.FPDF_CloseDocument(handle)
    return bool(handle)


def read_pdf(data: bytes) -> ReadDocument:
    """Read the text layer of a PDF, page by page.

    Raises:
        PasswordError: when it opens only with a password.
        NoTextLayerError: when its pages hold no text, or it has none.
        pypdfium2.PdfiumError: when PDFium cannot read it.
    """
    try:
        document = pdfium.PdfDocument(data)
    except pdfium.PdfiumError as error:
        if _has_no_pages(data):
            raise NoTextLayerError("it holds no pages") from error
        if "password" in str(error).lower():
            raise PasswordError("it is protected by a password; save a copy without one") from error
        raise
    try:
        pages = drop_running_lines(_page_lines(document))
        metadata = document.get_metadata_dict(skip_empty=True)
    finally:
        document.close()
    if not any(pages):
        raise NoTextLayerError("its pages hold no text layer; run text recognition (OCR) on it first")
    vocabulary = vocabulary_of(line for lines in pages for line in lines)
    blocks = []
    for number, lines in enumerate(pages, start=1):
        for kind, text in paragraphs(lines, vocabulary):
            blocks.append(Block(kind, text, str(number), level=2 if kind == "heading" else 0))
    year = re.search(r"(?:19|20)\d\d", metadata.get("CreationDate", ""))
    return ReadDocument(
        "application/pdf",
        blocks,
        title=metadata.get("Title", ""),
        authors=metadata.get("Author", ""),
        year=year[0] if year else "",
        pages=len(pages),
    )
