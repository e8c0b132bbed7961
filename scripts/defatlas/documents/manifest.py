"""The manifest of a corpus folder: what its files do not say of themselves."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath
from typing import Any

import yaml

from defatlas.configuration import nearest
from defatlas.documents.corpus_folder import ARCHIVE_ENDING
from defatlas.documents.notes import SOURCE_TYPES
from defatlas.documents.records.fields import doi_of, language_code
from defatlas.documents.records.record import FIELDS

MANIFEST = "manifest.yaml"
_SECTIONS = ("columns", "documents")
_FORM = f"{MANIFEST}: write `columns:` or `documents:` and below it one line per file"
_YEARS = range(1000, 2101)


class ManifestError(ValueError):
    """The manifest cannot be used; the message is one sentence that names the key and the remedy."""


@dataclass(frozen=True)
class Manifest:
    """What a manifest states.

    Attributes:
        columns: column headings by field of a record, by path of the table.
        documents: metadata by key (`KEYS`), by path of the document; a record is "export.ris#3", the member of an
            archive "papers.zip/a.pdf". Authors are "Family, Given", separated by semicolons; all values are text.
    """

    columns: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    documents: Mapping[str, Mapping[str, str]] = field(default_factory=dict)

    def of(self, files: Iterable[str]) -> Manifest:
        """Return what it states of these files, and of records and members of them."""
        known = set(files)
        documents = {path: values for path, values in self.documents.items() if known & set(_owners(path))}
        return Manifest({path: names for path, names in self.columns.items() if path in known}, documents)


def _owners(path: str) -> list[str]:
    """Return a path, the file that it is a record of, and the archives that it could lie in, nearest first."""
    own = re.sub(r"#\d+$", "", path)
    archives = [p.as_posix() for p in PurePosixPath(own).parents if p.suffix.lower() == ARCHIVE_ENDING]
    return list(dict.fromkeys([path, own, *archives]))


def _text(value: Any) -> str:
    """Return a title, venue or licence."""
    if not isinstance(value, str) or not value.strip():
        raise ValueError("write text")
    return " ".join(value.split())


def _authors(value: Any) -> str:
    """Return authors, from a list or from a text that holds them with semicolons."""
    names = value.split(";") if isinstance(value, str) else value
    if not isinstance(names, list) or not names or not all(isinstance(name, str) and name.strip() for name in names):
        raise ValueError("write a list of names, each as Family, Given")
    return "; ".join(" ".join(name.split()) for name in names)


def _year(value: Any) -> str:
    """Return a year of four digits."""
    if not re.fullmatch(r"\d{4}", str(value)) or int(value) not in _YEARS:
        raise ValueError("write a year of four digits")
    return str(value)


def _source_type(value: Any) -> str:
    """Return a kind of source."""
    if value not in SOURCE_TYPES:
        raise ValueError(f"unknown kind of source{nearest(str(value), SOURCE_TYPES)}")
    return str(value)


def _language(value: Any) -> str:
    """Return a language code; YAML reads the code of Norwegian as the word no."""
    code = "no" if value is False else language_code(str(value))
    if not re.fullmatch(r"[a-z]{2,3}", code):
        raise ValueError("write a language code, such as en or de")
    return code


def _doi(value: Any) -> str:
    """Return a bare DOI in lower case."""
    doi = doi_of(str(value))
    if not doi:
        raise ValueError("write a DOI, such as 10.1000/182")
    return doi


_READ: dict[str, Callable[[Any], str]] = {
    "title": _text,
    "authors": _authors,
    "year": _year,
    "venue": _text,
    "source_type": _source_type,
    "language": _language,
    "doi": _doi,
    "licence": _text,
}
KEYS = tuple(_READ)


def _check_path(corpus: Path, name: str) -> None:
    """Check that a path names a file of the folder, or something in one.

    Raises:
        ManifestError: when it leads out of the folder, or there is no such file.
    """
    parts = PurePosixPath(name).parts
    if not parts or name.startswith("/") or ".." in parts or "\\" in name:
        raise ManifestError(f'{MANIFEST}: "{name}" leads out of the corpus folder; write the path from that folder')
    for owner in _owners(name):
        path = corpus / owner
        if path.is_file():
            if corpus.resolve() not in path.resolve().parents:
                raise ManifestError(f'{MANIFEST}: "{name}" is a link out of the corpus folder; copy the file itself')
            return
    folder = (corpus / _owners(name)[1 if "#" in name else 0]).parent
    files = [file.relative_to(corpus).as_posix() for file in folder.iterdir()] if folder.is_dir() else []
    raise ManifestError(f'{MANIFEST}: there is no file "{name}"{nearest(name, files[:50])}')


def _read_columns(corpus: Path, columns: Mapping[Any, Any]) -> dict[str, dict[str, str]]:
    """Check and return the section of columns."""
    for name, mapping in columns.items():
        _check_path(corpus, str(name))
        if not isinstance(mapping, dict):
            raise ManifestError(f"{MANIFEST}: {name}: write field: heading pairs, such as title: Titel")
        for heading in mapping:
            if heading not in FIELDS:
                raise ManifestError(f'{MANIFEST}: {name}: unknown field "{heading}"{nearest(str(heading), FIELDS)}')
    return {str(name): {str(k): str(v) for k, v in mapping.items()} for name, mapping in columns.items()}


def _read_documents(corpus: Path, documents: Mapping[Any, Any]) -> dict[str, dict[str, str]]:
    """Check and return the section of documents."""
    found: dict[str, dict[str, str]] = {}
    for name, values in documents.items():
        _check_path(corpus, str(name))
        if not isinstance(values, dict):
            raise ManifestError(f"{MANIFEST}: {name}: write key: value pairs, such as year: 2015")
        found[str(name)] = {}
        for key, value in values.items():
            if key not in _READ:
                raise ManifestError(f'{MANIFEST}: {name}: unknown key "{key}"{nearest(str(key), KEYS)}')
            try:
                found[str(name)][key] = _READ[key](value)
            except ValueError as error:
                raise ManifestError(f"{MANIFEST}: {name}: {key} is {value!r}; {error}") from error
    return found


def read_manifest(corpus: Path) -> Manifest:
    """Read the manifest of a corpus folder.

    It holds, under `columns`, the headings by field for tables whose own are not known, and under `documents` what
    is known of each file; that wins over what the file and the bibliography say:

        columns:
          export.xlsx: {title: Titel, abstract: Kurzfassung, year: Jahr}
        documents:
          scan.pdf: {title: Towns that count, authors: ["Okoro, Ada"], year: 2015, language: en}

    Returns:
        An empty one when there is no manifest.

    Raises:
        ManifestError: for a key, field, value or file that cannot be; the message names it and the nearest one.
    """
    path = corpus / MANIFEST
    if not path.exists():
        return Manifest()
    try:
        values = yaml.safe_load(path.read_text(encoding="utf-8-sig")) or {}
    except (yaml.YAMLError, ValueError) as error:  # ValueError: an impossible date, or bytes that are no UTF-8
        raise ManifestError(f"{MANIFEST} is not valid YAML; check its indentation and quotes") from error
    if not isinstance(values, dict):
        raise ManifestError(_FORM)
    for key, section in values.items():
        if key not in _SECTIONS:
            raise ManifestError(f'{MANIFEST}: unknown key "{key}"{nearest(str(key), _SECTIONS)}')
        if not isinstance(section or {}, dict):
            raise ManifestError(_FORM)
    return Manifest(
        _read_columns(corpus, values.get("columns") or {}), _read_documents(corpus, values.get("documents") or {})
    )
