"""The codebook: one YAML file per framework, its dimensions and the words that indicate them."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml
from jsonschema import Draft202012Validator

_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)  # ten times faster where libyaml is there
_DIMENSION_SCHEMA = {
    "type": "object",
    "additionalProperties": False,
    "required": ["id", "label", "definition", "indicators", "accept", "reject"],
    "properties": {
        "id": {"type": "string", "pattern": "^[a-z][a-z0-9_]*$"},
        "label": {"type": "string", "minLength": 1},
        "group": {"type": "string"},
        "source": {"type": "string"},
        "definition": {"type": "string", "minLength": 10},
        "indicators": {"type": "array", "items": {"type": "string", "minLength": 1}},
        "patterns": {"type": "array", "items": {"type": "array", "minItems": 1, "items": {"type": "object"}}},
        "accept": {"type": "array", "minItems": 1, "items": {"type": "string"}},
        "reject": {"type": "array", "minItems": 1, "items": {"type": "string"}},
    },
}
SCHEMA = {
    "type": "object",
    "additionalProperties": False,
    "required": ["framework", "title", "source", "applies_to", "dimensions"],
    "properties": {
        "framework": {"type": "string"},
        "title": {"type": "string"},
        "source": {"type": "string"},
        "place": {"type": "string"},
        "applies_to": {"type": "array", "minItems": 1, "items": {"type": "string"}},
        "dimensions": {"type": "array", "minItems": 1, "items": _DIMENSION_SCHEMA},
    },
}


class CodebookError(ValueError):
    """A framework file cannot be used; the message names the file, the place and the remedy."""


@dataclass(frozen=True)
class Dimension:
    """A dimension of a framework; `indicators` are sequences of lemmas, `patterns` spaCy Matcher patterns."""

    id: str
    label: str
    group: str
    definition: str
    indicators: tuple[str, ...]
    patterns: tuple[list[dict[str, Any]], ...]
    accept: tuple[str, ...]
    reject: tuple[str, ...]


@dataclass(frozen=True)
class Framework:
    """A published framework; it applies to the concepts named and to their neighbour terms."""

    name: str
    title: str
    source: str
    applies_to: tuple[str, ...]
    dimensions: tuple[Dimension, ...]


def read_framework(path: Path) -> Framework:
    """Read one framework file.

    Raises:
        CodebookError: when it breaks the format.
    """
    try:
        values = yaml.load(path.read_text(encoding="utf-8"), Loader=_LOADER)  # noqa: S506 - a safe loader
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        line = f", line {mark.line + 1}" if mark else ""
        raise CodebookError(f"{path.name}{line}: not valid YAML; check the indentation and quotes") from error
    except UnicodeDecodeError as error:
        raise CodebookError(f"{path.name}: not UTF-8 at byte {error.start + 1}; save the file as UTF-8") from error
    errors = sorted(Draft202012Validator(SCHEMA).iter_errors(values), key=lambda e: [str(p) for p in e.absolute_path])
    if errors:
        place = ".".join(str(part) for part in errors[0].absolute_path) or "the file"
        raise CodebookError(f"{path.name}: {place}: {errors[0].message}")
    if values["framework"] != path.stem:
        raise CodebookError(
            f"{path.name}: framework is {values['framework']!r}; give it the file's name, {path.stem!r}"
        )
    ids = [dimension["id"] for dimension in values["dimensions"]]
    if len(set(ids)) < len(ids):
        raise CodebookError(f"{path.name}: dimension {max(ids, key=ids.count)!r} stands twice")
    idle = [entry["id"] for entry in values["dimensions"] if not entry["indicators"] and not entry.get("patterns")]
    if idle:
        raise CodebookError(f"{path.name}: dimension {idle[0]!r} has no indicator and no pattern; add one")
    return Framework(
        values["framework"],
        values["title"],
        values["source"],
        tuple(values["applies_to"]),
        tuple(_dimension(entry) for entry in values["dimensions"]),
    )


def _dimension(entry: dict[str, Any]) -> Dimension:
    """Build a dimension of its YAML mapping."""
    return Dimension(
        entry["id"],
        entry["label"],
        entry.get("group", ""),
        " ".join(entry["definition"].split()),
        tuple(" ".join(term.split()) for term in entry["indicators"]),
        tuple(entry.get("patterns", [])),
        tuple(entry["accept"]),
        tuple(entry["reject"]),
    )


def read_codebook(folder: Path) -> list[Framework]:
    """Read every framework of a folder, by name.

    Raises:
        CodebookError: when one breaks the format or the folder holds none.
    """
    frameworks = [read_framework(path) for path in sorted(folder.glob("*.yaml"))]
    if not frameworks:
        raise CodebookError(f'codebook folder "{folder}" holds no .yaml file; copy one of corpus/codebook/')
    return frameworks


def framework_for(concept: str, preferred: str, frameworks: list[Framework]) -> Framework | None:
    """Return the framework to measure a concept with: the preferred one if it applies, else the first that does."""
    applying = [framework for framework in frameworks if concept in framework.applies_to]
    return next((framework for framework in applying if framework.name == preferred), applying[0] if applying else None)
