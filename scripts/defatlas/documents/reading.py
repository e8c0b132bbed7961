"""From a path to a read document, or to the reason why it was not read."""

from __future__ import annotations

import codecs
import hashlib
import re
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from defatlas.documents.blocks import Passage, ReadDocument, lay_out
from defatlas.documents.corpus_folder import (
    ARCHIVE_ENDING,
    MEDIA_TYPES,
    RECORD_ENDINGS,
    document_id,
    is_readable_file,
    is_usable_name,
)
from defatlas.documents.encodings import decode_unmarked, mend, wide_encoding
from defatlas.documents.html import read_html
from defatlas.documents.markdown import read_markdown, read_plain_text
from defatlas.documents.notes import is_note, read_note
from defatlas.documents.pdf import read_pdf
from defatlas.documents.word_documents import read_docx
from defatlas.documents.xml_articles import read_xml

LARGEST_FILE = 200_000_000  # bytes; larger ones are not documents
_XML_ARTICLE = re.compile(rb"\s*<\?xml(?s:.)*?<(?:\w+:)?(?:article|TEI)[\s>]")
_CONTROL = re.compile("[\x01-\x08\x0e-\x1b\x7f]")
_MOST_CONTROL = 0.05  # of the characters of a text
_BYTE_ORDER_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_REMEDIES = {
    **dict.fromkeys((".doc", ".dot", ".odt", ".rtf", ".pages", ".wps", ".wpd"), "save it as .docx or PDF"),
    **dict.fromkeys((".xls", ".xlsb", ".ods", ".numbers"), "save it as .xlsx or CSV"),
    **dict.fromkeys((".7z", ".rar", ".gz", ".tgz", ".tar", ".bz2", ".xz", ".zst"), "unpack it, or pack it as .zip"),
    **dict.fromkeys((".png", ".jpg", ".jpeg", ".tif", ".tiff", ".gif", ".bmp", ".webp", ".djvu"),
                    "run text recognition (OCR) on it and save it as PDF"),
    **dict.fromkeys((".epub", ".mobi", ".azw3", ".tex", ".ps", ".eps", ".ppt", ".pptx", ".odp", ".mht", ".mhtml",
                     ".webarchive", ".xps", ".rst"), "save it as PDF"),
    **dict.fromkeys((".rdf", ".enlx", ".enl.data", ".rmd", ".paperpile"), "export the records as RIS or BibTeX"),
}  # fmt: skip


class RejectedFile(ValueError):
    """A file that cannot be a document; the message says why, for people."""


class NoReaderError(RejectedFile):
    """A file of a kind that no reader is there for."""


@dataclass(frozen=True)
class LaidOutDocument:
    """A document with its normalised text and passages."""

    document_id: str
    path: str
    sha256: str
    read: ReadDocument
    text: str
    passages: list[Passage]


def _tidy_text(text: str) -> str:
    """Return text with the line ends of Unix, and with lines mended that were decoded wrongly before."""
    return mend(text.replace("\r\n", "\n").replace("\r", "\n"))


def decode(data: bytes) -> str:
    """Decode text: by its byte order mark, else as `decode_unmarked` says; lines end in "\\n".

    Lines that were decoded wrongly before are mended.

    Raises:
        RejectedFile: when it is no text.
    """
    for mark, encoding in _BYTE_ORDER_MARKS:
        if data.startswith(mark):
            try:
                return _tidy_text(data.decode(encoding))
            except UnicodeDecodeError as error:
                raise RejectedFile(f"its byte order mark says {encoding}, but it is not; save it as UTF-8") from error
    if b"\x00" in data[:4096] and not wide_encoding(data):
        raise RejectedFile("it holds binary data, not text")
    text = decode_unmarked(data)
    if len(_CONTROL.findall(text)) > _MOST_CONTROL * len(text) and text.encode() != data:
        raise RejectedFile("its text encoding cannot be told; save it as UTF-8")
    return _tidy_text(text)


def sniff(data: bytes, suffix: str) -> str:
    """Tell the media type of a file by its first bytes, then by its ending.

    Raises:
        NoReaderError: when no reader is there for it.
        RejectedFile: when it is no PDF but is named so.
    """
    head = data[:1024].lstrip()
    if head.startswith(b"%PDF-"):
        return "application/pdf"
    if head[:15].lower().startswith((b"<!doctype html", b"<html")):
        return "text/html"
    media_type = MEDIA_TYPES.get(suffix.lower())
    if media_type == "text/plain" and _XML_ARTICLE.match(data[:4096]):
        return "application/xml"
    if media_type is None:
        known = ", ".join(sorted({*MEDIA_TYPES, *RECORD_ENDINGS, ARCHIVE_ENDING}))
        remedy = _REMEDIES.get(suffix.lower(), f"known endings: {known}")
        raise NoReaderError(f"no reader for files that end in {suffix or 'nothing'}; {remedy}")
    if media_type == "application/pdf" and b"%PDF-" not in head:
        raise RejectedFile("it is named .pdf but does not start like a PDF file")
    return media_type


def read_bytes(corpus: Path, relative_path: str) -> bytes:
    """Return a file's bytes.

    Raises:
        RejectedFile: for a link out of the folder, a file that cannot be opened, an empty or an enormous one.
    """
    if not is_usable_name(relative_path):
        raise RejectedFile("its name is not UTF-8, or holds a brace or a carriage return; rename it")
    try:
        return _read(corpus, corpus / relative_path)
    except (OSError, RuntimeError) as error:  # RuntimeError: links in a circle, until Python 3.12
        raise RejectedFile("it cannot be opened; check that it exists and that you may read it") from error


def _read(corpus: Path, path: Path) -> bytes:
    """Return a file's bytes, or raise what `read_bytes` says."""
    if corpus.resolve() not in path.resolve().parents:
        raise RejectedFile("it is a link to a place outside of the corpus folder; copy the file itself")
    if path.is_dir() and path.is_symlink():
        raise RejectedFile("it is a link to a folder, which is not entered; put the files themselves here")
    if not is_readable_file(path):
        raise RejectedFile("it cannot be opened; check that it exists and that you may read it")
    if path.stat().st_size > LARGEST_FILE:
        raise RejectedFile(f"it is larger than {LARGEST_FILE // 1_000_000} MB")
    data = path.read_bytes()
    if not data.strip():
        raise RejectedFile("it is empty")
    return data


def read_document(corpus: Path, relative_path: str) -> LaidOutDocument:
    """Read a file of a corpus folder that is one document.

    Raises:
        RejectedFile: when it cannot be read; the message is the reason for people.
    """
    return read_data(read_bytes(corpus, relative_path), relative_path)


def read_data(data: bytes, path: str) -> LaidOutDocument:
    """Read the bytes of one document.

    Args:
        data: its bytes.
        path: its path in the corpus folder, which names it and tells a reading note.

    Raises:
        RejectedFile: when it cannot be read; the message is the reason for people.
    """
    media_type = sniff(data, Path(path).suffix)
    try:
        read = read_note(decode(data), Path(path).stem) if is_note(path) else _READERS[media_type](data)
    except RejectedFile:
        raise
    except Exception as error:  # whatever a parser throws at a broken file is that file's reason
        raise RejectedFile(f"{media_type}: {' '.join(str(error).split()) or type(error).__name__}") from error
    return lay_out_document(data, path, read)


def lay_out_document(data: bytes, path: str, read: ReadDocument) -> LaidOutDocument:
    """Lay out what was read of a document.

    Raises:
        RejectedFile: when it holds no text.
    """
    text, passages = lay_out(read.blocks)
    if not text:
        raise RejectedFile("it holds no text")
    return LaidOutDocument(document_id(path), path, hashlib.sha256(data).hexdigest(), read, text, passages)


_READERS: dict[str, Callable[[bytes], ReadDocument]] = {
    "application/pdf": read_pdf,
    "application/xml": read_xml,
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": read_docx,
    "text/html": read_html,
    "text/markdown": lambda data: read_markdown(decode(data)),
    "text/plain": lambda data: read_plain_text(decode(data)),
}
