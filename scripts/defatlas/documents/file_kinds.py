"""What the files of a corpus folder look like before any is read: by their endings and first bytes.

This tells an author in a moment what will be tried; how each file was really read stands in results/documents.csv.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

from defatlas.documents.corpus_folder import is_readable_file, printable
from defatlas.documents.notes import is_note

NOT_OPENED = "cannot be opened"
NO_READER = "no reader for this kind"
_HEAD = 2_048  # bytes
_MOST_OPENED = 2_000  # files; of a larger folder only the endings are looked at
_MOST_LINES = 30
_BY_ENDING = {
    **dict.fromkeys((".md", ".markdown"), "Markdown"),
    **dict.fromkeys((".txt", ".text"), "plain text"),
    **dict.fromkeys((".htm", ".html", ".xhtml"), "web page"),
    ".pdf": "PDF",
    ".xml": "XML article",
    ".docx": "Word document",
    ".zip": "zip archive",
    ".ris": "RIS records",
    ".bib": "BibTeX records",
    ".nbib": "PubMed records",
    **dict.fromkeys((".enl", ".enw"), "EndNote records"),
    ".ciw": "Web of Science records",
    ".json": "JSON records",
    **dict.fromkeys((".csv", ".tsv"), "table of records"),
    ".xlsx": "workbook of records",
}
_BY_HEAD = (
    ("PDF", re.compile(rb"\A\s*%PDF-")),
    ("web page", re.compile(rb"\A\s*(?:<!doctype html|<html)", re.IGNORECASE)),
)
_TEXT_BY_HEAD = (
    ("Web of Science records", re.compile(rb"^(?:FN \S|PT [A-Z]\s*$)", re.MULTILINE)),
    ("RIS records", re.compile(rb"^[ \t]*TY {1,3}-", re.MULTILINE)),
    ("PubMed records", re.compile(rb"^PMID- ?\d", re.MULTILINE)),
    ("EndNote records", re.compile(rb"\A\s*%[0TA] \S")),
)
_XML_BY_HEAD = (
    ("TEI article", re.compile(rb"<(?:\w+:)?TEI[\s>]")),
    ("JATS article", re.compile(rb"<(?:\w+:)?article[\s>]")),
)


def kind_of(relative_path: str, head: bytes) -> str:
    """Return what a file looks like.

    Args:
        relative_path: its path in the corpus folder.
        head: its first bytes; empty when it was not opened.
    """
    if is_note(relative_path):
        return "reading note"
    kind = _BY_ENDING.get(Path(relative_path).suffix.lower(), NO_READER)
    more = {"plain text": _TEXT_BY_HEAD, "XML article": _XML_BY_HEAD}.get(kind, ())
    return next((name for name, pattern in (*_BY_HEAD, *more) if pattern.search(head)), kind)


def kinds_of(corpus: Path, files: Sequence[str]) -> dict[str, str]:
    """Return what each file of a corpus folder looks like, by its path; none is read beyond its first bytes."""
    kinds = {}
    for path in files:
        if not is_readable_file(corpus / path):
            kinds[path] = NOT_OPENED
            continue
        head = b""
        if len(files) <= _MOST_OPENED and not is_note(path):
            with (corpus / path).open("rb") as stream:
                head = stream.read(_HEAD)
        kinds[path] = kind_of(path, head)
    return kinds


def summary(kinds: dict[str, str]) -> str:
    """Return what the files look like, in words: counts by kind, and for a small folder each file."""
    counts = sorted(Counter(kinds.values()).items(), key=lambda item: (-item[1], item[0]))
    said = ", ".join(f"{name}: {number:,}" for name, number in counts)
    lines = [f"{len(kinds):,} file{'' if len(kinds) == 1 else 's'} in the corpus folder, taken for: {said}."]
    if len(kinds) < _MOST_LINES:
        lines += [f"  {' '.join(printable(path).split())}: {kind}" for path, kind in kinds.items()]
    return "\n".join(lines)
