"""PDF with a text layer, by PDFium."""

from __future__ import annotations

import re

import pypdfium2 as pdfium

from defatlas.documents.blocks import ReadDocument, vocabulary_of
from defatlas.documents.pdf_columns import in_reading_order
from defatlas.documents.pdf_lines import Line, page_lines
from defatlas.documents.pdf_running_heads import drop_running_lines
from defatlas.documents.pdf_structure import blocks_of, title_of, typography_of, with_title

_LONGEST_TITLE = 300  # characters that are looked at
# Names of files and templates, which programs write in the place of titles.
_NO_TITLE = re.compile(
    r"(?:untitled|no title|title|unknown|\(anonymous\)|document\s?\d*|slide \d+|layout \d+"
    r"|(?:microsoft )?\w+ - .*\.\w{2,5}"
    r"|.*\.(?:docx?|rtf|odt|tex|dvi|ps|pdf|indd|qxd|pmd|wpd|fm|p65)|powerpoint presentation|presentation\d*"
    r"|\W*|[\w.-]*\d{4,}[\w.-]*)",
    re.IGNORECASE,
)


class NoTextLayerError(ValueError):
    """A PDF that holds images of pages but no text, or no pages."""


class BrokenPdfError(ValueError):
    """A PDF that PDFium cannot open."""


class PasswordError(ValueError):
    """A PDF that opens only with a password."""


def _title(stated: str) -> str:
    """Return the title that a file states of itself, empty where it is what a program puts there."""
    stated = stated.strip()
    return "" if _NO_TITLE.fullmatch(stated[:_LONGEST_TITLE]) else stated


def _has_no_pages(data: bytes) -> bool:
    """Tell whether PDFium opens a file and finds no page in it.

    pypdfium2 reports that with the last error PDFium had, which may be that of the document before.
    """
    handle = pdfium.raw.FPDF_LoadMemDocument64(data, len(data), None)
    if handle:
        pdfium.raw.FPDF_CloseDocument(handle)
    return bool(handle)


def _damaged(error: pdfium.PdfiumError) -> BrokenPdfError:
    found = re.search(r"PDFium: ([\w ]+)", str(error))
    return BrokenPdfError(f"it is damaged ({found[1] if found else error}); get it again, or print it anew")


def _lines_of(document: pdfium.PdfDocument) -> list[list[Line]]:
    """Return the lines of each page; a page that cannot be opened has none.

    Raises:
        BrokenPdfError: when no page can be opened.
    """
    found: list[list[Line]] = []
    fault: pdfium.PdfiumError | None = None
    opened = 0
    for number in range(len(document)):
        try:
            found.append(page_lines(document[number]))
            opened += 1
        except pdfium.PdfiumError as error:
            found.append([])
            fault = error
    if fault and not opened:
        raise _damaged(fault)
    return found


def _stated(document: pdfium.PdfDocument, name: str) -> str:
    """Return what the file states about itself under a name; nothing where its letters are broken."""
    try:
        return str(document.get_metadata_value(name))
    except UnicodeDecodeError:  # half of a character in UTF-16
        return ""


def read_pdf(data: bytes) -> ReadDocument:
    """Read the text layer of a PDF, page by page.

    Raises:
        PasswordError: when it opens only with a password.
        NoTextLayerError: when its pages hold no text, or it has none.
        BrokenPdfError: when PDFium cannot open it.
    """
    try:
        document = pdfium.PdfDocument(data)
    except pdfium.PdfiumError as error:
        if _has_no_pages(data):
            raise NoTextLayerError("it holds no pages") from error
        if "password" in str(error).lower():
            raise PasswordError("it is protected by a password; save a copy without one") from error
        raise _damaged(error) from error
    try:
        pages = drop_running_lines(_lines_of(document))
        title, authors, created = (_stated(document, name) for name in ("Title", "Author", "CreationDate"))
    finally:
        document.close()
    if not any(pages):
        raise NoTextLayerError("its pages hold no text layer; run text recognition (OCR) on it first")
    pages = [in_reading_order(lines) for lines in pages]
    vocabulary = vocabulary_of(line.text for lines in pages for line in lines)
    usual = typography_of(pages)
    printed = title_of(pages[0], usual.size)
    blocks = with_title(list(blocks_of(pages, vocabulary, usual)), printed)
    year = re.search(r"(?:19|20)\d\d", created)
    return ReadDocument(
        "application/pdf",
        blocks,
        title=_title(title) or printed,
        authors=authors,
        year=year[0] if year else "",
        pages=len(pages),
    )
