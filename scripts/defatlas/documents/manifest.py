"""The manifest of a corpus folder: what its files do not say of themselves."""

from __future__ import annotations

from pathlib import Path

import yaml

from defatlas.configuration import nearest
from defatlas.documents.records.record import FIELDS

MANIFEST = "manifest.yaml"


class ManifestError(ValueError):
    """The manifest cannot be used; the message is one sentence that names the key and the remedy."""


def read_columns(corpus: Path) -> dict[str, dict[str, str]]:
    """Read which columns of which tables hold which fields of a record.

    The manifest holds, under `columns`, a mapping of table paths to a mapping of fields to column headings:

        columns:
          export.xlsx: {title: Titel, abstract: Kurzfassung, year: Jahr}

    Returns:
        Headings by field by path; empty without a manifest.

    Raises:
        ManifestError: for a key, field or file that does not exist.
    """
    path = corpus / MANIFEST
    if not path.exists():
        return {}
    try:
        values = yaml.safe_load(path.read_text(encoding="utf-8-sig")) or {}
    except yaml.YAMLError as error:
        raise ManifestError(f"{MANIFEST} is not valid YAML; check its indentation and quotes") from error
    if not isinstance(values, dict) or not isinstance(values.get("columns", {}), dict):
        raise ManifestError(f"{MANIFEST}: write `columns:` and below it one line per table")
    for key in values:
        if key != "columns":
            raise ManifestError(f'{MANIFEST}: unknown key "{key}"{nearest(str(key), ["columns"])}')
    columns = values.get("columns", {})
    for name, mapping in columns.items():
        if not (corpus / str(name)).is_file():
            files = [file.name for file in corpus.iterdir() if file.is_file()]
            raise ManifestError(f'{MANIFEST}: there is no file "{name}"{nearest(str(name), files)}')
        if not isinstance(mapping, dict):
            raise ManifestError(f"{MANIFEST}: {name}: write field: heading pairs, such as title: Titel")
        for field in mapping:
            if field not in FIELDS:
                raise ManifestError(f'{MANIFEST}: {name}: unknown field "{field}"{nearest(str(field), FIELDS)}')
    return {str(name): {str(k): str(v) for k, v in mapping.items()} for name, mapping in columns.items()}
