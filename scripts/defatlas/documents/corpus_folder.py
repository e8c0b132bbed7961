"""A corpus folder: which files it holds, what each is taken for, and the group each belongs to."""

from __future__ import annotations

import hashlib
import os
import re
import unicodedata
from pathlib import Path

MEDIA_TYPES = {
    ".md": "text/markdown",
    ".markdown": "text/markdown",
    ".txt": "text/plain",
    ".text": "text/plain",
    ".htm": "text/html",
    ".html": "text/html",
    ".xhtml": "text/html",
    ".pdf": "application/pdf",
    ".xml": "application/xml",
    ".docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
}
# Files that may hold many documents: bibliographic records with abstracts, and archives.
RECORD_ENDINGS = frozenset(
    {".ris", ".bib", ".csv", ".tsv", ".xlsx", ".json", ".jsonl", ".nbib", ".enl", ".ciw", ".txt", ".enw"}
)
ARCHIVE_ENDING = ".zip"
# Files of a corpus folder that describe it and are no documents themselves.
_OWN_FILES = {
    "sources.bib", "README.md", "LICENSE.md", "initiatives.csv", "claims.yaml", "corrections.csv", "manifest.yaml",
}  # fmt: skip
_OWN_FOLDERS = {"codebook", "coding", "lexicons"}


class EmptyCorpusError(ValueError):
    """A corpus folder holds no file that could be a document."""


def list_files(corpus: Path) -> list[str]:
    """List the files of a corpus folder that are to be read or rejected.

    Hidden files, and the files that describe a corpus (bibliography, codebook, …) at its top, are left out.
    A symbolic link to a folder, and a folder that cannot be opened, are listed but not entered, so that they end
    among the rejected files.

    Returns:
        Paths relative to the folder, with `/`, sorted.

    Raises:
        EmptyCorpusError: when there are none.
    """
    found: list[str] = []
    closed: list[str] = []

    def inside(*parts: str) -> str:
        return Path(*parts).relative_to(corpus).as_posix()

    for folder, folders, files in os.walk(corpus, onerror=lambda error: closed.append(inside(error.filename))):
        top = Path(folder) == corpus
        folders[:] = sorted(f for f in folders if not f.startswith(".") and not (top and f in _OWN_FOLDERS))
        closed.extend(inside(folder, name) for name in folders if Path(folder, name).is_symlink())
        for name in files:
            if not name.startswith(".") and not (top and name in _OWN_FILES):
                found.append(inside(folder, name))
    if not found:
        raise EmptyCorpusError(
            f'corpus folder "{corpus}" holds no documents; put PDF, HTML, Markdown or text files in it, '
            "or reading notes into its notes/ folder."
        )
    return sorted(found + closed)


def shard_of(relative_path: str, shards: int) -> int:
    """Return the group of a document: a hash of its path, so that it does not depend on the other documents."""
    return int.from_bytes(hashlib.sha256(os.fsencode(relative_path)).digest()[:8], "big") % shards


def document_id(relative_path: str) -> str:
    """Return the id of a document: a note's key, else its file name in ASCII and a hash of its path."""
    path = Path(relative_path)
    if path.parent.name == "notes" and path.suffix == ".md" and len(path.parts) == 2:
        return path.stem
    ascii_stem = unicodedata.normalize("NFKD", path.stem).encode("ascii", "ignore").decode().lower()
    slug = re.sub(r"[^a-z0-9]+", "-", ascii_stem).strip("-")[:40].strip("-") or "document"
    return f"{slug}-{hashlib.sha256(os.fsencode(relative_path)).hexdigest()[:8]}"


def is_usable_name(name: str) -> bool:
    """Tell whether a file name can stand in every table and rule.

    Python hands bytes that are no UTF-8 on as half characters, a carriage return ends a row of a CSV file, and
    Snakemake takes a word in braces for a wildcard, with no way to say otherwise.
    """
    try:
        name.encode()
    except UnicodeEncodeError:
        return False
    return not set(name) & set("\r{}")


def printable(path: str) -> str:
    """Return a path with carriage returns and bytes that are no UTF-8 written out, as every table and log needs it."""
    return os.fsencode(path).decode("utf-8", "backslashreplace").replace("\r", "\\r")


def is_readable_file(path: Path) -> bool:
    """Tell whether a path is a file that can be opened and whose name is usable."""
    return is_usable_name(str(path)) and path.is_file() and os.access(path, os.R_OK)


def study_file(corpus: Path, embedded: Path, name: str) -> Path:
    """Return a file or folder that describes the study: the corpus folder's own, else that of the embedded corpus."""
    return corpus / name if (corpus / name).exists() else embedded / name
